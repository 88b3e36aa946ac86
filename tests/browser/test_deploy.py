"""The apps as they are deployed: behind Caddy with TLS, the owner's way out through tinyproxy."""

import contextlib
import dataclasses
import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from http.client import HTTPConnection, HTTPSConnection
from urllib.parse import urlsplit

import httpx
import pytest

from tests import partner_builders
from tests.attacks.conftest import BROWSERS_OWN, COOKIE, OURS, serving
from tests.browser import door_house
from tests.browser.door_house import OWNER
from tests.builders import case, published
from tests.servers import ROOT, free_port, is_well, listens, running, wait_until

CADDY = ("run", "--adapter", "caddyfile", "--config", str(ROOT / "deploy" / "Caddyfile"))


def needed(program: str) -> str:
    found = shutil.which(program)
    if not found:
        if os.environ.get("DEPLOY_TESTS") == "required":
            pytest.fail(f"{program} is not installed, and DEPLOY_TESTS=required")
        pytest.skip(f"{program} is not installed: the deployment was not tried")
    return found


@contextlib.contextmanager
def way_out(folder, hosts: str):
    """Tinyproxy with our configuration, its port and list of hosts our own."""
    port = free_port()
    listed, config = folder / "hosts", folder / "tinyproxy.conf"
    listed.write_text(hosts, encoding="utf-8")
    ours = (ROOT / "deploy" / "out" / "tinyproxy.conf").read_text(encoding="utf-8")
    for here, there in (
        ("8888", str(port)),
        ("/etc/tinyproxy/hosts", str(listed)),
        ("Notice", "Connect"),
    ):
        assert here in ours
        ours = ours.replace(here, there)
    config.write_text(ours, encoding="utf-8")
    log = folder / "out.log"
    with running(needed("tinyproxy"), "-d", "-c", str(config), log=log) as process:
        wait_until(lambda: listens(port), process, log)
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="module")
def deployed(tmp_path_factory):
    """The address, the folder, and the app behind that address."""
    caddy = needed("caddy")
    folder = tmp_path_factory.mktemp("deployed")
    published(folder, cases=[case(f"F{n}") for n in range(12)])
    tls, plain = free_port(), free_port()
    address = f"https://localhost:{tls}"
    with door_house.provider(folder) as issuer, way_out(folder, "^localhost$\n") as proxy:
        house = door_house.prepare(folder, issuer, folder / "data")
        behind = house.address
        house.address = address
        door_house.write_secrets(house, issuer)
        settings = {"OWNER_HOST": "localhost", "OWNER_APP": urlsplit(behind).netloc,
                    "PARTNER_HOST": "partner.localhost", "HTTP_PORT": str(plain), "HTTPS_PORT": str(tls),
                    "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}  # fmt: skip
        with (
            running(*house.command, log=house.log, DASHBOARD_DATA=str(house.data),
                    HTTP_PROXY=proxy, HTTPS_PROXY=proxy) as app,
            running(caddy, *CADDY, log=folder / "caddy.log", **settings) as front,
        ):  # fmt: skip
            here = behind.replace("localhost", "127.0.0.1")
            wait_until(lambda: is_well(here), app, house.log)
            wait_until(lambda: listens(tls), front, folder / "caddy.log")
            yield address, folder, behind, plain


def ask(address, path="/", **headers):
    parts = urlsplit(address)
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    if parts.scheme == "https":
        unknown = ssl.create_default_context()
        unknown.check_hostname, unknown.verify_mode = False, ssl.CERT_NONE
        line = HTTPSConnection(parts.hostname, parts.port, context=unknown, timeout=10)
    else:
        line = HTTPConnection(parts.hostname, parts.port, timeout=10)
    with contextlib.closing(line):
        line.request("GET", path, headers=given)
        answer = line.getresponse()
        return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()


def slowly(route) -> None:
    """A provider that takes its time: meanwhile the page's guard finds the login over."""
    answer = route.fetch(max_redirects=0)
    time.sleep(2.5)
    route.fulfill(response=answer)


def test_login_works_through_tls_and_every_cookie_is_secure(deployed, browser):
    address, folder, _behind, _plain = deployed
    context = browser.new_context(locale="da-DK", ignore_https_errors=True)
    page = context.new_page()
    page.goto(address)
    page.get_by_role("link", name="Log ind").click()
    page.get_by_role("button", name=OWNER, exact=True).click()
    page.get_by_role("heading", level=1, name="Overblik").wait_for()
    page.get_by_text("data til").first.wait_for()  # the socket works too
    ours = [c for c in context.cookies() if c["name"].startswith("_streamlit")]
    assert {c["name"] for c in ours} >= {"_streamlit_user", "_streamlit_xsrf"}
    assert [c["name"] for c in ours if not c["secure"]] == []
    page.route("**/auth/logout", slowly)
    page.get_by_role("button", name="Log ud").click()
    page.wait_for_url(re.compile("end_session"))
    context.close()
    log = (folder / "out.log").read_text(encoding="utf-8")
    assert "/.well-known/openid-configuration" in log  # the exchange went the one way out
    assert "/oauth2/token" in log


def test_the_headers_come_through_and_no_server_names_itself(deployed):
    status, headers, _body = ask(deployed[0])
    assert status == 403
    assert headers["strict-transport-security"].startswith("max-age=31536000")
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert not {"server", "via", "x-powered-by"} & headers.keys()


def test_plain_http_leads_to_tls_only(deployed):
    status, headers, _body = ask(f"http://localhost:{deployed[3]}")
    assert status == 308
    assert headers["location"].startswith("https://localhost")


@pytest.mark.parametrize("trick", [
    {"X_Forwarded_Host": "127.0.0.1"}, {"X_Forwarded_For": "127.0.0.1"}, {"Forwarded": "host=127.0.0.1"},
    {"X_Forwarded_Proto": "http"}, {"X_Real_IP": "127.0.0.1"}, {"X_Adgang": "ejer"},
])  # fmt: skip
def test_what_a_visitor_says_of_themselves_opens_nothing(deployed, trick):
    assert ask(deployed[0], "/forloeb", **trick)[0] == 403
    assert "Secure" in ask(deployed[0], "/auth/login", **trick)[1].get("set-cookie", "; Secure")


def test_the_app_itself_answers_by_its_own_name_only(deployed):
    assert ask(deployed[2])[0] == 400
    assert ask(deployed[2], "/_stcore/health")[0] == 200


def test_the_way_out_leads_to_the_provider_and_nowhere_else(tmp_path):
    with way_out(tmp_path, r"^login\.example\.dk$" + "\n") as proxy:
        host, port = urlsplit(proxy).hostname, urlsplit(proxy).port
        for target in ("evil.example:443", "login.example.dk.evil.example:443", "127.0.0.1:443",
                       "login.example.dk:25"):  # fmt: skip
            with socket.create_connection((host, port), timeout=10) as line:
                line.sendall(f"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n\r\n".encode())
                assert b" 403 " in line.recv(200).split(b"\r\n")[0], target


@pytest.fixture
def partner_behind_caddy(tmp_path):
    """The municipalities' app by its name in Caddy, and the folder with both logs."""
    caddy, tls = needed("caddy"), free_port()
    origin = f"https://localhost:{tls}"
    partner_builders.write(
        tmp_path / "editions", partner_builders.content() | {"municipality": OURS}
    )
    with serving(tmp_path, tmp_path / "editions", origin, FORWARDED_ALLOW_IPS="*") as partner:
        settings = {"PARTNER_HOST": "localhost", "PARTNER_APP": f"127.0.0.1:{partner.port}",
                    "OWNER_HOST": "owner.localhost", "OWNER_APP": "127.0.0.1:9",
                    "HTTP_PORT": str(free_port()), "HTTPS_PORT": str(tls),
                    "XDG_DATA_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}  # fmt: skip
        log = tmp_path / "caddy.log"
        with running(caddy, *CADDY, log=log, **settings) as front:
            wait_until(lambda: listens(tls), front, log)
            yield dataclasses.replace(partner, address=origin)


def test_attack_13_a_link_works_through_tls_and_stands_in_no_log(partner_behind_caddy):
    partner, unknown = partner_behind_caddy, ssl.create_default_context()
    unknown.check_hostname, unknown.verify_mode = False, ssl.CERT_NONE
    link, token = partner.link()
    headers = {"origin": partner.address, **BROWSERS_OWN}
    with httpx.Client(base_url=partner.address, verify=unknown, trust_env=False) as client:
        opened = client.post("/l", content=token, headers=headers)
        assert opened.status_code == 204
        said = opened.headers["set-cookie"]
        assert said.startswith(f"{COOKIE}=")
        assert {"Secure", "HttpOnly", "SameSite=strict", "Path=/"} <= set(said.split("; "))
        assert not {"server", "via"} & opened.headers.keys()
        cookie = opened.cookies[COOKIE]
        client.cookies.clear()
        given = {"cookie": f"{COOKIE}={cookie}"}
        assert client.get("/", headers=given).status_code == 200
        assert client.get("/eksport/rapport.csv", headers=given).status_code == 200
        assert client.get("/").status_code == 403
        with partner.socket(cookie, tls=unknown) as page:
            page.rerun()
            assert b"Lolland" in page.received
            partner.register.revoke(link.id)
            assert page.closed_with(3) == 1008
        assert client.get("/", headers=given).status_code == 403
    logs = [log.read_bytes() for log in (partner.folder / "caddy.log", partner.log)]
    assert logs[0]
    for secret in (token, cookie):
        assert not [written for written in logs if secret.encode() in written]


def test_caddy_understands_its_file():
    told = subprocess.run(
        [needed("caddy"), "validate", "--adapter", "caddyfile", "--config", ROOT / "deploy" / "Caddyfile"],
        env=os.environ | {"OWNER_HOST": "tal.example.dk", "PARTNER_HOST": "partner.example.dk"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
