"""A list with a row for each phase of a course, as systems keep it: its days are columns of the courses."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import duckdb

from dashboard.foundation.plain_text import heading_key, plain
from dashboard.foundation.schema import CASES
from dashboard.foundation.words import text as _
from dashboard.ingest import vocabulary
from dashboard.proposal import cell_lines, heading_rows, matching, reading, unnamed, values
from dashboard.proposal.lines import GUESS, LIKELY, Line, why
from dashboard.proposal.matching import Match
from dashboard.proposal.peeking import Sheet
from dashboard.proposal.reading import Phases, Reading

ID = "case_id"
PHASE_DAYS = ("phase_2_on", "phase_3_on", "phases_completed_on")
LEAST_KNOWN = 0.6  # of the words of a column: they are then phases
LEAST_PHASES = 2
LEAST_CAPITALS = 2  # of three phases there are: KL, PA, ST
MOST_WORDS = 20
OF_A_LIST = (ID, "phase")
NUMBERED = re.compile(r"^[0-9][.):]* +(?=[^0-9 ])")  # 2. Parat


def readings(sheet: Sheet) -> list[Reading]:
    """The likeliest table a sheet may fill, alone in a list; of a list of phases that it is one."""
    found = unnamed.readings(sheet)
    listed = None if any(map(_is_table, found)) else _list(reading.bare(sheet)[CASES])
    return [listed] if listed else found


def _is_table(found: Reading) -> bool:
    """Whether a sheet says more of something than which course, which phase and when."""
    days = {c.name for c in found.table.columns if c.type in ("date", "timestamp")}
    known = {m.ours for m in found.columns.values() if m.certainty != GUESS}
    return bool(found.questions) or not known <= {*days, *OF_A_LIST}


def _list(bare: Reading) -> Reading | None:
    matches = matching.columns(CASES, bare.headings)
    case = next((i for i, match in matches.items() if match.ours == ID), None)
    if case is None or len(set(bare.cells(case))) == len(bare.cells(case)):
        return None  # a course has several phases
    others = [i for i, heading in enumerate(bare.headings) if heading and i != case]
    by = next((i for i in others if _are_phases(bare.cells(i))), None)
    days = [i for i in others if i != by and values.look_like_days(bare.cells(i))]
    began = {heading_key(word) for word in vocabulary.phase_began()}
    value = next(
        (i for i in days if not began.isdisjoint(heading_rows.called(bare.headings[i]))), None
    )
    if value is None and len(days) == 1:
        value = days[0]
    if by is None or value is None:
        return None
    return replace(bare, columns={case: matches[case]}, phases=Phases(by, value))


def _are_phases(cells: Sequence[str]) -> bool:
    words = {plain(cell) for cell in cells}
    if not words or len(words) > MOST_WORDS:
        return False
    read = [match.ours for match in map(_phase, words) if match]
    return len(set(read)) >= LEAST_PHASES and len(read) >= LEAST_KNOWN * len(words)


def _phase(word: str) -> Match | None:
    """Which day of ours a phase begins by its name; "" of the first, which begins with the course."""
    known = vocabulary.phases()
    found = matching.best(word, known) or matching.best(NUMBERED.sub("", word), known)
    found = found or matching.cut_short(word, known, LEAST_CAPITALS)
    return replace(found, ours="") if found and found.ours not in PHASE_DAYS else found


def lines(
    con: duckdb.DuckDBPyConnection, group: list[Reading], phases: Phases, used: set[int]
) -> Iterator[Line]:
    """What is said of such a list; con knows typing.sql."""
    first = group[0]
    yield Line("", "adds", True, LIKELY, _("rækkerne er ikke forløb, men siger mere om dem"))
    for i, match in first.columns.items():
        yield Line(
            "columns",
            first.headings[i],
            match.ours,
            match.certainty,
            why(first.headings[i], match, ()),
        )
    of_days = {*first.columns, phases.value}
    yield from cell_lines.of_cells(con, group, of_days)
    by, value = first.headings[phases.by], first.headings[phases.value]
    yield Line("tall", "by", by, LIKELY, _("siger, hvilken fase rækken er om"))
    yield Line("tall", "value", value, LIKELY, _("siger, hvornår fasen begyndte"))
    words = dict.fromkeys(plain(cell) for each in group for cell in each.cells(phases.by))
    for word in words:
        phase = _phase(word)
        if phase is None:
            reason = _("kendes ikke; en af {known}", known=", ".join(PHASE_DAYS))
            yield Line("tall.columns", word, "", GUESS, reason)
        elif phase.ours:
            yield Line("tall.columns", word, phase.ours, LIKELY, why(word, phase, ()))
        else:
            yield Line("tall.columns", word, "", LIKELY, _("begynder med forløbet"))
    used |= {*of_days, phases.by}
