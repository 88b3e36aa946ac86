"""What a case system's exports are taken for: rows of one questionnaire, phases by number, rounds that are none."""

import pytest

from dashboard.ingest import staging
from dashboard.proposal import phase_words, row_kinds
from dashboard.proposal.lines import GUESS, LIKELY, SURE
from dashboard.proposal.proposing import propose


def lines(folder, **files):
    """By section and key, what is proposed of files of text and how sure that is."""
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    (folder / "work").mkdir()
    with staging.connect(folder / "work") as con:
        found = propose(folder, con)
    return {(line.section, line.key): (line.value, line.certainty) for line in found.lines}


WHEEL = "SagsID;Måling;Dato;Område;Score\n"


@pytest.mark.parametrize(
    ("rows", "certainty"),
    [
        ("1;1;12-01-2026;Bolig;4\n1;1;12-01-2026;Fritid;5\n", LIKELY),
        ("1;1;12-01-2026 00:00:00;Bolig;4\n1;1;12-01-2026 00:00:00;Fritid;5\n", LIKELY),
        ("1;1;12-01-2026 10:01:00;Bolig;4\n1;1;12-01-2026 10:02:00;Fritid;5\n", GUESS),  # each its own?
        ("1;1;12-01-2026;Bolig;4\n;1;12-01-2026;Bolig;5\n", GUESS),  # nobody's
    ],
)  # fmt: skip
def test_answers_of_one_course_round_and_day_are_one_questionnaire(tmp_path, rows, certainty):
    found = lines(tmp_path, Livshjul=WHEEL + rows)
    assert found["joined", "response_id"] == (["SagsID", "Måling", "Dato"], certainty)
    assert found["constants", "instrument"] == ("life_wheel", SURE)
    assert found["codes.item", "Bolig"] == ("housing", SURE)


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Måling", {"1": ("start", LIKELY), "2": ("phase_2", LIKELY), "3": ("closing", GUESS)}),
        ("Fase", {"1": ("start", SURE), "2": ("phase_2", SURE), "3": ("phase_3", GUESS)}),
    ],
)
def test_a_round_is_no_phase_unless_the_heading_says_so(tmp_path, heading, expected):
    rows = "".join(f"1;{n};1{n}-01-2026;Bolig;{n}\n" for n in (1, 2, 3))
    found = lines(tmp_path, Livshjul=WHEEL.replace("Måling", heading) + rows)
    assert {
        key: each for (section, key), each in found.items() if section == "codes.phase"
    } == expected


@pytest.mark.parametrize(
    ("heading", "number"),
    [
        ("Fase2_Broen", "2"), ("Fase 3: Egne ben", "3"), ("fase_2", "2"), ("Fase 2 slut", ""), ("Fase 3 forventet", ""),
        ("Fase 2 evalueringsmøde", ""), ("Fase 2 til 3", ""), ("Fase1_Fodfæste", ""), ("Fase 21", ""), ("Fase", ""),
    ],
)  # fmt: skip
def test_a_phase_is_known_by_its_number_where_it_began(heading, number):
    assert phase_words.number(heading) == number


@pytest.mark.parametrize(
    ("items", "whose"),
    [({"Bolig", "Fritid"}, "life_wheel"), ({"Bolig", "Vejret"}, ""), (set(), "")],
)
def test_a_questionnaire_is_known_by_all_of_its_questions(items, whose):
    assert row_kinds.questionnaire(items) == whose


@pytest.mark.parametrize(
    ("kinds", "are"),
    [({"Samtale", "SMS", "Journalnotat"}, True), ({"ART", "Sundhed"}, False), (set(), False)],
)
def test_activities_are_contacts_where_their_kinds_are(kinds, are):
    assert row_kinds.are_contacts(kinds) is are
