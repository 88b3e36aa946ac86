"""How a snapshot comes into its folder and leaves it: by one writer at a time, read-only, whole."""

import hashlib
import json
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from dashboard.foundation import files
from dashboard.foundation.words import text as _
from dashboard.snapshots import snapshot
from dashboard.snapshots.snapshot import Snapshot

KEPT_SNAPSHOTS = 8
READ_ONLY_FILE = stat.S_IRUSR | stat.S_IRGRP
READ_ONLY_FOLDER = READ_ONLY_FILE | stat.S_IXUSR | stat.S_IXGRP


@contextmanager
def writer(data: Path) -> Iterator[Path]:
    """Holds the single writer's lock and gives it an empty scratch folder on the same disk."""
    home = snapshot.folder(data)
    work = home / "work.tmp"
    if "?" in str(home.resolve()):  # DuckDB takes what follows for the settings of its scratch file
        raise files.no_access(data)
    busy = _("En anden udgivelse er i gang; vent, til den er færdig, og prøv igen.")
    with files.only_writer(home / "lock", data, busy):
        try:
            with files.explaining_no_access(data):
                for leftover in home.glob("*.tmp"):
                    remove(leftover)
                work.mkdir()
            yield work
        finally:
            remove(work)


def seal(draft: Path, manifest: dict[str, Any], data: Path) -> Snapshot:
    """Writes the manifest, forces all to disk, makes it read-only and gives it its name."""
    text = json.dumps(manifest, ensure_ascii=False, indent=1)
    (draft / snapshot.MANIFEST).write_text(text, encoding="utf-8")
    for path in draft.iterdir():
        files.sync(path)
        path.chmod(READ_ONLY_FILE)
    files.sync(draft)
    moment = datetime.fromisoformat(manifest["published_at"])
    digits = moment.strftime("%Y%m%dT%H%M%S") + f"{moment.microsecond // 1000:03d}Z"
    snapshot_id = f"{digits}-{hashlib.sha256(text.encode()).hexdigest()[:12]}"
    final = snapshot.folder(data) / f"snap-{snapshot_id}"
    draft.rename(final)
    final.chmod(READ_ONLY_FOLDER)
    files.sync(final.parent)
    return Snapshot(final)


def remove_old(data: Path) -> None:
    """Keeps the newest snapshots, and the current one whatever its age."""
    for old in snapshot.all_of(data)[KEPT_SNAPSHOTS:]:
        if old.id != snapshot.current_id(data):
            with suppress(OSError):  # the new one is published; the next publisher tries again
                remove(old.folder)
                snapshot.note(data, "removed", old.id)


def remove(path: Path) -> bool:
    """Takes away a sealed snapshot or whatever else lies there; whether it is gone.

    A snapshot loses its name first: cut short, the rest is for the next writer to remove.
    """
    if path.is_dir():
        path = _without_its_name(path)
        path.chmod(stat.S_IRWXU)
        for inner in path.rglob("*"):
            inner.chmod(stat.S_IRWXU)
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
    return not path.exists()


def _without_its_name(folder: Path) -> Path:
    if folder.suffix == ".tmp":
        return folder
    nameless = folder.rename(folder.with_name(f"{folder.name}.tmp"))
    files.sync(folder.parent)
    return nameless
