"""Who opened which course: every opening a whole line, and nothing but age removes one."""

import json
import os
import stat
import threading
from datetime import UTC, date, datetime, timedelta

import pytest

from dashboard.access import access_log
from dashboard.ingest.recipe import Recipe
from dashboard.snapshots import snapshot
from dashboard.snapshots.publish import publish
from tests.builders import case, write_export

NOW = datetime(2026, 10, 31, 8, 0, tzinfo=UTC)


def log_of(data):
    return data / "access" / "log.jsonl"


def lines(data) -> list[dict]:
    return [json.loads(line) for line in log_of(data).read_text(encoding="utf-8").splitlines()]


def write(data, *moments) -> None:
    for moment in moments:
        access_log.append(data, "ejer@example.dk", moment)
    told = [line | {"at": line["case_id"]} for line in lines(data)]
    log_of(data).write_text("".join(json.dumps(line) + "\n" for line in told))


def test_an_opening_is_one_line_with_who_what_and_when(tmp_path):
    before = datetime.now(UTC).replace(microsecond=0)
    access_log.append(tmp_path, "ejer@example.dk", "F1")
    access_log.append(tmp_path, "lokal:søren", 'F"2\n')
    first, second = lines(tmp_path)
    assert (first["user"], first["case_id"]) == ("ejer@example.dk", "F1")
    assert (second["user"], second["case_id"]) == ("lokal:søren", 'F"2\n')
    at = datetime.fromisoformat(first["at"])
    assert before <= at <= datetime.now(UTC)
    assert at.utcoffset() == timedelta(0)
    assert list(first) == ["at", "user", "case_id"]


def test_nobody_else_may_read_it_also_when_the_folder_was_there_before(tmp_path):
    (tmp_path / "access").mkdir(mode=0o755)
    log_of(tmp_path).touch(mode=0o644)
    access_log.append(tmp_path, "ejer", "F1")
    for path, mode in [(tmp_path / "access", 0o700), (log_of(tmp_path), 0o600)]:
        assert stat.S_IMODE(path.stat().st_mode) == mode


def test_sessions_that_write_at_once_lose_and_mix_nothing(tmp_path):
    def open_many(reader):
        for i in range(25):
            access_log.append(tmp_path, f"læser{reader}", f"F{i}" * 50)

    readers = [threading.Thread(target=open_many, args=(n,)) for n in range(4)]
    purges = [threading.Thread(target=access_log.purge, args=(tmp_path, 60, NOW)) for _ in range(5)]
    for thread in (*readers, *purges):
        thread.start()
    for thread in (*readers, *purges):
        thread.join()
    assert len(lines(tmp_path)) == 100


def test_a_full_disk_leaves_no_half_line_behind(tmp_path, monkeypatch):
    access_log.append(tmp_path, "ejer", "F1")
    whole, write_all = log_of(tmp_path).read_bytes(), os.write
    monkeypatch.setattr(os, "write", lambda handle, content: write_all(handle, content[:10]))
    with pytest.raises(OSError, match="only a part"):
        access_log.append(tmp_path, "ejer", "F2")
    assert log_of(tmp_path).read_bytes() == whole


def test_a_log_that_is_no_file_is_an_error(tmp_path):
    log_of(tmp_path).mkdir(parents=True)
    with pytest.raises(OSError):
        access_log.append(tmp_path, "ejer", "F1")


def test_what_is_older_than_agreed_is_purged_and_the_rest_stays_as_it_was(tmp_path):
    write(
        tmp_path,
        "2026-04-30T07:59:59+00:00",
        "2026-04-30T08:00:00+00:00",
        "2026-10-30T00:00:00+00:00",
    )
    with log_of(tmp_path).open("a") as log:
        log.write("ingen dato\n")
    kept = log_of(tmp_path).read_bytes().splitlines(keepends=True)[1:]
    # six months before 31 October is 30 April
    assert access_log.purge(tmp_path, 6, NOW) == 1
    assert log_of(tmp_path).read_bytes() == b"".join(kept)
    assert stat.S_IMODE(log_of(tmp_path).stat().st_mode) == 0o600
    assert access_log.purge(tmp_path, 6, NOW) == 0
    assert {path.name for path in (tmp_path / "access").iterdir()} == {"log.jsonl", "lock"}


def test_without_a_log_there_is_nothing_to_purge_or_make(tmp_path):
    assert access_log.purge(tmp_path, 60, NOW) == 0
    assert not (tmp_path / "access").exists()


def test_publish_purges_by_the_settings_of_the_day_and_says_nothing(tmp_path):
    export, data = write_export(tmp_path / "export", cases=[case()]), tmp_path / "data"
    old = (datetime.now(UTC) - timedelta(days=62 * 30)).isoformat()
    recent = (datetime.now(UTC) - timedelta(days=100)).isoformat()
    write(data, old, recent)
    publish(export, data, Recipe(), data_to=date(2026, 9, 30))
    assert [line["case_id"] for line in lines(data)] == [recent]
    (data / "settings.toml").write_text("retention_months = 3\n")
    publish(export, data, Recipe(), data_to=date(2026, 9, 30))
    assert lines(data) == []


def test_a_log_that_cannot_be_purged_stops_no_publishing(tmp_path):
    export, data = write_export(tmp_path / "export", cases=[case()]), tmp_path / "data"
    log_of(data).mkdir(parents=True)
    told: list[str] = []
    found, _ = publish(export, data, Recipe(), data_to=date(2026, 9, 30), tell=told.append)
    assert snapshot.current_id(data) == found.id
    assert [sentence.startswith("Adgangsloggen i") for sentence in told] == [True]


def test_a_publishing_that_fails_purges_nothing(tmp_path):
    export = write_export(tmp_path / "export", cases=[case(programme="unknown")])
    write(tmp_path / "data", "2001-01-01T00:00:00+00:00")
    with pytest.raises(Exception, match="fejl"):
        publish(export, tmp_path / "data", Recipe())
    assert len(lines(tmp_path / "data")) == 1
