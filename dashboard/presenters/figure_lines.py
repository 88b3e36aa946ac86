"""Figure rows as lines of a table: what each number is called, what it is held against, what it opens to."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from dashboard.catalogue.row import FigureRow
from dashboard.charts.strips import Headings, Line, Table, Tick
from dashboard.foundation import words
from dashboard.foundation.words import mark, number, percent, plural
from dashboard.foundation.words import text as _
from dashboard.wording import against, figure_words, judgements, sources, verdict_words

PERCENT = ("share", "ratio")  # units that each number names itself
UNITS = {
    "share": mark("Procent"),
    "ratio": mark("Procent"),
    "difference": mark("Procentpoint"),
    "months": mark("Måneder"),
    "days": mark("Dage"),
    "hours": mark("Timer"),
    "hours_per_week": mark("Timer om ugen"),
    "contacts_per_week": mark("Gange om ugen"),
    "points": mark("Point"),
    "per_100_years": mark("Pr. 100 forløbsår"),
    "count": mark("Antal"),
}
Link = tuple[str, str]  # address and words
Meaning = Callable[[FigureRow], str]  # what the figure of a row is
LONG = 30  # letters of a number
MOST_ALIKE = 3  # lines with the same verdict that each say so
Held = Literal["", "together", "apart"]  # against benchmarks


def table(found: Sequence[Line], about: str, note: str = "", whose: str = "") -> Table:
    """Lines below their headings. about: what they are of, for who cannot see them. note: below them.

    whose: the numbers are; KeepGoing's where it is not said.

    A verdict that all have is told once; where KeepGoing has no number, those it has none beside are.
    """
    if all(line.is_quiet and line.held for line in found):
        # nothing of KeepGoing's stands beside what was printed
        found = [replace(line, told=line.held, held="", is_quiet=False) for line in found]
        whose = _("Offentliggjort")
    verdicts = {(line.verdict, line.is_judged) for line in found}
    if len(verdicts) == 1 and found[0].verdict and len(found) > MOST_ALIKE:
        note = " ".join(filter(None, (note, _("Vurdering: {verdict}.", verdict=found[0].verdict))))
        found = [replace(line, verdict="") for line in found]
    told = " ".join(filter(None, (note, _note(found))))
    return Table(found, _headings(found, whose), about, told)


def explained(row: FigureRow) -> str:
    """What the figure is, as the catalogue has it."""
    return row.figure.explanation()


def lines(
    rows: Sequence[FigureRow],
    *,
    links: Mapping[str, Link],
    held: Held = "",
    is_part: bool = False,
    are_bars: bool = False,
    groups: Mapping[str, str] | None = None,
    meaning: Meaning = explained,
) -> list[Line]:
    """A line a figure, by unit, or by the groups: a heading for each figure's id.

    held: whether each is held against its benchmarks together, or apart, a line each. is_part: each is
    called by its own word alone, the largest comes first but where they are steps of an order, and those
    nobody is in are left to `nobody`.
    are_bars: of who somebody is, which is no sample of anything: a bar without an interval.
    """
    grouped: dict[object, list[FigureRow]] = {}
    for i, row in enumerate(rows):
        grouped.setdefault(i if held == "apart" else (row.id, row.scope), []).append(row)
    ordered = list(grouped.values())
    if not held:
        ordered = [[replace(same[0], comparison=None)] for same in ordered]
    if is_part:
        ordered = [same for same in ordered if not is_nobody(same[0])]
        # what is not shown is not told by its place either
        ordered.sort(key=_size)
    if groups is not None:
        return [
            replace(
                _line(same, links, meaning, is_part=True, is_bar=are_bars),
                unit_name=group,
                ends=(0, 1),
            )
            for same in ordered
            if (group := groups[same[0].id])
        ]
    units = list(dict.fromkeys(figure_words.unit(same[0]) for same in ordered))
    ordered.sort(key=lambda same: units.index(figure_words.unit(same[0])))
    return [_line(same, links, meaning, is_part=is_part, is_bar=are_bars) for same in ordered]


def _size(same: Sequence[FigureRow]) -> float:
    return 0 if same[0].figure.is_step else -(figure_words.drawn(same[0])["value"] or 0)


def nobody(rows: Sequence[FigureRow]) -> str:
    """Which parts of a whole nobody is in."""
    named = dict.fromkeys(figure_words.part(row) for row in rows if is_nobody(row))
    return _("Ingen: {parts}.", parts=words.listing(list(named))) if named else ""


def is_nobody(row: FigureRow) -> bool:
    """Whether it is counted, and nobody is in it."""
    is_told = row.k is not None or not figure_words.is_withheld(row)
    return row.is_measured and bool(row.n) and row.value == 0 and is_told and not row.notes.noise


def _line(
    same: Sequence[FigureRow],
    links: Mapping[str, Link],
    meaning: Meaning,
    *,
    is_part: bool,
    is_bar: bool,
) -> Line:
    row, unit = _nearest(same), figure_words.unit(same[0])
    drawn = figure_words.drawn(row) if row.is_measured and unit != "count" else {}
    is_known = row.is_measured and not row.suppressed and row.n != 0
    return Line(
        label=words.capital(figure_words.part(row) if is_part and not row.name else row.label),
        told=_told(row),
        value=drawn.get("value"),
        low=None if is_bar else drawn.get("low"),
        high=None if is_bar else drawn.get("high"),
        interval="" if is_bar or not row.is_measured else _interval(row),
        unit=unit,
        unit_name="" if unit in PERCENT else _(UNITS[unit]),
        ticks=_ticks(same),
        held=_held(row, len(same)),
        verdict=_verdict(row, same),
        grade=_grade(row),
        is_judged=bool(row.comparison and row.comparison.comparability in verdict_words.JUDGED),
        target=row.target,
        is_high_good=row.figure.is_high_good,
        is_bar=is_bar,
        more=tuple(_more(same, meaning(row), is_bar=is_bar)),
        link=links.get(row.id) if is_known and row.value else None,
        is_quiet=not is_known,
    )


def _told(row: FigureRow) -> str:
    """The number with how many stand behind it; on two lines where one takes the room of the others."""
    if not row.is_measured:
        return figure_words.value(row)
    told = figure_words.of_how_many(row)
    return told.replace(" (", "\n(", 1) if len(told) > LONG and "\n" not in told else told


def _nearest(same: Sequence[FigureRow]) -> FigureRow:
    """Of a figure's rows that against the most alike benchmark that can judge, of those the nearest."""

    def distance(row: FigureRow) -> tuple[str, bool, float]:
        held = row.comparison
        if held is None or held.value is None:
            return "Z", True, 0
        apart = 0 if row.value is None else abs(held.value - row.value)
        return held.comparability, bool(held.qualifier), apart

    return min(same, key=distance)


def _ticks(same: Sequence[FigureRow]) -> tuple[Tick, ...]:
    return tuple(
        Tick(
            row.comparison.value,
            sources.published_behind(row.comparison.benchmark).system == "KeepGoing",
        )
        for row in same
        if row.comparison and row.comparison.value is not None
    )


def _held(row: FigureRow, count: int) -> str:
    """SFI 69 %; of several the nearest, and how many more the row opens to. Of a promise its target."""
    if row.comparison is None:
        return judgements.target(row) if against.is_promise(row) else ""
    held = against.benchmark(row, row.comparison, is_whole=True)
    if count == 1:
        return held
    return plural("{held} og {n} andet tal", "{held} og {n} andre tal", count - 1, held=held)


def _verdict(row: FigureRow, same: Sequence[FigureRow]) -> str:
    """The nearest's verdict; of several where the number lies beside the others, where that is elsewhere."""
    told, side = against.verdict(row), verdict_words.side(row)
    others: dict[str, list[str]] = {}
    for each in same:
        if each is not row and each.comparison and verdict_words.side(each) not in ("", side):
            name = sources.of_whom(each.comparison.benchmark)
            others.setdefault(verdict_words.short(each), []).append(name)
    differing = [f"{other} {words.listing(named)}" for other, named in others.items()]
    return "; ".join((told, *differing)) if told else ""


def _grade(row: FigureRow) -> str:
    held = row.comparison
    return "" if held is None or held.comparability == "not_comparable" else held.comparability


def _interval(row: FigureRow) -> str:
    span = figure_words.interval(row)
    return _("95 %-interval {interval}", interval=span) if span else ""


def _more(same: Sequence[FigureRow], meant: str, *, is_bar: bool) -> list[str]:
    """Interval and definition, and of each benchmark the verdict in words with its source and age."""
    row = same[0]
    interval = "" if is_bar or not row.is_measured else _interval(row)
    first = " ".join(filter(None, (meant, f"{interval}." if interval else "")))
    told = [first, words.capital(figure_words.unmeasured(row))]
    if against.is_promise(row) and row.n:
        told += [*judgements.must_be_said(row), judgements.standing(row)]
        told += [judgements.evidence(row)] if row.notes.all_empty else []
    for each in same:
        held = each.comparison
        if held is None:
            continue
        published = sources.published_behind(held.benchmark)
        sentence = sources.comparison(held)
        place = " · ".join(filter(None, (sources.source(published), sources.age(held))))
        mark_ = _("mod {benchmark}", benchmark=against.benchmark(each, held))
        told.append(f"{mark_}: {sentence} {place}.")
    return [words.capital(each) for each in told if each]


def _headings(found: Sequence[Line], whose: str) -> Headings:
    drawn = [line for line in found if line.is_drawn]
    if not drawn and any(line.ticks for line in found):
        strip = _("Streg: det offentliggjorte tal")
    elif any(line.ticks for line in found):
        strip = _("95 %-interval; streg: andres tal")
    elif all(line.is_bar for line in drawn):
        strip = _("Andel") if drawn else _("Ikke tegnet")
    elif any(line.target is not None for line in drawn):
        strip = _("95 %-interval; streg: målet")
    else:
        strip = _("Prik med 95 %-interval")
    return Headings(
        label=_("Tal"),
        strip=strip,
        told=whose or _("KeepGoing"),
        held=_("Sammenlignet med"),
        verdict=_("Vurdering"),
        grade=_("Grad"),
    )  # fmt: skip


def _note(found: Sequence[Line]) -> str:
    """What the grades mean, where there are any; and the hollow dot."""
    told = sources.grades("".join(line.grade for line in found))
    is_own = any(tick.is_own for line in found for tick in line.ticks)
    return " ".join(filter(None, (told, _("Hul prik: tallet fra 2016.") if is_own else "")))


def end(amount: float, unit: str) -> str:
    """An end of a scale in words."""
    if unit in PERCENT:
        return percent(amount)
    if unit == "difference":
        return number(100 * amount)
    return number(amount) if float(amount).is_integer() else number(amount, 1)
