"""The last four quarters of a municipality's report: how many, and what the authority's own cases show."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dashboard.catalogue.row import FigureRow
from dashboard.charts.flow_charts import stacked_counts
from dashboard.charts.grammar import Ink
from dashboard.editions.edition import Edition
from dashboard.foundation import words
from dashboard.foundation.words import text as _
from dashboard.presenters import courses, flow, municipal, overview
from dashboard.presenters.municipal import Part
from dashboard.presenters.section import Section, by_id, only
from dashboard.wording import figure_words, quotation

ACTIVITY = "aktivitet"  # the part of how many there are


def recent(edition: Edition, ink: Ink) -> list[Part]:
    """The last four quarters: how many, and for the responsible authority what its own cases show."""
    rows = [row for row in edition.activity if not _is_of_too_few(row)]
    counts = only(rows, overview.COUNTS)
    few = _("Af færre end ti regnes hverken procent eller gennemsnit.")
    told = (
        _("Tallene herfra og ned er nøjagtige. De er til jobcentret selv og må ikke gives videre.")
        if edition.level == "authority"
        else _(
            "Antal er afrundet til nærmeste {base}.",
            base=words.number(counts[0].notes.rounded or 1),
        )
    )
    size = words.number(edition.size)
    everybody = _("Alle forløb, ikke kun de {n} borgeres.", n=size) if edition.groups else ""
    parts = [
        Part(
            ACTIVITY,
            _("De seneste fire kvartaler"),
            counts,
            explanation=" ".join(
                filter(None, (f"{quotation.of_whom(counts[0])}.", everybody, told))
            ),
            notes=(few,) if len(rows) < len(edition.activity) else (),
        ),
        *_phases(rows, ink),
        *(_exact(section, rows, edition) for section in (*courses.sections(), *flow.after())),
    ]
    shown = {row.id for part in parts for row in part.rows}
    rest = [row for row in rows if row.id not in shown]
    parts.append(Part("oevrigt", _("Øvrige tal"), rest))
    return [part for part in parts if part.rows]


def _is_of_too_few(row: FigureRow) -> bool:
    """Whether a figure of nobody, or an average of fewer than ten, has nothing to say."""
    return row.is_measured and (row.n == 0 or (row.k is None and figure_words.is_withheld(row)))


def _exact(section: Section, rows: Sequence[FigureRow], edition: Edition) -> Part:
    """What the edition has of one of the owner's sections."""
    inside = only(rows, section.ids)
    notes, caveats = [figure_words.not_measured(inside)], {}
    if section.is_breakdown:
        whole = section.panels[-1]
        inside = [
            *only(inside, set(section.ids) - set(whole)),
            *municipal.by_part(only(inside, whole)),
        ]
    if section.name == "afslutning":  # each reason beside four published ones would be a thicket
        inside = list({row.id: replace(row, comparison=None) for row in inside}.values())
        caveats = municipal.of_reasons(inside, edition)
    told = tuple(filter(None, notes))
    return Part(
        f"nu-{section.name}",
        section.heading,
        inside,
        explanation=municipal.of_completed(caveats),
        notes=told,
        caveats=caveats,
    )


def _phases(rows: Sequence[FigureRow], ink: Ink) -> Iterator[Part]:
    """How far courses get and where they end; only for the responsible authority."""
    figures = by_id(rows)
    counts, ends = only(rows, flow.COUNTS), only(rows, flow.ENDED)
    if len(counts) < len(flow.COUNTS) or len(ends) < len(flow.ENDED):
        return
    heading = _("Hvor langt når forløbene?")
    if lacking := figure_words.not_measured([*counts, *ends]):
        yield Part("faser", heading, [*counts, *ends], says=lacking)
        return
    yield Part(
        "faser",
        heading,
        counts,
        stacked_counts(flow.bars(figures), ink),
        explanation=_(
            "Forløb startet i perioden. At slutte undervejs kan være et job: årsagerne står nedenfor."
        ),
        says=flow.reached(figures),
        notes=tuple(filter(None, (flow.skipped(figures),))),
    )
    yield Part(
        "faser-slut",
        _("Hvor slutter de, der ikke når videre?"),
        ends,
        stacked_counts(flow.ended_bars(figures), ink) if any(row.value for row in ends) else None,
        explanation=_(
            "Afbrudt er efter eget ønske, uden udbytte eller efter sagsbehandlerens afgørelse."
        ),
        says=flow.where_ended(figures),
    )
