"""Who opened which course, and when: one line an opening, appended and never changed.

    <data>/access/log.jsonl        {"at": UTC, "user": ..., "case_id": ...}
    <data>/access/sign_ins.jsonl   who logged in and out (sign_ins.py)
    <data>/access/lock             held for a moment by whoever writes

All readable by their owner alone. Only `purge` removes lines older than agreed, and `forget` those
about a person who is to be erased.
"""

import stat
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import filelock
import polars as pl

from dashboard.foundation import journal

LOG = "log.jsonl"
SIGN_INS = "sign_ins.jsonl"
OWNERS_FOLDER = stat.S_IRWXU
PATIENCE = 5  # seconds another writer may take


def append(data: Path, user: str, case_id: str) -> None:
    """Writes down one opening, on the disk itself before it returns. OSError when it cannot."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    with held(data) as folder:
        journal.append(folder / LOG, {"at": at, "user": user, "case_id": case_id})


def purge(data: Path, months: int, now: datetime) -> int:
    """Removes the lines older than that many months and says how many; OSError when it cannot.

    A line that cannot be dated stays.
    """
    limit = months_before(now, months)
    return sum(_drop(data, name, lambda event: _is_older(event, limit)) for name in (LOG, SIGN_INS))


def months_before(now: datetime, months: int) -> datetime:
    """The same day of the month that many calendar months ago, or the last there was."""
    (limit,) = pl.Series([now]).dt.offset_by(f"-{months}mo")
    found: datetime = limit
    return found


def forget(data: Path, case_ids: Collection[str]) -> int:
    """Removes the openings of these courses and says how many; OSError when it cannot."""
    return _drop(data, LOG, lambda event: event.get("case_id") in case_ids)


def folder_of(data: Path) -> Path:
    """Where the lines stand; nothing is made."""
    return data / "access"


@contextmanager
def held(data: Path) -> Iterator[Path]:
    """The folder while nobody else writes: a line written during a purge would else be lost."""
    folder = folder_of(data)
    folder.mkdir(mode=OWNERS_FOLDER, parents=True, exist_ok=True)
    folder.chmod(OWNERS_FOLDER)
    with filelock.FileLock(folder / "lock", timeout=PATIENCE, mode=journal.OWNERS_FILE):
        yield folder


def _drop(data: Path, name: str, is_gone: Callable[[dict[str, Any]], bool]) -> int:
    if not (folder_of(data) / name).exists():
        return 0
    with held(data) as folder:
        lines = (folder / name).read_bytes().splitlines(keepends=True)
        kept = [line for line in lines if not is_gone(journal.event(line) or {})]
        if len(kept) < len(lines):
            journal.rewrite(folder / name, b"".join(kept))
    return len(lines) - len(kept)


def _is_older(event: dict[str, Any], limit: datetime) -> bool:
    try:
        return datetime.fromisoformat(event["at"]) < limit
    except (ValueError, KeyError, TypeError):
        return False
