"""A number with a running number behind another's: whether it is the same citizen is asked, and the answer counts."""

from datetime import date

import pytest

from dashboard.ingest import recipe_file, staging
from dashboard.ingest.check import check
from dashboard.presenters import own_choices, own_lines
from dashboard.presenters.own_lines import UNUSED, key
from dashboard.proposal import proposing, renewing, writing
from dashboard.proposal.lines import LIKELY

FIRST = """
Borgernr.;Kommune;Startdato
B-107;Odense;10-01-2024
B-108;Odense;11-01-2024
B-12;Odense;12-01-2024
"""
AGAIN = """
Borgernr.;Kommune;Startdato;Køn
B-107-2;Odense;10-01-2025;
B-12 (2);Odense;10-02-2025;
B-1;Odense;10-02-2025;
B-109-2;Odense;11-02-2025;
"""


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "firm"
    folder.mkdir()
    (folder / "Borgere 2024.csv").write_text(FIRST.lstrip(), encoding="utf-8")
    (folder / "Nye borgere.csv").write_text(AGAIN.lstrip(), encoding="utf-8")  # another form
    return folder


@pytest.fixture
def proposal(folder, tmp_path):
    (tmp_path / "a").mkdir()
    with staging.connect(tmp_path / "a") as con:
        return proposing.propose(folder, con)


def asked(proposal):
    return {line.key: line.value for line in proposal.lines if line.section == "codes.citizen_id"}


def test_it_is_asked_of_who_has_the_number_before_it_in_any_list(proposal):
    assert len(proposal.sources) == 2
    assert asked(proposal) == {"B-107-2": "B-107", "B-12 (2)": "B-12"}


def answered(proposal, said):
    """The recipe somebody who answers all of it so would have."""
    told = {
        own_lines.of_line(source, line): key(line.value) if said else UNUSED
        for source in proposal.sources
        for line in source.lines
        if line.section == "codes.citizen_id"
    }
    sources = [own_lines.applied(source, told) for source in proposal.sources]
    proposal.sources[:] = sources
    return writing.text(proposal)


@pytest.mark.parametrize(("said", "citizens"), [(True, 5), (False, 7)])
def test_the_answer_counts_and_is_asked_for_once(proposal, folder, tmp_path, said, citizens):
    news = proposing.Proposal([*proposal.sources], [], [], [])
    text = answered(proposal, said)
    text = text.replace('# ? programme = "mentor"', 'programme = "mentor"')
    path = tmp_path / "recipe.toml"
    path.write_text(text, encoding="utf-8")
    (tmp_path / "b").mkdir()
    recipe = recipe_file.read(path)
    checked = check(folder, recipe, tmp_path / "b", data_to=date(2025, 6, 30))
    ((found,),) = checked.con.sql("select count(distinct citizen_id) from cases").fetchall()
    noted = [notice.n for notice in checked.notices if notice.key == "returned_citizens"]
    checked.con.close()
    assert (found, noted) == (citizens, [] if said else [2])
    again = [line for new in renewing.news(news, recipe, text) for line in new.source.lines]
    assert not [line for line in again if line.section == "codes.citizen_id"]


def test_a_mentor_in_other_capitals_is_the_one_that_stands_most_often(tmp_path):
    rows = [("F1", "MKL"), ("F2", "Mkl"), ("F3", "MKL"), ("F4", "TBS"), ("F5", "mkl"), ("F6", "MK")]
    text = "".join(f"{id_};Odense;10-01-2024;{mentor}\n" for id_, mentor in rows)
    (tmp_path / "Borgere.csv").write_text(f"Borgernr.;Kommune;Startdato;Mentor\n{text}")
    (tmp_path / "a").mkdir()
    with staging.connect(tmp_path / "a") as con:
        (source,) = proposing.propose(tmp_path, con).sources
    lines = [each for each in source.lines if each.section == "codes.mentor_id"]
    assert [(each.key, each.value) for each in lines] == [("Mkl", "MKL"), ("mkl", "MKL")]
    assert {each.certainty for each in lines} == {LIKELY}
    rows = [row for each in own_choices.blocks(source, source, {}, {}) for row in each.rows]
    row = next(row for row in rows if row.theirs == "Mkl")
    assert (row.choices[row.chosen], row.is_asked) == ("samme som MKL", False)


def test_the_page_asks_in_words(proposal):
    (source,) = (each for each in proposal.sources if "Nye borgere.csv" in each.names)
    rows = [row for each in own_choices.blocks(source, source, {}, {}) for row in each.rows]
    row = next(row for row in rows if row.theirs == "B-107-2")
    assert [*row.choices.values()] == ["samme som B-107", "en anden"]
    assert row.is_asked and row.chosen is None and "er kommet igen" in row.why


def test_where_courses_have_numbers_of_their_own_nobody_is_asked(tmp_path):
    (tmp_path / "Sager.csv").write_text(
        "SagsID;Borgernr.;Kommune;Startdato\n1;B-107;Odense;10-01-2024\n2;B-107-2;Odense;10-01-2025\n"
    )
    (tmp_path / "a").mkdir()
    with staging.connect(tmp_path / "a") as con:
        assert asked(proposing.propose(tmp_path, con)) == {}
