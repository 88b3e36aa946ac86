"""The flow, the match and the perception gap a second time, naively (see tests/figures/naive.py).

Phases: a course is in a phase from its date to the next date there is; a phase without a date is
skipped, and so has nobody in it.
"""

import math
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from scipy import optimize, stats

from tests.figures.naive import (
    EXITS,
    FEW,
    GIVEN,
    MINIMUM,
    TOPICS,
    Book,
    Row,
    Rows,
    Scope,
    answer_in_filter,
    case_in_filter,
    in_period,
    kaplan_meier_median,
    months,
    wilson,
    window,
)

PHASES = ("klar", "parat", "start")
PHASE_DATES = "phase_2_on phase_3_on phases_completed_on"
NEEDS = {
    r"topic_.*_(klar|parat|start)_share": f"@contacts topic {PHASE_DATES}",
    r"attendance_(klar|parat|start)_share": f"@contacts {PHASE_DATES}",
    r"referral_within_.*": "referred_on",
    r"perception_gap": GIVEN,
    r"coping_paired_.*": f"{GIVEN} case_id",
    r"flow_.*_left_.*": f"{PHASE_DATES} {EXITS}",
    r"flow_(?!.*_left_).*": f"{PHASE_DATES} ended_on",
    r"(job_or_education|withdrew)_wish_.*": f"mentor_wish_met {EXITS}",
    r"chemistry_good_wish_.*": f"mentor_wish_met {GIVEN} case_id",
}
COLUMNS = ("started_on", "phase_2_on", "phase_3_on", "phases_completed_on")
TO_WORK = ("employment", "education", "flexjob")
BROKEN_OFF = ("withdrew", "no_benefit", "caseworker_decision")
MENTORS, CITIZENS = Fraction(81, 100), Fraction(37, 100)  # SFI 2015, as printed
HALF_A_POINT = Fraction(1, 200)


def stays(case: Row, data_to: date) -> list[tuple[str, date, date | None, str]]:
    """(phase, entered, left or None, what became of it) of each phase the course entered."""
    days = [case.get(column) for column in COLUMNS]
    known = [day if day is not None and day <= data_to else None for day in days]
    found = []
    for i, phase in enumerate(PHASES):
        entered = known[i]
        if entered is None:
            continue
        later = [day for day in known[i + 1 :] if day is not None]
        if later:
            found.append((phase, entered, later[0], "moved_on"))
        elif case.get("ended_on") is not None:
            found.append((phase, entered, case["ended_on"], "left"))
        else:
            found.append((phase, entered, None, "open"))
    return found


def reason_group(case: Row) -> str:
    if case["end_reason"] in TO_WORK:
        return "job_or_education"
    if case["end_reason"] == "completed":
        return "completed"
    return "broken_off" if case["end_reason"] in BROKEN_OFF else "other"


def add_flow(book: Book, started: Rows) -> None:
    data_to = book.scope.data_to
    events = ("entered", "open", "left", "moved_on")
    groups = ("job_or_education", "completed", "broken_off", "other")
    counts = {(p, e): 0 for p in PHASES for e in (*events, *(f"left_{g}" for g in groups))}
    lives: dict[str, list[tuple[int, bool]]] = {phase: [] for phase in PHASES}
    skipped, completed = {"parat": 0, "start": 0}, 0
    for case in started:
        entered = {phase for phase, *_ in stays(case, data_to)}
        done = case.get("phases_completed_on")
        is_done = done is not None and done <= data_to
        completed += is_done
        skipped["parat"] += "parat" not in entered and (is_done or "start" in entered)
        skipped["start"] += "start" not in entered and is_done
        for phase, first, last, became in stays(case, data_to):
            counts[phase, "entered"] += 1
            counts[phase, became] += 1
            if became == "left":
                counts[phase, f"left_{reason_group(case)}"] += 1
            lives[phase].append((((last or data_to) - first).days, last is not None))
    for (phase, event), count in counts.items():
        book.count(f"flow_{phase}_{event}_count", "courses", count)
    for phase, count in skipped.items():
        book.count(f"flow_{phase}_skipped_count", "courses", count)
    book.count("flow_completed_count", "courses", completed)
    for phase, of_phase in lives.items():
        add_time(book, phase, of_phase)


def add_time(book: Book, phase: str, lives: Sequence[tuple[int, bool]]) -> None:
    limits = kaplan_meier_median(lives)
    row = book.new(f"flow_{phase}_months", "courses", "months", n=len(lives))
    for key, days in zip(("value", "low", "high"), limits, strict=True):
        row[key] = None if days is None else float(months(days))
    longest = max((days for days, _ in lives), default=0)
    book.add(row, [f"longer_than:{float(months(longest))}"] if lives and limits[0] is None else [])


def add_referral(book: Book, started: Rows) -> None:
    waits = [(c["started_on"] - c["referred_on"]).days for c in started if c.get("referred_on")]
    for most in (7, 14, 28):
        k = sum(1 for wait in waits if wait <= most)
        book.share(f"referral_within_{most}_days_share", "courses", k, len(waits))


def same_level(k1: int, n1: int, k2: int, n2: int) -> bool:
    """Is Fisher's two-sided p above 5 %? Whole numbers: tables no likelier than this one."""
    k, total = k1 + k2, math.comb(n1 + n2, k1 + k2)
    ways = {
        i: math.comb(n1, i) * math.comb(n2, k - i) for i in range(max(0, k - n2), min(k, n1) + 1)
    }
    return 20 * sum(w for w in ways.values() if w <= ways[k1]) > total


def add_difference(
    book: Book, figure_id: str, group: str, named: Mapping[str, tuple[int, int]], hide: bool
) -> None:
    (k1, n1), (k2, n2) = named.values()
    notes = [f"n_{name} {n}" for name, (_, n) in named.items()]
    row = book.new(figure_id, group, "share", n=min(n1, n2), suppressed=hide)
    limits: tuple[float, float] | None = None
    if n1 and n2:
        (low1, high1), (low2, high2) = wilson(k1, n1), wilson(k2, n2)
        p1, p2 = k1 / n1, k2 / n2
        limits = (
            p1 - p2 - math.sqrt((p1 - low1) ** 2 + (high2 - p2) ** 2),
            p1 - p2 + math.sqrt((high1 - p1) ** 2 + (p2 - low2) ** 2),
        )
        if not hide:
            row.update(value=p1 - p2, low=limits[0], high=limits[1])
            notes.append(f"difference:{told_apart(k1, n1, k2, n2, limits)}")
    if figure_id == "perception_gap":
        row.update(benchmark_id="sfi_2015_perception_gap", comparability="B")
        row.update(benchmark_value=float(MENTORS - CITIZENS))
        row.update(benchmark_verdict=against_the_nation(min(n1, n2), limits, hide))
        age = book.scope.data_to.year - 2015
        notes += [f"yardstick_age:{age}"] if age > 5 else []
        notes.append("computed")
    book.found.append({**row, "note": "; ".join(notes) or None})


def told_apart(k1: int, n1: int, k2: int, n2: int, limits: tuple[float, float]) -> str:
    if min(n1, n2) < MINIMUM:
        return "too_few"
    outside = limits[0] > 0 or limits[1] < 0
    by_fisher = not same_level(k1, n1, k2, n2)
    if outside and by_fisher:
        return "above" if limits[0] > 0 else "below"
    return "borderline" if outside or by_fisher else "cannot_tell"


def against_the_nation(n: int, limits: tuple[float, float] | None, hide: bool) -> str | None:
    """81 % and 37 % are each half a point either way, so the gap is 43 to 45 points."""
    if limits is None:
        return None
    if n < MINIMUM:
        return "too_few"
    if hide:
        return None
    gap = MENTORS - CITIZENS
    if gap + 2 * HALF_A_POINT < limits[0]:
        return "above"
    return "below" if gap - 2 * HALF_A_POINT > limits[1] else "cannot_tell"


def add_matching(book: Book, closed: Rows, answers: Rows, cases: Mapping[str, Row]) -> None:
    said: dict[bool, list[str]] = {True: [], False: []}
    for r in answers:
        is_asked = (r["instrument"], r["respondent"], r["item"]) == (
            "satisfaction", "citizen", "chemistry",
        )  # fmt: skip
        if not is_asked or r.get("answer") is None or r.get("case_id") is None:
            continue
        wish = cases[r["case_id"]].get("mentor_wish_met")
        if wish is not None and in_period(r.get("answered_on"), book.scope):
            said[wish].append(r["answer"])
    chemistry = {w: (sum(a in ("good", "very_good") for a in said[w]), len(said[w])) for w in said}
    hide = any(n in FEW for _, n in chemistry.values())
    add_by_wish(book, "chemistry_good", "satisfaction", chemistry, hide)
    for outcome, reasons in (("job_or_education", TO_WORK), ("withdrew", ("withdrew",))):
        of: dict[bool, list[str]] = {
            w: [c["end_reason"] for c in closed if c.get("mentor_wish_met") is w]
            for w in (True, False)
        }
        counted = {w: (sum(r in reasons for r in of[w]), len(of[w])) for w in of}
        add_by_wish(book, outcome, "outcomes", counted, False)


def add_by_wish(
    book: Book, outcome: str, group: str, counts: Mapping[bool, tuple[int, int]], hide: bool
) -> None:
    for wish, name in ((True, "met"), (False, "not_met")):
        book.share(f"{outcome}_wish_{name}_share", group, *counts[wish], hide)
    named = {"met": counts[True], "not_met": counts[False]}
    add_difference(book, f"{outcome}_wish_gap", group, named, hide)


def add_contacts(book: Book, cases: Rows, contacts: Rows) -> None:
    topics: dict[tuple[str, str], list[Fraction]] = {
        (topic, phase): [] for topic in TOPICS.split() for phase in PHASES
    }
    attendance: dict[str, list[Fraction]] = {phase: [] for phase in PHASES}
    of_case: dict[str, list[Row]] = {}
    for contact in contacts:
        of_case.setdefault(contact["case_id"], []).append(contact)
    for case in cases:
        first, last = window(case, book.scope)
        inside = [
            c for c in of_case.get(case["case_id"], []) if first <= c["contacted_at"].date() <= last
        ]
        for phase in PHASES:
            mine = [c for c in inside if phase_on(case, c["contacted_at"].date()) == phase]
            spoken = [c["topic"] for c in mine if c["outcome"] == "held" and c.get("topic")]
            if spoken:
                for topic in TOPICS.split():
                    topics[topic, phase].append(Fraction(spoken.count(topic), len(spoken)))
            meetings = [c["outcome"] for c in mine if c["channel"] == "meeting"]
            held, missed = meetings.count("held"), meetings.count("no_show")
            if held + missed:
                attendance[phase].append(Fraction(held, held + missed))
    for (topic, phase), shares in topics.items():
        book.mean(f"topic_{topic}_{phase}_share", "contacts", "share", shares, 1)
    for phase, shares in attendance.items():
        book.mean(f"attendance_{phase}_share", "contacts", "share", shares, 1)


def phase_on(case: Row, day: date) -> str | None:
    """The latest phase begun by the day; none once all are completed."""
    reached: list[str | None] = [
        phase
        for phase, column in zip((*PHASES, None), COLUMNS, strict=True)
        if case.get(column) is not None and case[column] <= day
    ]
    return reached[-1] if reached else None


def add_perception_gap(book: Book, answers: Rows) -> None:
    given: dict[str, list[str]] = {"mentor": [], "citizen": []}
    for r in answers:
        is_asked = r["instrument"] == "coping" and r["respondent"] in given
        if is_asked and r.get("answer") is not None and in_period(r["answered_on"], book.scope):
            given[r["respondent"]].append(r["answer"])
    hide = any(
        len(got) in FEW or sum(a != "dont_know" for a in got) in FEW for got in given.values()
    )
    named = {who: (got.count("yes"), len(got)) for who, got in given.items()}
    add_difference(book, "perception_gap", "coping", named, hide)


def add_coping_paired(book: Book, answers: Rows) -> None:
    """What the citizen and the mentor of a course said last, of the courses where both did."""
    asked = [
        r for r in answers if r["instrument"] == "coping" and r["respondent"] in ("mentor", "citizen")
        and r.get("answer") is not None and in_period(r["answered_on"], book.scope)
    ]  # fmt: skip
    said: dict[str, dict[str, str]] = {}
    for r in sorted(asked, key=lambda r: (r["answered_on"], r["response_id"])):
        if r.get("case_id") is not None:
            said.setdefault(r["case_id"], {})[r["respondent"]] = r["answer"]
    pairs = [
        (both["mentor"] == "yes", both["citizen"] == "yes")
        for both in said.values()
        if len(both) == 2
    ]
    n = len(pairs)
    hide = n in FEW
    for who in ("mentor", "citizen"):
        got = [r["answer"] for r in asked if r["respondent"] == who]
        hide |= len(got) in FEW or sum(a != "dont_know" for a in got) in FEW
    ways = {"both": (True, True), "mentor_alone": (True, False), "citizen_alone": (False, True),
            "neither": (False, False)}  # fmt: skip
    for name, way in ways.items():
        book.share(f"coping_paired_{name}_share", "coping", pairs.count(way), n, hide)
    b, c = pairs.count((True, False)), pairs.count((False, True))
    row = book.new("coping_paired_gap", "coping", "share", n=n, suppressed=hide)
    notes = []
    if n and not hide:
        low, high = tango(b, c, n)
        row.update(value=(b - c) / n, low=low, high=high)
        notes.append(f"difference:{paired_apart(b, c, n, (low, high))}")
    book.add(row, notes)


def paired_apart(b: int, c: int, n: int, limits: tuple[float, float]) -> str:
    if n < MINIMUM:
        return "too_few"
    outside = limits[0] > 0 or limits[1] < 0
    tail = sum(math.comb(b + c, i) for i in range(min(b, c) + 1))
    by_mcnemar = 2 * tail * 20 <= 2 ** (b + c)
    if outside and by_mcnemar:
        return "above" if limits[0] > 0 else "below"
    return "borderline" if outside or by_mcnemar else "cannot_tell"


def tango(b: int, c: int, n: int) -> tuple[float, float]:
    """The differences that a score test of 5 % does not refuse, the rest found by maximum likelihood."""

    def z(d: float) -> float:
        least, most = max(0.0, -d), (1 - d) / 2

        def slope(q: float) -> float:  # of the log likelihood, by the share of the second alone
            parts = ((b, q + d, 1), (c, q, 1), (n - b - c, 1 - 2 * q - d, -2))
            return sum(sign * count / share for count, share, sign in parts if count)

        eps = 1e-14
        if slope(least + eps) <= 0:
            q = least
        elif slope(most - eps) >= 0:
            q = most
        else:
            q = optimize.brentq(slope, least + eps, most - eps, xtol=1e-16)
        return float((b - c - n * d) / math.sqrt(n * (2 * q + d * (1 - d))))

    at = float(stats.norm.ppf(0.975))
    seen, edge = (b - c) / n, 1 - 1e-9
    low = (
        -1.0 if seen == -1 else optimize.brentq(lambda d: z(d) - at, -edge, seen - 1e-9, xtol=1e-14)
    )
    high = 1.0 if seen == 1 else optimize.brentq(lambda d: z(d) + at, seen + 1e-9, edge, xtol=1e-14)
    return float(low), float(high)


def figures(
    cases: Rows,
    contacts: Rows,
    survey: Rows,
    *,
    data_to: date,
    municipality: str | None = None,
    programme: str | None = None,
    period_from: date | None = None,
    period_to: date | None = None,
    **_rest: Any,  # what this group needs not
) -> list[Row]:
    """Every row of this group of figures for one scope."""
    scope = Scope(municipality, programme, period_from, period_to, data_to)
    book = Book(scope, cases, {})
    by_id = {c["case_id"]: c for c in cases}
    mine = [c for c in cases if case_in_filter(c, scope)]
    started = [c for c in mine if in_period(c["started_on"], scope)]
    closed = [c for c in mine if in_period(c.get("ended_on"), scope)]
    answers = [r for r in survey if answer_in_filter(r, by_id, scope)]
    add_flow(book, started)
    add_referral(book, started)
    add_matching(book, closed, answers, by_id)
    add_contacts(book, mine, contacts)
    add_perception_gap(book, answers)
    add_coping_paired(book, answers)
    return book.found
