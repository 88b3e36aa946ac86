"""How long until something happens, when some are not followed to the end."""

from math import exp, log, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from dashboard.statistics.levels import EQUAL, TAIL, MaybeInterval


def kaplan_meier(
    times: NDArray[np.float64], ended: NDArray[np.int64], censored: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Survival just after each time, with its 95 % log(-log) limits (NaN where undefined).

    times ascending and distinct; ended and censored count the courses leaving at each time,
    an end at t before a censoring at t. Greenwood's variance; as R's conf.type = "log-log".
    Source: Kalbfleisch & Prentice 1980. statsmodels and SciPy give the curve but take one row
    a course; this takes counts, so 1.2 million courses cost what their distinct days cost.
    """
    left = ended + censored
    at_risk = left[::-1].cumsum()[::-1]
    with np.errstate(divide="ignore", invalid="ignore"):
        survival = np.cumprod(1 - ended / at_risk)
        greenwood = np.cumsum(ended / (at_risk * (at_risk - ended)))
        log_survival = np.log(survival)
        spread = float(ndtri(1 - TAIL)) * np.sqrt(greenwood) / np.abs(log_survival)
        low = survival ** np.exp(spread)
        high = survival ** np.exp(-spread)
    # all still there, or nobody left: log(-log S) does not exist and no limit may be drawn
    undefined = (survival <= EQUAL) | (survival >= 1 - EQUAL)
    low[undefined] = np.nan
    high[undefined] = np.nan
    return survival, low, high


def kaplan_meier_median(
    times: NDArray[np.float64], ended: NDArray[np.int64], censored: NDArray[np.int64]
) -> tuple[float | None, MaybeInterval]:
    """The smallest time with survival <= 1/2, and the first times its log(-log) limits are.

    None where the curve, or a limit, never comes down to one half within the data.
    """
    if not times.size:
        return None, (None, None)
    survival, low, high = kaplan_meier(times, ended, censored)
    return _first_at_half(times, survival), (
        _first_at_half(times, low),
        _first_at_half(times, high),
    )


def aalen_johansen(
    times: NDArray[np.float64],
    reached: NDArray[np.int64],
    left: NDArray[np.int64],
    censored: NDArray[np.int64],
    at: float,
) -> tuple[float, MaybeInterval]:
    """The share that has reached its end by `at`, other exits competing, with 95 % log(-log) limits.

    times ascending and distinct; reached, left and censored count the courses going each way at
    each time, both kinds of exit before a censoring. Variance by the infinitesimal jackknife, as R's
    survival has it: each course's influence on the estimate, squared and added. No limits where
    nobody or everybody has reached it. Source: Aalen & Johansen 1978; statsmodels agrees but takes
    one row a course, and lifelines draws ties at random and names its limits the wrong way round.
    """
    exits = reached + left
    at_risk = (exits + censored)[::-1].cumsum()[::-1]
    survival = np.cumprod(1 - exits / np.maximum(at_risk, 1))
    before = np.concatenate(([1.0], survival[:-1]))
    is_by_then = times <= at
    steps = np.where(is_by_then, before * reached / np.maximum(at_risk, 1), 0.0)
    incidence = np.cumsum(steps)
    if not times.size or not EQUAL < incidence[-1] < 1 - EQUAL:
        return float(incidence[-1]) if times.size else 0.0, (None, None)
    value = float(incidence[-1])
    variance = _jackknife_variance(
        (reached, left, censored), at_risk, before, steps, value - incidence, is_by_then
    )
    spread = float(ndtri(1 - TAIL)) * sqrt(variance) / (value * abs(log(value)))
    return value, (value ** exp(spread), value ** exp(-spread))


def _jackknife_variance(
    ways: tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]],
    at_risk: NDArray[np.int64],
    before: NDArray[np.float64],
    steps: NDArray[np.float64],
    still_to_come: NDArray[np.float64],
    is_by_then: NDArray[np.bool_],
) -> float:
    """Sum of squared influences of every course on the Aalen-Johansen estimate.

    still_to_come: what is added to the estimate after each time.
    """
    reached, left, censored = ways
    staying = np.maximum(at_risk - reached - left, 1)  # where nobody stays, nothing is to come
    being_at_risk = np.cumsum(
        is_by_then * (reached + left) / (at_risk * staying) * still_to_come - steps / at_risk
    )
    leaving = being_at_risk - is_by_then * still_to_come / staying
    reaching = leaving + is_by_then * before / at_risk
    influences = zip((reaching, leaving, being_at_risk), (reached, left, censored), strict=True)
    return float(sum((count * influence**2).sum() for influence, count in influences))


def _first_at_half(times: NDArray[np.float64], curve: NDArray[np.float64]) -> float | None:
    reached = np.flatnonzero(curve <= 0.5 + EQUAL)  # NaN compares false
    return float(times[reached[0]]) if reached.size else None
