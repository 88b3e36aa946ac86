"""The yearly report: the shape of KeepGoing's evaluation of 2016, written from one snapshot.

The promises are told of all courses so far, by the agreed dates; everything else is of the year.
"""

import re
from collections.abc import Iterator, Sequence

from dashboard.charts import figure_charts
from dashboard.charts.blocks import Block, Paper
from dashboard.charts.grammar import LIGHT
from dashboard.charts.marks import unchecked
from dashboard.foundation import terms, words
from dashboard.foundation.words import text as _
from dashboard.presenters import (
    caseworkers,
    comparisons,
    courses,
    diagrams,
    differences,
    figure_lines,
    method,
    overview,
    scope_words,
    tiles,
)
from dashboard.presenters.life_wheel import figure_ids, moved
from dashboard.presenters.section import by_id, each_figure, only
from dashboard.reports import annual_criteria, dated_notes, parts, reopened, wheel_chapter
from dashboard.reports.source import Source
from dashboard.typesetting.paper import pdf
from dashboard.wording import figure_words, sources

# what lists and columns are called in an export, after their names
OF_EXPORT = re.compile(rf" \(({'|'.join((*terms.TABLES, *terms.COLUMNS))})\)")


@unchecked()
def written(source: Source, code: str, foreword: Sequence[str] = ()) -> bytes:
    """The report as a PDF. code: the report's; foreword: the owner's own words, a paragraph each."""
    snapshot = source.snapshot
    title = _("KeepGoing {year}: evaluering", year=source.year)
    whole = scope_words.line(snapshot, source.scope)
    called = words.capital(_("rapport {code}", code=code))
    demo = _("Demodata – personerne findes ikke")
    paper = Paper(
        title=title,
        language=words.language(),
        on=source.to,
        head=(title, demo if snapshot.is_demo else ""),
        foot=" · ".join((_("Data til {day}", day=words.day(snapshot.data_to)), called)),
        cover=tuple(
            filter(
                None,
                (
                    f"**{demo}**" if snapshot.is_demo else "",
                    whole,
                    _unfinished(source),
                    f"`{called}`",
                ),
            )
        ),
        contents=_("Indhold"),
    )
    return pdf(paper, list(blocks(source, foreword)), figure_lines.end)


def _unfinished(source: Source) -> str:
    """Where the year is not over in the data."""
    if source.to == source.scope.period_to:
        return ""
    return _("Året er ikke omme: data går til {day}.", day=words.day(source.to))


def blocks(source: Source, foreword: Sequence[str] = ()) -> Iterator[Block]:
    """The report from the foreword to the appendix."""
    if foreword:
        yield Block(_("Forord"), told=tuple(foreword))
    yield from _summary(source)
    yield from _basis(source)
    yield from _sections(_("Hvem er borgerne?"), source, "borgere")
    yield from _compared(source, "landstal", (comparisons.effect(),))
    yield from _course(source)
    yield from _satisfaction(source)
    yield from wheel_chapter.blocks(source)
    yield from annual_criteria.blocks(source)
    yield from _compared(source, "rapport-2016")
    yield from _compared(source, "andre-indsatser")
    yield Block(notes=tuple(filter(None, (sources.many_comparisons(source.every_row),))))
    yield from _method(source)
    yield from _appendix(source)


def _summary(source: Source) -> Iterator[Block]:
    """The year in numbers, the promises, and the national figures, each in a sentence."""
    figures = by_id(source.every_row)
    promises = [row for row in source.ever if row.id in annual_criteria.MAIN]
    agreed = source.snapshot.settings.agreed_on
    national = overview.national(source.every_row)
    wheel = source.rows(figure_ids.IDS)
    told = (
        overview.count_sentence(figures),
        ""
        if figure_words.not_measured(wheel)
        else moved.answer(source.wheel, source.snapshot.settings),
        comparisons.finding(national),
    )
    yield Block(_("Résumé"), told=tuple(filter(None, told)))
    about = _("De tre løfter")
    notes = (
        _(
            "Løfterne bedømmes på alle forløb til og med {day}, ikke på året alene; årets egne tal står i bilaget.",
            day=words.day(source.snapshot.data_to),
        ),
        tiles.of_rules(promises, agreed),
    )
    yield Block(about, 3, figures=parts.promised(promises, about), notes=tuple(filter(None, notes)))
    heading = _("KeepGoing og landstallene")
    yield Block(heading, 3, figures=parts.table(national, heading, held="together"))


def _basis(source: Source) -> Iterator[Block]:
    """What the numbers are counted from, and how many answered."""
    snapshot = source.snapshot
    heading = _("Datagrundlag og svarprocenter")
    # who reads it has no export
    noticed = (method.quarantine_sentence(snapshot), *method.notices(snapshot, is_asked=False))
    yield Block(heading, told=tuple(OF_EXPORT.sub("", each) for each in noticed))
    counts = [
        {key: OF_EXPORT.sub("", cell) for key, cell in row.items()}
        for row in method.row_counts(snapshot)
    ]
    yield Block(cells=counts, notes=(_("Hele udtrækket, ikke kun året."),))
    rates = source.rows(method.RESPONSE_RATES)
    yield Block(
        _("Svarprocenter"), 3, figures=parts.table(rates, _("Svarprocenter"), held="together"),
        notes=tuple(filter(None, (figure_words.not_measured(rates),))),
    )  # fmt: skip
    heading = _("Forløb over tid")
    counted = overview.over_time(source.courses_by_quarter, heading)
    yield Block(heading, 3, figures=counted)
    yield Block(told=(overview.count_sentence(by_id(source.every_row)),))
    noted = dated_notes.within(source.notes, source.scope.period_from, source.to)
    if noted:
        yield parts.facts(_("Noter"), dated_notes.table(noted))


def _sections(heading: str, source: Source, *questions: str) -> Iterator[Block]:
    """The questions of the page Forløb, as a chapter."""
    yield Block(heading)
    for question in questions:
        for line in courses.lines(question):
            for each in line:
                yield from parts.section(each.filled(source.every_row))


def _course(source: Source) -> Iterator[Block]:
    """What they got, how often, when and about what; and how it ended, with the print's diagrams beside."""
    yield from _sections(_("Forløbet"), source, "indsats", "kontakt")
    yield from _diagrams(source, [each for each in diagrams.DIAGRAMS if each.number < "3.2"])
    yield from _sections(_("Hvordan sluttede forløbene?"), source, "afslutning")


def _satisfaction(source: Source) -> Iterator[Block]:
    """The questions of 3.2 and the one that was not asked then; then mentors, caseworkers and internships."""
    rate = by_id(source.every_row)[diagrams.RESPONSE_RATE]
    yield Block(_("Tilfredshed"), told=(diagrams.response_sentence(rate),))
    yield from _diagrams(source, [each for each in diagrams.DIAGRAMS if not each.number < "3.2"])
    both = source.rows(differences.PERCEPTION_IDS)
    heading = _("Mentorer og borgere")
    yield Block(
        heading, 3, told=(differences.perception(both),),
        figures=parts.table(both, heading, held="together"),
    )  # fmt: skip
    others = source.rows(caseworkers.IDS)
    bars = caseworkers.parts(others)
    yield parts.picture(
        _("Sagsbehandlere"),
        [figure_charts.stacked_answers(bars, LIGHT)] if bars else [],
        caseworkers.sentence(others),
        (each_figure(only(others, caseworkers.RESPONSE_RATES[:1])),),
    )


def _diagrams(source: Source, shown: Sequence[diagrams.Diagram]) -> Iterator[Block]:
    """Each printed diagram above the year's answers, with what is in doubt about the print."""
    items = source.warehouse.query("answered_items", **source.scope.parameters())
    answered = diagrams.answered_and_skipped(items)
    for diagram in shown:
        today = source.rows(diagrams.figure_ids(diagram))
        records = diagrams.parts(diagram, today)
        yield parts.picture(
            diagrams.heading(diagram),
            [figure_charts.stacked_answers(records, LIGHT)] if records else [],
            diagrams.sentence(diagram, today),
            (diagrams.grounds(diagram, answered, source.scope), *diagrams.doubts(diagram)),
        )


def _compared(source: Source, name: str, told: Sequence[str] = ()) -> Iterator[Block]:
    """The year beside what was printed elsewhere, and what must be borne in mind."""
    (section,) = (each for each in comparisons.sections() if each.name == name)
    shown = comparisons.filled(section, source.every_row)
    yield Block(
        shown.heading,
        told=tuple(filter(None, (*told, shown.says))),
        figures=parts.table(shown.rows, shown.heading, held="together"),
        notes=(shown.explanation,),
    )


def _method(source: Source) -> Iterator[Block]:
    """How the numbers are read, what was agreed, and where the printed ones are from."""
    snapshot = source.snapshot
    yield Block(_("Metode og kilder"), cells=sources.reading())
    yield parts.facts(_("Det, der er aftalt"), method.agreed(snapshot))
    yield parts.facts(_("Kilder"), method.documents())
    for document, found in method.discrepancies():
        yield parts.facts(_("Uoverensstemmelser i {document}", document=document), found)
    yield parts.facts(_("Øjebliksbilledet"), method.snapshot_facts(snapshot))


def _appendix(source: Source) -> Iterator[Block]:
    """Every figure of the year, and what each is."""
    yield Block(
        _("Bilag: hvert tal"),
        told=(
            scope_words.line(source.snapshot, source.scope),
            _("Alt er for året alene, også løfterne; i resuméet gælder de alle forløb."),
        ),
        kind="appendix",
    )
    # who waits for somebody today is nothing of a year's
    rows = [row for row in source.every_row if row.figure.query != reopened.TODAY]
    yield from parts.every(rows, method.groups())
    yield Block(_("Bilag: hvad tallene betyder"), kind="appendix")
    for group, name in method.groups().items():
        yield parts.facts(name, method.meanings_once(group))
