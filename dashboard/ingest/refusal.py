"""Says what is wrong with an export: on the terminal grouped and short, in a CSV file in full."""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dashboard.foundation import harmless
from dashboard.foundation.errors import DashboardError, ExportRefused
from dashboard.foundation.schema import TABLES
from dashboard.foundation.words import listing, number, plural
from dashboard.foundation.words import text as _
from dashboard.ingest import vocabulary
from dashboard.ingest.cell_rules import bounds
from dashboard.ingest.check import Checked
from dashboard.ingest.faults import RULES, Fault
from dashboard.ingest.findings import SHOWN_ROWS
from dashboard.ingest.notices import Notice

CELL = re.compile("[A-Z]{1,3}[0-9]+")  # of a spreadsheet
MOST_HELD_BACK = 0.9  # of a table's rows: more is no few bad rows
MOST_VALUES = 10  # named of a group with more rows than are shown
COLUMNS = (
    "table",
    "file",
    "row",
    "cell",
    "column",
    "rule",
    "finding",
    "found",
    "expected",
    "remedy",
)


@dataclass(frozen=True)
class Group:
    """Faults of one kind in one column: what is wrong, what was expected, what to do, and the first of them."""

    table: str
    column: str
    finding: str
    expected: str
    remedy: str
    total: int
    first: tuple[Fault, ...]
    rule: str
    most: tuple[
        tuple[str, int], ...
    ] = ()  # what stood there and how often, the most frequent first


def grouped(checked: Checked) -> list[Group]:
    """Every group of faults, for a page: in the words of people."""
    found = []
    for table, column, rule, total in checked.findings.groups():
        group = (table, column, rule)
        rows = tuple(checked.findings.rows(group, checked.sources, SHOWN_ROWS))
        most = tuple(checked.findings.most_found(group, MOST_VALUES))
        theirs = next((fault.theirs for fault in rows), "")
        words = _sentences(checked, table, column, rule, theirs, is_spoken=True)
        found.append(Group(table, harmless.heading(column or ""), *words, total, rows, rule, most))
    return found


def raise_for(checked: Checked, quarantine: bool) -> None:
    """ExportRefused when there are faults, unless quarantine can mend all and leaves the tables."""
    total = checked.findings.count()
    may_quarantine = quarantine and not checked.findings.count_in_files()
    if may_quarantine:
        _require_few_held_back(checked)
    if total and not (may_quarantine and checked.rows["cases"]):
        raise ExportRefused(
            plural(
                "Udtrækket har {n} fejl; intet er udgivet, og det nuværende øjebliksbillede er uændret.",
                "Udtrækket har {n} fejl; intet er udgivet, og det nuværende øjebliksbillede er uændret.",
                total,
            ),
            report(checked),
        )


def _require_few_held_back(checked: Checked) -> None:
    """A table without its rows would be published as nothing having happened."""
    wrong = [
        _("{table} ({bad} af {total})", table=table, bad=number(bad), total=number(bad + good))
        for table, good in checked.rows.items()
        for bad in [checked.quarantined[table]]
        if bad and bad >= MOST_HELD_BACK * (bad + good)
    ]
    if wrong:
        raise ExportRefused(
            _(
                "Der er fejl i for mange rækker til, at de kan holdes tilbage: {tables}. Intet er "
                "udgivet, og det nuværende øjebliksbillede er uændret.",
                tables=listing(wrong),
            ),
            report(checked),
        )


def report(checked: Checked) -> str:
    """Every group of faults with its total and first rows."""
    return "\n".join(_group(checked, *group) for group in checked.findings.groups())


def write(checked: Checked, path: Path) -> None:
    """All faults as CSV (UTF-8, commas), one row a fault."""
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(COLUMNS)
            for table, column, rule, _total in checked.findings.groups():
                words = _sentences(checked, table, column, rule)
                for fault in checked.findings.rows((table, column, rule), checked.sources, None):
                    place = (
                        table,
                        fault.file,
                        fault.row,
                        fault.cell,
                        harmless.heading(column or ""),
                    )
                    row = (*place, rule, words[0], fault.found or "", *words[1:])
                    writer.writerow(harmless.cell(x) if isinstance(x, str) else x for x in row)
    except OSError:
        raise DashboardError(
            _("Fejlene kan ikke skrives i {path}; vælg en anden fil.", path=path)
        ) from None


def notice(found: Notice, checked: Checked) -> str:
    """One notice in words."""
    return found.said(str(checked.data_to))


def _group(checked: Checked, table: str, column: str | None, rule: str, total: int) -> str:
    place = f"{table} · {harmless.heading(column)}" if column else table or _("udtrækket")
    rows = list(checked.findings.rows((table, column, rule), checked.sources, SHOWN_ROWS))
    theirs = next((fault.theirs for fault in rows), "")
    finding, expected, remedy = _sentences(checked, table, column, rule, theirs)
    lines = [
        f"{place}: {finding} ({number(total)})",
        "  " + _("Forventet: {expected}.", expected=expected),
        "  " + _("Gør dette: {remedy}.", remedy=remedy),
        *(f"    {place}" for place in map(_place, rows) if place),
    ]
    if total > len(rows):
        found = checked.findings.most_found((table, column, rule), MOST_VALUES)
        if found:
            values = ", ".join(f"”{harmless.line(value)}” ({number(n)})" for value, n in found)
            lines.insert(1, "  " + _("Oftest fundet: {values}.", values=values))
        more = number(total - len(rows))
        lines.append("    " + _("… og {n} flere; --faults FIL.csv giver dem alle.", n=more))
    return "\n".join(lines)


def _place(fault: Fault) -> str:
    row = "" if fault.row is None else ", " + _("række {row}", row=fault.row)
    cell = f" ({fault.cell})" if CELL.fullmatch(fault.cell) else ""
    found = f": ”{_shown(fault.found)}”" if fault.found is not None else ""
    return f"{_shown(fault.file)}{row}{cell}{found}"


def _shown(found: str) -> str:
    """A cell on one line of a terminal: no line breaks, no control characters."""
    return "".join(letter if letter.isprintable() else "·" for letter in found)


def _sentences(
    checked: Checked,
    table: str,
    column: str | None,
    rule: str,
    theirs: str = "",
    *,
    is_spoken: bool = False,
) -> tuple[str, str, str]:
    """What is wrong, expected, to be done. is_spoken: our columns and codes by the words people have for them."""
    spec = next((c for t in TABLES if t.name == table for c in t.columns if c.name == column), None)
    low, high = bounds(spec, checked.limits) if spec else (None, None)
    codes: Iterable[str] = spec.codes if spec else ()
    if spec and is_spoken:
        column = vocabulary.headings(table, spec.name)[0]
        codes = [each[0] for each in vocabulary.codes(table, spec.name).values()]
    given = {
        "table": table,
        "column": harmless.heading(column or ""),
        "theirs": theirs or harmless.heading(column or ""),
        "codes": ", ".join(codes),
        "low": low,
        "high": high,
        "limit": checked.limits.last_day,
    }
    words = RULES[rule]
    return _(words.finding, **given), _(words.expected, **given), _(words.remedy, **given)
