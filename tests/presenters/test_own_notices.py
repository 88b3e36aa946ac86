"""What is worth knowing of somebody's own files, and what may not be overlooked."""

import pytest

from dashboard.ingest.notices import Notice
from dashboard.presenters import own_notices


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
