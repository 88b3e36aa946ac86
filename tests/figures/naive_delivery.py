"""What an export without some of its rows says of each figure, naively: not measured, or wholly empty.

Written from the contract's words: which figure needs what stands here a second time.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

Row = dict[str, Any]

ENDED, EXITS = "ended_on", "ended_on end_reason"
PHASES = "phase_2_on phase_3_on phases_completed_on"
WHEEL = "answered_on score"
ANSWERS = "answered_on answer"
EVENTS = (
    "employment_started_on/education_started_on/leisure_engaged_on/treatment_completed_on/"
    "readiness_at_start+readiness_at_end"
)
# what the figure's name looks like: tables that must hold rows (@), columns, alternatives (a/b+c)
NEEDS = {
    r"courses_(open|closed)|duration_.*": ENDED,
    r"hours_per_week": f"@contacts {ENDED} minutes",
    r"delivered_of_granted_hours": f"@contacts {ENDED} minutes granted_hours_per_week",
    r"contacts_per_week|contact_band_.*": f"@contacts {ENDED}",
    r"contact_time_.*|attendance_share": "@contacts",
    r"(non_employment_)?topic_(?!.*_(klar|parat|start)_share).*": "@contacts topic",
    r"topic_.*_(klar|parat|start)_share": f"@contacts topic {PHASES}",
    r"attendance_(klar|parat|start)_share": f"@contacts {PHASES}",
    r"goals_agreed_share": "goals_agreed_on",
    r"mentor_wish_met_share": "mentor_wish_met",
    r"days_referral_.*|referral_within_.*": "referred_on",
    r"months_on_benefit_before_mean": "months_on_benefit_before",
    r"age_.*": "birth_year",
    r"gender_.*": "citizen_gender",
    r"benefit_.*": "benefit_at_start",
    r"readiness_.*": "readiness_at_start",
    r"job_or_education_share|exit_.*": EXITS,
    r"criterion_completed.*": f"phases_completed_on {EXITS}",
    r"criterion_charged.*": f"charged_on {ENDED}",
    r"criterion_progress.*": f"answered_on+score {EVENTS} {ENDED}",
    r"life_wheel_(two_wheels|one_wheel|no_wheel)_share": f"@survey_results {WHEEL}",
    r"life_wheel_(?!(two_wheels|one_wheel|no_wheel)_share).*|internship_score_mean": WHEEL,
    r"satisfaction_.*|mentor_unwanted_share|chemistry_good_share|coping_.*|perception_gap": ANSWERS,
    r"response_rate_.*": "answered_on",
    r"flow_.*_left_.*": f"{PHASES} {EXITS}",
    r"flow_(?!.*_left_).*": f"{PHASES} {ENDED}",
    r"(job_or_education|withdrew)_wish_.*": f"mentor_wish_met {EXITS}",
    r"chemistry_good_wish_.*": f"mentor_wish_met {ANSWERS} case_id",
    r"followup_no_(shows|contact)_count": f"{ENDED} @contacts",
    r"followup_charged_open_count": f"{ENDED} charged_on",
    r"followup_goals_missing_count": f"{ENDED} goals_agreed_on",
    r"followup_wheel_missing_count": f"{ENDED} @survey_results {WHEEL} phase_2_on phase_3_on",
    r"followup_(over_horizon|courses)_count": ENDED,
}
TABLE_OF = {
    "minutes": "contacts", "topic": "contacts", "answered_on": "survey_results",
    "score": "survey_results", "answer": "survey_results", "case_id": "survey_results",
}  # fmt: skip


def applied(
    rows: Sequence[Row], tables: Mapping[str, Sequence[Row]], data_to: Any, agreed: Row
) -> list[Row]:
    """The rows with what an empty table or column makes of them."""
    return [_applied(row, tables, data_to, agreed) for row in rows]


def _applied(row: Row, tables: Mapping[str, Sequence[Row]], data_to: Any, agreed: Row) -> Row:
    missing, empty = [], []
    is_in_period = row["period_from"] or row["period_to"]
    for need in needs_of(row["figure_id"], bool(is_in_period)):
        if need.startswith("@"):
            missing += [] if tables[need[1:]] else [need[1:]]
            continue
        alternatives = [names.split("+") for names in need.split("/")]
        unfilled = [[name for name in names if is_empty(name, tables)] for names in alternatives]
        if all(unfilled):
            empty += [name for names in unfilled for name in names]
    rate = re.fullmatch(r"response_rate_(.*)", row["figure_id"])
    if rate and not missing and row["n"] and not any_unanswered(rate[1], tables, data_to):
        missing = ["invited_on"]
    codes = [code for code in (row["note"] or "").split("; ") if code]
    if missing:
        kept = {"yardstick_age", "qualifier", "computed"} if row["benchmark_id"] else set()
        codes = [f"not_measured:{name}" for name in missing] + [f"all_empty:{name}" for name in empty] + [
            code for code in codes if code.partition(":")[0] in kept or row["comparability"] == "not_comparable"
        ]  # fmt: skip
        nothing = (
            "k",
            "value",
            "low",
            "high",
            "target_verdict",
            "target_status",
            "benchmark_verdict",
        )
        return (
            row | dict.fromkeys(nothing) | {"n": 0, "suppressed": False, "note": "; ".join(codes)}
        )
    place = next((i for i, code in enumerate(codes) if is_of_benchmark(code, row)), len(codes))
    codes[place:place] = [f"all_empty:{name}" for name in empty]
    status = row["target_status"]
    is_kept = row["figure_id"] == "criterion_charged" and agreed.get("charges_complete_to")
    if empty and status is not None and not is_kept:
        status = "provisional"
    return row | {"note": "; ".join(codes) or None, "target_status": status}


def is_of_benchmark(code: str, row: Row) -> bool:
    if row["comparability"] == "not_comparable":
        return True
    return code.partition(":")[0] in ("yardstick_age", "qualifier", "computed")


def needs_of(figure_id: str, in_period: bool) -> list[str]:
    if figure_id == "citizens":
        return ["ended_on"] if in_period else []
    found = [needs for pattern, needs in NEEDS.items() if re.fullmatch(pattern, figure_id)]
    assert len(found) <= 1, (figure_id, found)
    return found[0].split() if found else []


def is_empty(name: str, tables: Mapping[str, Sequence[Row]]) -> bool:
    table = TABLE_OF.get(name, "cases")
    return bool(tables[table]) and all(row.get(name) is None for row in tables[table])


def any_unanswered(instrument: str, tables: Mapping[str, Sequence[Row]], data_to: Any) -> bool:
    return any(
        row["answered_on"] is None and row["invited_on"] <= data_to
        for row in tables["survey_results"]
        if row["instrument"] == instrument
    )
