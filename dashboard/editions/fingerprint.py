"""What the reports that are out were made of: with nothing new a look at this is enough."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from dashboard.editions import release_table, revisions, writer
from dashboard.editions.release_table import OWNERS_FILE
from dashboard.editions.writer import Outcome
from dashboard.foundation import files, queries
from dashboard.foundation.quarters import Quarter
from dashboard.snapshots.snapshot import Snapshot


def of(data: Path, current: Snapshot, quarter: Quarter) -> dict[str, Any]:
    """What the reports follow from: data, agreements, quarter, program and the owner's orders."""
    return {
        "snapshot": current.id,
        "settings": current.settings.version,
        "quarter": str(quarter),
        "program": _program(),
        "orders": revisions.ordered(data),
    }


def _program() -> str:
    """A hash of the program itself: whatever is mended in it may change a report."""
    package = Path(__file__).parents[1]
    digest = hashlib.sha256()
    for path in sorted([*package.rglob("*.py"), *queries.FOLDER.rglob("*.sql")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def keep(data: Path, made_of: dict[str, Any], outcomes: Iterable[Outcome]) -> None:
    """Writes down what the reports that are out were made of, and which they are."""
    places = [[each.municipality, each.level, each.quarter] for each in outcomes]
    files.replace(_state(data), json.dumps(made_of | {"editions": places}).encode(), OWNERS_FILE)


def _state(data: Path) -> Path:
    return release_table.folder(data) / "state.json"


def _last(data: Path) -> dict[str, Any]:
    """What the reports that are out were made of, and which they are; empty before there are any."""
    try:
        found: dict[str, Any] = json.loads(_state(data).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return found


def unchanged(data: Path, made_of: dict[str, Any]) -> list[Outcome]:
    """What is out, where it was made of the same; none where any of it is not as it was written."""
    before = _last(data)
    if {key: before.get(key) for key in made_of} != made_of:
        return []
    outcomes = []
    for place in before["editions"]:
        found = writer.readable(data, *place)
        if not found:
            return []
        outcomes.append(
            Outcome(
                found.municipality,
                found.level,
                found.quarter,
                "unchanged",
                found.version,
                found.report_code,
            )
        )
    return outcomes
