"""One figure, one row: what every page, file and command shows of it.

A row is the same object from the figure path to the screen. As a record of the contract's keys, with
its notes as text, it stands only at the edge: command line, CSV, JSON, edition files.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

from dashboard.catalogue.figure import Benchmark, Comparability, Figure
from dashboard.catalogue.notes import SEPARATOR, Notes
from dashboard.catalogue.scope import Scope
from dashboard.foundation.words import number
from dashboard.foundation.words import text as _
from dashboard.statistics import MIN_N_VERDICT

KEYS = (  # of a record, in the order of the contract
    "figure_id", "group", "label", "municipality_code", "programme", "period_from", "period_to",
    "unit", "n", "k", "value", "low", "high", "target", "target_verdict", "target_status",
    "benchmark_id", "benchmark_value", "benchmark_verdict", "comparability", "suppressed", "note",
    "data_to", "snapshot_id", "settings_version",
)  # fmt: skip
Record = dict[str, Any]  # one of these, with every key
FINAL = ("official", "settled_met", "settled_missed")


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """What was counted or estimated; a share, its ends and its target are 0..1, None is not known."""

    n: int | None = None
    k: int | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    target: float | None = None
    target_verdict: str | None = None
    target_status: str | None = None
    notes: Notes = field(default_factory=Notes)

    @property
    def is_judgeable(self) -> bool:
        """Whether there are enough to speak of a percentage, a mean or a verdict."""
        return self.n is not None and self.n >= MIN_N_VERDICT

    @property
    def size(self) -> int:
        """n, where it is known; ValueError where nobody may read it."""
        return _known(self.n)

    @property
    def count(self) -> int:
        """k, where it is known."""
        return _known(self.k)

    @property
    def amount(self) -> float:
        """The value, where it is known."""
        return _known(self.value)

    @property
    def agreed_target(self) -> float:
        """The target, where there is one."""
        return _known(self.target)

    @property
    def ends(self) -> tuple[float, float]:
        """Low and high, where they are known."""
        return _known(self.low), _known(self.high)


Number = TypeVar("Number", int, float)


def _known(amount: Number | None) -> Number:
    if amount is None:
        raise ValueError("the row does not have this number")
    return amount


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """A row against one benchmark: its value, the verdict, and what must be known of it."""

    benchmark: Benchmark
    value: float | None = None
    verdict: str | None = None
    qualifier: str = ""  # the printed word before the number, which makes it none to judge by
    age: int | None = None  # years, where it is old enough to say so
    printed: str = ""  # the words it was printed in, where it may not be compared

    @property
    def comparability(self) -> Comparability:
        """A, B, C or not_comparable."""
        return self.benchmark.comparability

    @property
    def codes(self) -> list[str]:
        """What a record's note says of it."""
        codes = [
            f"qualifier:{self.qualifier}" if self.qualifier else "",
            f"yardstick_age:{self.age}" if self.age is not None else "",
            "computed" if self.benchmark.is_computed else "",
            self.printed,
        ]
        return [code for code in codes if code]


@dataclass(frozen=True, kw_only=True)
class FigureRow(Estimate):
    """One figure in one scope, held against at most one benchmark."""

    figure: Figure
    scope: Scope
    comparison: Comparison | None = None
    suppressed: bool = False
    name: str = ""  # what it is called where that is not the figure's own label
    data_to: date
    snapshot_id: str
    settings_version: str

    @property
    def id(self) -> str:
        """The figure's id."""
        return self.figure.id

    @property
    def unit(self) -> str:
        """The figure's unit."""
        return self.figure.unit

    @property
    def label(self) -> str:
        """What it is called, in the session's language."""
        title, points = self.figure.title(), self.notes.threshold_points
        if points is not None and not self.name:
            return _("{label}, grænse {points} point", label=title, points=number(points, 1))
        return self.name or title

    @property
    def is_measured(self) -> bool:
        """Whether the export delivered what the figure is counted from."""
        return not self.notes.not_measured

    @property
    def period(self) -> tuple[date, date]:
        """First and last day of a row that has a period."""
        if self.scope.period_from is None or self.scope.period_to is None:
            raise ValueError("the row has no period")
        return self.scope.period_from, self.scope.period_to

    @property
    def is_final(self) -> bool:
        """Whether a colour may be shown: on an official date, or when nothing can change it."""
        return self.target_status in FINAL

    def counted(self, estimate: Estimate) -> "FigureRow":
        """The same row with what was found."""
        return replace(self, **vars(estimate))

    def without_numbers(self) -> "FigureRow":
        """The same row with nothing of it but its size."""
        return replace(self, k=None, value=None, low=None, high=None, suppressed=True)


def record(row: FigureRow) -> Record:
    """The row as the contract has it: plain values, dates as dates, the notes as one text."""
    compared = row.comparison
    codes = [*filter(None, [row.notes.text]), *(compared.codes if compared else [])]
    found = {
        "figure_id": row.figure.id,
        "group": row.figure.group,
        "label": row.label,
        "municipality_code": row.scope.municipality,
        "programme": row.scope.programme,
        "period_from": row.scope.period_from,
        "period_to": row.scope.period_to,
        "unit": row.figure.unit,
        "benchmark_id": compared and compared.benchmark.benchmark_id,
        "benchmark_value": compared and compared.value,
        "benchmark_verdict": compared and compared.verdict,
        "comparability": compared and compared.comparability,
        "note": SEPARATOR.join(codes) or None,
    }
    return {key: found[key] if key in found else getattr(row, key) for key in KEYS}


def from_record(found: Mapping[str, Any], figure: Figure) -> FigureRow:
    """The row of a record: one that was written, or one being made for publication."""
    keys = ("municipality_code", "programme", "period_from", "period_to")
    return FigureRow(
        figure=figure,
        scope=Scope(*(found[key] for key in keys)),
        comparison=_comparison(found, figure),
        notes=Notes.parsed(found["note"]),
        **{key: found[key] for key in AS_THEY_ARE},
    )


AS_THEY_ARE = ("n", "k", "value", "low", "high", "target", "target_verdict", "target_status", "suppressed",
               "data_to", "snapshot_id", "settings_version")  # fmt: skip


def _comparison(found: Mapping[str, Any], figure: Figure) -> Comparison | None:
    if not found["benchmark_id"]:
        return None
    (benchmark,) = (
        each for each in figure.benchmarks if each.benchmark_id == found["benchmark_id"]
    )
    codes = dict(code.partition(":")[::2] for code in (found["note"] or "").split(SEPARATOR))
    age = codes.get("yardstick_age")
    is_apart = benchmark.comparability == "not_comparable"
    return Comparison(
        benchmark=benchmark,
        value=found["benchmark_value"],
        verdict=found["benchmark_verdict"],
        qualifier=codes.get("qualifier", ""),
        age=int(age) if age else None,
        printed=(found["note"] or "").rpartition(SEPARATOR)[2] if is_apart else "",
    )
