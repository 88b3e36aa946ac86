"""A proposal as tables to go through: what each heading and word is taken for, what else it may be, and why."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from dashboard.foundation import harmless, words
from dashboard.foundation.errors import DashboardError
from dashboard.foundation.schema import ANSWERS, SCORE_RANGES
from dashboard.foundation.words import mark
from dashboard.foundation.words import text as _
from dashboard.ingest import vocabulary
from dashboard.proposal.lines import Line
from dashboard.proposal.matching import Certainty
from dashboard.proposal.proposing import ProposedSource

Row = dict[str, Any]  # use, where, theirs, ours, why
THAT_DAY = date(2026, 4, 3)  # read the other way round it is another day
CERTAINTIES = dict(zip(Certainty, (mark("gæt"), mark("sandsynligt"), mark("sikkert")), strict=True))
SETTINGS = {
    "files": mark("Filer"),
    "sheets": mark("Ark"),
    "encoding": mark("Tegnsæt"),
    "heading_row": mark("Overskrifterne står i række"),
    "skip": mark("Rækker, der springes over, begynder med"),
    "missing": mark("Ord, der betyder ”ikke oplyst”"),
    "date_format": mark("Datoer er skrevet som"),
    "drop_time": mark("Klokkeslæt ved datoer læses ikke"),
    "decimal": mark("Decimaltegn"),
    "durations": mark("Varighed er skrevet i"),
    "made_ids": mark("Numre, som programmet laver"),
    "joined": mark("Sættes sammen af kolonnerne"),
    "constants": mark("Det samme i alle rækker"),
}


@dataclass(frozen=True)
class Asked:
    """Some lines of a source as rows, and what each may be of ours, by the word it is chosen by."""

    lines: tuple[int, ...]
    rows: tuple[Row, ...]
    options: Mapping[str, tuple[str, Any]]  # word -> what it belongs to, and its value


def columns(source: ProposedSource) -> Asked:
    """The headings of a source, and the columns and questions they are taken for."""
    options = {column_word(source, name): ("", name) for name in source.table.names}
    for item, asked in _items(source).items():
        options[_("Spørgsmål: {question}", question=asked)] = ("", item)
    sections = ("columns", "items")
    lines = _lines_of(source, lambda line: line.section.rpartition(".")[2] in sections)
    return _asked(source, lines, options)


def words_of(source: ProposedSource) -> Asked:
    """The words of a source, and the codes they are taken for."""
    lines = _lines_of(
        source, lambda line: _belongs_to(line) != "" and bool(_codes(source, _belongs_to(line)))
    )
    options = {
        f"{column_word(source, belongs)}: {names[0] if names else code}": (belongs, code)
        for belongs in dict.fromkeys(_belongs_to(source.lines[i]) for i in lines)
        for code, names in _codes(source, belongs).items()
    }
    return _asked(source, lines, options)


def others(source: ProposedSource) -> Asked:
    """What else a proposal says of a source: it is used or not."""
    taken = {*columns(source).lines, *words_of(source).lines, *(i for i, _told in days(source))}
    lines = tuple(i for i in range(len(source.lines)) if i not in taken)
    return _asked(source, lines, {})


def parts(source: ProposedSource) -> tuple[Asked, Asked, Asked]:
    """All that is asked of a source but how its days are read: headings, words, and the rest."""
    return columns(source), words_of(source), others(source)


def guesses(source: ProposedSource) -> int:
    """How much of a source somebody must say yes to; two ways to read a day are one question."""
    return sum(not row["use"] for part in parts(source) for row in part.rows) + bool(days(source))


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
    read = (datetime.strptime(written, form).date() for form in differ)
    return [
        (i, _("{written} er den {day}", written=written, day=words.day(day)))
        for i, day in zip(found, read, strict=True)
    ]


def applied(
    source: ProposedSource,
    answers: Iterable[tuple[Asked, Sequence[Row]]],
    chosen_days: int | None = None,
) -> ProposedSource:
    """The source as somebody has gone through it: what is used stands, the rest is commented out.

    chosen_days: the line of `days` that is right. DashboardError for a word of another column.
    """
    lines = list(source.lines)
    for asked, rows in answers:
        for i, row in zip(asked.lines, rows, strict=True):
            lines[i] = _answered(source, lines[i], asked, row)
    if chosen_days is not None:
        lines[chosen_days] = replace(lines[chosen_days], certainty=Certainty.SURE, reason="")
        others_ = {i for i, _told in days(source)} - {chosen_days}
        lines = [line for i, line in enumerate(lines) if i not in others_]
    return replace(source, lines=lines)


def answers_of(
    source: ProposedSource, answers: Iterable[tuple[Asked, Sequence[Row]]], chosen_days: int | None
) -> dict[str, Any]:
    """What somebody has said of a source, to be kept, by the line it is about; None: as it was proposed."""
    proposed = {
        i: (row["use"], row["ours"])
        for part in parts(source)
        for i, row in zip(part.lines, part.rows, strict=True)
    }
    told: dict[str, Any] = {}
    for asked, rows in answers:
        for i, row in zip(asked.lines, rows, strict=True):
            said = (bool(row["use"]), row["ours"])
            told[_name(source, source.lines[i])] = None if said == proposed[i] else list(said)
    if chosen_days is not None:
        told[_name(source)] = source.lines[chosen_days].value
    return told


def answered_before(source: ProposedSource, asked: Asked, told: Mapping[str, Any]) -> Asked:
    """The rows as somebody has left them."""
    rows = []
    for i, row in zip(asked.lines, asked.rows, strict=True):
        use, ours = told.get(_name(source, source.lines[i]), (row["use"], row["ours"]))
        is_one = not asked.options or ours is None or ours in asked.options
        rows.append(row | {"use": use, "ours": ours if is_one else row["ours"]})
    return replace(asked, rows=tuple(rows))


def days_before(source: ProposedSource, told: Mapping[str, Any]) -> int | None:
    """The way to read days that somebody has said is right."""
    value = told.get(_name(source))
    return next((i for i, _told in days(source) if source.lines[i].value == value), None)


def _name(source: ProposedSource, line: Line | None = None) -> str:
    place = [source.table.name, *source.names[:1]]
    return "\n".join([*place, line.section, line.key] if line else place)


def column_word(source: ProposedSource, name: str) -> str:
    """What a column, or a questionnaire's item, is called by people."""
    if name in source.table.names:
        return vocabulary.headings(source.table.name, name)[0]
    return _items(source).get(name, harmless.heading(name))


def _answered(source: ProposedSource, line: Line, asked: Asked, row: Row) -> Line:
    own, value = _belongs_to(line), line.value
    if asked.options:
        belongs, value = asked.options.get(row["ours"] or "", (own, ""))
        if (row["use"] or line.value == "") and belongs != own:
            raise DashboardError(
                _(
                    "”{word}” hører ikke til {column}; vælg et andet ord til ”{theirs}”.",
                    word=row["ours"],
                    column=column_word(source, own),
                    theirs=row["theirs"],
                )
            )
    is_chosen = (
        row["use"] or line.value == ""
    )  # whoever finds a meaning where there was none has said yes
    if not is_chosen or value == "":
        return replace(line, certainty=Certainty.GUESS)
    if value != line.value or line.certainty == Certainty.GUESS:
        return replace(line, value=value, certainty=Certainty.SURE, reason=_("valgt på siden"))
    return line


def _asked(
    source: ProposedSource, lines: tuple[int, ...], given: Mapping[str, tuple[str, Any]]
) -> Asked:
    options = dict(given)
    names = {(belongs, _hashable(value)): word for word, (belongs, value) in given.items()}
    rows = []
    for line in (source.lines[i] for i in lines):
        own = _belongs_to(line)
        ours = names.get((own, _hashable(line.value)))
        if ours is None and line.value != "":
            ours = _value(line.value, source)
            if given:
                options[ours] = (own, line.value)
        rows.append(
            {
                "use": line.certainty != Certainty.GUESS,
                "where": _where(source, line),
                "theirs": _theirs(source, line),
                "ours": ours,
                "why": _why(line),
            }
        )
    return Asked(lines, tuple(rows), options)


def _why(line: Line) -> str:
    if line.value == "":
        return _("kendes ikke; vælg, hvad det betyder, eller lad det være")
    return ": ".join(filter(None, (_(CERTAINTIES[line.certainty]), line.reason)))


def _theirs(source: ProposedSource, line: Line) -> str:
    first = line.section.rpartition(".")[2]
    if not first:
        return ""
    if line.section == "constants" and _codes(source, line.key):
        return _("(alle rækker)")
    if first in ("constants", "joined"):
        return column_word(source, line.key)
    return harmless.heading(line.key) or _("(tom celle)")


def _lines_of(source: ProposedSource, is_one: Callable[[Line], bool]) -> tuple[int, ...]:
    return tuple(i for i, line in enumerate(source.lines) if is_one(line))


def _belongs_to(line: Line) -> str:
    """The column or item whose words a line is about; "" where it is about none."""
    first, _dot, rest = line.section.partition(".")
    if first in ("codes", "answers"):
        return rest
    return line.key if first == "constants" else ""


def _codes(source: ProposedSource, name: str) -> Mapping[str, Sequence[str]]:
    """The codes of a column, or the answers to an item, with their words."""
    if name in source.table.names:
        return vocabulary.codes(source.table.name, name)
    return vocabulary.answers(_instrument(source), name) if _instrument(source) else {}


def _instrument(source: ProposedSource) -> str:
    told = (
        line.value
        for line in source.lines
        if (line.section, line.key) == ("constants", "instrument")
    )
    return str(next(told, ""))


def _items(source: ProposedSource) -> dict[str, str]:
    instrument = _instrument(source)
    known = {*ANSWERS, *SCORE_RANGES}
    return (
        {item: asked[0] for item, asked in vocabulary.items(instrument).items()}
        if instrument in known
        else {}
    )


def _where(source: ProposedSource, line: Line) -> str:
    if belongs := _belongs_to(line):
        return column_word(source, belongs)
    setting = SETTINGS.get(line.section.rpartition(".")[2] or line.key)
    return _(setting) if setting else ""


def _value(value: Any, source: ProposedSource) -> str:
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    if isinstance(value, list):
        return " + ".join(_value(each, source) for each in value)
    return column_word(source, value) if isinstance(value, str) else str(value)


def _hashable(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
