"""What Sammenligning med SFI shows: which figures, against which published systems, by unit."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from dashboard.catalogue.listing import FIGURES
from dashboard.catalogue.row import FigureRow
from dashboard.charts.grammar import Ink
from dashboard.foundation import words
from dashboard.foundation.words import mark, number
from dashboard.foundation.words import text as _
from dashboard.presenters.published import sheets
from dashboard.presenters.section import Section, intervals, only
from dashboard.published import reference
from dashboard.wording import figure_words, sources

UNITS = ("share", "difference", "months", "hours_per_week", "contacts_per_week")
MOST_NAMED = 6  # figures a sentence names; of more it counts those that lie on neither side
SIDES = {
    "above": mark("KeepGoing ligger over: {figures}."),
    "below": mark("KeepGoing ligger under: {figures}."),
    "loosely above": mark("Kan ikke sammenlignes ligefremt, men ligger over: {figures}."),
    "loosely below": mark("Kan ikke sammenlignes ligefremt, men ligger under: {figures}."),
    "": mark("Ikke afgjort, ikke bedømt eller uden data: {figures}."),
}
SYSTEMS = {  # whose published figures each section is about
    "landstal": ("SFI 2015",),
    "rapport-2016": ("KeepGoing",),
    "andre-indsatser": ("DKR", "Empowerment 2015", "KVIK 2013", "Ny indsats glæd dig"),
}


def sections() -> list[Section]:
    """The page from top to bottom; each is about its SYSTEMS."""
    return [
        Section(
            "landstal",
            _("Landstallene"),
            _(
                "SFI's evaluering fra 2015 af mentorordningen, citeret efter KeepGoings rapport fra 2016."
            ),
            _with_benchmarks_of("landstal"),
        ),
        Section(
            "rapport-2016",
            _("KeepGoings egen rapport fra 2016"),
            _("De trykte tal (hule prikker i figuren); bag svarene stod 8–10 borgere."),
            _with_benchmarks_of("rapport-2016"),
        ),
        Section(
            "andre-indsatser",
            _("Andre indsatser og en anbefaling"),
            _(
                "Empowerment, KVIK og ”Ny indsats – glæd dig” havde andre målgrupper og andre formål."
            ),
            _with_benchmarks_of("andre-indsatser"),
        ),
    ]


def filled(section: Section, rows: Sequence[FigureRow], colours: Ink) -> Section:
    """The section with the rows held against its systems, their charts and what they show."""
    found = of_section(section, rows)
    charts = [
        chart
        for unit, comparable in by_unit(found)
        for chart in intervals(comparable, colours, unit)
    ]
    return replace(section, rows=found, charts=charts, says=sentence(found))


def of_section(section: Section, rows: Sequence[FigureRow]) -> list[FigureRow]:
    """Those of the rows whose benchmark comes from one of the section's systems."""
    return against(only(rows, section.ids), SYSTEMS[section.name])


def _with_benchmarks_of(section: str) -> tuple[tuple[str, ...]]:
    """The figures with a benchmark from the section's systems, in one panel."""
    ids = tuple(
        figure.id
        for figure in FIGURES.values()
        if any(
            sources.published_behind(benchmark).system in SYSTEMS[section]
            for benchmark in figure.benchmarks
        )
    )
    return (ids,)


def against(rows: Sequence[FigureRow], systems: tuple[str, ...]) -> list[FigureRow]:
    """The rows whose benchmark comes from one of the systems."""
    return [
        row
        for row in rows
        if row.comparison and sources.published_behind(row.comparison.benchmark).system in systems
    ]


def by_unit(rows: Sequence[FigureRow]) -> Iterator[tuple[str, list[FigureRow]]]:
    """The drawable rows by unit: what has a number on both sides."""
    drawable = [row for row in rows if row.comparison and row.comparison.value is not None]
    ordered = sorted(drawable, key=lambda row: UNITS.index(figure_words.unit(row)))
    for unit, same in groupby(ordered, key=figure_words.unit):
        yield unit, list(same)


def sentence(rows: Sequence[FigureRow]) -> str:
    """What the chart shows, and which figures lie clearly above or below; of many, how many."""
    return f"{reading()} {sides(rows)}"


def reading() -> str:
    """How the chart is read."""
    return _(
        "Prikken er KeepGoing med 95 %-interval, den brune streg eller den hule prik er det trykte tal."
    )


def sides(rows: Sequence[FigureRow]) -> str:
    """Which figures lie clearly above or below what was printed; of many, how many lie on neither.

    What is only loosely comparable says that first.
    """
    found: dict[str, list[str]] = {side: [] for side in SIDES}
    times = Counter(row.label for row in rows)
    for row in rows:
        found[_side(row)].append(_named(row, times[row.label] > 1))
    told = [
        _(
            message,
            figures="; ".join(found[side])
            if side or len(rows) <= MOST_NAMED
            else number(len(found[side])),
        )
        for side, message in SIDES.items()
        if found[side]
    ]
    return " ".join(told)


def _side(row: FigureRow) -> str:
    """A key of SIDES: what is only loosely comparable is told apart, with that first."""
    if row.comparison is None or row.comparison.verdict not in ("above", "below"):
        return ""
    is_loose = row.comparison.comparability == "C"
    return f"loosely {row.comparison.verdict}" if is_loose else row.comparison.verdict


def _named(row: FigureRow, is_repeated: bool) -> str:
    """The figure with its grade; and what it is held against, where that is what tells it apart."""
    grade: str = row.comparison.comparability if row.comparison else ""
    if is_repeated and row.comparison:
        grade = f"{sources.short_name(row.comparison.benchmark)}, {grade}"
    return _("{label} ({grade})", label=row.label, grade=grade)


def effect() -> str:
    """What SFI found of the effect itself, with its page: the first a reader of comparisons must know."""
    found = reference.figures()
    direction = found["sfi_2015_effect_direction"]
    return _(
        "SFI fandt ingen effekt af mentorstøtte på ordinær beskæftigelse eller uddannelse inden for de første "
        "{horizon}, snarere {direction} for det; der kunne ikke tages højde for alle forskelle på borgerne, og "
        "de kan være kommet tættere på uden at nå frem ({source}).",
        horizon=sheets.amount(found["sfi_2015_effect_horizon_years"]),
        direction=sheets.amount(direction),
        source=sources.source(direction),
    )


def legend() -> str:
    """What the labels mean."""
    return f"{sources.grades('ABC')} " + _("Landstallet regnes som et fast tal uden usikkerhed.")


def unusable() -> list[tuple[str, str]]:
    """Title and explanation of the printed figures that must not be used as they stand."""
    return [
        (words.in_language(found, "title") + ".", words.in_language(found, "text"))
        for found in reference.discrepancies()
        if found["do_not_use"] and found["source"] == "keepgoing_2016"
    ]
