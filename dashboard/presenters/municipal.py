"""What the municipalities' pages show, from top to bottom: pure selections of an edition's rows.

The same parts make the pages and the printed report. A part is there or not by the edition's level
alone, never by what its numbers are.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dashboard.catalogue.listing import FIGURES
from dashboard.catalogue.row import FigureRow
from dashboard.charts.figure_charts import stacked_answers
from dashboard.charts.flow_charts import stacked_counts
from dashboard.charts.grammar import Ink, Spec
from dashboard.charts.interval_charts import interval_rows
from dashboard.editions.edition import Edition
from dashboard.foundation import words
from dashboard.foundation.words import mark, plural
from dashboard.foundation.words import text as _
from dashboard.presenters import comparisons, courses, diagrams, differences, flow, overview
from dashboard.presenters.section import Section, by_id, interval_records, only
from dashboard.wording import figure_words, judgements, protection, sources

MEASURED = "criterion_progress_measured_share"
WHEEL = tuple(f"life_wheel_moved_{code}" for code in ("up", "unchanged", "down"))
COPING = ("coping_better_citizen", "coping_better_mentor",
          "coping_better_citizen_of_all", "coping_better_mentor_of_all")  # fmt: skip
SHORTER = {  # heading and explanation of a section the public edition has only a part of
    "varighed": (
        mark("Hvor længe varer et forløb?"), mark("Forløb i gang tæller med, så langt de er nået."),
    ),
    "indsats": (mark("Hvor meget får borgeren?"), mark("Afholdte kontakter, gennemsnit på tværs af forløb.")),
    "moeder": (
        mark("Kommer borgeren til møderne?"),
        mark("Afholdte møder ud af afholdte og udeblivelser, gennemsnit på tværs af forløb."),
    ),
    "afslutning": (
        mark("Hvordan slutter forløbene?"),
        mark(
            "Andel af forløb afsluttet i perioden. Løftet tæller også dem, der har gennemført faserne og derefter er "
            "sluttet af en anden årsag."
        ),
    ),
    "foer": (mark("Er der aftalt mål?"), mark("Forløb startet i perioden, hvor det er oplyst.")),
}  # fmt: skip
OPINIONS = ("mentor_unwanted_share", "chemistry_good_share")


@dataclass(frozen=True)
class Part(Section):
    """A section of a report, with what was printed in 2016 beside it."""

    reading: str = ""  # how the charts are read
    marked: tuple[FigureRow, ...] = ()  # the rows whose marks are in the charts, told below them
    past: tuple[Spec, ...] = ()  # what was printed in 2016, folded away
    about_past: tuple[str, ...] = ()  # and what is in doubt about it

    @property
    def shown(self) -> list[FigureRow]:
        """The rows that have a number to show."""
        return [row for row in self.rows if _is_shown(row)]


def _is_shown(row: FigureRow) -> bool:
    return row.k is not None or figure_words.drawn(row)["value"] is not None


@dataclass(frozen=True)
class Criterion:
    """One criterion: its row, and what stands below its judgement."""

    row: FigureRow
    told: tuple[str, ...]
    not_yet: str  # why there is nothing to count

    @property
    def definition(self) -> str:
        """What is promised, and what counts."""
        return FIGURES[self.row.id].explanation()

    @property
    def says(self) -> str:
        """What the numbers show, or why there are none."""
        return judgements.judgement(self.row) if self.row.n else self.not_yet


def criteria(rows: Sequence[FigureRow]) -> list[Criterion]:
    """The three criteria in their order."""
    figures = by_id(rows)
    return [_criterion(figures[f"criterion_{name}"], figures) for name in overview.CRITERIA]


def _criterion(row: FigureRow, figures: dict[str, FigureRow]) -> Criterion:
    is_measured = row.id == "criterion_progress" and figures[MEASURED].k is not None
    measured = judgements.coverage(figures[MEASURED]) if is_measured else ""
    few = protection.why(row) if row.k is not None else ""
    if not row.is_measured:
        return Criterion(row, (), figure_words.not_measured([row]))
    not_yet = protection.why(row) or _("Ingen forløb er gamle nok til at blive bedømt.")
    return Criterion(row, (measured, few, judgements.standing(row)), not_yet)


def criterion_facts(criterion: Criterion, edition: Edition) -> list[dict[str, str]]:
    """A criterion and what is known of it, in pairs of words."""
    row, (first, last) = criterion.row, edition.cohort
    told = {
        _("Løftet"): words.capital(judgements.target(row)),
        _("Et forløb bedømmes efter"): plural(
            "{n} måned", "{n} måneder", edition.settings.horizon_months
        ),
        _("Forløb startet"): _("{first} til {last}", first=words.day(first), last=words.day(last)),
        _("I opgørelsen"): words.capital(figure_words.grounds(row)),
        _("95 %-interval"): figure_words.interval(row),
        _("Vurdering"): judgements.verdict(row),
    }
    return [{"": key, " ": value} for key, value in told.items() if value]


def criteria_rows(rows: Sequence[FigureRow]) -> list[FigureRow]:
    """The criteria, and how many the third is measured for."""
    return only(rows, (*(f"criterion_{name}" for name in overview.CRITERIA), MEASURED))


def undecided(rows: Sequence[FigureRow]) -> str:
    """One sentence where none of the criteria can be judged; "" where any can."""
    judged = {judgements.polarity(criterion.row) for criterion in criteria(rows)} & {"good", "bad"}
    if judged:
        return ""
    return _(
        "Ingen af de tre løfter kan afgøres af disse tal. Det siger hverken, at de holdes, eller at de ikke gør."
    )


def hidden(rows: Sequence[FigureRow]) -> tuple[int, int]:
    """How many of the figures have no number to show, and how many there are."""
    figures = diagrams.today_rows(rows)
    unseen = [
        row
        for row in figures
        if protection.is_protected(row) and row.k is None and row.value is None
    ]
    return len(unseen), len(figures)


def rows_of(parts: Sequence[Part]) -> list[FigureRow]:
    """The rows behind the parts of a page."""
    return [row for part in parts for row in part.rows]


def received(rows: Sequence[FigureRow], ink: Ink) -> list[Part]:
    """What citizens get, and how courses go: all that is no criterion and no answer."""
    parts = [_counts(rows)]
    wheel = Section(
        "livshjul",
        _("Rykker borgerne sig på livshjulet?"),
        _("Forløb med to livshjul, det sidste i perioden."),
        (WHEEL,),
        is_breakdown=True,
    )
    for section in (*courses.sections(), wheel):
        if trimmed := _trimmed(section, rows):
            parts.append(_of_section(trimmed, rows, ink))
    return [*parts, *_phases(rows, ink)]


def _counts(rows: Sequence[FigureRow]) -> Part:
    counts = only(rows, overview.COUNTS)
    return Part(
        "forloeb-og-borgere",
        _("Forløb og borgere"),
        _("I de fire kvartaler, rapporten dækker."),
        says=" ".join((overview.count_sentence(by_id(counts)), figure_words.not_measured(counts))),
        rows=counts,
    )


def _trimmed(section: Section, rows: Sequence[FigureRow]) -> Section | None:
    """The section with the figures the edition has; None where it has none of them."""
    there = {row.id for row in rows}
    kept = [tuple(id_ for id_ in panel if id_ in there) for panel in section.panels]
    panels = tuple(filter(None, kept))
    if not panels:
        return None
    is_breakdown = section.is_breakdown and bool(kept[-1])
    section = replace(section, is_breakdown=is_breakdown)
    if panels != section.panels and section.name in SHORTER:
        heading, explanation = SHORTER[section.name]
        return replace(section, panels=panels, heading=_(heading), explanation=_(explanation))
    return replace(section, panels=panels)


def _of_section(section: Section, rows: Sequence[FigureRow], ink: Ink) -> Part:
    inside = only(rows, section.ids)
    says = " ".join(filter(None, (section.sentence(inside), figure_words.not_measured(inside))))
    part = Part(
        section.name,
        section.heading,
        section.explanation,
        says=says,
        rows=inside,
        reservations=_reasons(inside),
    )
    if not part.shown:  # an empty picture beside a mark would be one of the mark alone
        return part
    panels = [
        (unit, panel, _drawn(section, panel))
        for unit, panel in section.by_panel(inside)
        if any(map(_is_shown, panel))
    ]
    if any(len(drawn) < len(panel) for _unit, panel, drawn in panels):
        told = _("Slutårsager, ingen forløb har, er ikke tegnet; de står i tabellen.")
        part = replace(part, reservations=(*part.reservations, told))
    charts = tuple(
        interval_rows(interval_records(drawn), ink, unit) for unit, _panel, drawn in panels if drawn
    )
    marked = tuple(row for _unit, _panel, drawn in panels for row in drawn)
    return replace(part, charts=charts, marked=marked)


def _drawn(section: Section, panel: list[FigureRow]) -> list[FigureRow]:
    """The rows of a chart: of the reasons courses ended for, those there are, by their own word."""
    if section.name != "afslutning" or not panel[0].id.startswith("exit_"):
        return panel
    return [replace(row, name=words.capital(figure_words.part(row))) for row in panel if row.k != 0]


def _reasons(rows: Sequence[FigureRow]) -> tuple[str, ...]:
    """Why some of the rows say less than they could, each reason once."""
    counted = (row for row in rows if row.n is not None)  # the others say it themselves
    return tuple(dict.fromkeys(filter(None, map(protection.why, counted))))


def _phases(rows: Sequence[FigureRow], ink: Ink) -> Iterator[Part]:
    """How far courses get and where they end; only in an edition for the responsible authority."""
    figures = by_id(rows)
    if flow.COUNTS[0] not in figures:
        return
    if lacking := figure_words.not_measured(only(rows, (*flow.COUNTS, *flow.ENDED))):
        counts = only(rows, flow.COUNTS)
        yield Part("faser", _("Hvor langt når forløbene?"), says=lacking, rows=counts)
        return
    yield Part(
        "faser",
        _("Hvor langt når forløbene?"),
        _(
            "Forløb startet i perioden. At slutte undervejs kan være et job: årsagerne står nedenfor."
        ),
        says=flow.reached(figures),
        rows=only(rows, flow.COUNTS),
        charts=(stacked_counts(flow.bars(figures), ink),),
        reservations=tuple(filter(None, (flow.skipped(figures),))),
    )
    yield Part(
        "faser-slut",
        _("Hvor slutter de, der ikke når videre?"),
        _("Afbrudt er efter eget ønske, uden udbytte eller efter sagsbehandlerens afgørelse."),
        says=flow.where_ended(figures),
        rows=only(rows, flow.ENDED),
        charts=(stacked_counts(flow.ended_bars(figures), ink),),
    )


def compared_with(rows: Sequence[FigureRow], ink: Ink) -> list[Part]:
    """Each published system with the figures that may be held against it."""
    found = (
        _compared(section, comparisons.of_section(section, rows), ink)
        for section in comparisons.sections()
    )
    return [part for part in found if part.rows]


def may_compare(parts: Sequence[Part]) -> str:
    """Whether the figures may be held against others', and how many of them how strictly."""
    held = (row.comparison for row in rows_of(parts) if row.comparison)
    graded = Counter(each.comparability for each in held if each.verdict in sources.JUDGED)
    if not graded:
        return _("**Må I sammenligne?** Nej: der er for få borgere bag hvert af tallene.")
    return _(
        "**Må I sammenligne?** Ja, med forbehold: {a} sammenligninger er A (samme spørgsmål og målgruppe), {b} er B "
        "(samme nøgletal) og {c} er C (kun løst). Resten kan ikke bedømmes.",
        a=words.number(graded["A"]),
        b=words.number(graded["B"]),
        c=words.number(graded["C"]),
    )


def _compared(section: Section, against: list[FigureRow], ink: Ink) -> Part:
    part = Part(section.name, section.heading, section.explanation, rows=against)
    charts = tuple(
        interval_rows(interval_records(comparable), ink, unit)
        for unit, comparable in comparisons.by_unit(part.shown)
    )
    if not part.shown:
        return replace(part, says=_("Ingen af tallene kan vises: der er for få borgere bag dem."))
    return replace(
        part, says=comparisons.sides(part.shown), charts=charts, reading=comparisons.reading()
    )


def answers(rows: Sequence[FigureRow], ink: Ink) -> list[Part]:
    """How many answered, each question beside its diagram of 2016, and what is said of coping."""
    return [
        _response(rows),
        *(_answered(diagram, rows, ink) for diagram in diagrams.DIAGRAMS),
        *_opinions(rows, ink),
    ]


def _response(rows: Sequence[FigureRow]) -> Part:
    """How many of the questionnaires sent were answered."""
    rate = only(rows, (diagrams.RESPONSE_RATE,))
    says = diagrams.response_sentence(rate[0])
    explanation = _("Skemaer om tilfredshed, sendt i perioden.")
    return Part("svarprocent", _("Hvor mange har svaret?"), explanation, says=says, rows=rate)


def _answered(diagram: diagrams.Diagram, rows: Sequence[FigureRow], ink: Ink) -> Part:
    """Today's answers first; what was printed in 2016 only beside an answer of today's."""
    today = only(rows, diagrams.figure_ids(diagram))
    own, counted = diagrams.todays_parts(diagram, today), diagrams.counted_bars(diagram, today)
    says = diagrams.sentence(diagram, today) or figure_words.not_measured(today)
    part = Part(f"tilfredshed-{diagram.item}", diagrams.heading(diagram), says=says, rows=today)
    if not own and not counted:
        return part
    return replace(
        part,
        charts=(stacked_answers(own, ink) if own else stacked_counts(counted, ink),),
        reservations=tuple(filter(None, (diagrams.unseen(diagram, today),))),
        past=(stacked_answers(diagrams.parts(diagram, today), ink),) if diagram.printed else (),
        about_past=(diagrams.printed_grounds(diagram), *diagrams.doubts(diagram)),
    )


def _opinions(rows: Sequence[FigureRow], ink: Ink) -> Iterator[Part]:
    coping = Section(
        "mestring",
        _("Siger mentorer og borgere det samme?"),
        _("Er borgeren blevet bedre til at klare udfordringer? Ja ud af alle svar."),
        (differences.COPING_SHARES,),
    )
    part = _of_section(coping, rows, ink)
    yield replace(part, rows=only(rows, COPING))
    opinions = Section(
        "holdning",
        _("Var mentoren uønsket, og var kemien god?"),
        _("Borgernes svar, lagt sammen på tværs af svarmuligheder."),
        (OPINIONS,),
    )
    yield _of_section(opinions, rows, ink)
