"""Where citizens are least satisfied: counted over the answers on that side, never where one is hidden."""

import pytest

from dashboard.presenters import dissatisfied
from tests.builders import row_of


def answered(item: str, n: int, **counts: int | None):
    return [
        row_of(f"satisfaction_{item}_{answer}", n=n, k=k, value=None if k is None else k / n)
        for answer, k in counts.items()
    ]


def test_the_question_with_the_largest_share_on_the_dissatisfied_side_is_named():
    rows = [
        *answered("own_effort", 95, very_satisfied=11, satisfied=40, not_satisfied=33, very_dissatisfied=11),
        *answered("help", 10, very_satisfied=8, satisfied=0, not_satisfied=1, very_dissatisfied=1),
        *answered("mentor_gender_matters", 10, yes=1, no=9),  # nobody is dissatisfied by a no
    ]  # fmt: skip
    assert dissatisfied.sentence(rows) == (
        "Flest utilfredse: ”Tilfreds med egen indsats?”: 33 ”ikke tilfreds” og 11 ”meget utilfreds” ud af 95."
    )
    few = answered("assignment", 5, very_satisfied=2, not_satisfied=3)
    assert "egen indsats" in dissatisfied.sentence([*rows, *few])  # of five nobody takes a share
    hidden = answered("help", 40, very_satisfied=30, not_satisfied=None, very_dissatisfied=5)
    assert dissatisfied.sentence([*rows[:4], *hidden]) == ""  # it could be that one


@pytest.mark.parametrize(
    "counts",
    [{"not_satisfied": 0, "very_dissatisfied": 0}, {"not_satisfied": None, "very_dissatisfied": 5}],
    ids=["nobody", "hidden"],
)
def test_nothing_is_said_where_nobody_is_or_a_part_is_hidden(counts):
    assert dissatisfied.sentence(answered("help", 40, very_satisfied=30, **counts)) == ""
