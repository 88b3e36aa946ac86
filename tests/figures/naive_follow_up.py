"""The counts of Opfølgning a second time, naively: written from the words, with plain loops."""

import calendar
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

Row = dict[str, Any]
DEFAULTS: Row = {
    "follow_up_no_contact_days": 14,
    "follow_up_no_shows": 3,
    "follow_up_goals_days": 30,
    "follow_up_wheel_days": 14,
    "follow_up_document_days": 7,
}
NEEDS = {
    r"followup_no_(shows|contact)_count": "ended_on @contacts",
    r"followup_charged_open_count": "ended_on charged_on",
    r"followup_goals_missing_count": "ended_on goals_agreed_on",
    r"followup_wheel_missing_count": "ended_on @survey_results answered_on score phase_2_on phase_3_on",
    r"followup_document_overdue_count": "ended_on @documents documents.due_on documents.done_on",
    r"followup_(over_horizon|courses)_count": "ended_on",
}


def months_before(day: date, months: int) -> date:
    number = day.year * 12 + day.month - 1 - months
    year, month = number // 12, number % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def no_shows_in_a_row(contacts: Sequence[Row]) -> int:
    """From the newest meeting backwards until one was held; cancelled ones are passed over.

    Of a held meeting and a no-show at the very same minute the held one counts.
    """
    meetings = [c for c in contacts if c["channel"] == "meeting" and c["outcome"] != "cancelled"]
    count = 0
    for meeting in sorted(
        meetings, key=lambda c: (c["contacted_at"], c["outcome"] == "held"), reverse=True
    ):
        if meeting["outcome"] == "held":
            break
        count += 1
    return count


def has_wheel(survey: Sequence[Row], case: Row, phase: str) -> bool:
    scores: dict[str, int] = {}
    first = case["started_on"] - timedelta(days=31)
    for row in survey:
        if (row["instrument"], row["case_id"], row["phase"]) == (
            "life_wheel",
            case["case_id"],
            phase,
        ):
            if row["answered_on"] is not None and row["answered_on"] < first:
                continue
            answered = row["answered_on"] is not None and row["score"] is not None
            scores[row["response_id"]] = scores.get(row["response_id"], 0) + answered
    return any(count >= 6 for count in scores.values())


def is_overdue(document: Row, documents: Sequence[Row], data_to: date, days: int) -> bool:
    """So many days past its day, not done, and nothing of its kind done that was due later."""
    if document["due_on"] is None or (data_to - document["due_on"]).days < days:
        return False
    for other in documents:
        is_same = (other["case_id"], other["kind"]) == (document["case_id"], document["kind"])
        if not is_same or other["done_on"] is None:
            continue
        if other["document_id"] == document["document_id"]:
            return False
        if (other["due_on"] or other["done_on"]) > document["due_on"]:
            return False
    return True


def reasons(
    case: Row,
    contacts: Sequence[Row],
    survey: Sequence[Row],
    documents: Sequence[Row],
    data_to: date,
    rules: Row,
) -> set[str]:
    """Why somebody should act on an open course, by the words of the issue."""
    started, found = case["started_on"], set()
    mine = [c for c in contacts if c["case_id"] == case["case_id"]]
    mine = [c for c in mine if started <= c["contacted_at"].date() <= data_to]
    newest = max(
        (c["contacted_at"].date() for c in mine if c["outcome"] == "held"), default=started
    )
    if (data_to - newest).days >= rules["follow_up_no_contact_days"]:
        found.add("no_contact")
    if no_shows_in_a_row(mine) >= rules["follow_up_no_shows"]:
        found.add("no_shows")
    phase, began = "start", started
    for name in ("phase_2", "phase_3"):
        day = case[f"{name}_on"]
        if day is not None and day <= data_to:
            phase, began = name, day
    late = (data_to - began).days >= rules["follow_up_wheel_days"]
    if late and not has_wheel(survey, case, phase):
        found.add("wheel_missing")
    agreed = case["goals_agreed_on"]
    if (agreed is None or agreed > data_to) and (data_to - started).days >= rules[
        "follow_up_goals_days"
    ]:
        found.add("goals_missing")
    if started <= months_before(data_to, rules["horizon_months"]):
        found.add("over_horizon")
    days, own = rules["follow_up_document_days"], case["case_id"]
    if any(is_overdue(d, documents, data_to, days) for d in documents if d["case_id"] == own):
        found.add("document_overdue")
    charged = case["charged_on"]
    if charged is not None and started <= charged <= data_to:
        found.add("charged_open")
    return found


def counts(
    cases: Sequence[Row],
    contacts: Sequence[Row],
    survey: Sequence[Row],
    documents: Sequence[Row],
    data_to: date,
    settings: Mapping[str, Any],
) -> dict[str, int]:
    """Each figure_id with its count; `cases` are those in scope that started in the period."""
    rules = DEFAULTS | dict(settings)
    names = [
        "no_shows",
        "no_contact",
        "charged_open",
        "goals_missing",
        "wheel_missing",
        "document_overdue",
        "over_horizon",
    ]
    found = dict.fromkeys([*names, "courses"], 0)
    for case in cases:
        if case["ended_on"] is not None and case["ended_on"] <= data_to:
            continue
        why = reasons(case, contacts, survey, documents, data_to, rules)
        for name in why:
            found[name] += 1
        found["courses"] += bool(why)
    return {f"followup_{name}_count": count for name, count in found.items()}
