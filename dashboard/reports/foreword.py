"""The foreword of a year's report: the owner's own words, in a text file for each language."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from dashboard.charts.blocks import Block, Paper
from dashboard.foundation import cpr, words
from dashboard.foundation.errors import DashboardError
from dashboard.foundation.words import text as _

NAMES = {"da": "forord-{year}.txt", "en": "foreword-{year}.txt"}  # in the data folder
ITEM = re.compile(r"([-–*•]|\d+[.)])\s")  # of a list
SHORT = 50  # letters: whoever ends a line before that means it


def name(year: int) -> str:
    """The file a year's has in the language spoken."""
    return NAMES[words.language()].format(year=year)


def paragraphs(data: Path, year: int, asked_for: Path | None = None) -> list[str]:
    """Its paragraphs; none where there is no file. DashboardError where it cannot be read or names a person."""
    path = asked_for or data / name(year)
    if not asked_for and not path.exists():
        return []
    if not path.exists():
        raise DashboardError(_("Forordet {path} findes ikke; skriv, hvor filen ligger.", path=path))
    try:
        told = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise DashboardError(
            _("Forordet {path} kan ikke læses; gem det som ren tekst (UTF-8).", path=path)
        ) from None
    if cpr.holds(told):
        raise DashboardError(
            _("Der står noget i {path}, som ligner et CPR-nummer; tag det ud.", path=path)
        )
    lines = "\n".join(" ".join(line.split()) for line in told.splitlines())
    found = (_paragraph(each) for each in lines.split("\n\n"))
    return [each for each in found if each]


def require_printable(told: Sequence[str], on: date) -> None:
    """DashboardError for a letter the font has not: told before anybody waits for the report."""
    from dashboard.typesetting import paper  # a compiler, for who prints

    blank = Paper("–", words.language(), on, ("", ""), "")
    paper.pdf(blank, [Block(told=tuple(told))], lambda _end, _unit: "")


def _paragraph(written: str) -> str:
    """Its lines as one, but where a short one ends: a list, or a name below."""
    told = ""
    for line in written.split("\n"):
        last = told.rpartition("\n")[2]
        is_new = len(last) < SHORT or ITEM.match(line)
        told += ("" if not told else "\n" if is_new else " ") + line
    return told.strip()
