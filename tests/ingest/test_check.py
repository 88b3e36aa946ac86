"""What the check finds: every rule with its words, every notice, every limit at its boundary."""

import csv
import io
import time
from datetime import UTC, date, datetime, timedelta

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dashboard.foundation.errors import DashboardError, ExportRefused
from dashboard.foundation.schema import TABLES
from dashboard.foundation.words import today
from dashboard.ingest import refusal
from dashboard.ingest.check import check
from dashboard.ingest.faults import FILE_RULES, RULES
from dashboard.ingest.notices import NOTICES
from dashboard.ingest.recipe import Recipe
from dashboard.ingest.recipe_file import read as read_recipe
from tests.builders import answer, case, checked, contact, faults, frames, wheel, write_export
from tests.foundation.test_cpr import LIKE, ONLY_SIMILAR

DATA_TO = date(2026, 9, 30)


def course(case_id, **given):
    return {
        "case_id": case_id, "citizen_id": "B1", "municipality_code": "0360", "programme": "mentor",
        "started_on": "2025-01-01",
    } | given  # fmt: skip


def meeting(contact_id, **given):
    return {
        "contact_id": contact_id, "case_id": "F1", "contacted_at": "2025-01-10 10:00",
        "channel": "meeting", "outcome": "held", "minutes": "60",
    } | given  # fmt: skip


def reply(response_id, item="help", **given):
    return {
        "response_id": response_id, "instrument": "satisfaction", "respondent": "citizen",
        "invited_on": "2025-06-01", "answered_on": "2025-06-10", "item": item,
    } | given  # fmt: skip


def wheel_reply(response_id, item="housing", **given):
    return reply(response_id, item) | {
        "instrument": "life_wheel", "case_id": "F1", "phase": "start", "score": "5",
    } | given  # fmt: skip


def write_csv(folder, cases=None, contacts=None, survey=None, more=""):
    """The given tables with every column of the contract; `more` is added to cases.csv as it is."""
    folder.mkdir(parents=True, exist_ok=True)
    for table, rows in zip(TABLES[:3], (cases, contacts, survey), strict=True):
        if rows is None:
            continue
        text = io.StringIO()
        writer = csv.DictWriter(text, table.names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        extra = more if table.name == "cases" else ""
        (folder / f"{table.name}.csv").write_text(text.getvalue() + extra, encoding="utf-8")
    return folder


# ---- every rule about rows


EVERYTHING_WRONG = {
    "cases": [
        course("F1"),
        course("F3", citizen_id=""),
        course("F4", ended_on="i går", end_reason="employment"),
        course("F5", months_on_benefit_before="1.5"),
        course("F6", granted_hours_per_week="3,5"),
        course("F7", mentor_wish_met="måske"),
        course("F8", municipality_code="0999"),
        course("F9", programme="mentorer"),
        course(
            "F10", months_on_benefit_before="-1", granted_hours_per_week="-0.5", birth_year="1899"
        ),
        course("F11", birth_year=str(today().year + 1)),
        course("F12", referred_on="1989-12-31"),
        course("F13", started_on="2026-10-01"),
        course("F14", mentor_id="010170-1234"),
        course("F15"),
        course("F15"),
        course("F17", phase_2_on="2024-12-31", ended_on="2024-12-30", end_reason="moved"),
        course("F18", ended_on="2025-03-01"),
        course("F19", end_reason="employment"),
        course("F20", mentor_id="#REF!"),
        course("F21", mentor_id="1,23457E+15"),
    ],
    "contacts": [
        meeting("C1"),
        meeting("C3", contacted_at="i går"),
        meeting("C4", case_id="F99"),
        meeting("C5", minutes="1441"),
        meeting("C6", minutes="-1"),
        meeting("C7", minutes="en time"),
        meeting("C8"),
        meeting("C8", topic="vejret"),
        meeting("C10", contacted_at="2026-10-01 00:00"),
        meeting("C11", contacted_at="1989-12-31 23:59"),
        meeting("", channel="", outcome="mødt"),
    ],
    "survey": [
        reply("R1", answer="satisfied"),
        wheel_reply("R2", case_id="", phase=""),
        reply("R3", "helped", answer="satisfied"),
        reply("R4", answer="ja"),
        reply("R5", score="5"),
        wheel_reply("R6", answer="ja", score=""),
        wheel_reply("R7", score="11"),
        wheel_reply("R8", score="0"),
        reply("R9", "enhver", instrument="internship", score="6"),
        reply("R10"),
        reply("R10"),
        reply("R11", invited_on="2025-06-01"),
        reply("R11", "outcome", invited_on="2025-06-02"),
        reply("R12", case_id="F98"),
        reply("R13", answered_on="2026-10-01"),
        reply("R14", respondent="neighbour"),
        wheel_reply("R15", score="4.5"),
    ],
    "more": "F22,B1\n",
}
REPORT = f"""\
cases: rækken har ikke lige så mange celler som overskrifterne, eller et anførselstegn for meget (1)
  Forventet: samme antal celler i alle rækker.
  Gør dette: ret rækken; tekst med skilletegn eller linjeskift skal stå i anførselstegn.
    cases.csv, række 22
cases · birth_year: for højt (1)
  Forventet: højst {today().year}.
  Gør dette: ret tallet.
    cases.csv, række 11: ”{today().year + 1}”
cases · birth_year: for lavt (1)
  Forventet: mindst 1900.
  Gør dette: ret tallet.
    cases.csv, række 10: ”1899”
cases · case_id: samme nøgle står i flere rækker (2)
  Forventet: hver nøgle én gang.
  Gør dette: fjern gentagelsen i udtrækket.
    cases.csv, række 15: ”F15”
    cases.csv, række 16: ”F15”
cases · citizen_id: cellen er tom (1)
  Forventet: en værdi i alle rækker.
  Gør dette: udfyld citizen_id.
    cases.csv, række 3
cases · end_reason: afsluttet uden årsag (1)
  Forventet: end_reason, når ended_on er udfyldt.
  Gør dette: udfyld end_reason.
    cases.csv, række 18
cases · end_reason: årsag uden slutdato (1)
  Forventet: ended_on, når end_reason er udfyldt.
  Gør dette: udfyld ended_on, eller fjern end_reason.
    cases.csv, række 19: ”employment”
cases · ended_on: ikke en dato (1)
  Forventet: åååå-mm-dd uden klokkeslæt.
  Gør dette: ret datoen, eller skriv jeres datoformat i recipe.toml, f.eks. date_format = "dd-mm-åååå".
    cases.csv, række 4: ”i går”
cases · ended_on: datoen ligger før en tidligere fase (1)
  Forventet: henvist ≤ startet ≤ fase 2 ≤ fase 3 ≤ faser gennemført ≤ afsluttet.
  Gør dette: ret den dato, der er forkert.
    cases.csv, række 17: ”2024-12-30 < 2025-01-01”
cases · granted_hours_per_week: ikke et tal (1)
  Forventet: et tal med decimalpunktum.
  Gør dette: ret tallet, eller skriv decimal = "," i recipe.toml.
    cases.csv, række 6: ”3,5”
cases · granted_hours_per_week: for lavt (1)
  Forventet: mindst 0.
  Gør dette: ret tallet.
    cases.csv, række 10: ”-0.5”
cases · mentor_id: en værdi ligner et CPR-nummer og gentages derfor ikke her (1)
  Forventet: ingen personnumre i udtrækket.
  Gør dette: fjern personnumrene; er det løbenumre, der kun ligner, så sæt 99 foran dem.
    cases.csv, række 14
cases · mentor_id: nummeret er skåret over af et regneark, så cifre er gået tabt (1)
  Forventet: alle cifre.
  Gør dette: gør kolonnen til tekst, før numrene sættes ind, eller tag dem fra fagsystemet.
    cases.csv, række 21: ”1,23457E+15”
cases · mentor_id: cellen er en fejl i regnearket (1)
  Forventet: en værdi.
  Gør dette: ret formlen, eller lad cellen være tom.
    cases.csv, række 20: ”#REF!”
cases · mentor_wish_met: hverken ja eller nej (1)
  Forventet: true/false, 1/0, ja/nej eller sand/falsk.
  Gør dette: ret cellen, eller oversæt koden i recipe.toml.
    cases.csv, række 7: ”måske”
cases · months_on_benefit_before: ikke et helt tal (1)
  Forventet: et helt tal.
  Gør dette: ret tallet.
    cases.csv, række 5: ”1.5”
cases · months_on_benefit_before: for lavt (1)
  Forventet: mindst 0.
  Gør dette: ret tallet.
    cases.csv, række 10: ”-1”
cases · municipality_code: ikke en kommunekode (1)
  Forventet: en af de 98 officielle koder med fire cifre, f.eks. 0360.
  Gør dette: ret koden.
    cases.csv, række 8: ”0999”
cases · phase_2_on: datoen ligger før en tidligere fase (1)
  Forventet: henvist ≤ startet ≤ fase 2 ≤ fase 3 ≤ faser gennemført ≤ afsluttet.
  Gør dette: ret den dato, der er forkert.
    cases.csv, række 17: ”2024-12-31 < 2025-01-01”
cases · programme: ukendt kode (1)
  Forventet: en af disse: den_gode_loesladelse, keepworking, mentor.
  Gør dette: ret koden, eller oversæt den i recipe.toml.
    cases.csv, række 9: ”mentorer”
cases · referred_on: datoen ligger før 1990 (1)
  Forventet: 1990-01-01 eller senere.
  Gør dette: ret datoen.
    cases.csv, række 12: ”1989-12-31”
cases · started_on: datoen ligger efter 2026-09-30 (1)
  Forventet: senest 2026-09-30.
  Gør dette: ret datoen, eller udgiv med et senere --data-to.
    cases.csv, række 13: ”2026-10-01”
contacts · case_id: forløbet findes ikke i cases (1)
  Forventet: et case_id, der står i cases.
  Gør dette: tag forløbet med i cases, eller skriv nummeret, som det står der.
    contacts.csv, række 4: ”F99”
contacts · channel: cellen er tom (1)
  Forventet: en værdi i alle rækker.
  Gør dette: udfyld channel.
    contacts.csv, række 12
contacts · contact_id: samme nøgle står i flere rækker (2)
  Forventet: hver nøgle én gang.
  Gør dette: fjern gentagelsen i udtrækket.
    contacts.csv, række 8: ”C8”
    contacts.csv, række 9: ”C8”
contacts · contact_id: cellen er tom (1)
  Forventet: en værdi i alle rækker.
  Gør dette: udfyld contact_id.
    contacts.csv, række 12
contacts · contacted_at: datoen ligger før 1990 (1)
  Forventet: 1990-01-01 eller senere.
  Gør dette: ret datoen.
    contacts.csv, række 11: ”1989-12-31 23:59”
contacts · contacted_at: datoen ligger efter 2026-09-30 (1)
  Forventet: senest 2026-09-30.
  Gør dette: ret datoen, eller udgiv med et senere --data-to.
    contacts.csv, række 10: ”2026-10-01 00:00”
contacts · contacted_at: ikke et tidspunkt (1)
  Forventet: åååå-mm-dd tt:mm.
  Gør dette: ret tidspunktet, eller skriv jeres datoformat i recipe.toml, f.eks. date_format = "dd-mm-åååå".
    contacts.csv, række 3: ”i går”
contacts · minutes: ikke et tal (1)
  Forventet: et tal med decimalpunktum.
  Gør dette: ret tallet, eller skriv decimal = "," i recipe.toml.
    contacts.csv, række 7: ”en time”
contacts · minutes: for højt (1)
  Forventet: højst 1440.
  Gør dette: ret tallet.
    contacts.csv, række 5: ”1441”
contacts · minutes: for lavt (1)
  Forventet: mindst 0.
  Gør dette: ret tallet.
    contacts.csv, række 6: ”-1”
contacts · outcome: ukendt kode (1)
  Forventet: en af disse: held, no_show, cancelled.
  Gør dette: ret koden, eller oversæt den i recipe.toml.
    contacts.csv, række 12: ”mødt”
contacts · topic: ukendt kode (1)
  Forventet: en af disse: daily_structure, economy, housing, health, social, family, authorities, \
employment, education, leisure, other.
  Gør dette: ret koden, eller oversæt den i recipe.toml.
    contacts.csv, række 9: ”vejret”
survey_results · answer: svaret står i den forkerte kolonne (1)
  Forventet: answer i satisfaction og coping, score i life_wheel og internship.
  Gør dette: flyt svaret til den rigtige kolonne.
    survey_results.csv, række 7: ”ja”
survey_results · answer: ukendt svar på spørgsmålet (1)
  Forventet: en svarkode, der hører til spørgsmålet.
  Gør dette: ret svaret, eller oversæt det i recipe.toml.
    survey_results.csv, række 5: ”ja”
survey_results · answered_on: datoen ligger efter 2026-09-30 (1)
  Forventet: senest 2026-09-30.
  Gør dette: ret datoen, eller udgiv med et senere --data-to.
    survey_results.csv, række 16: ”2026-10-01”
survey_results · case_id: forløbet findes ikke i cases (1)
  Forventet: et case_id, der står i cases.
  Gør dette: tag forløbet med i cases, eller skriv nummeret, som det står der.
    survey_results.csv, række 15: ”F98”
survey_results · case_id: et livshjul uden forløb eller fase (1)
  Forventet: case_id og phase på alle livshjul.
  Gør dette: udfyld case_id.
    survey_results.csv, række 3
survey_results · invited_on: rækkerne i besvarelsen modsiger hinanden (2)
  Forventet: ens værdi i alle rækker med samme response_id.
  Gør dette: ret rækkerne, eller giv besvarelserne hver sit response_id.
    survey_results.csv, række 13: ”R11”
    survey_results.csv, række 14: ”R11”
survey_results · item: samme nøgle står i flere rækker (2)
  Forventet: hver nøgle én gang.
  Gør dette: fjern gentagelsen i udtrækket.
    survey_results.csv, række 11: ”R10 / help”
    survey_results.csv, række 12: ”R10 / help”
survey_results · item: ukendt spørgsmål (1)
  Forventet: et spørgsmål, der hører til skemaet.
  Gør dette: ret item, eller oversæt det i recipe.toml.
    survey_results.csv, række 4: ”helped”
survey_results · phase: et livshjul uden forløb eller fase (1)
  Forventet: case_id og phase på alle livshjul.
  Gør dette: udfyld phase.
    survey_results.csv, række 3
survey_results · respondent: ukendt kode (1)
  Forventet: en af disse: citizen, mentor, caseworker, employer.
  Gør dette: ret koden, eller oversæt den i recipe.toml.
    survey_results.csv, række 17: ”neighbour”
survey_results · score: ikke et helt tal (1)
  Forventet: et helt tal.
  Gør dette: ret tallet.
    survey_results.csv, række 18: ”4.5”
survey_results · score: svaret står i den forkerte kolonne (1)
  Forventet: answer i satisfaction og coping, score i life_wheel og internship.
  Gør dette: flyt svaret til den rigtige kolonne.
    survey_results.csv, række 6: ”5”
survey_results · score: uden for skalaen (3)
  Forventet: 1-10 i life_wheel, 1-5 i internship.
  Gør dette: ret score.
    survey_results.csv, række 8: ”11”
    survey_results.csv, række 9: ”0”
    survey_results.csv, række 10: ”6”"""


@pytest.fixture(scope="module")
def everything_wrong(tmp_path_factory):
    export = write_csv(tmp_path_factory.mktemp("wrong") / "export", **EVERYTHING_WRONG)
    return checked(export, data_to=DATA_TO)


def test_every_fault_of_every_table_is_told_at_once_in_words(everything_wrong):
    assert refusal.report(everything_wrong) == REPORT


def test_an_export_with_faults_is_refused_with_their_total_and_the_report(everything_wrong):
    with pytest.raises(ExportRefused) as refused:
        refusal.raise_for(everything_wrong, quarantine=False)
    assert str(refused.value) == (
        "Udtrækket har 53 fejl; intet er udgivet, og det nuværende øjebliksbillede er uændret."
    )
    assert refused.value.report == REPORT
    refusal.raise_for(everything_wrong, quarantine=True)  # each of them is about a row


def test_the_faults_file_has_every_fault_and_no_formula(everything_wrong, tmp_path):
    refusal.write(everything_wrong, tmp_path / "faults.csv")
    with (tmp_path / "faults.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert header == [
        "table", "file", "row", "cell", "column", "rule", "finding", "found", "expected", "remedy"
    ]  # fmt: skip
    assert len(rows) == 53
    assert rows[0] == [
        "cases", "cases.csv", "22", "", "", "ragged",
        "rækken har ikke lige så mange celler som overskrifterne, eller et anførselstegn for meget",
        "", "samme antal celler i alle rækker",
        "ret rækken; tekst med skilletegn eller linjeskift skal stå i anførselstegn",
    ]  # fmt: skip
    assert [
        "contacts", "contacts.csv", "6", "minutes", "minutes", "too_low", "for lavt", "'-1", "mindst 0",
        "ret tallet",
    ] in rows  # fmt: skip


def test_every_rule_is_tried_somewhere_here(everything_wrong):
    tried = {rule for _table, _column, rule, _total in everything_wrong.findings.groups()}
    elsewhere = {  # tests/exports: what a cell looks like that is wrong, and a workbook's alone
        "date_with_time", "duration", "grouped_number", "hours_spelt", "missing_word", "no_year",
        "not_calculated", "respelt_case", "serial_date", "totals_row", "two_digit_year", "two_numbers", "undated",
        "unknown_word",  # test_happened
    }  # fmt: skip
    assert tried == set(RULES) - set(FILE_RULES) - elsewhere


@pytest.mark.parametrize(
    ("rule", "finding", "expected", "remedy"),
    [
        ("missing_table", "tabellen mangler",
         "cases.parquet, cases.csv, cases.xlsx eller mappen cases/",
         "læg filen i mappen med udtrækket; hedder den noget andet, foreslår ”python -m dashboard recipe MAPPE” "
         "en recipe.toml, der siger det"),
        ("two_files", "der er flere filer til samme tabel", "én fil til hver tabel",
         "fjern den, der ikke skal bruges"),
        ("no_parts", "mappen har ingen Parquet-dele",
         "mindst én *.parquet, hvis navn ikke begynder med _ eller .", "kør udtrækket igen"),
        ("unreadable_parquet",
         "filen kan ikke læses som Parquet; den er måske afbrudt eller beskadiget",
         "en hel Parquet-fil", "kør udtrækket igen, og kopiér filen, når det er færdigt"),
        ("unreadable_xlsx",
         "filen kan ikke læses som Excel; den er måske beskadiget eller har adgangskode",
         "en .xlsx-fil uden adgangskode",
         "åbn den i Excel, gem den igen som .xlsx, eller gem den som CSV UTF-8"),
        ("unreadable_csv", "filen kan ikke læses som CSV",
         "komma eller semikolon mellem cellerne og lige anførselstegn om tekst",
         "gem den igen som CSV UTF-8"),
        ("not_utf8", "filen er ikke i UTF-8", "CSV i UTF-8",
         'gem den igen som ”CSV UTF-8”, eller skriv encoding = "windows-1252" i recipe.toml, '
         "hvis den er fra et dansk Windows"),
        ("empty_file", "filen er tom", "en række med overskrifter",
         "kør udtrækket igen; en tabel uden rækker skal stadig have sine overskrifter"),
        ("double_heading", "overskriften står mere end én gang", "hver overskrift én gang",
         "omdøb eller fjern den ene kolonne"),
        ("reserved_heading", "overskriften er et navn, som programmet selv bruger", "et andet navn",
         "omdøb kolonnen"),
        ("missing_column", "kolonnen mangler",
         "kolonnen skal være der og hedde sådan",
         "tilføj kolonnen, eller oversæt jeres overskrift i recipe.toml"),
        ("no_file", "opskriften nævner filer, som ikke er i mappen", "filer med de navne",
         "læg filerne i mappen, eller ret files i recipe.toml"),
        ("no_sheet", "opskriften nævner ark, som ikke er i filen", "ark med de navne",
         "ret sheets i recipe.toml, eller kald arkene det samme som sidst"),
        ("not_what_it_is_called",
         "filen er et regneark eller Parquet, selv om navnet siger noget andet",
         "det rigtige efternavn på filen, f.eks. .xlsx", "omdøb filen, eller gem den igen"),
        ("too_big", "filen fylder mere, når den pakkes ud, end et udtræk kan fylde",
         "en almindelig fil", "udtræk kun det, der skal bruges, eller gem den upakket"),
        ("unreadable_json", "filen kan ikke læses som JSON-linjer", "et JSON-objekt på hver linje",
         "kør udtrækket igen"),
        ("other_encoding", "filen er ikke i det tegnsæt, opskriften siger",
         "UTF-8, UTF-16, Windows-1252 eller Latin-1", "ret encoding i recipe.toml"),
        ("cpr_heading", "en overskrift ligner et CPR-nummer og gentages derfor ikke her",
         "overskrifter uden personnumre",
         "fjern kolonnen; er det et løbenummer, så sæt 99 foran"),
        ("cpr_name",
         "navnet på en fil, en mappe eller et ark ligner et CPR-nummer og gentages derfor ikke her",
         "navne uden personnumre", "omdøb det; er det et løbenummer, så sæt 99 foran"),
        ("too_many_columns", "filen har flere kolonner, end en tabel kan have", "højst 1.000 kolonner",
         "udtræk kun de kolonner, der skal bruges"),
        ("formula_heading", "en overskrift er en fejl eller en formel, der ikke er beregnet",
         "overskrifter, der er skrevet som tekst",
         "skriv overskriften, eller åbn filen i regnearksprogrammet, og gem den"),
        ("cpr_mapping", "noget i oversættelsen ligner et CPR-nummer og gentages derfor ikke her",
         "ingen personnumre i oversættelsen",
         "fjern linjen; er det løbenumre, der kun ligner, så sæt 99 foran dem i udtrækket"),
        ("damaged", "filens indhold er beskadiget og kan ikke læses til ende", "en hel fil",
         "kør udtrækket igen"),
    ],
)  # fmt: skip
def test_the_words_of_each_rule_about_a_file(rule, finding, expected, remedy):
    words = [getattr(RULES[rule], name) for name in ("finding", "expected", "remedy")]
    assert [text.format(table="cases") for text in words] == [finding, expected, remedy]


def test_a_fault_of_a_file_is_told_without_a_row(tmp_path):
    export = write_csv(tmp_path / "export", contacts=(), survey=())
    (export / "case.csv").write_text("case_id\n")
    assert refusal.report(checked(export)) == (
        "cases: tabellen mangler (1)\n"
        "  Forventet: cases.parquet, cases.csv, cases.xlsx eller mappen cases/.\n"
        "  Gør dette: læg filen i mappen med udtrækket; hedder den noget andet, foreslår ”python -m dashboard "
        "recipe MAPPE” en recipe.toml, der siger det.\n"
        "    cases"
    )


def test_what_lies_beside_an_export_and_is_not_read_is_told(tmp_path):
    export = write_csv(tmp_path / "export", [course("F1")], (), ())
    (export / "contacts_2024.csv").write_text("contact_id\n")
    for name in ("cases.xls", "Contacts.csv", "noter.docx", "mapping.toml.txt", "cases.csv.gz"):
        (export / name).write_bytes(b"x")
    (export / "2024").mkdir()
    for name in ("mapping.toml", "recipe.toml", "settings.toml", ".DS_Store", "_SUCCESS", "README.md",
                 "readme", "LÆSMIG.txt", "~$cases.xlsx", "Thumbs.db", "desktop.ini"):  # fmt: skip
        (export / name).write_text("")
    found = checked(export)
    assert [refusal.notice(each, found) for each in found.notices] == [
        "Filer og mapper ved siden af, som ikke er læst: 7 (”2024”, ”Contacts.csv”, ”cases.csv.gz”, "
        "”cases.xls”, ”contacts_2024.csv”, ”mapping.toml.txt”, ”noter.docx”)."
    ]
    refusal.raise_for(found, quarantine=False)


def test_what_lies_among_the_parts_of_a_table_and_is_none_is_told(tmp_path):
    export = write_export(tmp_path / "export")
    (export / "cases.parquet").rename(tmp_path / "part-0.parquet")
    for name in ("a=1/part-1.csv", "_temporary/0/x.csv", "_SUCCESS", ".x.crc", "a=1/README.txt"):
        (export / "cases" / name).parent.mkdir(parents=True, exist_ok=True)
        (export / "cases" / name).write_text("")
    (tmp_path / "part-0.parquet").rename(export / "cases" / "part-0.parquet")
    found = checked(export)
    assert [refusal.notice(each, found) for each in found.notices] == [
        "Filer og mapper ved siden af, som ikke er læst: 1 (”cases/a=1/part-1.csv”)."
    ]


def test_a_mapping_of_another_name_is_not_among_what_is_not_read(tmp_path):
    export = write_csv(tmp_path / "export", [course("F1")], (), ())
    (export / "vores.toml").write_text('encoding = "utf-8"\n')
    work = tmp_path / "work"
    work.mkdir()
    assert check(export, read_recipe(export / "vores.toml"), work).notices == []


@pytest.mark.parametrize(
    "name",
    ["010170-1234.csv", "Kim 610170\N{EN DASH}1234.docx", "0101701234", "101701234.txt", ".0101701234",
     "cases/x 010170-1234.csv"],
)  # fmt: skip
def test_the_name_of_a_file_like_a_cpr_number_is_refused_without_repeating_it(tmp_path, name):
    export = write_csv(tmp_path / "export", None if "/" in name else [course("F1")], (), ())
    if "/" in name:
        (export / "cases").mkdir()
        frames(cases=[case()])["cases"].write_parquet(export / "cases" / "part-0.parquet")
    (export / name).write_text("")
    found = checked(export)
    assert refusal.report(found) == (
        "udtrækket: navnet på en fil, en mappe eller et ark ligner et CPR-nummer og gentages derfor "
        "ikke her (1)\n"
        "  Forventet: navne uden personnumre.\n"
        "  Gør dette: omdøb det; er det et løbenummer, så sæt 99 foran."
    )
    refusal.write(found, tmp_path / "faults.csv")
    said = (tmp_path / "faults.csv").read_text() + str(
        [refusal.notice(each, found) for each in found.notices]
    )
    assert "1234" not in said


def test_without_cases_no_contact_is_called_an_orphan(tmp_path):
    export = write_csv(tmp_path / "export", contacts=[meeting("C1")])
    (export / "cases.csv").write_text("")
    assert faults(checked(export), "contacts") == []


def test_a_folder_that_is_not_there_is_said_to_be_missing(tmp_path):
    with pytest.raises(DashboardError, match=f"^Mappen {tmp_path / 'nowhere'} findes ikke[.]$"):
        check(tmp_path / "nowhere", Recipe(), tmp_path)


def test_an_unreadable_file_is_one_sentence(tmp_path, monkeypatch):
    export = write_csv(tmp_path / "export", (), (), ())

    def denied(*_given, **_more):
        raise PermissionError(13, "Permission denied", "contacts.csv")

    monkeypatch.setattr("dashboard.ingest.csv_files.Fingerprint.of", denied)
    found = checked(export)
    for table in TABLES[:3]:
        assert faults(found, table.name) == [(None, "denied", f"{table.name}.csv", None, None)]


# ---- shown and counted


def test_of_many_faults_the_first_twenty_and_the_total_are_shown_and_all_are_written(tmp_path):
    rows = [meeting(f"C{n}", channel="mødet") for n in range(29_999)]
    rows.append(meeting("C", channel="sms"))  # which the first twenty would not have told
    found = checked(write_csv(tmp_path / "export", [course("F1")], rows, ()))
    shown = refusal.report(found).splitlines()
    assert shown[0] == "contacts · channel: ukendt kode (30.000)"
    assert shown[1] == "  Oftest fundet: ”mødet” (29.999), ”sms” (1)."
    assert shown[4:24] == [f"    contacts.csv, række {n}: ”mødet”" for n in range(2, 22)]
    assert shown[24:] == ["    … og 29.980 flere; --faults FIL.csv giver dem alle."]
    refusal.write(found, tmp_path / "faults.csv")
    written = pl.read_csv(tmp_path / "faults.csv", infer_schema=False)
    assert written["row"].to_list() == [str(n) for n in range(2, 30_002)]
    assert written["found"].value_counts(sort=True).rows() == [("mødet", 29_999), ("sms", 1)]


def test_thirty_thousand_ragged_rows_take_seconds_not_minutes(tmp_path):
    export = write_csv(tmp_path / "export", contacts=())
    with (export / "contacts.csv").open("a") as file:
        file.write("C1,F1\n" * 30_000)
    found = checked(export)
    assert ("contacts", None, "ragged", 30_000) in found.findings.groups()
    assert found.findings.count_bad_rows("contacts") == 30_000


def test_the_sender_sees_sixty_characters_of_what_was_found(tmp_path):
    found = checked(write_csv(tmp_path / "export", [course("F1", programme="x" * 100)]))
    assert faults(found, "cases") == [("programme", "code", "cases.csv", 2, "x" * 60)]


def test_one_fault_among_two_million_rows_is_found_in_its_row(tmp_path):
    export = write_csv(tmp_path / "export", [course("F1")])
    numbers = pl.select(n=pl.int_range(2_000_000))
    numbers.select(
        contact_id="C" + pl.col("n").cast(pl.String),
        case_id=pl.lit("F1"),
        contacted_at=pl.lit("2025-01-10 10:00"),
        channel=pl.lit("meeting"),
        outcome=pl.when(pl.col("n") == 1_654_320).then(pl.lit("helt")).otherwise(pl.lit("held")),
        minutes=60,
    ).write_csv(export / "contacts.csv")
    found = checked(export)
    assert faults(found, "contacts") == [("outcome", "code", "contacts.csv", 1_654_322, "helt")]
    assert found.rows["contacts"] == 2_000_000


# ---- limits


def bad_cells(tmp_path, **given):
    """(column, found) of every fault, in order of row."""
    found = checked(write_csv(tmp_path / "export", **given), data_to=DATA_TO)
    return [
        (column, value)
        for table in TABLES[:3]
        for column, _rule, _file, row, value in sorted(
            faults(found, table.name), key=lambda fault: fault[3] or 0
        )
        if row  # a table that a test leaves out is missing
    ]


def test_numbers_are_refused_just_outside_their_limits(tmp_path):
    this_year = today().year
    assert bad_cells(
        tmp_path,
        cases=[
            *(course(f"Y{year}", birth_year=str(year)) for year in (1899, 1900, this_year, this_year + 1)),
            *(course(f"M{n}", months_on_benefit_before=n) for n in ("-1", "0", "1e3", "0.5", "1200")),
            *(course(f"H{n}", granted_hours_per_week=n) for n in ("-0.01", "0", "0.01", "1e-3")),
            course("F1"),
        ],
        contacts=[meeting(f"C{n}", minutes=n) for n in ("-1", "0", "1440", "1440.0", "1440.5", "1441")],
        survey=[
            *(wheel_reply(f"W{n}", score=n) for n in ("0", "1", "10", "10.0", "11", "-1")),
            *(reply(f"I{n}", "x", instrument="internship", score=n) for n in ("0", "1", "5", "6")),
        ],
    ) == [
        ("birth_year", "1899"), ("birth_year", str(this_year + 1)),
        ("months_on_benefit_before", "-1"), ("months_on_benefit_before", "0.5"),
        ("granted_hours_per_week", "-0.01"),
        ("minutes", "-1"), ("minutes", "1440.5"), ("minutes", "1441"),
        ("score", "0"), ("score", "11"), ("score", "-1"), ("score", "0"), ("score", "6"),
    ]  # fmt: skip


def test_municipality_codes_of_three_digits_are_padded_and_others_refused(tmp_path):
    codes = ["99", "100", "101", "360", "0360", "360.0", "999", "0999", "1000", "36O", "00360", "0"]
    found = checked(
        write_csv(
            tmp_path / "export",
            [course(f"F{n}", municipality_code=code) for n, code in enumerate(codes)],
        )
    )
    refused = [value for *_c, value in faults(found, "cases")]
    assert refused == ["99", "100", "999", "0999", "1000", "36O", "00360", "0"]
    read = found.con.sql("select municipality_code from cases order by _row").fetchall()
    assert [read[codes.index(code)] for code in ("101", "360", "0360", "360.0")] == [
        ("0101",), ("0360",), ("0360",), ("0360",)
    ]  # fmt: skip


def test_dates_are_refused_just_outside_their_limits(tmp_path):
    over = {"ended_on": "2026-10-01", "end_reason": "moved"}
    on = {"ended_on": "2026-09-30", "end_reason": "moved"}
    later = dict.fromkeys(
        ("phase_2_on", "phase_3_on", "phases_completed_on", "goals_agreed_on", "employment_started_on",
         "education_started_on", "leisure_engaged_on", "treatment_completed_on"), "2026-10-01",
    )  # fmt: skip
    assert bad_cells(
        tmp_path,
        cases=[
            course("F1", started_on="1990-01-01"),
            course("F2", started_on="1989-12-31"),
            course("F3", started_on="2026-09-30"),
            course("F4", started_on="2026-10-01"),
            course("F5", **on),
            course("F6", **over),
            course("F7", charged_on="2026-09-30"),
            course("F8", charged_on="2026-10-01"),
            course("F9", referred_on="1989-12-31"),
            course("F10", **later),
            course("F11", goals_agreed_on="0001-01-01"),
            course("F12", goals_agreed_on="2026-02-30"),
            course("F13", goals_agreed_on="9999-12-31"),
        ],
        contacts=[
            meeting(f"C{n}", contacted_at=at)
            for n, at in enumerate(("1989-12-31 23:59:59", "1990-01-01", "2026-09-30 23:59:59.9", "2026-10-01"))
        ],
        survey=[
            reply("R1", answered_on="2026-09-30"),
            reply("R2", answered_on="2026-10-01"),
            reply("R3", invited_on="2026-10-01", answered_on=""),
            reply("R4", invited_on="1989-12-31"),
        ],
    ) == [
        ("started_on", "1989-12-31"), ("started_on", "2026-10-01"), ("ended_on", "2026-10-01"),
        ("charged_on", "2026-10-01"), ("referred_on", "1989-12-31"),
        ("goals_agreed_on", "0001-01-01"), ("goals_agreed_on", "2026-02-30"),
        ("contacted_at", "1989-12-31 23:59:59"), ("contacted_at", "2026-10-01"),
        ("answered_on", "2026-10-01"), ("invited_on", "1989-12-31"),
    ]  # fmt: skip


def test_without_data_to_the_day_of_the_check_is_the_last(tmp_path):
    now, tomorrow = today(), today() + timedelta(days=1)
    export = write_csv(
        tmp_path / "export",
        [course("F1", started_on=now.isoformat()), course("F2", started_on=tomorrow.isoformat())],
        (),
        (),
    )
    found = checked(export)
    assert refusal.report(found) == (
        f"cases · started_on: datoen ligger efter {now} (1)\n"
        f"  Forventet: senest {now}.\n"
        "  Gør dette: ret datoen, eller udgiv med et senere --data-to.\n"
        f"    cases.csv, række 3: ”{tomorrow}”"
    )


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Pacific/Auckland"])
def test_today_is_the_day_it_is_in_denmark_whatever_the_zone_of_the_machine(
    tmp_path, monkeypatch, zone
):
    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2026, 6, 30, 22, 30, tzinfo=UTC).astimezone(tz)  # 00:30 in Denmark

    monkeypatch.setenv("TZ", zone)
    time.tzset()
    monkeypatch.setattr("dashboard.foundation.words.datetime", Clock)
    contacts = [
        meeting("C1", contacted_at="2026-07-01 00:10"),
        meeting("C2", contacted_at="2026-07-02 00:00"),
    ]
    found = checked(write_csv(tmp_path / "export", [course("F1")], contacts, ()))
    assert faults(found, "contacts") == [
        ("contacted_at", "in_the_future", "contacts.csv", 3, "2026-07-02 00:00")
    ]
    monkeypatch.undo()
    time.tzset()


def test_data_to_is_the_newest_of_four_dates_when_nobody_says(tmp_path):
    late = {"ended_on": "2025-04-01", "end_reason": "moved", "charged_on": "2025-09-09"}
    base = {
        "cases": [course("F1", **late)],
        "contacts": [meeting("C1", contacted_at="2025-03-01 23:00")],
    }
    assert checked(write_csv(tmp_path / "a", **base)).data_to == date(2025, 4, 1)
    answered = base | {"survey": [reply("R1", answered_on="2025-06-10", invited_on="2025-06-12")]}
    assert checked(write_csv(tmp_path / "b", **answered)).data_to == date(2025, 6, 10)


def test_an_export_without_a_single_row_is_valid(tmp_path):
    found = checked(write_csv(tmp_path / "export", (), (), ()))
    assert (found.findings.count(), found.data_to) == (0, None)
    assert found.rows == {"cases": 0, "contacts": 0, "survey_results": 0}


def test_dates_may_be_equal_and_steps_may_be_skipped(tmp_path):
    day = "2025-01-01"
    same = dict.fromkeys(
        ("referred_on", "phase_2_on", "phase_3_on", "phases_completed_on", "ended_on"), day
    )
    assert bad_cells(
        tmp_path,
        cases=[
            course("F1", **same, end_reason="completed"),
            course("F2", phases_completed_on="2025-02-01"),
            course("F3", referred_on="2025-01-02"),
            course("F4", phase_3_on="2025-03-01", phases_completed_on="2025-02-28"),
            course(
                "F5", referred_on="2025-02-01", started_on="2025-02-02", phase_3_on="2025-02-01"
            ),
        ],
    ) == [
        ("started_on", "2025-01-01 < 2025-01-02"),
        ("phases_completed_on", "2025-02-28 < 2025-03-01"),
        ("phase_3_on", "2025-02-01 < 2025-02-02"),
    ]


def test_answers_are_judged_by_their_question(tmp_path):
    assert bad_cells(
        tmp_path,
        cases=[course("F1")],
        survey=[
            reply("R1", "help", answer="not_satisfied"),
            reply("R2", "outcome", answer="not_satisfied"),  # a word of another question
            reply("R3", "outcome", answer=""),  # skipped
            reply("R4", "better_at_challenges", instrument="coping", answer="dont_know"),
            reply("R5", "better_at_challenges", instrument="coping", answer="partly"),
            reply("R6", "help", instrument="coping", answer="satisfied"),
            reply("R7", "hvad som helst", instrument="internship", score="5", respondent="employer"),
            wheel_reply("R8", "success"),
            wheel_reply("R9", "work"),
            reply("R10", "x", instrument="internship", answer="yes"),
            wheel_reply("R11", score=""),
        ],
    ) == [
        ("answer", "not_satisfied"), ("answer", "partly"), ("item", "help"), ("item", "work"),
        ("answer", "yes"),
    ]  # fmt: skip


def test_a_questionnaire_that_disagrees_with_itself_is_refused(tmp_path):
    pairs = {
        "instrument": ({}, {"instrument": "internship"}),
        "respondent": ({}, {"respondent": "mentor"}),
        "case_id": ({}, {"case_id": "F1"}),
        "municipality_code": ({"municipality_code": "0360"}, {"municipality_code": "0101"}),
        "phase": ({"phase": "closing"}, {}),
        "invited_on": ({}, {"invited_on": "2025-05-31"}),
        "answered_on": ({}, {"answered_on": ""}),
    }
    rows = [
        reply(f"R-{column}", item, **given)
        for column, pair in pairs.items()
        for item, given in zip(("help", "outcome"), pair, strict=True)
    ]
    found = checked(write_csv(tmp_path / "export", [course("F1")], (), rows))
    assert sorted(faults(found, "survey_results")) == sorted(
        (column, "not_constant", "survey_results.csv", 2 * n + offset, f"R-{column}")
        for n, column in enumerate(pairs, start=1)
        for offset in (0, 1)
    )


# ---- notices


def test_a_cell_is_shown_on_one_line_without_control_characters(tmp_path):
    nasty = "a\x1b[31mrød\nlinje"
    export = write_export(tmp_path / "export", cases=[case("F1", programme=nasty)])
    (line,) = refusal.report(checked(export)).splitlines()[3:]
    assert line == "    cases.parquet, række 1: ”a·[31mrød·linje”"


TOLD_ELSEWHERE = {  # by the tests of what they are about
    "taken_from_snapshot", "returned_citizens", "made_here", "of_left_out", "charge_unsaid",
    "unread_status", "short_meetings", "long_contacts", "repeated_contacts", "repeated_answers",
    "two_spellings", "looks_like_missing", "wheels_outside_course", "wheels_out_of_order",
    "missing_nullable_column", "undelivered_table", "unused_codes", "unused_id_codes", "unread_sheets",
    "unread_files", "unread_hidden_sheets", "hidden_sheet", "stale_formulas", "may_be_utc",
    "headings_below", "no_optional_file", "skipped_rows", "other_encoding", "sheets_left_out",
    "named_municipality", "grouped_decimals", "two_readings", "turned_dates", "na_initials", "short_years",
    "contacts_in_no_hour", "mended_ids", "citizens_ids", "ids_by_day", "numbered_ids", "blank_rows_of", "merged_cells",
    "open_files", "left_out_answers", "merged_answers", "left_out_rows", "filled_down", "completed_at_end",
    "charged_without_day", "happened_without_day",
    "missing_nullable_columns", "unknown_columns", "year_given",
    "added_values", "added_again", "added_otherwise", "added_unknown", "added_words",
}  # fmt: skip


def test_every_notice_is_counted_and_said_in_words(tmp_path):
    export = write_csv(
        tmp_path / "export",
        [
            course(
                "F1", municipality_code="360", phase_2_on="2025-02-01", goals_agreed_on="2026-10-01"
            ),
            course("F2", ended_on="2025-03-01", end_reason="completed", charged_on="2024-12-31"),
            course("F3", phases_completed_on="2025-03-01"),
            {},
            course(
                "F4", referred_on="2025-01-01", phase_2_on="2026-10-02", phase_3_on="2026-10-03"
            ),
        ],
        [
            meeting("C1", contacted_at="2024-12-31 23:59"),
            meeting("C2", case_id="F2", contacted_at="2025-03-02 00:00"),
            meeting("C3", contacted_at="2025-01-01 00:00"),
            meeting("C4", contacted_at="2026-09-30 23:59"),
        ],
        [
            wheel_reply("R1", phase="phase_3"),
            wheel_reply("R1", "leisure", phase="phase_3"),
            wheel_reply("R2", phase="phase_2"),
            reply("R3", invited_on="2025-06-11"),
            reply("R4", answered_on="", answer="satisfied"),
            reply("R5", answered_on="", invited_on="2026-10-01"),
            {},
        ],
    )
    heading, *lines = (export / "contacts.csv").read_text().splitlines()
    more = [f"{heading},bemærkning", *(f"{line}," for line in lines)]
    (export / "contacts.csv").write_text("\n".join(more), encoding="utf-8")
    mapping = '[contacts.columns]\n"Kontaktnr" = "contact_id"\n'
    found = checked(export, mapping, data_to=DATA_TO)
    assert found.findings.count() == 0
    assert sorted(refusal.notice(each, found) for each in found.notices) == sorted(
        [
            "contacts: kolonnen bemærkning bruges ikke.",
            "contacts: oversættelsen af ”Kontaktnr” passer ikke på nogen overskrift.",
            "cases: tomme rækker, som er sprunget over: 1.",
            "survey_results: tomme rækker, som er sprunget over: 1.",
            "cases: kommunekoder, som har fået nul foran: 1.",
            "cases: forløb afsluttet som gennemført uden dato for gennemførte faser: 1. "
            "Løftet opgøres efter datoen.",
            "cases: forløb med gennemførte faser, men uden dato for fase 3: 1.",
            "cases: tiltaler før forløbets start, som ikke tælles med: 1.",
            "cases: forløb, der begynder, før borgerens forrige er slut: 3. Er de leveret to gange?",
            "goals_agreed_on: datoer efter 2026-09-30, som ikke tælles med: 1.",
            "phase_2_on: datoer efter 2026-09-30, som ikke tælles med: 1.",
            "phase_3_on: datoer efter 2026-09-30, som ikke tælles med: 1.",
            "invited_on: datoer efter 2026-09-30, som ikke tælles med: 1.",
            "contacts: kontakter uden for forløbets dage, som ikke er med i noget tal: 2.",
            "contacts: kontakter kl. 00:00, som tæller som morgen: 2. Mangler klokkeslættet?",
            "survey_results: livshjul for en fase, forløbet ikke er nået til: 1.",
            "survey_results: besvarelser med svardato før invitationen: 1.",
            "survey_results: svar uden svardato, som ikke tælles med: 1.",
        ]
    )
    refusal.raise_for(found, quarantine=False)  # notices stop nothing
    assert {each.key for each in found.notices} == set(NOTICES) - TOLD_ELSEWHERE


def told(tmp_path, key, **rows):
    """(column, n) of the notices of one kind about an export."""
    found = checked(write_export(tmp_path / "export", **rows), data_to=DATA_TO)
    assert found.findings.groups() == []
    return [(each.column, each.n) for each in found.notices if each.key == key]


@pytest.mark.parametrize(
    ("minutes", "n"),
    [([0.75, 1.5, 1.0], 3), ([9.5, 9.5, 60], 3), ([9.5, 60], 0), ([10, 10], 0), ([None, 1, None], 1),
     ([], 0)],
)  # fmt: skip
def test_meetings_of_less_than_ten_minutes_are_asked_about(tmp_path, minutes, n):
    meetings = [
        contact(f"M{i}", at=f"2025-01-1{i} 10:00", minutes=value) for i, value in enumerate(minutes)
    ]
    others = [
        contact("P1", channel="phone", minutes=2.0),
        contact("N1", outcome="no_show", at="2025-02-01 10:00", minutes=0.0),
    ]
    found = told(tmp_path, "short_meetings", cases=[case()], contacts=[*meetings, *others])
    assert found == ([("", n)] if n else [])


def test_contacts_of_ten_hours_are_asked_about(tmp_path):
    lasted = [599.0, 600.0, 915.0, None]
    contacts = [contact(f"C{i}", at=f"2025-01-1{i} 10:00", minutes=n) for i, n in enumerate(lasted)]
    contacts.append(contact("N1", outcome="no_show", at="2025-02-01 10:00", minutes=900.0))
    found = told(tmp_path, "long_contacts", cases=[case()], contacts=contacts)
    assert found == [("", 2)]


def test_a_contact_under_two_ids_is_asked_about(tmp_path):
    contacts = [
        contact("C1"), contact("C2"), contact("C3", outcome="no_show", minutes=None),  # the same
        contact("C4", channel="phone"), contact("C5", at="2025-01-10 10:15"), contact("C6", "F2"),
        contact("C7", at="2025-02-01 09:00"), contact("C8", at="2025-02-01 09:00"),  # and these
    ]  # fmt: skip
    cases = [case("F1"), case("F2")]
    assert told(tmp_path, "repeated_contacts", cases=cases, contacts=contacts) == [("", 3)]


def test_a_questionnaire_under_two_ids_is_asked_about(tmp_path):
    given = {"case_id": "F1"}
    survey = [
        *(answer(f"R{n}", item, "satisfied", **given) for n in (1, 2, 3) for item in ("help", "outcome")),
        answer("R4", "help", "satisfied", **given),  # fewer answers
        answer("R5", "help", "satisfied", **given), answer("R5", "outcome", "dissatisfied", **given),
        answer("R6", "help", "satisfied", answered_on="2025-06-11", **given),
        answer("R7", "help", "satisfied", respondent="mentor", **given),
        answer("R8", "help", None, **given), answer("R9", "help", None, **given),  # all skipped
        answer("R10", "help", "satisfied"), answer("R11", "help", "satisfied"),  # anonymous
        answer("R12", "help", "satisfied", case_id="F2"),
        answer("R13", "outcome", None, answered_on=None, **given),
        answer("R14", "outcome", None, answered_on=None, **given),  # not answered
        *wheel("W1", "F1", "2025-01-02", 5), *wheel("W2", "F1", "2025-01-02", 5, "closing"),
        *wheel("W3", "F1", "2025-01-02", 6),
    ]  # fmt: skip
    cases = [case("F1"), case("F2")]
    assert told(tmp_path, "repeated_answers", cases=cases, survey=survey) == [("", 3)]


def test_courses_of_one_citizen_that_overlap_are_asked_about(tmp_path):
    over = {"end_reason": "moved"}
    cases = [
        case("F1", "2025-01-01", citizen_id="A", ended_on="2025-03-01", **over),
        case("F2", "2025-03-01", citizen_id="A", ended_on="2025-12-31", **over),  # follows
        case("F3", "2025-04-01", citizen_id="A", ended_on="2025-05-01", **over),  # within it
        case("F4", "2025-06-01", citizen_id="A"),  # within it too
        case("F5", "2026-01-01", citizen_id="A"),  # F4 is open
        case("F6", "2025-01-01", citizen_id="B"), case("F7", "2025-01-01", citizen_id="B"),
        case("F8", "2025-01-01", citizen_id="C"),
    ]  # fmt: skip
    assert told(tmp_path, "overlapping_courses", cases=cases) == [("", 4)]


@pytest.mark.parametrize(
    ("ids", "n"),
    [
        (["B-107", "B-107-2"], 1), (["B-107", "B-107-2", "B-107-3", "B-107-2"], 2), (["107", "107 (2)"], 1),
        (["B-107-2"], 0), (["2024-1", "2024-2"], 0), (["B-1", "B-12"], 0), (["B-107", "B-107-12"], 0),
        (["A", "A-2"], 0),
    ],
)  # fmt: skip
def test_a_citizen_who_may_have_come_back_under_another_number_is_asked_about(tmp_path, ids, n):
    cases = [case(f"F{i}", "2025-01-01", citizen_id=id_) for i, id_ in enumerate(ids)]
    assert told(tmp_path, "returned_citizens", cases=cases) == ([("citizen_id", n)] if n else [])


@pytest.mark.parametrize(
    ("ids", "n"),
    [
        (["B-12", "b12"], 1), (["B-12", "B 12", "B\N{EN DASH}12", "B_12"], 1), (["007", "7"], 1),
        (["B-007", "B7"], 1), (["12-3", "123"], 1), (["12-03", "12-3"], 1), (["Kim Bo", "KimBo"], 1),
        (["12-3", "1-23"], 0), (["B1", "B10"], 0), (["0", "00"], 1), (["A", "B"], 0),
        (["B1", "b1", "C1", "c1", "D1"], 2), (["B1", "B1"], 0),
    ],
)  # fmt: skip
def test_one_citizen_written_in_two_ways_is_asked_about(tmp_path, ids, n):
    cases = [case(f"F{i}", citizen_id=id_) for i, id_ in enumerate(ids)]
    found = told(tmp_path, "two_spellings", cases=cases)
    assert found == ([("citizen_id", n)] if n else [])


def test_every_kind_of_id_of_cases_is_looked_at_for_two_spellings(tmp_path):
    cases = [case("F1", mentor_id="AB"), case("f1", citizen_id="B-F1", mentor_id="ab")]
    found = checked(write_export(tmp_path / "export", cases=cases))
    assert [
        refusal.notice(each, found) for each in found.notices if each.key == "two_spellings"
    ] == [
        f"cases: numre i {column}, der er skrevet på flere måder (store bogstaver, mellemrum, "
        "bindestreger eller nuller foran): 1. Er det den samme?"
        for column in ("case_id", "mentor_id")
    ]


@pytest.mark.parametrize(
    ("column", "values", "n"),
    [
        ("months_on_benefit_before", [999, 9999, 600, 599, 240], 3),
        ("months_on_benefit_before", [99] * 3 + [24], 3), ("months_on_benefit_before", [99, 99], 0),
        ("months_on_benefit_before", [99] * 5 + [97, 98], 0),
        ("granted_hours_per_week", [99.0, 999.0, 76.0, 3.5], 2),
        ("birth_year", [1900, 1901, 1990], 1), ("minutes", [999.0, 888.0, 777.0, 998.0, 60.0], 3),
        ("minutes", [99.0] * 3 + [60.0], 3), ("minutes", [99.0, 100.0], 0),
    ],
)  # fmt: skip
def test_values_that_look_like_a_code_for_unknown_are_asked_about(tmp_path, column, values, n):
    if column == "minutes":
        rows = {"cases": [case()], "contacts": [
            contact(f"C{i}", at=f"2025-01-{i + 10} 10:00", minutes=v) for i, v in enumerate(values)]}  # fmt: skip
    else:
        rows = {"cases": [case(f"F{i}", **{column: v}) for i, v in enumerate(values)]}
    assert told(tmp_path, "looks_like_missing", **rows) == ([(column, n)] if n else [])


def test_wheels_far_from_their_course_are_told(tmp_path):
    cases = [
        case("F1", "2025-03-01", ended_on="2025-06-01", end_reason="moved"), case("F2", "2025-03-01")
    ]  # fmt: skip
    days = {"2025-01-28": True, "2025-01-29": False, "2025-07-02": False, "2025-07-03": True}
    survey = [row for n, day in enumerate(days) for row in wheel(f"W{n}", "F1", day, n + 1)]
    survey += wheel("W9", "F2", "2026-09-30", 5)  # open: nothing is after its end
    survey += wheel("W10", "F1", "2024-01-01", [None] * 8)  # nothing on it
    assert told(tmp_path, "wheels_outside_course", cases=cases, survey=survey) == [("", 2)]


def test_wheels_whose_phases_and_dates_contradict_each_other_are_told(tmp_path):
    phases = {"phase_2_on": "2025-02-01", "phase_3_on": "2025-03-01"}
    rounds = {
        "F1": {"2025-01-01": "start", "2025-02-02": "phase_2", "2025-03-03": "phase_3", "2025-04-04": "closing"},
        "F2": {"2025-02-01": "start", "2025-01-31": "phase_2"},
        "F3": {"2025-01-01": "start", "2025-04-04": "phase_3", "2025-04-03": "closing"},
        "F4": {"2025-01-02": "closing"},
        "F5": {"2025-03-03": "start", "2025-03-02": "closing"},
    }  # fmt: skip
    survey = [
        row
        for case_id, days in rounds.items()
        for n, (day, phase) in enumerate(days.items())
        for row in wheel(f"{case_id}-{n}", case_id, day, n + 1, phase)
    ]
    survey += wheel("same day", "F4", "2025-01-02", 9, "start")
    cases = [case(case_id, **phases) for case_id in rounds]
    assert told(tmp_path, "wheels_out_of_order", cases=cases, survey=survey) == [("", 3)]


STATUS = ["Status", "Aflyst", "Udeblevet?", "FREMMØDE", "Ta\u030age afbud", "Er afly\N{SOFT HYPHEN}st", "No-show",
          "Mødt op"]  # fmt: skip


@pytest.mark.parametrize("heading", STATUS)
def test_a_column_that_may_say_that_a_contact_never_was_is_told_when_it_is_not_read(
    tmp_path, heading
):
    export = write_export(tmp_path / "export", cases=[case()], contacts=[contact("C1")])
    contacts = frames(contacts=[contact("C1")])["contacts"]
    contacts.with_columns(pl.lit("ja").alias(heading), pl.lit("").alias("Mødested")).write_parquet(
        export / "contacts.parquet"
    )
    found = checked(export)
    shown = heading.replace("\N{SOFT HYPHEN}", "·")
    assert [refusal.notice(each, found) for each in found.notices] == [
        f"contacts: kolonnen {shown} læses ikke. Siger den, at kontakter er aflyst eller udeblevet, "
        "tælles de alligevel, som outcome siger.",
        "contacts: kolonnen Mødested bruges ikke.",
    ]


def test_a_missing_nullable_column_is_a_notice(tmp_path):
    export = write_export(tmp_path / "export")
    frames()["cases"].drop("mentor_id", "birth_year").write_parquet(export / "cases.parquet")
    found = checked(export)
    assert [refusal.notice(each, found) for each in found.notices] == [
        "cases: kolonnen mentor_id mangler og regnes som tom.",
        "cases: kolonnen birth_year mangler og regnes som tom.",
    ]


@pytest.mark.parametrize("is_delivered", [True, False])
def test_what_every_row_lacks_is_told_of_the_column_alone(tmp_path, is_delivered):
    row = case("F1", phases_completed_on=date(2025, 3, 1))
    cases = frames(cases=[row])["cases"].with_columns(phase_3_on=None)
    export = write_export(tmp_path / "export")
    cases.drop([] if is_delivered else ["phase_3_on"]).write_parquet(export / "cases.parquet")
    told = {each.key for each in checked(export).notices}
    assert ("phases_completed_without_phase_3" in told) is is_delivered


# ---- CPR numbers


def test_what_is_taken_for_a_cpr_number_and_what_only_looks_like_one(tmp_path):
    values = [*LIKE, *ONLY_SIMILAR]
    rows = [course(f"F{n}", mentor_id=value) for n, value in enumerate(values)]
    found = checked(write_csv(tmp_path / "export", rows))
    refused = {row - 2 for _c, rule, _f, row, _v in faults(found, "cases") if rule == "cpr"}
    assert [value for n, value in enumerate(values) if n in refused] == LIKE
    assert {value for *_more, value in faults(found, "cases")} == {None}


def test_a_cpr_number_is_found_on_either_side_of_a_mapping_and_in_it(tmp_path):
    rows = [course("F1", citizen_id="A"), course("F2", citizen_id="010170-1234")]
    mapping = '[cases.codes.citizen_id]\n"A" = "020270-1234"\n"010170-1234" = "B"\n'
    found = checked(write_csv(tmp_path / "export", rows), mapping)
    assert [(column, rule, row) for column, rule, _f, row, _v in faults(found, "cases")] == [
        (None, "cpr_mapping", None), ("citizen_id", "cpr", 2), ("citizen_id", "cpr", 3),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("mapping", "place"),
    [
        ('[cases.columns]\n"010170 1234" = "mentor_id"\n', "cases.columns"),
        ('[cases.codes.mentor_id]\n"010170\N{EN DASH}1234" = "M1"\n', "cases.codes.mentor_id"),
        ('[cases.codes.mentor_id]\n"Kim" = "010170-1234"\n', "cases.codes.mentor_id"),
        ('[cases.codes.mentor_id]\n"101701234" = "M1"\n', "cases.codes.mentor_id"),
        ('[cases]\ndate_format = "%d-%m-%Y 0101701234"\n', "cases"),
    ],
)
def test_a_cpr_number_in_a_mapping_is_a_fault_even_where_nothing_matches_it(
    tmp_path, mapping, place
):
    found = checked(write_csv(tmp_path / "export", [course("F1")], (), ()), mapping)
    assert refusal.report(found) == (
        "cases: noget i oversættelsen ligner et CPR-nummer og gentages derfor ikke her (1)\n"
        "  Forventet: ingen personnumre i oversættelsen.\n"
        "  Gør dette: fjern linjen; er det løbenumre, der kun ligner, så sæt 99 foran dem i udtrækket.\n"
        f"    mapping.toml: ”{place}”"
    )
    assert "1234" not in str(found.notices)


def test_a_cpr_number_in_a_mapping_of_no_table_is_a_fault_of_the_export(tmp_path):
    mapping = 'date_format = "%d-%m-%Y 0101701234"\n'
    found = checked(write_csv(tmp_path / "export", [course("F1")], (), ()), mapping)
    assert refusal.report(found).startswith("udtrækket: noget i oversættelsen ligner et CPR-nummer")


def test_a_faults_file_has_no_formula_in_any_cell(tmp_path):
    export = write_csv(tmp_path / "export", [course("F1")])
    path = export / "cases.csv"
    heading, row = path.read_text(encoding="utf-8").splitlines()
    path.write_text(f'{heading},"=HYPERLINK(""x"")"\n{row},010170-1234\n', encoding="utf-8")
    refusal.write(checked(export), tmp_path / "faults.csv")
    rows = csv.DictReader((tmp_path / "faults.csv").read_text(encoding="utf-8").splitlines())
    assert [row["column"] for row in rows if row["rule"] == "cpr"] == ['\'=HYPERLINK("x")']


def test_numbers_without_their_zero_are_found_in_columns_of_any_number_type(tmp_path):
    kinds = {
        "months_on_benefit_before": pa.int64(), "birth_year": pa.int32(),
        "granted_hours_per_week": pa.float64(), "unknown": pa.int64(),
        "unknown_decimal": pa.decimal128(24, 2), "unknown_float": pa.float64(),
    }  # fmt: skip
    table = frames(cases=[case()])["cases"].drop(kinds, strict=False).to_arrow()
    for name, kind in kinds.items():
        table = table.append_column(name, pa.array([101701234], pa.int64()).cast(kind))
    export = write_export(tmp_path / "export")
    pq.write_table(table, export / "cases.parquet")
    found = faults(checked(export), "cases")
    assert [column for column, rule, *_m in found if rule == "cpr"] == sorted(kinds)
    assert {value for *_c, value in found} == {None}


def test_numbers_below_zero_hide_nothing(tmp_path):
    rows = [
        course("F1", months_on_benefit_before="-0101701234"),
        course("F2", birth_year="-1101701234"),
    ]
    found = faults(checked(write_csv(tmp_path / "export", rows)), "cases")
    assert [(column, row) for column, rule, _f, row, _v in found if rule == "cpr"] == [
        ("birth_year", 3), ("months_on_benefit_before", 2)
    ]  # fmt: skip
    assert {value for *_c, value in found} == {None}


def test_a_code_that_the_mapping_translates_away_is_still_a_fault(tmp_path):
    export = write_csv(tmp_path / "export", [course("F1", mentor_id="010170-1234")])
    found = checked(export, '[cases.codes.mentor_id]\n"010170-1234" = "M1"\n')
    assert faults(found, "cases") == [
        (None, "cpr_mapping", "mapping.toml", None, "cases.codes.mentor_id"),
        ("mentor_id", "cpr", "cases.csv", 2, None),
    ]


def test_the_same_cell_is_a_fault_in_parquet_text_and_in_csv(tmp_path):
    export = write_export(tmp_path / "export")
    table = frames(cases=[case()])["cases"].with_columns(
        months_on_benefit_before=pl.lit("101701234")
    )
    table.write_parquet(export / "cases.parquet")
    assert [entry[:2] for entry in faults(checked(export), "cases")] == [
        ("months_on_benefit_before", "cpr")
    ]


def test_a_heading_like_a_cpr_number_is_refused_without_repeating_it(tmp_path):
    export = write_csv(tmp_path / "export", (), (), ())
    for name, heading in {
        "cases": "0101701234",
        "contacts": "pnr 010170-1234",
        "survey_results": "101701234",
    }.items():
        path = export / f"{name}.csv"
        path.write_text(path.read_text().replace("\n", f",{heading}\n", 1))
    found = checked(export)
    assert {table.name: faults(found, table.name) for table in TABLES[:3]} == {
        table.name: [(None, "cpr_heading", f"{table.name}.csv", None, None)] for table in TABLES[:3]
    }
    said = refusal.report(found) + str(found.notices)
    assert "1701234" not in said and "010170" not in said


def test_good_rows_are_good(tmp_path):
    export = write_export(
        tmp_path / "export",
        cases=[case()],
        contacts=[contact("C1")],
        survey=[*wheel("R1", "F1", "2025-01-02", 5), answer("R2", "help", "satisfied")],
    )
    found = checked(export)
    assert found.findings.groups() == []
    assert found.notices == []
    assert found.quarantined == {"cases": 0, "contacts": 0, "survey_results": 0}


def test_a_citizens_own_words_are_repeated_nowhere(tmp_path):
    """A separator too many shifts the cells: then a sentence stands where a code or a day should."""
    export = write_csv(tmp_path / "export", [course("F1")], (), ())
    words = "Min søster Grethe hjælper mig"
    twice = f"{words},,benefit,2025-06-10,x"
    lines = [
        "comment_id,response_id,question,answered_on,text",
        f"T1,,{words},{words},x",
        twice,
        twice,
    ]
    (export / "comments.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = checked(export)
    assert found.findings.count() >= 4
    refusal.write(found, tmp_path / "faults.csv")
    told = refusal.report(found) + (tmp_path / "faults.csv").read_text(encoding="utf-8")
    assert "Grethe" not in told
    assert "comments" in told
