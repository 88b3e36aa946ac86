"""Headings and words as systems write them: cut short, with underscores, explained in brackets."""

import pytest

from dashboard.foundation.schema import CASES, CONTACTS
from dashboard.ingest import vocabulary
from dashboard.proposal import legend, matching, technical
from dashboard.proposal.matching import Certainty


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("KONT_UDF_KD", ["kontakt udfald", "kontaktudfald", "udfald", "udfald"]),
        ("AFSL_ÅRS_KD", ["afslutnings årsag", "afslutningsårsag", "årsag", "årsag"]),
        ("SP3_HJÆLP (1=ikke)", ["hjælp", "hjælp"]),
        ("KD_", []), ("Udfald", []), ("", []), ("Hjælp (a_b)", []),
    ],
)  # fmt: skip
def test_a_systems_heading_is_spelt_out(heading, expected):
    assert technical.spelt_out(heading) == expected


def test_columns_of_a_system_are_likely_and_never_sure():
    headings = [
        "FORLØB_ID",
        "BORGER_REF",
        "FORLØB_STDT",
        "FORLØB_SLDT",
        "AFSL_ÅRS_KD",
        "KØN_KD",
        "HANDL_KOM",
        "MÅLGR_KD",
    ]
    found = {headings[i]: match for i, match in matching.columns(CASES, headings).items()}
    assert {heading: match.ours for heading, match in found.items()} == {
        "FORLØB_ID": "case_id", "BORGER_REF": "citizen_id", "FORLØB_STDT": "started_on", "FORLØB_SLDT": "ended_on",
        "AFSL_ÅRS_KD": "end_reason", "KØN_KD": "citizen_gender", "HANDL_KOM": "municipality_code",
    }  # fmt: skip
    assert {match.certainty for match in found.values()} == {Certainty.LIKELY}
    log = ["KONT_FORM_KD", "KONT_UDF_KD", "VARIGH_TIM"]
    assert {log[i]: match.ours for i, match in matching.columns(CONTACTS, log).items()} == {
        "KONT_FORM_KD": "channel", "KONT_UDF_KD": "outcome", "VARIGH_TIM": "minutes",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("word", "code"),
    [("FRAFL", "moved"), ("BESK", "employment"), ("frafl", None), ("FR", None), ("B", None), ("A1B", None)],
)  # fmt: skip
def test_capitals_are_what_they_begin_if_that_is_one_thing(word, code):
    match = matching.cut_short(word, vocabulary.codes("cases", "end_reason"))
    assert (match and match.ours) == code
    assert match is None or match.certainty == Certainty.LIKELY


def test_what_capitals_begin_must_be_one_thing():
    assert matching.cut_short("FORD", {"a": ["Fordel"], "b": ["Fordring"]}) is None


def test_domains_cut_short_are_those_of_the_wheel():
    headings = ["BOL", "FRIT", "NETV", "ØKO", "Øk.", "Helb.", "GNS"]
    found = matching.items("life_wheel", headings)
    assert [headings[i] for i in sorted(found)] == ["BOL", "FRIT", "NETV", "ØKO", "Helb."]


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("MÅLING (1=før, 2=under, 3=efter)", {"1": "før", "2": "under", "3": "efter"}),
        ("Kemi (1 = god; 5 = dårlig)", {"1": "god", "5": "dårlig"}),
        ("Kemi", {}), ("Kemi (1-5)", {}),
    ],
)  # fmt: skip
def test_a_heading_explains_its_own_codes(heading, expected):
    assert dict(legend.within(heading)) == expected
