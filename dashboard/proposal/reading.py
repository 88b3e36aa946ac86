"""What a sheet may be: where its headings stand, which table it is, what its columns mean."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from dashboard.foundation.plain_text import heading_key
from dashboard.foundation.schema import (
    ACTIVITIES,
    CASES,
    CONTACTS,
    SCORE_RANGES,
    SURVEY_RESULTS,
    TABLES,
    Table,
)
from dashboard.ingest import vocabulary
from dashboard.proposal import file_names, matching, row_kinds, values
from dashboard.proposal.heading_rows import called, heading_row
from dashboard.proposal.legend import Legend
from dashboard.proposal.matching import Certainty, Match
from dashboard.proposal.peeking import Sheet
from dashboard.proposal.phase_words import split_phase
from dashboard.proposal.row_words import is_row

WEIGHTS = (0.3, 0.7, 1.0)  # of a guess, what is likely, what is sure
LEAST_ITEMS = {"life_wheel": 3, "satisfaction": 2, "partner": 2, "internship": 2, "coping": 1}
NAMED = 2.5  # a file or a sheet that is called after a table
PARTS = (("contacted_at", "date"), ("contacted_at", "time"), ("minutes", "end"))  # of a contact
MADE = ("contact_id", "document_id", "activity_id", "comment_id")  # of rows that have one each
LEAST = 2.0  # of weight: less is no table of ours
MOST_ANSWERS = 8  # different ones to one question of a scale


@dataclass(frozen=True)
class Question:
    """A column of answers: which item, and of which phase where the heading says so."""

    item: str
    phase: str
    match: Match


@dataclass(frozen=True)
class Phases:
    """The columns of a list with a row a phase: which phase it is, and the day that began."""

    by: int
    value: int


@dataclass(frozen=True)
class Reading:
    """A sheet as a table of ours."""

    sheet: Sheet
    row: int  # of the headings, from 0
    headings: tuple[str, ...]
    table: Table
    instrument: str = ""
    columns: dict[int, Match] = field(default_factory=dict)
    questions: dict[int, Question] = field(default_factory=dict)
    filled: list[list[str]] = field(default_factory=list)  # the cells of each column, without sums
    legend: Legend = field(default_factory=dict)  # what a sheet beside it says of codes
    phases: Phases | None = None  # of a list of these, whose rows are no rows of the table

    @property
    def shape(self) -> tuple[str, str, bool, tuple[str, ...]]:
        """What sheets that are put together have in common."""
        headings = tuple(map(heading_key, self.headings))
        return self.table.name, self.instrument, self.phases is not None, headings

    def cells(self, i: int) -> list[str]:
        """The filled cells of a column."""
        return self.filled[i]

    @property
    def body(self) -> list[list[str]]:
        """The rows below the headings, without sums."""
        return [cells for cells in self.sheet.rows[self.row + 1 :] if is_row(cells)]

    def part(self, among: Sequence[int], column: str, name: str) -> int | None:
        """The column, among some, that is a part of one of ours (the day or the time of a contact)."""
        keys = {heading_key(word) for word in vocabulary.parts(self.table.name, column)[name]}
        found = (i for i in among if not keys.isdisjoint(called(self.headings[i])))
        if name != "date":  # the first day of a course may be called Start too
            found = (i for i in found if values.may_be_clocks(self.cells(i)))
        return next(found, self._clock(among) if name == "time" else None)

    def _clock(self, among: Sequence[int]) -> int | None:
        """A column that may be the time, or how long it took ("Tid"), or the whole, and holds times of day alone."""
        doubtful = vocabulary.ambiguous_headings(self.table.name)
        keys = {heading_key(w) for w, ours in doubtful.items() if "contacted_at" in ours}
        if "contacted_at" in self.table.names:
            keys |= set(map(heading_key, vocabulary.headings(self.table.name, "contacted_at")))
        return next(
            (
                i
                for i in among
                if heading_key(self.headings[i]) in keys and values.are_clocks(self.cells(i))
            ),
            None,
        )


def bare(sheet: Sheet) -> dict[Table, Reading]:
    """A sheet as each of the tables, before anything is known of its columns."""
    row = heading_row(sheet.rows)
    headings = tuple(sheet.rows[row])
    body = [cells for cells in sheet.rows[row + 1 :] if is_row(cells)]
    filled = [
        [cells[i] for cells in body if i < len(cells) and cells[i]] for i in range(len(headings))
    ]
    return {table: Reading(sheet, row, headings, table, filled=filled) for table in TABLES}


def readings(sheet: Sheet) -> list[Reading]:
    """The likeliest table a sheet may fill, alone in a list; an empty one where it is none of ours."""
    as_table = bare(sheet)
    headings = as_table[SURVEY_RESULTS].headings
    named = file_names.table_called(sheet.name) or file_names.table_called(sheet.file)
    scored: list[tuple[float, Table, str, dict[int, Match], dict[int, Question]]] = []
    for table in TABLES:
        found = _fitting(as_table[table], matching.columns(table, headings))
        if table == CASES and not _is_of_courses(found):
            continue
        if table == ACTIVITIES and row_kinds.are_contacts(
            _cells(as_table[table], found, "activity")
        ):
            continue
        weight = _weight(table, found, named)
        if table == CONTACTS:
            apart = (as_table[table].part(range(len(headings)), *part) for part in PARTS)
            weight += WEIGHTS[1] * sum(i is not None and i not in found for i in apart)
        scored.append((weight, table, "", found, {}))
    for instrument, least in LEAST_ITEMS.items():
        asked = _questions(instrument, as_table[SURVEY_RESULTS])
        is_named = file_names.instrument_called(f"{sheet.file} {sheet.name}") == instrument
        if len(asked) >= (1 if is_named else least):
            rest = _fitting(as_table[SURVEY_RESULTS], matching.columns(SURVEY_RESULTS, headings))
            rest = {i: m for i, m in rest.items() if i not in asked}
            none = {"item", "answer", "score"} | (
                {"phase"} if instrument != "life_wheel" else set()
            )
            rest = {i: m for i, m in rest.items() if m.ours not in none}
            weight = _weight(SURVEY_RESULTS, rest, named) + 1.2 * len(asked)
            scored.append((weight, SURVEY_RESULTS, instrument, rest, asked))
    weight, table, instrument, found, asked = max(scored, key=lambda each: each[0])
    ours = {match.ours for match in found.values()}
    if table == SURVEY_RESULTS and not asked and not ours & {"instrument", "item"}:
        asked = _unasked(as_table[table], found)
        instrument = file_names.instrument_called(f"{sheet.file} {sheet.name}") if asked else ""
    if table == SURVEY_RESULTS and not asked and "instrument" not in ours:
        instrument = row_kinds.questionnaire(_cells(as_table[table], found, "item"))
    says_what = ours & {"instrument", "item"} or asked
    is_nothing = weight < LEAST or not (found or asked)
    if is_nothing or (table == SURVEY_RESULTS and not says_what):
        return []
    return [replace(as_table[table], instrument=instrument, columns=found, questions=asked)]


def _cells(bare: Reading, found: Mapping[int, Match], column: str) -> set[str]:
    """The different cells of a column of ours."""
    return {cell for i, match in found.items() if match.ours == column for cell in bare.cells(i)}


def _fitting(bare: Reading, found: dict[int, Match]) -> dict[int, Match]:
    """The matches whose cells may hold what their column does."""
    kinds = {column.name: column.type for column in bare.table.columns}
    fitting = {
        i: m
        for i, m in found.items()
        if values.may_be(kinds[m.ours], bare.cells(i)) and not _is_written(bare, i, m.ours)
    }
    ours = {match.ours for match in fitting.values()}
    for i, match in list(fitting.items()):
        if match.ours == "respondent" and values.are_numbers(
            bare.cells(i)
        ):  # who, and not what they are
            del fitting[i]
            if "response_id" not in ours:
                fitting[i] = replace(match, ours="response_id", certainty=Certainty.LIKELY)
            continue
        hours = match.ours == "granted_hours_per_week"
        if hours and values.are_hours_of_a_course(bare.cells(i)):
            fitting[i] = replace(match, certainty=Certainty.GUESS)
        is_repeated = len(set(bare.cells(i))) < len(bare.cells(i))
        if match.ours in MADE and is_repeated:  # numbers of courses, then
            del fitting[i]
            if "case_id" in kinds and "case_id" not in ours:
                fitting[i] = replace(match, ours="case_id", certainty=Certainty.LIKELY)
    return fitting


def _is_written(bare: Reading, i: int, column: str) -> bool:
    """Whether cells under a heading of codes are what somebody wrote: sentences, and none of them ours."""
    known = vocabulary.codes(bare.table.name, column)
    cells = set(bare.cells(i)) if known else set()
    return values.are_sentences(list(cells)) and not any(matching.best(c, known) for c in cells)


def _is_of_courses(found: Mapping[int, Match]) -> bool:
    """Whether a list says whom it is of: of a list of mentors, or of words to choose, nobody can tell."""
    ours = {match.ours: match.certainty for match in found.values()}
    return (
        not ours.keys().isdisjoint(("case_id", "citizen_id"))
        or ours.get("started_on") == Certainty.SURE
    )


def _weight(table: Table, found: dict[int, Match], named: str) -> float:
    """How well a table's columns are found, those that must be there above all."""
    ours = {match.ours for match in found.values()}
    required = [c.name for c in table.columns if not c.nullable and not c.name.endswith("_id")]
    covered = sum(name in ours for name in required) / max(len(required), 1)
    weight = sum(WEIGHTS[match.certainty] for match in found.values())
    return weight + 1.5 * covered + NAMED * (named == table.name)


def _questions(instrument: str, bare: Reading) -> dict[int, Question]:
    """The columns that ask a questionnaire's items, in cells that can answer them."""
    found = {
        i: Question(match.ours, "", match)
        for i, match in matching.items(instrument, bare.headings).items()
    }
    if instrument == "life_wheel":
        by_phase = _of_phases(bare.headings)
        is_by_phase = len({question.phase for question in by_phase.values()}) > 1
        if is_by_phase or len(found) < LEAST_ITEMS[instrument]:
            found = by_phase or found
    is_scored = instrument in SCORE_RANGES
    return {
        i: question
        for i, question in found.items()
        if not bare.cells(i)
        or (_may_answer(bare.cells(i), is_scored=is_scored) and not _is_tick(bare, i))
        if is_scored
        or row_kinds.may_answer(instrument, question.match, bare.cells(i), bare.headings[i])
    }


def _may_answer(cells: Sequence[str], *, is_scored: bool) -> bool:
    """Whether cells are scores, or words; a few numbers may stand for words."""
    if values.are_numbers(cells):
        return is_scored or len(set(cells)) <= MOST_ANSWERS
    return not is_scored


def _is_tick(bare: Reading, i: int) -> bool:
    """Whether a column says only that one of several answers was ticked: it is none by itself."""
    first = re.split(r" [-–] ", bare.headings[i])[0]
    alike = [heading for heading in bare.headings if heading.startswith(first)]
    return len(alike) > 1 and len(set(bare.cells(i))) <= len(("ticked", "not ticked"))


def _unasked(bare: Reading, found: Mapping[int, Match]) -> dict[int, Question]:
    """The columns of a questionnaire nobody can tell the items of (s_1, s_2): few answers, time and again."""
    ours = {match.ours for match in found.values()}
    if "answered_on" not in ours or not ours & {"case_id", "response_id"}:
        return {}
    return {
        i: Question("", "", Match("", Certainty.GUESS, heading))
        for i, heading in enumerate(bare.headings)
        if i not in found and _is_asked(heading) and 0 < len(set(bare.cells(i))) <= MOST_ANSWERS
    }


def _is_asked(heading: str) -> bool:
    """Whether a heading may be a question: what a system says of how far an answer has come is none."""
    return bool(heading) and heading_key(heading) not in vocabulary.of_answers()


def _of_phases(headings: Sequence[str]) -> dict[int, Question]:
    """Domains with a phase before or after them: "Bolig start", "Slut - Bolig"."""
    found = {}
    for i, heading in enumerate(headings):
        phase, rest = split_phase(heading)
        match = matching.best(rest, vocabulary.items("life_wheel")) if phase and rest else None
        if match:
            found[i] = Question(match.ours, phase, match)
    return found
