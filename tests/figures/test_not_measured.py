"""A column or table that was not delivered is never a nought: figures, pages, command line, files.

Every column is taken away by itself: each figure must then be what it was, or not measured. That needs
no list of which figure uses which column, so nothing can be forgotten in one.
"""

import json
import subprocess
import sys
from datetime import date

import polars as pl
import pytest

from dashboard.catalogue.scope import Scope
from dashboard.demo import writing
from dashboard.foundation import schema
from dashboard.foundation.delivery import EVENTS
from dashboard.ingest.recipe import Recipe
from dashboard.snapshots.publish import publish
from dashboard.snapshots.warehouse import Warehouse
from tests.builders import figures
from tests.owner.test_pages import PAGES, open_page, said

__all__ = ["open_page"]
DATA_TO = date(2026, 9, 30)
NOTHING = ("k", "value", "low", "high", "target_verdict", "benchmark_verdict")
NULLABLE = [
    (table.name, column.name)
    for table in schema.TABLES
    for column in table.columns
    if column.nullable
]
SCOPES = (
    Scope(),
    Scope(municipality="0461"),
    Scope(period_from=date(2025, 1, 1), period_to=date(2025, 12, 31)),
)
# one of the third criterion's grounds is enough to measure it; with fewer of them its count is another
GROUNDS = {("cases", name) for name in EVENTS.columns}


@pytest.fixture(scope="module")
def export(tmp_path_factory):
    folder = tmp_path_factory.mktemp("export")
    writing.write(folder, cases=150, as_of=DATA_TO)
    return {
        table.name: pl.read_parquet(folder / f"{table.name}.parquet") for table in schema.TABLES
    }


def publish_without(export, folder, *taken, settings="", nulled=()):
    """A snapshot of the export without some (table, column), or without a table (None)."""
    source, data = folder / "export", folder / "data"
    source.mkdir(parents=True)
    data.mkdir()
    (data / "settings.toml").write_text(settings, encoding="utf-8")
    for name, frame in export.items():
        columns = [column for table, column in taken if table == name]
        emptied = [column for table, column in nulled if table == name]
        if (name, None) in taken:
            continue
        kept = frame.with_columns(pl.lit(None, pl.String).alias(column) for column in emptied)
        kept.drop([column for column in columns if column]).write_parquet(
            source / f"{name}.parquet"
        )
    snapshot, _ = publish(source, data, Recipe(), data_to=DATA_TO)
    return snapshot


def rows_of(snapshot, scope=None):
    rows = figures(Warehouse(snapshot), scope or Scope())
    return {(row["figure_id"], row["benchmark_id"]): row for row in rows}


@pytest.fixture(scope="module")
def complete(export, tmp_path_factory):
    """The figures of the whole export, and of it without life wheels, by scope."""
    made = {
        True: publish_without(export, tmp_path_factory.mktemp("complete")),
        False: publish_without(without_wheels(export), tmp_path_factory.mktemp("wheelless")),
    }
    return {
        has_wheels: {scope: rows_of(snapshot, scope) for scope in SCOPES}
        for has_wheels, snapshot in made.items()
    }


def without_wheels(export):
    survey = export["survey_results"].filter(pl.col("instrument") != "life_wheel")
    return export | {"survey_results": survey}


def is_unmeasured(row):
    return any(code.startswith("not_measured:") for code in (row["note"] or "").split("; "))


def told(row):
    return {key: row[key] for key in ("n", *NOTHING)}


@pytest.mark.parametrize("table, column", NULLABLE)
def test_without_a_column_each_figure_is_what_it_was_or_not_measured(
    export, complete, tmp_path, table, column
):
    # a life wheel without a course or a phase is a fault, a questionnaire is not
    has_wheels = (table, column) not in WHEEL_NEEDS
    snapshot = publish_without(export if has_wheels else without_wheels(export), tmp_path,
                               (table, column))  # fmt: skip
    unmeasured = set()
    for scope in SCOPES:
        for key, row in rows_of(snapshot, scope).items():
            before = complete[has_wheels][scope][key]
            if is_unmeasured(row):
                assert row["n"] == 0
                assert [row[name] for name in NOTHING] == [None] * len(NOTHING)
                assert row["target_status"] is None
                assert row["target"] == before["target"]
                unmeasured.add(key[0])
            elif key[0] == "followup_courses_count":  # by the reasons that are known
                assert row["value"] <= before["value"]
            elif (
                column == "municipality_code" and scope.municipality
            ):  # unknown, as without an answer
                assert (row["n"] or 0) <= (before["n"] or 0)
            elif (table, column) not in GROUNDS:
                assert told(row) == told(before), key
    assert bool(unmeasured) == ((table, column) not in NEEDED_BY_NO_FIGURE)


WHEEL_NEEDS = {("survey_results", "case_id"), ("survey_results", "phase")}
NEEDED_BY_NO_FIGURE = {
    ("cases", "mentor_id"), ("comments", "response_id"), ("survey_results", "municipality_code"),
    ("survey_results", "phase"),
}  # fmt: skip


def test_without_any_ground_the_third_criterion_is_not_measured(export, tmp_path):
    snapshot = publish_without(export, tmp_path, *GROUNDS)
    row = rows_of(snapshot)["criterion_progress", None]
    assert is_unmeasured(row)
    assert "not_measured:employment_started_on" in row["note"]


def test_with_only_what_must_be_there_courses_and_citizens_alone_are_counted(export, tmp_path):
    taken = [*NULLABLE, *((table.name, None) for table in schema.TABLES[1:])]
    rows = rows_of(publish_without(export, tmp_path, *taken))
    measured = {id_: row["value"] for (id_, _), row in rows.items() if not is_unmeasured(row)}
    assert measured == {
        "courses_started": 150,
        "citizens": export["cases"]["citizen_id"].n_unique(),
        **{f"rows_quarantined_{table.name}": 0 for table in schema.TABLES},
    }


@pytest.mark.parametrize(
    "settings, status",
    [
        ("", "provisional"),
        ('registered = ["goals_agreed_on"]', "provisional"),
        ('registered = ["charged_on"]', "official"),
        ("charges_complete_to = 2026-06-30", "official"),
    ],
)
def test_a_wholly_empty_column_has_no_official_answer_until_it_is_said_to_be_kept(
    export, tmp_path, settings, status
):
    snapshot = publish_without(
        export, tmp_path, settings=settings, nulled=[("cases", "charged_on")]
    )
    row = rows_of(snapshot)["criterion_charged", None]
    assert (row["k"], row["target_verdict"], row["target_status"]) == (0, "below", status)
    assert "all_empty:charged_on" in row["note"].split("; ")


def test_one_ground_that_is_filled_is_enough(export, tmp_path):
    empty = [name for name in GROUNDS if name[1] != "leisure_engaged_on"]
    row = rows_of(publish_without(export, tmp_path, nulled=empty))["criterion_progress", None]
    assert row["target_status"] == "official"
    assert "all_empty" not in (row["note"] or "")


def test_contacts_with_headings_alone_measure_nothing(export, tmp_path):
    without = rows_of(publish_without(export, tmp_path / "a", ("contacts", None)))
    headings = export | {"contacts": export["contacts"].clear()}
    found = rows_of(publish_without(headings, tmp_path / "b"))
    notes = {key: row["note"] for key, row in without.items()}
    assert {key: row["note"] for key, row in found.items()} == notes
    (hours,) = {note for (figure_id, _), note in notes.items() if figure_id == "hours_per_week"}
    assert "not_measured:contacts" in hours.split("; ")


def test_response_rates_need_somebody_who_did_not_answer(export, tmp_path):
    answered = export["survey_results"].filter(pl.col("answered_on").is_not_null())
    only = export | {"survey_results": answered}
    for name, settings, note in (
        ("a", "", "not_measured:invited_on"),
        ("b", "all_invited_exported = true", None),
    ):
        rows = rows_of(publish_without(only, tmp_path / name, settings=settings))
        row = rows["response_rate_satisfaction", None]
        assert (row["note"], row["value"]) == (note, None if note else 1.0)
    rows = rows_of(publish_without(export, tmp_path / "c"))
    assert 0 < rows["response_rate_satisfaction", None]["value"] < 1


def test_the_command_line_prints_what_is_not_measured(export, tmp_path):
    publish_without(export, tmp_path, ("cases", "charged_on"), ("contacts", None))
    command = [sys.executable, "-m", "dashboard", "--data", tmp_path / "data", "figures"]
    printed = subprocess.run([*command, "--format", "json"], capture_output=True, check=True)
    rows = {row["figure_id"]: row for row in json.loads(printed.stdout)}
    assert rows["criterion_charged"] | {"note": "not_measured:charged_on", "n": 0, "k": None,
            "value": None, "target_verdict": None, "target_status": None} == rows["criterion_charged"]  # fmt: skip
    assert rows["hours_per_week"]["note"].startswith("not_measured:contacts")
    table = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    (line,) = [line for line in table.splitlines() if line.startswith("    criterion_charged · ")]
    assert "udtrækket har ingen kolonne for tiltaler" in line


# what each page says where the figures would stand, and numbers that it must not say
PARTS = {
    "charged_on": ([("cases", "charged_on")], "udtrækket har ingen kolonne for tiltaler"),
    "goals_agreed_on": ([("cases", "goals_agreed_on")], "udtrækket har ingen kolonne for aftalte mål"),
    "phases": (
        [("cases", name) for name in ("phase_2_on", "phase_3_on", "phases_completed_on")],
        "udtrækket har ingen kolonne for",
    ),
    "contacts": ([("contacts", None)], "udtrækket har ingen kontakter"),
    "survey": ([("survey_results", None)], "udtrækket har ingen spørgeskemaer eller livshjul"),
    "documents": ([("documents", None)], "udtrækket har ingen dokumenter"),
    "activities": ([("activities", None)], "udtrækket har ingen aktiviteter"),
    "needs": ([("cases", f"need_{need}") for need in schema.NEEDS], "udtrækket har ingen kolonne for"),
    "all": (
        [*NULLABLE, ("contacts", None), ("survey_results", None)], "ikke opgjort",
    ),
}  # fmt: skip
ASKED_FOR = {  # pages that show one of several
    "succeskriterier": [{"loefte": name} for name in ("completed", "charged", "progress")],
    "forloebene": [{"tal": "criterion_completed"}],
    "forloeb": [{"om": part} for part in ("indsats", "kontakt", "afslutning", "borgere")],
    "tilfredshed": [
        {"hvem": who} for who in ("borgerne", "mentorerne", "sagsbehandlerne", "praktik")
    ],
    "sammenligning": [{"med": with_} for with_ in ("landstal", "rapport-2016", "andre-indsatser")],
    "aktiviteter": [{"om": part} for part in ("aktiviteter", "faser", "dokumenter")],
    "bestilling": [{"om": part} for part in ("bestilling", "match")],
}
SAID_ON = {
    "charged_on": {"overblik", "succeskriterier", "opfoelgning", "programmer"},
    "goals_agreed_on": {"overblik", "forloeb", "sammenligning", "opfoelgning"},
    "phases": {"overblik", "succeskriterier", "faser", "opfoelgning", "aktiviteter", "bestilling",
               "programmer", "forloebene"},
    "contacts": {"overblik", "forloeb", "sammenligning", "faser", "opfoelgning", "programmer"},
    "survey": {"overblik", "succeskriterier", "tilfredshed", "livshjul", "sammenligning", "data",
               "opfoelgning", "bestilling", "programmer"},
    "documents": {"aktiviteter", "opfoelgning"},
    "activities": {"aktiviteter", "programmer"},
    "needs": {"bestilling"},
    "all": {"overblik", "succeskriterier", "forloeb", "faser", "tilfredshed", "livshjul",
            "sammenligning", "data", "opfoelgning", "aktiviteter", "bestilling", "programmer",
            "forloebene"},
}  # fmt: skip


TO_DO = {  # on the first page a promise says what to do about it, by the headings of the firm's files
    "charged_on": "”Tiltalt” mangler i jeres filer",
    "phases": "”Faser gennemført” mangler i jeres filer",
}


@pytest.mark.parametrize("part", PARTS)
def test_every_page_says_what_is_not_measured_and_none_fails(export, tmp_path, open_page, part):
    taken, words_ = PARTS[part]
    publish_without(export, tmp_path, *taken)
    for name in PAGES:
        pages = ASKED_FOR.get(name, [{}])
        text = "\n".join(said(open_page(tmp_path / "data", name, **query)) for query in pages)
        wanted = TO_DO.get(part, words_) if name == "overblik" else words_
        assert (wanted in text.replace("Ikke opgjort", "ikke opgjort")) == (
            name in SAID_ON[part]
        ), name
