"""Invented municipalities for the tests of editions: three years of courses and answers."""

import random
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from dashboard.foundation.schema import SATISFACTION_ANSWERS
from dashboard.ingest.recipe import Recipe
from dashboard.snapshots.publish import publish
from dashboard.snapshots.snapshot import Snapshot
from tests.builders import answer, case, contact, wheel, write_export

DATA_TO = date(2026, 9, 30)
FIRST_DAY = date(2023, 10, 1)
Rows = dict[str, list[dict[str, Any]]]


def town(
    code: str,
    citizens: int,
    seed: int,
    *,
    charged: float = 0.15,
    completed: float = 0.7,
    repeats: float = 0.05,
) -> Rows:
    """The three tables of a town; ids begin with its code, so that towns can be added."""
    rng = random.Random(f"{code}/{citizens}/{seed}")
    rows: Rows = {"cases": [], "contacts": [], "survey": []}
    for place in range(citizens):
        started = FIRST_DAY + timedelta(rng.randrange((DATA_TO - FIRST_DAY).days))
        _course(rows, rng, f"{code}-{place}", f"{code}-B{place}", code, started, charged, completed)
        if rng.random() < repeats and started < date(2025, 6, 1):
            again = started + timedelta(400)
            _course(
                rows, rng, f"{code}-{place}b", f"{code}-B{place}", code, again, charged, completed
            )
    return rows


def _course(
    rows: Rows, rng: random.Random, id_: str, citizen: str, code: str, started: date,
    charged: float, completed: float,
) -> None:  # fmt: skip
    ends = started + timedelta(rng.randrange(60, 390))
    is_closed = ends <= DATA_TO
    is_completed = rng.random() < completed
    given: dict[str, Any] = {"citizen_id": citizen, "municipality_code": code}
    if is_closed:
        reason = "completed" if is_completed else rng.choice(["employment", "withdrew", "illness"])
        given |= {"ended_on": ends, "end_reason": reason}
        given |= {"phases_completed_on": ends} if is_completed else {}
    if rng.random() < charged:
        given["charged_on"] = started + timedelta(rng.randrange(1, 50))
    if rng.random() < 0.8:
        given["goals_agreed_on"] = started + timedelta(rng.randrange(5, 40))
    if given.get("charged_on", started) > DATA_TO:
        del given["charged_on"]
    rows["cases"].append(case(id_, started, **given))
    last = min(ends, DATA_TO)
    for nth in range(3):
        on = started + timedelta(nth * max(1, (last - started).days) // 3)
        rows["contacts"].append(contact(f"{id_}-{nth}", id_, f"{on} 10:00"))
    first = rng.randrange(3, 6)
    rows["survey"] += wheel(f"{id_}-w1", id_, str(started), first)
    if is_closed and rng.random() < 0.8:
        score = first + rng.choice([-1, 0, 1, 2, 3])
        rows["survey"] += wheel(f"{id_}-w2", id_, str(ends), score, "closing")
    if is_closed:
        when = {"invited_on": str(ends), "answered_on": str(ends), "case_id": id_}
        is_answered = rng.random() < 0.8
        for item, answers in SATISFACTION_ANSWERS.items():
            chosen = rng.choices(answers, [6, 3, 1, 1, 1][: len(answers)])[0]
            row = answer(f"{id_}-s", item, chosen if is_answered else None, **when)
            rows["survey"].append(row if is_answered else row | {"answered_on": None})


def together(*towns: Rows) -> Rows:
    """Several towns in one export."""
    return {table: [row for rows in towns for row in rows[table]] for table in towns[0]}


def snapshot_of(
    folder: Path,
    rows: Rows,
    *,
    data: Path | None = None,
    data_to: date = DATA_TO,
    settings: str = "",
) -> tuple[Path, Snapshot]:
    """Publishes rows; the data folder and the snapshot."""
    export = write_export(folder / "export", **rows)
    home = data or folder / "data"
    home.mkdir(parents=True, exist_ok=True)
    if settings:
        (home / "settings.toml").write_text(settings, encoding="utf-8")
    found, _checked = publish(export, home, Recipe(), data_to=data_to, accept_change=True)
    return home, found


def files(folder: Path, below: Iterable[str] = ("editions",)) -> dict[str, bytes]:
    """Every file below, by its path."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for name in below
        for path in sorted((folder / name).rglob("*"))
        if path.is_file()
    }
