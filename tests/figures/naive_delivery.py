"""What an export without some of its rows says of each figure, naively: not measured, or wholly empty.

Written from the contract's words: which figure needs what stands a second time beside its twin.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from tests.figures import naive, naive_flow, naive_follow_up, naive_method, naive_wheel

Row = dict[str, Any]

NEEDS = {
    pattern: needs
    for twin in (naive, naive_wheel, naive_flow, naive_follow_up, naive_method)
    for pattern, needs in twin.NEEDS.items()
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
        table = need.partition(".")[0] if "." in need else ""
        if table in missing:  # the whole table is: that is said once
            continue
        alternatives = [names.split("+") for names in need.split("/")]
        unfilled = [[name for name in names if is_empty(name, tables)] for names in alternatives]
        if all(unfilled):
            empty += [name.rpartition(".")[2] for names in unfilled for name in names]
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
    table, _, name = name.rpartition(".")
    table = table or TABLE_OF.get(name, "cases")
    return bool(tables[table]) and all(row.get(name) is None for row in tables[table])


def any_unanswered(instrument: str, tables: Mapping[str, Sequence[Row]], data_to: Any) -> bool:
    return any(
        row["answered_on"] is None and row["invited_on"] <= data_to
        for row in tables["survey_results"]
        if row["instrument"] == instrument
    )
