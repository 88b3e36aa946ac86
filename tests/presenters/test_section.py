"""The sentence of a section: each of its figures, and only of a breakdown which are the most frequent."""

from dashboard.presenters.section import Section
from tests.builders import row_of

UNRELATED = ("attendance_share", "goals_agreed_share", "mentor_wish_met_share")


def test_unrelated_shares_are_each_said_however_many_stand_in_the_last_chart():
    rows = [
        row_of(id_, target=None, n=40, k=10 * nth, value=nth / 4)
        for nth, id_ in enumerate(UNRELATED, 1)
    ]
    said = Section("fremmoede", "Fremmøde", panels=(UNRELATED,)).sentence(rows)
    assert "Hyppigst" not in said
    assert [row.label in said for row in rows] == [True] * 3
