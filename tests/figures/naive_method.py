"""The figures of the method's documents, activities and orders a second time, naively.

Written from the words of the definitions, with plain loops; see tests/figures/naive.py.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from tests.figures.naive import (
    DEFAULTS,
    EXITS,
    FEW,
    GIVEN,
    WHEEL_SCORES,
    Book,
    Row,
    Rows,
    Scope,
    answer_in_filter,
    case_in_filter,
    in_period,
    is_open,
    minus_months,
    plain_median,
    window,
)
from tests.figures.naive_flow import PHASE_DATES, PHASES, TO_WORK, add_difference, phase_on, stays

KINDS = (
    "status_report", "progression_report", "cooperation_meeting", "goal_review",
    "internship_evaluation", "exit_interview",
)  # fmt: skip
ACTIVITIES = (
    "art", "civic_understanding", "health", "leisure", "keepworking", "mini_internship",
    "release_plan", "education_guidance", "other",
)  # fmt: skip
NEEDED = ("misuse", "diagnosis", "debt", "housing", "crime", "gang")
SATISFIED = ("very_satisfied", "satisfied", "not_satisfied", "very_dissatisfied")
PARTNER = {
    "cooperation": SATISFIED, "information": SATISFIED, "progress_seen": SATISFIED,
    "would_order_again": ("yes", "no", "dont_know"),
}  # fmt: skip
ORDER = (
    "citizen_gender",
    "birth_year",
    "mentor_task",
    *(f"need_{n}" for n in NEEDED),
)
NEEDS = {
    r"document_.*_due_count": "@documents documents.due_on",
    r"document_(?!.*_due_count).*": "@documents documents.due_on documents.done_on",
    r"cooperation_meeting_.*": "@documents documents.party+documents.done_on ended_on",
    r"activity_(klar|parat|start)_hours": f"@activities {PHASE_DATES} ended_on activities.minutes",
    r"activity_(klar|parat|start)_(attendance_)?share": f"@activities {PHASE_DATES} ended_on",
    r"activity_(?!klar|parat|start).*_(klar|parat|start)_share": f"@activities {PHASE_DATES} ended_on",
    r"activity_(?!klar|parat|start).*_hours": "@activities activities.minutes ended_on",
    r"activity_(?!klar|parat|start)(?!.*_(klar|parat|start)_share).*_share": "@activities ended_on",
    r"order_complete_share": " ".join(ORDER),
    r"roles_agreed_share": "roles_agreed_on",
    r"days_to_first_contact_median|first_contact_within_7_days_share": "@contacts",
    r"contact_(channel_.*|weekend_share|written_share)": "@contacts",
    r"same_gender_share": "mentor_gender citizen_gender",
    r"chemistry_good_gender_.*": f"mentor_gender citizen_gender {GIVEN} case_id",
    r"mentor_task_.*": "mentor_task",
    r"partner_.*": GIVEN,
    r"internship_score_[1-5]_share": WHEEL_SCORES,
    **{rf"need_{need}_share": f"need_{need}" for need in NEEDED},
    **{rf"(job_or_education|withdrew)_need_{need}_share": f"need_{need} {EXITS}" for need in NEEDED},
    **{rf"completed_need_{need}_share": f"need_{need} phases_completed_on {EXITS}" for need in NEEDED},
    **{rf"retained_{n}_months(_known)?_share": f"{EXITS} retained_{n}_months" for n in (3, 6)},
}  # fmt: skip


def add_documents(book: Book, mine: Rows, documents: Rows) -> None:
    data_to = book.scope.data_to
    known = {c["case_id"]: c for c in mine}
    of_mine = [d for d in documents if d["case_id"] in known]
    for kind in KINDS:
        due = [
            d for d in of_mine
            if d["kind"] == kind and in_period(d["due_on"], book.scope) and d["due_on"] <= data_to
            and (kind == "exit_interview" or d["due_on"] <= (known[d["case_id"]]["ended_on"] or data_to))
        ]  # fmt: skip
        done = [d for d in due if d["done_on"] is not None and d["done_on"] <= data_to]
        book.count(f"document_{kind}_due_count", "courses", len(due))
        book.count(f"document_{kind}_done_count", "courses", len(done))
        shares = []
        for case_id in sorted({d["case_id"] for d in due}):
            own = [d for d in due if d["case_id"] == case_id]
            in_time = [d for d in own if d["done_on"] is not None and d["done_on"] <= d["due_on"]]
            shares.append(Fraction(len(in_time), len(own)))
        book.mean(f"document_{kind}_on_time_share", "courses", "share", shares, 1)
    overlapping = [c for c in mine if window(c, book.scope)[0] <= window(c, book.scope)[1]]
    for party in ("internal", "external", "interdisciplinary"):
        met = {
            d["case_id"]
            for d in of_mine
            if (d["kind"], d["party"]) == ("cooperation_meeting", party)
            and d["done_on"] is not None
            and window(known[d["case_id"]], book.scope)[0] <= d["done_on"]
            and d["done_on"] <= min(window(known[d["case_id"]], book.scope)[1], data_to)
        }
        k = sum(c["case_id"] in met for c in overlapping)
        book.share(f"cooperation_meeting_{party}_share", "courses", k, len(overlapping))


def add_activities(book: Book, mine: Rows, activities: Rows) -> None:
    both = [f"{kind}_{phase}" for kind in ACTIVITIES for phase in PHASES]
    names = (*ACTIVITIES, *PHASES, *both)
    asked: dict[str, list[tuple[Row, list[Row]]]] = {name: [] for name in names}
    for case in mine:
        first, last = window(case, book.scope)
        if first > last:
            continue
        inside = [
            a for a in activities
            if a["case_id"] == case["case_id"] and first <= a["held_on"] <= last
        ]  # fmt: skip
        for kind in ACTIVITIES:
            asked[kind].append((case, [a for a in inside if a["activity"] == kind]))
        for phase, entered, left, became in stays(case, book.scope.data_to):
            until = left or book.scope.data_to
            if became == "moved_on":  # that day is the next phase's
                until -= timedelta(days=1)
            if entered > until:
                continue
            until = min(until, book.scope.data_to)
            starts_late = book.scope.end is not None and entered > book.scope.end
            ends_early = book.scope.start is not None and until < book.scope.start
            if not starts_late and not ends_early:
                own = [a for a in inside if phase_on(case, a["held_on"]) == phase]
                asked[phase].append((case, own))
                for kind in ACTIVITIES:
                    of_kind = [a for a in own if a["activity"] == kind]
                    asked[f"{kind}_{phase}"].append((case, of_kind))
    for name, of_courses in asked.items():
        took_part, hours, attendance = 0, [], []
        for _case, own in of_courses:
            held = [a for a in own if a["outcome"] == "held"]
            missed = [a for a in own if a["outcome"] == "no_show"]
            took_part += bool(held)
            minutes = [Fraction(a["minutes"]) for a in held if a["minutes"] is not None]
            if minutes:
                hours.append(sum(minutes, Fraction(0)) / 60)
            if held or missed:
                attendance.append(Fraction(len(held), len(held) + len(missed)))
        book.share(f"activity_{name}_share", "contacts", took_part, len(of_courses))
        if name in both:
            continue
        book.mean(f"activity_{name}_hours", "contacts", "hours", hours)
        book.mean(f"activity_{name}_attendance_share", "contacts", "share", attendance, 1)


def add_orders(book: Book, started: Rows, closed: Rows) -> None:
    data_to = book.scope.data_to
    complete = sum(all(c[column] is not None for column in ORDER) for c in started)
    book.share("order_complete_share", "courses", complete, len(started))
    agreed = [c for c in started if c["roles_agreed_on"] and c["roles_agreed_on"] <= data_to]
    book.share("roles_agreed_share", "courses", len(agreed), len(started))
    tasks = [c["mentor_task"] for c in started if c["mentor_task"] is not None]
    for task in ("social", "participation", "workplace"):
        book.share(f"mentor_task_{task}_share", "courses", tasks.count(task), len(tasks))
    pairs = [(c["mentor_gender"], c["citizen_gender"]) for c in started]
    pairs = [pair for pair in pairs if None not in pair]
    same = sum(mentor == citizen for mentor, citizen in pairs)
    book.share("same_gender_share", "courses", same, len(pairs))
    everyone = [c for c in book.all_cases if is_open(c, data_to)]
    ripe = [
        c for c in started
        if not everyone or c["started_on"] <= minus_months(data_to, book.rules["horizon_months"])
    ]  # fmt: skip
    for need in NEEDED:
        known = [c[f"need_{need}"] for c in started if c[f"need_{need}"] is not None]
        book.share(f"need_{need}_share", "people", sum(known), len(known))
        done = [is_completed(c, book) for c in ripe if c[f"need_{need}"]]
        add_hidden(book, f"completed_need_{need}_share", done)
        ends = [c["end_reason"] for c in closed if c[f"need_{need}"]]
        add_hidden(book, f"job_or_education_need_{need}_share", [end in TO_WORK for end in ends])
        add_hidden(book, f"withdrew_need_{need}_share", [end == "withdrew" for end in ends])


def is_completed(case: Row, book: Book) -> bool:
    day = case["phases_completed_on"]
    return bool(day and day <= book.scope.data_to) or (
        case["end_reason"] in book.rules["counted_reasons"]
    )


def add_hidden(book: Book, figure_id: str, so: Sequence[bool]) -> None:
    book.share(figure_id, "outcomes", sum(so), len(so), len(so) in FEW)


def add_retention(book: Book, closed: Rows) -> None:
    for months in (3, 6):
        passed = [
            c[f"retained_{months}_months"] for c in closed
            if c["end_reason"] in TO_WORK and plus_months(c["ended_on"], months) <= book.scope.data_to
        ]  # fmt: skip
        known = [value for value in passed if value is not None]
        book.share(f"retained_{months}_months_share", "outcomes", sum(known), len(known))
        book.share(f"retained_{months}_months_known_share", "outcomes", len(known), len(passed))


def plus_months(day: date, count: int) -> date:
    """The first day from which counting back so many months reaches the day, or passes it."""
    return minus_months(day, -count)


def add_contacts(book: Book, mine: Rows, started: Rows, contacts: Rows) -> None:
    data_to = book.scope.data_to
    channels = ("meeting", "phone", "text", "email", "video", "other")
    by_channel: dict[str, list[Fraction]] = {channel: [] for channel in channels}
    written, weekend = [], []
    for case in mine:
        first, last = window(case, book.scope)
        held = [
            c for c in contacts
            if c["case_id"] == case["case_id"] and c["outcome"] == "held"
            and first <= c["contacted_at"].date() <= last
        ]  # fmt: skip
        if held:
            used = [c["channel"] for c in held]
            for channel in channels:
                by_channel[channel].append(Fraction(used.count(channel), len(used)))
            written.append(Fraction(used.count("text") + used.count("email"), len(used)))
        meetings = [c["contacted_at"].weekday() for c in held if c["channel"] == "meeting"]
        if meetings:
            weekend.append(Fraction(sum(day in (5, 6) for day in meetings), len(meetings)))
    for channel, shares in by_channel.items():
        book.mean(f"contact_channel_{channel}_share", "contacts", "share", shares, 1)
    book.mean("contact_written_share", "contacts", "share", written, 1)
    book.mean("contact_weekend_share", "contacts", "share", weekend, 1)
    waits, soon = [], []
    for case in started:
        last = case["ended_on"] or data_to
        days = [
            (c["contacted_at"].date() - case["started_on"]).days for c in contacts
            if c["case_id"] == case["case_id"] and c["outcome"] == "held"
            and case["started_on"] <= c["contacted_at"].date() <= last
        ]  # fmt: skip
        waits += [min(days)] if days else []
        if case["started_on"] + timedelta(days=7) <= data_to:
            soon.append(bool(days) and min(days) <= 7)
    row = book.new("days_to_first_contact_median", "contacts", "days", n=len(waits))
    row["value"], row["low"], row["high"] = plain_median(waits)
    book.add(row)
    book.share("first_contact_within_7_days_share", "contacts", sum(soon), len(soon))


def add_answers(book: Book, answers: Rows, cases: Mapping[str, Row]) -> None:
    given: dict[str, list[str]] = {item: [] for item in PARTNER}
    chemistry: dict[str, list[bool]] = {"same": [], "other": []}
    scores: dict[str, list[int]] = {}
    for r in answers:
        if not in_period(r["answered_on"], book.scope):
            continue
        whose = (r["instrument"], r["respondent"])
        if whose == ("partner", "caseworker") and r["answer"] is not None:
            given[r["item"]].append(r["answer"])
        if whose == ("satisfaction", "citizen") and r["item"] == "chemistry" and r["answer"]:
            case = cases.get(r["case_id"], {})
            genders = (case.get("mentor_gender"), case.get("citizen_gender"))
            if None not in genders:
                group = "same" if genders[0] == genders[1] else "other"
                chemistry[group].append(r["answer"] in ("good", "very_good"))
        if r["instrument"] == "internship" and r["score"] is not None:
            scores.setdefault(r["response_id"], []).append(r["score"])
    for item, codes in PARTNER.items():
        got = given[item]
        for code in codes:
            hide = len(got) in FEW
            book.share(f"partner_{item}_{code}", "satisfaction", got.count(code), len(got), hide)
    hide = any(len(got) in FEW for got in chemistry.values())
    named = {group: (sum(got), len(got)) for group, got in chemistry.items()}
    for group, (k, n) in named.items():
        book.share(f"chemistry_good_gender_{group}_share", "satisfaction", k, n, hide)
    add_difference(book, "chemistry_good_gender_gap", "satisfaction", named, hide)
    for score in range(1, 6):
        shares = [Fraction(got.count(score), len(got)) for got in scores.values()]
        book.mean(f"internship_score_{score}_share", "internship", "share", shares, 1)


def figures(
    cases: Rows,
    contacts: Rows,
    survey: Rows,
    *,
    data_to: date,
    documents: Rows = (),
    activities: Rows = (),
    settings: Mapping[str, Any] | None = None,
    municipality: str | None = None,
    programme: str | None = None,
    period_from: date | None = None,
    period_to: date | None = None,
) -> list[Row]:
    """Every row of this group of figures for one scope."""
    scope = Scope(municipality, programme, period_from, period_to, data_to)
    book = Book(scope, cases, {**DEFAULTS, **(settings or {})})
    mine = [c for c in cases if case_in_filter(c, scope)]
    started = [c for c in mine if in_period(c["started_on"], scope)]
    closed = [c for c in mine if in_period(c["ended_on"], scope)]
    by_id = {c["case_id"]: c for c in cases}
    answers = [r for r in survey if answer_in_filter(r, by_id, scope)]
    add_documents(book, mine, documents)
    add_activities(book, mine, activities)
    add_orders(book, started, closed)
    add_retention(book, closed)
    add_contacts(book, mine, started, contacts)
    add_answers(book, answers, by_id)
    return book.found
