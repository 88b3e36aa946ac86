"""Calendar quarters: which one a day lies in, its first and last day, and those before and after it."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from dashboard.foundation.errors import DashboardError
from dashboard.foundation.words import text as _

NAME = re.compile(r"(\d{4})-Q([1-4])")


@dataclass(frozen=True, order=True)
class Quarter:
    """One quarter, e.g. 2026-Q3; quarters are ordered, counted and taken from each other."""

    year: int
    nth: int

    @classmethod
    def of(cls, day: date) -> "Quarter":
        """The quarter a day lies in."""
        return cls(day.year, (day.month + 2) // 3)

    @classmethod
    def named(cls, name: str) -> "Quarter":
        """2026-Q3. DashboardError for anything else."""
        found = NAME.fullmatch(name)
        if not found:
            raise DashboardError(
                _("”{quarter}” er ikke et kvartal; skriv det som 2026-Q3.", quarter=name)
            )
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def last_ended(cls, day: date) -> "Quarter":
        """The newest quarter that is over when the day is: on its last day it is."""
        own = cls.of(day)
        return own if own.last == day else own - 1

    @classmethod
    def numbered(cls, number: int) -> "Quarter":
        """The quarter of a number."""
        year, nth = divmod(number, 4)
        return cls(year, nth + 1)

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, 3 * self.nth - 2, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return (self + 1).first - timedelta(days=1)

    @property
    def number(self) -> int:
        """Its place among all quarters: the next one's is one more."""
        return 4 * self.year + self.nth - 1

    def __str__(self) -> str:
        return f"{self.year}-Q{self.nth}"

    def __add__(self, count: int) -> "Quarter":
        return Quarter.numbered(self.number + count)

    def __sub__(self, count: int) -> "Quarter":
        return self + -count
