"""Where the rows stand that a notice counts: the first of them, for whoever can look them up in the files."""

from collections.abc import Mapping
from pathlib import Path

from dashboard.foundation import harmless, queries, words
from dashboard.ingest.check import Checked
from dashboard.ingest.faults import Fault
from dashboard.ingest.source import Source


def first(checked: Checked) -> Mapping[str, list[Fault]]:
    """The first rows of each kind of notice that was given, as they stand in the sender's files."""
    given = {notice.key for notice in checked.notices}
    given_day = {"data_to": checked.data_to or words.today()}
    found = {}
    for name in queries.names("noted_rows"):
        key = Path(name).stem
        if key in given:
            rows = queries.run(checked.con, name, given_day).fetchall()
            found[key] = [
                _row(checked.sources[table], key, column, part, row)
                for table, column, part, row in rows
                if not checked.sources[table].taken
            ]
    return found


def _row(source: Source, key: str, column: str, part: int, row: int) -> Fault:
    letters, theirs = source.place(part, column)
    cell = f"{letters}{row}" if letters else harmless.heading(theirs)
    file = source.files[source.told_as.get(part, part)]
    return Fault(source.table.name, key, file, row, column, cell=cell)
