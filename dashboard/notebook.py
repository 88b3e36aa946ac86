"""The current snapshot in a notebook, read-only: figures and queries as Polars frames.

    from dashboard.notebook import Current
    current = Current()
    current.figures(municipality="0360")

Run it from the project's root. Everything is the same path as the pages: `figures` gives their
rows, `query` those of any file directly in queries/. A frame shows rounded numbers and holds whole ones.
"""

import difflib
import os
import shutil
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl
import polars.selectors as cs

from dashboard.catalogue import listing
from dashboard.catalogue.row import KEYS, FigureRow, record
from dashboard.catalogue.scope import Scope
from dashboard.figures import criteria, figures, figures_by_quarter
from dashboard.foundation import days, queries, words
from dashboard.foundation.errors import DashboardError
from dashboard.foundation.words import text as _
from dashboard.presenters import scope_words
from dashboard.snapshots import snapshot
from dashboard.snapshots.warehouse import Warehouse

COMPARED = (  # of a figure row, what a person compares
    "figure_id", "label", "value", "low", "high", "k", "n", "unit", "target_verdict", "benchmark_id",
    "benchmark_value", "benchmark_verdict",
)  # fmt: skip


DECIMALS = 3  # shown
NO_TERMINAL = (120, 40)  # letters and lines


class Frame(pl.DataFrame):
    """A frame that prints for a reader: of figures the columns one compares, numbers rounded, labels whole."""

    def __str__(self) -> str:
        """For a terminal."""
        with _reading():
            return str(self._shown())

    def __repr__(self) -> str:
        """The same."""
        return str(self)

    def _repr_html_(self, *, _from_series: bool = False) -> str:
        """For a notebook."""
        with _reading():
            return self._shown()._repr_html_(_from_series=_from_series)

    def filter(self, *predicates: Any, **equal: Any) -> "Frame":
        """Some of the rows, printed the same way."""
        return Frame(super().filter(*predicates, **equal))

    def sort(self, *by: Any, **how: Any) -> "Frame":
        """The rows in another order, printed the same way."""
        return Frame(super().sort(*by, **how))

    def select(self, *columns: Any, **named: Any) -> "Frame":
        """Some of the columns, printed the same way."""
        return Frame(super().select(*columns, **named))

    def _shown(self) -> pl.DataFrame:
        names = self.columns
        if set(COMPARED) <= set(names):
            by_time = "period_from" in names and self["period_from"].n_unique() > 1
            compared = [*(["period_from"] if by_time else []), *COMPARED]
            empty = dict(zip(names, self.null_count().row(0), strict=True))
            names = [name for name in compared if not self.height or empty[name] < self.height]
        return super().select(names).with_columns(cs.float().round(DECIMALS))


def _reading() -> pl.Config:
    return pl.Config(
        tbl_cols=-1,
        tbl_rows=40,
        tbl_width_chars=shutil.get_terminal_size(NO_TERMINAL).columns,
        fmt_str_lengths=80,
        tbl_hide_column_data_types=True,
    )


class Current:
    """The current snapshot of a data folder (DASHBOARD_DATA, else data/), verified and opened read-only.

    With the id of an earlier snapshot that one.
    """

    def __init__(self, data: str | Path | None = None, snapshot_id: str | None = None) -> None:
        folder = data or os.environ.get("DASHBOARD_DATA") or "data"
        self.warehouse = Warehouse(snapshot.named(Path(folder), snapshot_id))

    def __repr__(self) -> str:
        """Which snapshot it is, how far its data go, its rows, and what can be asked of it."""
        found = self.warehouse.snapshot
        rows = ", ".join(f"{table} {words.number(count)}" for table, count in found.rows.items())
        told = [
            scope_words.line(found, Scope()),
            _("Udgivet {moment}", moment=words.moment(found.published_at)),
            _("Demodata – personerne findes ikke") if found.is_demo else "",
            _("Rækker: {rows}", rows=rows),
            '.figures(municipality="0461", period_from="2026-01-01"), .by_quarter("criterion_completed")',
            *textwrap.wrap(
                f'.query("exits"), {", ".join(_names())}', 110, subsequent_indent="    "
            ),
        ]
        return "\n".join(filter(None, told))

    def figures(self, only: str | Sequence[str] = listing.GROUPS, **scope: Any) -> Frame:
        """Every figure row; scope: municipality, programme, period_from, period_to.

        only: groups and figures by id, one or more. DashboardError for a scope or a name there is not.
        """
        names = [only] if isinstance(only, str) else only
        return _framed(figures(self.warehouse, Scope(**_read(scope)), listing.chosen(names)))

    def by_quarter(self, only: str | Sequence[str], **scope: Any) -> Frame:
        """Figure rows of each whole quarter of the scope, oldest first, as if it were the period; no benchmarks."""
        names = [only] if isinstance(only, str) else only
        return _framed(
            figures_by_quarter(self.warehouse, Scope(**_read(scope)), listing.chosen(names))
        )

    def query(self, name: str, **given: Any) -> Frame:
        """The rows of queries/<name>.sql; parameters not given are open or as agreed.

        DashboardError for a query there is not, a parameter it does not take, or a scope there is not.
        """
        if name not in _names():
            (near,) = difflib.get_close_matches(name, _names(), n=1, cutoff=0)
            raise DashboardError(
                _("Der er ingen forespørgsel ”{name}”. Mente du {near}?", name=name, near=near)
            )
        taken = queries.parameters(name)
        if excess := given.keys() - taken:
            told = {
                "name": name,
                "key": min(excess),
                "taken": ", ".join(sorted(taken)) or _("intet"),
            }
            raise DashboardError(
                _("Forespørgslen {name} tager ikke ”{key}”; den tager {taken}.", **told)
            )
        given = _read(given)
        Scope(**{key: given[key] for key in Scope().parameters() if key in given})
        agreed = criteria.parameters(self.warehouse.snapshot.settings)
        open_ends = Scope().parameters() | {
            "first_only": False,
            "by_quarter": False,
            "wanted": None,
            "unit": None,
            "case_id": None,
            "most_points": 300,
            "figure": "criterion_completed",
        }
        return Frame(self.warehouse.query(name, **open_ends | agreed | given))


def _framed(rows: Sequence[FigureRow]) -> Frame:
    frame = pl.DataFrame(list(map(record, rows)), infer_schema_length=None)
    return Frame(frame.select(*COMPARED, *(key for key in KEYS if key not in COMPARED)))


def _read(given: dict[str, Any]) -> dict[str, Any]:
    """Days may be text, and a municipality's code a number, as in a spreadsheet."""
    read = {key: days.read(given[key]) for key in ("period_from", "period_to") if given.get(key)}
    code = given.get("municipality")
    return given | read | ({"municipality": f"{code:04}"} if isinstance(code, int) else {})


def _names() -> list[str]:
    """Those that give rows: open.sql only opens the shell."""
    return [path.stem for path in sorted(queries.FOLDER.glob("*.sql")) if path.stem != "open"]
