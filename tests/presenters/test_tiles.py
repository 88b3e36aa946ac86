"""Criteria as tiles: a colour is earned, and what may not be shown is no number."""

from datetime import timedelta

import pytest

from dashboard.foundation import words
from dashboard.presenters import tiles
from tests.wording.test_sentences import share

WAY = ("succeskriterier", "Se grundlaget")


@pytest.mark.parametrize(
    ("verdict", "status", "side"),
    [
        ("above", "official", "good"),
        ("below", "settled_missed", "bad"),
        ("above", "provisional", ""),
        ("cannot_tell", "official", ""),
    ],
)
def test_a_verdict_has_a_colour_only_where_it_is_earned_and_official(verdict, status, side):
    row = share(38, 40, target_verdict=verdict, target_status=status)
    assert [found for _told, found in tiles.badges(row)] == [side]


def test_the_owner_sees_the_verdict_and_a_municipality_its_interval():
    row = share(31, 40, target_verdict="cannot_tell", target_status="official")
    owners = tiles.judged(row, "Officiel vurdering.", WAY)
    municipality = tiles.published(row, "x")
    assert (owners.counted, owners.share) == ("31 ud af 40", "(78\N{NO-BREAK SPACE}%)")
    assert municipality.share == "78\N{NO-BREAK SPACE}% (62–88\N{NO-BREAK SPACE}%)"
    assert (len(owners.badges), municipality.badges) == (1, ())
    assert owners.line == municipality.line
    assert (owners.line.low, owners.line.target) == (pytest.approx(0.6250, abs=0.001), 0.75)


def test_rules_that_are_newer_than_the_data_are_said_to_be_once_where_verdicts_stand():
    judged, unjudged = share(31, 40, target_verdict="cannot_tell"), share(31, 40)
    assert tiles.of_rules([judged], judged.data_to) == ""
    later = judged.data_to + timedelta(days=1)
    told = tiles.of_rules([judged, judged], later)
    assert told == f"Målene er aftalt den {words.day(later)}, da tallene kunne kendes."
    assert tiles.of_rules([unjudged], later) == ""


def test_few_are_said_to_be_few_and_their_share_is_no_dot():
    few = tiles.judged(share(2, 5, target_verdict="too_few"), "", WAY)
    assert few.share == "" and few.line.value is None
