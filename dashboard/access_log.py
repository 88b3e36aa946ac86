"""Who opened which course, and when: one line an opening, appended and never changed.

    <data>/access/log.jsonl     {"at": UTC, "user": ..., "case_id": ...}, readable by its owner alone
    <data>/access/lock          held for a moment by whoever writes

Only `purge` ever removes a line, when it is older than agreed.
"""

import calendar
import json
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import filelock

from dashboard import snapshot

OWNERS_FILE = stat.S_IRUSR | stat.S_IWUSR
OWNERS_FOLDER = stat.S_IRWXU
PATIENCE = 5  # seconds another writer may take


def append(data: Path, user: str, case_id: str) -> None:
    """Writes down one opening, on the disk itself before it returns. OSError when it cannot."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    line = json.dumps({"at": at, "user": user, "case_id": case_id}, ensure_ascii=False) + "\n"
    with _held(data) as log:
        _write(log, line.encode(), os.O_APPEND)


def purge(data: Path, months: int, now: datetime) -> int:
    """Removes the lines older than that many months and says how many; OSError when it cannot.

    A line that cannot be dated stays.
    """
    if not (_folder(data) / "log.jsonl").exists():
        return 0
    limit = _months_before(now, months)
    with _held(data) as log:
        lines = log.read_bytes().splitlines(keepends=True)
        kept = [line for line in lines if not _is_older(line, limit)]
        if len(kept) < len(lines):
            draft = log.with_suffix(".tmp")
            _write(draft, b"".join(kept), os.O_TRUNC)
            draft.replace(log)
            snapshot.sync(log.parent)
    return len(lines) - len(kept)


def _folder(data: Path) -> Path:
    return data / "access"


@contextmanager
def _held(data: Path) -> Iterator[Path]:
    """The log's path while nobody else writes: an opening during a purge would else be lost."""
    folder = _folder(data)
    folder.mkdir(mode=OWNERS_FOLDER, parents=True, exist_ok=True)
    folder.chmod(OWNERS_FOLDER)
    with filelock.FileLock(folder / "lock", timeout=PATIENCE, mode=OWNERS_FILE):
        yield folder / "log.jsonl"


def _write(path: Path, content: bytes, how: int) -> None:
    """One write, all of it or nothing: half a line would spoil the next one too."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | how, OWNERS_FILE)
    try:
        path.chmod(OWNERS_FILE)
        before = os.fstat(handle).st_size
        if os.write(handle, content) != len(content):
            os.ftruncate(handle, before)
            raise OSError("the disk took only a part of the line")
        os.fsync(handle)
    finally:
        os.close(handle)


def _is_older(line: bytes, limit: datetime) -> bool:
    try:
        return datetime.fromisoformat(json.loads(line)["at"]) < limit
    except (ValueError, KeyError, TypeError):
        return False


def _months_before(moment: datetime, months: int) -> datetime:
    year, month = divmod(12 * moment.year + moment.month - 1 - months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return moment.replace(year=year, month=month + 1, day=min(moment.day, last))
