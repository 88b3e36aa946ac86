"""What is hidden besides, so that nothing follows from all of a municipality's tables together.

A table is shown as it is or not at all: were only its smallest counts hidden, a reader who knows
this rule could tell what they must have been for just these to be hidden.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, product
from math import prod

from dashboard.catalogue.listing import FIGURES
from dashboard.catalogue.row import Record as Row
from dashboard.disclosure.control import (
    Span,
    is_exact,
    is_suppressed,
    k_span,
    possible_rows,
    suppress,
    suppress_all,
)
from dashboard.disclosure.edition_cells import CELLS
from dashboard.disclosure.linear_program import System
from dashboard.disclosure.tables import TABLES, Build, Known

MOST_WAYS = 12  # a table might have been published in; of more, none tells much
MOST_TRIED = 48  # of them, before it is known which are possible


def protect(others: Sequence[Known], own: Known) -> tuple[dict[str, Row], list[str]]:
    """One edition's rows with so much more hidden that nothing follows from it and the others.

    others: every edition that is out already. Also the names of tables where nothing helps, because
    what is never hidden gives away what others hide: then it must not be published.
    """
    safe, unprotectable = _without_unprotected(own), []
    for name, build in TABLES.items():
        disclosed_before = build(others).disclosed()  # what the others give away by themselves
        fully_suppressed = {
            key: suppress_all(row) for key, row in safe.items() if not is_exact(row)
        }
        # and what was shown before tells of a suppressed count, and will whatever is suppressed now
        inevitable = (
            build([*others, replace(own, rows=safe | fully_suppressed)]).disclosed()
            - disclosed_before
        )
        if any(place < len(others) for _key, place in inevitable):
            unprotectable.append(name)
            continue
        while True:
            system = build([*others, replace(own, rows=safe)])
            known_already = {
                (key, place) for key, place in inevitable if safe[key] == suppress(safe[key])
            }
            failing = {
                system.groups[key]
                for key, _place in system.disclosed() - disclosed_before - known_already
            }
            step = _more_suppressed(failing, system, safe) if failing else None
            if not step:
                break
            safe |= step
        for group in sorted(set(system.groups.values())):
            keys = [
                key for key, its in system.groups.items() if its == group and _has_higher_k(key)
            ]
            if keys and _suppression_discloses(build, others, replace(own, rows=safe), keys):
                safe |= _more_suppressed({group}, system, safe) or {}
    return safe, unprotectable


def _without_unprotected(own: Known) -> dict[str, Row]:
    """The rows, but no count that no table knows of: nobody could say what follows from it."""
    known = {key for build in TABLES.values() for key in build([own]).groups}
    return {
        key: row if key in known or is_exact(row) or _is_mean(key) else suppress_all(row)
        for key, row in own.rows.items()
    }


def _is_mean(key: str) -> bool:
    return FIGURES[key.partition("@")[0]].estimator in ("mean", "share_of_course")


def _more_suppressed(
    groups: set[str], system: System, rows: dict[str, Row]
) -> dict[str, Row] | None:
    """The next step: every k of the tables that fail, then of those beside, at last every n."""
    protected = {key: row for key, row in rows.items()
                 if key in system.groups and not is_exact(row)}  # fmt: skip
    of_groups = {key: row for key, row in protected.items() if system.groups[key] in groups}
    for among in (of_groups, protected):
        if changed := _changed(rows, {key: suppress(row) for key, row in among.items()}):
            return changed
    for among in (of_groups, protected):
        if changed := _changed(rows, {key: suppress_all(row) for key, row in among.items()}):
            return changed
    return None


def _changed(rows: dict[str, Row], step: dict[str, Row]) -> dict[str, Row]:
    return {key: row for key, row in step.items() if row != rows[key]}


def _has_higher_k(key: str) -> bool:
    return CELLS[key.partition("@")[0]].has_higher_k


def _suppression_discloses(
    build: Build, others: Sequence[Known], own: Known, keys: Sequence[str]
) -> bool:
    """Whether hiding a sensitive table would itself tell something beside a number that is out.

    So it is hidden where it would have to be for any counts that are possible, whatever the truth is.
    """
    is_shown = any(
        key in each.rows and not is_suppressed(each.rows[key]) for each in others for key in keys
    )
    if not is_shown or all(own.rows[key] == suppress(own.rows[key]) for key in keys):
        return False
    ways = list(islice(_possible(build, others, own, keys), MOST_WAYS + 1))
    if len(ways) > MOST_WAYS:
        return False
    disclosed_before = build(others).disclosed()
    failing = (
        build([*others, replace(own, rows=rows)]).disclosed() - disclosed_before for rows in ways
    )
    return any({key for key, _place in each} & set(keys) for each in failing)


def _possible(
    build: Build, others: Sequence[Known], own: Known, keys: Sequence[str]
) -> Iterator[dict[str, Row]]:
    """The rows in every way they might have been published, for all a reader knows."""
    hidden = dict(own.rows) | {key: suppress(own.rows[key]) for key in keys}
    ranges = build([*others, replace(own, rows=hidden)]).ranges((key, len(others)) for key in keys)
    if ranges is None:  # a late registration: what is known does not hold together
        return
    ways = [
        [
            label
            for label in possible_rows(own.rows[key], own.rule)
            if _overlap(k_span(label, own.rule), end)
        ]
        for key, end in zip(keys, ranges, strict=True)
    ]
    if prod(map(len, ways)) > MOST_TRIED:
        return
    for chosen in product(*ways):
        rows = hidden | dict(zip(keys, chosen, strict=True))
        if build([*others, replace(own, rows=rows)]).is_possible():
            yield rows


def _overlap(first: Span, second: tuple[float, float]) -> bool:
    return first[0] <= second[1] and second[0] <= first[1]
