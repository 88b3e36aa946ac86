"""A real OpenID provider and the owner app behind it, each its own process on loopback."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from tests.servers import free_port, is_well, listens, running, wait_until

SECRET = "en-hemmelighed-kun-til-prøver-0123456789"
COOKIE = "_streamlit_user"
OWNER, STRANGER, ONE_FACTOR, STALE = "ejer-1", "fremmed-2", "enkelt-3", "gammel-4"
PEOPLE = {
    OWNER: {"email": "ejer@example.dk", "amr": ["pwd", "mfa"]},
    STRANGER: {"amr": ["pwd", "mfa"]},
    ONE_FACTOR: {"amr": ["pwd"]},
    STALE: {"amr": ["pwd", "mfa"], "iat": int(time.time()) - 13 * 3600},
}


@contextmanager
def provider(folder: Path) -> Iterator[str]:
    """The provider's address. It signs ID tokens, and whoever asks may be any of PEOPLE."""
    port = free_port()
    claims = [f"--user-claims={json.dumps({'sub': sub} | each)}" for sub, each in PEOPLE.items()]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port)]
    log = folder / "provider.log"
    with running(*command, *claims, log=log) as process:
        wait_until(lambda: listens(port), process, log)
        yield f"http://localhost:{port}"


@dataclass
class House:
    """The owner app with login, as its tests reach it."""

    address: str
    data: Path
    log: Path
    command: list[str]
    secrets: Path

    def cookie(self, secret: str = SECRET, **claims: object) -> str:
        """A cookie as Streamlit signs it, for claims of our own choice."""
        content = PEOPLE[OWNER] | {
            "sub": OWNER, "iat": int(time.time()), "origin": self.address, "is_logged_in": True,
            "provider": "default",
        } | claims  # fmt: skip
        return create_signed_value(secret, COOKIE, json.dumps(content)).decode()


def prepare(folder: Path, issuer: str, data: Path, **owner: object) -> House:
    port = free_port()
    secrets = folder / "secrets.toml"
    house = House(
        f"http://localhost:{port}", data, folder / "owner.log",
        [sys.executable, "-m", "streamlit", "run", "--server.port", str(port),
         "--secrets.files", str(secrets)], secrets,
    )  # fmt: skip
    write_secrets(house, issuer, **owner)
    return house


def write_secrets(house: House, issuer: str, cookie_secret: str = SECRET) -> None:
    house.secrets.write_text(
        f"""
[auth]
redirect_uri = "{house.address}/oauth2callback"
cookie_secret = "{cookie_secret}"
client_id = "tal"
client_secret = "udbyderens-hemmelighed"
server_metadata_url = "{issuer}/.well-known/openid-configuration"

[owner]
subjects = ["{OWNER}", "{ONE_FACTOR}", "{STALE}"]
""",
        encoding="utf-8",
    )


@contextmanager
def open_house(house: House) -> Iterator[subprocess.Popen]:
    with running(*house.command, log=house.log, DASHBOARD_DATA=str(house.data)) as process:
        wait_until(lambda: is_well(house.address), process, house.log)
        yield process
