"""The page where somebody's own files come in: its steps, what was found, what is wrong, what will change."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from dashboard.foundation import harmless, terms, words
from dashboard.foundation.schema import TABLES
from dashboard.foundation.words import mark, number, plural
from dashboard.foundation.words import text as _
from dashboard.ingest import vocabulary
from dashboard.ingest.refusal import Group
from dashboard.presenters import own_lines
from dashboard.proposal.matching import Certainty
from dashboard.proposal.proposing import Proposal, ProposedSource

Table = list[dict[str, str]]
STEPS = ("files", "meet", "check", "changes")
TOLD = {
    "files": mark("Læg jeres filer ind. De bliver liggende på serveren, til de er udgivet, højst et døgn."),
    "meet": mark("Se efter, om filerne er læst rigtigt. Det, der er gæt, bruges kun, hvis du siger ja."),
    "check": mark("Alle rækker er læst og prøvet. Intet er udgivet endnu."),
    "changes": mark("Sådan bliver tallene, hvis du udgiver. Intet er udgivet endnu."),
}  # fmt: skip


def step(name: str) -> str:
    """Which step it is, and what it is about."""
    place = _("Trin {n} af {of}.", n=STEPS.index(name) + 1, of=len(STEPS))
    return f"**{place}** {_(TOLD[name])}"


def what_to_drop(most: int) -> str:
    """What kinds of files, and how big; Streamlit says so in English alone. most: megabytes."""
    return _(
        "Excel, CSV og andre tabeller, højst {most} MB hver. Træk dem hertil, eller vælg dem.",
        most=number(most),
    )


def table_word(name: str) -> str:
    """A table as people call it, with a capital."""
    return words.capital(_(terms.TABLES[name]) if name else _("filerne"))


def sheets(names: Sequence[str], most: int = 2) -> str:
    """Files and sheets, the first of them by name."""
    shown = [harmless.heading(name) for name in names[:most]]
    more = len(names) - len(shown)
    return words.listing([*shown, plural("{n} ark mere", "{n} ark mere", more)] if more else shown)


def heading(source: ProposedSource) -> str:
    """A source by its table and its files."""
    return f"{table_word(source.table.name)}: {sheets(source.names, 1)}"


def found(sources: Sequence[ProposedSource], rows: Sequence[int]) -> Table:
    """What the files are taken for, a row a source; rows: of ours in each."""
    return [
        {
            _("Tabel"): table_word(source.table.name),
            _("Filer og ark"): sheets(source.names),
            _("Rækker"): number(count),
            _("Sikkert"): number(_count(source, Certainty.SURE)),
            _("Sandsynligt"): number(_count(source, Certainty.LIKELY)),
            _("Gæt"): number(own_lines.guesses(source)),
        }
        for source, count in zip(sources, rows, strict=True)
    ]


def _count(source: ProposedSource, certainty: Certainty) -> int:
    return sum(line.certainty == certainty for line in source.lines)


def how_read(is_ours: bool, is_known: bool, new: int, sources: int, guesses: int) -> str:
    """By what the files are read, and what is asked."""
    if is_ours:
        return _(
            "Filer og kolonner hedder det, programmet selv kalder dem. Der er intet at spørge om."
        )
    if not sources:
        return _(
            "Ingen af filerne ligner forløb, kontakter eller svar. Gå tilbage, og læg andre filer ind."
        )
    if not is_known:
        if not guesses:
            return _(
                "Intet er gættet. Åbn en tabel, hvis du vil se eller rette, hvordan den læses."
            )
        return plural(
            "{n} ting er gættet. Sæt kryds ved det, der er rigtigt, og ret det, der er forkert.",
            "{n} ting er gættet. Sæt kryds ved det, der er rigtigt, og ret det, der er forkert.",
            guesses,
        )
    if not new:
        return _("Opskriften fra sidst passer. Der er intet nyt i filerne.")
    return _("Opskriften fra sidst bruges. Herunder står kun det, der er nyt i filerne.")


def unused(proposal: Proposal) -> list[str]:
    """What is not used, in sentences."""
    told = []
    for source in proposal.sources:
        if source.unused:
            names = words.listing([f"”{harmless.heading(name)}”" for name in source.unused])
            told.append(
                _(
                    "Kolonner, der ikke bruges i {sheets}: {names}.",
                    sheets=sheets(source.names, 1),
                    names=names,
                )
            )
    if proposal.plain:
        told.append(_("Filer, der læses, som de er: {names}.", names=sheets(proposal.plain, 10)))
    if proposal.unused:
        told.append(_("Filer og ark, der ikke bruges: {names}.", names=sheets(proposal.unused, 10)))
    if proposal.closed:
        told.append(_("Filer, der ikke kan åbnes: {names}.", names=sheets(proposal.closed, 10)))
    return told


def first_rows(headings: Sequence[str], rows: Sequence[Sequence[Any]]) -> Table:
    """The first rows under their headings, without columns that are empty in all of them."""
    filled = [
        i
        for i, name in enumerate(headings)
        if name and any(i < len(row) and row[i] not in ("", None) for row in rows)
    ]
    return [{headings[i]: cell(row[i]) if i < len(row) else "" for i in filled} for row in rows]


def read_as(source: ProposedSource, name: str, value: Any) -> Any:
    """A value of ours as people call it."""
    words_ = (
        vocabulary.codes(source.table.name, name).get(str(value))
        if isinstance(value, str)
        else None
    )
    return words_[0] if words_ else value


def cell(value: Any) -> str:
    """A cell as people write it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    if isinstance(value, datetime):
        return f"{words.day(value.date())} {value:%H:%M}"
    if isinstance(value, date):
        return words.day(value)
    return harmless.heading(str(value))


def fault_heading(group: Group) -> str:
    """What is wrong, where, and how often."""
    place = " · ".join(filter(None, (table_word(group.table), _column_word(group))))
    return f"{place}: {group.finding} ({number(group.total)})"


def _column_word(group: Group) -> str:
    known = next((table.names for table in TABLES if table.name == group.table), ())
    return (
        vocabulary.headings(group.table, group.column)[0] if group.column in known else group.column
    )


def fault_remedy(group: Group) -> str:
    """What was expected, and what to do."""
    expected = _("Forventet: {expected}.", expected=group.expected)
    return " ".join((expected, _("Gør dette: {remedy}.", remedy=group.remedy)))


def fault_rows(group: Group) -> Table:
    """The first rows that are wrong, as they stand; none where a whole file is."""
    return [
        {
            _("Fil og ark"): harmless.line(fault.file),
            _("Række"): "" if fault.row is None else number(fault.row),
            _("Der står"): harmless.line(fault.found or ""),
        }
        for fault in group.first
        if fault.file or fault.found
    ]


def fault_more(group: Group) -> str:
    """How many more there are than are shown; "" where there is none."""
    more = group.total - len(group.first)
    return plural("Og {n} til.", "Og {n} til.", more) if more else ""


def verdict(total: int, rows: Mapping[str, int]) -> str:
    """Whether anything is wrong."""
    if total:
        return plural(
            "Der er {n} fejl. Ret filerne, og læg dem ind igen, eller gå tilbage og ret, hvordan de læses.",
            "Der er {n} fejl. Ret filerne, og læg dem ind igen, eller gå tilbage og ret, hvordan de læses.",
            total,
        )
    return plural("Ingen fejl i {n} række.", "Ingen fejl i {n} rækker.", sum(rows.values()))


def afterwards(has_before: bool, is_reported: bool) -> str:
    """What can be done once it is published."""
    if is_reported:
        told = _("Kommunernes rapporter er skrevet.")
    else:
        told = _(
            "Kommunernes rapporter skrives først, når du siger til, for de kan ikke kaldes tilbage."
        )
    if not has_before:
        return told
    return " ".join((told, _("Fortryd går tilbage til det, der var udgivet før.")))


def waiting(at: datetime, by: str, names: Sequence[str], path: str) -> str:
    """A piece of work that can be taken up again."""
    what = path or (sheets(names) if names else _("ingen filer endnu"))
    return _("{what}, fra {moment}, begyndt af {who}", what=what, moment=words.moment(at), who=by)
