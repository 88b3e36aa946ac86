"""An edition: what one municipality may see of one closed quarter, frozen. This is the reading side.

    <data>/editions/<code>/<level>/<2026-Q3>/v1-<sha12>.json

A file is written once and never changed; its name holds the first twelve digits of its sha256, so
that a flipped bit is found before use. Nothing here knows of snapshots or databases: whoever reads
editions can read nothing else.
"""

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from dashboard.catalogue.listing import FIGURES
from dashboard.catalogue.row import FigureRow, Record, from_record
from dashboard.foundation import quarters as quarters_
from dashboard.foundation import settings
from dashboard.foundation.errors import DashboardError
from dashboard.foundation.settings import LEVELS
from dashboard.foundation.words import text as _
from dashboard.published import reference

FORMAT = 1
NAME = re.compile(r"v([1-9]\d*)-([0-9a-f]{12})\.json")
DAYS = ("period_from", "period_to", "data_to")


@dataclass(frozen=True)
class Edition:
    """One version of an edition; `content` is the verified file."""

    content: dict[str, Any]

    @property
    def municipality(self) -> str:
        """The municipality's code."""
        return str(self.content["municipality"])

    @property
    def level(self) -> str:
        """public or authority."""
        return str(self.content["level"])

    @property
    def quarter(self) -> str:
        """The closed quarter it ends with, e.g. 2026-Q3."""
        return str(self.content["quarter"])

    @property
    def version(self) -> int:
        """1, or more where a correction was published."""
        return int(self.content["version"])

    @property
    def report_code(self) -> str:
        """What a report is recognised by: the same code, the same numbers."""
        return str(self.content["report_code"])

    @property
    def period(self) -> tuple[date, date]:
        """First and last day of the four quarters."""
        return self._day("period_from"), self._day("period_to")

    @property
    def cohort(self) -> tuple[date, date]:
        """First and last day of the eight quarters whose starts the criteria judge."""
        return self._day("cohort_from"), self._day("period_to")

    @property
    def data_to(self) -> date:
        """The last day anything in it is known of: the last of the quarter."""
        return self._day("data_to")

    @property
    def snapshot(self) -> str:
        """When the snapshot it was made of was published."""
        return str(self.content["snapshot"])

    @property
    def is_demo(self) -> bool:
        """Whether the people in it are invented."""
        return bool(self.content["is_demo"])

    @cached_property
    def settings(self) -> settings.Settings:
        """What was agreed when it was made, the rule of disclosure control with it."""
        return settings.from_values(self.content["settings"])

    @property
    def rows(self) -> list[FigureRow]:
        """The figure rows."""
        return [from_record(_read(row), FIGURES[row["figure_id"]]) for row in self.content["rows"]]

    def by_key(self) -> dict[str, Record]:
        """Every published row by figure_id, the first of its benchmarks; and the third criterion at
        its other thresholds as criterion_progress@1.2.
        """
        rows = {row["figure_id"]: _read(row) for row in reversed(self.content["rows"])}
        others = map(_read, self.content["guards"])
        return rows | {f"{row['figure_id']}@{_threshold(row)}": row for row in others}

    def _day(self, key: str) -> date:
        return date.fromisoformat(self.content[key])


def _threshold(row: Record) -> float | None:
    """The points on the wheel a row of the third criterion is counted at, where it says so."""
    found = re.search(r"threshold_points:([\d.]+)", row["note"] or "")
    return float(found[1]) if found else None


def _read(row: Record) -> Record:
    return row | {key: row[key] and date.fromisoformat(row[key]) for key in DAYS}


def folder(editions: Path, municipality: str, level: str) -> Path:
    """Where the editions of a municipality at a level are. DashboardError for unknown ones."""
    if municipality not in reference.municipalities() or level not in LEVELS:
        raise DashboardError(_("Kommunekoden ”{code}” findes ikke.", code=municipality))
    return editions / municipality / level


def quarters(editions: Path, municipality: str, level: str) -> list[str]:
    """The quarters there is an edition of, newest first."""
    home = folder(editions, municipality, level)
    if not home.is_dir():
        return []
    found = [
        path.name
        for path in home.iterdir()
        if quarters_.NAME.fullmatch(path.name) and _versions(path)
    ]
    return sorted(found, reverse=True)


def newest(editions: Path, municipality: str, level: str) -> Edition | None:
    """The newest edition that is as it was written; None before there is any.

    DashboardError where there are some and none is as it was written.
    """
    found = quarters(editions, municipality, level)
    for quarter in found:
        if edition := read(editions, municipality, level, quarter):
            return edition
    if found:
        raise DashboardError(
            _("Rapporten kan ikke læses, som den blev skrevet; skriv den igen med ”editions”.")
        )
    return None


def read(editions: Path, municipality: str, level: str, quarter: str) -> Edition | None:
    """The newest version of a quarter's edition that is as it was written; None without any."""
    found = versions(editions, municipality, level, quarter)
    return found[-1] if found else None


def versions(editions: Path, municipality: str, level: str, quarter: str) -> list[Edition]:
    """Every version of a quarter's edition that is as it was written, oldest first."""
    quarters_.Quarter.named(quarter)
    found = map(_verified, _versions(folder(editions, municipality, level) / quarter).values())
    return [edition for edition in found if edition]


def next_version(editions: Path, municipality: str, level: str, quarter: str) -> int:
    """The number of the version that is written next; a damaged one keeps its own."""
    found = _versions(folder(editions, municipality, level) / quarter)
    return max(found, default=0) + 1


def _versions(home: Path) -> dict[int, Path]:
    """The files of one quarter by version, oldest first; what is still being written is none."""
    named = ((NAME.fullmatch(path.name), path) for path in home.glob("v*.json"))
    return dict(sorted((int(name[1]), path) for name, path in named if name))


def _verified(path: Path) -> Edition | None:
    """The edition in a file; None where it is not what was written."""
    name = NAME.fullmatch(path.name)
    try:
        content = path.read_bytes()
    except OSError:
        return None
    if not name or hashlib.sha256(content).hexdigest()[:12] != name[2]:
        return None
    found = json.loads(content)
    if found["format"] != FORMAT:
        raise DashboardError(
            _("Rapporten er skrevet af en nyere udgave af programmet; opdatér det.")
        )
    return Edition(found)
