"""Revisions the owner has ordered: lines the owner's app may write, read when reports are written.

<data>/access/revisions.jsonl   who ordered which municipality's, and when
"""

from datetime import UTC, datetime
from pathlib import Path

from dashboard.foundation import files, journal


def order(data: Path, municipality: str, by: str) -> None:
    """Orders that a municipality's groups are drawn once more. DashboardError when it cannot be written."""
    line = {
        "at": datetime.now(UTC).isoformat(timespec="microseconds"),
        "by": by,
        "municipality": municipality,
    }
    with files.explaining_no_access(data), journal.held(_file(data).parent):
        journal.append(_file(data), line)


def ordered(data: Path) -> dict[str, str]:
    """The municipality of each order so far, by its moment; oldest first."""
    try:
        return {line["at"]: line["municipality"] for line in journal.events(_file(data))}
    except FileNotFoundError:
        return {}


def _file(data: Path) -> Path:
    return data / "access" / "revisions.jsonl"
