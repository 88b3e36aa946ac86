"""Somebody's own number: which figures print it, of whom and in which scope; else the nearest ones.

Only what is printed is told: a number nobody prints has no explanation here, and none is guessed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from dashboard.catalogue.row import FigureRow
from dashboard.foundation.words import mark, number, plural
from dashboard.foundation.words import text as _
from dashboard.presenters.criterion import denominator
from dashboard.presenters.section import by_id
from dashboard.wording import figure_words

NEAREST = 3  # numbers that are named where there is none
MOST_TOLD = 4  # of more figures the table tells
ROLES = {
    "count": mark("antallet"),
    "k": mark("antallet"),
    "step": mark("trin på vejen"),
    "left_out": mark("holdt ude på vejen"),
    "n": mark("grundlaget"),
}
Steps = list[dict[str, Any]]  # of denominator.records


@dataclass(frozen=True)
class Printed:
    """A count that stands somewhere: in a figure's row, or on the way to its denominator."""

    amount: int
    role: str  # of ROLES
    row: FigureRow
    way: str = ""  # from all courses to what the figure is counted of, where that is known
    what: str = ""  # the step, where it is one

    @property
    def told(self) -> str:
        """What it counts, in words, and the way to it."""
        return " · ".join(filter(None, (self._counted(), self.way)))

    def _counted(self) -> str:
        if self.role == "k":
            return _("{label}: {of_n}", label=self.row.label, of_n=figure_words.of_n(self.row))
        if self.role == "n":
            return _("grundlaget for ”{label}”", label=self.row.label)
        if self.role == "count":
            return self.row.label
        kept = (
            _("skemaer {what}", what=self.what)
            if denominator.query(self.row.figure) == denominator.ANSWERS
            else _("forløb {what}", what=self.what)
        )
        return (
            kept if self.role == "step" else _("holdt ude, hvor kun {kept} tæller med", kept=kept)
        )


def printed(rows: Sequence[FigureRow], counts: Mapping[str, pl.DataFrame]) -> list[Printed]:
    """Every count the rows print, and those on the way to them, in the rows' order.

    counts: the rows of course_steps.sql and answer_steps.sql in the same scope, by name.
    """
    found: dict[tuple[int, str, str], Printed] = {}
    for row in reversed(by_id(rows).values()):
        for each in _of(row, _steps(row, counts)):
            # a step is one, however many figures it leads to
            found.setdefault((each.amount, each.role, each.what or row.id), each)
    return list(found.values())


def _of(row: FigureRow, steps: Steps) -> Iterator[Printed]:
    way = " → ".join(step["label"] for step in steps) if len(steps) > 1 else ""
    if row.unit == "count" and row.value is not None:
        yield Printed(int(row.value), "count", row)
    if row.k is not None:
        yield Printed(row.k, "k", row, way)
    if row.n:
        yield Printed(row.n, "n", row, way)
    for step in steps[1:]:
        yield Printed(step["remaining"], "step", row, what=step["what"])
        yield Printed(step["before"] - step["remaining"], "left_out", row, what=step["what"])


def _steps(row: FigureRow, counts: Mapping[str, pl.DataFrame]) -> Steps:
    if not row.n or not denominator.has_steps(row.figure):
        return []
    found = denominator.steps_to(row, counts[denominator.query(row.figure)])
    return denominator.records(found, quarantined=0)


def answer(found: Sequence[Printed], wanted: int, scope: str) -> str:
    """Where the number stands and what it counts; else that it stands nowhere.

    scope: what the figures are about, in words.
    """
    same = matches(found, wanted)
    if not same:
        return _("{n} står ingen steder ({scope}).", n=number(wanted), scope=scope)
    said = plural(
        "{number} står ét sted ({scope}):",
        "{number} står {n} steder ({scope}):",
        len(same),
        number=number(wanted),
        scope=scope,
    )
    grounds = [each for each in same if each.role == "n"]
    others = [each for each in same if each.role != "n"]
    told = [each.told for each in (*others[:MOST_TOLD], *grounds[:1])]
    if len(grounds) > 1:
        told[-1] = _(
            "grundlaget for {n} tal, det første er ”{label}”",
            n=number(len(grounds)),
            label=grounds[0].row.label,
        )
    if len(others) > MOST_TOLD:
        told.append(_("og {n} andre, som står i tabellen", n=number(len(others) - MOST_TOLD)))
    return said + "".join(f"\n- {each}" for each in told)


def nearest(found: Sequence[Printed], wanted: int) -> str:
    """The nearest numbers that are printed, and what they count."""
    amounts = sorted({each.amount for each in found}, key=lambda n: (abs(n - wanted), n))
    lines = [
        _("{n}: {what}", n=number(amount), what=matches(found, amount)[0].told)
        for amount in amounts[:NEAREST]
    ]
    return _("De nærmeste er:") + "".join(f"\n- {line}" for line in lines) if lines else ""


def matches(found: Sequence[Printed], wanted: int) -> list[Printed]:
    """All that print the number: what is counted first, what others build on last."""
    order = list(ROLES)
    same = [each for each in found if each.amount == wanted]
    return sorted(same, key=lambda each: order.index(each.role))


def table(same: Sequence[Printed], scope: str) -> list[dict[str, str]]:
    """Each place the number stands: figure, role, what it counts and how its denominator came about."""
    return [
        {
            _("Tal"): each.row.label,
            _("Som"): _(ROLES[each.role]),
            _("Gælder"): scope,
            _("Hvad det tæller"): each.told if each.what else each.row.figure.explanation(),
            _("Vejen dertil"): each.way,
        }
        for each in same
    ]
