"""What one snapshot's list of courses has that another's has not."""

from dataclasses import dataclass

import polars as pl

from dashboard.foundation.schema import CASES
from dashboard.snapshots.snapshot import Snapshot


@dataclass(frozen=True)
class Changes:
    """Courses by number, from one snapshot to another."""

    new: int
    gone: int
    changed: int  # something in the list of courses says something else of them
    same: int


def of_courses(before: Snapshot, after: Snapshot) -> Changes:
    """The courses of a snapshot held against those of an earlier one; by the columns both have."""
    key, file = CASES.key[0], f"{CASES.name}.parquet"
    old, new = (pl.read_parquet(found.files()[file]) for found in (before, after))
    common = [name for name in new.columns if name in old.columns and name != key]
    both = new.select(key, *common).join(old.select(key, *common), on=key, suffix=" before")
    differs = (pl.col(name).ne_missing(pl.col(f"{name} before")) for name in common)
    changed = both.filter(pl.any_horizontal(*differs)).height
    return Changes(
        new.height - both.height, old.height - both.height, changed, both.height - changed
    )
