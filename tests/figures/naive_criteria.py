"""The criteria's forecasts, contrasts, parts and rate a second time, naively (see tests/figures/naive.py)."""

import math
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from scipy import stats

from tests.figures.naive import (
    EVENTS,
    GROUNDS,
    READINESS,
    Book,
    Limits,
    Pair,
    Row,
    Rows,
    book,
    changes,
    event_counts,
    has_event,
    is_open,
    mature_cohort,
    mean_change,
    minus_months,
)

TINY = 1e-20
PARTS = """completed_by_phases completed_by_employment completed_by_education completed_by_flexjob
completed_by_other progress_by_wheel progress_by_event progress_by_both progress_without_two_wheels
progress_measured progress_near_top progress_on_wheel progress_with_events progress_event_but_down"""
Course = tuple[int, str]  # days since the start, and how it went: reached, left, open
Followed = tuple[date, date, str]  # start, last day that is known, and how it went
NEVER = 10**6  # days: later than anything within the horizon


def figures(*tables: Rows, **given: Any) -> list[Row]:
    """Every row of this group of figures for one scope."""
    found = book(*tables, **given)
    known = len(found.found)
    add_forecasts(found, found.started, found.pairs)
    add_parts(found, found.started, found.pairs)
    add_rate(found, found.started)
    return found.found[known:]


def charged_to(book: Book) -> date:
    return min(book.scope.data_to, book.rules["charges_complete_to"] or book.scope.data_to)


def first_event(case: Row, data_to: date, grace: int) -> date | None:
    """The day of the first supporting event; a better readiness is known on the last day."""
    last = case.get("ended_on") or data_to
    limit = min(last + timedelta(days=grace), data_to) if case.get("ended_on") else data_to
    days = [
        case[c] for c in EVENTS.split() if case.get(c) and case["started_on"] < case[c] <= limit
    ]
    before, after = case.get("readiness_at_start"), case.get("readiness_at_end")
    if before and after and READINESS.index(after) > READINESS.index(before):
        days.append(last)
    return min(days, default=None)


def moved_up(pair: Pair | None, points: Fraction) -> bool:
    return pair is not None and mean_change(pair) >= points


def reached_on(book: Book, name: str, case: Row, pair: Pair | None) -> date | None:
    """The day the course first reached the criterion, as far as it is known."""
    data_to, days = book.scope.data_to, []
    if name == "completed":
        done = case.get("phases_completed_on")
        if done and done <= data_to:
            days.append(done)
        if case.get("end_reason") in book.rules["counted_reasons"]:
            days.append(case["ended_on"])
    elif name == "charged":
        charge, known_to = case.get("charged_on"), charged_to(book)
        last = min(case.get("ended_on") or known_to, known_to)
        if charge and case["started_on"] <= charge <= last:
            days.append(charge)
    else:
        points = Fraction(str(book.rules["wheel_threshold_points"]))
        if event_counts(case, pair, points, book.rules, data_to):
            days += filter(None, [first_event(case, data_to, book.rules["event_grace_days"])])
        if moved_up(pair, points):
            days.append(max(pair[1].answered_on, case["started_on"]))
    return min(days, default=None)


def add_forecasts(book: Book, started: Rows, pairs: Mapping[str, Pair]) -> None:
    for name in ("completed", "charged", "progress"):
        known_to = charged_to(book) if name == "charged" else book.scope.data_to
        courses: list[Followed] = []
        for case in started:
            reached = reached_on(book, name, case, pairs.get(case["case_id"]))
            ended = None if is_open(case, known_to) else case["ended_on"]
            if name == "charged" and case["started_on"] > known_to:
                continue
            way = "reached" if reached else "left" if ended else "open"
            last = reached or ended or known_to
            courses.append((case["started_on"], last, way))
        tenth = sorted(case["started_on"] for case in started)[9:10]
        row = book.new(f"criterion_{name}_forecast", "criteria", "share", n=len(courses))
        row["target"] = float(Fraction(str(book.rules[f"target_{name}"])))
        notes = forecast(row, courses, followed_months(tenth, known_to), book)
        main = next(r for r in book.found if r["figure_id"] == f"criterion_{name}")
        if row["low"] is not None and main["value"] is not None:
            if min(row["low"], main["value"]) > row["target"]:
                row["target_verdict"] = "above"
            if max(row["high"], main["value"]) < row["target"]:
                row["target_verdict"] = "below"
        book.add(row, notes)


def followed_months(tenth: Sequence[date], known_to: date) -> int:
    return max(
        (m for m in range(1, 121) if tenth and minus_months(known_to, m) >= tenth[0]), default=0
    )


def plus_months(day: date, count: int) -> date:
    """That many calendar months later; the month's last day where it is shorter."""
    return minus_months(day, -count)


def forecast(row: Row, followed_: Sequence[Followed], followed: int, book: Book) -> list[str]:
    """Fills the row as far as the rule lets it; gives its notes."""
    horizon = book.rules["horizon_months"]
    at = min(horizon, followed) if any(way == "open" for *_, way in followed_) else horizon
    if len(followed_) < 10 or not at:
        return ["too_few_followed"]
    courses: list[Course] = [
        ((last - start).days, way) if last <= plus_months(start, at) else (NEVER, "open")
        for start, last, way in followed_
    ]
    last = Fraction(NEVER)
    k = sum(1 for _, way in courses if way == "reached")
    if k < 5:
        return ["too_few_reached"]
    value = incidence(courses, [1.0] * len(courses), last).real
    row.update(value=value, target_status="provisional")
    row["low"], row["high"] = limits(courses, value, last, k)
    return [f"at_months:{at}"] if at < horizon else []


def incidence(courses: Sequence[Course], weights: Sequence[complex], last: Fraction) -> complex:
    """Aalen-Johansen by its definition, each course with a weight."""
    total, staying = 0j, 1 + 0j
    for t in sorted({days for days, _ in courses if days <= last}):
        at_risk = sum(w for (days, _), w in zip(courses, weights, strict=True) if days >= t)
        went = {
            way: sum(w for c, w in zip(courses, weights, strict=True) if c == (t, way))
            for way in ("reached", "left")
        }
        total += staying * went["reached"] / at_risk
        staying *= 1 - (went["reached"] + went["left"]) / at_risk
    return total


def limits(courses: Sequence[Course], value: float, last: Fraction, k: int) -> Limits:
    """log(-log) limits; the variance by nudging each course's weight by an imaginary nothing."""
    if value > 1 - 1e-12:
        return 0.025 ** (1 / k), 1.0
    variance = 0.0
    for i in range(len(courses)):
        nudged = [1 + (TINY * 1j if j == i else 0) for j in range(len(courses))]
        variance += (incidence(courses, nudged, last).imag / TINY) ** 2
    spread = float(stats.norm.ppf(0.975)) * math.sqrt(variance) / (value * abs(math.log(value)))
    return value ** math.exp(spread), value ** math.exp(-spread)


def add_parts(book: Book, started: Rows, pairs: Mapping[str, Pair]) -> None:
    rules, data_to = book.rules, book.scope.data_to
    points = Fraction(str(rules["wheel_threshold_points"]))
    cohort = mature_cohort(started, book.all_cases, data_to, rules["horizon_months"])
    tally: dict[str, int] = {}

    def count(name: str, so: Any) -> None:
        tally[name] = tally.get(name, 0) + bool(so)

    for case in cohort:
        pair = pairs.get(case["case_id"])
        done, reason = case.get("phases_completed_on"), case.get("end_reason")
        phases = bool(done and done <= data_to)
        counted = not phases and reason in rules["counted_reasons"]
        count("completed_by_phases", phases)
        for code in ("employment", "education", "flexjob"):
            count(f"completed_by_{code}", counted and reason == code)
        count(
            "completed_by_other", counted and reason not in ("employment", "education", "flexjob")
        )
        up, down = moved_up(pair, points), pair is not None and mean_change(pair) <= -points
        any_event = has_event(case, data_to, rules["event_grace_days"])
        count("progress_on_wheel", up)
        count("progress_with_events", up or any_event)
        count("progress_event_but_down", any_event and down)
        event = event_counts(case, pair, points, rules, data_to)
        count("progress_by_wheel", up and not event)
        count("progress_by_event", event and not up)
        count("progress_by_both", event and up)
        count("progress_without_two_wheels", pair is None)
        is_measured = pair or (any_event and rules["progress_basis"] != "wheel")
        count("progress_measured", is_measured)
        count("progress_near_top", pair and first_mean(pair) > 10 - points)
    for name in PARTS.split():
        book.share(f"criterion_{name}_share", "criteria", tally.get(name, 0), len(cohort))
    for ground, columns in GROUNDS.items():
        k = sum(
            has_event(only_with(case, columns), data_to, rules["event_grace_days"])
            for case in cohort
        )
        book.share(f"criterion_progress_ground_{ground}_share", "criteria", k, len(cohort))
    for name in ("completed", "charged", "progress"):
        known_to = charged_to(book) if name == "charged" else data_to
        ended = [c for c in started if not is_open(c, known_to)]
        k = sum(1 for c in ended if reached_on(book, name, c, pairs.get(c["case_id"])))
        book.share(f"criterion_{name}_closed_share", "criteria", k, len(ended))


def only_with(case: Row, columns: str) -> Row:
    """The course as if it had those supporting events alone."""
    kept = {"started_on", "ended_on", *columns.split()}
    return {name: value for name, value in case.items() if name in kept}


def first_mean(pair: Pair) -> Fraction:
    common = changes(pair)
    return Fraction(sum(pair[0].scores[d] for d in common), len(common))


def add_rate(book: Book, started: Rows) -> None:
    known_to, days, k = charged_to(book), 0, 0
    followed = [c for c in started if c["started_on"] <= known_to]
    for case in followed:
        charge = reached_on(book, "charged", case, None)
        last = charge or min(case.get("ended_on") or known_to, known_to)
        days += (last - case["started_on"]).days
        k += charge is not None
    row = book.new("criterion_charged_rate", "criteria", "per_100_years", n=len(followed), k=k)
    years = days / 365.25
    if years and (k >= 5 or years >= 20):
        low = float(stats.chi2.ppf(0.025, 2 * k)) / 2 if k else 0.0
        high = float(stats.chi2.ppf(0.975, 2 * k + 2)) / 2
        row.update(value=100 * k / years, low=100 * low / years, high=100 * high / years)
    book.add(row)
