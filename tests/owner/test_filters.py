"""The choices a snapshot offers: what it has, and never more."""

from datetime import date

import polars as pl

from dashboard.owner import filters


def test_periods_are_the_years_and_quarters_that_hold_data():
    found = filters.periods(date(2025, 5, 20), date(2026, 2, 3))
    assert list(found) == ["2026", "2026-Q1", "2025", "2025-Q4", "2025-Q3", "2025-Q2"]
    assert found["2025"] == (date(2025, 1, 1), date(2025, 12, 31))
    assert found["2026-Q1"] == (date(2026, 1, 1), date(2026, 3, 31))


def test_options_are_what_the_data_have_by_name():
    available = pl.DataFrame(
        [("0376", "mentor", date(2025, 1, 1)), ("0101", "keepworking", date(2024, 12, 1))],
        schema=["municipality_code", "programme", "first_started_on"],
        orient="row",
    )
    given = filters.options(available, date(2025, 3, 31))
    assert given.municipalities == {"København": "0101", "Guldborgsund": "0376"}
    assert given.programmes == {"KeepWorking": "keepworking", "Mentor": "mentor"}
    assert list(given.periods) == ["2025", "2025-Q1", "2024", "2024-Q4"]


def test_a_choice_has_more_than_one_spelling():
    given = filters.Options({"Odense": "0461"}, {"Mentor": "mentor"},
                            filters.periods(date(2026, 1, 1), date(2026, 3, 31)))  # fmt: skip
    assert given.spellings() == {
        "kommune": {"Odense": "Odense", "0461": "Odense"},
        "program": {"Mentor": "Mentor", "mentor": "Mentor"},
        "periode": {
            "2026": "2026",
            "2026-Q1": "2026-Q1",
            "1. kvt. 2026": "2026-Q1",
            "Q1 2026": "2026-Q1",
        },
    }


def test_an_empty_snapshot_offers_nothing():
    empty = pl.DataFrame(schema={"municipality_code": pl.String, "programme": pl.String,
                                 "first_started_on": pl.Date})  # fmt: skip
    assert filters.options(empty, date(2026, 1, 1)) == filters.Options({}, {}, {})
