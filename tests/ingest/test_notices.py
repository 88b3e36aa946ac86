"""Notices of one kind about one table are told as one."""

from dashboard.ingest.notices import Notice, gathered


def test_columns_of_one_table_are_one_notice_and_headings_of_one_row():
    told = gathered(
        [
            Notice("missing_nullable_column", "cases", "ended_on"),
            Notice("headings_below", "contacts", "3", names=("Januar",)),
            Notice("missing_nullable_column", "cases", "charged_on"),
            Notice("blank_rows", "cases", n=2),
            Notice("blank_rows", "cases", n=3),
            Notice("missing_nullable_column", "contacts", "topic"),
            Notice("headings_below", "contacts", "3", names=("Februar", "Januar")),
            Notice("headings_below", "contacts", "4", names=("Marts",)),
        ]
    )
    assert told == [
        Notice("missing_nullable_columns", "cases", "ended_on", 2, ("ended_on", "charged_on")),
        Notice("headings_below", "contacts", "3", 2, ("Januar", "Februar")),
        Notice("blank_rows", "cases", n=2),
        Notice("blank_rows", "cases", n=3),
        Notice("missing_nullable_column", "contacts", "topic"),
        Notice("headings_below", "contacts", "4", names=("Marts",)),
    ]
    assert [each.said("") for each in told[:2]] == [
        "cases: kolonner, der mangler og regnes som tomme: 2 (”ended_on”, ”charged_on”).",
        "contacts: overskrifterne er fundet i række 3 i ”Januar”, ”Februar”; rækkerne over er sprunget over.",
    ]
    assert gathered([]) == []
