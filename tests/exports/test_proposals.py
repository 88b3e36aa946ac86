"""What is proposed for the corpus, held against the recipes written for it by hand: at least nine in ten lines
are right at once, and none that is called sure is wrong."""

import tomllib
from collections import Counter

import pytest

from dashboard.foundation.plain_text import heading_key
from dashboard.ingest import recipe_file, staging
from dashboard.ingest.check import check
from dashboard.presenters import own_choices
from dashboard.proposal import happened, peeking, writing
from dashboard.proposal.matching import Certainty
from dashboard.proposal.proposing import propose
from tests.builders import cells
from tests.exports.test_exports import DATA_TO, EXPORTS, delivered

RIGHT_AT_ONCE = 0.9
ACCEPTED = [export for export in EXPORTS if export.rows]


def wanted(recipe):
    """(table, section, heading or word) -> what it means, of a recipe written by hand."""
    text = recipe if isinstance(recipe, str) else recipe.decode()
    said = tomllib.loads(text.lstrip("\ufeff"))
    sections = [(each["table"], each) for each in said.pop("source", [])]
    sections += [(table, each) for table, each in said.items() if isinstance(each, dict)]
    for table, section in sections:
        for part in ("columns", "items"):
            for theirs, ours in section.get(part, {}).items():
                yield (table, part, heading_key(theirs)), ours
        for part in ("codes", "answers"):
            for about, words in section.get(part, {}).items():
                for theirs, ours in words.items():
                    yield (table, f"{part}.{about}", heading_key(theirs)), ours
        for about, words in section.get("happened", {}).items():
            for theirs, ours in words.items():
                yield (table, happened.section_of(about), heading_key(theirs)), ours


def judged(folder, export):
    """Each column and word of an export: right, wrong or missed, and how sure the proposal was."""
    place = delivered(export, folder)
    work = folder / "work"
    work.mkdir(parents=True)
    con = staging.connect(work)
    proposal = propose(place, con)
    con.close()
    sheets, _closed = peeking.look(place)
    written = {heading_key(cell) for sheet in sheets for row in sheet.rows for cell in row}
    lines = {
        (source.table.name, line.section, heading_key(line.key)): line
        for source in proposal.sources
        for line in source.lines
    }
    nothing = {
        heading_key(word)
        for source in proposal.sources
        for line in source.lines
        if line.key == "missing"
        for word in line.value
    }
    by_hand = dict(wanted(export.recipe)) if export.recipe else {}
    for name in proposal.plain:
        (sheet,) = (each for each in sheets if name in (each.file, f"{each.file} · {each.name}"))
        named = {key for _table, part, key in by_hand if part == "columns"}
        yield from (("right", Certainty.SURE) for cell in sheet.rows[0] if cell not in named)
    for key, ours in by_hand.items():
        if key[2] not in written:
            continue
        line = lines.get(key)
        if ours == "" and key[2] in nothing:
            yield "right", Certainty.SURE
        elif line is None:
            yield "missed", Certainty.GUESS
        else:
            yield ("right" if line.value == ours else "wrong"), line.certainty


# exports that their proposal alone does not make the same rows of, and why
ASKED = {
    "charges by yes and no, and a job or an education beside its day": "whether who is suspected is charged",
    "merged cells down a column, a sum and a sheet of its own": "whether the form of a contact holds for the rows below",
    "deleted rows among courses and phases, which a column says": "which words say that a row does not count",
    "a hidden sheet first": "the sheet that is seen is proposed",
    "a sheet a month without a recipe": "all sheets are proposed",
    "fractions of a day for minutes without a recipe": "days are proposed for minutes",
    "SPSS with its code for missing": "whether 999 is a number of months",
    "Google Sheets with its Danish times": "whether the day or the month comes first",
    "SurveyXact with codes, and those that have not answered": "which question s_1 is",
    "SurveyXact in UTF-16 with tabs": "which question s_1 is",
    "blank rows beside what a recipe adds to every row": "whether every contact was held",
    "blank means no": "whether an empty cell is a no",
    "hours for minutes, and a recipe that says so": "whether 2 is hours",
    "a day and a time apart": "whether every contact was held",
    "why courses ended in a list of its own, a row a course": "whether a list says more of courses, or has others",
    "days without a year, and a recipe that gives them one": "which year",
    "a mentor whose initials are NA, and a recipe that says so": "whether NA is somebody",
}


def became(folder, export):
    """The rows of an export by the recipe that is proposed, without the ids it makes; None where it is refused."""
    place = delivered(export, folder)
    for name in ("propose", "check"):
        (folder / name).mkdir(parents=True)
    con = staging.connect(folder / "propose")
    proposal = propose(place, con)
    con.close()
    for source in proposal.sources:  # each can be shown on the page
        rows = [r for b in own_choices.blocks(source, source, {}, {}) for r in b.rows]
        assert all(row.chosen is None or row.chosen in row.choices for row in rows)
    path = place / "recipe.toml"
    path.write_text(writing.text(proposal), encoding="utf-8")
    checked = check(place, recipe_file.read(path), folder / "check", data_to=DATA_TO)
    if checked.findings.count():
        return None
    return bare({table: cells(checked, table) for table in export.rows})


def bare(rows):
    return {
        table: [
            {k: v for k, v in row.items() if k not in ("response_id", "contact_id")} for row in each
        ]
        for table, each in rows.items()
    }


@pytest.mark.parametrize("export", ACCEPTED, ids=lambda export: export.name)
def test_what_is_proposed_makes_the_same_rows_or_leaves_a_question(tmp_path, export):
    is_same = became(tmp_path, export) == bare(export.rows)
    assert is_same is (export.name not in ASKED)


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory):
    return {
        export.name: list(judged(tmp_path_factory.mktemp("export"), export)) for export in ACCEPTED
    }


def test_nothing_that_is_called_sure_is_wrong(verdicts):
    assert [name for name, each in verdicts.items() if ("wrong", Certainty.SURE) in each] == []


def test_nine_in_ten_columns_and_words_are_right_at_once(verdicts):
    count = Counter(
        "right" if verdict == "right" and certainty > Certainty.GUESS else "not"
        for each in verdicts.values()
        for verdict, certainty in each
    )
    assert count["right"] > 100
    assert count["right"] >= RIGHT_AT_ONCE * count.total()
