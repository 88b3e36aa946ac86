"""How the cells of a source are written, as lines of a recipe: formats, decimals, words for codes and for nothing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import duckdb

from dashboard.foundation import cpr
from dashboard.foundation.plain_text import heading_key, plain
from dashboard.foundation.schema import IDS, SURVEY_RESULTS, Column
from dashboard.foundation.words import text as _
from dashboard.ingest import vocabulary
from dashboard.proposal import (
    answer_lines,
    column_words,
    legend,
    matching,
    rounds,
    values,
    yearless,
)
from dashboard.proposal.heading_rows import called
from dashboard.proposal.lines import GUESS, LIKELY, SURE, Line, word_line
from dashboard.proposal.matching import Match
from dashboard.proposal.reading import Reading

MADE = ("contact_id", "response_id", "document_id", "activity_id", "comment_id")
ENDED = "end_reason"
USUAL = {"topic": "other", "programme": "mentor"}  # what a word nobody knows is guessed to be
BOOLEANS = {"true", "false", "1", "0", "ja", "nej", "sand", "falsk"}  # understood as they stand


def of_cells(
    con: duckdb.DuckDBPyConnection, group: list[Reading], used: set[int]
) -> Iterator[Line]:
    """How cells are written: formats, decimals, words for nothing, words for codes."""
    first = group[0]
    by_name = {column.name: column for column in first.table.columns}
    kinds = {i: by_name[match.ours] for i, match in first.columns.items() if i in used}
    ours = {match.ours for match in first.columns.values()}
    cells = {i: [c for r in group for c in r.cells(i)] for i in range(len(first.headings))}
    missing: set[str] = set()
    yield from _days(con, group, kinds, cells, used, missing)
    numbers = [i for i, column in kinds.items() if column.type in ("integer", "number")]
    for i in numbers:
        missing |= values.nothing(cells[i], are_days=False)
    if any(values.have_comma(cells[i]) for i in (*numbers, *first.questions)):
        yield Line("", "decimal", ",", SURE, "")
        if any(values.have_groups(cells[i]) for i in numbers):
            yield Line("", "thousands", ".", SURE, _("kommaet er decimaltegnet"))
    yield from _durations(first, kinds, cells)
    for i, column in kinds.items():
        if column.codes or column.type in ("municipality", "boolean"):
            is_guess = first.columns[i].certainty == GUESS
            words = _codes(first, i, column, cells[i], missing, is_guess=is_guess)
            says_outcome = column_words.says_outcome(column.name, ours, cells[i])
            lines = [column_words.asked(line, says_outcome=says_outcome) for line in words]
            if says_outcome:
                lines += column_words.of_outcome(cells[i])
            yield from {(line.section, line.key): line for line in lines}.values()
    yield from answer_lines.of_answers(group, cells, missing)
    if missing:
        yield Line("", "missing", sorted(missing), SURE, _("ord, der står for ingenting"))


def _days(
    con: duckdb.DuckDBPyConnection,
    group: list[Reading],
    kinds: Mapping[int, Column],
    cells: Mapping[int, list[str]],
    used: set[int],
    missing: set[str],
) -> Iterator[Line]:
    """How days and times are written; a used column that is neither ours nor a question is a part of one."""
    formats: dict[str, str] = {}  # and by what each could be read as another day
    has_time = False
    for i in sorted(used - set(group[0].questions)):
        column = kinds.get(i)
        if (column and column.type not in ("date", "timestamp")) or values.are_clocks(cells[i]):
            continue
        empty = values.nothing(cells[i], are_days=True)
        missing |= empty
        written = values.days(con, (cell for cell in cells[i] if cell not in empty))
        if column:
            yield from column_words.of_no_day(column, map(plain, written.unread))
        formats |= dict.fromkeys(written.formats, written.swapped)
        has_time |= written.has_time and column is not None and column.type == "date"
    formats, of_year = yearless.told(group, formats)
    if formats:
        yield from _format_lines(formats)
    yield from of_year
    if has_time:
        yield Line("", "drop_time", True, SURE, _("dagene er skrevet med klokkeslæt"))


def _format_lines(formats: Mapping[str, str]) -> Iterator[Line]:
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
        if column.name == "granted_hours_per_week" and values.are_durations(cells[i]):
            yield Line("", "durations", "hours", SURE, _("skrevet som 2 t; et tal alene er timer"))
        if column.name != "minutes":
            continue
        heading = first.headings[i]
        hours = {heading_key(word) for word in vocabulary.units("minutes").get("hours", ())}
        if called(heading) & hours:
            yield Line("", "durations", "hours", SURE, _("overskriften siger timer"))
        elif values.are_durations(cells[i]) and values.may_be_hours(cells[i]):
            small = _("skrevet som 2 t; tallene alene er for små til minutter")
            yield Line("", "durations", "hours", LIKELY, small)
        elif values.are_durations(cells[i]):
            yield Line("", "durations", "minutes", SURE, _("skrevet som 1:30 eller 90 min"))
        elif values.are_parts_of_a_day(cells[i]):
            yield Line("", "durations", "days", LIKELY, _("alle tal er under 1: dele af et døgn"))
        elif values.may_be_hours(cells[i]):
            yield Line(
                "", "durations", "hours", GUESS, _("de fleste tal er under 10: er det timer?")
            )


def _codes(
    first: Reading,
    i: int,
    column: Column,
    cells: Sequence[str],
    missing: set[str],
    *,
    is_guess: bool,
) -> Iterator[Line]:
    """The words of a column; of one that is only guessed, which may hold anything, those alone that are known."""
    known = vocabulary.codes(first.table.name, column.name)
    different = list(dict.fromkeys(map(plain, cells)))
    words = [word for word in different if not _is_code(column, word, known)]
    if len(words) > (120 if column.type == "municipality" else values.MOST_WORDS):
        return
    doubtful = vocabulary.ambiguous_words(column.name)
    keywords = vocabulary.code_keywords(column.name)
    sentences = {word for word in words if values.is_sentence(word)}
    if len(sentences) < len(words) / 2:  # among words for codes one that is long is asked about too
        sentences = set()
    meant = matching.words(words, known, doubtful, keywords)
    for word, found in meant.items():
        explained = _explained(first, i, word, known, keywords)
        is_by_heading = heading_key(word) in legend.within(first.headings[i])
        match = (explained or found) if is_by_heading else (found or explained)
        if column.name == "phase" and match and match != explained:
            match = rounds.of_word(match, word, first.headings[i], meant)
        if match is None and values.nothing([word], are_days=False):
            missing.add(word)
        elif match is None and column.name == ENDED and values.nothing([word], are_days=True):
            yield Line(f"codes.{ENDED}", word, "", LIKELY, _("forløbet er ikke slut"))
        elif match is not None or not (is_guess or cpr.holds(word) or word in sentences):
            line = word_line(f"codes.{column.name}", word, match, column.codes)
            if column.name in USUAL and not match and not matching.is_of_several(word, keywords):
                line = replace(line, value=USUAL[column.name], reason=_("intet andet passer"))
            if column.type == "municipality" and not match:
                line = replace(line, reason=_("ingen kommune hedder eller har det nummer"))
            yield line if match is None or match != explained else _as_explained(line, match)
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


def constants(group: list[Reading], lines: Iterable[Line]) -> Iterator[Line]:
    """What no column says and every row must have."""
    first = group[0]
    given: set[str] = set()
    for line in lines:
        given |= {line.key} if line.section == "joined" else set()
        if line.section.endswith("columns"):
            given |= set(line.value) if isinstance(line.value, list) else {line.value}
    if first.instrument:
        is_known = any(question.item for question in first.questions.values()) or "item" in given
        by = (SURE, _("efter spørgsmålene")) if is_known else (GUESS, _("efter filens navn"))
        yield Line("constants", "instrument", first.instrument, *by)
        given.add("instrument")
    if first.table == SURVEY_RESULTS and "item" in given and "response_id" not in given:
        yield from answer_lines.of_one(first, given)
    given |= {"item"} if first.questions else set()
    made = [name for name in MADE if name in first.table.names and name not in given]
    if made:
        yield Line(
            "", "made_ids", made, SURE, _("rækkerne har ikke numre; de laves af fil og række")
        )
    names = " ".join(f"{r.sheet.file} {r.sheet.name}" for r in group)
    for column in first.table.columns:
        is_day = column.type in ("date", "timestamp") and column.name != "invited_on"
        is_of_one = is_day or column.name in IDS  # no two rows need have it
        if column.nullable or column.name in given or column.name in made or is_of_one:
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


def _is_code(column: Column, word: str, known: Mapping[str, Sequence[str]]) -> bool:
    """Whether a word is understood as it stands."""
    if column.type == "municipality":
        return word.split(".")[0].zfill(4) in known
    if column.type == "boolean":
        return word.casefold() in BOOLEANS
    return word in column.codes


def _explained(
    first: Reading,
    i: int,
    word: str,
    known: Mapping[str, Sequence[str]],
    keywords: Mapping[str, Sequence[str]],
) -> Match | None:
    """What a word means by the sheet that explains it."""
    said = legend.meaning(first.legend, first.headings[i], word)
    match = matching.words([said], known, {}, keywords)[said] if said else None
    return Match(match.ours, LIKELY, said) if match else None


def _as_explained(line: Line, match: Match) -> Line:
    return replace(line, reason=_("forklaret ved siden af: ”{meaning}”", meaning=match.known_by))


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
        chosen = usual or told
        if chosen:
            return Line(
                "constants", "respondent", chosen, LIKELY, _("ingen kolonne siger, hvem der svarer")
            )
    if column.name in ("instrument", "respondent"):
        reason = _("ingen kolonne siger det; en af {known}", known=", ".join(column.codes))
        return Line("constants", column.name, "", GUESS, reason)
    usual_values = {"outcome": "held", "channel": "meeting", "programme": "mentor"}
    return Line(
        "constants", column.name, usual_values.get(column.name, ""), GUESS,
        _("ingen kolonne siger det; skriv den værdi, der gælder alle rækker"),
    )  # fmt: skip
