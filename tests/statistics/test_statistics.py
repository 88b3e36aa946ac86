"""The statistics against values computed with independent libraries, and their properties."""

import json
from math import comb, exp, isnan, log, sqrt
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from scipy.special import ndtr, ndtri
from scipy.stats import fisher_exact

from dashboard import statistics as s

VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text())
CLOSE = pytest.approx


def cases(name: str) -> list[dict]:
    return VECTORS["vectors"][name]["cases"]


def at_95(name: str) -> list[dict]:
    return [case for case in cases(name) if case["conf"] == 0.95]


@pytest.mark.parametrize("case", at_95("wilson"))
def test_wilson_agrees_with_the_libraries(case):
    assert s.wilson(case["k"], case["n"]) == CLOSE((case["lower"], case["upper"]), abs=1e-9)


@pytest.mark.parametrize("case", at_95("clopper_pearson"))
def test_clopper_pearson_agrees_with_the_libraries(case):
    exact = s.clopper_pearson(case["k"], case["n"])
    assert exact == CLOSE((case["lower"], case["upper"]), abs=1e-9)


@pytest.mark.parametrize("case", cases("verdict_rule"))
def test_verdict_follows_the_rule_and_its_limits(case):
    k, n = case["k"], case["n"]
    assert s.verdict(k, n, case["benchmark"]) == case["verdict"]
    assert s.wilson(k, n) == CLOSE((case["wilson_lower"], case["wilson_upper"]), abs=1e-9)
    assert s.clopper_pearson(k, n) == CLOSE((case["exact_lower"], case["exact_upper"]), abs=1e-9)


@pytest.mark.parametrize("case", at_95("mean_ci_t"))
def test_mean_interval_agrees_with_the_libraries(case):
    values = np.array(case["values"], dtype=float)
    low, high = s.mean_interval(len(values), values.mean(), values.std(ddof=1), (None, None))
    assert (low, high) == CLOSE((case["lower"], case["upper"]), rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("case", cases("paired_mean_change"))
def test_paired_change_is_the_mean_interval_of_the_differences(case):
    values = np.array(case["diff"], dtype=float)
    low, high = s.mean_interval(len(values), values.mean(), values.std(ddof=1), (-9, 9))
    assert (low, high) == CLOSE((case["lower"], case["upper"]), abs=1e-9)


@pytest.mark.parametrize("r, share", [(0.9, 0.06), (0.8, 0.13), (0.7, 0.18)])
def test_what_moves_by_chance_is_what_was_found_by_simulation(r, share):
    # statistics.md section 5: first scores that spread 1.4, a rise of 1 point
    sd = 1.4 * sqrt(2) * sqrt(1 - r)
    assert s.moved_by_chance(30, sd, 1.0)[0] == CLOSE(share, abs=0.005)


def test_what_moves_by_chance_has_the_interval_of_its_spread():
    # the printed tables of chi square with 9 degrees of freedom: 2.700 and 19.023
    value, ends = s.moved_by_chance(10, 1.0, 1.0)
    assert value == CLOSE(0.158655, abs=1e-6)  # beyond one standard deviation
    spreads = [1 / float(ndtri(1 - end)) for end in ends]
    assert spreads == CLOSE([sqrt(9 / 19.023), sqrt(9 / 2.700)], abs=2e-4)
    many = s.moved_by_chance(100_000, 1.0, 1.96)
    assert many[0] == CLOSE(0.025, abs=1e-4)
    assert many[1] == CLOSE((0.025, 0.025), abs=1e-3)


@pytest.mark.parametrize("given", [(1, 1.0, 1.0), (10, 0.0, 1.0), (10, 1.0, 0.0)])
def test_no_chance_of_what_was_not_measured(given):
    with pytest.raises(ValueError, match="no chance"):
        s.moved_by_chance(*given)


@pytest.mark.parametrize("case", cases("reliable_change"), ids=lambda case: case["id"])
def test_reliable_change_agrees_with_the_closed_form(case):
    smallest = s.reliable_change(case["sd"], case["r"], case["conf"])
    assert smallest == CLOSE(case["smallest_reliable_change"], rel=1e-9)
    one_sd = s.reliable_change(case["sd"], case["r"], 2 * float(ndtr(1)) - 1)  # z = 1
    assert one_sd == CLOSE(case["s_diff"], rel=1e-9)
    change = case["post"] - case["pre"]
    assert change / one_sd == CLOSE(case["rci"], rel=1e-9)
    assert ("improved" if change >= smallest else "no reliable change") == case["verdict"]


@given(st.floats(0, 5), st.floats(-1, 1), st.floats(-1, 1))
def test_the_better_a_scale_measures_the_smaller_a_change_it_can_tell(sd, one, other):
    low, high = sorted((one, other))
    assert s.reliable_change(sd, high) <= s.reliable_change(sd, low)
    assert s.reliable_change(sd, 1) == 0


@pytest.mark.parametrize("sd, r", [(-1, 0.5), (1, 1.01), (1, -1.01)])
def test_an_impossible_reliability_is_refused(sd, r):
    with pytest.raises(ValueError):
        s.reliable_change(sd, r)


@pytest.mark.parametrize("n, noise", [(4, 0.3), (30, 0.5), (200, 3.0)])
def test_the_interval_of_a_correlation_agrees_with_scipy(n, noise):
    rng = np.random.default_rng(n)
    one = rng.normal(size=n)
    found = stats.pearsonr(one, one + noise * rng.normal(size=n))
    assert s.correlation_interval(n, found.statistic) == CLOSE(
        tuple(found.confidence_interval(0.95)), rel=1e-9
    )
    assert s.correlation_interval(n, 1.0) == (1.0, 1.0)
    with pytest.raises(ValueError):
        s.correlation_interval(3, 0.5)


@given(st.integers(4, 500), st.floats(-0.999, 0.999))
def test_the_interval_of_a_correlation_contains_and_mirrors_it(n, r):
    low, high = s.correlation_interval(n, r)
    assert -1 <= low <= r <= high <= 1
    assert s.correlation_interval(n, -r) == CLOSE((-high, -low), abs=1e-12)


@pytest.mark.parametrize(
    "k, n, benchmark, is_high_good, missing",
    [
        (18, 24, 0.75, True, 5),  # 23 of 24 is the first that makes 75 % certain
        (23, 24, 0.75, True, 0),
        (9, 12, 0.75, True, None),  # even 12 of 12 would not
        (6, 40, 0.15, False, 5),
        (0, 22, 0.15, False, None),
    ],
)
def test_the_distance_to_certainty_is_counted_in_people(k, n, benchmark, is_high_good, missing):
    found = s.missing_for_certainty(k, n, benchmark, is_high_good=is_high_good)
    assert found == missing


@given(st.integers(10, 120), st.data(), st.sampled_from([0.15, 0.6, 0.75]), st.booleans())
def test_one_fewer_than_the_distance_would_not_be_certain(n, data, benchmark, is_high_good):
    k = data.draw(st.integers(0, n))
    missing = s.missing_for_certainty(k, n, benchmark, is_high_good=is_high_good)
    good, step = ("above", 1) if is_high_good else ("below", -1)
    if missing is None:
        assert s.verdict(n if is_high_good else 0, n, benchmark) != good
    else:
        assert s.verdict(k + step * missing, n, benchmark) == good
        if missing:
            assert s.verdict(k + step * (missing - 1), n, benchmark) != good


def counts_at_each_time(dataset: str):
    data = VECTORS["datasets"]["kaplan_meier"][dataset]
    time, event = np.array(data["time"]), np.array(data["event"])
    times = np.unique(time)
    ended = np.array([((time == t) & (event == 1)).sum() for t in times])
    censored = np.array([((time == t) & (event == 0)).sum() for t in times])
    return times, ended, censored


@pytest.mark.parametrize("case", cases("kaplan_meier"))
def test_kaplan_meier_agrees_with_the_libraries(case):
    times, ended, censored = counts_at_each_time(case["dataset"])
    survival, low, high = s.kaplan_meier(times, ended, censored)
    i = np.searchsorted(times, case["at"], side="right") - 1
    assert survival[i] == CLOSE(case["survival"], abs=1e-9)
    assert low[i] == CLOSE(case["lower_loglog"], abs=1e-8)
    assert high[i] == CLOSE(case["upper_loglog"], abs=1e-8)


def test_kaplan_meier_median_by_hand():
    # 4 start; ends at 2 and 5, one still open at 3: S(2) = 3/4, S(5) = 3/4 * 1/2 = 3/8
    times = np.array([2.0, 3.0, 5.0, 9.0])
    median, (low, high) = s.kaplan_meier_median(
        times, np.array([1, 0, 1, 0]), np.array([0, 1, 0, 1])
    )
    assert median == 5.0
    assert low == 2.0
    assert high is None


def test_a_curve_that_falls_exactly_to_one_half_has_reached_its_median():
    times = np.array([1.0, 2.0, 3.0, 4.0])
    median, _ = s.kaplan_meier_median(times, np.array([1, 1, 1, 1]), np.zeros(4, dtype=int))
    assert median == 2.0


def test_a_median_that_is_not_reached_is_none():
    times = np.array([1.0, 8.0])
    median, limits = s.kaplan_meier_median(times, np.array([1, 0]), np.array([0, 3]))
    assert median is None
    assert limits == (1.0, None)  # the lower band does come down to one half


def test_no_limit_is_drawn_where_log_minus_log_does_not_exist():
    _, low, high = s.kaplan_meier(np.array([1.0, 2.0]), np.array([0, 3]), np.array([1, 0]))
    assert all(isnan(limit) for limit in (*low, *high))


def test_plain_median_by_hand():
    assert s.plain_median([]) == (None, (None, None))
    assert s.plain_median([1, 2, 3, 9, 10]) == (3, (None, None))
    assert s.plain_median([1, 2, 3, 4, 5, 6]) == (3.5, (1, 6))
    # n = 20: P(Bin(20, 1/2) <= 5) = 2.07 %, so j = 6
    assert s.plain_median(list(range(1, 21))) == (10.5, (6, 15))
    assert s.plain_median(list(range(1, 101))) == (50.5, (40, 61))  # ranks beyond a third of n


def test_mean_interval_is_cut_to_the_scale_and_absent_without_variance():
    assert s.mean_interval(1, 4.0, 0.0, (0, None)) == (None, None)
    assert s.mean_interval(9, 4.0, 0.0, (0, None)) == (None, None)
    low, high = s.mean_interval(3, 0.2, 1.0, (0, 1))
    assert (low, high) == (0, 1)


def test_mean_verdict_needs_the_whole_rounding_band_outside():
    assert s.mean_verdict(9, (5.0, 6.0), (1.0, 2.0)) == "too_few"
    assert s.mean_verdict(10, (5.0, 6.0), (4.0, 4.99)) == "above"
    assert s.mean_verdict(10, (5.0, 6.0), (4.5, 5.5)) == "cannot_tell"
    for touching in ((4.0, 5.0), (6.0, 7.0)):
        assert s.mean_verdict(10, (5.0, 6.0), touching) == "cannot_tell"
    assert s.mean_verdict(10, (5.0, 6.0), (6.01, 7.0)) == "below"
    assert s.mean_verdict(10, (None, None), (6.01, 7.0)) == "cannot_tell"


def test_a_verdict_that_changes_within_the_rounding_band_is_borderline():
    # statistics.md section 7: 24 of 30 against a printed 62 %
    assert s.verdict(24, 30, 0.60) == "above"
    assert s.verdict_in_band(24, 30, (0.60, 0.625)) == "borderline"
    assert s.verdict_in_band(24, 30, (0.45, 0.46)) == "above"
    assert s.verdict_in_band(30, 30, (0.995, 1.005)) == "cannot_tell"


@pytest.mark.parametrize("case", cases("funnel_limits"))
def test_funnel_limits_agree_with_the_libraries(case):
    for limits, tail in (("exact95", 0.025), ("exact998", 0.001)):
        assert s.funnel_limits(case["n"], case["benchmark"], tail) == CLOSE(
            tuple(case[limits]), rel=1e-9
        )


@given(st.integers(1, 300), st.floats(0.01, 0.99))
def test_a_funnel_holds_its_centre_and_widens_with_certainty(n, centre):
    low, high = s.funnel_limits(n, centre, 0.025)
    wide_low, wide_high = s.funnel_limits(n, centre, 0.001)
    assert 0 <= wide_low <= low <= high <= wide_high <= 1
    assert low - 1 / n <= centre <= high + 1 / n
    if n > 1:
        narrow = s.funnel_limits(4 * n, centre, 0.025)
        assert narrow[1] - narrow[0] <= high - low + 2 / n


@given(st.integers(10, 400), st.sampled_from([0.15, 0.49, 0.83]), st.sampled_from([0.025, 0.001]))
def test_shares_beyond_a_funnel_are_as_rare_as_it_says(n, centre, tail):
    low, high = s.funnel_limits(n, centre, tail)
    chance = [comb(n, k) * centre**k * (1 - centre) ** (n - k) for k in range(n + 1)]
    assert sum(p for k, p in enumerate(chance) if k / n < low) <= tail + 1e-9
    # the interpolation draws the upper limit within the step that passes the tail
    assert sum(p for k, p in enumerate(chance) if (k - 1) / n > high) <= tail + 1e-9


@pytest.mark.parametrize("n, centre, tail", [(0, 0.5, 0.025), (10, 1.2, 0.025), (10, 0.5, 0.5)])
def test_impossible_funnels_are_refused(n, centre, tail):
    with pytest.raises(ValueError, match="no funnel"):
        s.funnel_limits(n, centre, tail)


@pytest.mark.parametrize("case", cases("binomial_test_vs_benchmark"))
def test_the_exact_tails_agree_with_the_libraries(case):
    at_most, at_least = s.tails(case["k"], case["n"], case["benchmark"])
    assert (at_most, at_least) == CLOSE((case["p_less"], case["p_greater"]), rel=1e-9)


COUNTS = st.integers(0, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(COUNTS)
def test_intervals_contain_the_share_and_mirror_it(kn):
    k, n = kn
    for interval in (s.wilson, s.clopper_pearson):
        low, high = interval(k, n)
        assert 0 <= low <= high <= 1
        if n:
            assert low <= k / n <= high
        assert interval(n - k, n) == CLOSE((1 - high, 1 - low), abs=1e-9)


@given(st.integers(1, 400), st.data())
def test_intervals_rise_with_k(n, data):
    k = data.draw(st.integers(0, n - 1))
    for interval in (s.wilson, s.clopper_pearson):
        low, high = interval(k, n)
        next_low, next_high = interval(k + 1, n)
        assert low <= next_low
        assert high <= next_high


@given(COUNTS, st.sampled_from([0.15, 0.37, 0.60, 0.75, 0.81]))
def test_the_verdict_never_contradicts_the_drawn_interval(kn, benchmark):
    k, n = kn
    low, high = s.wilson(k, n)
    code = s.verdict(k, n, benchmark)
    assert (code == "above") <= (benchmark < low)
    assert (code == "below") <= (benchmark > high)
    assert (code == "cannot_tell") <= (low <= benchmark <= high)
    assert (code == "too_few") == (n < 10)


@pytest.mark.parametrize("n", [10, 30, 100])
@pytest.mark.parametrize("level", [0.15, 0.60, 0.75])
def test_false_verdicts_stay_within_two_and_a_half_percent_a_side(n, level):
    chance = dict.fromkeys(("above", "below", "borderline", "cannot_tell"), 0.0)
    for k in range(n + 1):
        chance[s.verdict(k, n, level)] += comb(n, k) * level**k * (1 - level) ** (n - k)
    assert chance["above"] <= 0.025
    assert chance["below"] <= 0.025


@pytest.mark.parametrize(
    "k, n, benchmark, enough",
    [(36, 40, 0.75, 40), (8, 10, 0.6, 26), (75, 100, 0.75, None), (4, 44, 0.15, 136)],
)
def test_how_many_a_share_would_have_to_stand_for(k, n, benchmark, enough):
    found = s.enough_for_certainty(k, n, benchmark, 3000)
    assert found == enough
    if found:
        assert s.verdict(round(k / n * found), found, benchmark) in ("above", "below")


@pytest.mark.parametrize("k, n", [(-1, 5), (6, 5), (0, -1)])
def test_impossible_counts_are_refused(k, n):
    for function in (s.wilson, s.clopper_pearson, lambda a, b: s.verdict(a, b, 0.5)):
        with pytest.raises(ValueError):
            function(k, n)


def ways_at_each_time(name: str, cause: int):
    """Distinct times with how many reached the cause, left another way, and were censored."""
    data = VECTORS["datasets"]["aalen_johansen"][name]
    time, event = np.array(data["time"]), np.array(data["event"])
    times = np.unique(time)
    counts = [
        np.array([((time == t) & chosen).sum() for t in times])
        for chosen in (event == cause, (event != cause) & (event != 0), event == 0)
    ]
    return times, *counts


@pytest.mark.parametrize("case", cases("aalen_johansen"))
def test_aalen_johansen_agrees_with_the_libraries(case):
    value, (low, high) = s.aalen_johansen(
        *ways_at_each_time(case["dataset"], case["cause"]), case["at"]
    )
    assert value == CLOSE(case["cumulative_incidence"], abs=1e-9)
    assert low == CLOSE(case["lower_loglog_survival"], abs=1e-8)
    assert high == CLOSE(case["upper_loglog_survival"], abs=1e-8)


@pytest.mark.parametrize("case", cases("aalen_johansen"))
def test_competing_exits_are_never_one_minus_kaplan_meier(case):
    times, reached, left, censored = ways_at_each_time(case["dataset"], case["cause"])
    value, _limits = s.aalen_johansen(times, reached, left, censored, case["at"])
    survival, _low, _high = s.kaplan_meier(times, reached, left + censored)
    naive = 1 - survival[np.searchsorted(times, case["at"], side="right") - 1]
    assert naive == CLOSE(case["naive_1_minus_km"], abs=1e-9)
    assert value <= naive


OUTCOMES = st.lists(
    st.tuples(st.integers(0, 12), st.sampled_from(["reached", "left", "open"])), min_size=1
)


def counts_of(courses: list[tuple[int, str]]):
    times = np.array(sorted({float(time) for time, _way in courses}))
    return times, *(
        np.array([sum(1 for time, went in courses if time == t and went == way) for t in times])
        for way in ("reached", "left", "open")
    )


@given(OUTCOMES, st.integers(0, 13))
def test_the_shares_of_all_ways_out_and_of_staying_add_up(courses, at):
    times, reached, left, censored = counts_of(courses)
    one, _ = s.aalen_johansen(times, reached, left, censored, at)
    other, _ = s.aalen_johansen(times, left, reached, censored, at)
    staying, _low, _high = s.kaplan_meier(times, reached + left, censored)
    place = np.searchsorted(times, at, side="right") - 1
    assert one + other + (staying[place] if place >= 0 else 1.0) == CLOSE(1)


@given(OUTCOMES, st.integers(0, 13))
def test_a_forecast_lies_within_its_limits(courses, at):
    value, (low, high) = s.aalen_johansen(*counts_of(courses), at)
    assert 0 <= value <= 1 + 1e-12
    assert (low is None) == (high is None)
    if low is not None:
        assert 0 <= low <= value <= high <= 1


@given(OUTCOMES.filter(lambda courses: all(way != "open" for _time, way in courses)))
def test_with_nobody_open_the_forecast_and_its_limits_are_those_of_the_plain_share(courses):
    value, limits = s.aalen_johansen(*counts_of(courses), 12)
    share = sum(way == "reached" for _time, way in courses) / len(courses)
    assert value == CLOSE(share)
    if 0 < share < 1:  # and its variance that of a share, on the log-log scale
        error = sqrt(share * (1 - share) / len(courses))
        spread = ndtri(0.975) * error / (share * -log(share))
        assert limits == CLOSE((share ** exp(spread), share ** exp(-spread)))


@pytest.mark.parametrize("case", [c for c in cases("rate_per_person_time") if c["conf"] == 0.95])
def test_a_rate_agrees_with_the_libraries(case):
    low, high = s.poisson_interval(case["events"], case["person_years"])
    assert (low, high) == CLOSE((case["exact_lower"], case["exact_upper"]), abs=1e-9)


@pytest.mark.parametrize("events, exposure", [(-1, 1.0), (1, 0.0)])
def test_a_rate_over_nothing_is_refused(events, exposure):
    with pytest.raises(ValueError):
        s.poisson_interval(events, exposure)


@pytest.mark.parametrize("case", cases("p_chart"), ids=lambda case: case["id"])
def test_p_chart_agrees_with_the_libraries(case):
    centre, low, high, is_outside = s.p_chart(np.array(case["k"]), np.array(case["n"]))
    assert centre == CLOSE(case["centre"], abs=1e-9)
    assert list(np.maximum(low, 0)) == CLOSE(case["lcl"], abs=1e-9)
    assert list(np.minimum(high, 1)) == CLOSE(case["ucl"], abs=1e-9)
    both = zip(case["outside_3_sigma"], case["exact_tail_below_0_00135"], strict=True)
    assert list(is_outside) == [beyond and is_rare for beyond, is_rare in both]


def test_a_perfect_quarter_is_no_sign_because_shares_end_at_one():
    # ten of ten twice at a level near 77 %: the limit is beyond 1, and so is its outer third
    k, n = np.array([7, 8, 7, 8, 7, 7, 8, 7, 7, 8, 10, 10]), np.full(12, 10)
    centre, low, high, is_outside = s.p_chart(k, n)
    assert high[0] > 1
    assert s.signals(k / n, centre, low, high, is_outside) == [""] * 12


PAIRED = [  # yes of both, of the first alone, of the second alone, of neither
    (
        (59, 6, 16, 80),
        (-0.1240, -0.0054),
        0.052479,
    ),  # Fagerland, Lydersen & Laake 2014, their table
    ((1, 1, 7, 12), (-0.517, -0.026), 0.0703),  # the same
]


@pytest.mark.parametrize("table, limits, p", PAIRED)
def test_paired_shares_agree_with_what_is_published(table, limits, p):
    _both, first, second, _neither = table
    digits = 5e-4 if first == 1 else 5e-5
    assert s.paired_interval(first, second, sum(table)) == CLOSE(limits, abs=digits)
    assert s.mcnemar(first, second) == CLOSE(p, abs=5e-5)
    assert s.mcnemar(12, 2) == CLOSE(0.0129, abs=5e-5)  # Armitage & Berry 1994


def test_where_nobody_differs_the_interval_is_that_of_none_who_do():
    z = ndtri(0.975)
    wide = z * z / (10 + z * z)
    assert s.paired_interval(0, 0, 10) == CLOSE((-wide, wide), abs=1e-9)
    assert s.paired_interval(10, 0, 10)[1] == 1.0
    assert s.paired_interval(0, 10, 10)[0] == -1.0
    assert s.paired_interval(0, 0, 0) == (-1.0, 1.0)
    assert s.mcnemar(0, 0) == 1.0


@given(st.integers(1, 60).flatmap(
    lambda n: st.tuples(st.integers(0, n), st.integers(0, n), st.just(n)).filter(lambda t: t[0] + t[1] <= n)
))  # fmt: skip
def test_a_paired_interval_holds_what_was_seen_and_mirrors(counts):
    first, second, n = counts
    low, high = s.paired_interval(first, second, n)
    assert -1 <= low <= (first - second) / n <= high <= 1
    assert s.paired_interval(second, first, n) == CLOSE((-high, -low), abs=1e-9)
    # compatible with McNemar's test without correction
    seen = (first - second) ** 2 / max(1, first + second)
    if abs(seen - ndtri(0.975) ** 2) > 1e-6:
        assert (low > 0 or high < 0) == (seen > ndtri(0.975) ** 2)


def test_paired_shares_differ_only_where_both_tests_say_so():
    assert (
        s.paired_verdict(6, 16, 161) == "borderline"
    )  # Tango says so, McNemar's exact test does not
    assert s.paired_verdict(12, 2, 50) == "above"
    assert s.paired_verdict(2, 12, 50) == "below"
    assert s.paired_verdict(5, 6, 50) == "cannot_tell"
    assert s.paired_verdict(5, 0, 9) == "too_few"


@pytest.mark.parametrize("counts", [(-1, 0, 5), (3, 3, 5)])
def test_more_pairs_cannot_differ_than_there_are(counts):
    with pytest.raises(ValueError, match="differ"):
        s.paired_interval(*counts)


GAPS = [4, 9, 2, 1, 12, 6, 3, 5, 1, 7]  # mean 5, so that the chance is 9/10 of 1/5


def test_the_lines_of_a_g_chart_are_of_the_geometric():
    """The middle as Minitab has it: linear between the two whole numbers around the percentile."""
    centre, high, signs = s.g_chart(np.array(GAPS))
    above = stats.geom.ppf(0.5, 0.18)
    below, reached = stats.geom.cdf([above - 1, above], 0.18)
    assert centre == CLOSE(above - 1 + (0.5 - below) / (reached - below), abs=1e-9)
    assert stats.geom.sf(high - 1, 0.18) >= 0.00135 > stats.geom.sf(high, 0.18)
    assert signs == [""] * 10


@pytest.mark.parametrize("seed", range(40))
def test_a_point_above_the_line_of_a_g_chart_and_no_other_is_outside(seed):
    gaps = np.random.default_rng(seed).geometric(0.2, 30)
    gaps[-1] = 20 + seed
    _centre, high, signs = s.g_chart(gaps)
    assert [sign == "outside" for sign in signs] == (gaps > high).tolist()


@pytest.mark.parametrize("long, sign", [(38, ""), (39, "outside")])
def test_a_long_wait_is_a_sign_where_its_chance_is_that_of_a_point_outside(long, sign):
    gaps = np.array([3, 7] * 16 + [long])
    chance = 32 / 33 / gaps.mean()
    assert bool(stats.geom.sf(long - 1, chance) < 0.00135) is (sign != "")
    assert s.g_chart(gaps)[2][-1] == sign
    assert bool(s.is_long_wait(np.array([long - 1]), chance)[0]) is (sign != "")


def test_charges_that_follow_at_once_again_and_again_are_a_crowd():
    # mean 4.3: the chance of the next is 0.22, and 0.22 to the fifth is the first below 0.00135
    gaps = np.array([6, 5, 7, 4, 8, 5, 6, 1, 1, 1, 1, 1, 7, 4])
    assert s.g_chart(gaps)[2] == [""] * 7 + ["crowd"] * 5 + [""] * 2
    four = np.array([6, 5, 7, 4, 8, 5, 6, 3, 1, 1, 1, 1, 7, 4])
    assert s.g_chart(four)[2] == [""] * 14


def test_long_waits_in_a_row_are_a_shift_and_seven_that_shrink_a_trend():
    # the middle is 3.3: 53 in 100 wait longer, so that it takes eight, as seven would come too often
    gaps = np.array([1, 2, 1, 3, 2, 1, 2, 9, 8, 9, 8, 9, 8, 9, 8, 2, 2])
    assert s.g_chart(gaps)[2] == ["shift"] * 15 + ["", ""]
    assert s.g_chart(np.delete(gaps, 14))[2] == ["shift"] * 7 + [""] * 9
    falling = np.array([3, 2, 20, 15, 10, 8, 5, 4, 1, 9, 3])
    assert s.g_chart(falling)[2] == ["", ""] + ["trend"] * 7 + ["", ""]


def test_where_everybody_is_charged_there_is_no_sign():
    assert s.g_chart(np.ones(12, dtype=int))[2] == [""] * 12


@pytest.mark.parametrize("gaps", [[], [3], [3, 0, 2]])
def test_no_chart_of_too_few_or_of_what_is_no_gap(gaps):
    with pytest.raises(ValueError, match="no chart"):
        s.g_chart(np.array(gaps, dtype=int))


SIGNALS = {
    "Above UCL": "outside", "Below LCL": "outside", "7 Points Above CL": "shift",
    "7 Points Below CL": "shift", "2 in 3 Above CL": "two_of_three",
    "2 in 3 Below CL": "two_of_three", "7 Points Rising": "trend", "7 Points Falling": "trend",
}  # fmt: skip


@pytest.mark.parametrize("case", cases("xmr"), ids=lambda case: case["id"])
def test_signs_of_change_are_those_of_making_data_count(case):
    values = np.array(case["values"])
    low, high = (np.full(len(values), case[end]) for end in ("lpl", "upl"))
    found = s.signals(values, case["mean"], low, high, (values < low) | (values > high))
    expected = {flag["point"]: SIGNALS[flag["type"]] for flag in case["flags"]}
    assert {i: code for i, code in enumerate(found, 1) if code} == expected


@pytest.mark.parametrize("points, code", [(6, ""), (7, "trend")])
def test_seven_points_that_rise_are_a_trend_and_six_are_none(points, code):
    # across the centre and far inside the limits, so that they are no other sign
    values = np.arange(points) - 3.0
    low, high = np.full(points, -12.0), np.full(points, 12.0)
    assert s.signals(values, 0.0, low, high, np.zeros(points, dtype=bool)) == [code] * points


@pytest.mark.parametrize("case", at_95("two_proportions"))
def test_two_shares_are_told_apart_as_the_libraries_do(case):
    counts = [case[key] for key in ("k1", "n1", "k2", "n2")]
    limits = case["newcombe_lower"], case["newcombe_upper"]
    assert s.newcombe(*counts) == CLOSE(limits, rel=1e-9, abs=1e-9)
    assert s.fisher(*counts) == CLOSE(case["fisher_p_two_sided"], rel=1e-9)


def test_every_vector_of_two_shares_is_at_95_percent():
    assert len(at_95("two_proportions")) == len(cases("two_proportions")) == 10


@st.composite
def two_shares(draw, most: int = 60):
    n1, n2 = draw(st.integers(1, most)), draw(st.integers(1, most))
    return draw(st.integers(0, n1)), n1, draw(st.integers(0, n2)), n2


@given(two_shares())
def test_the_interval_of_a_difference_holds_it_and_mirrors(counts):
    k1, n1, k2, n2 = counts
    low, high = s.newcombe(*counts)
    assert -1 <= low <= k1 / n1 - k2 / n2 <= high <= 1
    assert s.newcombe(k2, n2, k1, n1) == CLOSE((-high, -low), abs=1e-12)
    assert s.newcombe(n1 - k1, n1, n2 - k2, n2) == CLOSE((-high, -low), abs=1e-12)


@given(two_shares(200))
def test_fisher_is_scipys_whichever_way_the_table_is_turned(counts):
    k1, n1, k2, n2 = counts
    expected = fisher_exact([[k1, n1 - k1], [k2, n2 - k2]]).pvalue
    assert s.fisher(*counts) == CLOSE(expected, rel=1e-9)
    assert s.fisher(k2, n2, k1, n1) == CLOSE(expected, rel=1e-9)
    assert s.fisher(n1 - k1, n1, n2 - k2, n2) == CLOSE(expected, rel=1e-9)


def test_fisher_takes_the_shares_of_a_hundred_thousand():
    expected = fisher_exact([[60_000, 40_000], [50_400, 34_600]]).pvalue
    assert s.fisher(60_000, 100_000, 50_400, 85_000) == CLOSE(expected, rel=1e-6)


@given(two_shares())
def test_the_verdict_of_a_difference_never_contradicts_its_interval(counts):
    low, high = s.newcombe(*counts)
    code = s.difference_verdict(*counts)
    assert (code == "too_few") == (min(counts[1], counts[3]) < 10)
    if code == "above":
        assert low > 0
    if code == "below":
        assert high < 0
    if code == "cannot_tell":
        assert low <= 0 <= high
    mirrored = s.difference_verdict(counts[2], counts[3], counts[0], counts[1])
    assert mirrored == {"above": "below", "below": "above"}.get(code, code)


@pytest.mark.parametrize(
    "counts, code",
    [
        ((31, 40, 33, 50), "cannot_tell"),  # statistics.md section 8
        ((24, 30, 496, 800), "borderline"),  # section 7: Newcombe 0.4 to 29 points, Fisher 0.054
        ((56, 70, 48, 80), "above"),
        ((3, 10, 9, 10), "below"),
        ((9, 9, 0, 30), "too_few"),
    ],
)
def test_two_shares_by_name(counts, code):
    assert s.difference_verdict(*counts) == code


def test_nobody_in_a_group_excludes_nothing():
    assert s.newcombe(0, 0, 3, 4) == (-1.0, 1.0)
    assert s.fisher(0, 0, 3, 4) == 1.0
