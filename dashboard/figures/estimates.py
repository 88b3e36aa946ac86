"""Query results turned into estimates: value, interval and notes of one figure."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import polars as pl

from dashboard import statistics
from dashboard.catalogue.figure import Figure
from dashboard.catalogue.notes import Notes
from dashboard.catalogue.row import Estimate

Found = Mapping[str, Any]  # one row of a query: n and k, or n, mean and sd
DAYS_PER_MONTH = 30.4375
FEWEST_EVENTS, FEWEST_YEARS = 5, 20  # a rate needs one of them


def estimated(figure: Figure, found: Found) -> Estimate:
    """A share or a mean with its interval; found: n and k, or n, mean and sd."""
    notes = Notes(only_closed=figure.is_of_closed)
    if figure.estimator == "share":
        return share(int(found["k"] or 0), found["n"], notes)
    return mean(found["n"], steady(found["mean"]), steady(found["sd"]), figure.scale, notes)


def share(k: int, n: int, notes: Notes | None = None) -> Estimate:
    """k of n with Wilson's interval; of nobody no value."""
    low, high = statistics.wilson(k, n) if n else (None, None)
    value = k / n if n else None
    return Estimate(n=n, k=k, value=value, low=low, high=high, notes=notes or Notes())


def mean(
    n: int, value: float | None, sd: float | None, scale: statistics.MaybeInterval, notes: Notes
) -> Estimate:
    """A mean over n courses with its t interval, cut to the scale."""
    low, high = (
        statistics.mean_interval(n, value, sd, scale)
        if n > 1 and value is not None and sd is not None
        else (None, None)
    )
    return Estimate(n=n, value=value, low=low, high=high, notes=notes)


def steady(amount: float | None) -> float | None:
    """Without the last digits, which depend on the order two cores happened to add in."""
    return None if amount is None else float(f"{amount:.12g}")


def rate(found: Found) -> Estimate:
    """Events per 100 years, from 5 events or 20 years; of less the counts alone."""
    n, k, years = found["n"], found["k"], found["years"]
    if not years or (k < FEWEST_EVENTS and years < FEWEST_YEARS):
        return Estimate(n=n, k=k)
    low, high = statistics.poisson_interval(k, years)
    return Estimate(n=n, k=k, value=100 * k / years, low=100 * low, high=100 * high)


def survival_median(lengths: pl.DataFrame) -> Estimate:
    """The Kaplan-Meier median in months; lengths: days, count_ended, count_open, by days."""
    times = lengths["days"].to_numpy() / DAYS_PER_MONTH
    ended, still_open = lengths["count_ended"].to_numpy(), lengths["count_open"].to_numpy()
    median, (low, high) = statistics.kaplan_meier_median(times, ended, still_open)
    n = int(ended.sum()) + int(still_open.sum())
    longer_than = float(times[-1]) if n and median is None else None
    return Estimate(n=n, value=median, low=low, high=high, notes=Notes(longer_than=longer_than))


def plain_median(waits: pl.DataFrame) -> Estimate:
    """The median of days with its order-statistic interval; waits: days, count_courses, by days."""
    days = np.repeat(waits["days"].to_numpy(), waits["count_courses"].to_numpy()).astype(float)
    median, (low, high) = statistics.plain_median(days.tolist())
    return Estimate(n=len(days), value=median, low=low, high=high)


def paired_difference(alone: Mapping[str, Estimate], *, is_shown: bool) -> Estimate:
    """The first's yeses less the second's over pairs that have both; alone: where one alone says yes.

    is_shown: whether there are enough anonymous answers.
    """
    first, second = ((each.k or 0) for each in alone.values())
    n = next(iter(alone.values())).n or 0
    if not n:
        return Estimate(n=0)
    verdict = statistics.paired_verdict(first, second, n) if is_shown else ""
    low, high = statistics.paired_interval(first, second, n)
    notes = Notes(difference=verdict)
    return Estimate(n=n, value=(first - second) / n, low=low, high=high, notes=notes)


def difference(shares: Mapping[str, Estimate], *, is_shown: bool) -> Estimate:
    """The first share less the second; n is the smaller group's, the notes have both.

    is_shown: whether neither share is of too few anonymous answers.
    """
    first, second = ((each.k or 0, each.n or 0) for each in shares.values())
    groups = tuple((name, each.n or 0) for name, each in shares.items())
    n = min(first[1], second[1])
    if not n:
        return Estimate(n=0, notes=Notes(groups=groups))
    verdict = statistics.difference_verdict(*first, *second) if is_shown else ""
    low, high = statistics.newcombe(*first, *second)
    value = first[0] / first[1] - second[0] / second[1]
    return Estimate(
        n=n, value=value, low=low, high=high, notes=Notes(groups=groups, difference=verdict)
    )
