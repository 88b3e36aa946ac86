"""How the partner app is run: its own Streamlit settings, set at start and asserted before it serves.

They are given as `streamlit run` would give flags, so that neither the owner's config.toml nor an
environment variable can loosen them. Folders, addresses and whom to ask come from the environment.
"""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from dashboard.access import ledger, links
from dashboard.foundation.errors import DashboardError
from dashboard.foundation.words import text as _
from dashboard.web import safe_settings

HEADER = "X-Adgang"  # the verified session, from the gate to Streamlit; never from outside
USER_KEY = "adgang"
DATA = Path(__file__).parents[2] / "data"


@dataclass(frozen=True)
class Place:
    """Where the partner app stands, from its environment. DashboardError for no safe origin."""

    origin: str = field(default_factory=links.origin)
    address: str = field(default_factory=lambda: _given("PARTNER_ADDRESS", "127.0.0.1"))
    contact: str = field(default_factory=lambda: _given("PARTNER_CONTACT", "KeepGoing"))
    port: int = field(default_factory=links.port)

    @property
    def host(self) -> str:
        """What the Host header must be."""
        return urlsplit(self.origin).netloc.lower()

    @property
    def editions(self) -> Path:
        """The folder of editions, the only figures this process may read."""
        return Path(_given("PARTNER_EDITIONS", str(_data() / "editions")))

    @property
    def ledger(self) -> str:
        """The address of the ledger of links."""
        return ledger.address(_data())


def streamlit_options(place: Place) -> dict[str, Any]:
    """Every setting the gate leans on, and its one safe value."""
    return safe_settings.SAFE | {
        "client.disableDataExport": True,
        "secrets.files": [],  # the owner's secrets are not this process's
        "server.allowedHosts": [urlsplit(place.origin).hostname],
        "server.headless": True,
        "server.trustedUserHeaders": {HEADER: USER_KEY},
        "server.xsrfCookieSameSite": "strict",
    }


# uvicorn's own: no name of the server, no line a request, no frame much larger than the gate takes
SERVER: dict[str, Any] = {
    "access_log": False,
    "server_header": False,
    "limit_concurrency": 900,  # open lines; more than that come near the usual limit of files
    "timeout_graceful_shutdown": 5,
    "timeout_keep_alive": 15,
    "ws": "websockets-sansio",
    "ws_max_size": 2 << 20,
    "ws_per_message_deflate": False,
}


def fault(found: dict[str, Any], place: Place) -> str:
    """The sentence that says which settings are not safe; "" where all are."""
    wrong = safe_settings.unsafe(streamlit_options(place), found)
    if not wrong:
        return ""
    return _("Partnersiden starter ikke, for {settings} er ikke sat sikkert; start den med make partner.",
             settings=", ".join(wrong))  # fmt: skip


def serving(place: Place) -> str:
    """What is said at start: where partners find the app."""
    return _("Kommunernes side: {origin}", origin=place.origin)


def stray() -> DashboardError:
    """What to say where the app is run as a page of another."""
    return DashboardError(_("Start partnersiden med make partner."))


def _given(name: str, default: str) -> str:
    return os.environ.get(name) or default


def _data() -> Path:
    return Path(_given("DASHBOARD_DATA", str(DATA)))
