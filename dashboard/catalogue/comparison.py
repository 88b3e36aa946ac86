"""Holds a figure against what has been published: the benchmark columns of its rows."""

from datetime import date
from decimal import Decimal

from dashboard import statistics
from dashboard.catalogue.figure import Figure, Row, Yardstick, is_unmeasured
from dashboard.published import reference

OLD_AFTER_YEARS = 5


def rows(figure: Figure, row: Row, data_to: date) -> list[Row]:
    """The row once for each yardstick, with its benchmark columns; or as it is without any."""
    return [row | _compared(row, yardstick, data_to) for yardstick in figure.yardsticks] or [row]


def benchmark(yardstick: Yardstick) -> tuple[float, statistics.Interval]:
    """The yardstick's value and the band of values that print the same (none when added up)."""
    if yardstick.of:
        share = sum(map(_count, yardstick.numerators)) / yardstick.of
        return share, (share, share)
    published = reference.figures()[yardstick.published_id]
    if yardstick.less:
        return _difference(published, reference.figures()[yardstick.less])
    return published.printed_value, published.rounding_band


def _difference(
    first: reference.Published, second: reference.Published
) -> tuple[float, statistics.Interval]:
    """The one printed share less the other; the band is as wide as both together."""
    value = Decimal(repr(first.printed_value)) - Decimal(repr(second.printed_value))
    (low1, high1), (low2, high2) = first.rounding_band, second.rounding_band
    return float(value), (low1 - high2, high1 - low2)


def _count(figure_id: str) -> float:
    published = reference.figures()[figure_id]
    return published.printed_value if published.numerator is None else published.numerator


def _compared(row: Row, yardstick: Yardstick, data_to: date) -> Row:
    value, band = benchmark(yardstick)
    verdict = _verdict(row, band, _has_few_behind(yardstick))
    notes = [row["note"]]
    qualifier = (
        "" if yardstick.is_computed else reference.figures()[yardstick.benchmark_id].qualifier
    )
    if yardstick.comparability == "not_comparable":
        return {
            "benchmark_id": yardstick.benchmark_id,
            "benchmark_verdict": None if is_unmeasured(row) else "not_comparable",
            "comparability": "not_comparable",
            "note": _joined(*notes, _age(yardstick, data_to), _printed(yardstick)),
        }
    if qualifier:
        verdict = None  # "just under 8" is not a number to judge by
        notes.append(f"qualifier:{qualifier}")
    notes += [_age(yardstick, data_to), "computed" if yardstick.is_computed else None]
    return {
        "benchmark_id": yardstick.benchmark_id,
        "benchmark_value": value,
        "benchmark_verdict": verdict,
        "comparability": yardstick.comparability,
        "note": _joined(*notes),
    }


def _verdict(row: Row, band: statistics.Interval, few_behind: bool) -> str | None:
    if not row["n"]:
        return None
    if row["n"] < statistics.MIN_N_VERDICT:
        return "too_few"
    if few_behind:
        return "too_few"
    if row["suppressed"]:
        return None
    if row["k"] is not None:
        return statistics.verdict_in_band(row["k"], row["n"], band)
    return statistics.mean_verdict(row["n"], (row["low"], row["high"]), band)


def _has_few_behind(yardstick: Yardstick) -> bool:
    """Whether the published number says of itself that fewer than ten people stand behind it."""
    printed = reference.figures().get(yardstick.benchmark_id)
    known = printed.denominator if printed and not yardstick.is_computed else yardstick.of
    return known is not None and known < statistics.MIN_N_VERDICT


def _age(yardstick: Yardstick, data_to: date) -> str | None:
    age = data_to.year - yardstick.year
    return f"yardstick_age:{age}" if age > OLD_AFTER_YEARS else None


def _printed(yardstick: Yardstick) -> str:
    return reference.figures()[yardstick.benchmark_id].as_printed


def _joined(*notes: str | None) -> str | None:
    return "; ".join(filter(None, notes)) or None
