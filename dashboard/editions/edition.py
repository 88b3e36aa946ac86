"""An edition: what one municipality may see of one closed quarter, frozen. This is the reading side.

    <data>/editions/<code>/<level>/<2026-Q3>/v1-<sha12>.json

A file is written once and never changed; its name holds the first twelve digits of its sha256, so
that a flipped bit is found before use. Nothing here knows of snapshots or databases: whoever reads
editions can read nothing else.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from dashboard.catalogue.released import FIGURES
from dashboard.catalogue.row import FigureRow, Record, from_record
from dashboard.foundation import quarters as quarters_
from dashboard.foundation import settings
from dashboard.foundation.errors import DashboardError
from dashboard.foundation.quarters import Quarter
from dashboard.foundation.settings import LEVELS
from dashboard.foundation.words import text as _
from dashboard.published import reference

FORMAT = 2
NAME = re.compile(r"v([1-9]\d*)-([0-9a-f]{12})\.json")
DAYS = ("period_from", "period_to", "data_to")


@dataclass(frozen=True)
class FirmsVerdict:
    """The official verdict on one criterion for the whole firm, without counts; percent: whole, where
    so many stand behind it that it tells of nobody.
    """

    figure_id: str
    verdict: str
    target: float
    percent: int | None
    data_to: date


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
        """1, or more where something in it has changed since."""
        return int(self.content["version"])

    @property
    def report_code(self) -> str:
        """What a report is recognised by: the same code, the same numbers."""
        return str(self.content["report_code"])

    @property
    def groups(self) -> list[tuple[date, date, int]]:
        """First and last day of start of each group of courses told of, and how many are in it."""
        found = self.content["groups"]
        return [
            (Quarter.named(each["first"]).first, Quarter.named(each["last"]).last, each["size"])
            for each in found
        ]

    @property
    def size(self) -> int:
        """How many citizens are told of, by their courses."""
        return sum(size for _first, _last, size in self.groups)

    @property
    def expected(self) -> Quarter | None:
        """When the first group is expected, where there is none yet."""
        found = self.content["expected"]
        return Quarter.named(found) if found else None

    @property
    def is_revised(self) -> bool:
        """Whether anything in it was drawn again after a correction."""
        return bool(self.content["is_revised"])

    @property
    def not_measured(self) -> list[str]:
        """The figures the newest data did not hold what they are counted from."""
        return list(self.content["not_measured"])

    @property
    def recent(self) -> tuple[date, date]:
        """First and last day of the four quarters activity is told of."""
        return self._day("period_from"), self._day("period_to")

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
        """What was agreed when it was made."""
        return settings.from_manifest(self.content["settings"])

    @property
    def firm(self) -> list[FirmsVerdict]:
        """The official verdicts on the whole firm, where there are any."""
        return [
            FirmsVerdict(**each | {"data_to": date.fromisoformat(each["data_to"])})
            for each in self.content["firm"]
        ]

    @property
    def rows(self) -> list[FigureRow]:
        """The figures of all groups together, drawn with noise; a row for each benchmark."""
        return self._rows("rows")

    @property
    def trend(self) -> list[FigureRow]:
        """The criteria of each group, where there are enough groups for a trend."""
        return self._rows("trend")

    @property
    def activity(self) -> list[FigureRow]:
        """The last four quarters: rounded counts, or what the responsible authority sees as it is."""
        return self._rows("activity")

    def _rows(self, part: str) -> list[FigureRow]:
        return [from_record(_read(row), FIGURES[row["figure_id"]]) for row in self.content[part]]

    def _day(self, key: str) -> date:
        return date.fromisoformat(self.content[key])


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
    """The newest edition; None before there is any.

    DashboardError where its file is not as it was written: an older one would pass for it.
    """
    for quarter in quarters(editions, municipality, level):
        if found := read(editions, municipality, level, quarter):
            return found
    return None


def read(editions: Path, municipality: str, level: str, quarter: str) -> Edition | None:
    """The newest version of a quarter's edition; None without any of this format.

    DashboardError where its file is not as it was written, or stands in another's place.
    """
    home = folder(editions, municipality, level) / str(Quarter.named(quarter))
    found = _versions(home)
    if not found:
        return None
    content = _verified(found[max(found)])
    if content["format"] < FORMAT:  # by a rule that is no more
        return None
    if content["format"] > FORMAT:
        raise DashboardError(
            _("Rapporten er skrevet af en nyere udgave af programmet; opdatér det.")
        )
    edition = Edition(content)
    place = (edition.municipality, edition.level, edition.quarter, edition.version)
    if place != (municipality, level, quarter, max(found)):
        raise _not_as_written()
    return edition


def versions(editions: Path, municipality: str, level: str, quarter: str) -> Iterator[Edition]:
    """Every version of a quarter's edition that is as it was written, newest first."""
    found = _versions(folder(editions, municipality, level) / quarter)
    for number in sorted(found, reverse=True):
        with suppress(DashboardError):
            yield Edition(_verified(found[number]))


def format_of(path: Path) -> int:
    """The format of a file, whoever wrote it; the newest where it cannot be read."""
    try:
        return int(json.loads(path.read_bytes())["format"])
    except (OSError, ValueError, KeyError, TypeError):
        return FORMAT


def next_version(editions: Path, municipality: str, level: str, quarter: str) -> int:
    """The number of the version that is written next; a damaged one keeps its own."""
    found = _versions(folder(editions, municipality, level) / quarter)
    return max(found, default=0) + 1


def _versions(home: Path) -> dict[int, Path]:
    """The files of one quarter by version; what is still being written is none."""
    named = ((NAME.fullmatch(path.name), path) for path in home.glob("v*.json"))
    return {int(name[1]): path for name, path in named if name}


def _verified(path: Path) -> dict[str, Any]:
    name = NAME.fullmatch(path.name)
    try:
        content = path.read_bytes()
    except OSError:
        raise _not_as_written() from None
    if not name or hashlib.sha256(content).hexdigest()[:12] != name[2]:
        raise _not_as_written()
    found: dict[str, Any] = json.loads(content)
    return found


def _not_as_written() -> DashboardError:
    return DashboardError(
        _("Rapporten kan ikke læses, som den blev skrevet; skriv den igen med ”editions”.")
    )
