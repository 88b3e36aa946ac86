"""What a publication changes, on the page before it and in one screen on a terminal after it."""

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from dashboard.catalogue.row import FigureRow
from dashboard.figures.held_against import HeldAgainst
from dashboard.foundation import words
from dashboard.foundation.words import number, percent, plural
from dashboard.foundation.words import text as _
from dashboard.ingest.notices import NOT_READ, TAKEN, gathered
from dashboard.presenters import method, own_files
from dashboard.presenters.own_files import Table
from dashboard.snapshots.changes import Changes
from dashboard.snapshots.snapshot import Snapshot
from dashboard.wording import figure_words, headlines

WIDE, HIGH = 100, 24  # of a terminal, and of what is mailed
LEAST_TOLD = 4  # lines of what was left out, whatever else there is


def courses(changes: Changes | None) -> str:
    """What changes in the list of courses."""
    if changes is None:
        return _("Der er intet fra før, som det kan holdes op mod.")
    return _(
        "Forløb: {new} nye, {gone} er væk, {changed} er ændret, {same} er som før.",
        new=number(changes.new),
        gone=number(changes.gone),
        changed=number(changes.changed),
        same=number(changes.same),
    )


def promises(before: Sequence[FigureRow], after: Sequence[FigureRow]) -> Table:
    """The three promises as they are and as they will be."""
    old = {row.id: row for row in before}
    return [
        {
            _("Løfte"): words.capital(row.label),
            _("Nu"): _grounds(old[row.id]) if row.id in old else _("intet udgivet"),
            _("Efter udgivelsen"): _grounds(row),
        }
        for row in after
    ]


def _grounds(row: FigureRow) -> str:
    """What a promise rests on; what it lacks is said below the table."""
    return figure_words.grounds(row) if row.is_measured else figure_words.value(row)


def row_counts(before: Mapping[str, int], after: Mapping[str, int]) -> Table:
    """Rows of each table as they are and as they will be."""
    return [
        {
            _("Tabel"): own_files.table_word(name),
            _("Nu"): number(before[name]) if name in before else "",
            _("Efter udgivelsen"): number(after.get(name, 0)) if name in after else _("ikke med"),
        }
        for name in dict.fromkeys((*after, *before))
    ]


def drift(found: Iterable[tuple[str, int, int | None]], limit: float) -> list[str]:
    """Tables that change so much that somebody must say that it is right."""
    told = []
    for table, before, count in found:
        if count is None:
            told.append(
                _(
                    "{table} er ikke med, men havde {before} rækker sidst.",
                    table=own_files.table_word(table),
                    before=number(before),
                )
            )
        else:
            told.append(
                _(
                    "{table} har {count} rækker mod {before} sidst, en forskel på mere end {limit}.",
                    table=own_files.table_word(table),
                    count=number(count),
                    before=number(before),
                    limit=percent(limit),
                )
            )
    return told


def reported(new: int) -> str:
    """How many of the municipalities' reports are new."""
    return (
        plural("{n} rapport er ny.", "{n} rapporter er nye.", new)
        if new
        else _("Ingen rapport er ny.")
    )


def turned(against: HeldAgainst) -> list[str]:
    """The promises that are on another side of their target, or not as surely: as it was, and as it is."""
    return [
        _before_and_after(old, row)
        for old, row in _both(against)
        if headlines.place(old) != headlines.place(row)
    ]


def turned_wrong(against: HeldAgainst) -> list[str]:
    """The promises that are on the wrong side of their target and were not before."""
    return [
        _before_and_after(old, row)
        for old, row in _both(against)
        if headlines.is_wrong(row) and not headlines.is_wrong(old)
    ]


def standing(against: HeldAgainst) -> list[str]:
    """Each promise with its count and on which side of its target it is, a line each."""
    return [
        f"{words.capital(row.label)}: {figure_words.grounds(row)}. {headlines.headline(row)}".strip()
        for row in against.promises
    ]


def _both(against: HeldAgainst) -> Iterator[tuple[FigureRow, FigureRow]]:
    old = {row.id: row for row in against.promises_before}
    yield from ((old[row.id], row) for row in against.promises if row.id in old)


def _before_and_after(old: FigureRow, row: FigureRow) -> str:
    return _(
        "{promise}. Før: {before} Nu: {after}",
        promise=words.capital(row.label),
        before=headlines.headline(old),
        after=headlines.headline(row),
    )


def screen(made: Snapshot, against: HeldAgainst) -> str:
    """What was read, what was left out, what has changed and which promises have turned, in one screen."""
    before = against.before
    since = words.day(words.local_day(before.published_at)) if before else ""
    read = [_("Læst, til og med {day}:", day=words.day(made.data_to)), *_read(made, against)]
    changed = [
        _("Ændret siden {day}:", day=since) if before else _("Ændret:"),
        *_wrapped([courses(against.courses)]),
    ]
    promises = [_("Løfter, der har skiftet side:"), *_wrapped(turned(against) or [_("ingen")])]
    if not before:
        promises = []
    left = [_("Udeladt eller antaget:")]
    room = max(HIGH - len(read) - len(changed) - len(promises) - len(left) - 1, LEAST_TOLD)
    left += as_many_as(_told(made), room) or ["  " + _("intet")]
    return "\n".join((*read, *left, *changed, *promises))


def _read(made: Snapshot, against: HeldAgainst) -> Iterator[str]:
    """A line a table: rows, where they are from, and how many there were."""
    sources, taken = made.manifest["sources"], made.manifest["taken"]
    cells = [
        (
            own_files.table_word(name),
            plural("{n} række", "{n} rækker", count),
            _taken(taken[name]["since"])
            if name in taken
            else plural("{n} fil", "{n} filer", len(sources[name])),
            _("før {n}", n=number(against.rows_before[name]))
            if name in against.rows_before
            else "",
        )
        for name, count in made.rows.items()
    ]
    first, second, third = (max(len(line[i]) for line in cells) for i in range(3))
    for name, count, source, was in cells:
        yield f"  {name:<{first}}  {count:>{second}}  {source:<{third}}  {was}".rstrip()


def _taken(since: str) -> str:
    return _("taget fra {day}", day=words.day(date.fromisoformat(since)))


def _told(made: Snapshot) -> list[str]:
    """What was held back, what was not read, and what else was noted."""
    told = [method.quarantine_sentence(made)] if any(made.quarantined.values()) else []
    found = gathered(each for each in method.noticed(made) if each.key != TAKEN)
    found.sort(key=lambda each: (each.key != "mended_ids", each.key not in NOT_READ))
    return told + [method.notice(each, made) for each in found]


def as_many_as(told: Sequence[str], room: int) -> list[str]:
    """Sentences, the first and as many as there is room for; how many more there are, and where they stand."""
    lines: list[str] = []
    for i, sentence in enumerate(told):
        its = _wrapped([sentence])
        is_last = i == len(told) - 1
        if lines and len(lines) + len(its) + (not is_last) > room:
            more = plural(
                "… og {n} mere: se check eller siden Data og metode.",
                "… og {n} mere: se check eller siden Data og metode.",
                len(told) - i,
            )
            return [*lines, f"  {more}"]
        lines += its
    return lines


def _wrapped(sentences: Iterable[str]) -> list[str]:
    return [
        line
        for sentence in sentences
        for line in textwrap.wrap(sentence, WIDE, initial_indent="  ", subsequent_indent="    ")
    ]
