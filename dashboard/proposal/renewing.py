"""What is new in somebody's files since their recipe was agreed: headings and words it does not know.

The recipe stays as it was written, by hand too; what is new is added to it, line by line.
"""

import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from dashboard.foundation import harmless
from dashboard.foundation.plain_text import heading_key, plain
from dashboard.ingest.recipe import Origin, Recipe
from dashboard.proposal import happened, writing
from dashboard.proposal.lines import Line
from dashboard.proposal.proposing import Proposal, ProposedSource

ASKED = (
    "columns",
    "items",
    "codes.",
    happened.SECTION,
    happened.DAYS,
    "answers.",
    "scale",
    "tall.columns",
    "without",
)  # sections of what is asked of a heading or a word
DECLINED = re.compile(r'^# \? ("(?:[^"\\]|\\.)*") = ', re.MULTILINE)


LEFT = re.compile(r'^left_out\s*=\s*\[(?:"(?:[^"\\]|\\.)*"|[^\]"])*\].*\n?', re.MULTILINE)
TAKEN = re.compile(r"^from_snapshot\s*=\s*\[[^\]]*\].*\n?", re.MULTILINE)


@dataclass(frozen=True)
class New:
    """What the recipe does not know of a source, and which of its [[source]]s that is; None: none of them."""

    source: ProposedSource
    place: int | None


def news(proposal: Proposal, recipe: Recipe, text: str) -> list[New]:
    """What is new in a proposal; whole sources where none of it is known.

    text: of the recipe, in which what was declined stands commented out.
    """
    declined = set(DECLINED.findall(text))
    found = []
    for source in proposal.sources:
        origin = _origin_of(source, recipe.origins)
        otherwise = _said_otherwise(source, origin)
        lines = [
            line
            for line in source.lines
            if origin is None
            or (
                line.section.startswith(ASKED)
                and _column_of_words(line) not in otherwise
                and not _is_declined(line, declined, text)
                and not _knows(origin, line)
            )
        ]
        unused = [h for h in source.unused if origin is None or not _is_known(h, origin, text)]
        is_left = all(_is_left(name, recipe) for name in source.names)
        if (lines or unused) and not is_left:
            place = None if origin is None else _place(origin, recipe.origins)
            found.append(New(replace(source, lines=lines, unused=unused), place))
    return found


def _column_of_words(line: Line) -> str:
    """The heading whose words, or whose day, a line is about; "" of another line."""
    return line.key if line.section == happened.DAYS else happened.heading_of(line.section)


def _said_otherwise(source: ProposedSource, origin: Origin | None) -> set[str]:
    """The headings whose words would say what the recipe reads from elsewhere."""
    found: set[str] = set()
    if origin is None:
        return found
    for line in source.lines:
        heading = happened.heading_of(line.section)
        others = (e for e in origin.happened if heading_key(e.column) != heading_key(heading))
        given = origin.given | {ours for each in others for ours in each.events}
        found |= {heading} if heading and line.value in given else set()
    return found


def _is_declined(line: Line, declined: Collection[str], text: str) -> bool:
    """Whether somebody has said no to a line, or to the whole column whose words it is about."""
    about = _column_of_words(line)
    is_left = bool(about) and (writing.quoted(about) in declined or _is_told_of(about, text))
    return is_left or writing.quoted(line.key) in declined


def added(text: str, found: Iterable[New]) -> str:
    """The text of a recipe with what is new in it."""
    for new in found:
        if new.place is None:
            text = f"{text.rstrip()}\n\n{writing.source(new.source)}\n"
        else:
            text = _with_lines(text, new.place, new.source.lines, new.source.unused)
    return text


def leaving(text: str, names: Sequence[str]) -> str:
    """The text of a recipe in which these files and sheets too are not used."""
    if not names:
        return text
    before = tomllib.loads(text).get("left_out", [])
    line = f"left_out = {writing.quoted([*dict.fromkeys([*before, *names])])}\n"
    return line + LEFT.sub("", text)


def _is_left(name: str, recipe: Recipe) -> bool:
    """Whether somebody has said that a file or sheet is not used; a file of another month's too, unless it is read."""
    file, _dot, sheet = name.partition(" · ")
    is_read = not sheet and any(_reads(origin, file) for origin in recipe.origins)
    for each in () if is_read else recipe.left_out:
        left, _dot, its_sheet = each.partition(" · ")
        pattern = r"\d+".join(map(re.escape, re.split(r"\d+", heading_key(left))))
        if sheet == its_sheet and re.fullmatch(pattern, heading_key(file)):
            return True
    return False


def _reads(origin: Origin, file: str) -> bool:
    """Whether a file's name is one of an origin's."""
    return any(fnmatchcase(heading_key(file), heading_key(each)) for each in origin.files)


def taking(text: str, names: Sequence[str]) -> str:
    """The text of a recipe that takes these tables as they were published, and no others."""
    line = f"from_snapshot = {writing.quoted(list(names))}\n" if names else ""
    return line + TAKEN.sub("", text)


def _is_known(heading: str, origin: Origin, text: str) -> bool:
    """Whether a recipe speaks of a heading, or says that it is not used."""
    return heading_key(heading) in origin.headings or _is_told_of(heading, text)


def _is_told_of(heading: str, text: str) -> bool:
    """Whether a recipe says that a heading is not used."""
    told = re.search(rf"^# .*: {re.escape(harmless.heading(heading))}$", text, re.MULTILINE)
    return told is not None


def _knows(origin: Origin, line: Line) -> bool:
    section, _dot, name = line.section.partition(".")
    if section in ("columns", "items"):
        return heading_key(line.key) in origin.headings
    if section == "without":
        return heading_key(line.key) in map(heading_key, origin.without)
    if section == "tall":
        return origin.tall is not None and plain(line.key) in origin.tall.columns
    if section == happened.DAYS:
        return heading_key(line.key) in origin.headings
    if heading := happened.heading_of(line.section):
        told = (e.words for e in origin.happened if heading_key(e.column) == heading_key(heading))
        return plain(line.key) in {*next(told, ()), *map(plain, origin.mapping.missing)}
    words: Mapping[str, Iterable[str]] = (
        origin.mapping.codes if section == "codes" else origin.answers
    )
    said = origin.scale if section == "scale" else words.get(name, ())
    return plain(line.key) in {plain(word) for word in (*said, *origin.mapping.missing)}


def _origin_of(source: ProposedSource, origins: Sequence[Origin]) -> Origin | None:
    """The origin that reads its files, or else knows most of a source's headings, if it knows half of them."""
    asked = [heading_key(line.key) for line in source.lines if line.section in ("columns", "items")]
    asked += [heading_key(line.value) for line in source.lines if line.section == "tall"]
    same = [each for each in origins if each.files and each.table == source.table and each.headings]
    same = [each for each in same if each.adds == source.adds]
    files = [name.partition(" · ")[0] for name in source.names]
    best = max(
        same,
        key=lambda each: (
            any(_reads(each, file) for file in files),
            len(each.headings.intersection(asked)),
        ),
        default=None,
    )
    if best is None or 2 * len(best.headings.intersection(asked)) < len(asked):
        return None
    return best


def _place(origin: Origin, origins: Sequence[Origin]) -> int:
    """Which [[source]] of the text it is, from 0; those without are the contract's own tables."""
    return [each for each in origins if each.files].index(origin)


def _with_lines(text: str, place: int, lines: Iterable[Line], unused: Iterable[str] = ()) -> str:
    """The text with lines added to the place-th [[source]], each in its section; and the headings it leaves."""
    starts = [found.start() for found in re.finditer(r"^\[\[source\]\]", text, re.MULTILINE)]
    ends = [*starts[1:], len(text)]
    before, own, after = (
        text[: starts[place]],
        text[starts[place] : ends[place]],
        text[ends[place] :],
    )
    for line in lines:
        if not line.section:
            own = "\n".join(_with_setting(own.split("\n"), line))
            continue
        section = f"[source.{line.section}]"
        own = "\n".join(_inserted(own.split("\n"), section, writing.line(line)))
    left = "".join(f"{writing.left(heading)}\n" for heading in unused)
    return before + (f"{own.rstrip()}\n{left}\n" if left else own) + after


def _with_setting(rows: list[str], line: Line) -> Iterator[str]:
    """The rows with what a line says of the whole source: a list is added to, all else stands as it was agreed."""
    top = next((i for i, row in enumerate(rows) if row.startswith("[source.")), len(rows))
    at = next((i for i, row in enumerate(rows[:top]) if row.startswith(f"{line.key} = ")), None)
    if at is None:
        yield from (rows[0], writing.line(line), *rows[1:])
        return
    before = tomllib.loads(rows[at])[line.key]
    if isinstance(line.value, list):
        before = list(
            dict.fromkeys([*([before] if isinstance(before, str) else before), *line.value])
        )
        rows[at] = writing.line(replace(line, value=before))
    yield from rows


def _inserted(rows: list[str], section: str, line: str) -> Iterator[str]:
    """The rows with a line first in its section, which comes before the first [[source.wide]] if it is new."""
    is_there = any(_opens(row, section) for row in rows)
    wide = next((i for i, row in enumerate(rows) if row.startswith("[[source.wide]]")), len(rows))
    last = max((i for i, row in enumerate(rows[:wide]) if row.strip()), default=0)
    for i, row in enumerate(rows):
        yield row
        if is_there and _opens(row, section):
            yield line
        elif not is_there and i == last:
            yield from (section, line)


def _opens(row: str, section: str) -> bool:
    """Whether a row is the head of a section, however its keys are quoted."""
    return row.startswith("[source.") and tomllib.loads(row) == tomllib.loads(section)
