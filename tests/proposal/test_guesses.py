"""What is only guessed, and stands commented out: answers by their order, columns by what they hold."""

import pytest

from dashboard.ingest import staging, vocabulary
from dashboard.proposal import reading, scales, writing
from dashboard.proposal.matching import Certainty
from dashboard.proposal.proposing import propose

LEGEND = "Hjælpen fra mentor (1=slet ikke, 5=i meget høj grad, 9=ved ikke)"
MOOD = ["Meget glad", "Glad", "Hverken glad eller ked af det", "Ikke glad"]


@pytest.mark.parametrize(
    ("heading", "words", "item", "expected"),
    [
        ("", ["Altid", "Sjældent", "Aldrig"], "availability",
         {"Altid": "very_satisfied", "Sjældent": "very_dissatisfied", "Aldrig": "very_dissatisfied"}),
        ("", MOOD, "assignment",
         {"Meget glad": "very_satisfied", "Glad": "satisfied", "Ikke glad": "not_satisfied"}),
        (LEGEND, ["5", "4", "3", "2", "1", "9"], "help",
         {"5": "very_satisfied", "4": "satisfied", "2": "not_satisfied", "1": "very_dissatisfied"}),
        (LEGEND.replace("1=", "0=").replace("5=", "1=").replace("0=", "5="), ["1", "5"], "help",
         {"1": "very_satisfied", "5": "very_dissatisfied"}),
        ("Hjælpen (1-5)", ["1", "2"], "help", {}),
        ("Hjælpen (1=slet ikke, 5=ikke altid)", ["1", "5"], "help", {}),
        ("", ["Ja", "Nej"], "mentor_gender_matters", {}),
        ("", [], "help", {}),
    ],
)  # fmt: skip
def test_an_answer_is_guessed_by_its_place_in_a_scale_and_the_middle_never(
    heading, words, item, expected
):
    assert scales.guessed(heading, words, vocabulary.steps("satisfaction", item)) == expected


def test_every_scale_is_of_different_words_and_every_step_an_answer():
    assert all(len(set(scale)) == len(scale) >= scales.LEAST_STEPS for scale in vocabulary.scales())
    for item in ("help", "assignment", "goals_clear", "chemistry", "outcome", "availability"):
        assert set(vocabulary.steps("satisfaction", item)) <= set(
            vocabulary.answers("satisfaction", item)
        )


def proposed(tmp_path, **files):
    """(heading -> (column, certainty)) of the first source proposed for files of text."""
    folder = tmp_path / "firm"
    folder.mkdir()
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    work = tmp_path / "work"
    work.mkdir()
    con = staging.connect(work)
    source = propose(folder, con).sources[0]
    con.close()
    lines = {
        line.key: (line.value, line.certainty) for line in source.lines if line.section == "columns"
    }
    return lines, source


COURSES = (
    "Nr.;M/K;Ydelse;Målgruppe;Begyndte hos os;Stoppede hos os;Hvorfor stoppede de;Klar til Parat;Bevilgede timer;Husk\n"
    "KG1;M;SDP;L;15-10-2024;02-01-2025;Job;06-11-2024;20;ring\n"
    "KG2;K;KTH;F;16-10-2024;;;07-11-2024;40;\n"
    "KG3;K;RES;F;17-10-2024;03-02-2025;Skole;08-12-2024;30;nøgle\n"
)


def test_a_heading_put_otherwise_is_known_by_a_word_within_it_and_cells_that_fit(tmp_path):
    lines, source = proposed(tmp_path, Borgerliste=COURSES)
    likely = {
        heading: column for heading, (column, sure) in lines.items() if sure == Certainty.LIKELY
    }
    assert likely == {
        "Nr.": ["case_id", "citizen_id"],
        "Begyndte hos os": "started_on",
        "Stoppede hos os": "ended_on",
        "Hvorfor stoppede de": "end_reason",
        "Klar til Parat": "phase_2_on",
    }
    assert source.unused == ["Målgruppe", "Husk"]  # the benefit stands beside it


def test_what_a_column_holds_is_a_guess_and_hours_of_a_whole_course_are_one(tmp_path):
    lines, _source = proposed(tmp_path, Borgerliste=COURSES)
    assert lines["M/K"] == ("citizen_gender", Certainty.GUESS)
    assert lines["Bevilgede timer"] == ("granted_hours_per_week", Certainty.GUESS)


def test_no_day_is_proposed_as_the_same_for_every_row(tmp_path):
    _lines, source = proposed(tmp_path, Borgerliste=COURSES.replace("Begyndte hos os", "Xyz"))
    assert {line.key for line in source.lines if line.section == "constants"} == {
        "municipality_code",
        "programme",
    }


def test_one_of_several_ticks_answers_no_question_and_a_wish_is_no_fact(tmp_path):
    asked = "Hvornår på dagen vil du helst mødes?"
    text = (
        f"Sagsnr;Udfyldt;Hvor tilfreds er du med hjælpen?;Hvordan er kemien?;{asked} - Formiddag;{asked} - Aften;"
        "Hvor ofte vil du helst have kontakt med din mentor?\n"
        "1;02-06-2026;Tilfreds;God;Valgt;Ikke valgt;2-3\n2;03-06-2026;Tilfreds;God;Ikke valgt;Valgt;2-3\n"
    )  # fmt: skip
    _lines, source = proposed(tmp_path, Tilfredshed=text)
    items = {line.value for line in source.lines if line.section == "items"}
    assert items == {"help", "chemistry"}


def test_a_value_within_something_else_is_only_guessed(tmp_path):
    text = "Sagsnr;mentor.født;borger.født;Indsats;Kommune;Startdato\n1;1970;1990;Mentor;0461;2026-01-05\n"
    lines, _source = proposed(tmp_path, Forløb=text)
    assert lines["borger.født"] == ("birth_year", Certainty.LIKELY)
    assert "mentor.født" not in lines


def test_what_somebody_wrote_and_what_may_be_a_person_is_repeated_nowhere(tmp_path):
    text = COURSES.replace("Job;", "fik et job hos Netto i en fætters gamle afdeling;").replace(
        "SDP", "010190-1234"
    )
    _lines, source = proposed(tmp_path, Borgerliste=text)
    said = writing.source(source)
    assert "fætter" not in said
    assert "010190" not in said
    assert "Hvorfor stoppede de" in source.unused


def test_a_row_cut_short_is_no_reason_to_stop(tmp_path):
    long = "response_id,instrument,case_id,answered_on,item,answer\n"
    long += "1,satisfaction,1,2026-06-02,help,Tilfreds\n2,satisfaction\n"
    _lines, source = proposed(tmp_path, Svar=long)
    assert ("answers.help", "Tilfreds") in {(line.section, line.key) for line in source.lines}


@pytest.mark.parametrize(
    ("row", "word"),
    [
        (["I alt", "41"], "I alt"), (["I alt Nadia Hansen"], "I alt"), (["Sum"], "Sum"), (["Sum: 41"], "Sum"),
        (["Antal i alt 12"], "Antal i alt"), (["Total Bo", "B1"], ""), (["Sumaya A"], ""), ([], ""),
    ],
)  # fmt: skip
def test_a_sum_is_told_by_its_word_alone(row, word):
    assert reading.total(row) == word


def test_sheets_are_copies_of_one_list_only_where_most_of_them_is_the_same(tmp_path):
    heads = "Sagsnr;Borgernr;Kommune;Indsats;Startdato\n"
    rows = [f"{n};B{n};0461;Mentor;2026-01-05\n" for n in range(1, 9)]
    few = proposed(
        tmp_path,
        **{"Forløb Anna": heads + "".join(rows[:6]), "Forløb Bo": heads + "".join(rows[5:])},
    )
    assert few[1].names == ["Forløb Anna.csv", "Forløb Bo.csv"]
