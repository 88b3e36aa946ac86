"""What a read-only link is, and what a session of it may see.

A link's address holds a random token and nothing else; only its SHA-256 is kept. Opening it gives a
session of at most eight hours. What a session may see comes from the link's record, never from
the request, and is looked up anew each time: a link that is taken back is gone at once.
"""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dashboard.access.database import LINKS
from dashboard.foundation import harmless
from dashboard.foundation.errors import DashboardError
from dashboard.foundation.words import text as _

DEFAULT_DAYS, MOST_DAYS = 90, 180
LONGEST_LABEL = 100
ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"  # nothing that is mistaken for something else


@dataclass(frozen=True)
class Link:
    """One link as its owner sees it; its token is known to nobody."""

    id: str
    municipality: str
    level: str
    label: str
    created_at: datetime
    created_by: str
    expires_at: datetime
    revoked_at: datetime | None
    opened: int = 0
    last_opened_at: datetime | None = None

    def state(self, at: datetime) -> str:
        """open, revoked, expired or not_yet (made in the future: somebody's clock is wrong)."""
        if self.revoked_at:
            return "revoked"
        if at >= self.expires_at:
            return "expired"
        return "open" if at >= self.created_at else "not_yet"


@dataclass(frozen=True)
class Access:
    """What one session may see; only ever made from the register."""

    link_id: str
    municipality: str
    level: str
    label: str
    expires_at: datetime


def of_row(row: Mapping[Any, Any]) -> Link:
    """The link of a row of LINKS, or of one that holds its columns among others."""
    hidden = LINKS.c.token_sha256.name
    return Link(**{column.name: row[column.name] for column in LINKS.c if column.name != hidden})


def new_id() -> str:
    """A short id that can be read aloud."""
    return "".join(secrets.choice(ALPHABET) for _letter in range(8))


def hashed(secret: str) -> str:
    """What is kept of a token or a session id: its SHA-256 in hex."""
    # 256 random bits need no salt and no slow hash: there is nothing to guess
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def checked_label(label: str) -> str:
    """To whom the link goes, on one line. DashboardError for anything else."""
    told = harmless.heading(label).strip()
    if not told or len(told) > LONGEST_LABEL or told != label.strip():
        raise DashboardError(
            _(
                "Skriv, hvem linket er til: højst {most} tegn på én linje og uden CPR-numre.",
                most=LONGEST_LABEL,
            )
        )
    return told
