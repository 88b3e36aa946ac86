"""Verdicts are issued on agreed dates, once a snapshot, and never changed."""

import json
from datetime import date

import pytest

from dashboard.figures import verdicts
from dashboard.foundation.errors import DashboardError
from dashboard.foundation.settings import from_values
from tests.builders import case, published, write_export
from tests.cli.test_cli import run


def test_a_snapshot_of_an_agreed_date_is_judged_once(tmp_path):
    snapshot = published(tmp_path, cases=[case("F1", "2025-01-01")]).snapshot
    data = tmp_path / "data"
    assert verdicts.issue(data, snapshot)
    assert not verdicts.issue(data, snapshot)
    (line,) = verdicts.issued(data)
    assert (line.data_to, line.snapshot_id) == (date(2026, 9, 30), snapshot.id)
    (completed, charged, progress) = line.rows
    assert (completed.id, completed.k, completed.n) == ("criterion_completed", 0, 1)
    assert completed.target_verdict == "too_few"
    assert completed.settings_version == snapshot.settings.version
    assert charged.id == "criterion_charged"
    assert progress.target_status == "official"


def test_between_the_dates_nothing_is_issued(tmp_path):
    snapshot = published(tmp_path, data_to="2026-09-29", cases=[case("F1", "2025-01-01")]).snapshot
    assert not verdicts.issue(tmp_path / "data", snapshot)
    assert verdicts.issued(tmp_path / "data") == []


def test_what_was_said_stays_and_a_line_cut_short_is_passed_over(tmp_path):
    data = tmp_path / "data"
    first = published(tmp_path, cases=[case("F1", "2025-01-01")]).snapshot
    verdicts.issue(data, first)
    before = verdicts.path(data).read_bytes()
    with verdicts.path(data).open("ab") as file:
        file.write(b'null\n\xff\n{"issued_at": "20')  # as a kill or a full disk leaves it
    second = published(tmp_path, cases=[case("F1", "2025-02-01")]).snapshot
    verdicts.issue(data, second)
    assert verdicts.path(data).read_bytes().startswith(before)
    assert [line.snapshot_id for line in verdicts.issued(data)] == [first.id, second.id]


def test_the_file_is_its_owners_alone(tmp_path):
    snapshot = published(tmp_path, cases=[case("F1", "2025-01-01")]).snapshot
    verdicts.issue(tmp_path / "data", snapshot)
    assert verdicts.path(tmp_path / "data").stat().st_mode & 0o777 == 0o600


def test_a_file_that_cannot_be_written_is_told(tmp_path):
    snapshot = published(tmp_path, cases=[case("F1", "2025-01-01")]).snapshot
    verdicts.path(tmp_path / "data").mkdir()
    with pytest.raises(DashboardError, match=r"^Udtrækket er udgivet, men vurderingerne kan ikke"):
        verdicts.issue(tmp_path / "data", snapshot)


def test_publishing_on_an_agreed_date_issues_the_verdicts(tmp_path):
    export = write_export(tmp_path / "export", cases=[case("F1", "2025-01-01")])
    data = tmp_path / "data"
    done = run("--data", str(data), "publish", str(export), "--data-to", "2026-06-30")
    (line,) = verdicts.issued(data)
    assert done.stdout.strip() == line.snapshot_id
    run("--data", str(data), "publish", str(export), "--data-to", "2026-07-01")
    assert len(verdicts.issued(data)) == 1
    assert json.loads(verdicts.path(data).read_text())["data_to"] == "2026-06-30"


@pytest.mark.parametrize(
    "after, days, expected",
    [
        ("2026-09-30", ["03-31", "06-30", "09-30", "12-31"], "2026-12-31"),
        ("2026-12-31", ["03-31", "12-31"], "2027-03-31"),
        ("2025-03-01", ["02-29"], "2028-02-29"),
        ("1896-02-29", ["02-29"], "1904-02-29"),
        ("2026-01-01", [], None),
    ],
)
def test_the_next_verdict_date(after, days, expected):
    agreed = from_values({"verdict_dates": days})
    found = agreed.next_verdict_date(date.fromisoformat(after))
    assert found == (date.fromisoformat(expected) if expected else None)
