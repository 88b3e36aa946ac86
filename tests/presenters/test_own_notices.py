"""What is worth knowing of somebody's own files, and what may not be overlooked."""

import pytest

from dashboard.ingest.notices import Notice
from dashboard.presenters import own_notices


def test_what_asks_something_stands_apart_from_what_is_told():
    notices = [
        Notice("repeated_contacts", "contacts", n=2),
        Notice("left_out_rows", "cases", "Er han her?", 1),
    ]
    asked, told = own_notices.parted(notices, "2026-09-30")
    assert [each.startswith("Kontakter: ") for each in asked] == [True]
    assert [each.startswith("Forløb: ") for each in told] == [True]
    assert sorted([*asked, *told]) == sorted(own_notices.told(notices, "2026-09-30"))


@pytest.mark.parametrize(
    ("twice", "every", "is_told"),
    [(606, 1_238, True), (10, 100, True), (9, 100, False), (0, 0, False)],
)
def test_a_list_that_lies_in_two_files_is_said_loudly(twice, every, is_told):
    notices = [
        Notice("repeated_contacts", "contacts", n=twice),
        Notice("midnight", "contacts", n=every),
    ]
    told = own_notices.doubled(notices, {"contacts": every, "cases": 40})
    assert bool(told) is is_told
    if is_told:
        assert "fjern den ene på trin 1" in told
