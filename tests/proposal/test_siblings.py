"""A heading that one list of the firm's explains is asked about where another has it and nothing explains it."""

import pytest

from dashboard.ingest import staging
from dashboard.presenters import own_choices, own_lines
from dashboard.proposal.matching import Certainty
from dashboard.proposal.proposing import propose

HEAD = "Sagsnr.;Borger;Kommune;Indsats;Startdato;Slutdato;Udgang"
ENDED = (
    f"{HEAD}\n1;B1;Odense;Mentor;05-01-2026;01-06-2026;Gennemført\n2;B2;Odense;Mentor;06-01-2026;01-06-2026;Flyttet\n"
    "3;B3;Odense;Mentor;07-01-2026;01-06-2026;Job\n"
)
UNDER_WAY = (
    f"{HEAD};Timer pr. uge\n4;B4;Odense;Mentor;05-08-2026;;I gang, godt\n5;B5;Odense;Mentor;06-08-2026;;Venter svar\n"
    "6;B6;Odense;Mentor;07-08-2026;01-09-2026;Se mappen\n"
)


@pytest.fixture
def sources(tmp_path):
    for name, text in (("Liste 2025", ENDED), ("Liste 2026", UNDER_WAY)):
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    (tmp_path / "work").mkdir()
    con = staging.connect(tmp_path / "work")
    yield sorted(propose(tmp_path, con).sources, key=lambda each: each.names)
    con.close()


def test_a_heading_is_asked_about_where_another_list_of_the_table_explains_it(sources):
    earlier, later = sources
    assert len(sources) == 2  # a column more is another form
    said = {line.key: line.value for line in earlier.lines if line.section == "columns"}
    assert said["Udgang"] == "end_reason"
    (asked,) = (line for line in later.lines if line.key == "Udgang")
    assert (asked.section, asked.value, asked.certainty) == (
        "columns",
        "end_reason",
        Certainty.GUESS,
    )
    assert "Udgang" not in later.unused


def test_what_a_firm_does_at_the_end_of_a_course_is_answered_once_for_all_its_lists(sources):
    names = {own_lines.name(each, "", "completed_at_end") for each in sources}
    assert len(names) == 1
    asked = {
        row.name
        for each in sources
        for block in own_choices.asked(own_choices.blocks(each, each, {}, {}))
        for row in block.rows
    }
    assert names < asked
    told = {names.pop(): own_lines.key(True)}
    for each in sources:
        lines = [x for x in own_lines.applied(each, told).lines if x.key == "completed_at_end"]
        assert [(x.value, x.certainty) for x in lines] == [(True, Certainty.SURE)]
