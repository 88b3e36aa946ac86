"""Which rows count: ids written once for a group, courses that never began, contacts of nobody, words for no day."""

import tomllib

import pytest

from dashboard.ingest import recipe_file
from dashboard.ingest.check import check
from dashboard.presenters import own_choices, own_lines
from dashboard.proposal import renewing, writing
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


COURSES_AS_KEPT = """Sagsnr.;Borger;Kommune;Indsats;Startdato;Slutdato;Slutårsag;Tiltalt den
1;B1;0461;mentor;05-01-2026;kører stadig;;nej
2;B2;0461;mentor;06-01-2026;01-06-2026;Job;Nej
3;B3;0461;mentor;07-01-2026;;;14-02-2026
4;B4;0461;mentor;08-01-2026;;;måske
5;B5;0461;mentor;;02-06-2026;Flyttet;
"""
LOG_AS_KEPT = (
    HEAD
    + """1;02-06-2026 10:00;Møde;Afholdt;60
2;03-06-2026 10:00;Møde;Afholdt;60
intern;03-06-2026 12:00;Møde;Afholdt;60
3;04-06-2026 10:00;Møde;Afholdt;60
;04-06-2026 12:00;Møde;Afholdt;60
"""
)


def as_kept(con, folder):
    folder.mkdir()
    (folder / "Forløb.csv").write_text(COURSES_AS_KEPT, encoding="utf-8")
    (folder / "Liste.csv").write_text(LOG_AS_KEPT, encoding="utf-8")
    return propose(folder, con)


def questions(source):
    rows = [r for block in own_choices.blocks(source, source, {}, {}) for r in block.rows]
    return {row.theirs: row for row in rows if row.is_asked}


def test_words_where_a_day_stands_and_rows_of_nobody_are_settled_or_asked(tmp_path, con):
    folder = tmp_path / "firm"
    courses, log = as_kept(con, folder).sources
    found = {(line.section, line.key): (line.value, line.certainty) for line in courses.lines}
    assert "kører stadig" in found["", "missing"][0]
    for word in ("nej", "Nej"):  # in another column it is an answer
        assert found["codes.charged_on", word] == ("", Certainty.LIKELY)
        assert word not in found["", "missing"][0]
    asked = questions(courses)
    never, maybe = (asked[w] for w in ("Rækker udelades, hvor Startdato er (tom celle)", "måske"))
    assert maybe.choices[own_lines.MISSING] == "ikke oplyst, som en tom celle"
    nobody = questions(log)["Rækker udelades, hvor Sagsnr. er (tom celle), intern"]
    # answered, the files have no fault, and what is left out is told
    said = [
        own_lines.applied(
            courses, {never.name: own_lines.key([""]), maybe.name: own_lines.MISSING}
        ),
        own_lines.applied(log, {nobody.name: own_lines.key(["", "intern"])}),
    ]
    path = folder / "recipe.toml"
    path.write_text("\n".join(map(writing.source, said)), encoding="utf-8")
    (tmp_path / "check").mkdir()
    checked = check(folder, recipe_file.read(path), tmp_path / "check")
    assert not list(checked.findings.groups())
    charged = [(row["case_id"], str(row.get("charged_on", ""))) for row in cells(checked, "cases")]
    assert charged == [("1", ""), ("2", ""), ("3", "2026-02-14"), ("4", "")]
    assert [row["case_id"] for row in cells(checked, "contacts")] == ["1", "2", "3"]
    left_out = {n.table: (n.column, n.n) for n in checked.notices if n.key == "left_out_rows"}
    assert left_out["cases"] == ("”Startdato” (tom celle)", 1)
    assert left_out["contacts"] == ("”Sagsnr.” (tom celle, ”intern”)", 2)


def test_a_word_that_stands_only_in_rows_of_nobody_is_asked_once_they_are_to_count(tmp_path, con):
    log = (
        LOG_AS_KEPT.replace("12:00;Møde", "12:00;Teammøde")
        + "3;05-06-2026 10:00;Bowling;Afholdt;60\n"
    )
    (folder := tmp_path / "firm").mkdir()
    (folder / "Forløb.csv").write_text(COURSES_AS_KEPT, encoding="utf-8")
    (folder / "Liste.csv").write_text(log, encoding="utf-8")
    _courses, source = propose(folder, con).sources
    asked = questions(source)
    assert "Bowling" in asked
    assert "Teammøde" not in asked
    nobody = asked["Rækker udelades, hvor Sagsnr. er (tom celle), intern"]
    for said, is_asked in ((own_lines.key(["", "intern"]), False), (own_lines.UNUSED, True)):
        told = {nobody.name: said}
        rows = [r for b in own_choices.blocks(source, source, told, {}) for r in b.rows]
        assert ("Teammøde" in {row.theirs for row in rows}) is is_asked


def test_no_name_is_offered_or_kept_where_a_number_or_a_day_should_stand(tmp_path, con):
    log = LOG_AS_KEPT.replace("intern", "Anna Hansen")
    courses = COURSES_AS_KEPT.replace("kører stadig", "aftalt med Anna")
    (folder := tmp_path / "firm").mkdir()
    (folder / "Forløb.csv").write_text(courses, encoding="utf-8")
    (folder / "Liste.csv").write_text(log, encoding="utf-8")
    proposal = propose(folder, con)
    assert "Anna" not in writing.text(proposal)
    assert "aftalt med Anna" in questions(proposal.sources[0])  # asked on the page all the same


def test_a_word_that_was_not_asked_is_not_written_as_declined(tmp_path, con):
    log = LOG_AS_KEPT.replace("12:00;Møde", "12:00;Bowling")
    (folder := tmp_path / "firm").mkdir()
    (folder / "Forløb.csv").write_text(COURSES_AS_KEPT, encoding="utf-8")
    (folder / "Liste.csv").write_text(log, encoding="utf-8")
    first = propose(folder, con)
    _courses, source = first.sources
    nobody = questions(source)["Rækker udelades, hvor Sagsnr. er (tom celle), intern"]
    said = own_lines.applied(source, {nobody.name: own_lines.key(["", "intern"])})
    text = writing.source(said)
    assert "Bowling" not in text
    path = folder / "recipe.toml"
    path.write_text(text, encoding="utf-8")
    (folder / "Liste.csv").write_text(
        log + "1;09-06-2026 10:00;Bowling;Afholdt;60\n", encoding="utf-8"
    )
    (new,) = [
        each
        for each in renewing.news(propose(folder, con), recipe_file.read(path), text)
        if each.source.table.name == "contacts"
    ]
    assert ("codes.channel", "Bowling") in {(line.section, line.key) for line in new.source.lines}


def test_nothing_is_asked_of_rows_that_have_their_day_and_their_course(tmp_path, con):
    for source in proposed(con, tmp_path / "firm", GROUPED).sources:
        assert not [line for line in source.lines if line.section == "without"]


def test_a_day_and_from_when_to_when_are_the_time_of_a_contact(tmp_path, con):
    head = "Sagsnr.;Dato;Tidspunkt;Kontaktform;Udfald;Varighed (min)\n"
    log = (
        head
        + "1;02-06-2026;10.00-11.30;Møde;Afholdt;90\n2;03-06-2026;9:15 – 10:00;Møde;Afholdt;45\n"
    )
    folder = tmp_path / "firm"
    proposal = proposed(con, folder, log)
    (source,) = [each for each in proposal.sources if each.table.name == "contacts"]
    joined = [(e.key, e.value, e.certainty) for e in source.lines if e.section == "joined"]
    assert joined == [
        ("contacted_at", ["Dato", "Tidspunkt"], Certainty.SURE),
        ("minutes", ["Tidspunkt"], Certainty.LIKELY),
    ]
    path = folder / "recipe.toml"
    path.write_text(writing.text(proposal), encoding="utf-8")
    (tmp_path / "check").mkdir()
    found = check(folder, recipe_file.read(path), tmp_path / "check")
    assert [str(row["contacted_at"]) for row in cells(found, "contacts")] == [
        "2026-06-02 10:00:00",
        "2026-06-03 09:15:00",
    ]


def test_how_long_a_contact_took_is_from_when_to_when_where_no_column_has_its_minutes(
    tmp_path, con
):
    said = ["10.00-11.30", "kl. 9:15 – 10:00", "23.45 til 00.15", "14.00", "9.30-9.30"]
    log = "Sagsnr.;Dato;Tidspunkt;Kontaktform;Udfald\n" + "".join(
        f"1;0{n}-06-2026;{each};Møde;Afholdt\n" for n, each in enumerate(said, 1)
    )
    folder = tmp_path / "firm"
    proposal = proposed(con, folder, log)
    (source,) = [each for each in proposal.sources if each.table.name == "contacts"]
    joined = {e.key: (e.value, e.certainty) for e in source.lines if e.section == "joined"}
    assert joined["minutes"] == (["Tidspunkt"], Certainty.SURE)
    path = folder / "recipe.toml"
    path.write_text(writing.text(proposal), encoding="utf-8")
    (tmp_path / "check").mkdir()
    found = cells(check(folder, recipe_file.read(path), tmp_path / "check"), "contacts")
    assert [row.get("minutes") for row in found] == [90, 45, 30, None, 0]
    assert str(found[0]["contacted_at"]) == "2026-06-01 10:00:00"


ENDED = "Sagsnr.;Borger;Kommune;Indsats;Startdato;Slutdato;Slutårsag\n"
ENDS = ENDED + (
    "1;B1;0461;mentor;05-01-2026;01-06-2026;Gennemført\n2;B2;0461;mentor;05-01-2026;02-06-2026;GENNEMFØRT\n"
    "3;B3;0461;mentor;05-01-2026;03-06-2026;Flyttet\n4;B4;0461;mentor;05-01-2026;;\n"
)


@pytest.mark.parametrize("answer", [True, False])
def test_whether_the_completed_have_completed_the_phases_is_asked_where_no_day_says_so(
    tmp_path, con, answer
):
    (folder := tmp_path / "firm").mkdir()
    (folder / "Forløb.csv").write_text(ENDS, encoding="utf-8")
    (source,) = propose(folder, con).sources
    asked = questions(source)["De gennemførte har gennemført alle tre faser den dag, de sluttede"]
    assert asked.chosen is None
    said = own_lines.applied(
        source, {asked.name: own_lines.key(True) if answer else own_lines.UNUSED}
    )
    path = folder / "recipe.toml"
    path.write_text(writing.source(said), encoding="utf-8")
    (tmp_path / "check").mkdir()
    found = check(folder, recipe_file.read(path), tmp_path / "check")
    assert not list(found.findings.groups())
    days = [str(row.get("phases_completed_on", "")) for row in cells(found, "cases")]
    assert days == (["2026-06-01", "2026-06-02", "", ""] if answer else [""] * 4)
    assert ("completed_at_end" in {n.key for n in found.notices}) is answer
    missing = {
        name
        for n in found.notices
        if n.key.startswith("missing_nullable")
        for name in (n.column, *n.names)
    }
    assert (
        "phases_completed_on" in missing
    ) is not answer  # said to be there, the promise is counted


@pytest.mark.parametrize(
    "courses",
    [
        ENDS.replace("Gennemført", "Job").replace("GENNEMFØRT", "Job"),
        ENDS.replace("Slutårsag\n", "Slutårsag;Faser gennemført\n"),
    ],
    ids=["nobody has", "a column says so"],
)
def test_it_is_not_asked_where_nobody_has_or_a_column_says_so(tmp_path, con, courses):
    (folder := tmp_path / "firm").mkdir()
    (folder / "Forløb.csv").write_text(courses, encoding="utf-8")
    (source,) = propose(folder, con).sources
    assert not [line for line in source.lines if line.key == "completed_at_end"]


def test_a_file_of_the_contract_s_own_stays_one_whatever_could_be_asked_of_its_rows(tmp_path, con):
    (folder := tmp_path / "firm").mkdir()
    (folder / "cases.csv").write_text(
        "case_id,citizen_id,municipality_code,programme,started_on,ended_on,end_reason\n"
        "1,B1,0461,mentor,2026-01-05,2026-06-01,completed\n2,B2,0461,mentor,,,\n",
        encoding="utf-8",
    )
    found = propose(folder, con)
    assert (found.sources, found.plain) == ([], ["cases.csv"])


def test_what_is_taken_of_the_completed_is_told_once_however_many_sheets(tmp_path, con):
    (folder := tmp_path / "firm").mkdir()
    for year, more in (("2024", ""), ("2025", ";Mappe"), ("2026", ";Hylde;Kasse")):
        text = ENDS.replace("\n", f"{more}\n", 1).replace("B", f"B{year}-")
        text = "\n".join(
            f"{year}-{line}" if line[:1].isdigit() else line for line in text.splitlines()
        )
        (folder / f"Forløb {year}.csv").write_text(text, encoding="utf-8")
    said = [
        own_lines.applied(each, {own_lines.name(each, "", "completed_at_end"): own_lines.key(True)})
        for each in propose(folder, con).sources
    ]
    path = folder / "recipe.toml"
    path.write_text("\n".join(map(writing.source, said)), encoding="utf-8")
    (tmp_path / "check").mkdir()
    found = check(folder, recipe_file.read(path), tmp_path / "check")
    assert len(said) == 3
    assert [n.key for n in found.notices].count("completed_at_end") == 1


@pytest.mark.parametrize(
    "before",
    ["", 'left_out=["a.csv"]\n', 'left_out = [\n  "a.csv",\n]\n', 'left_out = ["Bog [1].xlsx"]\n'],
)
def test_what_is_left_out_is_added_to_what_was_however_it_is_written(before):
    text = renewing.leaving(before + 'decimal = ","\n', ["b.csv"])
    known = tomllib.loads(before).get("left_out", [])
    assert tomllib.loads(text) == {"left_out": [*known, "b.csv"], "decimal": ","}
