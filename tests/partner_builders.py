"""Editions for tests: what was drawn of groups, through the writer's own rows, without a snapshot."""

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from dashboard.catalogue.listing import FIGURES
from dashboard.catalogue.released import COURSES, RELEASES, SQUARED, SUMMED, TALLIED, YES, Release
from dashboard.catalogue.row import KEYS, FigureRow, from_record
from dashboard.editions import publishing, writer
from dashboard.editions.edition import Edition, FirmsVerdict
from dashboard.editions.release_table import NONE, Drawn, ReleaseTable, Told
from dashboard.editions.report_rows import Published
from dashboard.foundation import settings
from dashboard.foundation.quarters import Quarter
from dashboard.statistics import wilson

AGREED = settings.read(Path("nowhere"))
QUARTER, FIRST = Quarter(2026, 3), Quarter(2022, 4)
PLACE = "0461"
FIRM = [
    FirmsVerdict("criterion_completed", "cannot_tell", 0.75, 79, QUARTER.last),
    FirmsVerdict("criterion_charged", "below", 0.15, 11, QUARTER.last),
    FirmsVerdict("criterion_progress", "above", 0.60, None, QUARTER.last),
]
SHARES = {
    "criterion_completed": 0.8,
    "criterion_charged": 0.1,
    "criterion_progress_measured_share": 0.9,
}
MEANS = {"hours_per_week": 3.4, "contacts_per_week": 2.5, "attendance_share": 0.84,
         "delivered_of_granted_hours": 0.96, "duration_median_months": 7.8}  # fmt: skip
COUNTS = {"courses_started": 12, "courses_open": 23, "courses_closed": 9, "citizens": 31}


def sizes(citizens: int) -> list[int]:
    """Groups of ten, the last with what is left."""
    count = citizens // 10
    return [10] * (count - 1) + [citizens - 10 * (count - 1)] if count else []


def table(citizens: int, answered: int, drawn: dict[str, Any]) -> ReleaseTable:
    """The release table; drawn: numbers of the first group of a release, by its name; None is not drawn."""
    found = ReleaseTable()
    for population in dict.fromkeys(release.population for release in RELEASES.values()):
        is_courses = population == COURSES
        for nth, size in enumerate(sizes(citizens if is_courses else answered)):
            quarter = (FIRST if is_courses else Quarter(2025, 2)) + nth
            members = tuple(f"{population}{nth}-{each}" for each in range(size))
            told = Told(PLACE, population, f"{quarter}/{quarter}", members)
            own = [each for each in RELEASES.values() if each.population == population]
            found.put([told, *_draws(told, own, drawn if nth == 0 else {}, drawn)])
    return found


def _draws(
    told: Told, releases: list[Release], given: dict[str, Any], named: dict[str, Any]
) -> Iterator[Drawn]:
    for release in releases:
        if release.name in named and named[release.name] is None:
            continue
        numbers = _numbers(release, told.size) | given.get(release.name, {})
        limits = release.limits(AGREED) if release.kind == "mean" else NONE
        yield Drawn(
            told.municipality, told.population, told.group, release.name, 0,
            release.epsilon(AGREED), numbers, limits,
        )  # fmt: skip


def _numbers(release: Release, size: int) -> dict[str, int]:
    if release.kind == "yes_no":
        return {YES: round(SHARES.get(release.name, 0.5) * size)}
    if release.kind == "mean":
        apart = release.limits(AGREED)[1] // 5
        return {TALLIED: size, SUMMED: size * apart // 2, SQUARED: size * apart**2}
    return {answer: size >> nth for nth, answer in enumerate(release.answers, start=1)}


def activity(level: str, scale: int = 1) -> list[FigureRow]:
    """The last four quarters; scale: times as many as COUNTS."""
    exact = {id_ for id_ in FIGURES if publishing.is_exact(id_, AGREED)}
    left_out = {f"exit_{reason}_share" for reason in AGREED.grouped_reasons}
    ids = COUNTS if level == "public" else [id_ for id_ in FIGURES if id_ in exact - left_out]
    return [_recent(id_, level, scale) for id_ in ids]


def _recent(figure_id: str, level: str, scale: int) -> FigureRow:
    figure, people = FIGURES[figure_id], 30 * scale
    row = dict.fromkeys(KEYS) | {
        "municipality_code": PLACE, "period_from": date(2025, 10, 1), "period_to": QUARTER.last,
        "suppressed": False, "data_to": QUARTER.last, "snapshot_id": "m", "settings_version": "s",
        "note": "rounded:5" if level == "public" else "exact",
    }  # fmt: skip
    if figure.unit == "count":
        amount = scale * COUNTS.get(figure_id, 6)
        row |= {"value": float(5 * round(amount / 5) if level == "public" else amount)}
    elif figure_id in MEANS or figure.estimator != "share":
        value = MEANS.get(figure_id, 0.3)
        row |= {"n": people, "value": value, "low": 0.9 * value, "high": 1.1 * value}
    else:
        k = people // 3
        low, high = wilson(k, people) if people else (None, None)
        row |= {
            "n": people,
            "k": k,
            "value": k / people if people else None,
            "low": low,
            "high": high,
        }
    return from_record(row, figure)


def content(citizens: int = 39, level: str = "public", *, answered: int = 18, scale: int = 1,
            expected: Quarter | None = None, is_demo: bool = False, **drawn: Any) -> dict[str, Any]:  # fmt: skip
    """The file of an edition; citizens and answered: in groups; drawn: numbers of the first group."""
    published = Published(PLACE, QUARTER, table(citizens, answered, drawn), AGREED, "m")
    made = writer.content(published, level, activity(level, scale), FIRM, expected, is_demo=is_demo)
    return made | {"version": 1, "report_code": "KG-7F3K-9QXD", "snapshot": "20261122T024228149Z"}


def edition(citizens: int = 39, level: str = "public", **given: Any) -> Edition:
    """An edition in memory."""
    return Edition(content(citizens, level, **given))


def write(folder: Path, made: dict[str, Any]) -> None:
    """The edition's file where edition.newest finds it."""
    home = folder / made["municipality"] / made["level"] / made["quarter"]
    home.mkdir(parents=True, exist_ok=True)
    raw = json.dumps(made).encode()
    (home / f"v{made['version']}-{hashlib.sha256(raw).hexdigest()[:12]}.json").write_bytes(raw)
