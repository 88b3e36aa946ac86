"""Writes the files of the editions, from released numbers, group sizes, settings and days alone.

    <data>/editions/<code>/<level>/<quarter>/v1-<sha12>.json   what a municipality may see

A file is written once. Another version follows only where something in it has changed.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from dashboard.catalogue.released import COURSES
from dashboard.catalogue.row import FigureRow, record
from dashboard.editions import edition
from dashboard.editions.edition import FirmsVerdict
from dashboard.editions.report_rows import QUARTERS, Published
from dashboard.foundation import files, report_codes
from dashboard.foundation.errors import DashboardError
from dashboard.foundation.quarters import Quarter

State = Literal["written", "unchanged"]
READABLE_FILE, READABLE_FOLDER = 0o444, 0o755  # the partner app's own user reads them


@dataclass(frozen=True)
class Outcome:
    """What became of one edition."""

    municipality: str
    level: str
    quarter: str
    state: State
    version: int
    report_code: str


def folder(data: Path) -> Path:
    """Where the editions of a data folder are."""
    return data / "editions"


def content(
    published: Published,
    level: str,
    activity: Sequence[FigureRow],
    firm: Sequence[FirmsVerdict],
    expected: Quarter | None,
    not_measured: Sequence[str] = (),
    *,
    is_demo: bool,
) -> dict[str, Any]:
    """The file of a level, but for its version, its code and the moment."""
    quarter, told = published.quarter, published.groups(COURSES)
    found = {
        "format": edition.FORMAT,
        "municipality": published.municipality,
        "level": level,
        "quarter": quarter,
        "period_from": (quarter - (QUARTERS - 1)).first,
        "period_to": quarter.last,
        "data_to": quarter.last,
        "is_demo": is_demo,
        "is_revised": published.is_revised,
        "settings": published.agreed.as_json(),
        "groups": [{"first": each.first, "last": each.last, "size": each.size} for each in told],
        "expected": expected,
        "not_measured": list(not_measured),
        "firm": [asdict(each) for each in firm],
        "rows": [record(row) for row in published.rows],
        "trend": [record(row) for row in published.trend],
        "activity": [record(row) for row in activity],
    }
    plain: dict[str, Any] = json.loads(json.dumps(found, default=str))
    return plain


def put(data: Path, found: dict[str, Any], moment: str) -> Outcome:
    """Writes an edition where it says anything new; found: of `content`; moment: of the snapshot.

    OSError when it cannot; what was there stays.
    """
    where = (folder(data), found["municipality"], found["level"])
    code, quarter = report_code(found), found["quarter"]
    place = (found["municipality"], found["level"], quarter)
    if (before := readable(data, *place)) and before.report_code == code:
        return Outcome(*place, "unchanged", before.version, code)
    version = edition.next_version(*where, quarter)
    new = found | {"version": version, "report_code": code, "snapshot": moment}
    text = json.dumps(new, ensure_ascii=False, indent=1, sort_keys=True).encode()
    home = edition.folder(*where) / quarter
    for made in (home.parent.parent, home.parent, home):
        if not made.exists():
            made.mkdir(parents=True)
            made.chmod(made.stat().st_mode & ~0o777 | READABLE_FOLDER)  # whatever the umask
    digest = hashlib.sha256(text).hexdigest()[:12]
    files.replace(home / f"v{version}-{digest}.json", text, READABLE_FILE)
    return Outcome(*place, "written", version, code)


def readable(data: Path, municipality: str, level: str, quarter: str) -> edition.Edition | None:
    """The edition that is out; None where there is none, or none that is as it was written."""
    try:
        return edition.read(folder(data), municipality, level, quarter)
    except DashboardError:
        return None


def by_code(data: Path, code: str) -> edition.Edition | None:
    """The edition of a code, of any municipality, level, quarter and version; None where none has it."""
    for home in sorted(path for path in folder(data).glob("*/*") if path.is_dir()):
        place, level = home.parent.name, home.name
        for quarter in edition.quarters(folder(data), place, level):
            for found in edition.versions(folder(data), place, level, quarter):
                if found.report_code == code:
                    return found
    return None


def newest(data: Path, municipality: str, level: str) -> edition.Edition | None:
    """The newest edition; None where there is none, or it is not as it was written."""
    try:
        return edition.newest(folder(data), municipality, level)
    except DashboardError:
        return None


def report_code(found: Mapping[str, Any]) -> str:
    """KG-7F3K-9QXD: of the numbers alone, so that the same numbers have the same code.

    A setting that changes none of them makes no new edition.
    """
    told = {key: value for key, value in found.items() if key != "settings"}
    for part in ("rows", "trend", "activity"):
        told[part] = [
            row | dict.fromkeys(("snapshot_id", "settings_version")) for row in found[part]
        ]
    return report_codes.of(told)
