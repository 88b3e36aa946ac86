"""A progression report made on a course's page is done in the documents that are published after it."""

from datetime import date, timedelta

import polars as pl
import pytest

from dashboard.access import access_log
from dashboard.catalogue.scope import Scope
from dashboard.figures import figures
from dashboard.foundation import words
from dashboard.ingest.recipe import Recipe
from dashboard.snapshots.publish import publish
from dashboard.snapshots.warehouse import Warehouse
from tests.builders import case, write_export

TODAY = words.today()
DONE = "document_progression_report_done_count"
STARTED = (TODAY - timedelta(days=200)).isoformat()


def document(id_: str, due: int | None, done: int | None = None, **given):
    """A report due and done so many days from today."""
    days = {
        name: None if n is None else TODAY + timedelta(days=n)
        for name, n in (("due_on", due), ("done_on", done))
    }
    return (
        {"document_id": id_, "case_id": "F1", "kind": "progression_report", "party": None}
        | days
        | given
    )


def published(tmp_path, documents=None, **options):
    rows = {} if documents is None else {"documents": documents}
    export = write_export(
        tmp_path / f"export-{len(rows)}", cases=[case("F1", STARTED), case("F2", STARTED)], **rows
    )
    return publish(
        export, tmp_path / "data", Recipe(), data_to=TODAY, accept_change=True, **options
    )


def done(made) -> dict[str, date | None]:
    found = pl.read_parquet(made.files()["documents.parquet"])
    return dict(found.sort("document_id").select("document_id", "done_on").iter_rows())


def test_the_report_due_nearest_is_done_and_counts(tmp_path):
    listed = [
        document("A", -40), document("B", -10), document("C", 20), document("D", -3, case_id="F2"),
        document("E", -1, kind="status_report"),
    ]  # fmt: skip
    before, checked = published(tmp_path, listed)
    assert not [each for each in checked.notices if each.key == "made_here"]
    access_log.append_report(tmp_path / "data", "x", "F1")
    access_log.append_report(tmp_path / "data", "x", "F1")  # printed twice
    access_log.append_report(tmp_path / "data", "x", "F9")  # of no course there is
    after, checked = published(tmp_path, listed)
    assert done(before) == dict.fromkeys("ABCDE")
    assert done(after) == dict.fromkeys("ABCDE") | {"B": TODAY}
    assert [each.n for each in checked.notices if each.key == "made_here"] == [1]
    counts = [
        row.value
        for made in (before, after)
        for row in figures(Warehouse(made), Scope(), ["document_progression_report_done_count"])
    ]
    assert counts == [0, 1]


@pytest.mark.parametrize(
    ("due", "is_done"), [(-31, True), (-32, False), (31, True), (32, False), (None, False)]
)
def test_what_is_due_more_than_a_month_away_is_another_report(tmp_path, due, is_done):
    access_log.append_report(tmp_path / "data", "x", "F1")
    made, _checked = published(tmp_path, [document("A", due, -50 if due is None else None)])
    assert (done(made)["A"] == TODAY) is is_done


def test_what_is_done_in_the_files_stays_and_no_table_is_made(tmp_path):
    access_log.append_report(tmp_path / "data", "x", "F1")
    made, checked = published(tmp_path, [document("A", -2, -5), document("B", -30)])
    assert done(made) == {"A": TODAY - timedelta(days=5), "B": None}  # it was A that was printed
    assert not [each for each in checked.notices if each.key == "made_here"]
    made, _checked = published(tmp_path)
    assert "documents" in made.delivered.absent


def test_a_log_that_cannot_be_read_is_told_and_stops_nothing(tmp_path, monkeypatch):
    def unreadable(_data):
        raise PermissionError

    monkeypatch.setattr(access_log, "reports", unreadable)
    told: list[str] = []
    made, _checked = published(tmp_path, [document("A", -2)], tell=told.append)
    assert done(made) == {"A": None}
    assert any("progressionsrapporter" in each for each in told)
