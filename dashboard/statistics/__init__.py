"""Intervals, medians and verdicts: pure functions of counts and summaries, checked against tests/vectors.json.

Nothing here knows what a course is, reads a file or words a sentence.
"""

from dashboard.statistics.control_charts import g_chart, is_long_wait, p_chart, signals
from dashboard.statistics.levels import MIN_N_VERDICT, TAIL, Interval, MaybeInterval
from dashboard.statistics.means import (
    correlation_interval,
    mean_interval,
    mean_verdict,
    moved_by_chance,
    plain_median,
    reliable_change,
    sd_behind,
)
from dashboard.statistics.noisy_counts import NoisySum, noisy_interval
from dashboard.statistics.paired import mcnemar, paired_interval, paired_verdict
from dashboard.statistics.proportions import (
    clopper_pearson,
    difference_verdict,
    enough_for_certainty,
    fisher,
    funnel_limits,
    missing_for_certainty,
    newcombe,
    poisson_interval,
    tails,
    verdict,
    verdict_in_band,
    wilson,
)
from dashboard.statistics.survival import aalen_johansen, kaplan_meier, kaplan_meier_median

__all__ = [
    "MIN_N_VERDICT",
    "TAIL",
    "Interval",
    "MaybeInterval",
    "NoisySum",
    "aalen_johansen",
    "clopper_pearson",
    "correlation_interval",
    "difference_verdict",
    "enough_for_certainty",
    "fisher",
    "funnel_limits",
    "g_chart",
    "is_long_wait",
    "kaplan_meier",
    "kaplan_meier_median",
    "mcnemar",
    "mean_interval",
    "mean_verdict",
    "missing_for_certainty",
    "moved_by_chance",
    "newcombe",
    "noisy_interval",
    "p_chart",
    "paired_interval",
    "paired_verdict",
    "plain_median",
    "poisson_interval",
    "reliable_change",
    "sd_behind",
    "signals",
    "tails",
    "verdict",
    "verdict_in_band",
    "wilson",
]
