"""What a row says of itself: typed inside, one text of codes at the edge, the same both ways."""

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.catalogue.notes import Notes

COUNTS = st.integers(0, 10**6)
NAMES = st.sampled_from(("charges", "ended_on", "phase_2_on"))
STRATEGIES = {
    bool: st.booleans(),
    int: COUNTS,
    int | None: st.none() | COUNTS,
    float | None: st.none() | st.floats(0, 1e6),
    str: st.sampled_from(("", "above", "cannot_tell")),
    tuple[str, ...]: st.lists(NAMES, max_size=3, unique=True).map(tuple),
    tuple[int, int] | None: st.none() | st.tuples(COUNTS, COUNTS),
    tuple[tuple[str, int], ...]: st.sampled_from(
        ((), (("met", 70), ("not_met", 80)), (("mentor", 0), ("citizen", 9)))
    ),
}


@given(st.builds(Notes, **{each.name: STRATEGIES[each.type] for each in fields(Notes)}))
def test_the_text_says_everything_and_nothing_else(notes):
    assert Notes.parsed(notes.text) == notes


@pytest.mark.parametrize(
    "text, notes",
    [
        ("", Notes()),
        (None, Notes()),
        ("kun_afsluttede; yardstick_age:11", Notes(only_closed=True)),  # the rest is the benchmark's
        ("rounded:5; noise:3", Notes(rounded=5, noise=3)),
        ("first_course 9/12; open_after_h 4", Notes(first_course=(9, 12), open_after_h=4)),
        ("n_met 70; n_not_met 80; difference:above",
         Notes(groups=(("met", 70), ("not_met", 80)), difference="above")),
        ("not_measured:charges; all_empty:ended_on; all_empty:end_reason",
         Notes(not_measured=("charges",), all_empty=("ended_on", "end_reason"))),
        ("threshold_points:1.2; open_after_h 1", Notes(threshold_points=1.2, open_after_h=1)),
    ],
)  # fmt: skip
def test_the_codes_of_the_contract_are_read(text, notes):
    assert Notes.parsed(text) == notes
