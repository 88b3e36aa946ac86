"""What Sammenligning med SFI shows: which figures, against which published systems, by unit."""

from collections.abc import Sequence
from dataclasses import replace

from dashboard.catalogue.listing import FIGURES
from dashboard.catalogue.row import FigureRow
from dashboard.foundation import words
from dashboard.foundation.words import mark
from dashboard.foundation.words import text as _
from dashboard.presenters.figure_lines import Held
from dashboard.presenters.published import sheets
from dashboard.presenters.section import Section, only
from dashboard.published import reference
from dashboard.wording import against as against_words
from dashboard.wording import figure_words, sources
from dashboard.wording.verdict_words import JUDGED

SIDES = {
    "above": mark("KeepGoing ligger over: {figures}."),
    "below": mark("KeepGoing ligger under: {figures}."),
}
HELD: dict[str, Held] = {
    "landstal": "apart",
    "rapport-2016": "apart",
    "andre-indsatser": "together",
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
            _("De offentliggjorte tal (hule prikker i figuren); bag svarene stod 8–10 borgere."),
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


def filled(section: Section, rows: Sequence[FigureRow]) -> Section:
    """The section with the rows held against its systems, and on which side most of them lie."""
    found = of_section(section, rows)
    return replace(section, rows=found, says=finding(found))


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


def finding(rows: Sequence[FigureRow]) -> str:
    """Which of the figures that may be compared lie clearly above or below what was printed."""
    judged = [
        row
        for row in rows
        if row.comparison
        and row.comparison.comparability in JUDGED
        and figure_words.unit(row) != "difference"  # smaller is neither more nor less of anything
    ]
    if judged and not any(row.n for row in judged):
        return _("Der er ingen data at sammenligne.")
    if not judged:
        return _("Ingen af tallene kan sammenlignes direkte.")
    told = []
    for side, message in SIDES.items():
        if named := [
            _(
                "{label}, {value} mod {benchmark}",
                label=row.label,
                value=figure_words.grounds(row),
                benchmark=against_words.benchmark(row, row.comparison, is_whole=True),
            )
            for row in judged
            if row.comparison and row.comparison.verdict == side
        ]:
            told.append(_(message, figures="; ".join(named)))
    return " ".join(told) or _(
        "Ingen af de andele og gennemsnit, der kan sammenlignes, ligger klart over eller under."
    )


def effect() -> str:
    """What SFI found of the effect itself, with its page: the first a reader of comparisons must know."""
    found = reference.figures()
    direction = found["sfi_2015_effect_direction"]
    return _(
        "SFI fandt ingen effekt af mentorstøtte på ordinær beskæftigelse eller uddannelse "
        "inden for de første {horizon}, snarere {direction} for det. Evalueringen kunne ikke "
        "tage højde for alle forskelle mellem borgerne, og de kan være kommet tættere på uden"
        " at nå frem ({source}).",
        horizon=sheets.amount(found["sfi_2015_effect_horizon_years"]),
        direction=sheets.amount(direction),
        source=sources.source(direction),
    )


def together(rows: Sequence[FigureRow]) -> str:
    """What a reader of many verdicts must know, of the lists together; empty for few."""
    told = sources.many_comparisons(rows)
    return _("De tre lister tilsammen: {told}", told=told) if told else ""


def unusable() -> list[tuple[str, str]]:
    """Title and explanation of the printed figures that must not be used as they stand."""
    return [
        (words.in_language(found, "title") + ".", words.in_language(found, "text"))
        for found in reference.discrepancies()
        if found["do_not_use"] and found["source"] == "keepgoing_2016"
    ]
