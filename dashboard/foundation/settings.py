"""The agreed settings: defaults that ship with the program, overridden in the data folder."""

import hashlib
import json
import tomllib
from collections.abc import Collection
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, ValidationError

from dashboard.foundation import cpr, harmless
from dashboard.foundation.errors import DashboardError
from dashboard.foundation.schema import END_REASONS, TABLES
from dashboard.foundation.words import text as _

DEFAULTS = Path(__file__).parent / "settings.toml"
LONGEST_WAIT = 8 * 366 + 1  # days; 29 February may be eight years away
LEVELS = ("public", "authority")  # what a municipality's link may show; the first is the default
NULLABLE = tuple(dict.fromkeys(c.name for table in TABLES for c in table.columns if c.nullable))
# what may be counted with the other reasons: neither those themselves nor what a promise counts
GROUPABLE = tuple(
    r for r in END_REASONS if r not in ("other", "employment", "education", "flexjob")
)
# what progress is judged on: the wheel or a supporting event; the wheel alone; or an event too, unless the
# wheel moved down
PROGRESS_BASES = ("wheel_or_event", "wheel", "wheel_or_event_unless_down")
OTHER_THRESHOLDS = (1.2, 1.7, 2.1)  # a verdict on progress must hold at these too
MONTH_DAYS = tuple(f"{date(2024, 1, 1) + timedelta(n):%m-%d}" for n in range(366))


# What a check raises is what to tell that is expected instead.
def _day(value: Any) -> date:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise ValueError("2026-06-30") from None
    if type(value) is not date:  # a time of day is none
        raise ValueError("2026-06-30")
    return value


def _in_thousandths(value: float) -> float:
    if value != round(value, 3):  # queries/criteria.sql counts in thousandths of a point
        raise ValueError("0,001")
    return value


def _patterns(value: Any) -> tuple[str, ...]:
    """Ids of figures, * for any letters; what they may be is for the catalogue to say."""
    if not isinstance(value, list | tuple) or not all(isinstance(each, str) for each in value):
        raise ValueError('["exit_*_share"]')
    return tuple(value)


def _each_of(known: Collection[str], expected: str = "") -> BeforeValidator:
    def check(value: Any) -> tuple[str, ...]:
        if not isinstance(value, list | tuple) or not all(each in known for each in value):
            raise ValueError(expected or ", ".join(known))
        return tuple(value)

    return BeforeValidator(check)


def _one_of(known: Collection[str]) -> AfterValidator:
    def check(value: str) -> str:
        if value not in known:
            raise ValueError(", ".join(known))
        return value

    return AfterValidator(check)


Day = Annotated[date, BeforeValidator(_day)]
Days = Annotated[int, Field(ge=1, le=3650)]
Share = Annotated[float, Field(ge=0, le=1)]
# what one course may change of the odds of anything printed of one figure, as the exponent e
Budget = Annotated[float, Field(ge=0.1, le=4)]


class Settings(BaseModel, frozen=True, strict=True, extra="forbid"):
    """See settings.toml for what each of them means, and for what it is unless the data folder says."""

    agreed_on: Day
    horizon_months: Annotated[int, Field(ge=1, le=120)]
    wheel_threshold_points: Annotated[float, Field(ge=0.1, le=9), AfterValidator(_in_thousandths)]
    progress_basis: Annotated[str, _one_of(PROGRESS_BASES)]
    event_grace_days: Annotated[int, Field(ge=0, le=365)]
    counted_reasons: Annotated[tuple[str, ...], _each_of(END_REASONS)]
    target_completed: Share
    target_charged: Share
    target_progress: Share
    verdict_dates: Annotated[tuple[str, ...], _each_of(MONTH_DAYS, '["03-31", "12-31"]')]
    stale_after_days: Days
    follow_up_no_contact_days: Days
    follow_up_no_shows: Annotated[int, Field(ge=1, le=100)]
    follow_up_goals_days: Days
    follow_up_wheel_days: Days
    follow_up_document_days: Days
    retention_months: Annotated[int, Field(ge=1, le=600)]
    report_levels: Annotated[tuple[str, ...], _each_of(LEVELS)]
    report_years: Annotated[int, Field(ge=1, le=20)]
    report_decided_on: Day
    noise_charges: Budget
    noise_progress: Budget
    noise_wheels: Budget
    noise_questionnaires: Budget
    noise_other: Budget
    most_hours_per_week: Annotated[int, Field(ge=1, le=40)]
    most_contacts_per_week: Annotated[int, Field(ge=1, le=20)]
    exact_for_authority: Annotated[tuple[str, ...], BeforeValidator(_patterns)]
    grouped_reasons: Annotated[tuple[str, ...], _each_of(GROUPABLE)]
    registered: Annotated[tuple[str, ...], _each_of(NULLABLE)]
    all_invited_exported: bool
    charges_complete_to: Day | None = None

    @property
    def thresholds(self) -> list[float]:
        """The agreed wheel threshold first, then those a verdict must also hold at."""
        return list(dict.fromkeys((self.wheel_threshold_points, *OTHER_THRESHOLDS)))

    @property
    def budgets(self) -> dict[str, float]:
        """The e of each kind of figure in the municipalities' reports."""
        return {
            key.removeprefix("noise_"): float(getattr(self, key))
            for key in type(self).model_fields
            if key.startswith("noise_")
        }

    def of_reports(self) -> dict[str, str]:
        """What is agreed about the municipalities' reports, as text; a list as its members, the audit's lines
        are short.
        """
        about = ("report_", "noise_", "most_", "exact_", "grouped_")
        agreed = {key: value for key, value in self.as_json().items() if key.startswith(about)}
        return {
            name: text
            for key, value in agreed.items()
            for name, text in (
                [(f"{key}.{each}", "yes") for each in value]
                if isinstance(value, list)
                else [(key, str(value))]
            )
        }

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
        return self.model_dump(mode="json")


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


def from_manifest(values: dict[str, Any]) -> Settings:
    """The settings of a snapshot or a report; what an earlier version agreed on and no more is left out."""
    return from_values({key: each for key, each in values.items() if key in Settings.model_fields})


def from_values(values: dict[str, Any]) -> Settings:
    """Checks and types plain values; what is not there is default."""
    try:
        return Settings.model_validate(_toml(DEFAULTS) | values)
    except ValidationError as found:
        first = found.errors()[0]
        key = str(first["loc"][0])
        raise _wrong(key, _expected(key, first.get("ctx", {}))) from None


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


def _expected(key: str, told: dict[str, Any]) -> str:
    known = Settings.model_fields
    if key.startswith("disclosure_"):
        return _("at linjen slettes: rapporterne følger nu noise_* og report_*")
    if key not in known:
        return ", ".join(sorted(known))
    if "error" in told:
        return str(told["error"])
    limits = known[key].metadata
    return f"{limits[0].ge}–{limits[1].le}" if limits else "true, false"


def _wrong(key: str, expected: str) -> DashboardError:
    return DashboardError(
        _(
            "settings.toml: ”{key}” forstås ikke; der ventes {expected}.",
            key=harmless.heading(key),
            expected=expected,
        )
    )
