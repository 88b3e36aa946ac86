"""Overblik: what changes over time is drawn, and nothing else."""

from datetime import date

from dashboard.catalogue.listing import FIGURES
from dashboard.charts.grammar import LIGHT
from dashboard.presenters import overview
from tests.builders import row_of


def in_quarter(month: int, started: int):
    period = {"period_from": date(2026, month, 1), "period_to": date(2026, month + 2, 28)}
    return row_of("courses_started", value=started, **period)


def test_neither_a_single_quarter_nor_a_single_course_is_a_chart_over_time():
    assert overview.over_time([], LIGHT) == []
    assert overview.over_time([in_quarter(1, 7)], LIGHT) == []
    assert overview.over_time([in_quarter(1, 1), in_quarter(4, 0)], LIGHT) == []
    (chart,) = overview.over_time([in_quarter(1, 1), in_quarter(4, 2)], LIGHT)
    assert [each["value"] for each in chart["datasets"]["rows"]] == [1, 2]


def test_the_answer_waits_for_no_query_of_what_stands_beside_it():
    answer, beside = (
        {FIGURES[id_].query for id_ in ids} for ids in (overview.ANSWER, overview.BESIDE)
    )
    assert answer and beside and not answer & beside
