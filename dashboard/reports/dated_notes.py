"""The owner's notes: what happened when, in a text file, told beside whatever is shown over time.

<data>/noter.txt     a line a note: 2025-03-01 Ny mentor i Odense
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dashboard.foundation import days, harmless, words
from dashboard.foundation.errors import DashboardError
from dashboard.foundation.words import text as _

NAME = "noter.txt"


@dataclass(frozen=True)
class Note:
    """What happened on a day, in the owner's words."""

    on: date
    text: str


def read(data: Path) -> list[Note]:
    """Every note, oldest first; none where there is no file. DashboardError for a line that is none."""
    path = data / NAME
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines() if path.exists() else []
    except (OSError, UnicodeDecodeError):
        raise DashboardError(
            _("Noterne i {file} kan ikke læses; gem filen som ren tekst (UTF-8).", file=NAME)
        ) from None
    found = [_note(i, line) for i, line in enumerate(lines, start=1) if line.strip()]
    return sorted(found, key=lambda note: note.on)


def _note(number: int, line: str) -> Note:
    day, _space, told = line.strip().partition(" ")
    try:
        on = days.read(day)
    except DashboardError:
        on = None
    if on is None or not told.strip():
        raise DashboardError(
            _(
                "Linje {number} i {file} er ingen note; skriv datoen og så teksten, f.eks. 2025-03-01 Ny mentor.",
                number=words.number(number),
                file=NAME,
            )
        )
    return Note(on, harmless.heading(told.strip()))


def within(notes: Sequence[Note], first: date | None, last: date) -> list[Note]:
    """Those of a stretch of time, both ends included."""
    return [note for note in notes if (first is None or note.on >= first) and note.on <= last]


def told(notes: Sequence[Note]) -> list[str]:
    """A sentence each: 1. marts 2025: Ny mentor i Odense."""
    return [f"{words.day(note.on)}: {note.text}" for note in notes]


def table(notes: Sequence[Note]) -> list[dict[str, str]]:
    """A line each."""
    return [{_("Dato"): words.day(note.on), _("Note"): note.text} for note in notes]
