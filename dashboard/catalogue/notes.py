"""What a figure row says of itself beside its numbers, typed; one text of codes only at the edge.

`Notes.text` writes the codes of the contract (section 3) in one order, and `Notes.parsed` reads them.
"""

import re
from collections.abc import Iterator
from dataclasses import Field, dataclass, field, fields
from typing import Any

SEPARATOR = "; "
GROUP = re.compile(r"n_(\w+) (\d+)")
READ = {int: int, int | None: int, float | None: float, str: str}  # by the type of a field


def _coded(default: Any, code: str = "", between: str = ":") -> Any:
    return field(default=default, metadata={"code": code, "between": between})


@dataclass(frozen=True)
class Notes:
    """What is known of how a row came about, and what was done to it. Empty values say nothing."""

    only_closed: bool = _coded(False, "kun_afsluttede")
    threshold_points: float | None = None  # the threshold on the wheel the row is counted at
    longer_than: float | None = None  # months a median that is not reached exceeds
    retests_needed: int | None = None
    offered: bool = False  # beside the agreed threshold, which alone decides
    too_few_followed: bool = False
    too_few_reached: bool = False
    at_months: int | None = None  # a forecast for fewer months than agreed
    groups: tuple[tuple[str, int], ...] = ()  # the sizes of the two groups of a difference
    difference: str = ""  # whether the first group's share is higher or lower
    coverage: bool = False
    threshold: bool = False  # the verdict is not the same at every threshold
    first_course: tuple[int, int] | None = None  # k and n of each citizen's first course
    open_after_h: int = _coded(0, between=" ")  # of the judged, still open and not so yet
    bounds_disagree: bool = False
    not_measured: tuple[str, ...] = ()  # columns or tables that were not delivered
    all_empty: tuple[str, ...] = ()  # columns that are there and wholly empty
    exact: bool = False  # everything of the row is as it is, and for the authority alone
    rounded: int | None = None  # to the nearest multiple of this
    noise: int | None = None  # groups of citizens whose numbers were drawn with noise and added

    @property
    def text(self) -> str:
        """The codes as the contract has them, joined by semicolons; empty where there are none."""
        return SEPARATOR.join(self._codes())

    def _codes(self) -> Iterator[str]:
        for each in fields(self):
            value = getattr(self, each.name)
            code = each.metadata.get("code") or each.name
            if value is True:
                yield code
            elif each.name == "groups":
                yield from (f"n_{name} {n}" for name, n in value)
            elif each.name == "first_course" and value:
                yield f"{code} {value[0]}/{value[1]}"
            elif isinstance(value, tuple):
                yield from (f"{code}:{name}" for name in value)
            elif value or (value is not None and each.default is None):
                yield f"{code}{each.metadata.get('between', ':')}{value}"

    @classmethod
    def parsed(cls, text: str | None) -> "Notes":
        """The notes of a text of codes; a code that is not known is passed over."""
        given: dict[str, Any] = {}
        by_code = {each.metadata.get("code") or each.name: each for each in fields(cls)}
        for part in filter(None, (text or "").split(SEPARATOR)):
            if group := GROUP.fullmatch(part):
                given["groups"] = (*given.get("groups", ()), (group[1], int(group[2])))
                continue
            code, _between, rest = part.replace(" ", ":", 1).partition(":")
            if code in by_code:
                each = by_code[code]
                given[each.name] = _value(each, rest, given.get(each.name, ()))
        return cls(**given)


def _value(each: Field[Any], rest: str, before: tuple[str, ...]) -> Any:
    if each.type is bool:
        return True
    if each.name == "first_course":
        k, _slash, n = rest.partition("/")
        return int(k), int(n)
    read = READ.get(each.type)  # type: ignore[arg-type]
    return read(rest) if read else (*before, rest)
