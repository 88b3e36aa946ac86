"""Who opened which course, and when: one line an opening, appended and never changed.

    <data>/access/log.jsonl        {"at": UTC, "user": ..., "case_id": ...}, of a report also "made"
    <data>/access/sign_ins.jsonl   who logged in and out (sign_ins.py)
    <data>/access/lock             held for a moment by whoever writes

All readable by their owner alone. Only `purge` removes lines older than agreed, and `forget` those
about a person who is to be erased.
"""

import calendar
from collections.abc import Collection
from datetime import UTC, date, datetime
from pathlib import Path

from dashboard.foundation import journal, words
from dashboard.foundation.journal import Event

LOG = "log.jsonl"
SIGN_INS = "sign_ins.jsonl"


def append(data: Path, user: str, case_id: str) -> None:
    """Writes down one opening, on the disk itself before it returns. OSError when it cannot."""
    note(data, LOG, user=user, case_id=case_id)


def append_report(data: Path, user: str, case_id: str) -> None:
    """Writes down that a progression report was made. OSError when it cannot."""
    note(data, LOG, user=user, case_id=case_id, made="progression")


def reports(data: Path) -> list[tuple[str, date]]:
    """The course and the day of each progression report made, as far back as lines are kept. OSError if unreadable."""
    path = folder_of(data) / LOG
    return [
        (str(event.get("case_id")), words.local_day(at))
        for event in (journal.events(path) if path.exists() else [])
        if event.get("made") == "progression" and (at := _when(event))
    ]


def note(data: Path, name: str, **facts: str) -> None:
    """Adds a line with the time to one of the files. OSError when it cannot."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    with journal.held(folder_of(data)):
        journal.append(folder_of(data) / name, {"at": at, **facts})


def purge(data: Path, months: int, now: datetime) -> int:
    """Removes the lines older than that many months and says how many; OSError when it cannot.

    A line that cannot be dated stays.
    """
    limit = months_before(now, months)
    return sum(
        journal.drop(folder_of(data) / name, lambda event: _is_older(event, limit))
        for name in (LOG, SIGN_INS)
    )


def months_before(now: datetime, months: int) -> datetime:
    """The same day of the month that many calendar months ago, or the last there was."""
    year, month = divmod(12 * now.year + now.month - 1 - months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return now.replace(year=year, month=month + 1, day=min(now.day, last))


def forget(data: Path, case_ids: Collection[str]) -> int:
    """Removes the openings of these courses and says how many; OSError when it cannot."""
    return journal.drop(folder_of(data) / LOG, lambda event: event.get("case_id") in case_ids)


def folder_of(data: Path) -> Path:
    """Where the lines stand; nothing is made."""
    return data / "access"


def _is_older(event: Event, limit: datetime) -> bool:
    at = _when(event)
    return at is not None and at < limit


def _when(event: Event) -> datetime | None:
    """When a line was written; None of one that cannot be dated."""
    try:
        return datetime.fromisoformat(event["at"]).astimezone(UTC)
    except (ValueError, KeyError, TypeError):
        return None
