"""The figures of the contract a second time, naively: an independent check of the product.

Written from the specification alone, with plain loops over plain dicts, and slow on purpose. It
shares no code with the product. Fractions are used wherever a number is compared with a limit, a
target or a benchmark, so that no rounding decides.
"""

import calendar
import csv
import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from scipy import stats

from tests.figures import naive_follow_up

Row = dict[str, Any]
Rows = Sequence[Row]
Judge = Callable[[Fraction, Fraction], str | None]
Verdict = tuple[str | None, list[str]]  # with its notes
Limits = tuple[float | None, float | None]

PUBLISHED = Path(__file__).parents[2] / "data/reference/figures.csv"
DEFAULTS: Row = {
    "horizon_months": 12,
    "wheel_threshold_points": 1.0,
    "progress_basis": "wheel_or_event",
    "event_grace_days": 0,
    "counted_reasons": ["employment", "education", "flexjob"],
    "target_completed": 0.75,
    "target_charged": 0.15,
    "target_progress": 0.60,
    "verdict_dates": ["03-31", "06-30", "09-30", "12-31"],
    "charges_complete_to": None,
}
Z = float(stats.norm.ppf(0.975))
HALF = Fraction(1, 2)
MINIMUM = 10  # fewer than this: too_few
FEW = range(1, 5)  # anonymous answers are hidden

END_REASONS = """completed employment education flexjob subsidised_job internship other_offer
early_retirement moved leave illness imprisoned withdrew no_benefit caseworker_decision died
other"""
TOPICS = """daily_structure economy housing health social family authorities employment education
leisure other"""
DOMAINS = "housing leisure health social family economy education success"
PHASES = ("start", "phase_2", "phase_3", "closing")
READINESS = ["activity_ready", "education_ready", "job_ready"]  # worst first
PROFILE = """gender citizen_gender female male other
benefit benefit_at_start kontanthjaelp uddannelseshjaelp ressourceforloeb sygedagpenge other none
readiness readiness_at_start job_ready education_ready activity_ready"""
AGES = [("under_25", 25), ("25_29", 30), ("30_39", 40), ("40_49", 50), ("50_plus", 999)]  # below
BANDS = [("0_1", 0, 1.5), ("2_3", 1.5, 3.5), ("4_5", 3.5, 5.5), ("6_7", 5.5, math.inf)]
DAY_PARTS = [("morning", 0, 12), ("midday", 12, 17), ("evening", 17, 24)]
SATISFACTION = """mentor_gender_matters yes no
contact_frequency 0_1 2_3 4_5 6_7
preferred_time morning midday evening
assignment very_satisfied slightly_satisfied satisfied not_satisfied unnecessary
availability very_satisfied satisfied very_dissatisfied dont_know
help very_satisfied satisfied not_satisfied very_dissatisfied
own_effort very_satisfied satisfied not_satisfied very_dissatisfied
chemistry very_good good none very_poor
outcome very_satisfied satisfied dissatisfied very_dissatisfied
goals_clear yes no partly"""
EVENTS = """employment_started_on education_started_on leisure_engaged_on treatment_completed_on
assessment_completed_on takes_initiative_on"""
GROUNDS = {
    "employment": "employment_started_on", "education": "education_started_on",
    "leisure": "leisure_engaged_on", "treatment": "treatment_completed_on",
    "assessment": "assessment_completed_on", "initiative": "takes_initiative_on",
    "readiness": "readiness_at_start readiness_at_end",
}  # fmt: skip
# What a figure's name looks like: tables that must hold rows (@), columns, alternatives (a/b+c).
EXITS, WHEEL_SCORES, GIVEN = "ended_on end_reason", "answered_on score", "answered_on answer"
NEEDS = {
    r"courses_(open|closed)|duration_.*": "ended_on",
    r"hours_per_week": "@contacts ended_on minutes",
    r"delivered_of_granted_hours": "@contacts ended_on minutes granted_hours_per_week",
    r"contacts_per_week|contact_band_.*": "@contacts ended_on",
    r"contact_time_.*|attendance_share": "@contacts",
    r"(non_employment_)?topic_(?!.*_(klar|parat|start)_share).*": "@contacts topic",
    r"goals_agreed_share": "goals_agreed_on",
    r"mentor_wish_met_share": "mentor_wish_met",
    r"days_referral_.*": "referred_on",
    r"months_on_benefit_before_mean": "months_on_benefit_before",
    r"age_.*": "birth_year",
    r"gender_.*": "citizen_gender",
    r"benefit_.*": "benefit_at_start",
    r"readiness_.*": "readiness_at_start",
    r"job_or_education_(strict_)?share|exit_.*": EXITS,
    r"criterion_completed.*": f"phases_completed_on {EXITS}",
    r"criterion_charged.*": "charged_on ended_on",
    **{
        rf"criterion_progress_ground_{name}_share": f"{columns} ended_on"
        for name, columns in GROUNDS.items()
    },
    r"criterion_progress(?!_ground).*": "answered_on+score employment_started_on/education_started_on/"
    "leisure_engaged_on/treatment_completed_on/assessment_completed_on/takes_initiative_on/"
    "readiness_at_start+readiness_at_end ended_on",
    r"internship_score_mean": WHEEL_SCORES,
    r"satisfaction_.*|mentor_unwanted_share|chemistry_good_share|coping_better_.*": GIVEN,
    r"response_rate_.*": "answered_on",
}
COLUMNS = """figure_id group unit n k value low high target target_verdict target_status
benchmark_id benchmark_value benchmark_verdict comparability suppressed note period_from period_to
municipality_code programme"""

# Figures: comparability and benchmarks, the first named in the contract first.
BENCHMARKS = """\
duration_mean_closed_months: C sfi_2015_duration_months kg_resume_duration_months
hours_per_week: C kg_resume_hours_per_week
contacts_per_week: C sfi_2015_contacts_per_week_private sfi_2015_contacts_per_week_municipal \
    dkr_contacts_per_week_recommended
contact_band_0_1 satisfaction_contact_frequency_0_1: C kg_d312_0_1
contact_band_2_3 satisfaction_contact_frequency_2_3: C kg_d312_2_3
contact_time_morning satisfaction_preferred_time_morning: C kg_d313_morning
contact_time_midday satisfaction_preferred_time_midday: C kg_d313_midday
contact_time_evening satisfaction_preferred_time_evening: C kg_d313_evening
non_employment_topic_share: C sfi_2015_dialogue_other_topics
goals_agreed_share satisfaction_goals_clear_yes: C sfi_2015_clear_guidelines_goals
months_on_benefit_before_mean: C kg_2016_prior_benefit_months
job_or_education_share: C emp_2015_job_education_flexjob
job_or_education_strict_share: C ny_indsats_glaed_dig_job_or_education \
    kvik_2013_assens_job_or_education kvik_2013_broendby_job_or_education \
    kvik_2013_esbjerg_job_or_education
exit_employment_share: C emp_2015_overall_table2_job kvik_2013_assens_exit_job \
    kvik_2013_broendby_exit_job kvik_2013_esbjerg_exit_job
exit_education_share: C emp_2015_overall_table2_education kvik_2013_assens_exit_education \
    kvik_2013_broendby_exit_education kvik_2013_esbjerg_exit_education
exit_flexjob_share: C emp_2015_overall_table2_fleksjob
exit_early_retirement_share: C emp_2015_overall_table2_early_retirement
exit_moved_share: C emp_2015_overall_table2_moved
exit_leave_share: C emp_2015_overall_table2_parental_leave
exit_imprisoned_share: C emp_2015_overall_table2_prison
exit_withdrew_share: C emp_2015_overall_table2_own_choice
exit_caseworker_decision_share: C emp_2015_overall_table2_caseworker_judgement
exit_died_share: C emp_2015_overall_table2_death
satisfaction_assignment_very_satisfied: C kg_d321_meget_tilfreds
satisfaction_help_very_satisfied: C kg_d323_meget_tilfreds
satisfaction_help_satisfied: C kg_d323_tilfreds
satisfaction_chemistry_very_good: C kg_d324_rigtig_god
mentor_unwanted_share: C sfi_2015_should_not_have_had_mentor
chemistry_good_share: not_comparable sfi_2015_good_chemistry
contact_written_share: C emp_2015_overall_contacts_sms_mail
coping_better_citizen_of_all: B sfi_2015_citizens_say_better_coping
coping_better_mentor_of_all: B sfi_2015_mentors_say_better_coping"""
# Benchmarks that are not printed but added up from printed counts.
SUMMED = {
    "emp_2015_job_education_flexjob": "emp_2015_overall_table2_job"
    " emp_2015_overall_table2_education emp_2015_overall_table2_fleksjob",
}
for town in ("assens", "broendby", "esbjerg"):
    kvik = f"kvik_2013_{town}"
    SUMMED[f"{kvik}_job_or_education"] = f"{kvik}_exit_job {kvik}_exit_education"
YEARS = {
    "sfi_": 2015,
    "kg_": 2016,
    "dkr_": 2016,
    "emp_": 2015,
    "kvik_": 2013,
    "ny_": 2010,
    "khr_": 2014,
}


class Scope(NamedTuple):
    municipality: str | None
    programme: str | None
    start: date | None
    end: date | None
    data_to: date


class Wheel(NamedTuple):
    answered_on: date
    response_id: str
    phase: str
    scores: dict[str, int]


Pair = tuple[Wheel, Wheel]


class Mark(NamedTuple):
    """What one course says to one criterion; the lists hold one entry per wheel threshold."""

    still_open: bool
    measured: bool  # progress: two wheels or an event; else always
    so: list[bool]
    lower: list[bool]
    upper: list[bool]


def wilson(k: int, n: int) -> tuple[float, float]:
    p = k / n
    centre = (p + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z / (1 + Z * Z / n) * math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
    return (0.0 if k == 0 else centre - half, 1.0 if k == n else centre + half)


def tail_is_small(outcomes: Iterable[int], n: int, p: Fraction) -> bool:
    """Is P(X is one of `outcomes`) <= 2.5 % for X ~ Bin(n, p)? Whole numbers throughout."""
    a, b = p.numerator, p.denominator
    total, everything = 0, b**n
    for i in outcomes:
        total += math.comb(n, i) * a**i * (b - a) ** (n - i)
        if 40 * total > everything:
            return False
    return True


def share_verdict(k: int, n: int, p: Fraction) -> str | None:
    """Above or below only when the exact tail and Wilson both exclude p; one alone: borderline."""
    if n < MINIMUM:
        return "too_few" if n else None
    exact_above = tail_is_small(range(k, n + 1), n, p)
    exact_below = tail_is_small(range(k, -1, -1), n, p)
    # p lies outside Wilson exactly when |k - np| exceeds z sqrt(np(1 - p)).
    outside = (k - n * p) ** 2 > Fraction(Z) ** 2 * n * p * (1 - p)
    if exact_above and outside and k > n * p:
        return "above"
    if exact_below and outside and k < n * p:
        return "below"
    return "borderline" if exact_above or exact_below or outside else "cannot_tell"


def band_share_verdict(k: int, n: int, lo: Fraction, hi: Fraction) -> str | None:
    """A printed share is a rounding band; the verdict must be the same at both its ends."""
    at_lo = share_verdict(k, n, max(lo, Fraction(0)))
    at_hi = share_verdict(k, n, min(hi, Fraction(1)))
    return at_lo if at_lo == at_hi else "borderline"


def band_mean_verdict(n: int, limits: Limits, lo: Fraction, hi: Fraction) -> str | None:
    """The whole band must lie outside the t interval; no interval, no verdict but cannot_tell."""
    if n < MINIMUM:
        return "too_few" if n else None
    low, high = limits
    if low is not None and hi < low:
        return "above"
    return "below" if high is not None and lo > high else "cannot_tell"


def t_interval(values: Sequence[Fraction], scale: tuple[float, float]) -> Limits:
    n = len(values)
    if n < 2 or all(v == values[0] for v in values):
        return None, None
    mean = sum(values, Fraction(0)) / n
    variance = sum(((v - mean) ** 2 for v in values), Fraction(0)) / (n - 1)
    half = float(stats.t.ppf(0.975, n - 1)) * math.sqrt(variance / n)
    return max(float(mean) - half, scale[0]), min(float(mean) + half, scale[1])


def plain_median(values: Sequence[int]) -> tuple[float | None, float | None, float | None]:
    """Middle value (average of two), with order statistics j and n + 1 - j as limits."""
    n = len(values)
    x = sorted(values)
    if n == 0:
        return None, None, None
    middle = (x[(n - 1) // 2] + x[n // 2]) / 2
    j = 0
    while tail_is_small(range(j, -1, -1), n, HALF):  # P(Bin(n, 1/2) <= (j + 1) - 1)
        j += 1
    if j == 0:  # n < 6
        return middle, None, None
    return middle, float(x[j - 1]), float(x[n - j])


def kaplan_meier_median(lives: Sequence[tuple[int, bool]]) -> list[int | None]:
    """(days, ended?) per course: first t with S <= 1/2, and with each log-log band <= 1/2.

    Where S is 0 the log-log band does not exist, so it is not reached there (as in R).
    """
    survival, greenwood = Fraction(1), 0.0
    median = low = high = None
    for t in sorted({days for days, ended in lives if ended}):
        at_risk = sum(1 for days, _ in lives if days >= t)
        events = sum(1 for days, ended in lives if ended and days == t)
        survival *= 1 - Fraction(events, at_risk)
        if median is None and survival <= HALF:
            median = t
        if survival == 0:
            break
        greenwood += events / (at_risk * (at_risk - events))
        spread = Z * math.sqrt(greenwood) / abs(math.log(survival))
        if low is None and float(survival) ** math.exp(spread) <= 0.5:
            low = t
        if high is None and float(survival) ** math.exp(-spread) <= 0.5:
            high = t
    return [median, low, high]


def half_last_digit(as_printed: str) -> Fraction:
    """Half a unit of the last printed digit: 62 % is 0.615 to 0.625."""
    number = re.search(r"\d+(?:,(\d+))?", as_printed)
    assert number, as_printed
    half = HALF / Fraction(10) ** len(number[1] or "")
    return half / 100 if "%" in as_printed else half


class Book:
    """Collects the rows found; knows the scope, the settings and the published values."""

    def __init__(self, scope: Scope, all_cases: Rows, rules: Row) -> None:
        self.scope, self.all_cases, self.rules = scope, all_cases, rules
        self.found: list[Row] = []
        self.started: Rows = ()
        self.pairs: Mapping[str, Pair] = {}
        with PUBLISHED.open(encoding="utf-8", newline="") as file:
            self.published = {row["figure_id"]: row for row in csv.DictReader(file)}

    def new(self, figure_id: str, group: str, unit: str, **cells: Any) -> Row:
        scope = self.scope
        row: Row = {**dict.fromkeys(COLUMNS.split()), "suppressed": False}
        row.update(figure_id=figure_id, group=group, unit=unit)
        row.update(municipality_code=scope.municipality, programme=scope.programme)
        row.update(period_from=scope.start and scope.start.isoformat())
        row.update(period_to=scope.end and scope.end.isoformat())
        return {**row, **cells}

    def add(self, row: Row, notes: Sequence[str] = (), judge: Judge = lambda lo, hi: None) -> None:
        """One row, or one per benchmark: identical but for the benchmark columns and note."""
        for line in BENCHMARKS.splitlines():
            names, listed = line.split(":")
            if row["figure_id"] in names.split():
                comparability, *keys = listed.split()
                for key in keys:
                    cells, more = self.benchmark(key, comparability, judge)
                    self.found.append({**row, **cells, "note": "; ".join([*notes, *more]) or None})
                return
        self.found.append({**row, "note": "; ".join(notes) or None})

    def benchmark(self, key: str, comparability: str, judge: Judge) -> tuple[Row, list[str]]:
        """The four columns of one benchmark, and its notes."""
        cells: Row = {"benchmark_id": key, "comparability": comparability}
        age = self.scope.data_to.year - next(
            y for prefix, y in YEARS.items() if key.startswith(prefix)
        )
        notes = [f"yardstick_age:{age}"] if age > 5 else []
        is_share = key == "emp_2015_overall_contacts_sms_mail"  # the one that is printed as such
        if (
            key.startswith(("emp_", "kvik_")) and not is_share
        ):  # printed counts over their printed base: 71 of 181
            parts = [self.published[p] for p in SUMMED.get(key, key).split()]
            total = sum(int(p["numerator"] or p["value"]) for p in parts)
            share = Fraction(total, int(parts[0]["denominator"]))
            cells.update(benchmark_value=float(share), benchmark_verdict=judge(share, share))
            return cells, [*notes, "computed"]
        printed = self.published[key]
        if comparability == "not_comparable":  # printed in words only: no value, its words as note
            cells["benchmark_verdict"] = "not_comparable"
            return cells, [*notes, printed["as_printed"]]
        value = Fraction(printed["value"])
        cells["benchmark_value"] = float(value)
        if printed["qualifier"]:  # "knap 8": the value is shown, no verdict
            return cells, [f"qualifier:{printed['qualifier']}", *notes]
        half = half_last_digit(printed["as_printed"])
        verdict = judge(value - half, value + half)
        behind = int(printed["denominator"] or MINIMUM)
        cells["benchmark_verdict"] = "too_few" if verdict and behind < MINIMUM else verdict
        return cells, notes

    def count(self, figure_id: str, group: str, value: int) -> None:
        self.add(self.new(figure_id, group, "count", value=value))

    def share_row(self, figure_id: str, group: str, k: int, n: int) -> Row:
        low, high = wilson(k, n) if n else (None, None)
        value = k / n if n else None
        return self.new(figure_id, group, "share", n=n, k=k, value=value, low=low, high=high)

    def share(self, figure_id: str, group: str, k: int, n: int, hide: bool = False) -> None:
        row = self.share_row(figure_id, group, k, n)
        if hide:
            row.update(k=None, value=None, low=None, high=None, suppressed=True)
        self.add(row, (), lambda lo, hi: band_share_verdict(k, n, lo, hi))

    def mean(
        self, figure_id: str, group: str, unit: str, values: Sequence[Fraction], most: int = 10**9
    ) -> None:
        """Values lie from 0 (wheel changes -most, internship scores 1) to `most`."""
        lowest = {"life_wheel": -most, "internship": 0 if unit == "share" else 1}
        n, least = len(values), lowest.get(group, 0)
        low, high = t_interval(values, (least, most))
        value = float(sum(values, Fraction(0)) / n) if n else None
        row = self.new(figure_id, group, unit, n=n, value=value, low=low, high=high)
        if group == "internship" and n in FEW:
            row.update(value=None, low=None, high=None, suppressed=True)
        notes = ["kun_afsluttede"] if figure_id == "duration_mean_closed_months" else []
        self.add(row, notes, lambda lo, hi: band_mean_verdict(n, (low, high), lo, hi))


def case_in_filter(case: Row, scope: Scope) -> bool:
    if scope.municipality is not None and case["municipality_code"] != scope.municipality:
        return False
    return scope.programme is None or case["programme"] == scope.programme


def answer_in_filter(answer: Row, cases: Mapping[str, Row], scope: Scope) -> bool:
    """The case decides; an anonymous answer has its own municipality and no programme."""
    if answer.get("case_id") is not None:
        return case_in_filter(cases[answer["case_id"]], scope)
    if scope.programme is not None:
        return False
    return scope.municipality is None or answer.get("municipality_code") == scope.municipality


def in_period(day: date | None, scope: Scope) -> bool:
    if day is None:
        return False
    return not (scope.start and day < scope.start) and not (scope.end and day > scope.end)


def is_open(case: Row, day: date) -> bool:
    """Open at the end of `day`: a course that ended on it is closed."""
    return case.get("ended_on") is None or case["ended_on"] > day


def window(case: Row, scope: Scope) -> tuple[date, date]:
    """The course's days inside the period; empty when the first is after the second."""
    first, last = case["started_on"], case.get("ended_on") or scope.data_to
    if scope.start:
        first = max(first, scope.start)
    if scope.end:
        last = min(last, scope.end)
    return first, last


def months(days: int) -> Fraction:
    return Fraction(days) / Fraction("30.4375")


def minus_months(day: date, count: int) -> date:
    """Calendar months back, the month's end clamped."""
    index = day.year * 12 + day.month - 1 - count
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def wheel_pairs(survey: Rows, cases: Rows) -> dict[str, Pair]:
    """First and last valid wheel of each case that has two with six common domains."""
    of_case_id = {case["case_id"]: case for case in cases}
    wheels: dict[str, dict[str, Wheel]] = {}
    for row in survey:
        if row["instrument"] != "life_wheel" or row.get("answered_on") is None:
            continue
        of_case, key = wheels.setdefault(row["case_id"], {}), row["response_id"]
        wheel = of_case.setdefault(key, Wheel(row["answered_on"], key, row["phase"], {}))
        if row.get("score") is not None:
            wheel.scores[row["item"]] = int(row["score"])
    pairs = {}
    for case_id, of_case in wheels.items():
        valid = sorted(
            filter(partial(is_valid, of_case_id[case_id]), of_case.values()), key=in_order
        )
        used = without_retests(valid)
        if len(used) > 1 and len(changes((used[0], used[-1]))) >= 6:
            pairs[case_id] = (used[0], used[-1])
    return pairs


def is_valid(case: Row, wheel: Wheel) -> bool:
    """Enough domains, and from a month before the course to a month after it, as 31 days."""
    month, end = timedelta(days=31), case.get("ended_on") or date.max - timedelta(days=31)
    return len(wheel.scores) >= 6 and case["started_on"] - month <= wheel.answered_on <= end + month


def in_order(wheel: Wheel) -> tuple[date, int, str]:
    """By day; on one day by phase; then by id."""
    return wheel.answered_on, PHASES.index(wheel.phase), wheel.response_id


def without_retests(wheels: Sequence[Wheel]) -> list[Wheel]:
    """A start wheel 0-14 days after the first valid start wheel is a retest."""
    starts = [w for w in wheels if w.phase == "start"]
    kept = []
    for wheel in wheels:
        if wheel in starts[1:] and (wheel.answered_on - starts[0].answered_on).days <= 14:
            continue
        kept.append(wheel)
    return kept


def changes(pair: Pair) -> dict[str, int]:
    first, last = pair[0].scores, pair[1].scores
    return {d: last[d] - first[d] for d in DOMAINS.split() if d in first and d in last}


def mean_change(pair: Pair) -> Fraction:
    return Fraction(sum(changes(pair).values()), len(changes(pair)))


def has_event(case: Row, data_to: date, grace: int) -> bool:
    """An event date after the start and at most so many days after the end, or better readiness."""
    limit = data_to
    if case.get("ended_on"):
        limit = min(case["ended_on"] + timedelta(days=grace), data_to)
    for column in EVENTS.split():
        if case.get(column) and case["started_on"] < case[column] <= limit:
            return True
    before, after = case.get("readiness_at_start"), case.get("readiness_at_end")
    if before is None or after is None:
        return False
    return READINESS.index(after) > READINESS.index(before)


def plain_mark(so: bool, still_open: bool) -> Mark:
    """Bounds: so already; and, if every open course also became so."""
    return Mark(still_open, True, [so], [so], [so or still_open])


def completed(case: Row, reasons: Sequence[str], data_to: date) -> Mark:
    done = case.get("phases_completed_on")
    so = done is not None and done <= data_to
    if case.get("ended_on") is not None and case.get("end_reason") in reasons:
        so = True
    return plain_mark(so, is_open(case, data_to))


def charged(case: Row, day: date) -> Mark:
    """From the first to the last day of the course, as far as charges are followed.

    Seen from the day the charges are complete to, whatever ends later is still open.
    """
    charge = case.get("charged_on")
    last = min(case.get("ended_on") or day, day)
    so = charge is not None and case["started_on"] <= charge <= last
    return plain_mark(so, is_open(case, day))


def event_counts(case: Row, pair: Pair | None, threshold: Fraction, rules: Row, day: date) -> bool:
    """Whether a supporting event reaches the criterion by the agreed basis."""
    if rules["progress_basis"] == "wheel" or not has_event(case, day, rules["event_grace_days"]):
        return False
    if rules["progress_basis"] == "wheel_or_event":
        return True
    return pair is None or mean_change(pair) > -threshold


def progress(
    case: Row, pair: Pair | None, thresholds: Sequence[str], data_to: date, rules: Row
) -> Mark:
    grace, still_open = rules["event_grace_days"], is_open(case, data_to)
    event = has_event(case, data_to, grace) and rules["progress_basis"] != "wheel"
    measured = event or pair is not None
    # The closed courses nobody measured, and those whose days of grace are not over, may still count.
    undecided = still_open or not measured or (data_to - case["ended_on"]).days < grace
    so, lower, upper = [], [], []
    for threshold in map(Fraction, thresholds):
        up = pair is not None and mean_change(pair) >= threshold
        so.append(up or event_counts(case, pair, threshold, rules, data_to))
        if still_open:
            # The last wheel can still fall; an event cannot be undone, but by a fall where that is agreed.
            lower.append(event and rules["progress_basis"] == "wheel_or_event")
        else:
            lower.append(so[-1])
        upper.append(lower[-1] or undecided)
    return Mark(still_open, measured, so, lower, upper)


def criterion_verdict(marks: Sequence[Mark], target: Fraction) -> Verdict:
    """The order of the contract; without wheels it comes down to the verdict of a share."""
    n = len(marks)
    if n < MINIMUM:
        return ("too_few" if n else None), []
    missing = sum(1 for m in marks if not m.measured)
    if 2 * (n - missing) < n:
        return None, ["coverage"]
    verdicts: list[str | None] = []
    notes = []
    for at in range(len(marks[0].so)):
        k = sum(1 for m in marks if m.so[at])
        verdict = share_verdict(k, n, target)
        if verdict == "below" and share_verdict(k + missing, n, target) != "below":
            verdict = "cannot_tell"
            if at == 0:
                notes.append("coverage")
        verdicts.append(verdict)
    if any(v != verdicts[0] for v in verdicts):
        return "cannot_tell", [*notes, "threshold"]
    return verdicts[0], notes


def mature_cohort(started: Rows, all_cases: Rows, day: date, horizon: int) -> Rows:
    """Started H months before the day, or everyone when no course in the snapshot is open."""
    if not any(is_open(c, day) for c in all_cases):
        return started
    return [c for c in started if c["started_on"] <= minus_months(day, horizon)]


def first_courses(started: Rows) -> set[str] | None:
    """Each citizen's first course in scope, if over 10 % of the citizens have several."""
    of_citizen: dict[str, list[Row]] = {}
    for case in started:
        of_citizen.setdefault(case["citizen_id"], []).append(case)
    several = sum(1 for courses in of_citizen.values() if len(courses) > 1)
    if 10 * several <= len(of_citizen):
        return None
    firsts = [min(of, key=lambda c: (c["started_on"], c["case_id"])) for of in of_citizen.values()]
    return {c["case_id"] for c in firsts}


def settled(marks: Sequence[Mark], target: Fraction, high_is_good: bool, ready: bool) -> str | None:
    """Both bounds on one side of the target, at every threshold; on the target is met."""
    n = len(marks)
    if n < MINIMUM:
        return None
    met, missed = ready, True
    for at in range(len(marks[0].so)):
        low = Fraction(sum(1 for m in marks if m.lower[at]), n)
        high = Fraction(sum(1 for m in marks if m.upper[at]), n)
        met = met and (low >= target if high_is_good else high <= target)
        missed = missed and (high < target if high_is_good else low > target)
    if met:
        return "settled_met"
    return "settled_missed" if missed else None


def add_criterion(
    book: Book, name: str, started: Rows, mark: Callable[[Row], Mark], day: date, ready: bool
) -> None:
    """`day` is data_to, or the day the charges are complete to; `ready`: "met" may be settled."""
    rules = book.rules
    target = Fraction(str(rules[f"target_{name}"]))
    high_is_good = name != "charged"
    cohort = mature_cohort(started, book.all_cases, day, rules["horizon_months"])
    marks = [mark(c) for c in cohort]
    verdict, notes = criterion_verdict(marks, target)
    firsts = first_courses(started)
    if firsts is not None:
        of_firsts = [mark(c) for c in cohort if c["case_id"] in firsts]
        notes.append(f"first_course {sum(m.so[0] for m in of_firsts)}/{len(of_firsts)}")
        if verdict is not None and criterion_verdict(of_firsts, target)[0] != verdict:
            verdict = "cannot_tell"
    waiting = sum(1 for m in marks if m.still_open and not m.so[0])
    if waiting:
        notes.append(f"open_after_h {waiting}")
    everyone = [mark(c) for c in started]
    status = settled(everyone, target, high_is_good, ready)
    good, bad = ("above", "below") if high_is_good else ("below", "above")
    if (status, verdict) in (("settled_met", bad), ("settled_missed", good)):
        status = "provisional"
        notes.append("bounds_disagree")
    elif status is None and started:
        official = book.scope.data_to.strftime("%m-%d") in rules["verdict_dates"]
        status = "official" if official else "provisional"
    if status is not None and (any(book.scope[:4]) or not marks):
        status = "provisional"  # only all courses together get an official answer
    figure_id, k = f"criterion_{name}", sum(m.so[0] for m in marks)
    row = book.share_row(figure_id, "criteria", k, len(marks))
    row.update(target=float(target), target_verdict=verdict, target_status=status)
    book.add(row, notes)
    lower, upper = sum(m.lower[0] for m in everyone), sum(m.upper[0] for m in everyone)
    for end, k in (("lower", lower), ("upper", upper)):
        row = book.share_row(f"{figure_id}_{end}", "criteria", k, len(everyone))
        book.add({**row, "low": None, "high": None, "target": float(target)})


def add_criteria(book: Book, started: Rows, pairs: Mapping[str, Pair]) -> None:
    rules, data_to, complete_to = book.rules, book.scope.data_to, book.rules["charges_complete_to"]
    followed_to = min(data_to, complete_to) if complete_to else data_to
    ends = [c["ended_on"] for c in started if c.get("ended_on")]
    ready = complete_to is not None and all(end <= complete_to for end in ends)
    steps = [str(rules["wheel_threshold_points"]), "1.2", "1.7", "2.1"]

    def completed_mark(case: Row) -> Mark:
        return completed(case, rules["counted_reasons"], data_to)

    def charged_mark(case: Row) -> Mark:
        return charged(case, followed_to)

    def progress_mark(case: Row) -> Mark:
        return progress(case, pairs.get(case["case_id"]), steps, data_to, rules)

    add_criterion(book, "completed", started, completed_mark, data_to, True)
    add_criterion(book, "charged", started, charged_mark, followed_to, ready)
    add_criterion(book, "progress", started, progress_mark, data_to, True)


def add_courses(book: Book, cases: Rows, started: Rows, closed: Rows) -> None:
    scope = book.scope
    overlapping = [c for c in cases if window(c, scope)[0] <= window(c, scope)[1]]
    end = min(scope.end or scope.data_to, scope.data_to)
    still_open = [c for c in cases if c["started_on"] <= end and is_open(c, end)]
    book.count("courses_started", "courses", len(started))
    book.count("courses_open", "courses", len(still_open))
    book.count("courses_closed", "courses", len(closed))
    book.count("citizens", "people", len({c["citizen_id"] for c in overlapping}))
    lives = []
    for case in started:
        last = case.get("ended_on") or scope.data_to
        lives.append(((last - case["started_on"]).days, case.get("ended_on") is not None))
    limits = kaplan_meier_median(lives)
    row = book.new("duration_median_months", "courses", "months", n=len(lives))
    for key, days in zip(("value", "low", "high"), limits, strict=True):
        row[key] = None if days is None else float(months(days))
    followed = max((days for days, _ in lives), default=0)
    book.add(row, [f"longer_than:{float(months(followed))}"] if lives and limits[0] is None else [])
    durations = [months((c["ended_on"] - c["started_on"]).days) for c in closed]
    book.mean("duration_mean_closed_months", "courses", "months", durations)
    agreed = [c for c in started if c.get("goals_agreed_on")]
    agreed = [c for c in agreed if c["goals_agreed_on"] <= scope.data_to]
    book.share("goals_agreed_share", "courses", len(agreed), len(started))
    wishes = [c["mentor_wish_met"] for c in started if c.get("mentor_wish_met") is not None]
    book.share("mentor_wish_met_share", "courses", sum(wishes), len(wishes))
    waits = [(c["started_on"] - c["referred_on"]).days for c in started if c.get("referred_on")]
    row = book.new("days_referral_to_start_median", "courses", "days", n=len(waits))
    row["value"], row["low"], row["high"] = plain_median(waits)
    book.add(row)


def add_people(book: Book, started: Rows) -> None:
    known = [c.get("months_on_benefit_before") for c in started]
    benefit = [Fraction(m) for m in known if m is not None]
    book.mean("months_on_benefit_before_mean", "people", "months", benefit)
    born = [c for c in started if c.get("birth_year") is not None]
    ages = [c["started_on"].year - c["birth_year"] for c in born]
    above = -999
    for band, below in AGES:
        k = sum(1 for age in ages if above <= age < below)
        book.share(f"age_{band}_share", "people", k, len(ages))
        above = below
    for line in PROFILE.splitlines():
        name, column, *codes = line.split()
        values = [c[column] for c in started if c.get(column) is not None]
        for code in codes:
            book.share(f"{name}_{code}_share", "people", values.count(code), len(values))


def add_contacts(book: Book, cases: Rows, contacts: Rows) -> None:
    """Over the courses that overlap the period, counting only days and contacts inside both."""
    of_case: dict[str, list[Row]] = {}
    for contact in contacts:
        of_case.setdefault(contact["case_id"], []).append(contact)
    hours, of_granted, rates, attendance, other_topics = [], [], [], [], []
    day_parts: dict[str, list[Fraction]] = {part: [] for part, _, _ in DAY_PARTS}
    topics: dict[str, list[Fraction]] = {topic: [] for topic in TOPICS.split()}
    for case in cases:
        first, last = window(case, book.scope)
        if first > last:  # the course does not overlap the period
            continue
        weeks = max(Fraction(1), Fraction((last - first).days, 7))
        inside = of_case.get(case["case_id"], [])
        inside = [c for c in inside if first <= c["contacted_at"].date() <= last]
        held = [c for c in inside if c["outcome"] == "held"]
        rates.append(len(held) / weeks)
        minutes = [Fraction(c["minutes"]) for c in held if c.get("minutes") is not None]
        if minutes or not held:  # a course whose every held contact lacks minutes is left out
            hours.append(sum(minutes, Fraction(0)) / 60 / weeks)
            granted = case.get("granted_hours_per_week")
            if granted is not None and granted > 0:
                of_granted.append(hours[-1] / Fraction(granted))
        meetings = [c for c in held if c["channel"] == "meeting"]
        for part, start, end in DAY_PARTS:
            if meetings:
                k = sum(1 for c in meetings if start <= c["contacted_at"].hour < end)
                day_parts[part].append(Fraction(k, len(meetings)))
        missed = [c for c in inside if c["channel"] == "meeting" and c["outcome"] == "no_show"]
        if meetings or missed:
            attendance.append(Fraction(len(meetings), len(meetings) + len(missed)))
        spoken = [c["topic"] for c in held if c.get("topic") is not None]
        if spoken:
            k = sum(1 for t in spoken if t not in ("employment", "education"))
            other_topics.append(Fraction(k, len(spoken)))
            for topic, shares in topics.items():
                shares.append(Fraction(spoken.count(topic), len(spoken)))
    book.mean("hours_per_week", "contacts", "hours_per_week", hours)
    book.mean("delivered_of_granted_hours", "contacts", "ratio", of_granted)
    book.mean("contacts_per_week", "contacts", "contacts_per_week", rates)
    for band, low, high in BANDS:
        k = sum(1 for rate in rates if low <= rate < high)
        book.share(f"contact_band_{band}", "contacts", k, len(rates))
    for part, shares in day_parts.items():
        book.mean(f"contact_time_{part}", "contacts", "share", shares, 1)
    book.mean("attendance_share", "contacts", "share", attendance, 1)
    book.mean("non_employment_topic_share", "contacts", "share", other_topics, 1)
    for topic, shares in topics.items():
        book.mean(f"topic_{topic}_share", "contacts", "share", shares, 1)


def add_outcomes(book: Book, closed: Rows) -> None:
    reasons = [c["end_reason"] for c in closed]
    k = sum(1 for r in reasons if r in ("employment", "education", "flexjob"))
    book.share("job_or_education_share", "outcomes", k, len(reasons))
    strict = sum(1 for r in reasons if r in ("employment", "education"))
    book.share("job_or_education_strict_share", "outcomes", strict, len(reasons))
    for reason in END_REASONS.split():
        book.share(f"exit_{reason}_share", "outcomes", reasons.count(reason), len(reasons))


def add_wheels(book: Book, pairs: Sequence[Pair], threshold: Fraction) -> None:
    for domain in DOMAINS.split():
        values = [Fraction(changes(p)[domain]) for p in pairs if domain in changes(p)]
        book.mean(f"life_wheel_change_{domain}", "life_wheel", "points", values, 9)
    means = [mean_change(p) for p in pairs]
    book.mean("life_wheel_change_mean", "life_wheel", "points", means, 9)
    up = sum(1 for m in means if m >= threshold)
    down = sum(1 for m in means if m <= -threshold)
    n = len(pairs)
    for name, k in (("up", up), ("unchanged", n - up - down), ("down", down)):
        book.share(f"life_wheel_moved_{name}", "life_wheel", k, n)


def add_answers(book: Book, survey: Rows) -> None:
    """Satisfaction, coping and internship of the questionnaires answered in the period."""
    given: dict[tuple[str, str, str], list[str]] = {}
    scores: dict[str, list[int]] = {}
    for r in survey:
        if not in_period(r.get("answered_on"), book.scope):
            continue
        if r.get("answer") is not None:
            given.setdefault((r["instrument"], r["respondent"], r["item"]), []).append(r["answer"])
        if r["instrument"] == "internship" and r.get("score") is not None:
            scores.setdefault(r["response_id"], []).append(int(r["score"]))
    for line in SATISFACTION.splitlines():
        item, *answers = line.split()
        got = given.get(("satisfaction", "citizen", item), [])
        n, hide = len(got), len(got) in FEW
        for answer in answers:
            name = f"satisfaction_{item}_{answer}"
            book.share(name, "satisfaction", got.count(answer), n, hide)
        if item == "assignment":
            k = got.count("not_satisfied") + got.count("unnecessary")
            book.share("mentor_unwanted_share", "satisfaction", k, n, hide)
        if item == "chemistry":
            k = got.count("very_good") + got.count("good")
            book.share("chemistry_good_share", "satisfaction", k, n, hide)
    for respondent in ("citizen", "mentor"):
        got = given.get(("coping", respondent, "better_at_challenges"), [])
        yes, n = got.count("yes"), got.count("yes") + got.count("no")
        hide = n in FEW or len(got) in FEW  # one row would give the other away
        book.share(f"coping_better_{respondent}", "coping", yes, n, hide)
        book.share(f"coping_better_{respondent}_of_all", "coping", yes, len(got), hide)
    means = [Fraction(sum(s), len(s)) for s in scores.values()]
    book.mean("internship_score_mean", "internship", "points", means, 5)


def add_quality(book: Book, survey: Rows, quarantined: Mapping[str, int]) -> None:
    for instrument in ("satisfaction", "life_wheel", "coping", "internship", "partner"):
        rows = [r for r in survey if r["instrument"] == instrument]
        rows = [r for r in rows if in_period(r["invited_on"], book.scope)]
        rows = [r for r in rows if r["invited_on"] <= book.scope.data_to]
        invited = {r["response_id"] for r in rows}
        answered = {r["response_id"] for r in rows if r.get("answered_on") is not None}
        book.share(f"response_rate_{instrument}", "quality", len(answered), len(invited))
    for table in ("cases", "contacts", "survey_results", "documents", "activities", "comments"):
        book.count(f"rows_quarantined_{table}", "quality", quarantined.get(table, 0))


def book(
    cases: Rows,
    contacts: Rows,
    survey: Rows,
    *,
    data_to: date,
    settings: Mapping[str, Any] | None = None,
    municipality: str | None = None,
    programme: str | None = None,
    period_from: date | None = None,
    period_to: date | None = None,
    quarantined: Mapping[str, int] | None = None,
    documents: Rows = (),
    activities: Rows = (),
) -> Book:
    """Every row of the contract's section 3 for one scope, and what it was found in."""
    rules: Row = {**DEFAULTS, **(settings or {})}
    scope = Scope(municipality, programme, period_from, period_to, data_to)
    book = Book(scope, cases, rules)
    by_id = {c["case_id"]: c for c in cases}
    mine = [c for c in cases if case_in_filter(c, scope)]
    started = [c for c in mine if in_period(c["started_on"], scope)]
    closed = [c for c in mine if in_period(c.get("ended_on"), scope)]
    answers = [r for r in survey if answer_in_filter(r, by_id, scope)]
    pairs = wheel_pairs(survey, cases)
    add_courses(book, mine, started, closed)
    add_people(book, started)
    add_contacts(book, mine, contacts)
    add_outcomes(book, closed)
    add_criteria(book, started, pairs)
    seen = []
    for case in mine:  # a wheel change belongs to the day of the last wheel
        pair = pairs.get(case["case_id"])
        if pair and in_period(pair[1].answered_on, scope):
            seen.append(pair)
    add_wheels(book, seen, Fraction(str(rules["wheel_threshold_points"])))
    add_answers(book, answers)
    add_quality(book, answers, quarantined or {})
    for figure_id, count in naive_follow_up.counts(
        started, contacts, survey, documents, data_to, rules
    ).items():
        book.count(figure_id, "courses", count)
    book.started, book.pairs = started, pairs
    return book


def figures(*tables: Rows, **given: Any) -> list[Row]:
    """The rows of `book`."""
    return book(*tables, **given).found
