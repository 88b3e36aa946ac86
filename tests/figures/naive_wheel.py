"""The figures about the life wheel's levels, rounds, spread and reliability, a second time, naively.

Like tests/figures/naive.py: from the specification alone, plain loops, Fractions where a limit decides.
"""

import math
import statistics
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from scipy import stats

from tests.figures.naive import (
    DEFAULTS,
    DOMAINS,
    WHEEL_SCORES,
    Book,
    Pair,
    Row,
    Scope,
    Wheel,
    case_in_filter,
    changes,
    in_order,
    in_period,
    is_valid,
    mean_change,
    t_interval,
    without_retests,
)

ROUNDS = ("phase_2", "phase_3", "closing")
BINS = {  # whole points of change, by the change in words
    "up_3": lambda c: c >= 3,
    "up_2_3": lambda c: 2 <= c < 3,
    "up_1_2": lambda c: 1 <= c < 2,
    "up_0_1": lambda c: 0 < c < 1,
    "none": lambda c: c == 0,
    "down_0_1": lambda c: -1 < c < 0,
    "down_1_2": lambda c: -2 < c <= -1,
    "down_2_3": lambda c: -3 < c <= -2,
    "down_3": lambda c: c <= -3,
}
NEEDS = {
    r"life_wheel_(two_wheels|one_wheel|no_wheel)_share": f"@survey_results {WHEEL_SCORES}",
    r"life_wheel_(?!(two_wheels|one_wheel|no_wheel)_share).*": WHEEL_SCORES,
}


def valid_wheels(survey: Sequence[Row], cases: Sequence[Row]) -> dict[str, list[Wheel]]:
    """Every course's valid wheels in the order of time."""
    of_id = {case["case_id"]: case for case in cases}
    found: dict[str, dict[str, Wheel]] = {}
    for row in survey:
        if row["instrument"] == "life_wheel" and row.get("answered_on") is not None:
            key = row["response_id"]
            empty = Wheel(row["answered_on"], key, row["phase"], {})
            one = found.setdefault(row["case_id"], {}).setdefault(key, empty)
            if row.get("score") is not None:
                one.scores[row["item"]] = int(row["score"])
    return {
        case_id: sorted(
            (wheel for wheel in wheels.values() if is_valid(of_id[case_id], wheel)), key=in_order
        )
        for case_id, wheels in found.items()
    }


def compared(first: Wheel, later: Wheel) -> Pair | None:
    if first is later or len(changes((first, later))) < 6:
        return None
    return first, later


def first_mean(pair: Pair) -> Fraction:
    common = changes(pair)
    return Fraction(sum(pair[0].scores[domain] for domain in common), len(common))


def figures(
    export: Mapping[str, Sequence[Row]],
    data_to: date,
    settings: Mapping[str, Any],
    municipality: str | None,
    programme: str | None,
    period_from: date | None,
    period_to: date | None,
) -> list[Row]:
    scope = Scope(municipality, programme, period_from, period_to, data_to)
    rules: Row = {**DEFAULTS, **settings}
    threshold = Fraction(str(rules["wheel_threshold_points"]))
    book = Book(scope, export["cases"], rules)
    valid = valid_wheels(export["survey"], export["cases"])
    pairs: dict[str, list[Pair]] = {name: [] for name in ("last", *ROUNDS)}
    retests: list[Pair] = []
    for case in export["cases"]:
        if not case_in_filter(case, scope):
            continue
        everything = valid.get(case["case_id"], [])
        counted = without_retests(everything)
        for name in pairs:
            later = [w for w in counted if name in ("last", w.phase)]
            pair = compared(counted[0], later[-1]) if later else None
            if pair and in_period(pair[1].answered_on, scope):
                pairs[name].append(pair)
        again = [w for w in everything if w not in counted]
        starts = [w for w in everything if w.phase == "start"]
        pair = compared(starts[0], again[0]) if again else None
        if pair and in_period(pair[1].answered_on, scope):
            retests.append(pair)
    for name, of_round in pairs.items():
        add_round(book, name, of_round, threshold)
    add_spread(book, pairs["last"], threshold)
    add_coverage(book, valid)
    add_reliability(book, pairs["last"], retests)
    add_by_chance(book, retests, float(threshold))
    return book.found


def add_level(book: Book, figure_id: str, scores: Sequence[int]) -> None:
    values = [Fraction(score) for score in scores]
    low, high = t_interval(values, (1, 10))
    value = float(sum(values) / len(values)) if values else None
    book.add(book.new(figure_id, "life_wheel", "points", n=len(values), value=value, low=low,
                      high=high))  # fmt: skip


def add_round(book: Book, name: str, pairs: Sequence[Pair], threshold: Fraction) -> None:
    first_name = "first" if name == "last" else f"first_of_{name}"
    for domain in DOMAINS.split():
        both = [pair for pair in pairs if domain in changes(pair)]
        add_level(book, f"life_wheel_{first_name}_{domain}", [p[0].scores[domain] for p in both])
        add_level(book, f"life_wheel_{name}_{domain}", [p[1].scores[domain] for p in both])
    if name == "last":  # its changes are among the figures of tests/figures/naive.py
        return
    for domain in DOMAINS.split():
        moved = [Fraction(changes(p)[domain]) for p in pairs if domain in changes(p)]
        book.mean(f"life_wheel_change_{domain}_{name}", "life_wheel", "points", moved, 9)
    means = [mean_change(pair) for pair in pairs]
    book.mean(f"life_wheel_change_mean_{name}", "life_wheel", "points", means, 9)
    up = sum(1 for mean in means if mean >= threshold)
    down = sum(1 for mean in means if mean <= -threshold)
    for move, k in (("up", up), ("unchanged", len(means) - up - down), ("down", down)):
        book.share(f"life_wheel_moved_{move}_{name}", "life_wheel", k, len(means))


def add_spread(book: Book, pairs: Sequence[Pair], threshold: Fraction) -> None:
    means, n = [mean_change(pair) for pair in pairs], len(pairs)
    for at in ("1.2", "1.7", "2.1"):
        k = sum(1 for mean in means if mean >= Fraction(at))
        book.share(f"life_wheel_moved_up_at_{at.replace('.', '_')}", "life_wheel", k, n)
    too_high = sum(1 for pair in pairs if first_mean(pair) > 10 - threshold)
    book.share("life_wheel_ceiling_share", "life_wheel", too_high, n)
    for name, belongs in BINS.items():
        k = sum(1 for mean in means if belongs(mean))
        book.share(f"life_wheel_distribution_{name}_share", "life_wheel", k, n)


def add_coverage(book: Book, valid: Mapping[str, Sequence[Wheel]]) -> None:
    kinds = []
    for case in book.all_cases:
        if case_in_filter(case, book.scope) and in_period(case["started_on"], book.scope):
            wheels = without_retests(valid.get(case["case_id"], []))
            if not wheels:
                kinds.append("no_wheel")
            else:
                kinds.append("two_wheels" if compared(wheels[0], wheels[-1]) else "one_wheel")
    for kind in ("two_wheels", "one_wheel", "no_wheel"):
        book.share(f"life_wheel_{kind}_share", "life_wheel", kinds.count(kind), len(kinds))


def add_reliability(book: Book, pairs: Sequence[Pair], retests: Sequence[Pair]) -> None:
    n = len(retests)
    before = [first_mean(pair) for pair in pairs]
    sd = float(statistics.stdev(before)) if len(before) > 1 else None
    book.count("life_wheel_retest_pairs", "life_wheel", n)
    r_row = book.new("life_wheel_retest_r", "life_wheel", "ratio", n=n)
    sd_row = book.new("life_wheel_first_sd", "life_wheel", "points", n=len(before), value=sd)
    change_row = book.new("life_wheel_reliable_change", "life_wheel", "points", n=n)
    notes = ["retests_needed:30"] if n < 30 else []
    if n >= 30:
        once = [float(first_mean(pair)) for pair in retests]
        again = [float(first_mean(pair) + mean_change(pair)) for pair in retests]
        if len(set(once)) > 1 and len(set(again)) > 1:
            found = stats.pearsonr(once, again)
            low, high = found.confidence_interval(0.95)
            r_row.update(value=float(found.statistic), low=float(low), high=float(high))
            for key, r in (("value", found.statistic), ("low", high), ("high", low)):
                if sd is not None:
                    change_row[key] = float(stats.norm.ppf(0.975)) * sd * math.sqrt(2 - 2 * r)
    book.add(r_row, notes)
    book.add(sd_row)
    book.add(change_row, notes or (["offered"] if change_row["value"] is not None else []))


def add_by_chance(book: Book, retests: Sequence[Pair], threshold: float) -> None:
    """The normal tail beyond the threshold, had the second wheel differed from the first by chance."""
    n = len(retests)
    row = book.new("life_wheel_by_chance_share", "life_wheel", "share", n=n)
    moved = [mean_change(pair) for pair in retests]
    if n >= 10 and len(set(moved)) > 1:
        variance = statistics.variance(moved)
        for key, chance in (("value", None), ("low", 0.975), ("high", 0.025)):
            wide = 1.0 if chance is None else (n - 1) / stats.chi2.ppf(chance, n - 1)
            spread = math.sqrt(float(variance) * wide)
            row[key] = float(stats.norm.sf(threshold, scale=spread))
    book.add(row, ["retests_needed:10"] if n < 10 else [])
