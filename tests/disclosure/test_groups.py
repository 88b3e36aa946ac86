"""Closed groups: who is told of together, and when; against a second computation quarter by quarter."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dashboard.disclosure.groups import Start, cut, expected
from dashboard.foundation.quarters import Quarter

FIRST = date(2023, 1, 1)
STARTS = st.lists(st.tuples(st.integers(0, 1300), st.integers(0, 25)), max_size=80).map(
    lambda found: [
        Start(FIRST + timedelta(day), f"F{nth}", f"B{citizen}")
        for nth, (day, citizen) in enumerate(found)
    ]
)


def starts(*days: str, citizens: str = "") -> list[Start]:
    names = citizens or "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return [Start(date.fromisoformat(day), f"F{n}", names[n]) for n, day in enumerate(days)]


def naive(found, after=None):
    """The groups as the rule says: quarter by quarter, until ten different citizens are together."""
    groups, citizens, members, first = [], set(), [], None
    number = min((Quarter.of(start.day).number for start in found), default=0)
    last = max((Quarter.of(start.day).number for start in found), default=-1)
    if after:
        number = first = after.number + 1
    while number <= last:
        within = sorted(start for start in found if Quarter.of(start.day).number == number)
        if first is None:
            first = number
        for start in within:
            if start.citizen not in citizens:
                citizens.add(start.citizen)
                members.append(start.id)
        if len(citizens) >= 10:
            groups.append((str(Quarter.numbered(first)), str(Quarter.numbered(number)), members))
            citizens, members, first = set(), [], number + 1
        number += 1
    return groups


@given(STARTS)
def test_groups_are_those_of_the_rule(found):
    closed = [group for group in cut(found) if group.is_closed]
    told = [(str(g.first), str(g.last), [m.id for m in g.members]) for g in closed]
    assert told == naive(found)


@given(STARTS, st.integers(0, 14))
def test_what_is_told_of_already_is_in_no_new_group(found, quarters):
    after = Quarter.of(FIRST) + quarters
    closed = [group for group in cut(found, after) if group.is_closed]
    told = [(str(g.first), str(g.last), [m.id for m in g.members]) for g in closed]
    assert told == naive([start for start in found if Quarter.of(start.day) > after], after)


@given(STARTS)
def test_nobody_is_in_two_groups_and_no_citizen_twice_in_one(found):
    groups = list(cut(found))
    ids = [member.id for group in groups for member in group.members]
    assert len(ids) == len(set(ids))
    for group in groups:
        assert len({member.citizen for member in group.members}) == len(group.members)


def test_nine_are_no_group_and_the_tenth_closes_it_at_the_end_of_the_quarter():
    nine = starts(*["2023-01-02"] * 9)
    assert [group.is_closed for group in cut(nine)] == [False]
    (group,) = cut(
        [*nine, Start(date(2023, 3, 31), "F9", "J"), Start(date(2023, 3, 1), "F10", "K")]
    )
    assert (group.name, len(group.members)) == ("2023-Q1/2023-Q1", 11)


def test_a_group_is_ripe_a_year_and_31_days_after_its_last_quarter():
    (group,) = cut(starts(*["2023-01-02"] * 10))
    assert group.followed_to(12) == date(2024, 3, 31)
    assert group.ripe_on(12) == date(2024, 5, 1)
    assert group.ripe_on(0) == date(2023, 3, 31)  # answers, at the quarter's end


def test_the_first_group_is_expected_when_the_tenth_has_been_followed():
    now = Quarter.named("2026-Q3")
    assert expected([], 12, now) is None
    closed = starts(*["2026-02-01"] * 10)
    assert str(expected(closed, 12, now)) == "2027-Q3"  # ripe in May, told of when June is over
    five_in_two_quarters = starts(*["2026-05-01"] * 5)  # two quarters more for the other five
    assert str(expected(five_in_two_quarters, 12, now)) == "2028-Q3"
    assert expected(five_in_two_quarters, 12, Quarter.named("2030-Q1")) > Quarter.named("2030-Q1")
