"""What a snapshot says of itself: what was delivered, by what settings, which files, made by what."""

import platform
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import polars
import pyarrow.parquet as pq

from dashboard import __version__
from dashboard.foundation import files, settings
from dashboard.foundation.schema import Table
from dashboard.ingest.check import Checked
from dashboard.snapshots import derived


def of_export(checked: Checked) -> dict[str, Any]:
    """What is known before anything is written: rows, absent and missing, and notices of the export."""
    return {
        "rows": checked.rows,
        "absent": checked.absent,
        "missing": {table.name: _missing(checked, table) for table in checked.tables},
        "taken": {
            table.name: {"snapshot": stored.snapshot, "since": stored.since.isoformat()}
            for table in checked.tables
            if (stored := checked.sources[table.name].taken)
        },
        "notices": [vars(notice) for notice in checked.notices],
    }


def of_files(checked: Checked, agreed: settings.Settings, draft: Path) -> dict[str, Any]:
    """What is known once every file lies in `draft`: their hashes, and by what they were made."""
    return {
        "published_at": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "data_to": str(checked.data_to),
        "is_demo": checked.is_demo,
        "settings": agreed.as_json(),
        "settings_version": agreed.version,
        "quarantined": checked.quarantined,
        "quarantine_reasons": [list(group) for group in checked.findings.groups()],
        "sources": {table.name: checked.sources[table.name].hashes for table in checked.tables},
        "files": {
            path.name: {
                "sha256": files.sha256(path),
                "bytes": path.stat().st_size,
                **_shape(checked.con, path),
            }
            for path in sorted(draft.iterdir())
        },
        "versions": {
            "dashboard": __version__,
            "derived_sql": derived.version(),
            "duckdb": duckdb.__version__,
            "polars": polars.__version__,
            "python": platform.python_version(),
        },
    }


def _missing(checked: Checked, table: Table) -> dict[str, int]:
    """Empty cells by column of the contract."""
    columns = map(duckdb.ColumnExpression, table.names)
    counts = [duckdb.FunctionExpression("count", column) for column in columns]
    (filled,) = checked.con.view(table.name).aggregate(counts).fetchall()
    total = checked.rows[table.name]
    return {name: total - n for name, n in zip(table.names, filled, strict=True)}


def _shape(con: duckdb.DuckDBPyConnection, path: Path) -> dict[str, Any]:
    rows = con.read_parquet(str(path))
    return {
        "rows": pq.read_metadata(path).num_rows,
        "columns": dict(zip(rows.columns, map(str, rows.types), strict=True)),
    }
