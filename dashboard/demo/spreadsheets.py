"""The demo as a small firm would keep it: a list of citizens, contacts by month, forms with a column a question.

The same courses as in Parquet, in Danish words. What such files leave out is left out: numbers of contacts,
papers and activities, and of all questionnaires but those that somebody commented on.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any, TypeAlias

import pyarrow as pa
import xlsxwriter
from xlsxwriter.format import Format

from dashboard.demo import writing
from dashboard.demo.courses import arrow_schema
from dashboard.foundation.errors import DashboardError
from dashboard.foundation.schema import DEMO_KEY, INSTRUMENTS, TABLES
from dashboard.foundation.words import number
from dashboard.foundation.words import text as _
from dashboard.ingest import vocabulary

Row: TypeAlias = dict[str, Any]
Cells: TypeAlias = Sequence[Any]
Sheet: TypeAlias = tuple[str, Cells, Iterable[Cells]]  # its name, headings, rows

MOST_CASES = 5000  # a small firm has fewer, and a sheet must be opened by hand
MADE = datetime(2026, 1, 1)  # the same bytes each time
FORMATS = {datetime: "dd-mm-yyyy hh:mm:ss", date: "dd-mm-yyyy", time: "hh:mm"}
WIDEST = 40  # letters of a column

TITLE = "Borgerliste – mentorforløb"
INVENTED = "Demodata: personerne findes ikke."
CASES = {  # heading -> column
    "Forløbsnr.": "case_id", "Borger": "citizen_id", "Kommune": "municipality_code",
    "Indsats": "programme", "Henvist": "referred_on", "Startdato": "started_on",
    "Fase 2 (Parat)": "phase_2_on", "Fase 3 (Start)": "phase_3_on",
    "Faser gennemført": "phases_completed_on", "Slutdato": "ended_on", "Årsag": "end_reason",
    "Tiltalt": "charged_on", "Visitation ved start": "readiness_at_start",
    "Visitation ved slut": "readiness_at_end", "Ydelse ved start": "benefit_at_start",
    "Mdr. på ydelse": "months_on_benefit_before", "Timer pr. uge": "granted_hours_per_week",
    "Mentor": "mentor_id", "Mentors køn": "mentor_gender", "Borgers køn": "citizen_gender",
    "Fødselsår": "birth_year", "Ønske opfyldt": "mentor_wish_met", "Mål aftalt": "goals_agreed_on",
    "I job fra": "employment_started_on", "I uddannelse fra": "education_started_on",
    "Fritidsaktivitet fra": "leisure_engaged_on", "Behandling afsluttet": "treatment_completed_on",
    "Udredning afsluttet": "assessment_completed_on", "Tager initiativ fra": "takes_initiative_on",
    "Roller aftalt": "roles_agreed_on", "Mentors opgave": "mentor_task", "Misbrug": "need_misuse",
    "Diagnose": "need_diagnosis", "Gæld": "need_debt", "Bolig": "need_housing",
    "Kriminalitet": "need_crime", "Bande": "need_gang",
    "Fastholdt 3 mdr.": "retained_3_months", "Fastholdt 6 mdr.": "retained_6_months",
}  # fmt: skip
GUIDE = (
    "Sådan bruges listen",
    "Én række for hvert forløb. En borger kan stå flere gange.",
    "Datoer skrives som 31-12-2026. En tom celle betyder, at det ikke vides.",
    "Skriv aldrig navne eller CPR-numre.",
    INVENTED,
)
TOTAL = "I alt"
CONTACTS = ("Dato", "Kl.", "Forløbsnr.", "Form", "Mødt", "Varighed", "Emne")
MET = {"held": "Mødt", "no_show": "Udeblevet", "cancelled": "Afbud"}
WHEELS = {
    "Forløbsnr.": "case_id", "Kommune": "municipality_code", "Fase": "phase",
    "Sendt": "invited_on", "Udfyldt": "answered_on",
}  # fmt: skip
FORM = {
    "Tidsstempel": "answered_on", "Besvarelse": "response_id", "Forløbsnr.": "case_id",
    "Kommune": "municipality_code", "Inviteret": "invited_on",
}  # fmt: skip
OTHER_FORMS = {
    "Forløbsnr.": "case_id", "Kommune": "municipality_code", "Hvem svarer": "respondent",
    "Sendt": "invited_on", "Udfyldt": "answered_on",
}  # fmt: skip
COMMENTS = {
    "Besvarelse": "response_id", "Dato": "answered_on", "Spørgsmål": "question",
    "Kommentar": "text",
}  # fmt: skip
DOCUMENTS = {
    "Forløbsnr.": "case_id", "Papir": "kind", "Mødets parter": "party", "Frist": "due_on",
    "Færdig": "done_on",
}  # fmt: skip
ACTIVITIES = {
    "Dato": "held_on", "Forløbsnr.": "case_id", "Aktivitet": "activity", "Fremmøde": "outcome",
    "Minutter": "minutes",
}  # fmt: skip
OPENS, MINUTES_OPEN = 8 * 60, 12 * 60  # when forms are filled in: minutes after midnight


def write(
    out: Path,
    cases: int = writing.DEFAULT_CASES,
    seed: int = writing.DEFAULT_SEED,
    as_of: date = writing.DEFAULT_AS_OF,
    progress: Callable[[int], None] = lambda courses: None,
) -> dict[str, int]:
    """Writes the demo of `writing.write` as spreadsheets; the rows of each table that stand in them.

    DashboardError for what `writing.write` refuses, and for more courses than MOST_CASES.
    """
    if cases > MOST_CASES:
        raise DashboardError(
            _("Demoen som regneark har højst {most} forløb; udelad --as for at få flere.", most=number(MOST_CASES))
        )  # fmt: skip
    batches = list(writing.batches(cases, seed, as_of))
    rows = {table.name: _rows(batches, table.name) for table in TABLES}
    with writing.made(out):
        _write_cases(out / "Borgerliste.xlsx", rows["cases"], as_of)
        _write_contacts(out, rows["contacts"])
        _write_forms(out, rows["survey_results"], rows["comments"])
        _write_csv(
            out / "Papirer.csv", "utf-8-sig", [*DOCUMENTS], _plain(rows, "documents", DOCUMENTS)
        )
        sheet = ("Aktiviteter", [*ACTIVITIES], _plain(rows, "activities", ACTIVITIES))
        _write_workbook(out / "Aktiviteter.xlsx", [sheet])
    progress(cases)
    return {name: len(each) for name, each in rows.items()}


def _rows(batches: Sequence[dict[str, pa.Table]], name: str) -> list[Row]:
    empty = next(arrow_schema(table).empty_table() for table in TABLES if table.name == name)
    found: list[Row] = pa.concat_tables([empty, *(batch[name] for batch in batches)]).to_pylist()
    return found


def _said(table: str, column: str, value: Any) -> Any:
    """A value as somebody writes it: codes, yes and no, municipalities in our words."""
    if column == "municipality_code" and value is not None:
        return vocabulary.municipalities()[value][1]
    if column == "outcome" and value is not None:
        return MET[value]
    said = vocabulary.codes(table, column)
    key = str(value).lower() if isinstance(value, bool) else value
    return said[key][0] if key in said else value


def _line(table: str, columns: dict[str, str], row: Row) -> list[Any]:
    return [_said(table, column, row[column]) for column in columns.values()]


def _plain(rows: dict[str, list[Row]], table: str, columns: dict[str, str]) -> Iterator[Cells]:
    return (_line(table, columns, row) for row in rows[table])


def _write_cases(path: Path, rows: list[Row], as_of: date) -> None:
    """Two lines of title and an empty one above the headings, a row of totals below, a guide behind."""
    lines = [_line("cases", CASES, row) for row in rows]
    lines.append([TOTAL, len(rows)])
    with _workbook(path) as (book, formats):
        sheet = book.add_worksheet("Borgere")
        sheet.write_string(0, 0, TITLE, formats[None])
        sheet.write_string(1, 0, f"Opdateret {as_of:%d-%m-%Y}. {INVENTED}")
        _fill(sheet, [*CASES], lines, formats, top=3)
        guide = book.add_worksheet("Vejledning")
        guide.write_column(0, 0, GUIDE)


def _write_contacts(out: Path, rows: list[Row]) -> None:
    """A workbook a year, in it a sheet a month, in it a line a contact by day and time."""
    lines = sorted(rows, key=lambda row: (row["contacted_at"], row["case_id"]))
    for year, of_year in groupby(lines, lambda row: row["contacted_at"].year):
        sheets = [
            (vocabulary.months()[month - 1][0], CONTACTS, [_contact(row) for row in of_month])
            for month, of_month in groupby(of_year, lambda row: row["contacted_at"].month)
        ]
        _write_workbook(out / f"Kontakter {year}.xlsx", sheets)


def _contact(row: Row) -> Cells:
    at, minutes = row["contacted_at"], row["minutes"]
    lasted = None if minutes is None else f"{int(minutes) // 60}:{int(minutes) % 60:02}"
    channel, outcome, topic = (
        _said("contacts", name, row[name]) for name in ("channel", "outcome", "topic")
    )
    return at.date(), at.time(), row["case_id"], channel, outcome, lasted, topic


def _write_forms(out: Path, rows: list[Row], comments: list[Row]) -> None:
    asked: dict[str, list[list[Row]]] = {name: [] for name in INSTRUMENTS}
    for _response, items in groupby(rows, lambda row: row["response_id"]):
        answers = list(items)
        asked[answers[0]["instrument"]].append(answers)
    heads, lines = _wide("life_wheel", WHEELS, asked["life_wheel"])
    _write_csv(out / "Livshjul.csv", "cp1252", heads, lines)
    heads, lines = _wide("satisfaction", FORM, asked["satisfaction"])
    told = [_line("comments", COMMENTS, row) for row in comments]
    form = [("Formularsvar 1", heads, map(_stamped, lines)), ("Kommentarer", [*COMMENTS], told)]
    _write_workbook(out / "Tilfredshed (formular).xlsx", form)
    names = vocabulary.codes("survey_results", "instrument")
    _write_workbook(
        out / "Andre skemaer.xlsx",
        [
            (names[instrument][0], *_wide(instrument, OTHER_FORMS, asked[instrument]))
            for instrument in ("coping", "internship", "partner")
        ],
    )


def _wide(
    instrument: str, columns: dict[str, str], responses: Iterable[list[Row]]
) -> tuple[list[str], list[Cells]]:
    """Headings and lines: a line a questionnaire, a column a question behind what is known of it."""
    items = vocabulary.items(instrument)
    lines: list[Cells] = []
    for answers in responses:
        given = {row["item"]: _answer(row) for row in answers}
        known = _line("survey_results", columns, answers[0])
        lines.append([*known, *(given[item] for item in items)])
    return [*columns, *(questions[0] for questions in items.values())], lines


def _answer(row: Row) -> Any:
    if row["answer"] is None:
        return row["score"]
    return vocabulary.answers(row["instrument"], row["item"])[row["answer"]][0]


def _stamped(line: Cells) -> Cells:
    """A form tool notes the time of day, too, which is made of the number of the response."""
    answered, response, *rest = line
    if answered is None:
        return line
    minute = OPENS + int(response[1:]) * 37 % MINUTES_OPEN
    stamp = datetime.combine(answered, time()) + timedelta(minutes=minute, seconds=minute % 60)
    return [stamp, response, *rest]


def _write_workbook(path: Path, sheets: Iterable[Sheet]) -> None:
    with _workbook(path) as (book, formats):
        for name, headings, lines in sheets:
            _fill(book.add_worksheet(name), headings, lines, formats)


@contextmanager
def _workbook(path: Path) -> Iterator[tuple[xlsxwriter.Workbook, dict[Any, Format]]]:
    """A workbook that says it is the demo, and the formats of its cells; None is that of headings."""
    try:
        with xlsxwriter.Workbook(
            path, {"strings_to_urls": False, "strings_to_formulas": False}
        ) as book:
            book.set_properties({"title": path.stem, "comments": INVENTED, "created": MADE})
            book.set_custom_property(DEMO_KEY.decode(), "1", "text")
            formats = {
                kind: book.add_format({"num_format": form}) for kind, form in FORMATS.items()
            }
            yield book, formats | {None: book.add_format({"bold": True})}
    except xlsxwriter.exceptions.FileCreateError as error:
        raise OSError(str(path)) from error


def _fill(
    sheet: Any, headings: Cells, lines: Iterable[Cells], formats: dict[Any, Format], top: int = 0
) -> None:
    """Headings in row `top` and what stands below them; an empty cell is not written."""
    sheet.freeze_panes(top + 1, 0)
    for place, heading in enumerate(headings):
        sheet.set_column(place, place, min(len(heading) + 4, WIDEST))
        sheet.write_string(top, place, heading, formats[None])
    for row, line in enumerate(lines, top + 1):
        for place, cell in enumerate(line):
            if isinstance(cell, str):
                sheet.write_string(row, place, cell)
            elif type(cell) in formats and cell is not None:
                sheet.write_datetime(row, place, cell, formats[type(cell)])
            elif cell is not None:
                sheet.write_number(row, place, cell)


def _write_csv(path: Path, encoding: str, headings: Cells, lines: Iterable[Cells]) -> None:
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow([*headings, DEMO_KEY.decode()])  # these people do not exist
        for line in lines:
            cells = [f"{cell:%d-%m-%Y}" if isinstance(cell, date) else cell for cell in line]
            writer.writerow([*cells, 1])
