"""Overblik: what changes over time is drawn, and nothing else."""

from dashboard.catalogue.listing import FIGURES
from dashboard.charts.strips import marks
from dashboard.foundation.quarters import Quarter
from dashboard.presenters import overview
from tests.builders import row_of


def quarters(*started: int | None):
    """Open courses stay at one, and nobody knows of closed ones."""
    for i, value in enumerate(started):
        within = Quarter(2026, i + 1)
        period = {"period_from": within.first, "period_to": within.last}
        yield row_of("courses_started", value=value, **period)
        yield row_of("courses_open", value=1, **period)
        yield row_of("courses_closed", note="not_measured:ended_on", **period)


def test_neither_a_single_quarter_nor_a_single_course_is_shown_over_time():
    for started in ((), (7,), (1, 0)):
        assert overview.over_time(list(quarters(*started)), "x") is None


def test_each_count_is_a_column_a_quarter_and_the_last_is_told():
    table = overview.over_time(list(quarters(1, 4, 2)), "x")
    assert table.times == ("1. kvt. 2026", "3. kvt. 2026")
    open_, started, closed = table.lines
    assert (started.label, started.told, started.over_time) == ("Startet", "2", (1, 4, 2))
    assert started.interval == "fra 1 til 2; flest i 2. kvt. 2026: 4"
    assert open_.over_time == (1, 1, 1)
    # what is not measured is no column, and no nought
    assert closed.is_quiet
    assert closed.over_time == ()
    assert "ikke opgjort" in closed.told
    (body,) = table.bodies()
    drawn = [(mark.kind, mark.height) for mark in marks(started, body.first, body.last)]
    assert drawn == [("column", 0.25), ("column", 1), ("latest", 0.5)]


def test_the_answer_waits_for_no_query_of_what_stands_beside_it():
    answer, beside = (
        {FIGURES[id_].query for id_ in ids} for ids in (overview.ANSWER, overview.BESIDE)
    )
    assert answer and beside and not answer & beside
