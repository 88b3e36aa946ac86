"""Who opened which course, and when: one line an opening, appended and never changed.

    <data>/access/log.jsonl     {"at": UTC, "user": ..., "case_id": ...}, readable by its owner alone
    <data>/access/lock          held for a moment by whoever writes

Only `purge` ever removes a line, when it is older than agreed.
"""

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import filelock
import polars as pl

from dashboard import journal

OWNERS_FOLDER = stat.S_IRWXU
PATIENCE = 5  # seconds another writer may take


def append(data: Path, user: str, case_id: str) -> None:
    """Writes down one opening, on the disk itself before it returns. OSError when it cannot."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    with _held(data) as log:
        journal.append(log, {"at": at, "user": user, "case_id": case_id})


def purge(data: Path, months: int, now: datetime) -> int:
    """Removes the lines older than that many months and says how many; OSError when it cannot.

    A line that cannot be dated stays.
    """
    if not (_folder(data) / "log.jsonl").exists():
        return 0
    (limit,) = pl.Series([now]).dt.offset_by(f"-{months}mo")
    with _held(data) as log:
        lines = log.read_bytes().splitlines(keepends=True)
        kept = [line for line in lines if not _is_older(line, limit)]
        if len(kept) < len(lines):
            journal.rewrite(log, b"".join(kept))
    return len(lines) - len(kept)


def _folder(data: Path) -> Path:
    return data / "access"


@contextmanager
def _held(data: Path) -> Iterator[Path]:
    """The log's path while nobody else writes: an opening during a purge would else be lost."""
    folder = _folder(data)
    folder.mkdir(mode=OWNERS_FOLDER, parents=True, exist_ok=True)
    folder.chmod(OWNERS_FOLDER)
    with filelock.FileLock(folder / "lock", timeout=PATIENCE, mode=journal.OWNERS_FILE):
        yield folder / "log.jsonl"


def _is_older(line: bytes, limit: datetime) -> bool:
    found = journal.event(line) or {}
    try:
        return datetime.fromisoformat(found["at"]) < limit
    except (ValueError, KeyError, TypeError):
        return False
