"""The owner's login: what secrets.toml must say, whom it lets in, and who may ask without login.

With login, in a real browser and against a real provider: tests/browser/test_door.py.
"""

import asyncio
import json
import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from starlette.responses import PlainTextResponse

from dashboard.access import access_log
from dashboard.foundation.errors import DashboardError
from dashboard.foundation.hosts import host_name, is_loopback
from dashboard.owner import secure_start, sign_ins
from dashboard.owner.login_settings import NO_MFA, NOT_LISTED, TOO_OLD, from_secrets
from dashboard.owner.session_middleware import OwnerSessionMiddleware
from dashboard.web.headers import with_secure_cookies
from dashboard.web.throttle import Throttle

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 10, 5, 8, 0, tzinfo=UTC)
AUTH = {
    "redirect_uri": "https://tal.example.dk/oauth2callback", "client_id": "tal",
    "client_secret": "x", "cookie_secret": "abcdefghijklmnopqrstuvwxyz012345",
    "server_metadata_url": "https://tal.example.dk/.well-known/openid-configuration",
}  # fmt: skip
OWNER = {"subjects": ["1234"]}
GOOD = {"sub": "1234", "amr": ["pwd", "mfa"], "iat": int(NOW.timestamp()) - 60}


def secrets(auth=None, owner=None) -> dict:
    changed = {"auth": AUTH | (auth or {}), "owner": OWNER | (owner or {})}
    return {
        name: {key: value for key, value in section.items() if value is not ...}
        for name, section in changed.items()
    }


# ---- what secrets.toml must say


def test_without_either_section_there_is_no_login():
    assert from_secrets({"other": 1}) is None


def test_the_rules_are_as_written():
    rules = from_secrets(secrets())
    assert (rules.origin, rules.host, rules.is_https) == (
        "https://tal.example.dk", "tal.example.dk", True,
    )  # fmt: skip
    assert rules.session == timedelta(hours=12)
    assert rules.owner.require_mfa


@pytest.mark.parametrize(
    "auth, owner, key",
    [
        *(({key: ...}, {}, f"auth.{key}") for key in sorted(AUTH)),
        ({"cookie_secret": "abcdefghijklmnopqrstuvwxyz01234"}, {}, "auth.cookie_secret"),
        ({"cookie_secret": "x" * 64}, {}, "auth.cookie_secret"),
        ({"client_id": " "}, {}, "auth.client_id"),
        ({"redirect_uri": "http://tal.example.dk/oauth2callback"}, {}, "auth.redirect_uri"),
        ({"redirect_uri": "https://tal.example.dk/x/oauth2callback"}, {}, "auth.redirect_uri"),
        ({"redirect_uri": "https://a@tal.example.dk/oauth2callback"}, {}, "auth.redirect_uri"),
        ({"redirect_uri": "https:///oauth2callback"}, {}, "auth.redirect_uri"),
        ({"redirect_uri": "http://localhost:{port}/oauth2callback"}, {}, "auth.redirect_uri"),
        ({"server_metadata_url": "http://tal.example.dk/x"}, {}, "auth.server_metadata_url"),
        ({"expose_tokens": ["id"]}, {}, "auth.expose_tokens"),
        ({"google": {"client_id": "x"}}, {}, "auth.google"),
        ({}, {"subjects": ...}, "owner.subjects"),
        ({}, {"subjects": []}, "owner.subjects"),
        ({}, {"subjects": "1234"}, "owner.subjects"),
        ({}, {"subjects": [""]}, "owner.subjects"),
        ({}, {"subjects": [None]}, "owner.subjects"),
        ({}, {"require_mfa": "no"}, "owner.require_mfa"),
        ({}, {"amr": []}, "owner.amr"),
        ({}, {"session_hours": 13}, "owner.session_hours"),
        ({}, {"session_hours": 0}, "owner.session_hours"),
        ({}, {"session_hours": True}, "owner.session_hours"),
        ({}, {"subject": ["1234"]}, "owner.subject"),
    ],
)
def test_what_is_missing_or_weak_is_refused_by_name(auth, owner, key):
    with pytest.raises(DashboardError, match=f"”{key}”".replace(".", r"\.")):
        from_secrets(secrets(auth, owner))


@pytest.mark.parametrize("only", ["auth", "owner"])
def test_half_a_set_up_is_refused(only):
    with pytest.raises(DashboardError, match=r"secrets\.toml"):
        from_secrets({only: secrets()[only]})


def test_no_refusal_repeats_a_secret():
    for key in AUTH.keys() - {"client_secret"}:
        with pytest.raises(DashboardError) as told:
            from_secrets(secrets({key: "", "client_secret": "hemmelig-1"}))
        assert "hemmelig-1" not in str(told.value)


# ---- whom it lets in


@pytest.mark.parametrize(
    "claims, expected",
    [
        ({}, None),
        ({"iat": int(NOW.timestamp()) - 12 * 3600 + 1}, None),
        ({"iat": int(NOW.timestamp()) - 12 * 3600}, TOO_OLD),
        ({"iat": int(NOW.timestamp()) + 299}, None),
        ({"iat": int(NOW.timestamp()) + 301}, TOO_OLD),
        ({"iat": None}, TOO_OLD),
        ({"iat": True}, TOO_OLD),
        ({"iat": "1791187200"}, TOO_OLD),
        ({"iat": 1e308}, TOO_OLD),
        ({"iat": float("nan")}, TOO_OLD),
        ({"sub": "12345"}, NOT_LISTED),
        ({"sub": None}, NOT_LISTED),
        ({"sub": ["1234"]}, NOT_LISTED),
        ({"amr": ["pwd"]}, NO_MFA),
        ({"amr": "mfa"}, NO_MFA),
        ({"amr": None}, NO_MFA),
        ({"amr": [{"mfa": 1}]}, NO_MFA),
        ({"amr": [], "acr": "mfa"}, NO_MFA),
    ],
)
def test_listed_with_two_factors_and_recent_and_nothing_else(claims, expected):
    assert from_secrets(secrets()).refusal(GOOD | claims, NOW) == expected


def test_a_provider_may_say_two_factors_in_its_own_words():
    rules = from_secrets(secrets(owner={"amr": ["hwk"], "acr": ["urn:high"]}))
    assert rules.refusal(GOOD, NOW) == NO_MFA
    assert rules.refusal(GOOD | {"amr": ["hwk"]}, NOW) is None
    assert rules.refusal(GOOD | {"amr": [], "acr": "urn:high"}, NOW) is None
    assert rules.refusal(GOOD | {"acr": ["urn:high"]}, NOW) == NO_MFA


def test_one_factor_is_enough_only_where_that_is_written():
    rules = from_secrets(secrets(owner={"require_mfa": False}))
    assert rules.refusal(GOOD | {"amr": None}, NOW) is None


simple = some.none() | some.booleans() | some.floats() | some.integers() | some.text(max_size=5)
junk = (
    simple | some.lists(simple, max_size=3) | some.lists(some.lists(simple, max_size=1), max_size=2)
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(some.dictionaries(some.sampled_from(["sub", "amr", "acr", "iat"]), junk))
def test_whatever_a_token_says_is_an_answer_and_never_a_fault(claims):
    rules = from_secrets(secrets())
    assert rules.refusal(claims, NOW) is not None
    assert rules.refusal({**GOOD, **claims, "sub": "1234"}, NOW) in (None, NO_MFA, TOO_OLD)


# ---- names of this machine


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "localhost", "LOCALHOST", "::1"])
def test_this_machine_and_nothing_else(host):
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host", ["", None, "0.0.0.0", "::", "192.168.1.5", "localhost.example", "127.0.0.1.example",
             "127.1", "2130706433", "unix:///tmp/x", "::ffff:1.2.3.4"],
)  # fmt: skip
def test_another_address_is_not_this_machine(host):
    assert not is_loopback(host)


@pytest.mark.parametrize(
    "netloc, name",
    [("localhost:8501", "localhost"), ("[::1]:8501", "::1"), ("a@localhost", None), ("localhost:x", None),
     ("localhost:", None), ("localhost/x", None), ("localhost?x", None), ("", None), ("[::1", None),
     ("localhost:99999", None), ("local host", "local host")],
)  # fmt: skip
def test_only_a_plain_host_header_has_a_name(netloc, name):
    assert host_name(netloc) == name


# ---- without login: who may ask


def ask(
    kind="http", path="/", client="127.0.0.1", server="127.0.0.1", host="localhost:8501", **headers
):
    """The status through the middleware without rules; what passes is answered 200."""
    sent: list[dict] = []

    async def receive():
        return {"type": "websocket.connect"} if kind == "websocket" else {"type": "http.request"}

    async def send(message):
        sent.append(message)

    async def app(scope, receive, send):
        if scope["type"] == "websocket":
            await send({"type": "websocket.accept"})
        else:
            await PlainTextResponse("let in")(scope, receive, send)

    given = {"host": host} | {name.replace("_", "-"): value for name, value in headers.items()}
    scope = {
        "type": kind, "method": "GET", "path": path, "query_string": b"",
        "client": (client, 50000), "server": (server, 8501),
        "headers": [(k.encode(), v.encode()) for k, v in given.items() if v is not None],
    }  # fmt: skip
    middleware = OwnerSessionMiddleware(
        app, rules=None, pages=["", "forloeb"], data=lambda: Path("nowhere")
    )
    with ThreadPoolExecutor(1) as thread:  # another test's browser may own this thread's loop
        thread.submit(asyncio.run, middleware(scope, receive, send)).result()
    first = sent[0]
    return {"websocket.accept": 101, "websocket.close": 403}.get(first["type"], first.get("status"))


@pytest.mark.parametrize("host", ["localhost:8501", "127.0.0.1:8501", "[::1]:8501", "localhost"])
def test_this_machine_needs_no_login(host):
    assert ask(host=host) == 200
    assert ask("websocket", host=host, origin=f"http://{host}") == 101


@pytest.mark.parametrize(
    "header", ["x_forwarded_for", "x_forwarded_host", "x_forwarded_proto", "forwarded", "x_real_ip"]
)
def test_nobody_is_let_in_through_a_proxy_on_this_machine(header):
    assert ask(**{header: "127.0.0.1"}) == 403
    assert ask("websocket", origin="http://localhost:8501", **{header: "127.0.0.1"}) == 403


@pytest.mark.parametrize("end", ["client", "server"])
def test_nobody_from_elsewhere_is_let_in_however_the_app_was_started(end):
    assert ask(**{end: "192.0.2.7"}) == 403
    assert ask("websocket", origin="http://localhost:8501", **{end: "192.0.2.7"}) == 403


@pytest.mark.parametrize("host", ["tal.example.dk", "evil.example:8501", "a@localhost", "", None])
def test_another_name_for_this_machine_is_refused(host):
    assert ask(host=host) == 400  # a page elsewhere whose name was made to point here


@pytest.mark.parametrize(
    "origin", [None, "null", "http://localhost:9999", "https://evil.example", "http://localhost"]
)
def test_a_socket_is_opened_by_our_own_page_only(origin):
    assert ask("websocket", origin=origin) == 403


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/mcp", "/_stcore/upload_file/a",
                                  "/forloeb/_stcore/upload_file/a/b", "/_stcore/upload_file/a/b/c",
                                  "/_stcore/upload_file/../a", "/_stcore/upload_file",
                                  "/_stcore/script-health-check", "/forloeb/_stcore/metrics"])  # fmt: skip
def test_what_no_page_needs_is_closed(path):
    assert ask(path=path) == 404


def test_health_and_pages_are_open():
    assert ask(path="/_stcore/health") == 200
    assert ask(path="/_stcore/metricsx") == 200  # left to whoever knows it
    assert ask(path="/_stcore/upload_file/a1-b/c2-d") == 200  # of one file, to the page that asked


# ---- cookies on https


def test_every_cookie_gets_secure_once():
    told: list[dict] = []

    async def send(message):
        told.append(message)

    headers = [(b"set-cookie", b"a=1; Path=/"), (b"Set-Cookie", b"b=2; Secure"), (b"x", b"y")]
    with ThreadPoolExecutor(1) as thread:
        start = {"type": "http.response.start", "status": 200, "headers": headers}
        thread.submit(asyncio.run, with_secure_cookies(send)(start)).result()
    assert told[0]["headers"] == [
        (b"set-cookie", b"a=1; Path=/; Secure"), (b"Set-Cookie", b"b=2; Secure"), (b"x", b"y"),
    ]  # fmt: skip


# ---- what is written down of logins


def test_a_login_is_open_from_its_beginning_to_its_end_and_never_again(tmp_path):
    login = sign_ins.key(b"a cookie")
    assert not sign_ins.is_open(tmp_path, login)
    sign_ins.begin(tmp_path, login, "1234")
    assert sign_ins.is_open(tmp_path, login)
    sign_ins.begin(tmp_path, sign_ins.key(b"another"), "1234")
    sign_ins.end(tmp_path, login)
    assert not sign_ins.is_open(tmp_path, login)
    assert sign_ins.is_open(tmp_path, sign_ins.key(b"another"))
    sign_ins.begin(tmp_path, login, "1234")
    assert not sign_ins.is_open(tmp_path, login)


def test_lines_are_the_owners_alone_and_hold_no_cookie(tmp_path):
    sign_ins.begin(tmp_path, sign_ins.key(b"a cookie"), "1234")
    sign_ins.refuse(tmp_path, "5678", NOT_LISTED)
    path = tmp_path / "access" / "sign_ins.jsonl"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    first, second = map(json.loads, path.read_text().splitlines())
    assert (first["event"], first["subject"]) == ("began", "1234")
    assert (second["event"], second["subject"], second["reason"]) == ("refused", "5678", NOT_LISTED)
    assert "a cookie" not in path.read_text()


def test_refusals_are_written_down_so_many_a_minute_and_logins_always(tmp_path, monkeypatch):
    monkeypatch.setattr(sign_ins, "_refusals", Throttle(sign_ins.REFUSALS_A_MINUTE, 60))
    for number in range(sign_ins.REFUSALS_A_MINUTE + 20):
        sign_ins.refuse(tmp_path, str(number), NOT_LISTED)
    login = sign_ins.key(b"a cookie")
    sign_ins.begin(tmp_path, login, "1234")
    lines = (tmp_path / "access" / "sign_ins.jsonl").read_text().splitlines()
    assert len(lines) == sign_ins.REFUSALS_A_MINUTE + 1
    assert sign_ins.is_open(tmp_path, login)


def test_a_broken_line_opens_nothing_and_hides_nothing(tmp_path):
    login = sign_ins.key(b"a cookie")
    sign_ins.begin(tmp_path, login, "1234")
    with (tmp_path / "access" / "sign_ins.jsonl").open("ab") as log:
        log.write(b'{"event": "began", "login": "\xff\n[1]\n{"event": "ended"}\n')
    sign_ins.refuse(tmp_path, "5678", NOT_LISTED)
    assert sign_ins.is_open(tmp_path, login)


def test_old_lines_go_with_those_of_the_access_log(tmp_path):
    sign_ins.begin(tmp_path, "x", "1234")
    access_log.append(tmp_path, "ejer", "F1")
    later = datetime.now(UTC) + timedelta(days=400)
    assert access_log.purge(tmp_path, 14, later) == 0
    assert access_log.purge(tmp_path, 12, later) == 2
    assert not sign_ins.is_open(tmp_path, "x")


# ---- at start


def start(*flags, **environment):
    """Starts the app as `make run` does, where it is to refuse at once."""
    command = [sys.executable, "-m", "streamlit", "run", "--server.port", "0",
               "--browser.serverAddress", "localhost", *flags]  # fmt: skip
    return subprocess.run(
        command, cwd=ROOT, env=os.environ | environment, capture_output=True, text=True, timeout=600,
        check=False,
    )  # fmt: skip


@pytest.mark.parametrize("address", ["0.0.0.0", "", "::"])
def test_another_address_without_login_is_no_start(address):
    refused = start("--server.address", address)
    assert refused.returncode == 1
    assert "Programmet starter ikke på andre adresser" in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize(
    "option, value",
    [("client.showErrorDetails", "full"), ("server.enableXsrfProtection", "false"),
     ("server.enableStaticServing", "true"), ("server.maxUploadSize", "200"),
     ("server.trustedUserHeaders", '{"X-A":"sub"}'), ("server.enableAgentApi", "true")],
)  # fmt: skip
def test_a_setting_that_is_not_safe_is_no_start(option, value):
    refused = start(f"--{option}", value)
    assert refused.returncode == 1
    assert f"indstillingen {option} er" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_the_environment_cannot_undo_a_setting_either():
    refused = start(STREAMLIT_CLIENT_SHOW_ERROR_DETAILS="full")
    assert (refused.returncode, "client.showErrorDetails" in refused.stderr) == (1, True)


def test_half_a_login_is_no_start_on_this_machine_either(tmp_path):
    own = tmp_path / "secrets.toml"
    own.write_text('[auth]\nclient_secret = "hemmelig-1"\n', encoding="utf-8")
    refused = start("--secrets.files", str(own))
    assert refused.returncode == 1
    assert "secrets.toml" in refused.stderr
    assert "hemmelig-1" not in refused.stderr + refused.stdout


@pytest.mark.parametrize("content", [b'[auth]\nclient_secret = "hemmelig-1\n[owner]\nsubjects = ["x"]\n',
                                     b'[auth]\nclient_secret = "hemmelig-1\xff"\n', None])  # fmt: skip
def test_a_login_that_cannot_be_read_is_not_taken_for_none(tmp_path, content):
    own = tmp_path / "secrets.toml"
    if content is None:
        own.symlink_to(tmp_path / "gone.toml")
    else:
        own.write_bytes(content)
    refused = start("--secrets.files", str(own))
    assert refused.returncode == 1
    assert f"Programmet starter ikke: {own} kan ikke læses" in refused.stderr
    assert "hemmelig-1" not in refused.stderr + refused.stdout
    assert "Traceback" not in refused.stderr


def test_a_folder_nobody_may_look_into_may_hold_a_login(monkeypatch):
    def refuse(_path):
        raise PermissionError

    assert secure_start._may_be(__file__)
    assert not secure_start._may_be(f"{__file__}/x")
    monkeypatch.setattr(secure_start.os, "lstat", refuse)
    assert secure_start._may_be("/root/secrets.toml")


@pytest.mark.parametrize("error", [PermissionError, IsADirectoryError])
def test_secrets_nobody_here_may_read_are_no_missing_login(monkeypatch, error):
    def refuse():
        raise error

    monkeypatch.setattr(secure_start, "st", SimpleNamespace(
        secrets=SimpleNamespace(to_dict=refuse), get_option=lambda _name: [__file__]))  # fmt: skip
    with pytest.raises(DashboardError, match="kan ikke læses"):
        secure_start.rules.__wrapped__()
