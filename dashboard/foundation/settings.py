"""The agreed settings: defaults that ship with the program, overridden in the data folder."""

import hashlib
import json
import re
import tomllib
from dataclasses import asdict, dataclass, fields
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from dashboard.foundation import cpr, harmless
from dashboard.foundation.errors import DashboardError
from dashboard.foundation.schema import END_REASONS, TABLES
from dashboard.foundation.words import text as _

DEFAULTS = Path(__file__).parent / "settings.toml"
LONGEST_WAIT = 8 * 366 + 1  # days; 29 February may be eight years away
LEVELS = ("public", "authority")  # what a municipality's link may show; the first is the default
NULLABLE = tuple(dict.fromkeys(c.name for table in TABLES for c in table.columns if c.nullable))
OTHER_THRESHOLDS = (1.2, 1.7, 2.1)  # a verdict on progress must hold at these too


@dataclass(frozen=True)
class Settings:
    """See settings.toml for what each of them means."""

    agreed_on: date
    horizon_months: int
    wheel_threshold_points: float
    counted_reasons: tuple[str, ...]
    target_completed: float
    target_charged: float
    target_progress: float
    verdict_dates: tuple[str, ...]
    stale_after_days: int
    follow_up_no_contact_days: int
    follow_up_no_shows: int
    follow_up_goals_days: int
    follow_up_wheel_days: int
    retention_months: int
    disclosure_k: int
    disclosure_k_sensitive: int
    disclosure_base: int
    disclosure_least_n_for_percent: int
    disclosure_levels: tuple[str, ...]
    disclosure_decided_on: date
    registered: tuple[str, ...] = ()
    all_invited_exported: bool = False
    charges_complete_to: date | None = None

    @property
    def thresholds(self) -> list[float]:
        """The agreed wheel threshold first, then those a verdict must also hold at."""
        return list(dict.fromkeys((self.wheel_threshold_points, *OTHER_THRESHOLDS)))

    def is_verdict_date(self, day: date) -> bool:
        """Whether verdicts are issued on that day of the year."""
        return day.strftime("%m-%d") in self.verdict_dates

    def next_verdict_date(self, after: date) -> date | None:
        """The first day after that on which verdicts are issued; None where none is agreed."""
        days = (after + timedelta(days) for days in range(1, LONGEST_WAIT))
        return next(filter(self.is_verdict_date, days), None)

    @property
    def version(self) -> str:
        """A short hash of the values: the same values have the same version everywhere."""
        canonical = json.dumps(self.as_json(), sort_keys=True)
        return hashlib.sha256(canonical.encode()).hexdigest()[:12]

    def as_json(self) -> dict[str, Any]:
        """Plain values for the manifest, dates as ISO text."""
        return {
            key: value.isoformat() if isinstance(value, date) else value
            for key, value in asdict(self).items()
        }


def read(data: Path) -> Settings:
    """The defaults with what settings.toml in the data folder overrides.

    DashboardError, naming the key, for anything that is not understood.
    """
    own = data / "settings.toml"
    values = _toml(own) if own.exists() else {}
    if _holds_cpr(values):  # settings are copied into every snapshot
        raise DashboardError(
            _(
                "settings.toml: en nøgle eller værdi ligner et CPR-nummer og gentages derfor ikke her; "
                "fjern den, og prøv igen."
            )
        )
    return from_values(values)


def from_values(values: dict[str, Any]) -> Settings:
    """Checks and types plain values, from TOML or from a manifest; what is not there is default."""
    values = _toml(DEFAULTS) | values
    known = {field.name for field in fields(Settings)}
    for key in values:
        if key not in known:
            raise _wrong(key, ", ".join(sorted(known)))
    checked: dict[str, Any] = {
        "agreed_on": _date(values, "agreed_on"),
        "charges_complete_to": _date(values, "charges_complete_to"),
        "horizon_months": _whole(values, "horizon_months", 1, 120),
        "stale_after_days": _whole(values, "stale_after_days", 1, 3650),
        "follow_up_no_contact_days": _whole(values, "follow_up_no_contact_days", 1, 3650),
        "follow_up_no_shows": _whole(values, "follow_up_no_shows", 1, 100),
        "follow_up_goals_days": _whole(values, "follow_up_goals_days", 1, 3650),
        "follow_up_wheel_days": _whole(values, "follow_up_wheel_days", 1, 3650),
        "retention_months": _whole(values, "retention_months", 1, 600),
        "disclosure_base": _whole(values, "disclosure_base", 5, 10),
        "disclosure_k": _multiple(values, "disclosure_k", 5, 50),
        "disclosure_k_sensitive": _multiple(values, "disclosure_k_sensitive", 10, 100),
        "disclosure_least_n_for_percent": _whole(
            values, "disclosure_least_n_for_percent", 50, 1000
        ),
        "disclosure_levels": _codes(values, "disclosure_levels", LEVELS),
        "disclosure_decided_on": _date(values, "disclosure_decided_on"),
        "registered": _codes(values, "registered", NULLABLE),
        "all_invited_exported": _yes_or_no(values, "all_invited_exported"),
        "wheel_threshold_points": _points(values, "wheel_threshold_points", 0.1, 9),
        "counted_reasons": _codes(values, "counted_reasons", END_REASONS),
        "verdict_dates": _month_days(values, "verdict_dates"),
    }
    for key in ("target_completed", "target_charged", "target_progress"):
        checked[key] = _number(values, key, 0, 1)
    return Settings(**checked)


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError):
        raise DashboardError(
            _("{path} kan ikke læses som TOML i UTF-8; ret filen, og prøv igen.", path=path)
        ) from None


def _holds_cpr(value: Any) -> bool:
    if isinstance(value, dict):
        return any(cpr.holds(key) or _holds_cpr(inner) for key, inner in value.items())
    if isinstance(value, list):
        return any(map(_holds_cpr, value))
    return cpr.holds(str(value))


def _date(values: dict[str, Any], key: str) -> date | None:
    value = values.get(key)
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise _wrong(key, "2026-06-30") from None
    if value is not None and type(value) is not date:
        raise _wrong(key, "2026-06-30")
    return value


def _whole(values: dict[str, Any], key: str, low: int, high: int) -> int:
    value = values[key]
    if type(value) is not int or not low <= value <= high:
        raise _wrong(key, f"{low}–{high}")
    return value


def _multiple(values: dict[str, Any], key: str, low: int, high: int) -> int:
    """A limit that rounding cannot blur: the smallest count shown stands for as many as any other."""
    value, base = _whole(values, key, low, high), values["disclosure_base"]
    if value % base:
        raise _wrong(key, f"{base}, {2 * base}, {3 * base} …")
    return value


def _number(values: dict[str, Any], key: str, low: float, high: float) -> float:
    value = values[key]
    if type(value) not in (int, float) or not low <= value <= high:
        raise _wrong(key, f"{low}–{high}")
    return float(value)


def _points(values: dict[str, Any], key: str, low: float, high: float) -> float:
    value = _number(values, key, low, high)
    if value != round(value, 3):  # queries/criteria.sql counts in thousandths of a point
        raise _wrong(key, "0,001")
    return value


def _yes_or_no(values: dict[str, Any], key: str) -> bool:
    value = values[key]
    if type(value) is not bool:
        raise _wrong(key, "true, false")
    return value


def _codes(values: dict[str, Any], key: str, known: tuple[str, ...]) -> tuple[str, ...]:
    value = values[key]
    if not isinstance(value, list | tuple) or not all(code in known for code in value):
        raise _wrong(key, ", ".join(known))
    return tuple(value)


def _month_days(values: dict[str, Any], key: str) -> tuple[str, ...]:
    value = values[key]
    if not isinstance(value, list | tuple) or not all(_is_month_day(day) for day in value):
        raise _wrong(key, '["03-31", "12-31"]')
    return tuple(value)


def _is_month_day(value: Any) -> bool:
    if not isinstance(value, str) or not re.fullmatch(r"\d\d-\d\d", value):
        return False
    try:
        date.fromisoformat(f"2024-{value}")
    except ValueError:
        return False
    return True


def _wrong(key: str, expected: str) -> DashboardError:
    return DashboardError(
        _(
            "settings.toml: ”{key}” forstås ikke; der ventes {expected}.",
            key=harmless.heading(key),
            expected=expected,
        )
    )
