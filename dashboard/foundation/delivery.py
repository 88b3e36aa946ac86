"""What a figure needs of an export, and what an export delivered of it.

A column or table that was not delivered is not a nought: a figure that needs it is not measured. A
column that is there and wholly empty counts as it stands, and the figure says so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.foundation.schema import CASES, TABLES

READINESS = ("readiness_at_start", "readiness_at_end")


@dataclass(frozen=True)
class Need:
    """A table that must hold rows; or, where there are alternatives, one of them, each some columns."""

    table: str
    alternatives: tuple[tuple[str, ...], ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column of every alternative."""
        return tuple(name for names in self.alternatives for name in names)


def column(table: str, name: str) -> Need:
    """The need of one column."""
    return Need(table, ((name,),))


def cases(*names: str) -> tuple[Need, ...]:
    """The need of each of these columns of `cases`."""
    return tuple(column("cases", name) for name in names)


CONTACTS = (Need("contacts"),)
SURVEY = (Need("survey_results"),)
DOCUMENTS = (Need("documents"), column("documents", "due_on"))
DONE = (*DOCUMENTS, column("documents", "done_on"))
MEETINGS = (Need("documents"), Need("documents", (("party", "done_on"),)))
ACTIVITIES = (Need("activities"),)
ACTIVITY_MINUTES = (*ACTIVITIES, column("activities", "minutes"))
TOPIC, MINUTES = column("contacts", "topic"), column("contacts", "minutes")
ANSWER, SCORE = column("survey_results", "answer"), column("survey_results", "score")
ANSWERED = column("survey_results", "answered_on")
EVENTS = Need(
    "cases",
    (("employment_started_on",), ("education_started_on",), ("leisure_engaged_on",),
     ("treatment_completed_on",), ("assessment_completed_on",), ("takes_initiative_on",), READINESS),
)  # fmt: skip

ENDED = cases("ended_on")
EXITS = cases("ended_on", "end_reason")
PHASES = cases("phase_2_on", "phase_3_on", "phases_completed_on")
INTENSITY = (*CONTACTS, *ENDED)
HOURS = (*INTENSITY, MINUTES)
TOPICS = (*CONTACTS, TOPIC)
ANSWERS = (ANSWERED, ANSWER)
WHEELS = (ANSWERED, SCORE)
DAY_OF_CHARGE = "day_of_charge"  # not there where a recipe takes words for charges and no day
CRITERIA = {
    "completed": (*cases("phases_completed_on"), *EXITS),
    "charged": cases("charged_on", "ended_on"),
    # where no wheel was answered the events still tell: how few are known is for its verdict
    "progress": (Need("survey_results", (("answered_on", "score"),)), EVENTS, *ENDED),
}


@dataclass(frozen=True)
class Delivered:
    """What an export delivered.

    absent: tables that are not there and columns (table.column) that some file of their table lacks;
    rowless: tables without a row; empty: columns that are there and wholly empty.
    """

    absent: frozenset[str] = frozenset()
    rowless: frozenset[str] = frozenset()
    empty: frozenset[str] = frozenset()

    @classmethod
    def of_manifest(cls, manifest: Mapping[str, Any]) -> "Delivered":
        """As a snapshot's manifest has it; one of an earlier version says so in its notices alone."""
        rows = manifest["rows"]
        told = (
            f"{found['table']}.{found['column']}"
            for found in manifest["notices"]
            if found["key"] == "missing_nullable_column"
        )
        later = {table.name for table in TABLES if table.name not in rows}  # what came after it
        later |= {
            f"{table.name}.{name}"
            for table in TABLES
            for name in table.names
            if name not in manifest["missing"].get(table.name, ())
        }
        absent = later.union(manifest.get("absent", told))
        rowless = {table for table, count in rows.items() if not count and table != CASES.name}
        empty = {
            f"{table}.{name}"
            for table, columns in manifest["missing"].items()
            for name, missing in columns.items()
            if missing == rows[table] > 0
        }
        return cls(frozenset(absent), frozenset(rowless), frozenset(empty - absent))

    def missing(self, needs: Iterable[Need]) -> list[str]:
        """What of the needs was not delivered: columns, or the table; nothing where all can be met."""
        return list(dict.fromkeys(name for need in needs for name in self._missing(need)))

    def _missing(self, need: Need) -> list[str]:
        if need.table in self.absent:
            return [need.table]
        if not need.alternatives:
            return [need.table] if need.table in self.rowless else []
        lacking = [
            [name for name in names if f"{need.table}.{name}" in self.absent]
            for names in need.alternatives
        ]
        return [name for names in lacking for name in names] if all(lacking) else []

    def unfilled(self, needs: Iterable[Need]) -> list[Need]:
        """The needs whose delivered columns are wholly empty, in every alternative."""
        return [need for need in needs if self._is_unfilled(need)]

    def _is_unfilled(self, need: Need) -> bool:
        is_filled = any(
            all(f"{need.table}.{name}" not in self.absent | self.empty for name in names)
            for names in need.alternatives
        )
        return bool(need.alternatives) and not is_filled and not self._missing(need)

    def empty_columns(self, need: Need) -> list[str]:
        """Which of a need's columns are there and wholly empty."""
        return [name for name in need.columns if f"{need.table}.{name}" in self.empty]
