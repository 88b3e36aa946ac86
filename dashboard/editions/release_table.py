"""The release table: which groups municipalities are told of, and every number drawn for them.

    <data>/releases/table.jsonl   appended and never changed, for the owner alone
    <data>/releases/secret        32 random bytes: with them a draw can be undone

What is drawn is published; the truth behind it is in neither file. Nothing is in a report that is not
in this table first, and what is in it is never drawn again.
"""

import hmac
import os
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from dashboard.catalogue.released import RELEASES, Limits
from dashboard.disclosure.draws import SECRET_BYTES
from dashboard.foundation import files, journal
from dashboard.foundation.errors import DashboardError
from dashboard.foundation.quarters import Quarter
from dashboard.foundation.settings import from_values
from dashboard.foundation.words import text as _

OWNERS_FILE, OWNERS_FOLDER = 0o600, 0o700
KEY_DIGITS = 16  # of a member: enough that no two are the same
MOST_REVISIONS = 2
NONE: Limits = (0, 0, 0)
# what a line from before 28 November 2026, which says nothing of it, was drawn by
EARLIER = from_values({"event_grace_days": 31})


@dataclass(frozen=True)
class Told:
    """A group that is told of; members: keys that only the secret leads to."""

    municipality: str
    population: str
    group: str
    members: tuple[str, ...]

    @property
    def first(self) -> Quarter:
        """Its first quarter."""
        return Quarter.named(self.group.partition("/")[0])

    @property
    def last(self) -> Quarter:
        """Its last quarter."""
        return Quarter.named(self.group.partition("/")[2])

    @property
    def size(self) -> int:
        """How many are in it."""
        return len(self.members)


@dataclass(frozen=True)
class Drawn:
    """What was drawn of one group for one release; limits: of an average, of which it is; terms: what
    was agreed of what it counts.
    """

    municipality: str
    population: str
    group: str
    release: str
    revision: int
    epsilon: float
    numbers: dict[str, int]
    limits: Limits = NONE
    terms: dict[str, Any] = field(default_factory=dict, hash=False)


@dataclass
class ReleaseTable:
    """What is told of, by municipality and population; and the newest draws by group and release."""

    groups: dict[tuple[str, str], list[Told]] = field(default_factory=lambda: defaultdict(list))
    revised_at: str = ""  # the moment of the newest order that is carried out
    draws: dict[tuple[str, str, str], dict[str, Drawn]] = field(
        default_factory=lambda: defaultdict(dict)
    )

    def put(self, lines: Iterable[Told | Drawn]) -> None:
        """Takes lines in, oldest first."""
        for line in lines:
            place = (line.municipality, line.population)
            if isinstance(line, Told):
                self.groups[place].append(line)
            else:
                self.draws[*place, line.group][line.release] = line

    def of(self, group: Told) -> dict[str, Drawn]:
        """What was drawn of a group, by release; the last revision of each."""
        return self.draws[group.municipality, group.population, group.group]


def folder(data: Path) -> Path:
    """Where the table and the secret are."""
    return data / "releases"


def read(data: Path) -> ReleaseTable:
    """The table; empty before anything was drawn."""
    table, events = ReleaseTable(), _events(data)
    table.put(_line(event) for event in events if event["line"] in ("group", "draw"))
    orders = [event["ordered_at"] for event in events if event["line"] == "revised"]
    table.revised_at = max(orders, default="")
    return table


def append(data: Path, lines: Iterable[Told | Drawn], revised_at: str = "") -> None:
    """Writes lines, on the disk itself before it returns. OSError when it cannot: then none counts.

    revised_at: the moment of the newest order they carry out, in the same writing as what it led to.
    """
    found = [{"line": "group" if isinstance(each, Told) else "draw"} | vars(each) for each in lines]
    if revised_at:
        found.append({"line": "revised", "ordered_at": revised_at})
    if found:
        journal.append(folder(data) / "table.jsonl", *found)


def secret(data: Path, *, are_reports_out: bool, make_another: bool = False) -> bytes:
    """The owner's secret, made with the table; later only where it is asked for.

    DashboardError where it, or the table behind reports that are out, is lost.
    """
    where, has_lines = folder(data) / "secret", bool(_events(data))
    if are_reports_out and not has_lines:
        raise DashboardError(
            _(
                "Tabellen over det udgivne er tabt; hent {folder} fra sikkerhedskopien, før der "
                "skrives rapporter. Ellers ville de samme borgere blive fortalt om to gange.",
                folder=folder(data),
            )
        )
    folder(data).mkdir(mode=OWNERS_FOLDER, parents=True, exist_ok=True)
    if make_another and where.exists() and len(where.read_bytes()) == SECRET_BYTES:
        raise DashboardError(_("Nøglen {path} er hel; der er ikke brug for en ny.", path=where))
    if make_another or not (where.exists() or has_lines):
        files.replace(where, os.urandom(SECRET_BYTES), OWNERS_FILE)
    if not has_lines:  # a first line, so that a table without groups is not taken for a lost one
        journal.append(folder(data) / "table.jsonl", {"line": "begun"})
    content = where.read_bytes() if where.exists() else b""
    if len(content) != SECRET_BYTES:
        raise DashboardError(
            _(
                "Nøglen {path} mangler eller er skadet; hent den fra sikkerhedskopien. Findes den ikke mere, så skriv "
                "”editions --new-secret”: det udgivne bliver, som det er, men kan ikke mere suppleres eller revideres.",
                path=where,
            )
        )
    return content


def key(secret: bytes, member: str) -> str:
    """What a course or an answer is called in the table."""
    return hmac.digest(secret, f"member|{member}".encode(), sha256).hex()[:KEY_DIGITS]


def _events(data: Path) -> list[journal.Event]:
    try:
        return journal.events(folder(data) / "table.jsonl")
    except FileNotFoundError:
        return []


def _line(event: dict[str, Any]) -> Told | Drawn:
    found = {name: value for name, value in event.items() if name != "line"}
    if event["line"] == "group":
        return Told(**found | {"members": tuple(found["members"])})
    found.setdefault("terms", RELEASES[found["release"]].terms(EARLIER))
    return Drawn(**found | {"limits": tuple(found["limits"])})
