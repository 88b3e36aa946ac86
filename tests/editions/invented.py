"""Invented people as the queries of groups would find them, without an export: thousands in a second."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from types import SimpleNamespace
from typing import Any

import polars as pl

from dashboard.catalogue.released import RELEASES
from dashboard.editions.release_table import ReleaseTable
from dashboard.editions.releasing import Releasing
from dashboard.editions.report_rows import Published
from dashboard.editions.writer import content
from dashboard.foundation.delivery import Delivered
from dashboard.foundation.quarters import Quarter
from dashboard.foundation.schema import SATISFACTION_ANSWERS
from dashboard.foundation.settings import Settings, from_values

QUARTER = Quarter.named("2026-Q3")
SECRET = bytes(range(32))
QUESTION = "satisfaction/citizen/help"
STARTS = {"municipality_code": pl.String, "member": pl.String, "citizen": pl.String, "day": pl.Date}
ANSWERS = STARTS | {"population": pl.String, "answer": pl.String}
OUTCOMES = {"member": pl.String} | {
    name: pl.Boolean if release.kind == "yes_no" else pl.Int32 if release.kind == "mean" else pl.String
    for name, release in RELEASES.items()
    if release.population == "courses"
}  # fmt: skip


@dataclass
class People:
    """The rows of the three queries; a stand-in for a warehouse that has nothing else."""

    starts: list[dict[str, Any]] = field(default_factory=list)
    outcomes: list[dict[str, Any]] = field(default_factory=list)
    answers: list[dict[str, Any]] = field(default_factory=list)
    day: date = QUARTER.last
    settings: Settings = field(default_factory=lambda: from_values({}))

    @property
    def snapshot(self) -> Any:
        """What is asked of a snapshot."""
        return SimpleNamespace(settings=self.settings, data_to=self.day, delivered=Delivered())

    def query(self, name: str, **_given: object) -> pl.DataFrame:
        """The rows of one of the three."""
        rows, schema = {
            "groups/starts": (self.starts, STARTS),
            "groups/answers": (self.answers, ANSWERS),
            "groups/outcomes": (self.outcomes, OUTCOMES),
        }[name]
        kept = [row for row in rows if row.get("day", self.day) <= self.day]
        return pl.DataFrame(kept, schema=schema, orient="row")

    def add(self, id_: str, day: date, rng: Random, *, code: str = "0461", **given: Any) -> None:
        """One course, and where it was answered one questionnaire."""
        citizen = given.pop("citizen", f"B-{id_}")
        self.starts.append(
            {"municipality_code": code, "member": id_, "citizen": citizen, "day": day}
        )
        moved = rng.choice(["up", "unchanged", "down", "none"])
        outcome: dict[str, Any] = {"member": id_, "life_wheel_moved": moved}
        outcome["exits"] = rng.choice(["employment", "completed", "illness", "open"])
        for name, kind in OUTCOMES.items():
            if kind == pl.Boolean:
                outcome[name] = rng.random() < 0.5
            elif kind == pl.Int32:
                outcome[name] = rng.choice([None, *range(0, 400, 7)])
        self.outcomes.append(outcome | given)
        if rng.random() < 0.7:
            on = day + timedelta(rng.randrange(20, 300))
            self.answers.append({
                "municipality_code": code, "member": id_, "citizen": citizen, "day": on,
                "population": QUESTION, "answer": rng.choice(SATISFACTION_ANSWERS["help"]),
            })  # fmt: skip


def town(seed: object, size: int, *, code: str = "0461", **given: Any) -> People:
    """A town of that many courses over three years."""
    rng, people = Random(str(seed)), People(**given)
    for nth in range(size):
        start = QUARTER.last - timedelta(rng.randrange(20, 1200))
        people.add(f"{code}-{nth}", start, rng, code=code)
    people.starts.sort(key=lambda row: (row["day"], row["member"]))
    return people


def release(
    people: People, table: ReleaseTable | None = None, secret: bytes = SECRET, only: str = ""
) -> ReleaseTable:
    """The table after one writing of reports; only: that release, for what is done thousands of times."""
    found = table or ReleaseTable()
    releasing = Releasing(people, found, secret)
    if only:
        releasing.measured = {only}
    found.put(releasing.new_groups())
    found.put(list(releasing.draws()))
    return found


def report(people: People, table: ReleaseTable, code: str = "0461") -> dict[str, Any]:
    """The public file, but for activity and the firm's verdicts."""
    published = Published(code, QUARTER, table, people.settings, "20261001T000000Z")
    return content(published, "public", [], [], None, is_demo=True)
