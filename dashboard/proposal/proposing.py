"""Turns what sheets may be into the lines of a recipe, each with its reason and how sure it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path

import duckdb

from dashboard.foundation.plain_text import heading_key
from dashboard.foundation.schema import SURVEY_RESULTS, Table
from dashboard.foundation.words import text as _
from dashboard.ingest import charsets, kinds
from dashboard.proposal import (
    aliases,
    cell_lines,
    column_words,
    completion,
    file_names,
    happened,
    legend,
    matching,
    peeking,
    phases,
    rows_read,
    siblings,
    times,
)
from dashboard.proposal.lines import LIKELY, SURE, Line, why
from dashboard.proposal.phase_words import split_phase
from dashboard.proposal.reading import Reading
from dashboard.proposal.row_words import between_rows, total

OF_ONE = ("case_id", "citizen_id")  # one number may be both
MOSTLY = 0.5  # of the ids of an older copy stand in the newest too


@dataclass
class ProposedSource:
    """One [[source]] of a recipe."""

    table: Table
    names: list[str]  # of the sheets it was read from
    lines: list[Line] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)  # headings

    @property
    def adds(self) -> bool:
        """Whether its rows say more of rows that another source has."""
        return any((line.section, line.key) == ("", "adds") for line in self.lines)

    @property
    def is_plain(self) -> bool:
        """Whether its file is the contract's own, under its own name, and needs no recipe."""
        (names,) = (line.value for line in self.lines if line.key == "files" and not line.section)
        own = {f"{self.table.name}{suffix}" for suffix in kinds.CONTRACT}
        rest = [e for e in self.lines if e.section != "without" and (e.section or e.key != "files")]
        return set(names) <= own and all(
            line.section == "columns" and heading_key(line.key) == line.value for line in rest
        )


@dataclass(frozen=True)
class Proposal:
    """A whole recipe as it is proposed, and what of the folder it says nothing of."""

    sources: list[ProposedSource]
    plain: list[str]  # files that are as the contract has them
    unused: list[str]  # sheets and files
    closed: list[str]  # files that cannot be opened

    @property
    def lines(self) -> list[Line]:
        """Every line of every source."""
        return [line for source in self.sources for line in source.lines]


def propose(folder: Path, con: duckdb.DuckDBPyConnection) -> Proposal:
    """A recipe for the files of a folder; con knows typing.sql (`staging.connect`)."""
    sheets, closed = peeking.look(folder)
    return of_sheets(sheets, closed, con)


def of_sheets(
    sheets: Sequence[peeking.Sheet], closed: list[str], con: duckdb.DuckDBPyConnection
) -> Proposal:
    """A recipe for sheets that were looked at."""
    found = readings(sheets)
    every = [reading for each in found.values() for reading in each]
    groups = groupby(sorted(every, key=lambda r: r.shape), key=lambda r: r.shape)
    sources = [_source(con, list(group), sheets) for _shape, group in groups]
    siblings.ask(sources)
    completion.tell_running(sources)
    plain = [name for source in sources if source.is_plain for name in source.names]
    sources = [source for source in sources if not source.is_plain]
    completion.ask(sources)
    aliases.tell(con, [(each, [r for name in each.names for r in found[name]]) for each in sources])
    order = {name: i for i, name in enumerate(("cases", "contacts", "survey_results"))}
    sources.sort(key=lambda source: (order.get(source.table.name, 9), source.adds, source.names))
    return Proposal(sources, plain, [name for name, each in found.items() if not each], closed)


def readings(sheets: Sequence[peeking.Sheet]) -> dict[str, list[Reading]]:
    """By sheet: what it may be, with what sheets that are no table, or hidden beside one, say of codes."""
    found = {sheet_name(sheet): phases.readings(sheet) for sheet in sheets}
    shown = {sheet.file for sheet in sheets if found[sheet_name(sheet)] and not sheet.is_hidden}
    found |= {sheet_name(s): [] for s in sheets if s.is_hidden and s.file in shown}
    explained = legend.of([sheet for sheet in sheets if not found[sheet_name(sheet)]])
    return {name: [replace(r, legend=explained) for r in each] for name, each in found.items()}


def _once(group: list[Reading]) -> list[Reading]:
    """The sheets of one form; the last alone where they hold the same rows: older copies of one list."""
    key = group[0].table.key[0]
    at = next((i for i, match in group[0].columns.items() if match.ours == key), None)
    if at is None or group[0].instrument or group[0].table == SURVEY_RESULTS:
        return group
    last = set(group[-1].cells(at))
    are_copies = all(
        len(last & set(reading.cells(at))) > MOSTLY * len(set(reading.cells(at)))
        for reading in group[:-1]
    )
    return group[-1:] if are_copies and len(group) > 1 else group


def sheet_name(sheet: peeking.Sheet) -> str:
    """A sheet as people speak of it."""
    return f"{sheet.file} · {sheet.name}" if sheet.name else sheet.file


def _source(
    con: duckdb.DuckDBPyConnection, alike: list[Reading], sheets: Sequence[peeking.Sheet]
) -> ProposedSource:
    group = _once(alike)
    events = happened.of(group)
    group = happened.apart(group, events)
    first = group[0]
    source = ProposedSource(first.table, [sheet_name(reading.sheet) for reading in group])
    source.lines += _files(group, sheets, is_copied=len(group) < len(alike))
    used: set[int] = set()
    if first.phases:
        source.lines += phases.lines(con, group, first.phases, used)
    else:
        source.lines += _columns(group, used)
        source.lines += times.apart(group, used)
        source.lines += _questions(group, used)
        used |= {event.day for event in events if event.day is not None}  # read as days are
        source.lines += cell_lines.of_cells(con, group, used)
        source.lines += happened.lines(first, events)
        source.lines += cell_lines.constants(group, source.lines)
        used |= {event.at for event in events}
    unused = [heading for i, heading in enumerate(first.headings) if heading and i not in used]
    of_rows = list(rows_read.lines(group, unused))
    source.lines = rows_read.words_of(group, source.lines, of_rows)
    source.unused = [h for h in unused if h not in {line.key for line in of_rows}]
    return source


def _files(
    group: list[Reading], sheets: Sequence[peeking.Sheet], *, is_copied: bool
) -> Iterator[Line]:
    files = sorted({reading.sheet.file for reading in group})
    pattern = file_names.pattern(files, {sheet.file for sheet in sheets})
    why = _("næste måneds filer har samme navn med andre tal") if "*" in pattern[0] else ""
    yield Line("", "files", pattern, SURE, why)
    names = {reading.sheet.name for reading in group}
    beside = {s.name for s in sheets if s.file in files and s.name not in names}
    if is_copied:
        why_so = _("samme numre står flere steder; kun det sidste sted læses")
        yield Line("", "sheets", sorted(filter(None, names)), LIKELY, why_so)
    elif beside:
        yield Line("", "sheets", sorted(names), SURE, _("andre ark i filen har ikke samme form"))
    elif len(names) > 1:
        yield Line("", "sheets", ["*"], SURE, _("alle ark har samme form og lægges sammen"))
    encodings = {reading.sheet.encoding for reading in group} - {"", "utf-8"}
    for encoding in sorted(
        e for e in encodings if not e.startswith("utf-16")
    ):  # they say so themselves
        certainty = SURE if encoding == charsets.LOOKED_LIKE[0] else LIKELY
        yield Line("", "encoding", encoding, certainty, _("bogstaverne er rigtige i det tegnsæt"))
    rows = {reading.row + 1 for reading in group}
    if len(rows) == 1 and rows != {1}:
        yield Line("", "heading_row", rows.pop(), SURE, _("rækken med flest kendte overskrifter"))
    rows_below = [row for r in group for row in r.sheet.rows[r.row + 1 :]]
    sums = dict.fromkeys(word for row in rows_below if (word := total(row)))
    firsts = [first for r in group for row in r.body if (first := next(filter(None, row), ""))]
    said = dict.fromkeys(filter(None, map(between_rows, rows_below)))
    between = [
        word
        for word in said
        if not any(heading_key(first).startswith(heading_key(word)) for first in firsts)
    ]
    if between:
        reason = _("rækker med en sum eller en mellemoverskrift")
        yield Line("", "skip", [*sums, *between], LIKELY, reason)
    elif sums:
        yield Line("", "skip", list(sums), SURE, _("rækker med summer er ikke forløb"))


def _columns(group: list[Reading], used: set[int]) -> Iterator[Line]:
    first = group[0]
    targets = {i: [match.ours] for i, match in first.columns.items()}
    ours = {match.ours for match in first.columns.values()}
    by_name = {column.name: column for column in first.table.columns}
    answered = next((i for i, m in first.columns.items() if m.ours == "answered_on"), None)
    if first.table == SURVEY_RESULTS and "invited_on" not in ours and answered is not None:
        targets[answered].append("invited_on")
    ids = {m.ours: i for i, m in first.columns.items() if m.ours in OF_ONE}
    if first.table.name == "cases" and len(ids) == 1:
        ((own, i),) = ids.items()
        if own == OF_ONE[0] or _are_different(group, i):
            targets[i] = list(OF_ONE)
    for i, names in targets.items():
        match = first.columns[i]
        said = {cell for reading in group for cell in reading.cells(i)} - {""}
        if column_words.are_not_ours(first.table, by_name[match.ours], said, match.certainty):
            continue
        if column_words.says_outcome(match.ours, ours, said):
            names.append("outcome")
        used.add(i)
        yield Line(
            "columns",
            first.headings[i],
            names if len(names) > 1 else names[0],
            min(match.certainty, LIKELY) if len(names) > 1 else match.certainty,
            why(first.headings[i], match, names[1:]),
        )


def _are_different(group: list[Reading], i: int) -> bool:
    cells = [cell for reading in group for cell in reading.cells(i)]
    return len(set(cells)) >= 0.9 * len(cells)  # a second course's number is a fault to be told of


def _questions(group: list[Reading], used: set[int]) -> Iterator[Line]:
    first = group[0]
    used |= set(first.questions)
    phases = dict.fromkeys(question.phase for question in first.questions.values())
    for nth, phase in enumerate(phases):
        asked = {i: q for i, q in first.questions.items() if q.phase == phase}
        section = f"wide.{nth}." if phase else ""
        if phase:
            is_between = phase == "phase_2"  # "midtvejs" may be the wheel of the third phase
            reason = _("hjulet mellem det første og det sidste") if is_between else ""
            certainty = LIKELY if is_between else SURE
            yield Line(f"{section}constants", "phase", phase, certainty, reason)
            yield from _dates_of_phase(first, phase, f"{section}columns", used)
        for i, question in asked.items():
            yield Line(
                f"{section}items", first.headings[i], question.item, question.match.certainty,
                why(first.headings[i], question.match, ()),
            )  # fmt: skip


def _dates_of_phase(reading: Reading, phase: str, section: str, used: set[int]) -> Iterator[Line]:
    for i, heading in enumerate(reading.headings):
        of, rest = split_phase(heading)
        if i in used or of != phase:
            continue
        match = matching.columns(SURVEY_RESULTS, [rest]).get(0)
        if match and match.ours in ("answered_on", "invited_on"):
            used.add(i)
            both = ["answered_on", "invited_on"]
            yield Line(section, heading, both, LIKELY, why(heading, match, both))
