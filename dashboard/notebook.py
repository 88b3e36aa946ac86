"""The current snapshot in a notebook, read-only: figures and queries as Polars frames.

    from dashboard.notebook import Current
    current = Current()
    current.figures(municipality="0360")

Run it from the project's root. Everything is the same path as the pages: `figures` gives their
rows, `query` those of any file directly in queries/. A frame shows rounded numbers and holds whole ones.
"""

import os
import textwrap
from datetime import date
from pathlib import Path

import polars as pl
import polars.selectors as cs

from dashboard.catalogue.row import KEYS, record
from dashboard.catalogue.scope import Scope
from dashboard.figures import criteria, figures
from dashboard.foundation import queries, words
from dashboard.foundation.words import text as _
from dashboard.presenters import scope_words
from dashboard.snapshots import snapshot
from dashboard.snapshots.warehouse import Warehouse

COMPARED = (  # of a figure row, what a person compares
    "figure_id", "label", "value", "low", "high", "k", "n", "unit", "target_verdict", "benchmark_id",
    "benchmark_value", "benchmark_verdict",
)  # fmt: skip


DECIMALS = 3  # shown


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

    def _shown(self) -> pl.DataFrame:
        shown = self.select(COMPARED) if set(COMPARED) <= set(self.columns) else pl.DataFrame(self)
        return shown.with_columns(cs.float().round(DECIMALS))


def _reading() -> pl.Config:
    return pl.Config(
        tbl_cols=-1,
        tbl_rows=40,
        tbl_width_chars=200,
        fmt_str_lengths=80,
        tbl_hide_column_data_types=True,
    )


class Current:
    """The current snapshot of a data folder (DASHBOARD_DATA, else data/), verified and opened read-only."""

    def __init__(self, data: str | Path | None = None) -> None:
        folder = data or os.environ.get("DASHBOARD_DATA") or "data"
        self.warehouse = Warehouse(snapshot.current(Path(folder)))

    def __repr__(self) -> str:
        """Which snapshot it is, how far its data go, its rows, and what can be asked of it."""
        found = self.warehouse.snapshot
        rows = ", ".join(f"{table} {words.number(count)}" for table, count in found.rows.items())
        told = [
            scope_words.line(found, Scope()),
            _("Udgivet {moment}", moment=words.moment(found.published_at)),
            _("Demodata – personerne findes ikke") if found.is_demo else "",
            _("Rækker: {rows}", rows=rows),
            '.figures(municipality="0461", programme="mentor", period_from=date(2026, 1, 1))',
            *textwrap.wrap(
                f'.query("exits"), {", ".join(_names())}', 110, subsequent_indent="    "
            ),
        ]
        return "\n".join(filter(None, told))

    def figures(self, **scope: str | date) -> pl.DataFrame:
        """Every figure row; scope: municipality, programme, period_from, period_to."""
        rows = figures(self.warehouse, Scope(**scope))  # type: ignore[arg-type]
        frame = pl.DataFrame(list(map(record, rows)), infer_schema_length=None)
        return Frame(frame.select(*COMPARED, *(key for key in KEYS if key not in COMPARED)))

    def query(self, name: str, **given: object) -> pl.DataFrame:
        """The rows of queries/<name>.sql; parameters not given are open or as agreed.

        ValueError for a query there is not, or a parameter it does not take; DashboardError for a scope
        there is not.
        """
        if name not in _names():
            raise ValueError(f"no query {name!r}; there are {', '.join(_names())}")
        if excess := given.keys() - queries.parameters(name):
            takes = ", ".join(sorted(queries.parameters(name)))
            raise ValueError(f"{name} takes {takes}, not {', '.join(sorted(excess))}")
        Scope(**{key: given[key] for key in Scope().parameters() if key in given})  # type: ignore[arg-type]
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


def _names() -> list[str]:
    """Those that give rows: open.sql only opens the shell."""
    return [path.stem for path in sorted(queries.FOLDER.glob("*.sql")) if path.stem != "open"]
