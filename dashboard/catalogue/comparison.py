"""Holds a row against what has been published: one row a benchmark."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from dashboard import statistics
from dashboard.catalogue.figure import Benchmark
from dashboard.catalogue.row import Comparison, FigureRow
from dashboard.published import reference

OLD_AFTER_YEARS = 5


def compared(row: FigureRow) -> list[FigureRow]:
    """The row once for each of its figure's benchmarks; or as it is without any."""
    return [replace(row, comparison=against(row, each)) for each in row.figure.benchmarks] or [row]


def value_and_band(benchmark: Benchmark) -> tuple[float, statistics.Interval]:
    """The benchmark's value and the band of values that print the same (none when added up).

    Both in its unit, a share 0..1. ValueError where it was printed in words only.
    """
    if benchmark.of:
        share = sum(map(_count, benchmark.numerators)) / benchmark.of
        return share, (share, share)
    published = reference.figures()[benchmark.published_id]
    if benchmark.less:
        return _difference(published, reference.figures()[benchmark.less])
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


def against(row: FigureRow, benchmark: Benchmark) -> Comparison:
    """The row against one benchmark; a number printed in words or with a reservation judges nothing."""
    age = _age(benchmark, row.data_to)
    if benchmark.comparability == "not_comparable":
        return Comparison(
            benchmark=benchmark,
            verdict="not_comparable" if row.is_measured else None,
            age=age,
            printed=reference.figures()[benchmark.benchmark_id].as_printed,
        )
    value, band = value_and_band(benchmark)
    qualifier = (
        "" if benchmark.is_computed else reference.figures()[benchmark.benchmark_id].qualifier
    )
    verdict = None if qualifier else _verdict(row, band, has_few_behind(benchmark))
    return Comparison(
        benchmark=benchmark, value=value, verdict=verdict, qualifier=qualifier, age=age
    )


def _verdict(row: FigureRow, band: statistics.Interval, few_behind: bool) -> str | None:
    if not row.n:
        return None
    if row.n < statistics.MIN_N_VERDICT or few_behind:
        return "too_few"
    if row.suppressed:
        return None
    if row.k is not None and not row.notes.noise:
        return statistics.verdict_in_band(row.k, row.n, band)
    return statistics.mean_verdict(row.n, (row.low, row.high), band)


def has_few_behind(benchmark: Benchmark) -> bool:
    """Whether the published number says of itself that fewer than ten people stand behind it."""
    printed = reference.figures().get(benchmark.benchmark_id)
    known = printed.denominator if printed and not benchmark.is_computed else benchmark.of
    return known is not None and known < statistics.MIN_N_VERDICT


def _age(benchmark: Benchmark, data_to: date) -> int | None:
    age = data_to.year - benchmark.year
    return age if age > OLD_AFTER_YEARS else None
