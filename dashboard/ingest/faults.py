"""What can be wrong with an export, in words: finding, expectation and remedy a rule.

A rule that concerns rows is found by SQL (`staging` and queries/checks/exports/); a rule
that concerns a whole file is found when it is opened.
"""

from dataclasses import dataclass

from dashboard.ingest.file_rules import FILE_RULES
from dashboard.ingest.row_rules import ROW_RULES


@dataclass(frozen=True)
class Fault:
    """One finding: where it stands, which rule it breaks, and what stood there."""

    table: str
    rule: str
    file: str = ""
    row: int | None = None  # as the sender counts; None for a whole file or column
    column: str | None = None
    found: str | None = None  # never a CPR-like value
    cell: str = ""  # B17 of a sheet, elsewhere their own heading; "" where it is in no one cell
    theirs: str = ""  # their own heading of the column


RULES = FILE_RULES | ROW_RULES
