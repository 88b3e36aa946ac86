"""Editions for tests: true counts under the real rule, without a snapshot."""

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

from dashboard.catalogue.listing import FIGURES
from dashboard.catalogue.row import KEYS
from dashboard.disclosure import control
from dashboard.disclosure.edition_cells import CELLS, EXACT_ONLY
from dashboard.editions.edition import Edition
from dashboard.foundation import settings
from dashboard.statistics import wilson

AGREED = settings.read(Path("nowhere"))
RULE = control.rule(AGREED)
PERIOD = {"period_from": date(2025, 10, 1), "period_to": date(2026, 9, 30)}
COHORT = PERIOD | {"period_from": date(2024, 10, 1)}
MEANS = {"hours_per_week": 3.4, "contacts_per_week": 2.5, "attendance_share": 0.84,
         "non_employment_topic_share": 0.66, "delivered_of_granted_hours": 0.96,
         "contact_time_morning": 0.6, "contact_time_midday": 0.3, "contact_time_evening": 0.1,
         "duration_median_months": 7.8}  # fmt: skip
TARGETS = {"criterion_completed": 0.75, "criterion_charged": 0.15, "criterion_progress": 0.60}


def true_row(figure_id: str, n: int, k: int | None = None, value: float | None = None) -> dict:
    """A figure as the owner sees it: k of n, or a mean, or a count of n."""
    figure = FIGURES[figure_id]
    row = dict.fromkeys(KEYS) | (COHORT if figure_id.startswith("criterion_") else PERIOD)
    row |= {"figure_id": figure_id, "group": figure.group, "label": figure.title(),
            "municipality_code": "0461", "unit": figure.unit, "suppressed": False,
            "data_to": date(2026, 9, 30), "snapshot_id": "20261122T024228149Z",
            "settings_version": "0123456789ab", "target": TARGETS.get(figure_id)}  # fmt: skip
    if figure.unit == "count":
        return row | {"value": n if value is None else value}
    if k is None:
        return row | {"n": n, "value": value, "low": value and 0.9 * value,
                      "high": value and 1.1 * value}  # fmt: skip
    low, high = wilson(k, n) if n else (None, None)
    return row | {"n": n, "k": k, "value": k / n if n else None, "low": low, "high": high}


def truth(citizens: int, charged: int = 3, wheel_down: int = 4) -> dict[str, dict]:
    """Every figure of an edition for a municipality of so many citizens, all with one course."""
    counts = {"criterion_charged": charged, "life_wheel_moved_down": wheel_down,
              "criterion_completed": 3 * citizens // 4, "criterion_progress": 2 * citizens // 3,
              "criterion_progress_measured_share": 5 * citizens // 6}  # fmt: skip
    answers: dict[str, int] = {}
    rows = {}
    for id_ in (*CELLS, *EXACT_ONLY):
        figure = FIGURES[id_]
        if id_ in MEANS:
            rows[id_] = true_row(id_, citizens, value=MEANS[id_])
        elif figure.unit == "count":
            people = citizens if figure.query == "course_counts" else citizens // 3
            rows[id_] = true_row(id_, people)
        else:  # the answers of one question are given by half, a quarter, an eighth of all
            nth = answers[figure.family] = answers.get(figure.family, 0) + 1
            rows[id_] = true_row(id_, citizens, k=min(counts.get(id_, citizens >> nth), citizens))
    return rows


def published(rows: dict[str, dict], level: str = "public") -> list[dict]:
    """The rows as an edition of that level has them."""
    found = []
    for id_, row in rows.items():
        if id_ in EXACT_ONLY and level == "public":
            continue
        if id_ in EXACT_ONLY:
            found.append(row | {"note": "exact"})
            continue
        given = control.protected(CELLS[id_], row, RULE, 0, is_authority=level == "authority")
        given = control.finished(given, RULE)
        found += control.compared(FIGURES[id_], given, RULE)
    order = list(FIGURES)
    return sorted(found, key=lambda row: order.index(row["figure_id"]))


def content(citizens: int = 60, level: str = "public", **given: Any) -> dict[str, Any]:
    """The file of an edition."""
    found = {
        "format": 1, "municipality": "0461", "level": level, "quarter": "2026-Q3", "version": 1,
        "period_from": "2025-10-01", "period_to": "2026-09-30", "cohort_from": "2024-10-01",
        "data_to": "2026-09-30", "snapshot": "20261122T024228149Z", "is_demo": False,
        "report_code": "KG-7F3K-9QXD", "settings": AGREED.as_json(), "guards": [],
        "rows": published(truth(citizens, **given), level),
    }  # fmt: skip
    return json.loads(json.dumps(found, default=str))


def edition(citizens: int = 60, level: str = "public", **given: Any) -> Edition:
    """An edition in memory."""
    return Edition(content(citizens, level, **given))


def write(folder: Path, made: dict[str, Any]) -> None:
    """The edition's file where edition.newest finds it."""
    home = folder / made["municipality"] / made["level"] / made["quarter"]
    home.mkdir(parents=True)
    raw = json.dumps(made).encode()
    (home / f"v1-{hashlib.sha256(raw).hexdigest()[:12]}.json").write_bytes(raw)
