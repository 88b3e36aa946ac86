"""Words that say what has happened in a course are proposed where they are clear, and asked where they are not."""

import tomllib

import pytest

from dashboard.ingest import recipe_file
from dashboard.ingest.check import check
from dashboard.presenters import own_choices, own_lines
from dashboard.proposal import choosing, happened, peeking, reading, renewing, writing
from dashboard.proposal.matching import Certainty
from dashboard.proposal.proposing import propose
from tests.builders import cells

GUESS, LIKELY, _SURE = Certainty
WORK = ("employment_started_on", "education_started_on")
HEAD = "Sagsnr.;Borger;Kommune;Indsats;Startdato;"


def listed(con, folder, heading, rows):
    """The proposal for a list of courses with some columns more: theirs, and a row of cells a course."""
    folder.mkdir(exist_ok=True)
    body = "".join(
        f"{n};B{n};0461;mentor;05-01-2026;{cell}\n" for n, cell in enumerate(rows, start=1)
    )
    (folder / "Forløb.csv").write_text(f"{HEAD}{heading}\n{body}", encoding="utf-8")
    return propose(folder, con)


def said(proposal):
    """What is proposed of words: by heading and word, what and how sure; and the days of columns."""
    (source,) = proposal.sources
    words = {
        (happened.heading_of(line.section), line.key): (line.value, line.certainty)
        for line in source.lines
        if line.section.startswith(happened.SECTION)
    }
    days = {line.key: line.value for line in source.lines if line.section == happened.DAYS}
    return words, days


def events(folder, text, work):
    """What a recipe makes of the list: a course's charge, job and education."""
    path = folder / "recipe.toml"
    path.write_text(text, encoding="utf-8")
    work.mkdir()
    found = check(folder, recipe_file.read(path), work)
    assert not list(found.findings.groups())
    names = ("charged_on", *WORK)
    return [tuple(str(row.get(n) or "") for n in names) for row in cells(found, "cases")]


@pytest.mark.parametrize(
    "heading", ["Tiltalt i forløbet?", "Tiltalt undervejs", "Tiltalt", "Ny tiltale (ja/nej)"]
)
def test_a_clear_yes_is_likely_and_whatever_is_neither_yes_nor_no_is_asked(tmp_path, con, heading):
    rows = [
        "Ja",
        "nej",
        "x",
        "Ja (2)",
        "true",
        "(Ja) gl. sag",
        "ja, gammel sag",
        "ukendt",
        "?",
        "",
        "-",
        "Måske",
        "ja 2019",
    ]
    words, days = said(listed(con, tmp_path / "firm", heading, rows))
    assert days == {}
    assert {word: told for (_heading, word), told in words.items()} == {
        "Ja": ("charged_on", LIKELY), "nej": ("", LIKELY), "x": ("charged_on", LIKELY),
        "true": ("charged_on", LIKELY),
        "Ja (2)": ("charged_on", LIKELY), "-": ("", LIKELY), "(Ja) gl. sag": ("", GUESS),
        "ja, gammel sag": ("", GUESS), "ukendt": ("", GUESS), "?": ("", GUESS),
        "Måske": ("", GUESS), "ja 2019": ("", GUESS),
    }  # fmt: skip


def test_a_yes_to_who_is_suspected_is_asked_and_a_no_is_a_no(tmp_path, con):
    words, _days = said(listed(con, tmp_path / "firm", "Sigtet i forløbet", ["Ja", "x", "nej", ""]))
    assert {word: told for (_heading, word), told in words.items()} == {
        "Ja": ("charged_on", GUESS), "x": ("charged_on", GUESS), "nej": ("", LIKELY),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "rows"),
    [
        ("Tiltalt ved start", ["Ja", "nej"]),
        ("Tiltalt ved henvisning", ["Ja", "nej"]),
        ("Charged at intake", ["Ja", "nej"]),
        ("Sigtet før start", ["Ja", "nej"]),  # another time
        ("Tidligere sigtet", ["Ja", "nej"]),
        ("Sigtet", ["03-02-2026", "nej", "nej"]),  # days
        ("Sigtet", ["Ja", "x", "nej", "03-02-2026"]),
        ("Tiltalt", ["", ""]),
        ("Rygning", ["Ja", "nej"]),
        (
            "Sigtet",
            ["Ja (3)", "nej", "måske (2)", "måske"] + [f"se notat {n}" for n in "abcdefghijklm"],
        ),
        ("Sigtet", ["se notat", "spørg JHA"]),  # none is a yes or a no
    ],
)
def test_nothing_is_proposed_of_another_time_of_days_or_where_no_word_is_clear(
    tmp_path, con, heading, rows
):
    assert said(listed(con, tmp_path / "firm", heading, rows)) == ({}, {})


def test_where_nobody_is_charged_yet_yes_is_said_beforehand_so_that_it_is_known(tmp_path, con):
    proposal = listed(con, tmp_path / "firm", "Tiltalt i forløbet", ["nej", "nej"])
    words, _days = said(proposal)
    assert words["Tiltalt i forløbet", "Ja"] == ("charged_on", LIKELY)
    path = tmp_path / "firm" / "recipe.toml"
    path.write_text(writing.text(proposal), encoding="utf-8")
    (tmp_path / "check").mkdir()
    found = check(tmp_path / "firm", recipe_file.read(path), tmp_path / "check")
    lacking = [n for n in found.notices if n.key.startswith("missing_nullable")]
    assert not any("charged_on" in (n.column, *n.names) for n in lacking)


JOBS = [
    "Fuldtidsjob;02-03-2026", "Deltidsjob, butik;03-03-2026", "Lærlingeplads (tømrer);04-03-2026",
    "EUD GF1;05-03-2026", "HF;06-03-2026", "Praktik;07-03-2026", "Fleksjob;08-03-2026", "Nej;", "-;",
    "Søger job;", "Jobtræning;",
    "Fuldtidspraktik;", "Uddannelsesvejledning;", "Job?;", "Ikke i job;", "Netto;09-03-2026", ";",
]  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "day"),
    [
        ("Job/udd.", "Dato"),
        ("Job eller uddannelse", "Dato job/udd"),
        ("Beskæftigelse/uddannelse", "Startet d."),
        ("Job/uddannelse", ""),
    ],
)
def test_a_clear_job_and_a_clear_education_are_likely_and_all_else_is_asked(
    tmp_path, con, heading, day
):
    words, days = said(listed(con, tmp_path / "firm", f"{heading};{day}", JOBS))
    job, education = WORK
    assert days == {heading: day}
    assert {word: told for (_heading, word), told in words.items()} == {
        "Fuldtidsjob": (job, LIKELY), "Deltidsjob, butik": (job, LIKELY),
        "Lærlingeplads (tømrer)": (job, LIKELY), "EUD GF1": (education, LIKELY), "HF": (education, LIKELY),
        "Praktik": ("", GUESS), "Fleksjob": (job, GUESS), "Nej": ("", LIKELY), "-": ("", LIKELY),
        "Jobtræning": ("", GUESS), "Fuldtidspraktik": ("", GUESS), "Uddannelsesvejledning": ("", GUESS),
        "Søger job": ("", GUESS), "Job?": ("", GUESS), "Ikke i job": ("", GUESS), "Netto": ("", GUESS),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "rows"),
    [
        ("Job/udd.;Note", ["Fuldtidsjob;ringet", "HF;"]),  # no day beside it
        ("Job/udd.;Dato for næste møde", ["Fuldtidsjob;02-03-2026", "HF;03-03-2026"]),
        (
            "Job/udd.;I job fra",
            ["Fuldtidsjob;02-03-2026", "HF;03-03-2026"],
        ),  # the day of jobs alone
        (
            "Job/udd.;Næste møde",
            ["Fuldtidsjob;02-03-2026", "HF;03-03-2026"],
        ),  # the day of another thing
        ("Ønsket job/udd.;Dato", ["Fuldtidsjob;02-03-2026", "HF;03-03-2026"]),
        ("Job/udd. før forløbet;Dato", ["Fuldtidsjob;02-03-2026", "HF;03-03-2026"]),
        (
            "Job/udd.;Dato",
            [f"Netto {place};02-03-2026" for place in "abcdefghijklmn"],
        ),  # nobody's words
    ],
)
def test_nothing_is_proposed_of_jobs_without_their_day_or_of_another_time(
    tmp_path, con, heading, rows
):
    assert said(listed(con, tmp_path / "firm", heading, rows)) == ({}, {})


def test_a_column_of_days_says_it_rather_than_words(tmp_path, con):
    rows = ["Fuldtidsjob;02-03-2026;", "HF;;03-03-2026"]
    words, days = said(listed(con, tmp_path / "firm", "Job/udd.;I job fra;I uddannelse fra", rows))
    assert (words, days) == ({}, {})


def blocks(source, told):
    return {
        (block.heading, row.theirs): row
        for block in own_choices.blocks(source, source, told, {})
        for row in block.rows
    }


def test_the_words_are_asked_on_the_page_and_next_month_only_a_new_one_is(tmp_path, con):
    folder = tmp_path / "firm"
    heading = "Tiltalt?;Job/udd.;Dato"
    rows = [
        "Ja;Fuldtidsjob;02-03-2026",
        "nej;Praktik;03-03-2026",
        "(Ja) gl. sag;HF;04-03-2026",
        "NEJ;;",
    ]
    (source,) = listed(con, folder, heading, rows).sources
    told: dict[str, str] = {}
    page = blocks(source, told)
    asked = {name: row for name, row in page.items() if row.chosen is None}
    assert set(asked) == {("Tiltalt?", "(Ja) gl. sag"), ("Job/udd.", "Praktik")}
    old, internship = asked.values()
    assert list(old.choices.values()) == ["Tiltalt i forløbet", "nej"]
    assert list(internship.choices.values()) == [
        "Begyndt i job", "Begyndt på uddannelse", "ingen af delene",
    ]  # fmt: skip
    assert old.why == "er borgeren tiltalt i forløbet?"
    assert page["Tiltalt?", "nej"].name == page["Tiltalt?", "NEJ"].name
    assert page["Sådan læses filerne", "Dagen for ”Job/udd.” står i ”Dato”"].chosen == '"Dato"'
    told = {row.name: own_lines.MISSING for row in asked.values()}
    text = writing.source(own_lines.applied(source, told))
    assert events(folder, text, tmp_path / "first") == [
        ("2026-01-05", "2026-03-02", ""), ("", "", ""), ("", "", "2026-03-04"), ("", "", ""),
    ]  # fmt: skip
    recipe = recipe_file.read(folder / "recipe.toml")
    assert renewing.news(listed(con, folder, heading, rows), recipe, text) == []
    more = [*rows, "Ja;Kursus;05-03-2026"]
    (new,) = renewing.news(listed(con, folder, heading, more), recipe, text)
    assert [(line.key, line.value, line.certainty) for line in new.source.lines] == [
        ("Kursus", "education_started_on", GUESS)
    ]
    kept = {own_lines.of_line(new.source, new.source.lines[0]): own_lines.key(WORK[1])}
    answered = renewing.New(own_lines.applied(new.source, kept), new.place)
    text = renewing.added(text, [answered])
    assert events(folder, text, tmp_path / "second")[-1] == ("2026-01-05", "", "2026-03-05")


def test_whose_day_stands_elsewhere_is_not_read_and_is_not_asked_again(tmp_path, con):
    folder = tmp_path / "firm"
    rows = ["Fuldtidsjob;02-03-2026", "Praktik;03-03-2026"]
    proposal = listed(con, folder, "Job/udd.;Dato", rows)
    (source,) = proposal.sources
    (line,) = (line for line in source.lines if line.section == happened.DAYS)
    told = {own_lines.of_line(source, line): own_lines.UNUSED}
    assert not [name for name in blocks(source, told) if name[0] == "Job/udd."]
    text = writing.source(own_lines.applied(source, told))
    assert events(folder, text, tmp_path / "check") == [("", "", "")] * 2
    recipe = recipe_file.read(folder / "recipe.toml")
    assert renewing.news(proposal, recipe, text) == []


def test_a_column_that_was_left_when_no_word_could_be_said_stays_left(tmp_path, con):
    folder = tmp_path / "firm"
    proposal = listed(con, folder, "Tiltalt?;Job/udd.;Dato", ["Ja;Fuldtidsjob;02-03-2026"])
    (source,) = proposal.sources
    kept = [line for line in source.lines if not line.section.startswith("happened")]
    old = "\n".join(
        [*writing.source(own_lines.replace(source, lines=kept)).splitlines()]
        + [writing.left(heading) for heading in ("Tiltalt?", "Job/udd.", "Dato")]
    )
    (folder / "recipe.toml").write_text(old, encoding="utf-8")
    assert renewing.news(proposal, recipe_file.read(folder / "recipe.toml"), old) == []


def test_words_are_no_news_where_the_recipe_reads_the_same_from_elsewhere(tmp_path, con):
    folder = tmp_path / "firm"
    heading = "Tiltalt;Sag fra"
    before = writing.text(listed(con, folder, heading, [";03-02-2026"]))
    text = before.replace("[source.columns]\n", '[source.columns]\n"Sag fra" = "charged_on"\n')
    text = text.replace("# bruges ikke: Tiltalt\n", "").replace("# bruges ikke: Sag fra\n", "")
    (folder / "recipe.toml").write_text(text, encoding="utf-8")
    later = listed(con, folder, heading, ["Ja;03-02-2026", "nej;"])
    assert ("Tiltalt", "Ja") in said(later)[0]
    recipe = recipe_file.read(folder / "recipe.toml")
    assert renewing.news(later, recipe, text) == []


def test_a_new_word_finds_its_section_however_its_heading_was_quoted(tmp_path, con):
    folder = tmp_path / "firm"
    proposal = listed(con, folder, "Tiltalt", ["Ja", "nej"])
    text = writing.text(proposal).replace(
        '[source.happened."Tiltalt"]', "[source.happened.Tiltalt]  # ord"
    )
    (folder / "recipe.toml").write_text(text, encoding="utf-8")
    later = listed(con, folder, "Tiltalt", ["Ja", "nej", "måske"])
    found = renewing.news(later, recipe_file.read(folder / "recipe.toml"), text)
    read = tomllib.loads(renewing.added(text, found).replace("# ? ", ""))
    assert read["source"][0]["happened"]["Tiltalt"]["måske"] == ""


def test_a_day_that_is_of_something_else_is_not_the_day_of_a_charge(tmp_path, con):
    rows = ["Ja;02-03-2026", "nej;03-03-2026"]
    days = {
        day: said(listed(con, tmp_path / "firm", f"Tiltalt?;{day}", rows))[1]
        for day in ("Dato for tiltale", "Dato for næste møde", "Dato job")
    }
    assert days == {
        "Dato for tiltale": {"Tiltalt?": "Dato for tiltale"},
        "Dato for næste møde": {},
        "Dato job": {},
    }


@pytest.mark.parametrize(
    ("heading", "ours", "rows", "words"),
    [
        ("Ny sag", "charged_on", ["Ja", "nej"], {"Ja": "charged_on", "nej": ""}),
        ("Resultat;Dato", WORK[0], ["HF;02-03-2026", "x;03-03-2026"], {"HF": WORK[1], "x": ""}),
        ("Ny sag", "charged_on", ["03-02-2026", ""], {}),
    ],
)
def test_words_of_a_column_that_is_chosen_for_an_event_are_asked_and_days_are_read(
    tmp_path, con, heading, ours, rows, words
):
    listed(con, tmp_path / "firm", heading, rows)
    sheets, _closed = peeking.look(tmp_path / "firm")
    group = [choosing.light(each) for sheet in sheets for each in reading.readings(sheet)]
    (source,) = propose(tmp_path / "firm", con).sources
    theirs = heading.partition(";")[0]
    found = choosing.widened(con, group, source, {theirs: ours})
    lines = {(line.section, line.key): line.value for line in found.lines}
    asked = {k: v for (section, k), v in lines.items() if happened.heading_of(section) == theirs}
    assert asked == words
    assert (("columns", theirs) in lines) is not bool(words)
    assert theirs not in found.unused
    if ";" in heading:
        assert lines[happened.DAYS, theirs] == "Dato" and lines["", "date_format"] == ["%d-%m-%Y"]


def test_words_that_take_over_from_a_column_of_days_are_asked(tmp_path, con):
    listed(con, tmp_path / "firm", "Sigtet?;Tiltalt", ["Ja;03-02-2026", "nej;", "(ja) gl. sag;"])
    sheets, _closed = peeking.look(tmp_path / "firm")
    group = [choosing.light(each) for sheet in sheets for each in reading.readings(sheet)]
    (source,) = propose(tmp_path / "firm", con).sources
    before = blocks(source, {})["Kolonner, der ikke bruges", "Sigtet?"]
    assert before.why == "en anden kolonne siger det"
    (days,) = (line for line in source.lines if (line.section, line.key) == ("columns", "Tiltalt"))
    told = {
        own_lines.of_line(source, days): own_lines.UNUSED,
        own_lines.of_heading(source, "Sigtet?"): own_lines.key("charged_on"),
    }
    seen = choosing.widened(con, group, source, own_lines.chosen(source, told))
    asked = {
        row.theirs: row for each in own_choices.blocks(source, seen, told, {}) for row in each.rows
    }
    assert "Tiltalt i forløbet" in asked["Ja"].choices.values() and asked["Ja"].is_asked
    assert asked["(ja) gl. sag"].chosen is None


@pytest.mark.parametrize(
    ("rows", "n"), [(["Ja", "nej", "", "-", ""], 2), (["Ja", "", ""], None), (["Ja", "nej"], None)]
)
def test_a_blank_among_yes_and_no_is_told_and_counts_as_no(tmp_path, con, rows, n):
    proposal = listed(con, tmp_path / "firm", "Tiltalt i forløbet?", rows)
    path = tmp_path / "firm" / "recipe.toml"
    path.write_text(writing.text(proposal), encoding="utf-8")
    (tmp_path / "scratch").mkdir()
    found = check(tmp_path / "firm", recipe_file.read(path), tmp_path / "scratch")
    told = [each.n for each in found.notices if each.key == "charge_unsaid"]
    assert told == ([n] if n else [])
    assert sum(row.get("charged_on") is not None for row in cells(found, "cases")) == 1
