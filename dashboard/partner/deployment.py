"""How the partner app is run: its own Streamlit settings, set at start and asserted before it serves.

They are given as `streamlit run` would give flags, so that neither the owner's config.toml nor an
environment variable can loosen them. Folders, addresses and whom to ask come from the environment.
"""

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import Field

from dashboard.access import database
from dashboard.access.partner_address import PartnerAddress
from dashboard.foundation.errors import DashboardError
from dashboard.foundation.words import text as _
from dashboard.web import safe_settings
from dashboard.web.line import ImpatientLine

HEADER = "X-Adgang"  # the verified session, from the middleware to Streamlit; never from outside
USER_KEY = "adgang"
DATA = Path(__file__).parents[2] / "data"
# uvicorn's own: no name of the server, no line a request, no message much larger than is taken
SERVER: dict[str, Any] = {
    "access_log": False,
    "server_header": False,
    "http": ImpatientLine,
    "limit_concurrency": 600,  # with those that wait to ask they stay under the usual limit of files
    "backlog": 100,  # fewer than may wait: else a flood turns them away before they have asked
    "timeout_graceful_shutdown": 5,
    "ws": "websockets-sansio",
    "ws_max_size": 2 << 20,
    "ws_per_message_deflate": False,
}


class Deployment(PartnerAddress):
    """One partner app: where it listens, what it reads."""

    address: str = Field("127.0.0.1", alias="PARTNER_ADDRESS")
    data: Path = Field(DATA, alias="DASHBOARD_DATA")
    # the only figures this process may read
    editions: Path = Field(
        default_factory=lambda given: given["data"] / "editions", alias="PARTNER_EDITIONS"
    )

    @property
    def host(self) -> str:
        """What the Host header must be."""
        return urlsplit(self.origin).netloc.lower()

    @property
    def link_register(self) -> str:
        """The address of the link register."""
        return database.address(self.data)

    def streamlit_options(self) -> dict[str, Any]:
        """Every setting the session middleware leans on, and its one safe value."""
        return safe_settings.SAFE | {
            "client.disableDataExport": True,
            "secrets.files": [],  # the owner's secrets are not this process's
            "server.allowedHosts": [urlsplit(self.origin).hostname],
            "server.headless": True,
            "server.trustedUserHeaders": {HEADER: USER_KEY},
            "server.xsrfCookieSameSite": "strict",
        }

    def fault(self, found: dict[str, Any]) -> str:
        """The sentence that says which of Streamlit's settings are not safe; "" where all are."""
        wrong = safe_settings.unsafe(self.streamlit_options(), found)
        if not wrong:
            return ""
        return _(
            "Partnersiden starter ikke, for {settings} er ikke sat sikkert; start den med make partner.",
            settings=", ".join(wrong),
        )

    def serving(self) -> str:
        """What is said at start: where partners find the app."""
        told = _("Kommunernes side: {origin}", origin=self.origin)
        if re.search(r"@|\d", self.contact):
            return told
        return (
            told
            + "\n"
            + _("PARTNER_CONTACT er et navn alene; skriv en e-mail eller et telefonnummer til.")
        )


def stray() -> DashboardError:
    """What to say where the app is run as a page of another."""
    return DashboardError(_("Start partnersiden med make partner."))
