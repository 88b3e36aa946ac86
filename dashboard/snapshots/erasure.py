"""Erases one citizen: every earlier snapshot that holds them, and the lines of who opened them.

A snapshot is never edited, so it is removed whole. The current one must be without the person first:
the case system forgets them, a new export is published, and then this takes away the past.
What stays: counts that name nobody (verdicts, editions); keys of those the editions tell of, for the
owner alone (releases), which only a secret leads to; and encrypted backups until they expire.
"""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from dashboard.access import access_log
from dashboard.foundation import words
from dashboard.foundation.errors import DamagedSnapshot, DashboardError
from dashboard.foundation.plain_text import plain
from dashboard.foundation.schema import CASES, TABLES, Table
from dashboard.foundation.words import text as _
from dashboard.snapshots import sealing, snapshot
from dashboard.snapshots.snapshot import Snapshot

Courses = frozenset[str] | None


@dataclass(frozen=True)
class Erased:
    """What is gone."""

    snapshots: tuple[str, ...]
    openings: int
    unread: tuple[str, ...]  # of the snapshots, those in which nobody can say who was
    is_found: bool  # whether any snapshot that could be read held the citizen


def erase(data: Path, citizen_id: str) -> Erased:
    """Removes what holds the citizen. DashboardError where nothing does, or the current one does.

    What cannot be read may hold them and goes too, also where nothing else does.
    The lines go first: which courses they are about stands in the snapshots alone.
    """
    current = snapshot.current(data)  # also so that no folder is made for data that are nowhere
    with sealing.writer(data):
        own = {current: _courses(current, citizen_id)} | _earlier(data, citizen_id, current)
        courses = frozenset[str]().union(*filter(None, own.values()))
        if own[current] or _names(current, courses):
            raise DashboardError(
                _(
                    "Det øjebliksbillede, der vises nu, indeholder borgeren. Fjern borgeren i "
                    "fagsystemet, udgiv et nyt udtræk, og kør erase igen."
                )
            )
        unread = tuple(earlier.id for earlier, found in own.items() if found is None)
        if not courses and not unread:
            raise DashboardError(_("Intet øjebliksbillede indeholder en borger med det id."))
        holding = [
            earlier
            for earlier, found in own.items()
            if earlier is not current and (found or found is None or _names(earlier, courses))
        ]
        openings = _forget(data, courses)
        for earlier in holding:
            _remove(data, earlier)
    ids = tuple(earlier.id for earlier in holding)
    return Erased(ids, openings, unread, is_found=bool(courses))


def _earlier(data: Path, citizen_id: str, current: Snapshot) -> dict[Snapshot, Courses]:
    """The citizen's courses in every snapshot before; None where nobody can say."""
    found: dict[Snapshot, Courses] = {}
    for earlier in snapshot.all_of(data):
        if earlier.id == current.id:
            continue
        try:
            found[earlier] = _courses(earlier, citizen_id)
        except DamagedSnapshot:
            found[earlier] = None
    return found


def _courses(found: Snapshot, citizen_id: str) -> Courses:
    """The courses of the citizen, held back ones too. DamagedSnapshot where nobody can say."""
    found.verify()
    courses = frozenset[str]()
    for path in _files(found, f"{CASES.name}.parquet", _quarantine(CASES)):
        rows = pl.read_parquet(path, columns=["citizen_id", "case_id"])
        # a snapshot of before ids were compared as plain text holds them as they were written
        asked = plain(citizen_id)
        same = [held for held in rows["citizen_id"].unique().drop_nulls() if plain(held) == asked]
        of_citizen = rows.filter(pl.col("citizen_id").is_in(same))["case_id"]
        courses |= {case_id or "" for case_id in of_citizen}  # a row without a number is theirs too
    return courses


def _names(found: Snapshot, courses: Courses) -> bool:
    """Whether a row that was held back is about one of the courses."""
    return any(
        bool(pl.read_parquet(path, columns=["case_id"])["case_id"].is_in(list(courses or ())).any())
        for path in _files(
            found, *(_quarantine(table) for table in TABLES if "case_id" in table.names)
        )
    )


def _files(found: Snapshot, *names: str) -> list[Path]:
    there = found.files()
    return [there[name] for name in names if name in there]


def _quarantine(table: Table) -> str:
    return f"quarantine_{table.name}.parquet"


def _forget(data: Path, courses: Collection[str]) -> int:
    try:
        return access_log.forget(data, courses)
    except OSError:
        raise DashboardError(
            _(
                "Adgangsloggen kan ikke ændres, og intet er slettet; kør erase som en bruger, der må skrive i ”access”."
            )
        ) from None


def _remove(data: Path, earlier: Snapshot) -> None:
    if not sealing.remove(earlier.folder):
        raise DashboardError(
            _(
                "Øjebliksbillede {id} kunne ikke slettes; kør erase igen som den bruger, der udgiver.",
                id=earlier.id,
            )
        )
    snapshot.note(data, "erased", earlier.id)


def told(gone: Erased) -> list[str]:
    """What went, and what stays, in sentences for whoever erased."""
    found = [_("Slettede linjer i adgangsloggen: {n}.", n=words.number(gone.openings))]
    if not gone.is_found:
        found.append(_("Intet øjebliksbillede, der kan læses, indeholder en borger med det id."))
    if gone.unread:
        found.append(
            _(
                "Disse kunne ikke læses og er slettet, fordi borgeren kan have stået i dem: {ids}",
                ids=", ".join(gone.unread),
            )
        )
    found.append(
        _(
            "Tilbage er rapporterne, nøglerne i ”releases” til de borgere, rapporterne fortæller "
            "om (ingen andre må læse dem), og sikkerhedskopierne, til de er for gamle; se "
            "deploy/README.md."
        )
    )
    return found
