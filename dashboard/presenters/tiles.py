"""Criteria as tiles: one look for the owner's and for the municipalities' answers."""

from collections.abc import Iterable
from datetime import date

from dashboard.catalogue.row import FigureRow
from dashboard.charts.linked_words import Way
from dashboard.charts.strips import Line
from dashboard.charts.tiles import Badge, Tile
from dashboard.foundation import words
from dashboard.foundation.words import text as _
from dashboard.wording import figure_words, headlines, judgements


def nothing(row: FigureRow, why: str, more: str = "", way: Way | None = None) -> Tile:
    """A criterion there is nothing to count of yet; more: what to do about it, before the way there."""
    return Tile(row.label, judgements.target(row), says=why, more=more, way=way)


def judged(row: FigureRow, remarks: str, way: Way) -> Tile:
    """What was counted with its verdict; remarks below. way: to what it is made of."""
    told = figure_words.value(row)
    has_share = row.value is not None and not figure_words.is_withheld(row)
    return Tile(
        row.label,
        judgements.target(row),
        figure_words.of_n(row),
        f"({told})" if has_share else "",
        on_target(row),
        badges(row),
        headlines.headline(row),
        " ".join(filter(None, (*judgements.reservations(row), remarks))),
        way,
    )


def published(row: FigureRow, small_print: str, opened: tuple[str, str] | None = None) -> Tile:
    """What a municipality is told; what one municipality has gets no colour."""
    return Tile(
        row.label,
        judgements.target(row),
        figure_words.of_n(row),
        f"{figure_words.value(row)} ({figure_words.interval(row)})",
        on_target(row),
        says=judgements.judgement(row),
        more=small_print,
        opened=opened,
    )


def on_target(row: FigureRow) -> Line:
    """A criterion on the whole scale of shares, beside its target."""
    drawn = figure_words.drawn(row)
    return Line(
        label=row.label,
        told=judgements.criterion_alt(row),
        value=drawn["value"],
        low=drawn["low"],
        high=drawn["high"],
        ends=(0, 1),
        target=row.target,
        is_high_good=row.figure.is_high_good,
    )


def badges(row: FigureRow) -> tuple[Badge, ...]:
    """The verdict, coloured only where it is earned and official; and few said to be few."""
    side = judgements.polarity(row)
    verdict = (judgements.verdict(row), side if row.is_final and side in ("good", "bad") else "")
    few = [(_("Lille antal"), "")] if figure_words.is_uncertain(row) else []
    return (verdict, *few)


def of_rules(rows: Iterable[FigureRow], agreed_on: date) -> str:
    """That the rules of their verdicts are newer than the data; nothing where they are not, or none is judged."""
    is_later = any(row.target_verdict and agreed_on > row.data_to for row in rows)
    told = _("Målene er aftalt den {day}, da tallene kunne kendes.", day=words.day(agreed_on))
    return told if is_later else ""
