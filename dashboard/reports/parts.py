"""What pages show, as printed blocks: sections, rows and pictures, each with the words it has on its page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from dashboard.catalogue.row import FigureRow
from dashboard.charts.blocks import Block, Picture
from dashboard.charts.grammar import Spec
from dashboard.charts.strips import Table
from dashboard.presenters import figure_lines, figure_table
from dashboard.presenters.figure_lines import Held
from dashboard.presenters.section import Section
from dashboard.wording import figure_words, headlines


def table(
    rows: Sequence[FigureRow],
    about: str,
    *,
    held: Held = "",
    is_part: bool = False,
    are_bars: bool = False,
) -> Table | None:
    """Rows on their strips, as figure_lines has them; None where there is no line."""
    found = figure_lines.lines(rows, links={}, held=held, is_part=is_part, are_bars=are_bars)
    note = figure_lines.nobody(rows) if is_part else ""
    return figure_lines.table(found, about, note) if found else None


def promised(rows: Sequence[FigureRow], about: str) -> Table:
    """The promises beside their targets, each with its answer in a sentence instead of a verdict."""
    found = figure_lines.lines(rows, links={}, held="together")
    says = {row.label: headlines.headline(row) if row.n else "" for row in rows}
    lines = [replace(line, verdict="", says=says[line.label]) for line in found]
    return figure_lines.table(lines, about)


def section(shown: Section) -> Iterator[Block]:
    """A section of a page: its rows below its heading, and how they are counted in small print."""
    heading, notes = shown.heading, tuple(filter(None, (shown.explanation,)))
    said = tuple(filter(None, (shown.says,)))
    for rows, is_part in shown.tables():
        made = table(rows, shown.heading, is_part=is_part, are_bars=shown.are_bars)
        if made:
            yield Block(heading, 3, told=said, figures=made)
            heading, said = "", ()
        else:
            notes += tuple(filter(None, (figure_lines.nobody(rows),)))
    lacking = figure_words.not_measured(shown.rows)
    yield Block(heading, 3, told=said, notes=(*notes, *filter(None, (lacking,))))


def picture(
    heading: str, drawn: Sequence[Spec], says: str, notes: Sequence[str] = (), width: float = 1
) -> Block:
    """Charts with the sentence they show, which is also what is read to who cannot see them."""
    pictures = tuple(Picture(chart, says, width) for chart in drawn)
    return Block(heading, 3, told=tuple(filter(None, (says,))), pictures=pictures,
                 notes=tuple(filter(None, notes)))  # fmt: skip


def every(rows: Sequence[FigureRow], names: Mapping[str, str]) -> Iterator[Block]:
    """Every row by group, with n, interval and whatever it is held against. names: of the groups."""
    for group, name in names.items():
        if found := [row for row in rows if row.figure.group == group]:
            yield Block(name, 3, cells=figure_table.of_figures(found), kind="leaf")


def facts(heading: str, found: Sequence[Mapping[str, str]]) -> Block:
    """A list of facts, or any table in words."""
    return Block(heading, 3, cells=found, kind="leaf")
