"""A list with a row for each phase is known by its words, and is not taken for courses, contacts or wheels."""

import pytest

from dashboard.ingest import recipe_file, vocabulary
from dashboard.ingest.check import check
from dashboard.presenters import own_choices, own_given, own_lines
from dashboard.proposal import renewing, writing
from dashboard.proposal.matching import Certainty
from dashboard.proposal.proposing import propose
from tests.builders import cells
from tests.exports.with_phases import COURSES, OURS, PHASES

ROWS = "1;{};05-01-2026\n1;{};02-02-2026\n1;{};02-04-2026\n2;{};06-01-2026\n"
NAMES = ("Klar", "Parat", "Start", "Klar")


@pytest.fixture
def firm(tmp_path):
    folder = tmp_path / "firm"
    folder.mkdir()
    return folder


def written(folder, text, name="Liste.csv"):
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def adding(con, folder):
    """What is proposed for files that say more of courses: their values by section and key."""
    return [
        {(line.section, line.key): (line.value, line.certainty) for line in source.lines}
        for source in propose(folder, con).sources
        if source.adds
    ]


@pytest.mark.parametrize(
    ("heading", "names", "ours"),
    [
        ("Gyldig fra", NAMES, ["", "phase_2_on", "phase_3_on"]),
        ("Fra", ("1 Klar", "2 Parat", "3 Start", "1 Klar"), ["", "phase_2_on", "phase_3_on"]),
        ("Dato", ("Fase 1", "Fase 2", "fase 3", "Fase 1"), ["", "phase_2_on", "phase_3_on"]),
        ("Skiftet den", ("1. Klar", "2. Parat", "3. Start", "1. Klar"), ["", "phase_2_on", "phase_3_on"]),
    ],
)  # fmt: skip
def test_words_for_phases_and_the_days_they_began_are_columns_of_courses(
    con, firm, heading, names, ours
):
    written(firm, f"Sagsnr.;Fase;{heading}\n{ROWS.format(*names)}")
    (found,) = adding(con, firm)
    assert found["columns", "Sagsnr."] == ("case_id", Certainty.SURE)
    assert found["tall", "by"] == ("Fase", Certainty.LIKELY)
    assert found["tall", "value"] == (heading, Certainty.LIKELY)
    words = {key: said for (section, key), said in found.items() if section == "tall.columns"}
    assert words == {
        name: (column, Certainty.LIKELY)
        for name, column in zip(dict.fromkeys(names), ours, strict=True)
    }


@pytest.mark.parametrize(
    "text",
    [
        "Sagsnr.;Fase;Fra\n1;Klar;05-01-2026\n2;Parat;06-01-2026\n3;Start;07-01-2026\n",
        "Sagsnr.;Fase;Fra\n" + ROWS.format("Åben", "Sendt", "Lukket", "Åben"),
        "Sagsnr.;Fase;Oprettet;Rettet\n1;Klar;05-01-2026;05-01-2026\n1;Parat;06-01-2026;06-01-2026\n",
        "Sagsnr.;Fase;Dato;Kontaktform;Udfald\n1;Klar;05-01-2026;TLF;GNF\n1;Parat;06-01-2026;TLF;GNF\n",
        "Sagsnr.;Fase;Dato;Bolig;Fritid;Helbred\n1;Klar;05-01-2026;3;4;5\n1;Parat;06-01-2026;4;5;6\n",
    ],
    ids=["a row a course", "other words", "no day they began", "contacts", "wheels"],
)
def test_what_is_no_list_of_phases_is_not_taken_for_one(con, firm, text):
    written(firm, text)
    assert adding(con, firm) == []


def test_an_unknown_phase_is_asked_about(con, firm):
    written(firm, "Sagsnr.;Fase;Fra\n" + ROWS.format("Klar", "Parat", "Pause", "Klar"))
    (source,) = propose(firm, con).sources
    line = next(line for line in source.lines if line.key == "Pause")
    assert writing.line(line) == (
        '# ? "Pause" = ""  # gæt: kendes ikke; en af phase_2_on, phase_3_on, phases_completed_on'
    )


def municipal(folder, phases=PHASES):
    written(folder, COURSES, "Udtræk_forloeb_20261101.csv")
    return written(folder, phases, "Udtræk_faser_20261101.csv")


def test_nothing_is_lacking_in_a_list_of_phases_and_the_page_asks_of_its_words(con, firm):
    proposal = propose(municipal(firm), con)
    source = next(each for each in proposal.sources if each.adds)
    assert own_given.lacking(source) == []
    applied = own_lines.applied(source, {})
    assert [line.value for line in applied.lines if line.section == "columns"] == ["case_id"]
    rows = {
        row.theirs: row
        for block in own_choices.blocks(source, source, {}, {})
        for row in block.rows
    }
    assert list(rows["2 Parat"].choices.values()) == [
        "bruges ikke", "Forløb: Fase 2 (Parat)", "Forløb: Fase 3 (Start)", "Forløb: Faser gennemført",
    ]  # fmt: skip
    assert rows["2 Parat"].chosen == '"phase_2_on"'
    assert rows["1 Klar"].chosen == own_lines.UNUSED


def test_next_month_only_a_new_phase_is_new(con, firm, tmp_path):
    proposal = propose(municipal(firm), con)
    path = firm / "recipe.toml"
    path.write_text(writing.text(proposal), encoding="utf-8")
    agreed = recipe_file.read(path)
    assert renewing.news(proposal, agreed, path.read_text(encoding="utf-8")) == []
    more = PHASES + "2025-001;Parat;05-05-2026;31-12-9999;XX01\r\n"
    again = propose(municipal(firm, more), con)
    (new,) = renewing.news(again, agreed, path.read_text(encoding="utf-8"))
    assert [(line.key, line.value) for line in new.source.lines] == [("Parat", "phase_2_on")]
    path.write_text(renewing.added(path.read_text(encoding="utf-8"), [new]), encoding="utf-8")
    assert recipe_file.read(path).origins[-1].tall.columns["Parat"] == "phase_2_on"
    (tmp_path / "check").mkdir()
    checked = check(firm, recipe_file.read(path), tmp_path / "check")
    assert cells(checked, "cases") == OURS


def test_each_word_of_a_list_of_phases_is_one_phase():
    words = [word.casefold() for each in vocabulary.phases().values() for word in each]
    assert len(set(words)) == len(words)
