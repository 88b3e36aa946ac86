"""What is wrong with somebody's own files, by cause, in the words of the page: where it stands and what to do.

The rules speak to whoever writes recipe.toml; what only they can do is said another way here.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.foundation import harmless, terms, words
from dashboard.foundation.schema import TABLES
from dashboard.foundation.words import mark, number, plural
from dashboard.foundation.words import text as _
from dashboard.ingest import vocabulary
from dashboard.ingest.faults import Fault
from dashboard.ingest.file_rules import FILE_RULES
from dashboard.ingest.refusal import Group
from dashboard.presenters import own_choices, own_files, own_names

Table = list[dict[str, str]]
ISO_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
MADE = ("wheel_without", "not_constant")  # what is found may be a number the program made
MOST = 5  # words that are named
CHOOSE = mark("ret i filen, eller gå tilbage og vælg, hvad ordet betyder")
FORMAT = mark("ret i filen, eller gå tilbage og ret under ”Opskriften som tekst”")
FINDINGS = {
    "code": mark("ordet kendes ikke"),
    "unknown_word": mark("ordet kendes ikke"),
    "missing_column": mark("ingen kolonne siger det"),
    "unknown_case": mark("forløbet findes ikke i listen over forløb"),
    "respelt_case": mark("forløbet findes i listen over forløb, men skrevet anderledes"),
}
EXPECTED = {
    "missing_column": mark("en kolonne, der siger det"),
    "missing_table": mark("en fil eller et ark med den slags rækker"),
    "unknown_case": mark("et nummer, der står i listen over forløb"),
    "respelt_case": mark("nummeret, som det står i listen over forløb"),
    "boolean": mark("ja eller nej"),
    "unknown_word": mark("et ord, I har givet en betydning"),
    "end_without_reason": mark("en slutårsag, når der er en slutdato"),
    "reason_without_end": mark("en slutdato, når der er en slutårsag"),
    "not_constant": mark("det samme i alle rækker af en besvarelse"),
    "wheel_without": mark("forløb og fase på alle livshjul"),
    "misplaced_answer": mark("et svar i ord eller et tal, som spørgsmålet har det"),
    "score_range": mark("1-10 i livshjul, 1-5 i praktik"),
    "date": mark("en dag, f.eks. 05-01-2026"),
    "date_with_time": mark("en dag uden klokkeslæt"),
    "serial_date": mark("en dag, f.eks. 05-01-2026"),
    "timestamp": mark("en dag og et klokkeslæt, f.eks. 05-01-2026 12:30"),
    "number": mark("et tal"),
    "no_headings": mark("mindst to af de kolonner, tabellen skal have"),
}
REMEDIES = {
    "missing_column": mark("gå tilbage, og vælg, hvilken af jeres kolonner det er"),
    "missing_table": mark("læg filen ind, eller gå tilbage, og vælg, hvad filerne er"),
    "no_file": mark("læg filerne ind"),
    "no_sheet": mark("giv arkene de navne, de havde sidst, eller ret under ”Opskriften som tekst”"),
    "no_headings": mark("gå tilbage, og vælg, hvad kolonnerne er"),
    "other_encoding": FORMAT,
    "looks_encoded": mark("gem filen som ”CSV UTF-8”, og læg den ind igen"),
    "not_utf8": mark("gem filen som ”CSV UTF-8”, og læg den ind igen"),
    "missing": mark("udfyld cellen; hører rækken ikke til tabellen, så slet den"),
    "date": FORMAT,
    "timestamp": FORMAT,
    "number": FORMAT,
    "duration": FORMAT,
    "serial_date": mark("gør kolonnen til datoer i regnearket"),
    "date_with_time": FORMAT,
    "two_digit_year": FORMAT,
    "no_year": FORMAT,
    "missing_word": mark("lad cellen være tom, eller gå tilbage og vælg ”ikke oplyst” ved ordet"),
    "grouped_number": FORMAT,
    "totals_row": mark("slet rækken"),
    "boolean": CHOOSE,
    "code": CHOOSE,
    "unknown_word": CHOOSE,
    "municipality": mark("skriv kommunens navn eller dens kode med fire cifre"),
    "unknown_answer": CHOOSE,
    "unknown_item": mark("ret i filen, eller gå tilbage og vælg, hvilket spørgsmål det er"),
    "misplaced_answer": mark("flyt svaret til den rigtige kolonne"),
    "in_the_future": mark("ret datoen"),
    "unknown_case": mark("ret nummeret, så det står som i listen over forløb; mangler forløbet der, så tilføj det"),
    "respelt_case": mark("skriv nummeret ens begge steder"),
    "end_without_reason": mark("udfyld slutårsagen"),
    "reason_without_end": mark("udfyld slutdatoen, eller fjern slutårsagen"),
    "cases.double_key": mark(
        "slet den ene række; er det to forløb, så giv det ene sit eget nummer, også i kontakter, livshjul og svar"
    ),
    "not_constant": mark("ret rækkerne, eller giv besvarelserne hver sit nummer"),
    "score_range": mark("ret tallet"),
    "wheel_without": mark("udfyld forløb og fase, eller gå tilbage og vælg de kolonner, der siger det"),
    "cpr_mapping": mark("fjern linjen under ”Opskriften som tekst”"),
}  # fmt: skip


@dataclass(frozen=True)
class Cause:
    """Faults with one cause, in one table: where, what to do, and the first of them."""

    heading: str
    unused: str  # columns of theirs that may be what is missing; said before anything else
    advice: str
    rows: Table
    more: str  # how many are not shown


def causes(
    groups: Iterable[Group], unused: Mapping[str, Mapping[str, Sequence[str]]]
) -> list[Cause]:
    """Groups put together where table and advice are the same, those that stop most first.

    unused: by table, the headings that nothing is read from, and the cells under them.
    """
    alike: dict[tuple[str, str, str], list[Group]] = {}
    for group in groups:
        alike.setdefault((group.table, group.rule, _advice(group)), []).append(group)
    most = sorted(alike.values(), key=lambda each: (each[0].rule not in FILE_RULES, -_total(each)))
    return [_cause(each, unused.get(each[0].table, {})) for each in most]


def _total(groups: Sequence[Group]) -> int:
    return sum(group.total for group in groups)


def _cause(groups: Sequence[Group], unused: Mapping[str, Sequence[str]]) -> Cause:
    first, total = groups[0], _total(groups)
    names = [name for group in groups if (name := _column(group))]
    place = ": ".join(filter(None, (own_files.table_word(first.table), words.listing(names))))
    finding = _(FINDINGS[first.rule]) if first.rule in FINDINGS else first.finding
    shown = [
        (group, fault) for group in groups for fault in group.first if fault.file or fault.found
    ]
    left = total - sum(len(group.first) for group in groups)
    return Cause(
        f"{place}: {finding} ({number(total)})",
        _unused(first, groups, unused),
        " ".join(filter(None, (_advice(first), _most(groups)))),
        _filled([_row(group, fault, len(groups) > 1) for group, fault in shown]),
        plural("Og {n} til.", "Og {n} til.", left) if left else "",
    )


def _advice(group: Group) -> str:
    expected = _(EXPECTED[group.rule]) if group.rule in EXPECTED else group.expected
    known = (f"{group.table}.{group.rule}", group.rule)
    remedy = next((_(REMEDIES[each]) for each in known if each in REMEDIES), group.remedy)
    told = _("Forventet: {expected}.", expected=expected)
    return " ".join((told, _("Gør dette: {remedy}.", remedy=remedy)))


def _column(group: Group) -> str:
    """The column as people call it."""
    known = next((table.names for table in TABLES if table.name == group.table), ())
    return (
        vocabulary.headings(group.table, group.column)[0] if group.column in known else group.column
    )


def _unused(first: Group, groups: Sequence[Group], unused: Mapping[str, Sequence[str]]) -> str:
    """Which columns of theirs could be those that are missing: the likely ones, else all of them."""
    if first.rule not in ("missing_column", "no_headings", "wheel_without") or not unused:
        return ""
    likely = [
        heading
        for heading, cells in unused.items()
        if any(
            own_choices.may_hold(group.table, group.column, cells)
            for group in groups
            if group.column
        )
    ]
    told = [_("Jeres kolonner, der ikke bruges: {names}.", names=_quoted(unused))]
    if likely:
        names = _quoted(likely)
        told.insert(
            0,
            _("Det kan være {names}.", names=names)
            if len(likely) == 1
            else _("Det kan være en af disse: {names}.", names=names),
        )
    return " ".join(told)


def _quoted(names: Iterable[str]) -> str:
    return words.listing([f"”{harmless.heading(name)}”" for name in names])


def _most(groups: Sequence[Group]) -> str:
    """What stands there most often, where the same stands there again."""
    said = [each for group in groups if group.rule not in MADE for each in group.most]
    if not said or max(n for _word, n in said) == 1:
        return ""
    shown = sorted(said, key=lambda each: -each[1])[:MOST]
    names = [f"”{own_names.cell_text(word)}” ({number(n)})" for word, n in shown]
    return _("Oftest står der {names}.", names=words.listing(names))


def _row(group: Group, fault: Fault, is_one_of_more: bool) -> dict[str, str]:
    """A fault as it stands in their file."""
    column = {_("Kolonne"): _column(group)} if is_one_of_more else {}
    found = "" if group.rule in MADE else own_names.cell_text(fault.found or "")
    if group.rule == "date_order":  # the program wrote both days
        found = ISO_DAY.sub(lambda day: words.day(date.fromisoformat(day[0])), found)
    if group.rule == "reason_without_end":  # the code, which is ours
        found = terms.word(terms.END_REASONS, found)
    return column | {
        _("Fil og ark"): harmless.line(fault.file),
        _("Hvor"): where(fault),
        _("Der står"): found,
    }


def _filled(rows: Table) -> Table:
    """The rows without columns that are empty in all of them."""
    names = [name for name in rows[0] if any(row[name] for row in rows)] if rows else []
    return [{name: row[name] for name in names} for row in rows]


def where(fault: Fault) -> str:
    """The cell of a sheet (B17); of another file the row and their own heading."""
    if fault.row is None:
        return ""
    if fault.cell.endswith(str(fault.row)) and fault.cell.rstrip("0123456789").isupper():
        return fault.cell
    row = _("række {row}", row=number(fault.row))
    return ", ".join(filter(None, (row, f"”{fault.cell}”" if fault.cell else "")))
