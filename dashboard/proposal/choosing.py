"""What follows when a person says what a column is: its words for codes, its days, its words for nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import duckdb

from dashboard.foundation.plain_text import heading_key
from dashboard.foundation.words import text as _
from dashboard.proposal import cell_lines, happened
from dashboard.proposal.lines import SURE, Line
from dashboard.proposal.matching import Match
from dashboard.proposal.proposing import ProposedSource
from dashboard.proposal.reading import Question, Reading

MOST_KEPT = 3000  # different cells of a column
TIME = "contacted_at.time"  # chosen of a column with the time of day of contacts, whose day stands in another
ASKED = ("columns", "items")  # sections of what is asked of a heading alone
LISTS = (
    "date_format",
    "missing",
)  # of a source: what one column needs is added to what another does


def light(reading: Reading) -> Reading:
    """A reading by its different cells alone: what is asked of a column needs no rows."""
    filled = [list(dict.fromkeys(cells))[:MOST_KEPT] for cells in reading.filled]
    return replace(reading, sheet=replace(reading.sheet, rows=[]), filled=filled)


def cells(group: Sequence[Reading]) -> dict[str, list[str]]:
    """The different cells under each heading of sheets of one form."""
    first = group[0]
    return {
        heading: list(dict.fromkeys(cell for reading in group for cell in reading.cells(i)))
        for i, heading in enumerate(first.headings)
        if heading
    }


def widened(
    con: duckdb.DuckDBPyConnection,
    group: Sequence[Reading],
    source: ProposedSource,
    chosen: Mapping[str, str],
) -> ProposedSource:
    """The source with headings somebody has chosen a column or an item for. con knows typing.sql."""
    if not chosen:
        return source
    lines = [*source.lines]
    events = {heading: happened.chosen(group, heading, ours) for heading, ours in chosen.items()}
    of_words = {heading: event for heading, event in events.items() if event}
    said = {line.key for line in lines if line.section in ASKED}
    for heading, ours in chosen.items():
        if ours == TIME:
            own = ("columns", heading)
            lines = [_with_time(line, heading) for line in lines if _place(line) != own]
            continue
        if heading in of_words:
            lines = [line for line in lines if _place(line) != ("columns", heading)]
            lines += happened.lines(group[0], [of_words[heading]])
            continue
        if heading in said:  # a guess, or another column than was proposed
            continue
        section = "columns" if ours in source.table.names else "items"
        lines.append(Line(section, heading, ours, SURE, _("valgt på siden")))
    rest = {heading: ours for heading, ours in chosen.items() if heading not in of_words}
    days = {event.day for event in of_words.values() if event.day is not None}
    for line in _cell_lines(con, list(group), source, rest, days):
        lines = _with_line(lines, line)
    read = {*chosen, *(group[0].headings[day] for day in days)}
    unused = [heading for heading in source.unused if heading not in read]
    return replace(source, lines=lines, unused=unused)


def _cell_lines(
    con: duckdb.DuckDBPyConnection,
    group: list[Reading],
    source: ProposedSource,
    chosen: Mapping[str, str],
    days: set[int],
) -> Iterator[Line]:
    columns: dict[int, Match] = {}
    asked: dict[int, Question] = {}
    keys = {heading_key(heading): ours for heading, ours in chosen.items() if ours != TIME}
    for i, heading in enumerate(group[0].headings):
        match = Match(keys.get(heading_key(heading), ""), SURE, heading)
        if match.ours in source.table.names:
            columns[i] = match
        elif match.ours:
            asked[i] = Question(match.ours, "", match)
    read = [replace(reading, columns=columns, questions=asked) for reading in group]
    yield from cell_lines.of_cells(con, read, {*columns, *asked, *days})


def takes_time(line: Line) -> bool:
    """Whether a line says when contacts were, by one column alone."""
    is_joined = line.section == "joined" and line.key == "contacted_at" and len(line.value) == 1
    return is_joined or (line.section == "columns" and line.value == "contacted_at")


def _with_time(line: Line, heading: str) -> Line:
    if not takes_time(line):
        return line
    day = line.value[0] if line.section == "joined" else line.key
    return Line(
        "joined", "contacted_at", [day, heading], SURE, _("dag og klokkeslæt står hver for sig")
    )


def _with_line(lines: list[Line], more: Line) -> list[Line]:
    """The lines with another; where one says as much of the whole source, both are said."""
    at = next((i for i, each in enumerate(lines) if _place(each) == _place(more)), None)
    if at is None or (more.key == "date_format" and more.certainty != SURE):
        return [*lines, more]  # days that can be read two ways are two lines
    if more.key not in LISTS:
        return lines
    both = list(dict.fromkeys([*lines[at].value, *more.value]))
    return [*lines[:at], replace(lines[at], value=both), *lines[at + 1 :]]


def _place(line: Line) -> tuple[str, str]:
    return line.section, line.key
