"""Our columns, codes and questions, and their cells, as people call them on the page of their own files."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from dashboard.foundation import harmless, terms, words
from dashboard.foundation.schema import ANSWERS, INSTRUMENTS, SCORE_RANGES
from dashboard.foundation.words import mark
from dashboard.foundation.words import text as _
from dashboard.ingest import vocabulary
from dashboard.presenters import own_given
from dashboard.proposal import choosing, happened, values
from dashboard.proposal.lines import Line
from dashboard.proposal.proposing import ProposedSource

CELLS, LONGEST = 3, 24  # of a column that are shown, and letters of each
SCALE = "scale"  # the section of words that stand for a step, whatever was asked
STEPS = {
    "best": mark("bedste svar"), "good": mark("næstbedste"), "poor": mark("næstdårligste"),
    "worst": mark("dårligste svar"), "dont_know": mark("ved ikke"),
}  # fmt: skip
EVENTS = {
    "charged_on": mark("Tiltalt i forløbet"), "employment_started_on": mark("Begyndt i job"),
    "education_started_on": mark("Begyndt på uddannelse"),
}  # fmt: skip
SETTINGS = {
    "sheets": mark("Ark"),
    "encoding": mark("Tegnsæt"),
    "heading_row": mark("Overskrifterne står i række"),
    "skip": mark("Rækker, der springes over, begynder med"),
    "fill_down": mark("Tomme celler får værdien fra rækken over i"),
    "missing": mark("Ord, der betyder ”ikke oplyst”"),
    "date_format": mark("Datoer er skrevet som"),
    "year": mark("Dage uden år er fra året i"),
    "drop_time": mark("Klokkeslæt ved datoer læses ikke"),
    "decimal": mark("Decimaltegn"),
    "thousands": mark("Tusindtalstegn"),
    "durations": mark("Varighed er skrevet i"),
    "made_ids": mark("Numre, som programmet laver"),
    "completed_at_end": mark("De gennemførte har gennemført alle tre faser den dag, de sluttede"),
}
VALUES = {
    "minutes": mark("timer og minutter"), "hours": mark("timer"), "days": mark("dele af et døgn"),
    "*": mark("alle"), "excel": mark("regnearkets tal"),
    "file": mark("filens navn"), "sheet": mark("arkets navn"),
}  # fmt: skip


def cell_text(cell: str) -> str:
    """A cell as it stands in a spreadsheet, which keeps a time of day as a moment of its first day."""
    for nothing in values.TIME_OF_DAY:
        cell = cell.removeprefix(nothing)
    return harmless.heading(cell.removesuffix(" 00:00:00"))


def first_cells(cells: Sequence[str]) -> str:
    """The first filled cells of a column."""
    shown = map(cell_text, cells[:CELLS])
    return " · ".join(each if len(each) <= LONGEST else each[: LONGEST - 1] + "…" for each in shown)


def column_word(source: ProposedSource, name: str) -> str:
    """What a column of ours or, by its section, of words is called by people; or a questionnaire's item."""
    if name == SCALE:
        return _("Svar på en skala, ens for alle spørgsmål")
    if heading := happened.heading_of(name):
        return harmless.heading(heading)
    if name in source.table.names:
        return vocabulary.headings(source.table.name, name)[0]
    return items_of(source).get(name, harmless.heading(name))


def value_word(source: ProposedSource, value: Any) -> str:
    """The value of a setting as people say it."""
    if isinstance(value, list):
        return ", ".join(value_word(source, each) for each in value)
    if isinstance(value, str) and value in VALUES:
        return _(VALUES[value])
    return column_word(source, value) if isinstance(value, str) else str(value)


def belongs_to(line: Line) -> str:
    """The column or item, or the section of words, that a line is about; "" where it is about none."""
    first, _dot, rest = line.section.partition(".")
    if first in ("codes", "answers"):
        return rest
    if first == SCALE:
        return SCALE
    if happened.heading_of(line.section):
        return line.section
    return line.key if first == "constants" else ""


def codes(source: ProposedSource, name: str) -> dict[str, str]:
    """The codes of a column, or the answers to an item, by our word; the code too where two have one word."""
    if name == "item":
        return items()
    if name == SCALE:
        return {step: _(word) for step, word in STEPS.items()}
    if heading := happened.heading_of(name):
        return _events(source, name, heading)
    if name in source.table.names:
        known = vocabulary.codes(source.table.name, name)
    else:
        known = (
            vocabulary.answers(own_given.instrument(source) or _asks(name), name) if name else {}
        )
    found = {code: each[0] if each else code for code, each in known.items()}
    return {
        code: word if _is_alone(word, found.values()) else f"{word} ({code})"
        for code, word in found.items()
    }


def _events(source: ProposedSource, section: str, heading: str) -> dict[str, str]:
    """What the words under a heading may say: nothing another column does, and without a day only a charge."""
    by_others = own_given.by_columns(line for line in source.lines if line.section != section)
    has_day = any((e.section, e.key) == (happened.DAYS, heading) for e in source.lines)
    known = happened.may_say(heading) or ([*EVENTS] if has_day else [happened.CHARGED])
    return {ours: _(EVENTS[ours]) for ours in known if ours not in by_others}


def setting(source: ProposedSource, line: Line) -> str:
    """What a line says of the whole source, as a question of yes and no."""
    if line.section == happened.DAYS:
        at, day = map(harmless.heading, (line.key, line.value))
        return _("Dagen for ”{column}” står i ”{day}”", column=at, day=day or _("kolonnen efter"))
    if line.section == "without":
        return _(
            "Rækker udelades, hvor {column} er {words}",
            column=harmless.heading(line.key),
            words=value_word(source, [word or _("(tom celle)") for word in line.value]),
        )
    said = "" if isinstance(line.value, bool) else f": {value_word(source, line.value)}"
    return _(SETTINGS[line.key]) + said


def _is_alone(word: str, every: Iterable[str]) -> bool:
    return sum(word == other for other in every) == 1


def items() -> dict[str, str]:
    """Every question of every questionnaire, in words."""
    return {
        item: asked[0] for each in INSTRUMENTS for item, asked in vocabulary.items(each).items()
    }


def items_of(source: ProposedSource) -> dict[str, str]:
    """The questions of a source's questionnaire, in words; none where it is no one questionnaire."""
    instrument = own_given.instrument(source)
    known = {*ANSWERS, *SCORE_RANGES}
    return (
        {item: asked[0] for item, asked in vocabulary.items(instrument).items()}
        if instrument in known
        else {}
    )


def _asks(item: str) -> str:
    """The questionnaire that asks an item, where each row of a source says which it is of."""
    return next((name for name, each in ANSWERS.items() if item in each), "")


def read_as(source: ProposedSource, row: Mapping[str, Any]) -> dict[str, str]:
    """A row of ours as people call what is in it, under their words for its columns; nothing that is empty."""
    found = {}
    for name, value in row.items():
        known = codes(source, name) if name in ("item", *source.table.names) else {}
        if name == "answer":
            known = codes(source, str(row.get("item")))
        word = known.get(str(value).lower() if isinstance(value, bool) else str(value))
        if value is not None:
            found[column_word(source, name)] = word or cell(value)
    return found


def cell(value: Any) -> str:
    """A cell of ours as people write it."""
    if isinstance(value, datetime):
        return f"{words.day(value.date())} {value:%H:%M}"
    return words.day(value) if isinstance(value, date) else cell_text(str(value))


def is_ours(source: ProposedSource, ours: Any) -> bool:
    """Whether it is a column of the source's table, several of them, or a question."""
    names = ours if isinstance(ours, list) else [ours]
    return all(each in source.table.names or each in items_of(source) for each in names)


def column_choice(source: ProposedSource, ours: Any) -> str:
    """A column or a question as it is chosen: with the name of its table."""
    names = ours if isinstance(ours, list) else [ours]
    if names[0] in items_of(source):
        return _("Spørgsmål: {question}", question=items_of(source)[names[0]])
    table = words.capital(_(terms.TABLES[source.table.name]))
    if names == [choosing.TIME]:
        return _(
            "{table}: klokkeslættet i {column}",
            table=table,
            column=column_word(source, "contacted_at"),
        )
    return f"{table}: {' + '.join(column_word(source, name) for name in names)}"
