"""Closed groups of at least ten people: who is told of together, and when.

Groups follow from start dates alone, so that which there are says nothing of what became of anybody.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import groupby
from typing import NamedTuple

import polars as pl

from dashboard.foundation.quarters import Quarter

FEWEST = 10  # different citizens in a group
SETTLING_DAYS = 31  # from the horizon of a group's last course until it is told of


class Start(NamedTuple):
    """A course that began, or a question that was answered: when, which, and whose it is."""

    day: date
    id: str
    citizen: str


@dataclass(frozen=True)
class Group:
    """The quarters whose starts are told of together, and one start of each citizen in them."""

    first: Quarter
    last: Quarter
    members: tuple[Start, ...]

    @property
    def name(self) -> str:
        """2023-Q1/2023-Q4."""
        return f"{self.first}/{self.last}"

    @property
    def is_closed(self) -> bool:
        """Whether it holds enough citizens."""
        return len(self.members) >= FEWEST

    def followed_to(self, horizon_months: int) -> date:
        """The day everybody in it has been followed for as long as is agreed."""
        return _months_after(self.last, horizon_months)

    def ripe_on(self, horizon_months: int) -> date:
        """The day from which it may be told of; horizon 0: questionnaires, at the quarter's end."""
        wait = timedelta(days=SETTLING_DAYS) if horizon_months else timedelta()
        return self.followed_to(horizon_months) + wait


@cache
def _months_after(quarter: Quarter, months: int) -> date:
    after: date = pl.Series([quarter.last]).dt.offset_by(f"{months}mo")[0]
    return after


def cut(starts: Iterable[Start], after: Quarter | None = None) -> Iterator[Group]:
    """One municipality's starts in consecutive groups; the last may still be open.

    A group ends with the first quarter in which it holds ten different citizens. after: the last
    quarter of the groups that are told of already; what began by then is in none of the new ones.
    """
    members: dict[str, Start] = {}
    first = after + 1 if after else None
    for quarter, found in groupby(sorted(starts), lambda start: Quarter.of(start.day)):
        if after and quarter <= after:
            continue
        first = first or quarter
        for start in found:
            members.setdefault(start.citizen, start)
        last = quarter
        if len(members) >= FEWEST:
            yield Group(first, last, tuple(members.values()))
            members, first = {}, last + 1
    if members and first:
        yield Group(first, last, tuple(members.values()))


def expected(starts: Iterable[Start], horizon_months: int, today: Quarter) -> Quarter | None:
    """The quarter in which the first group is expected to be told of, at the pace so far: the one after
    it is ripe in, when that one's report is written. None without starts. today: of the last report.

    Of dates of start alone, and so of nothing that became of anybody.
    """
    found = next(cut(starts), None)
    if found is None:
        return None
    if not found.is_closed:
        quarters = max(1, today.number - found.first.number + 1)
        needed = -(-FEWEST * quarters // len(found.members))
        found = Group(found.first, found.first + needed - 1, found.members)
    return max(Quarter.of(found.ripe_on(horizon_months)), today + 1) + 1
