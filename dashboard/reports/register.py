"""The codes of the reports that were made: of what, when, and the numbers they had; appended and never changed.

    <data>/access/reports.jsonl     a line a report; the same report made again has the same code and no new line

It stands outside the snapshots: what was said stays said, also where a snapshot is removed; and where the app may
write that else only reads.
"""

import os
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from dashboard.access import access_log
from dashboard.catalogue.row import FigureRow
from dashboard.catalogue.scope import Scope
from dashboard.foundation import journal, report_codes
from dashboard.foundation.errors import DashboardError
from dashboard.foundation.words import mark
from dashboard.foundation.words import text as _
from dashboard.snapshots.snapshot import Snapshot

CODE = re.compile(r"KG-[A-Z2-7]{4}-[A-Z2-7]{4}")
KINDS = {"annual": mark("årsrapport"), "workbook": mark("regneark")}
NUMBERS = ("n", "k", "value", "low", "high")
Numbers = tuple[int | float | None, ...]


@dataclass(frozen=True)
class Made:
    """A report as it was made: of which snapshot, and for each scope in it each figure's numbers by its id."""

    code: str
    kind: str  # of KINDS
    made_at: datetime
    snapshot_id: str
    settings_version: str
    data_to: date
    parts: tuple[tuple[Scope, dict[str, Numbers]], ...]  # at least one

    @property
    def scope(self) -> Scope:
        """What it is about, whatever else it tells of beside."""
        return self.parts[0][0]


def path(data: Path) -> Path:
    """Where a data folder keeps them."""
    return access_log.folder_of(data) / "reports.jsonl"


def numbers(rows: Sequence[FigureRow]) -> dict[str, Numbers]:
    """What each figure's row says in numbers, whatever it is held against."""
    found: dict[str, Numbers] = {}
    for row in rows:
        found.setdefault(row.id, tuple(getattr(row, key) for key in NUMBERS))
    return found


def code_of(kind: str, snapshot: Snapshot, rows: Sequence[FigureRow]) -> str:
    """KG-7F3K-9QXD: of snapshot, scopes and the numbers themselves, so that another program's have another."""
    told = [kind, snapshot.id, [[scope, sorted(found.items())] for scope, found in _parts(rows)]]
    return report_codes.of(told)


def keep(data: Path, kind: str, snapshot: Snapshot, rows: Sequence[FigureRow]) -> str:
    """Writes a report down once and gives its code. DashboardError where it cannot be written.

    rows: all that stand in it, those of the scope it is about first.
    """
    code = code_of(kind, snapshot, rows)
    line = {
        "code": code,
        "kind": kind,
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "snapshot_id": snapshot.id,
        "settings_version": snapshot.settings.version,
        "data_to": snapshot.data_to.isoformat(),
        "parts": [{"scope": scope, "numbers": found} for scope, found in _parts(rows)],
    }
    try:
        with journal.held(path(data).parent):
            if not any(event.get("code") == code for event in _events(data)):
                journal.append(path(data), line)
    except OSError:
        raise _no_room(data) from None
    return code


def require_room(data: Path) -> None:
    """DashboardError where a code could not be written down."""
    folder = path(data).parent
    there = next(each for each in (path(data), folder, data) if each.exists())
    if not os.access(there, os.W_OK):
        raise _no_room(data)


def _no_room(data: Path) -> DashboardError:
    return DashboardError(
        _("Rapportens kode kan ikke skrives i {path}; giv plads og adgang.", path=path(data))
    )


def find(data: Path, code: str) -> Made:
    """The report of a code. DashboardError for a code that is damaged, and for one nobody has made."""
    wanted = report_codes.typed(code)
    if not CODE.fullmatch(wanted):
        raise DashboardError(
            _(
                "Det er ingen rapportkode; skriv den, som den står på rapporten, f.eks. KG-7F3K-2QXD."
            )
        )
    try:
        found = [event for event in _events(data) if event.get("code") == wanted]
    except OSError:
        raise DashboardError(
            _("Rapporternes koder i {path} kan ikke læses; giv adgang.", path=path(data))
        ) from None
    if not found:
        raise DashboardError(
            _(
                "Ingen rapport med koden {code} er lavet her; se efter, om den er skrevet rigtigt af.",
                code=wanted,
            )
        )
    try:
        return _made(found[0])
    except (KeyError, TypeError, ValueError):
        raise DashboardError(
            _("Det, der er gemt om {code}, er beskadiget; lav rapporten igen.", code=wanted)
        ) from None


def _parts(rows: Sequence[FigureRow]) -> list[tuple[dict[str, str | None], dict[str, Numbers]]]:
    """The numbers by scope, in the order the scopes come."""
    scopes = dict.fromkeys(row.scope for row in rows)
    return [
        (_record(scope), numbers([row for row in rows if row.scope == scope])) for scope in scopes
    ]


def _events(data: Path) -> list[dict[str, Any]]:
    return journal.events(path(data)) if path(data).exists() else []


def _record(scope: Scope) -> dict[str, str | None]:
    return {key: value.isoformat() if isinstance(value, date) else value
            for key, value in asdict(scope).items()}  # fmt: skip


def _made(line: dict[str, Any]) -> Made:
    if line["kind"] not in KINDS:
        raise ValueError(line["kind"])
    return Made(
        line["code"],
        line["kind"],
        datetime.fromisoformat(line["made_at"]),
        line["snapshot_id"],
        line["settings_version"],
        date.fromisoformat(line["data_to"]),
        tuple(_part(part) for part in line["parts"]),
    )


def _part(part: dict[str, Any]) -> tuple[Scope, dict[str, Numbers]]:
    scope = part["scope"]
    ends = {key: date.fromisoformat(scope[key]) if scope[key] else None
            for key in ("period_from", "period_to")}  # fmt: skip
    return Scope(**scope | ends), {id_: tuple(found) for id_, found in part["numbers"].items()}
