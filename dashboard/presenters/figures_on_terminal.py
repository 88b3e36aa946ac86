"""Figure rows for a person at a terminal: a heading, a table no wider than a screen, remarks below each row."""

import textwrap
from collections.abc import Iterable, Sequence
from itertools import zip_longest

from dashboard.catalogue.listing import FIGURES
from dashboard.catalogue.row import FigureRow
from dashboard.catalogue.scope import Scope
from dashboard.foundation import words
from dashboard.foundation.words import mark
from dashboard.foundation.words import text as _
from dashboard.presenters import figure_lines, remarks, rows_as_text, scope_words
from dashboard.snapshots.snapshot import Snapshot
from dashboard.wording import figure_words, sources

WIDTH = 120
GAP = "  "
INDENT = "    "
COLUMNS = {  # heading, and letters of it
    mark("Tal"): 32,
    mark("Enhed"): 12,
    mark("Værdi med 95 %-interval"): 28,
    mark("Sammenlignet med"): 18,
    mark("Vurdering"): 14,
    mark("Grad"): 6,
}
GROUPS = {
    "courses": mark("Forløb"),
    "people": mark("Borgerne"),
    "contacts": mark("Kontakter"),
    "outcomes": mark("Hvordan forløb slutter"),
    "criteria": mark("Succeskriterier"),
    "life_wheel": mark("Livshjul"),
    "satisfaction": mark("Tilfredshed"),
    "coping": mark("Mestring"),
    "quality": mark("Data"),
    "internship": mark("Praktik"),
}


def page(rows: Sequence[FigureRow], snapshot: Snapshot, scope: Scope) -> str:
    """The rows under their heading, group by group, each figure with its benchmarks below each other."""
    by_group: dict[str, dict[str, list[FigureRow]]] = {}
    for row in rows:
        by_group.setdefault(row.figure.group, {}).setdefault(row.id, []).append(row)
    told = [*_heading(snapshot, scope), *_empty(rows), "", *_cells(map(_, COLUMNS)), "-" * WIDTH]
    for group, figures in by_group.items():
        told += ["", f"{_(GROUPS[group])} ({group})", ""]
        for same in figures.values():
            told += _figure(same)
    return "\n".join((*told, "", *_foot(rows), ""))


def index(ids: Iterable[str], *, with_meaning: bool) -> str:
    """Which figures there are, by group: what --only takes, and what each is called; below it what it means."""
    rows = [
        {"group": FIGURES[id_].group, "figure_id": id_, _("Tal"): FIGURES[id_].title()}
        for id_ in ids
    ]
    lines = rows_as_text.lined_up(rows, list(rows[0])).splitlines()
    indent = " " * (len(lines[0]) - len(_("Tal")))
    meanings = ["", *(FIGURES[id_].explanation() if with_meaning else "" for id_ in ids)]
    folded = (
        [
            *textwrap.wrap(line, WIDTH, subsequent_indent=indent),
            *textwrap.wrap(meaning, WIDTH, initial_indent=indent, subsequent_indent=indent),
        ]
        for line, meaning in zip(lines, meanings, strict=True)
    )
    return "\n".join(line for each in folded for line in each) + "\n"


def _heading(snapshot: Snapshot, scope: Scope) -> list[str]:
    """What the figures are about, how far the data go, and which snapshot they are of."""
    demo = _("Demodata – personerne findes ikke") if snapshot.is_demo else ""
    data_to = words.capital(_("data til {day}", day=words.day(snapshot.data_to)))
    source = _("øjebliksbillede {id}", id=snapshot.id)
    return [
        f"KeepGoing · {scope_words.in_words(scope)}",
        " · ".join(filter(None, (data_to, source, demo))),
    ]


def _empty(rows: Sequence[FigureRow]) -> list[str]:
    """That nobody is in the scope, where so it is; of some figures alone that is not known."""
    told = [row for row in rows if row.figure.group != "quality"]
    is_everything = {row.id for row in rows} >= set(FIGURES)
    if not is_everything or any(row.n or row.value for row in told):
        return []
    return [_("Med disse valg er der ingen forløb eller svar at tælle.")]


def _figure(same: Sequence[FigureRow]) -> list[str]:
    """A figure's line, one more for each further benchmark, then its id and what must be known of it."""
    row, told = same[0], []
    for i, line in enumerate(figure_lines.lines(same, links={}, held="apart")):
        own = (line.label, line.unit_name or _unit(row), figure_words.with_interval(row))
        told += _cells((*(own if i == 0 else ("", "", "")), line.held, line.verdict, line.grade))
    told += _below(" · ".join(filter(None, (row.id, " ".join(remarks.of_row(row))))))
    for sentence in filter(None, map(remarks.of_comparison, same)):
        told += _below(sentence)
    return told


def _unit(row: FigureRow) -> str:
    return _("Andel") if row.unit == "share" else _("Forhold") if row.unit == "ratio" else ""


def _below(sentence: str) -> list[str]:
    return textwrap.wrap(sentence, WIDTH, initial_indent=INDENT, subsequent_indent=INDENT)


def _cells(cells: Iterable[str]) -> list[str]:
    """One row as the lines it takes: what does not fit its column goes on below."""
    widths = list(COLUMNS.values())
    wrapped = [textwrap.wrap(cell, width) for cell, width in zip(cells, widths, strict=True)]
    return [
        GAP.join(part.ljust(width) for part, width in zip(parts, widths, strict=True)).rstrip()
        for parts in zip_longest(*wrapped, fillvalue="")
    ]


def _foot(rows: Sequence[FigureRow]) -> list[str]:
    """What the grades mean, and why there is no number, where there are any such."""
    grades = {row.comparison.comparability for row in rows if row.comparison}
    told = [sources.grades("".join(grades))]
    if any(row.is_measured and row.n == 0 for row in rows):
        told.append(
            _(
                "Ingen data: ingen i udsnittet kan tælles med endnu, eller oplysningen er tom for dem alle."
            )
        )
    return [line for each in told for line in textwrap.wrap(each, WIDTH)]
