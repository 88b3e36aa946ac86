"""A municipality's report on paper: two pages with the answer, and an appendix with every number.

The page is a file of its own. It asks for nothing, and what stands in its margins it says itself.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from dashboard.catalogue.row import FigureRow
from dashboard.charts.blocks import Block, Paper
from dashboard.charts.printed_page import printed
from dashboard.charts.strips import Table
from dashboard.editions.edition import Edition
from dashboard.foundation import words
from dashboard.foundation.words import text as _
from dashboard.presenters import (
    comparisons,
    figure_lines,
    figure_table,
    municipal,
    municipal_look,
    municipal_method,
    municipal_recent,
    municipal_words,
)
from dashboard.wording import figure_words, judgements, sources


def page(edition: Edition, parts: Sequence[municipal.Part], contact: str) -> bytes:
    """The report as a page to print. parts: the whole of it, for the appendix. contact: whom to ask."""
    blocks, margins = list(_blocks(edition, parts, contact)), _margins(edition, contact)
    pieces = enumerate(margins.pop("page").split("\0"))
    page_ = " ".join(f"counter({piece})" if i % 2 else _quoted(piece) for i, piece in pieces)
    said = {name: _quoted(told) for name, told in margins.items()} | {"page": page_}
    title = f"{blocks[0].heading} · KeepGoing"
    look = municipal_look.STYLE + municipal_look.MARGINS % said
    return printed(title, words.language(), look, blocks, figure_lines.end).encode()


def document(
    edition: Edition, parts: Sequence[municipal.Part], contact: str
) -> tuple[list[Block], Paper]:
    """The same for a PDF: its blocks, and what stands around them."""
    blocks, margins = list(_blocks(edition, parts, contact)), _margins(edition, contact)
    paper = Paper(
        title=blocks[0].heading,
        language=words.language(),
        on=edition.data_to,
        head=(margins["place"], margins["period"]),
        foot=margins["code"],
    )
    return blocks, paper


def _blocks(edition: Edition, parts: Sequence[municipal.Part], contact: str) -> Iterator[Block]:
    title = _("Rapport til {place}", place=municipal_words.place(edition.municipality))
    yield Block(title, level=1, told=_opening(edition), notes=_meant(edition))
    yield from _answer(edition, parts)
    yield from _appendix(edition, parts, contact)


def _margins(edition: Edition, contact: str) -> dict[str, str]:
    """Whose, of when and which report it is, whom to ask, and of which page: between \0 its number."""
    place = [municipal_words.place(edition.municipality), _(municipal_words.LEVELS[edition.level])]
    if edition.is_demo:
        place.append(_("Demodata – personerne findes ikke"))
    code = [_("rapport {code}", code=edition.report_code)]
    if contact:
        code.append(_("spørgsmål: {contact}", contact=contact))
    said = {
        "place": " · ".join(("KeepGoing", *place)),
        "period": words.quarter(edition.data_to),
        "code": " · ".join(code),
    }
    page_ = _("side {page} af {pages}", page="\0page\0", pages="\0pages\0")
    return {name: words.capital(told) for name, told in said.items()} | {"page": page_}


def _quoted(told: str) -> str:
    """Text as a CSS string, in which nothing but letters and numbers stands as it is."""
    inert = (letter if letter.isalnum() else f"\\{ord(letter):x} " for letter in told)
    return f'"{"".join(inert)}"'


def _answer(edition: Edition, parts: Sequence[municipal.Part]) -> Iterator[Block]:
    """Are the promises kept, what did our citizens get, how did it go, and what do they answer?"""
    firm = tuple(filter(None, (municipal_words.firm(edition),)))
    if promises := municipal.promises(edition):
        heading = municipal.promised(promises).heading
        says = {row.label: judgements.judgement(row) for row in promises}
        figures = _rows(promises, heading, edition, says=says)
        charged = any(row.figure.criterion == "charged" for row in promises)
        told = (_("En tiltale er ikke en dom.") if charged else "", *firm)
        notes = tuple(filter(None, (" ".join(told).strip(),)))
        yield Block(heading, figures=figures, kind="promises", notes=notes)
    elif firm:
        yield Block(notes=firm)
    for part in municipal.became(edition):
        if part.name != municipal.TREND:
            kind = "" if part.name == municipal.GOT else "half"
            yield _as_drawn(part, edition, kind)
    yield from _questions(edition)
    if not edition.groups:  # nothing to answer yet, but how many there are
        counts = [part for part in parts if part.name == municipal_recent.ACTIVITY]
        yield from (_as_drawn(part, edition, "") for part in counts)


def _opening(edition: Edition) -> tuple[str, ...]:
    """Of whom the report is, which it is, and what there is no number of yet."""
    facts = (
        municipal_words.of_whom(edition) if edition.groups else "",
        _("data til {day}", day=words.day(edition.data_to)),
        _("rapport {code}", code=f"`{edition.report_code}`"),
    )
    told = (
        "**" + _("Demodata – personerne findes ikke") + "**" if edition.is_demo else "",
        words.capital(" · ".join(filter(None, facts))),
        municipal_words.not_yet(edition),
        municipal_words.missing(edition),
    )
    return tuple(filter(None, told))


def _meant(edition: Edition) -> tuple[str, ...]:
    appendix = _("Alt om hvert tal står i bilaget.")
    told = (
        f"{municipal_method.meant(edition)} {appendix}",
        municipal_method.around() if edition.groups else "",
    )
    return tuple(filter(None, told))


def _questions(edition: Edition) -> Iterator[Block]:
    """The questions in two columns, as even as whole questions make them."""
    answers, unanswered = municipal.answers(edition), municipal_words.unanswered(edition)
    if not answers:
        yield Block(notes=(unanswered,))
        return
    whole = municipal.questions(answers, edition)
    sums = _("Svar på et spørgsmål kan tilsammen blive for mange eller for få.")
    compared = _("Hvad svarene sammenlignes med, står i bilaget.")
    said = (whole.explanation, sums if edition.groups else "", unanswered, compared)
    yield Block(whole.heading, notes=tuple(filter(None, said)), kind="opens")
    before = [sum(len(each.rows) + 1 for each in answers[:i]) for i in range(len(answers) + 1)]
    middle = min(range(1, len(answers) + 1), key=lambda i: abs(2 * before[i] - before[-1]))
    for column in filter(None, (answers[:middle], answers[middle:])):
        rows = [replace(row, comparison=None) for each in column for row in each.rows]
        figures = _rows(rows, whole.heading, edition, whole.groups)
        yield Block(figures=figures, kind="half")


def _as_drawn(part: municipal.Part, edition: Edition, kind: str) -> Block:
    rare = [row for row in part.rows if part.name == municipal.ENDS and row.id in part.folded]
    shown = [row for row in part.rows if row not in rare]
    folded = [_("De sjældneste slutårsager står i bilaget.")] if rare else []
    caveats = {row.id: part.caveats[row.id] for row in shown if row.id in part.caveats}
    figures = _rows(shown, part.heading, edition, part.groups)
    # where there is a mark, what it is and does not show; on the other sheets there is none
    marks = municipal_method.comparing() if any(row.comparison for row in part.rows) else ""
    remarks = replace(part, caveats=caveats, notes=() if marks else part.notes).remarks
    return Block(
        part.heading,
        told=tuple(filter(None, (part.explanation,))),
        figures=figures,
        notes=tuple(filter(None, (marks, " ".join((*folded, *remarks))))),
        kind=kind,
    )


def _rows(
    rows: Sequence[FigureRow],
    about: str,
    edition: Edition,
    groups: Mapping[str, str] | None = None,
    says: Mapping[str, str] | None = None,
) -> Table:
    """Rows as on the pages, but for what a row opens to: that is the appendix."""
    found = figure_lines.lines(
        rows, links={}, held="together", groups=groups or None,
        meaning=lambda row: municipal_method.definition(row, edition),
    )  # fmt: skip
    shut = [replace(line, more=(), grade="") for line in found]
    if says:  # the sentence is the verdict
        shut = [replace(line, verdict="", says=says[line.label]) for line in shut]
    return figure_lines.table(shut, about, whose=_("Jeres borgere"))


def _appendix(edition: Edition, parts: Sequence[municipal.Part], contact: str) -> Iterator[Block]:
    facts = municipal_words.facts(edition)
    facts += [{"": _("Spørgsmål"), " ": contact}] if contact else []
    yield Block(_("Bilag: hvert tal"), kind="appendix", cells=facts)
    said = ""
    for part in _once(parts):
        meaning = _meaning(part, edition)
        yield _every(part, "" if meaning == said else meaning)
        said = meaning
    about = (municipal_method.about_groups(edition),) if edition.groups else ()
    yield Block(
        _("Om tallene"),
        told=(municipal_method.precise(edition), *about, comparisons.effect()),
        cells=municipal_method.groups(edition),
    )
    yield Block(_("Hvad tallene betyder"), cells=municipal_method.reading(edition))


def _once(parts: Sequence[municipal.Part]) -> Iterator[municipal.Part]:
    """The parts without what stands in one before."""
    shown: set[object] = set()
    for part in parts:
        rows = [row for row in part.rows if (row.id, row.period) not in shown]
        shown |= {(row.id, row.period) for row in rows}
        if rows:
            yield replace(part, rows=rows)


def _every(part: municipal.Part, meaning: str) -> Block:
    """Every number of a part once, whatever it is held against."""
    figures: dict[object, list[FigureRow]] = {}
    for row in part.rows:
        figures.setdefault((row.id, row.period), []).append(row)
    cells = [_entry(same, part.groups.get(same[0].id, "")) for same in figures.values()]
    filled = [heading for heading in cells[0] if any(entry[heading] for entry in cells)]
    told = (part.says, part.explanation)
    meant = (meaning,) if meaning not in part.explanation else ()
    return Block(
        part.heading,
        level=3,
        told=tuple(filter(None, told)),
        cells=[{heading: entry[heading] for heading in filled} for entry in cells],
        notes=(*meant, *part.remarks, *_reservations(part), *part.beside),
    )


def _entry(same: Sequence[FigureRow], group: str) -> dict[str, str]:
    """A number on its line. group: the heading it stands under on the page."""
    row = same[0]
    held = [
        f"{figure_table.benchmark(each)} ({sources.comparability(each)})"
        for each in same
        if each.comparison
    ]
    if row.target is not None:
        held.append(f"{judgements.target(row)}: {words.uncapital(judgements.verdict(row))}")
    value, grounds = figure_words.value(row), figure_words.of_n(row)
    return {
        _("Tal"): ": ".join(filter(None, (group, row.label))),
        _("Værdi"): "" if value == grounds else value,
        _("Grundlag"): grounds,
        _("95 %-interval"): figure_words.interval(row),
        _("Sammenlignes med"): "; ".join(held),
    }


def _meaning(part: municipal.Part, edition: Edition) -> str:
    """What the numbers of a part mean; each by its name where not all mean the same."""
    named: dict[str, list[str]] = {}
    for row in part.rows:
        name = row.figure.title() if part.groups else row.label
        labels = named.setdefault(municipal_method.definition(row, edition), [])
        labels += [] if name in labels else [name]
    if len(named) == 1:
        return next(iter(named))
    return " ".join(f"**{words.listing(labels)}:** {told}" for told, labels in named.items())


def _reservations(part: municipal.Part) -> list[str]:
    """Without which a criterion would be misread."""
    return [
        f"{row.label}: {told}"
        for row in part.rows
        if row.target is not None and part.name == municipal.PROMISED
        for told in judgements.must_be_said(row)
    ]
