"""Words that say something has happened (a charge, a job) become days: the one beside them, or the course's first."""

from datetime import date, datetime

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.foundation.errors import DashboardError
from dashboard.ingest import recipe_file
from dashboard.ingest.refusal import grouped, notice
from tests.builders import cells, faults
from tests.ingest.test_recipe import read

EVENTS = ("charged_on", "employment_started_on", "education_started_on")
RECIPE = """
[[source]]
table = "cases"
files = ["Borgere*"]
date_format = "dd-mm-åååå"
missing = ["-"]
[source.columns]
"Nr." = ["case_id", "citizen_id"]
"Start" = "started_on"
[source.constants]
municipality_code = "0461"
programme = "mentor"
"""
CHARGED = """
[source.happened."Sigtet?"]
"Ja" = "charged_on"
"Ja (2)" = "charged_on"
"x" = "charged_on"
"Nej" = ""
"(Ja) gl. sag" = ""
"""
WORK = """
[source.happened."Job/udd."]
"Fuldtidsjob" = "employment_started_on"
"Lærlingeplads (tømrer)" = "employment_started_on"
"EUD GF1" = "education_started_on"
"Praktik" = ""
[source.happened_on]
"Job/udd." = "Dato"
"""
HEAD = ["Nr.", "Start", "Sigtet?", "Job/udd.", "Dato"]
FIRST = datetime(2026, 1, 5)


def events(found):
    return {
        row["case_id"]: tuple(str(row.get(name) or "") for name in EVENTS)
        for row in cells(found, "cases")
    }


def told(found):
    keys = ("charged_without_day", "happened_without_day")
    return [notice(each, found) for each in found.notices if each.key in keys]


def lacking(found):
    return {
        name
        for each in found.notices
        if each.key.startswith("missing_nullable")
        for name in (each.column, *each.names)
    }


def borgere(folder, rows, recipe=RECIPE + CHARGED + WORK, head=HEAD):
    return read(folder, recipe, **{"Borgere.xlsx": {"2026": [head, *rows]}})


def test_words_become_the_day_beside_them_or_the_first_day_of_the_course(tmp_path):
    found = borgere(
        tmp_path,
        [
            [1, FIRST, "Ja", "Fuldtidsjob", datetime(2026, 3, 2)],
            [2, "06-01-2026", "Ja (2)", "EUD GF1", "03-03-2026"],
            [3, FIRST, "Nej", "Praktik", datetime(2026, 3, 4)],
            [4, FIRST, None, "Lærlingeplads (tømrer)", "2026-03-05"],
            [5, datetime(2026, 2, 1), "x", None, datetime(2026, 3, 6)],
            [6, FIRST, "(Ja) gl. sag", "-", None],
            [7, FIRST, "-", "Fuldtidsjob", "-"],
        ],
    )
    assert faults(found, "cases") == []
    assert events(found) == {
        "1": ("2026-01-05", "2026-03-02", ""),
        "2": ("2026-01-06", "", "2026-03-03"),
        "3": ("", "", ""),
        "4": ("", "2026-03-05", ""),
        "5": ("2026-02-01", "", ""),
        "6": ("", "", ""),
        "7": ("", "", ""),
    }
    assert told(found) == [
        "cases: forløb, hvor ”Sigtet?” siger ja til en tiltale, og ingen kolonne siger hvornår: 3. "
        "Tiltalerne regnes for rejst den dag, forløbet begyndte; hvornår i forløbet det sker, kan tallene ikke sige.",
        "cases: forløb, hvor ”Job/udd.” siger, at noget er sket, uden en dag ved siden af, og hvor det ikke tælles "
        "med: 1.",
    ]
    assert not {*EVENTS} & lacking(found)
    assert not [each for each in found.notices if each.key.startswith("unknown_column")]


def test_a_word_nobody_has_explained_is_a_fault_with_its_cell_and_so_is_a_day_that_is_none(
    tmp_path,
):
    found = borgere(
        tmp_path,
        [
            [1, FIRST, "måske", "Fuldtidsjob", "2. marts"],
            [2, FIRST, "ja", "Kursus", datetime(2026, 3, 2)],
            [3, FIRST, "Nej", "Praktik", "engang"],
        ],
    )
    rows = {
        (fault.cell, fault.found): (group.column, group.rule)
        for group in grouped(found)
        for fault in group.first
    }
    assert rows == {
        ("C2", "måske"): ("Sigtet?", "unknown_word"),
        ("C3", "ja"): ("Sigtet?", "unknown_word"),  # as codes are: each spelling is said
        ("D3", "Kursus"): ("Job/udd.", "unknown_word"),
        ("E2", "2. marts"): ("employment_started_on", "no_year"),
    }
    (first, *_rest) = (group for group in grouped(found) if group.rule == "unknown_word")
    assert "[source.happened]" in first.remedy and first.expected and first.finding


def test_what_is_counted_of_a_column_is_told_once_of_sheets_that_are_read_apart(tmp_path):
    found = read(
        tmp_path,
        (RECIPE + CHARGED).replace("files =", 'sheets = ["*"]\nfiles ='),
        **{
            "Borgere.xlsx": {
                "2025": [HEAD[:3], [1, FIRST, "Ja"]],
                "2026": [[*HEAD[:3], "Note"], [2, FIRST, "x", ""]],
            }
        },
    )
    assert faults(found, "cases") == []
    assert [(n.key, n.n) for n in found.notices if n.key == "charged_without_day"] == [
        ("charged_without_day", 2)
    ]


def test_a_csv_names_the_row_and_their_heading(tmp_path):
    text = "Nr.;Start;Sigtet?;Job/udd.;Dato\n1;05-01-2026;Ja;Andet;\n2;05-01-2026;;;\n"
    found = read(tmp_path, RECIPE + CHARGED + WORK, **{"Borgere.csv": text})
    (group,) = grouped(found)
    assert [(f.row, f.cell, f.found) for f in group.first] == [(2, "Job/udd.", "Andet")]


def test_a_column_of_no_alone_is_there_and_one_that_is_not_there_is_missing(tmp_path):
    rows = [[1, FIRST, "Nej", None, None], [2, FIRST, None, None, None]]
    found = borgere(tmp_path, rows)
    assert faults(found, "cases") == [] and told(found) == []
    assert set(events(found).values()) == {("", "", "")}
    assert not {*EVENTS} & lacking(found)
    without = borgere(tmp_path / "without", [row[:2] for row in rows], head=HEAD[:2])
    assert {*EVENTS} <= lacking(without)


def test_the_day_may_stand_right_after_the_word_without_a_heading(tmp_path):
    recipe = RECIPE + WORK.replace('"Dato"', '""')
    head = ["Nr.", "Start", "Job/udd.", None, "Note"]
    found = borgere(tmp_path, [[1, FIRST, "EUD GF1", datetime(2026, 3, 2), "x"]], recipe, head)
    assert faults(found, "cases") == []
    assert events(found) == {"1": ("", "", "2026-03-02")}


@pytest.mark.parametrize(
    ("recipe", "head", "missing"),
    [
        (RECIPE + WORK, ["Nr.", "Start", "Job/udd.", "Andet"], "Dato"),
        (
            RECIPE + WORK.replace('"Dato"', '""'),
            ["Nr.", "Start", "Job/udd.", "Andet"],
            "dagen lige efter ”Job/udd.”",
        ),
    ],
    ids=["another heading", "none where it should have none"],
)
def test_a_word_whose_day_is_not_there_is_refused_and_never_given_another(
    tmp_path, recipe, head, missing
):
    found = borgere(tmp_path, [[1, FIRST, "EUD GF1", datetime(2026, 3, 2)]], recipe, head)
    assert [(g.rule, g.column) for g in grouped(found)] == [("missing_column", missing)]


def test_the_charges_of_a_file_that_adds_have_a_day_of_their_own(tmp_path):
    more = """
[[source]]
table = "cases"
files = ["Sigtelser*"]
adds = true
[source.columns]
"Nr." = "case_id"
[source.happened."Sigtet?"]
"Ja" = "charged_on"
"Nej" = ""
"""
    with pytest.raises(DashboardError, match="ikke hvornår"):
        borgere(tmp_path / "undated", [], RECIPE + more)
    more += '[source.happened_on]\n"Sigtet?" = "Den"\n'
    found = read(
        tmp_path,
        RECIPE + more,
        **{
            "Borgere.xlsx": {"2026": [HEAD[:2], [1, FIRST], [2, FIRST]]},
            "Sigtelser.csv": "Nr.;Sigtet?;Den\n1;Ja;2026-02-03\n2;Nej;\n",
        },
    )
    assert faults(found, "cases") == []
    assert {k: v[0] for k, v in events(found).items()} == {"1": "2026-02-03", "2": ""}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('[source.happened."Job"]\n"Ja" = "employment_started_on"', "source 1.happened.Job"),
        ('[source.happened."Job"]\n"Ja" = "ended_on"', "happened.Job: ended_on"),
        ('[source.happened."Job"]\n"" = "charged_on"', "source 1.happened.Job"),
        ('[source.happened.""]\n"Ja" = "charged_on"', "source 1.happened."),
        ('[source.happened]\nJob = "charged_on"', "source 1.happened.Job"),
        ('[source.happened_on]\nJob = "Dato"', "source 1.happened_on.job"),
        ('happened = "Job"', "source 1.happened"),
        (
            '[source.happened."A"]\n"Ja" = "charged_on"\n[source.happened."B"]\n"Ja" = "charged_on"',
            "source 1.happened.B",
        ),
        (
            '[source.columns]\n"Tiltalt" = "charged_on"\n[source.happened."A"]\n"Ja" = "charged_on"',
            "source 1.happened.A",
        ),
        (
            '[source.constants]\ncharged_on = ""\n[source.happened."A"]\n"Ja" = "charged_on"',
            "source 1.happened.A",
        ),
    ],
)
def test_a_mistake_in_what_words_say_is_one_sentence_that_says_where(tmp_path, text, sentence):
    path = tmp_path / "recipe.toml"
    path.write_text(f'[[source]]\ntable = "cases"\nfiles = ["x"]\n{text}', encoding="utf-8")
    with pytest.raises(DashboardError) as error:
        recipe_file.read(path)
    assert sentence in str(error.value) and "\n" not in str(error.value)


def test_only_of_courses_can_words_say_what_has_happened(tmp_path):
    path = tmp_path / "recipe.toml"
    said = '[source.happened."A"]\n"Ja" = "charged_on"'
    path.write_text(f'[[source]]\ntable = "contacts"\nfiles = ["x"]\n{said}', encoding="utf-8")
    with pytest.raises(DashboardError, match='table = "cases"'):
        recipe_file.read(path)


SAID = st.sampled_from(["", "Fuldtidsjob", "EUD GF1", "Praktik", "-"])
DAYS = st.one_of(st.none(), st.dates(date(2026, 1, 6), date(2026, 9, 1)))


@settings(max_examples=10, deadline=None)
@given(rows=st.lists(st.tuples(st.sampled_from(["", "Ja", "Nej", "x"]), SAID, DAYS), min_size=1))
def test_every_course_gets_what_a_reader_of_its_row_would_give_it(tmp_path_factory, rows):
    text = "Nr.;Start;Sigtet?;Job/udd.;Dato\n"
    expected, undated = {}, 0
    for nth, (charge, word, day) in enumerate(rows, start=1):
        text += (
            f"{nth};05-01-2026;{charge};{word};{day:%d-%m-%Y}\n"
            if day
            else f"{nth};05-01-2026;{charge};{word};\n"
        )
        is_event = word in ("Fuldtidsjob", "EUD GF1")
        undated += is_event and day is None
        expected[str(nth)] = (
            "2026-01-05" if charge in ("Ja", "x") else "",
            str(day or "") if word == "Fuldtidsjob" else "",
            str(day or "") if word == "EUD GF1" else "",
        )
    found = read(tmp_path_factory.mktemp("x"), RECIPE + CHARGED + WORK, **{"Borgere.csv": text})
    assert faults(found, "cases") == []
    assert events(found) == expected
    counts = {n.key: n.n for n in found.notices}
    assert counts.get("happened_without_day", 0) == undated
    assert counts.get("charged_without_day", 0) == sum(c in ("Ja", "x") for c, _w, _d in rows)


def test_columns_of_a_database_s_own_types_are_read_as_their_words_and_days(tmp_path):
    (tmp_path / "export").mkdir()
    duckdb.sql(
        "select * from (values (1, date '2026-01-05', true, 'EUD GF1', date '2026-03-02'),"
        " (2, date '2026-01-06', false, null, date '2026-03-03'))"
        """ as t("Nr.", "Start", "Sigtet?", "Job/udd.", "Dato")"""
    ).write_parquet(str(tmp_path / "export" / "Borgere.parquet"))
    said = '[source.happened."Sigtet?"]\n"true" = "charged_on"\n"false" = ""\n'
    found = read(tmp_path, RECIPE + said + WORK)
    assert faults(found, "cases") == []
    assert events(found) == {"1": ("2026-01-05", "", "2026-03-02"), "2": ("", "", "")}


def test_a_word_that_may_be_a_person_s_number_is_told_of_and_never_repeated(tmp_path):
    found = borgere(tmp_path, [[1, FIRST, "010190-1234", None, None]])
    told = [(f.cell, f.found) for g in grouped(found) for f in g.first if g.rule == "cpr"]
    assert told == [("C2", None)]
    assert not any("010190" in str(fault) for group in grouped(found) for fault in group.first)


def test_a_first_day_that_is_none_is_one_fault_also_where_a_charge_is_counted_on_it(tmp_path):
    recipe = RECIPE.replace('"dd-mm-åååå"', '["dd-mm-åååå", "mm-dd-åååå"]')
    found = borgere(
        tmp_path, [[1, "engang", "Ja"], [2, "02-01-2026", "Ja"]], recipe + CHARGED, HEAD[:3]
    )
    assert [(g.column, g.rule, g.total) for g in grouped(found)] == [("started_on", "date", 1)]
    assert [(n.column, n.n) for n in found.notices if n.key == "two_readings"] == [
        ("started_on", 1)
    ]
