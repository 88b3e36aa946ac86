"""The chapter on the three promises: of all courses so far, over time, and as they were judged before."""

from collections.abc import Iterator

from dashboard.catalogue.row import FigureRow
from dashboard.catalogue.scope import Scope
from dashboard.charts import criteria_charts
from dashboard.charts.blocks import Block
from dashboard.charts.grammar import LIGHT
from dashboard.figures import figure_rows
from dashboard.foundation.words import text as _
from dashboard.presenters import figure_lines
from dashboard.presenters.criterion import agreement, answers, counted, over_time
from dashboard.presenters.section import by_id
from dashboard.reports import dated_notes, parts
from dashboard.reports.source import Source
from dashboard.wording import figure_words, judgements

MAIN = tuple(f"criterion_{name}" for name in counted.CHOICES)


def blocks(source: Source) -> Iterator[Block]:
    """Each promise in turn."""
    yield Block(_("Succeskriterierne"))
    figures = by_id(source.ever)
    quarters = figure_rows.criteria_by_quarter(source.warehouse, Scope())
    for name in counted.CHOICES:
        yield from _criterion(source, name, figures, over_time.of(name, quarters))


def _criterion(
    source: Source, name: str, figures: dict[str, FigureRow], quarters: list[FigureRow]
) -> Iterator[Block]:
    agreed = source.snapshot.settings
    ends = ("", "_lower", "_upper", "_forecast", "_closed_share")
    main, lower, upper, expected, closed = (figures[f"criterion_{name}{end}"] for end in ends)
    heading, told = counted.choices()[name], tuple(counted.definition(name).split("  \n"))
    if not main.is_measured or not lower.n:
        why = figure_words.not_measured([main]) or judgements.not_yet(main, None)
        yield Block(heading, 3, told=(*told, why))
        return
    lines = answers.lines(main, (lower, upper), expected, closed, agreed)
    yield Block(
        heading, 3,
        told=(*told, judgements.judgement(main), answers.sentence(main, expected, closed, agreed)),
        figures=figure_lines.table(lines, heading, answers.read()),
        notes=(counted.cohort(main, lower, agreed), *judgements.must_be_said(main)),
    )  # fmt: skip
    said = over_time.sentence(quarters)
    drawn = over_time.records(quarters) if over_time.is_drawn(quarters) else []
    names = over_time.line_names(drawn, main.agreed_target) if drawn else []
    charts = (
        [criteria_charts.shares_over_time(drawn, main.agreed_target, names, LIGHT)] if drawn else []
    )
    noted = dated_notes.told(dated_notes.within(source.notes, None, source.to))
    read = (over_time.how_to_read(drawn), *noted) if drawn else ()
    yield parts.picture("", charts, said, read)
    issued = agreement.history(source.issued, name, is_demo=source.snapshot.is_demo)
    if issued:
        yield Block(cells=issued)
