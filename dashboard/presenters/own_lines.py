"""What somebody answers of a proposal, and the lines of a recipe it becomes.

An answer is kept under the line it is about: the value that was chosen, as JSON, UNUSED or MISSING.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from dashboard.foundation import words
from dashboard.foundation.plain_text import heading_key
from dashboard.foundation.words import text as _
from dashboard.ingest.recipe import is_yearless
from dashboard.presenters import own_given
from dashboard.proposal import choosing, happened
from dashboard.proposal.lines import Line
from dashboard.proposal.matching import Certainty
from dashboard.proposal.proposing import ProposedSource

UNUSED, MISSING = "", "-"  # the column, word or setting is not used; the word stands for nothing
WITHOUT = "without"  # the section of what a column says of rows that do not count
EVERY = "*"  # source of a table
SHARED = ("completed_at_end",)  # what a firm does, whatever the sheet
FOLDED = (
    "codes.",
    happened.SECTION,
    "answers.",
    "scale",
)  # sections of words, which are one however their letters are capital
THAT_DAY = date(2026, 4, 3)  # read the other way round it is another day
Told = Mapping[str, str]


def key(value: Any) -> str:
    """A value as it is chosen and kept."""
    return UNUSED if value == "" else json.dumps(value, ensure_ascii=False)


def name(source: ProposedSource, section: str = "", line_key: str = "") -> str:
    """What an answer is kept under; a word for a code is answered once for all sources of a table.

    The recipe says each spelling of a word, as the check tells them apart.
    """
    is_shared = section.startswith(("codes.", happened.SECTION)) or line_key in SHARED
    sheet = [EVERY] if is_shared else source.names[:1]
    word = heading_key(line_key) if section.startswith(FOLDED) else line_key
    return "\n".join([source.table.name, *sheet, section, word])


def of_line(source: ProposedSource, line: Line) -> str:
    """What the answer to a line is kept under."""
    return name(source, line.section, line.key)


def of_heading(source: ProposedSource, heading: str) -> str:
    """What is kept of a heading nothing was proposed for."""
    return name(source, "unused", heading)


def whole(source: ProposedSource) -> str:
    """What the answer to whether its files and sheets are used at all is kept under."""
    return name(source, "whole")


def used(sources: Iterable[ProposedSource], told: Told) -> list[ProposedSource]:
    """Those nobody has said are not used."""
    return [source for source in sources if told.get(whole(source)) != MISSING]


def carried(
    told: Told, before: Iterable[Sequence[str]], sources: Iterable[ProposedSource]
) -> dict[str, str]:
    """The answers under what their sources are called now: a file that comes or goes may be the first of several.

    before: the sheets that were one source when the answers were given.
    """
    found = dict(told)
    for source in sources:
        now = source.names[0]
        together = {first for first, *more in before if {first, *more} & {*source.names}}
        for said, value in told.items():
            table, sheet, rest = said.split("\n", 2) if said.count("\n") > 1 else ("", "", "")
            if table == source.table.name and sheet in together:
                found[f"{table}\n{now}\n{rest}"] = value
    return found


def chosen(source: ProposedSource, told: Told) -> dict[str, str]:
    """The headings nothing sure was proposed for, or something else, and what somebody has said they are."""
    found = {heading: told.get(of_heading(source, heading), UNUSED) for heading in source.unused}
    for line in source.lines:
        said = told.get(of_line(source, line), UNUSED)
        is_new = line.certainty == Certainty.GUESS or said != key(line.value)
        if line.section in choosing.ASKED and is_new:
            found[line.key] = said
    read = {heading: json.loads(said) for heading, said in found.items() if said != UNUSED}
    read = {heading: ours for heading, ours in read.items() if not isinstance(ours, dict)}
    return {heading: ours[0] if isinstance(ours, list) else ours for heading, ours in read.items()}


def is_of_theirs(line: Line) -> bool:
    """Whether it is a question we do not know: their own, and not used unless somebody says which of ours it is."""
    return line.section.endswith("items") and line.value == "" and line.certainty == Certainty.GUESS


def leaving_out(word: str) -> str:
    """The answer that the rows with a word in a column do not count."""
    return key({WITHOUT: [word]})


def ours_of(said: str) -> Any:
    """The column or columns of ours an answer names; "" where it names none."""
    value = "" if said in (UNUSED, MISSING) else json.loads(said)
    return "" if isinstance(value, dict) else value


def _words_left_out(said: str | None) -> list[str]:
    """The words whose rows an answer says do not count."""
    value = json.loads(said) if said not in (None, UNUSED, MISSING) else None
    return list(value[WITHOUT]) if isinstance(value, dict) else []


def _left_out(source: ProposedSource, told: Told, used: Iterable[Line]) -> list[Line]:
    """The lines of headings whose rows with a word do not count, by what somebody has said.

    used: the columns that are used, whose words may be coded.
    """
    found = {each: _words_left_out(told.get(of_heading(source, each))) for each in source.unused}
    headings = {
        ours: line.key
        for line in used
        if line.section == "columns" and line.certainty != Certainty.GUESS
        for ours in (line.value if isinstance(line.value, list) else [line.value])
    }
    for line in source.lines:
        first, _dot, column = line.section.partition(".")
        if first == "codes" and column in headings:
            more = [line.key] if _words_left_out(told.get(of_line(source, line))) else []
            found[headings[column]] = [*found.get(headings[column], []), *more]
    return [
        Line(WITHOUT, heading, words_, Certainty.SURE, _("valgt på siden"))
        for heading, words_ in found.items()
        if words_
    ]


def declined(source: ProposedSource, told: Told) -> set[str]:
    """The columns of ours that somebody has said a heading of theirs is not, and no other says."""
    said = {
        each
        for line in source.lines
        if line.section == "columns" and told.get(of_line(source, line)) == UNUSED
        for each in (line.value if isinstance(line.value, list) else [line.value])
    }
    return said - own_given.given(applied(source, told).lines)


def open_lines(source: ProposedSource, told: Told) -> list[Line]:
    """The lines without words that need no answer: of a heading that is declined, or whose day is, or of rows that
    are left out alone.

    What stands only in rows that somebody is asked to leave out is asked once they are to count.
    """
    gone = {f"codes.{column}" for column in declined(source, told)} | _undated(source, told)
    return [
        line
        for line in source.lines
        if line.section not in gone and not _is_of_rows_left_out(source, line, told)
    ]


def _undated(source: ProposedSource, told: Told) -> set[str]:
    """The sections of words whose day somebody has said stands elsewhere; a charge needs none."""
    lines = (line for line in source.lines if line.section == happened.DAYS)
    found = {
        happened.section_of(line.key) for line in lines if told.get(of_line(source, line)) == UNUSED
    }
    return found - {
        line.section for line in source.lines if line.value == happened.CHARGED and line.section
    }


def _is_of_rows_left_out(source: ProposedSource, line: Line, told: Told) -> bool:
    return bool(line.without) and told.get(name(source, WITHOUT, line.without)) != UNUSED


def days(source: ProposedSource) -> list[tuple[int, str]]:
    """The two ways to read the days of a source, as a day; empty where there is one way only."""
    found = [
        i
        for i, line in enumerate(source.lines)
        if line.key == "date_format" and not line.section and line.certainty == Certainty.GUESS
    ]
    if len(found) != 2:
        return []
    one, other = (source.lines[i].value for i in found)
    differ = next(((a, b) for a, b in zip(one, other, strict=True) if a != b), None)
    if differ is None:
        return []
    written = THAT_DAY.strftime(differ[0])
    read = (_read(written, form) for form in differ)
    return [
        (i, _("{written} er den {day}", written=written, day=words.day(day)))
        for i, day in zip(found, read, strict=True)
    ]


def _read(written: str, form: str) -> date:
    if is_yearless(form):
        written, form = f"{written} {THAT_DAY.year}", f"{form} %Y"
    return datetime.strptime(written, form).date()


def chosen_days(source: ProposedSource, told: Told) -> int | None:
    """The way to read days that somebody has said is right."""
    said = told.get(name(source))
    return next((i for i, _told in days(source) if key(source.lines[i].value) == said), None)


def applied(source: ProposedSource, told: Told) -> ProposedSource:
    """The source as somebody has gone through it: what is used stands, the rest is commented out."""
    ways, right = {i for i, _told in days(source)}, chosen_days(source, told)
    lines: list[Line] = []
    undated = _undated(source, told)
    for i, line in enumerate(source.lines):
        if line.section in undated:
            continue
        said = told.get(of_line(source, line)) if i not in ways else None
        if line.certainty == Certainty.GUESS and _is_of_rows_left_out(source, line, told):
            continue
        if said == MISSING:
            lines.append(
                replace(line, value="", certainty=Certainty.SURE, reason=_("valgt på siden"))
            )
        elif _words_left_out(said):
            lines.append(_answered(line, UNUSED))
        elif i not in ways or right is None:
            lines.append(_answered(line, said))
        elif i == right:
            lines.append(replace(line, certainty=Certainty.SURE, reason=""))
    left_out = _left_out(source, told, lines)
    unused = [each for each in source.unused if each not in {line.key for line in left_out}]
    lines = _in_agreement(source, lines)
    return replace(source, lines=[*lines, *left_out], unused=unused)


def _answered(line: Line, said: str | None) -> Line:
    if said is None:
        return line
    if said == UNUSED:
        return replace(line, certainty=Certainty.GUESS)
    value = json.loads(said)
    if value == line.value and line.certainty != Certainty.GUESS:
        return line
    return replace(line, value=value, certainty=Certainty.SURE, reason=_("valgt på siden"))


def _in_agreement(source: ProposedSource, lines: list[Line]) -> list[Line]:
    """The lines so that each column of ours is said once: by a column of theirs, rather than of every row."""
    first, by_columns = own_given.given(lines), own_given.by_columns(lines)
    found = []
    for line in lines:
        is_column = line.section == "columns" and line.certainty != Certainty.GUESS
        if line.section == "constants" and line.key in by_columns:
            continue
        is_row = is_column and not source.adds
        found.append(_with_companions(source, line, first) if is_row else line)
    return found


def _with_companions(source: ProposedSource, line: Line, first: set[str]) -> Line:
    """A line with what it says beside its own column where nothing else does."""
    own, *others = line.value if isinstance(line.value, list) else [line.value]
    beside = [each for each in others if each not in own_given.COMPANIONS]
    beside += [
        ours
        for ours, by in own_given.COMPANIONS.items()
        if by == own and ours in source.table.names and ours not in first
    ]
    value = [own, *beside] if beside else own
    return line if value == line.value else replace(line, value=value)
