"""mapping.toml: what it translates, and how a mistake in it is said."""

from datetime import date, datetime

import pytest

from dashboard.foundation.errors import DashboardError
from dashboard.foundation.schema import CASES, CONTACTS
from dashboard.ingest.recipe import TableMapping
from dashboard.ingest.recipe_file import read
from dashboard.ingest.refusal import notice
from tests.builders import case, cells, checked, faults, frames


def refused(tmp_path, text):
    path = tmp_path / "mapping.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(DashboardError) as error:
        read(path)
    return str(error.value)


def not_understood(key, known):
    return f"mapping.toml: ”{key}” forstås ikke; brug en af disse: {known}."


@pytest.mark.parametrize(
    ("text", "key", "known"),
    [
        ('tables = "x"', "tables",
         "activities, cases, comments, contacts, documents, survey_results, source, from_snapshot, left_out, encoding, "
         "date_format, timestamp_format, year, decimal, thousands, missing, drop_time, durations"),
        ('encoding = "utf-7"', "encoding", "utf-8, utf-16, windows-1252, latin-1, mac-roman, cp850"),
        ('encoding = ["utf-8"]', "encoding", "utf-8, utf-16, windows-1252, latin-1, mac-roman, cp850"),
        ('decimal = ";"', "decimal", "., ,"),
        ("decimal = 1", "decimal", '"…"'),
        ("date_format = 2026-01-01", "date_format", '["…"]'),
        ('cases = "x"', "cases", "[cases.columns]"),
        ('[cases]\nheadings = "x"', "cases.headings",
         "columns, codes, date_format, timestamp_format, year, decimal, thousands, missing, drop_time, durations"),
        ('[cases]\ncolumns = ["case_id"]', "cases.columns", '"…" = "…"'),
        ("[cases.columns]\nForløb = 1".replace("Forløb", '"Forløb"'), "cases.columns.Forløb", '"…"'),
        ('[cases.columns]\n"Forløb" = "id"', "cases.columns: id", ", ".join(CASES.names)),
        ('[cases.codes.program]\na = "b"', "cases.codes.program", ", ".join(CASES.names)),
        ('[cases.codes]\nprogramme = "x"', "cases.codes.programme", '"…" = "…"'),
        ("[cases.codes.programme]\nM = 1", "cases.codes.programme.M", '"…"'),
        ('[cases]\ncodes = ["programme"]', "cases.codes", "[cases.codes.…]"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_named_with_what_would_be(tmp_path, text, key, known):
    assert refused(tmp_path, text) == not_understood(key, known)


@pytest.mark.parametrize("text", ["[cases", 'encoding = "æ"'.encode("latin-1"), "a = 1\na = 2"])
def test_what_is_not_toml_in_utf_8_is_one_sentence(tmp_path, text):
    assert refused(tmp_path, text) == (
        f"{tmp_path / 'mapping.toml'} kan ikke læses som TOML i UTF-8; ret filen, og prøv igen."
    )


def test_a_mapping_that_is_not_there_or_is_a_folder_is_one_sentence(tmp_path):
    with pytest.raises(DashboardError) as missing:
        read(tmp_path / "mapping.toml")
    assert str(missing.value) == f"Oversættelsesfilen {tmp_path / 'mapping.toml'} findes ikke."
    with pytest.raises(DashboardError) as folder:
        read(tmp_path)
    assert str(folder.value) == (
        f"{tmp_path} kan ikke læses som TOML i UTF-8; ret filen, og prøv igen."
    )


@pytest.mark.parametrize("key", ["date_format", "timestamp_format"])
@pytest.mark.parametrize("form", ["%Q", "%d-%m-%"])
def test_a_format_that_is_none_is_one_sentence_naming_it(tmp_path, key, form):
    export = tmp_path / "export"
    export.mkdir()
    (export / "contacts.csv").write_text(
        "contact_id,case_id,contacted_at,channel,outcome\nC1,F1,10-01-2025 10.00,meeting,held\n"
    )
    (export / "cases.csv").write_text(
        "case_id,citizen_id,municipality_code,programme,started_on\nF1,B,0360,mentor,01-01-2025\n"
    )
    with pytest.raises(DashboardError, match=key):
        checked(export, f'{key} = "{form}"')


def test_a_table_overrides_what_is_said_for_all(tmp_path):
    path = tmp_path / "mapping.toml"
    path.write_text(
        'encoding = "latin-1"\ndecimal = ","\ndate_format = "%d-%m-%Y"\n'
        '[cases]\ndecimal = "."\n[cases.columns]\n" Forløb " = "case_id"\n'
        '[contacts.codes.channel]\n"Fysisk" = "meeting"\n',
        encoding="utf-8",
    )
    (cases,), (contacts,) = read(path).of(CASES), read(path).of(CONTACTS)
    assert {origin.encoding for origin in read(path).origins} == {"latin-1"}
    assert cases.mapping == TableMapping(
        columns={"Forløb": "case_id"}, dates=("%d-%m-%Y",), decimal="."
    )
    assert contacts.mapping == TableMapping(
        codes={"channel": {"Fysisk": "meeting"}}, dates=("%d-%m-%Y",), decimal=","
    )
    assert cases.mapping.heading("Forløb") == "case_id"
    assert cases.mapping.heading("andet") == "andet"


def write_cases(folder, text):
    (folder / "export").mkdir()
    (folder / "export" / "cases.csv").write_text(text, encoding="utf-8")
    return folder / "export"


MAPPING = """
decimal = ","
date_format = "%d-%m-%Y"

[cases.columns]
"Forløbsnr." = "case_id"
"Borger" = "citizen_id"
"Kommune" = "municipality_code"
"Ordning" = "programme"
"Startet" = "started_on"
"Timer" = "granted_hours_per_week"
"Ønske opfyldt" = "mentor_wish_met"
"Måneder" = "months_on_benefit_before"
"Mål" = "goals_agreed_on"

[cases.codes.programme]
"Mentor (§ 31)" = "mentor"
[cases.codes.municipality_code]
"Lolland" = "0360"
[cases.codes.mentor_wish_met]
"X" = "ja"
"-" = "nej"
[cases.codes.months_on_benefit_before]
"et år" = "12"
[cases.codes.started_on]
"nytår" = "2025-01-01"
"""


def test_headings_codes_dates_and_decimals_are_translated(tmp_path):
    export = write_cases(
        tmp_path,
        "Forløbsnr.;Borger;Kommune;Ordning;Startet;Timer;Ønske opfyldt;Måneder;Mål\n"
        "F1;B1;Lolland;Mentor (§ 31);nytår;3,5;X;et år;31-12-2025\n"
        "F2;B2;0101;keepworking;02-01-2025;2.25;-;7;\n"
        "F3;B3;360;mentor;2025-01-03;;Ja;;2025-06-01\n",
    )
    found = checked(export, MAPPING)
    assert faults(found, "cases") == []
    assert cells(found, "cases") == [
        case("F1", citizen_id="B1", granted_hours_per_week=3.5, mentor_wish_met=True,
             months_on_benefit_before=12, goals_agreed_on="2025-12-31"),
        case("F2", "2025-01-02", citizen_id="B2", municipality_code="0101", programme="keepworking",
             granted_hours_per_week=2.25, mentor_wish_met=False, months_on_benefit_before=7),
        case("F3", "2025-01-03", citizen_id="B3", mentor_wish_met=True, goals_agreed_on="2025-06-01"),
    ]  # fmt: skip


def test_what_the_mapping_does_not_cover_is_a_fault_as_it_stands(tmp_path):
    export = write_cases(
        tmp_path,
        "Forløbsnr.;Borger;Kommune;Ordning;Startet;Ønske opfyldt\n"
        "F1;B1;Atlantis;Mentorer;32-01-2025;måske\n"
        "F2;B2;0360;mentor;01-02-2025 10:00;X\n",
    )
    assert faults(checked(export, MAPPING), "cases") == [
        ("mentor_wish_met", "boolean", "cases.csv", 2, "måske"),
        ("municipality_code", "municipality", "cases.csv", 2, "Atlantis"),
        ("programme", "code", "cases.csv", 2, "Mentorer"),
        ("started_on", "date", "cases.csv", 2, "32-01-2025"),
        ("started_on", "date_with_time", "cases.csv", 3, "01-02-2025 10:00"),
    ]


def test_a_date_format_with_a_time_of_day_takes_midnight_only(tmp_path):
    export = write_cases(
        tmp_path,
        "case_id,citizen_id,municipality_code,programme,started_on\n"
        "F1,B-F1,0360,mentor,01-01-2025 00.00\nF2,B-F2,0360,mentor,01-01-2025 10.30\n",
    )
    found = checked(export, '[cases]\ndate_format = "%d-%m-%Y %H.%M"')
    assert faults(found, "cases") == [
        ("started_on", "date_with_time", "cases.csv", 3, "01-01-2025 10.30")
    ]
    assert cells(found, "cases")[0] == case("F1")


def test_a_timestamp_format_is_for_times(tmp_path):
    (tmp_path / "export").mkdir()
    (tmp_path / "export" / "contacts.csv").write_text(
        "contact_id,case_id,contacted_at,channel,outcome\n"
        "C1,F1,10-01-2025 09.30,meeting,held\nC2,F1,2025-01-10 10:00,meeting,held\n"
    )
    found = checked(tmp_path / "export", 'timestamp_format = "%d-%m-%Y %H.%M"')
    assert faults(found, "contacts") == []
    assert [row["contacted_at"] for row in cells(found, "contacts")] == [
        datetime(2025, 1, 10, 9, 30), datetime(2025, 1, 10, 10)
    ]  # fmt: skip


def test_two_headings_for_one_column_are_a_fault_of_that_column(tmp_path):
    export = write_cases(
        tmp_path,
        "case_id,nr,citizen_id,municipality_code,programme,started_on\n"
        "F1,1,B,0360,mentor,2025-01-01\n",
    )
    found = checked(export, '[cases.columns]\nnr = "case_id"')
    assert faults(found, "cases") == [("case_id", "double_heading", "cases.csv", None, None)]


def test_a_column_of_theirs_with_our_name_can_be_moved_out_of_the_way(tmp_path):
    export = write_cases(
        tmp_path,
        "case_id,nr,citizen_id,municipality_code,programme,started_on\n"
        "M1,F1,B-F1,0360,mentor,2025-01-01\n",
    )
    found = checked(export, '[cases.columns]\nnr = "case_id"\ncase_id = "mentor_id"')
    assert cells(found, "cases") == [case("F1", mentor_id="M1")]


def test_a_heading_of_the_mapping_that_is_not_there_is_a_notice(tmp_path):
    export = write_cases(tmp_path, "case_id,citizen_id,municipality_code,programme,started_on\n")
    found = checked(export, '[cases.columns]\n"Startdato" = "started_on"')
    assert [notice(each, found) for each in found.notices if each.key == "unused_mapping"] == [
        "cases: oversættelsen af ”Startdato” passer ikke på nogen overskrift."
    ]
    assert found.data_to is None


HEADINGS = "case_id,citizen_id,municipality_code,programme,started_on,mentor_wish_met,mentor_id\n"


def notices(found, key):
    return [notice(each, found) for each in found.notices if each.key == key]


@pytest.mark.parametrize(
    ("theirs", "key"),
    [
        ("Sigtet pa\u030a", "Sigtet på"), ("Sigtet på", "Sigtet pa\u030a"), ("SIGTET PÅ", "Sigtet på"),
        ('"Sigtet\npå"', "sigtet på"), (" Sigtet\u00a0på\u200b ", "Sigtet på"),
    ],
)  # fmt: skip
def test_a_heading_is_found_however_its_letters_are_written(tmp_path, theirs, key):
    export = write_cases(
        tmp_path,
        f"CASE_ID,citizen_id,municipality_code,programme,started_on,{theirs}\n"
        "F1,B-F1,0360,mentor,2025-01-01,2025-02-01\n",
    )
    found = checked(export, f'[cases.columns]\n"{key}" = "charged_on"\n')
    assert cells(found, "cases") == [case("F1", charged_on="2025-02-01")]
    assert notices(found, "unused_mapping") == []


def test_a_code_is_found_however_its_letters_are_written(tmp_path):
    export = write_cases(
        tmp_path,
        f"{HEADINGS}F1,B-F1,0360,Ma\u030al\u200b,2025-01-01,ja,\nF2,B-F2,0360,Mål,2025-01-01,ja,\n",
    )
    found = checked(export, '[cases.codes.programme]\n" M\u00ada\u030al " = "mentor"\n')
    assert faults(found, "cases") == []
    assert [row["programme"] for row in cells(found, "cases")] == ["mentor", "mentor"]


@pytest.mark.parametrize("empty", ["", " ", "NA", "NULL", "NaN", "\u00a0"])
def test_an_empty_cell_may_be_a_code_but_a_blank_row_is_none(tmp_path, empty):
    export = write_cases(
        tmp_path,
        f"{HEADINGS}F1,B-F1,0360,mentor,2025-01-01,x,\n,,,,,{empty},\n"
        f"F2,B-F2,0360,mentor,2025-01-01,{empty},\n",
    )
    found = checked(export, '[cases.codes.mentor_wish_met]\n"x" = "ja"\n"" = "nej"\n')
    assert faults(found, "cases") == []
    assert cells(found, "cases") == [
        case("F1", mentor_wish_met=True),
        case("F2", mentor_wish_met=False),
    ]
    assert notices(found, "blank_rows") == ["cases: tomme rækker, som er sprunget over: 1."]


def test_an_empty_cell_of_parquet_may_be_a_code_too(tmp_path):
    export = tmp_path / "export"
    export.mkdir()
    rows = [case("F1", mentor_wish_met=True), case("F2")]
    frames(cases=rows)["cases"].write_parquet(export / "cases.parquet")
    found = checked(export, '[cases.codes.mentor_wish_met]\n"" = "nej"\n')
    assert [row["mentor_wish_met"] for row in cells(found, "cases")] == [True, False]


def test_a_word_for_nothing_may_be_a_code_of_its_own(tmp_path):
    export = write_cases(
        tmp_path,
        f"{HEADINGS}F1,B-F1,0360,mentor,2025-01-01,NA,NA\nF2,B-F2,0360,mentor,2025-01-01,,NULL\n",
    )
    found = checked(
        export,
        '[cases.codes.mentor_id]\n"NA" = "NA"\n'  # Nanna Andersen
        '[cases.codes.mentor_wish_met]\n"" = "nej"\n"NA" = "ja"\n',
    )
    assert cells(found, "cases") == [
        case("F1", mentor_id="NA", mentor_wish_met=True),
        case("F2", mentor_wish_met=False),
    ]


def test_a_code_may_mean_that_nothing_is_known(tmp_path):
    export = write_cases(
        tmp_path, f"{HEADINGS}F1,B-F1,0360,mentor,2025-01-01,Ukendt,\n,,,,,Ukendt,\n"
    )
    found = checked(
        export,
        '[cases.codes.mentor_wish_met]\n"Ukendt" = ""\n[cases.codes.case_id]\n"F1" = ""\n',
    )
    assert faults(found, "cases") == [
        (column, "missing", "cases.csv", row, None)
        for column, rows in (("case_id", (2, 3)), ("citizen_id", (3,)), ("municipality_code", (3,)),
                             ("programme", (3,)), ("started_on", (3,)))
        for row in rows
    ]  # fmt: skip
    assert found.con.sql("select count(mentor_wish_met) from cases").fetchall() == [(0,)]


def test_codes_that_match_no_cell_are_told_and_those_of_people_only_counted(tmp_path):
    export = write_cases(
        tmp_path, f"{HEADINGS}F1,B-F1,0360,Mentor,2025-01-01,ja,Kim\n,,,,,,Eva\n,,,,,,\n"
    )
    found = checked(
        export,
        '[cases.codes.programme]\n"Mentor" = "mentor"\n"Mentør" = "mentor"\n"" = "mentor"\n"x" = "mentor"\n'
        '[cases.codes.mentor_id]\n"Kim" = "M1"\n"Bo" = "M2"\n"Ib" = "M3"\n'
        '[cases.codes.end_reason]\n"Job" = "employment"\n',  # a column that is not there
    )
    assert notices(found, "unused_codes") == [
        "cases: koder for programme i oversættelsen, som ikke passer på nogen celle: 2 (”Mentør”, ”x”)."
    ]
    assert notices(found, "unused_id_codes") == [
        "cases: koder for mentor_id i oversættelsen, som ikke passer på nogen celle: 2."
    ]
    assert "Bo" not in str(found.notices)


def test_of_many_codes_without_a_cell_ten_are_named(tmp_path):
    export = write_cases(tmp_path, f"{HEADINGS}F1,B-F1,0360,mentor,2025-01-01,ja,\n")
    codes = "".join(f'"k{n:02}" = "mentor"\n' for n in range(12))
    found = checked(export, f"[cases.codes.programme]\n{codes}")
    (said,) = notices(found, "unused_codes")
    assert said.endswith(": 12 (" + ", ".join(f"”k{n:02}”" for n in range(10)) + " …).")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('[cases.columns]\n"Start" = "started_on"\n"START" = "ended_on"', "cases.columns.START"),
        ('[cases.columns]\n"Mål" = "started_on"\n"Ma\u030al" = "ended_on"', "cases.columns.Mål"),
        (
            '[cases.codes.programme]\n"M" = "mentor"\n" M" = "keepworking"',
            "cases.codes.programme.M",
        ),
    ],
)
def test_a_word_that_means_two_things_is_named(tmp_path, text, key):
    assert refused(tmp_path, text) == (
        f"mapping.toml: ”{key}” står der to gange med hver sin oversættelse; behold den ene."
    )
    assert read(write_same(tmp_path, text)).cpr_places == ()


def write_same(folder, text):
    """The same words with one meaning: nothing to choose between."""
    path = folder / "same.toml"
    path.write_text(text.replace("ended_on", "started_on").replace("keepworking", "mentor"))
    return path


def test_a_key_is_never_repeated_with_a_cpr_number_in_it(tmp_path):
    said = refused(tmp_path, '[cases.codes.citizen_id]\n"0101701234" = 17\n')
    assert "cases.codes.citizen_id" in said
    assert "1701234" not in said


def test_a_date_in_their_order_is_theirs_even_where_it_looks_like_iso(tmp_path):
    export = tmp_path / "export"
    export.mkdir()
    for name, frame in frames(cases=[case("F1", "2025-03-04")]).items():
        frame.write_csv(export / f"{name}.csv")
    found = checked(export, 'date_format = "%Y-%d-%m"\n', data_to=date(2026, 9, 30))
    assert found.con.sql("select started_on from cases").fetchall() == [(date(2025, 4, 3),)]
