"""The current snapshot in a notebook, read-only: figures and queries as Polars frames.

    from dashboard.notebook import Current
    current = Current("data")
    current.figures(municipality="0360")

Run it from the project's root. Everything is the same path as the pages: `figures` gives their
rows, `query` those of any file directly in queries/.
"""

from datetime import date
from pathlib import Path

import polars as pl

from dashboard.catalogue.row import record
from dashboard.catalogue.scope import Scope
from dashboard.figures import criteria, figures
from dashboard.foundation import queries
from dashboard.snapshots import snapshot
from dashboard.snapshots.warehouse import Warehouse


class Current:
    """The current snapshot of a data folder, verified and opened read-only."""

    def __init__(self, data: str | Path = "data") -> None:
        self.warehouse = Warehouse(snapshot.current(Path(data)))

    def figures(self, **scope: str | date) -> pl.DataFrame:
        """Every figure row; scope: municipality, programme, period_from, period_to."""
        rows = figures(self.warehouse, Scope(**scope))  # type: ignore[arg-type]
        return pl.DataFrame(list(map(record, rows)), infer_schema_length=None)

    def query(self, name: str, **given: object) -> pl.DataFrame:
        """The rows of queries/<name>.sql; parameters not given are open or as agreed.

        ValueError for a query there is not, or a parameter it does not take.
        """
        known = [path.stem for path in sorted(queries.FOLDER.glob("*.sql"))]
        if name not in known:
            raise ValueError(f"no query {name!r}; there are {', '.join(known)}")
        if excess := given.keys() - queries.parameters(name):
            takes = ", ".join(sorted(queries.parameters(name)))
            raise ValueError(f"{name} takes {takes}, not {', '.join(sorted(excess))}")
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
        return self.warehouse.query(name, **open_ends | agreed | given)
