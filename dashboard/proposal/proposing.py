"""Turns what sheets may be into the lines of a recipe, each with its reason and how sure it is."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

import duckdb

from dashboard.foundation.plain_text import heading_key, plain
from dashboard.foundation.schema import SCORE_RANGES, SURVEY_RESULTS, Column, Table
from dashboard.foundation.words import text as _
from dashboard.ingest import vocabulary
from dashboard.proposal import matching, peeking, values
from dashboard.proposal.matching import Certainty, Match
from dashboard.proposal.reading import Question, Reading, readings, split_phase, total

GUESS, LIKELY, SURE = Certainty
MADE = ("contact_id", "response_id", "document_id", "activity_id", "comment_id")
BOOLEANS = {"true", "false", "1", "0", "ja", "nej", "sand", "falsk"}  # understood as they stand
MOST_WORDS = 60  # different ones of a column; more are no codes
MONTH = "|".join(
    sorted((re.escape(w) for each in vocabulary.months() for w in each), key=len, reverse=True)
)
CHANGING = re.compile(
    rf"[0-9]+([-_. ][0-9]+)*|\b({MONTH})\b", re.IGNORECASE
)  # of a file's name, by month


@dataclass(frozen=True)
class Line:
    """One line of a recipe: where it stands, what it says, how sure that is and why."""

    section: (
        str  # "", columns, constants, joined, items, codes.<column>, answers.<item>, wide.<n>...
    )
    key: str
    value: Any
    certainty: Certainty
    reason: str


@dataclass
class ProposedSource:
    """One [[source]] of a recipe."""

    table: Table
    names: list[str]  # of the sheets it was read from
    lines: list[Line] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)  # headings


@dataclass(frozen=True)
class Proposal:
    """A whole recipe as it is proposed, and what of the folder it says nothing of."""

    sources: list[ProposedSource]
    unused: list[str]  # sheets and files
    closed: list[str]  # files that cannot be opened

    @property
    def lines(self) -> list[Line]:
        """Every line of every source."""
        return [line for source in self.sources for line in source.lines]


def propose(folder: Path, con: duckdb.DuckDBPyConnection) -> Proposal:
    """A recipe for the files of a folder; con knows typing.sql (`staging.connect`)."""
    sheets, closed = peeking.look(folder)
    found = {sheet_name(sheet): readings(sheet) for sheet in sheets}
    every = [reading for each in found.values() for reading in each]
    groups = groupby(sorted(every, key=lambda r: r.shape), key=lambda r: r.shape)
    sources = [_source(con, list(group), sheets) for _shape, group in groups]
    order = {name: i for i, name in enumerate(("cases", "contacts", "survey_results"))}
    sources.sort(key=lambda source: (order.get(source.table.name, 9), source.names))
    return Proposal(sources, [name for name, each in found.items() if not each], closed)


def sheet_name(sheet: peeking.Sheet) -> str:
    """A sheet as people speak of it."""
    return f"{sheet.file} · {sheet.name}" if sheet.name else sheet.file


def _source(
    con: duckdb.DuckDBPyConnection, group: list[Reading], sheets: Sequence[peeking.Sheet]
) -> ProposedSource:
    first = group[0]
    source = ProposedSource(first.table, [sheet_name(reading.sheet) for reading in group])
    source.lines += _files(group, sheets)
    used: set[int] = set()
    source.lines += _columns(group, used)
    source.lines += _joined(group, used)
    source.lines += _questions(group, used)
    source.lines += _cells(con, group, used)
    source.lines += _constants(group, source.lines)
    source.unused = [
        heading for i, heading in enumerate(first.headings) if heading and i not in used
    ]
    return source


def _files(group: list[Reading], sheets: Sequence[peeking.Sheet]) -> Iterator[Line]:
    files = sorted({reading.sheet.file for reading in group})
    pattern = _pattern(files, {sheet.file for sheet in sheets})
    why = _("næste måneds filer har samme navn med andre tal") if "*" in pattern[0] else ""
    yield Line("", "files", pattern, SURE, why)
    names = {reading.sheet.name for reading in group}
    beside = {s.name for s in sheets if s.file in files and s.name not in names}
    if beside:
        yield Line("", "sheets", sorted(names), SURE, _("andre ark i filen har ikke samme form"))
    elif len(names) > 1:
        yield Line("", "sheets", ["*"], SURE, _("alle ark har samme form og lægges sammen"))
    encodings = {reading.sheet.encoding for reading in group} - {"", "utf-8", "utf-16"}
    for encoding in sorted(encodings):
        yield Line("", "encoding", encoding, SURE, _("hver byte er et bogstav i det tegnsæt"))
    rows = {reading.row + 1 for reading in group}
    if len(rows) == 1 and rows != {1}:
        yield Line("", "heading_row", rows.pop(), SURE, _("rækken med flest kendte overskrifter"))
    words = dict.fromkeys(
        word
        for reading in group
        for row in reading.sheet.rows[reading.row + 1 :]
        if (word := total(row))
    )
    if words:
        yield Line("", "skip", list(words), SURE, _("rækker med summer er ikke forløb"))


def _pattern(files: list[str], every: set[str]) -> list[str]:
    """One pattern for files that differ in a year or a month alone, if it takes no other file; else their names."""
    patterns = {CHANGING.sub("*", file) for file in files}
    if len(patterns) > 1:
        return files
    pattern = re.sub(r"\*[*\s.-]*\*", "*", patterns.pop())
    taken = {file for file in every if re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), file)}
    return [pattern] if taken == set(files) and pattern.count("*") < len(pattern) else files


def _columns(group: list[Reading], used: set[int]) -> Iterator[Line]:
    first = group[0]
    targets: dict[int, list[str]] = {}
    for i, match in first.columns.items():
        targets[i] = [match.ours]
    ours = {match.ours for match in first.columns.values()}
    answered = next((i for i, m in first.columns.items() if m.ours == "answered_on"), None)
    if first.table == SURVEY_RESULTS and "invited_on" not in ours and answered is not None:
        targets[answered].append("invited_on")
    if first.table.name == "cases" and "citizen_id" not in ours:
        case = next((i for i, m in first.columns.items() if m.ours == "case_id"), None)
        if case is not None:
            targets[case].append("citizen_id")
    for i, names in targets.items():
        match = first.columns[i]
        used.add(i)
        yield Line(
            "columns",
            first.headings[i],
            names if len(names) > 1 else names[0],
            min(match.certainty, LIKELY) if len(names) > 1 else match.certainty,
            _why(first.headings[i], match, names[1:]),
        )


def _why(heading: str, match: Match, more: Sequence[str]) -> str:
    if "invited_on" in more:
        return _("ingen kolonne siger, hvornår skemaet blev sendt; så siger svarprocenten intet")
    if "citizen_id" in more:
        return _("ingen kolonne siger, hvem borgeren er; hvert forløb regnes som sin borger")
    if match.certainty == GUESS:
        return _("kan betyde flere ting")
    if heading_key(match.known_by) == heading_key(heading):
        return ""
    return _("ligner ”{word}”", word=match.known_by)


def _joined(group: list[Reading], used: set[int]) -> Iterator[Line]:
    """A time kept in two columns, a day and a time of day."""
    first = group[0]
    for column in first.table.names:
        parts = vocabulary.parts(first.table.name, column)
        if not parts or any(match.ours == column for match in first.columns.values()):
            continue
        free = {i: h for i, h in enumerate(first.headings) if i not in used and h}
        found = []
        for words in (parts["date"], parts["time"]):
            keys = {heading_key(word) for word in words}
            found += [i for i, heading in free.items() if heading_key(heading) in keys][:1]
        if found:
            used |= set(found)
            headings = [first.headings[i] for i in found]
            why = (
                _("dag og klokkeslæt står hver for sig")
                if len(found) > 1
                else _("intet klokkeslæt")
            )
            yield Line("joined", column, headings, SURE if len(found) > 1 else LIKELY, why)


def _questions(group: list[Reading], used: set[int]) -> Iterator[Line]:
    first = group[0]
    used |= set(first.questions)
    phases = dict.fromkeys(question.phase for question in first.questions.values())
    for nth, phase in enumerate(phases):
        asked = {i: q for i, q in first.questions.items() if q.phase == phase}
        section = f"wide.{nth}." if phase else ""
        if phase:
            yield Line(f"{section}constants", "phase", phase, SURE, "")
            yield from _dates_of_phase(first, phase, f"{section}columns", used)
        for i, question in asked.items():
            yield Line(
                f"{section}items", first.headings[i], question.item, question.match.certainty,
                _why(first.headings[i], question.match, ()),
            )  # fmt: skip


def _dates_of_phase(reading: Reading, phase: str, section: str, used: set[int]) -> Iterator[Line]:
    for i, heading in enumerate(reading.headings):
        of, rest = split_phase(heading)
        if i in used or of != phase:
            continue
        match = matching.columns(SURVEY_RESULTS, [rest]).get(0)
        if match and match.ours in ("answered_on", "invited_on"):
            used.add(i)
            yield Line(section, heading, "answered_on", SURE, "")


def _cells(con: duckdb.DuckDBPyConnection, group: list[Reading], used: set[int]) -> Iterator[Line]:
    """How cells are written: formats, decimals, words for nothing, words for codes."""
    first = group[0]
    by_name = {column.name: column for column in first.table.columns}
    kinds = {i: by_name[match.ours] for i, match in first.columns.items()}
    cells = {i: [c for r in group for c in r.cells(i)] for i in range(len(first.headings))}
    missing: set[str] = set()
    formats: dict[str, str] = {}  # and by what each could be read as another day
    has_time = False
    for i in range(len(first.headings)):
        column = kinds.get(i)
        is_day = (
            column.type in ("date", "timestamp")
            if column
            else i in used and i not in first.questions
        )
        if i not in used or (
            column and column.type in ("string", "code", "municipality", "boolean")
        ):
            continue
        empty = values.nothing(cells[i], are_days=is_day)
        missing |= empty
        if is_day and not _are_times(cells[i]):
            written = values.days(con, (c for c in cells[i] if c not in empty))
            formats |= dict.fromkeys(written.formats, written.swapped)
            has_time |= written.has_time and (column is None or column.type == "date")
    if formats:
        yield from _format_lines(formats, first)
    if has_time and any(column.type == "date" for column in kinds.values()):
        yield Line("", "drop_time", True, SURE, _("dagene er skrevet med klokkeslæt"))
    numbers = [i for i, c in kinds.items() if c.type in ("integer", "number")] + list(
        first.questions
    )
    if any(values.have_comma(cells[i]) for i in numbers):
        yield Line("", "decimal", ",", SURE, "")
    yield from _durations(first, kinds, cells)
    for i, column in kinds.items():
        if column.codes or column.type in ("municipality", "boolean"):
            yield from _codes(first, column, cells[i], missing)
    for i, question in first.questions.items():
        yield from _answers(first, question, cells[i], missing)
    if missing:
        yield Line("", "missing", sorted(missing), SURE, _("ord, der står for ingenting"))


def _are_times(cells: Sequence[str]) -> bool:
    """Whether a column holds times of day alone."""
    clock = re.compile(
        r"(1899-12-3[01] )?(kl\.? ?)?[0-9]{1,2}[:.][0-9]{2}(:[0-9]{2})?", re.IGNORECASE
    )
    return bool(cells) and all(clock.fullmatch(cell) for cell in cells)


def _format_lines(formats: Mapping[str, str], first: Reading) -> Iterator[Line]:
    doubtful = [form for form, swapped in formats.items() if swapped]
    key = "date_format"
    if not doubtful:
        yield Line("", key, list(formats), SURE, "")
        return
    yield Line(
        "",
        key,
        list(formats),
        GUESS,
        _("hver dag kan også læses med måneden først; vælg den ene linje"),
    )
    other = [formats[form] or form for form in formats]
    yield Line("", key, other, GUESS, _("måneden først"))


def _durations(
    first: Reading, kinds: Mapping[int, Column], cells: Mapping[int, list[str]]
) -> Iterator[Line]:
    for i, column in kinds.items():
        if column.name != "minutes":
            continue
        heading = heading_key(first.headings[i])
        hours = {heading_key(word) for word in vocabulary.units("minutes").get("hours", ())}
        if heading in hours:
            yield Line("", "durations", "hours", SURE, _("overskriften siger timer"))
        elif values.are_durations(cells[i]):
            yield Line("", "durations", "minutes", SURE, _("skrevet som 1:30 eller 90 min"))


def _codes(
    first: Reading, column: Column, cells: Sequence[str], missing: set[str]
) -> Iterator[Line]:
    known = vocabulary.codes(first.table.name, column.name)
    own = set(column.codes) | (BOOLEANS if column.type == "boolean" else set())
    different = list(dict.fromkeys(map(plain, cells)))
    if column.type == "municipality":
        different = [cell for cell in different if not re.fullmatch(r"[0-9]{3,4}(\.0+)?", cell)]
    words = [
        w
        for w in different
        if w not in own and (column.type != "boolean" or w.casefold() not in own)
    ]
    if len(words) > (120 if column.type == "municipality" else MOST_WORDS):
        return
    doubtful = vocabulary.ambiguous_words(column.name)
    for word, match in matching.words(words, known, doubtful).items():
        if match is None and values.nothing([word], are_days=False):
            missing.add(word)
        else:
            yield _word(f"codes.{column.name}", word, match, list(known))
    if (
        column.type == "boolean"
        and {w.casefold() for w in different} <= {"x", "✓", "✔"}
        and different
    ):
        yield Line(
            f"codes.{column.name}",
            "",
            "nej",
            GUESS,
            _("er en tom celle et nej, eller ved I det ikke?"),
        )


def _answers(
    first: Reading, question: Question, cells: Sequence[str], missing: set[str]
) -> Iterator[Line]:
    if first.instrument in SCORE_RANGES:
        missing |= values.nothing(cells, are_days=False)
        return
    known = vocabulary.answers(first.instrument, question.item)
    words = [w for w in dict.fromkeys(map(plain, cells)) if w not in known]
    passed = {heading_key(word) for word in vocabulary.missing_answers()}
    for word, match in matching.words(words, known, {}).items():
        if match is None and (
            heading_key(word) in passed or values.nothing([word], are_days=False)
        ):
            missing.add(word)
        else:
            yield _word(f"answers.{question.item}", word, match, list(known))


def _word(section: str, word: str, match: Match | None, known: list[str]) -> Line:
    if match is None:
        return Line(
            section, word, "", GUESS, _("kendes ikke; en af {known}", known=", ".join(known))
        )
    return Line(section, word, match.ours, match.certainty, _why(word, match, ()))


def _constants(group: list[Reading], lines: Iterable[Line]) -> Iterator[Line]:
    """What no column says and every row must have."""
    first = group[0]
    given = {match.ours for match in first.columns.values()}
    for line in lines:
        given |= {line.key} if line.section == "joined" else set()
        given |= (
            set(line.value) if line.section == "columns" and isinstance(line.value, list) else set()
        )
    if first.instrument:
        yield Line("constants", "instrument", first.instrument, SURE, _("efter spørgsmålene"))
        given |= {"instrument", "item"}
    made = [name for name in MADE if name in first.table.names and name not in given]
    if made:
        yield Line(
            "", "made_ids", made, SURE, _("rækkerne har ikke numre; de laves af fil og række")
        )
    names = " ".join(f"{r.sheet.file} {r.sheet.name}" for r in group)
    for column in first.table.columns:
        if column.nullable or column.name in given or column.name in made:
            continue
        yield _constant(first, column, names)
    if (
        first.instrument == "life_wheel"
        and "phase" not in given
        and not any(q.phase for q in first.questions.values())
    ):
        yield Line(
            "constants",
            "phase",
            "start",
            GUESS,
            _("ingen kolonne siger, hvilken fase hjulet er fra"),
        )


def _constant(first: Reading, column: Column, names: str) -> Line:
    if column.name == "respondent":
        usual = vocabulary.usual_respondent(first.instrument)
        told = next(
            (
                code
                for code, words in vocabulary.codes("survey_results", "respondent").items()
                if any(heading_key(word) in heading_key(names) for word in (code, *words))
            ),
            None,
        )
        chosen = told or usual
        if chosen:
            return Line(
                "constants", "respondent", chosen, LIKELY, _("ingen kolonne siger, hvem der svarer")
            )
    usual_values = {"outcome": "held", "channel": "meeting", "programme": "mentor"}
    return Line(
        "constants", column.name, usual_values.get(column.name, ""), GUESS,
        _("ingen kolonne siger det; skriv den værdi, der gælder alle rækker"),
    )  # fmt: skip
