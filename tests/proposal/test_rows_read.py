"""Which rows count: an id that stands in the first row of a group only is proposed to be filled down."""

import pytest

from dashboard.ingest import recipe_file
from dashboard.ingest.check import check
from dashboard.presenters import own_choices
from dashboard.proposal import writing
from dashboard.proposal.matching import Certainty
from dashboard.proposal.proposing import propose
from tests.builders import cells

COURSES = "Sagsnr.;Borger;Kommune;Indsats;Startdato\n1;B1;0461;mentor;05-01-2026\n2;B2;0461;mentor;05-01-2026\n"
HEAD = "Sagsnr.;Dato;Kontaktform;Udfald;Varighed (min)\n"
GROUPED = (
    HEAD + "1;02-06-2026 10:00;Møde;Afholdt;60\n;03-06-2026 10:00;Møde;Afholdt;30\n"
    "2;04-06-2026 10:00;Møde;Afholdt;60\n;05-06-2026 10:00;Telefon;Afholdt;15\n"
)
FORM = "Sagsnr.;Dato;Hvor tilfreds er du med hjælpen?;Hvad synes du om udbyttet?\n"
ANSWERS = (
    FORM + "1;02-06-2026;Tilfreds;Godt\n;03-06-2026;Tilfreds;Godt\n;04-06-2026;Utilfreds;Godt\n"
)


def proposed(con, folder, log):
    folder.mkdir(exist_ok=True)
    (folder / "Forløb.csv").write_text(COURSES, encoding="utf-8")
    (folder / "Liste.csv").write_text(log, encoding="utf-8")
    return propose(folder, con)


def filled(proposal):
    return [
        (line.value, line.certainty)
        for source in proposal.sources
        for line in source.lines
        if line.key == "fill_down"
    ]


def test_ids_of_the_first_row_of_a_group_are_filled_down_and_every_contact_is_read(tmp_path, con):
    folder = tmp_path / "firm"
    proposal = proposed(con, folder, GROUPED)
    assert filled(proposal) == [(["Sagsnr."], Certainty.LIKELY)]
    source = next(each for each in proposal.sources if filled_in(each))
    rows = [row for block in own_choices.blocks(source, source, {}, {}) for row in block.rows]
    assert "Tomme celler får værdien fra rækken over i: Sagsnr." in [row.theirs for row in rows]
    path = folder / "recipe.toml"
    path.write_text(writing.text(proposal), encoding="utf-8")
    (tmp_path / "check").mkdir()
    found = check(folder, recipe_file.read(path), tmp_path / "check")
    assert [row["case_id"] for row in cells(found, "contacts")] == ["1", "1", "2", "2"]


def filled_in(source):
    return any(line.key == "fill_down" for line in source.lines)


@pytest.mark.parametrize(
    "log",
    [
        GROUPED.replace("\n1;", "\n;", 1),
        HEAD + "".join(f"{n};0{n}-06-2026 10:00;Møde;Afholdt;60\n" for n in (2, 3, 4))
        + ";09-06-2026 10:00;Møde;Afholdt;60\n",
        ANSWERS,
    ],
    ids=["the first row has none", "one is forgotten", "answers that may be nobody's"],
)  # fmt: skip
def test_nothing_is_filled_down_where_the_rows_do_not_say_so(tmp_path, con, log):
    assert filled(proposed(con, tmp_path / "firm", log)) == []
