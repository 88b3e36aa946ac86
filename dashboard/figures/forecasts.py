"""What share of all started courses is expected to reach a criterion, the open ones counted in.

Aalen-Johansen at the horizon: recent courses tell as far as they have been followed, and those who
left without are never treated as if they could still arrive. Source: statistics.md section 3.
"""

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from dashboard import statistics
from dashboard.catalogue.figure import Figure
from dashboard.catalogue.notes import Notes
from dashboard.catalogue.row import Estimate
from dashboard.figures import criteria
from dashboard.snapshots.snapshot import Snapshot

OUTCOMES = ("count_reached", "count_left", "count_open")
FEWEST_FOLLOWED = 10  # courses followed for so long that the forecast speaks of them
FEWEST_REACHED = 5


def estimate(
    figure: Figure,
    times: pl.DataFrame,
    tenth_started_on: date | None,
    main: Estimate,
    snapshot: Snapshot,
) -> Estimate:
    """criterion_<name>_forecast: a share 0..1 of all started, or a note why there is none.

    times: queries/criteria_times.sql; tenth_started_on: when the tenth course started; main: the
    criterion's own estimate, which a verdict may not contradict.
    """
    own, agreed = times.filter(pl.col("criterion") == figure.criterion), snapshot.settings
    n, horizon = int(own.select(pl.sum_horizontal(*OUTCOMES).sum()).item()), agreed.horizon_months
    known_to = criteria.known_to(figure.criterion, agreed, snapshot.data_to)
    followed = whole_months(tenth_started_on, known_to) if tenth_started_on else 0
    months = min(horizon, followed) if own["count_open"].sum() else horizon
    blank = Estimate(n=n, target=main.target)
    if n < FEWEST_FOLLOWED or months < 1:
        return replace(blank, notes=Notes(too_few_followed=True))
    days, reached, left, still_open = _within(own, months)
    k = int(reached.sum())
    if k < FEWEST_REACHED:
        return replace(blank, notes=Notes(too_few_reached=True))
    value, (low, high) = statistics.aalen_johansen(days, reached, left, still_open, days[-1])
    if low is None or high is None:  # everybody: what is known of them is a plain share
        low, high = statistics.clopper_pearson(k, k)
    return replace(
        blank,
        value=value,
        low=low,
        high=high,
        target_verdict=_verdict(low, high, main),
        target_status="provisional",
        notes=Notes(at_months=months if months < horizon else None),
    )


def _within(times: pl.DataFrame, months: int) -> list[NDArray[Any]]:
    """Days, and how many went each way by then, within so many calendar months of the start.

    Whatever comes later is not seen yet: those courses are followed to the end and no further. 366
    days are within twelve months of a start on 1 March 2023 and of none a year before.
    """
    is_within = (pl.col("months") < months) | ((pl.col("months") == months) & pl.col("is_at_month"))
    seen = times.filter(is_within).group_by("days").agg(pl.sum(*OUTCOMES)).sort("days")
    later = times.filter(~is_within).select(pl.sum_horizontal(*OUTCOMES).sum()).item()
    columns = [seen[name].to_list() for name in ("days", *OUTCOMES)]
    if later:
        columns = [
            [*known, end]
            for known, end in zip(
                columns, (max(columns[0], default=0) + 1, 0, 0, later), strict=True
            )
        ]
    return [np.array(column) for column in columns]


def whole_months(first: date, last: date) -> int:
    """Calendar months from first to last, a month's end clamped: 31 August to 28 February is six.

    Negative where last comes first, as when charges are known only to a day before the first start.
    """
    months = (last.year - first.year) * 12 + last.month - first.month
    counted_back: date = pl.Series([last]).dt.offset_by(f"{-months}mo")[0]
    return months - (counted_back < first)


def _verdict(low: float, high: float, main: Estimate) -> str | None:
    """above or below where the whole interval is, and the mature cohort is on that side too."""
    target, counted = main.target, main.value
    if counted is None or target is None:
        return None
    if low > target and counted > target:
        return "above"
    return "below" if high < target and counted < target else None
