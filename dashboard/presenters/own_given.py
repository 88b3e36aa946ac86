"""Which columns of ours the lines of a proposal say, and which none does."""

import re
from collections.abc import Iterable, Sequence

from dashboard.foundation.schema import TABLES
from dashboard.proposal import happened, values
from dashboard.proposal.lines import Line
from dashboard.proposal.matching import Certainty
from dashboard.proposal.proposing import ProposedSource

COMPANIONS = {
    "invited_on": "answered_on",
    "citizen_id": "case_id",
}  # said by, where nothing else says it
MUST_OF_WHEEL = ("case_id", "phase")  # more than the table asks for


def given(lines: Iterable[Line]) -> set[str]:
    """The columns of ours that lines say, those that are used; what is said beside another column is not one."""
    used = [line for line in lines if line.certainty != Certainty.GUESS]
    return by_columns(used) | _constants(used) | made(used)


def made(lines: Iterable[Line]) -> set[str]:
    """The columns of ours whose numbers the program makes."""
    return {
        ours
        for line in lines
        if (line.section, line.key) == ("", "made_ids")
        for ours in line.value
    }


def by_columns(lines: Iterable[Line]) -> set[str]:
    """The columns of ours that columns of theirs say, by what stands in them or by what their words say."""
    found = set()
    for line in lines:
        last = line.section.rpartition(".")[2]
        if line.section.startswith(happened.SECTION) and line.certainty != Certainty.GUESS:
            found |= {line.value} - {""}
        if line.certainty == Certainty.GUESS or last not in ("columns", "joined", "items"):
            continue
        if last == "joined":
            found.add(line.key)
        elif last == "items":
            found |= {"item", "answer", "score", line.value}
        else:
            own, *beside = line.value if isinstance(line.value, list) else [line.value]
            found |= {own, *(each for each in beside if each not in COMPANIONS)}
    return found


def _constants(lines: Iterable[Line]) -> set[str]:
    return {
        line.key
        for line in lines
        if line.section.rpartition(".")[2] == "constants" and line.certainty != Certainty.GUESS
    }


def lacking(source: ProposedSource) -> list[str]:
    """The columns of ours every row must have and nothing says; a guess nobody has said yes to says nothing."""
    if source.adds:  # its rows are no rows of the table
        return []
    found = given(source.lines)
    found |= {ours for ours, by in COMPANIONS.items() if by in found}
    must = [column.name for column in source.table.columns if not column.nullable]
    if instrument(source) == "life_wheel":
        must += [each for each in MUST_OF_WHEEL if each not in must]
    return [each for each in must if each not in found]


def instrument(source: ProposedSource) -> str:
    """Which questionnaire a source is; "" where it is none, or rows of several."""
    told = (
        line.value
        for line in source.lines
        if (line.section, line.key) == ("constants", "instrument")
    )
    return str(next(told, ""))


def is_day(table: str, column: str) -> bool:
    """Whether a column of ours holds days: no two rows have the same, and none is said for all."""
    return any(
        each.name == table and c.name == column and c.type in ("date", "timestamp")
        for each in TABLES
        for c in each.columns
    )


def may_be_days(cells: Sequence[str]) -> bool:
    """Whether most cells look like days: two numbers at least, and no time of day."""
    parts = [re.split(r"[\s./-]+", cell.strip(" .")) for cell in cells]
    numbers = [sum(part[:1].isdigit() for part in each) for each in parts]
    likely = [
        n >= 2 and not cell.startswith(values.TIME_OF_DAY)
        for n, cell in zip(numbers, cells, strict=True)
    ]
    return bool(cells) and sum(likely) > len(cells) / 2
