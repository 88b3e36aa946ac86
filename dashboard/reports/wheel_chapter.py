"""The chapter on the life wheel: who moved, in which domains, how far, and what the wheel cannot say."""

from collections.abc import Iterator

from dashboard.charts.blocks import Block
from dashboard.charts.flow_charts import stacked_counts
from dashboard.charts.grammar import LIGHT
from dashboard.charts.wheel_charts import columns, wheel
from dashboard.foundation.words import text as _
from dashboard.presenters import figure_lines
from dashboard.presenters.life_wheel import changes, figure_ids, measuring, moved
from dashboard.reports import parts
from dashboard.reports.source import Source
from dashboard.wording import figure_words


def blocks(source: Source) -> Iterator[Block]:
    """As the page Livshjul has it."""
    found, agreed = source.rows(figure_ids.IDS), source.snapshot.settings
    rows = source.wheel
    heading = _("Livshjulet")
    lacking = figure_words.not_measured(found)
    if lacking:
        yield Block(heading, told=(lacking,))
        return
    is_drawn = moved.is_drawn(rows)
    yield Block(heading)
    bar = [stacked_counts([moved.bar(rows)], LIGHT)] if is_drawn else []
    yield parts.picture(
        "", bar, moved.answer(rows, agreed), (moved.coverage(rows), moved.not_the_promise(agreed))
    )
    last = figure_ids.ROUNDS[0]
    domains = _("Område for område")
    drawn = changes.wheel_records(rows, last)
    yield parts.picture(
        domains, [wheel(drawn, LIGHT)] if drawn else [], changes.changed(rows, last), width=0.85
    )
    yield Block(figures=figure_lines.table(changes.domains(rows, last), domains))
    spread = (
        [columns(measuring.distribution_records(rows), LIGHT, measuring.marked(agreed))]
        if is_drawn
        else []
    )
    yield parts.picture(
        _("Hvor langt rykker de?"), spread, measuring.distribution(rows),
        (measuring.columns_read(agreed),) if is_drawn else (),
    )  # fmt: skip
    for shown in (changes.by_phase(rows), measuring.other_thresholds(rows, agreed)):
        yield Block(
            shown.heading, 3, figures=figure_lines.table(shown.lines, shown.heading),
            notes=(shown.explanation,),
        )  # fmt: skip
    pitfalls = [line.removeprefix("- ") for line in measuring.pitfalls().split("\n")]
    yield Block(
        _("Hvor godt måler hjulet?"),
        3,
        told=(measuring.reliability(rows, agreed), source.of_all()),
        notes=tuple(pitfalls),
    )
