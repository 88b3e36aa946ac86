"""Where published data live: immutable snapshots, one pointer to the current, nothing edited.

    <data>/snapshots/snap-<id>/     Parquet files and manifest.json, read-only
    <data>/snapshots/current        the id of the current snapshot, replaced atomically
    <data>/snapshots/log.jsonl      what was published, rolled back and removed, and when
    <data>/snapshots/lock           held by the one writer

An id is the time of publishing and the first twelve digits of the manifest's sha256, and the
manifest holds the sha256 of every other file: one flipped bit anywhere is found before use.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from dashboard.foundation import files, journal, settings
from dashboard.foundation.delivery import Delivered
from dashboard.foundation.errors import DamagedSnapshot, DashboardError, NoSnapshot
from dashboard.foundation.words import text as _

ID = re.compile(r"\d{8}T\d{9}Z-[0-9a-f]{12}")
MANIFEST = "manifest.json"
POINTER_MODE = 0o640  # as the files it points to, and for its owner to replace


@dataclass(frozen=True)
class Snapshot:
    """One published snapshot; reading its properties trusts the manifest, `verify` does not."""

    folder: Path

    @property
    def id(self) -> str:
        """For example 20261001T060000000Z-3f9a2c81d07e."""
        return self.folder.name.removeprefix("snap-")

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """What was published. DamagedSnapshot when the manifest is not the one of this id."""
        try:
            content = (self.folder / MANIFEST).read_bytes()
        except OSError:
            raise self._damaged(MANIFEST) from None
        if hashlib.sha256(content).hexdigest()[:12] != self.id[-12:]:
            raise self._damaged(MANIFEST)
        manifest: dict[str, Any] = json.loads(content)
        return manifest

    @property
    def data_to(self) -> date:
        """The last day the data know of."""
        return date.fromisoformat(self.manifest["data_to"])

    @property
    def published_at(self) -> datetime:
        """When it was published, UTC."""
        return datetime.fromisoformat(self.manifest["published_at"])

    @property
    def is_demo(self) -> bool:
        """Whether the people in it are invented."""
        return bool(self.manifest["is_demo"])

    @cached_property
    def settings(self) -> settings.Settings:
        """The settings that were agreed when it was published."""
        return settings.from_manifest(self.manifest["settings"])

    @property
    def rows(self) -> dict[str, int]:
        """Published rows by table."""
        return dict(self.manifest["rows"])

    @property
    def quarantined(self) -> dict[str, int]:
        """Rows held back by table."""
        return dict(self.manifest["quarantined"])

    @cached_property
    def delivered(self) -> Delivered:
        """Which columns and tables the export had, and which of them hold nothing."""
        return Delivered.of_manifest(self.manifest)

    def files(self) -> dict[str, Path]:
        """Every published file but the manifest, by the name it has in the manifest."""
        return {name: self.folder / name for name in self.manifest["files"]}

    def verify(self) -> None:
        """Reads every byte. DamagedSnapshot names the first file that has changed or is gone."""
        for name, path in self.files().items():
            try:
                found = files.sha256(path)
            except OSError:
                raise self._damaged(name) from None
            if found != self.manifest["files"][name]["sha256"]:
                raise self._damaged(name)

    def signature(self) -> tuple[tuple[int, int, int], ...]:
        """What the file system says of the files: cheap to ask, and changes when they do."""
        stats = [path.stat() for path in (self.folder / MANIFEST, *self.files().values())]
        return tuple((stat.st_size, stat.st_mtime_ns, stat.st_ino) for stat in stats)

    def _damaged(self, name: str) -> DamagedSnapshot:
        return DamagedSnapshot(
            _(
                "{file} i øjebliksbillede {id} er ændret eller mangler siden udgivelsen; "
                "udgiv igen, eller vælg et tidligere med rollback.",
                file=name,
                id=self.id,
            )
        )


@dataclass(frozen=True)
class AsOf(Snapshot):
    """A snapshot as it was known on an earlier day: nothing after it has happened."""

    day: date

    @property
    def data_to(self) -> date:
        """The day it is looked at from."""
        return self.day


def folder(data: Path) -> Path:
    """Where the snapshots of a data folder are."""
    return data / "snapshots"


def all_of(data: Path) -> list[Snapshot]:
    """Every snapshot, newest first; unfinished ones are not snapshots."""
    if not folder(data).is_dir():
        return []
    found = [
        Snapshot(path)
        for path in folder(data).iterdir()
        if path.name.startswith("snap-")
        and ID.fullmatch(path.name.removeprefix("snap-"))
        and path.is_dir()
    ]
    return sorted(found, key=lambda snapshot: snapshot.id, reverse=True)


def earlier(than: Snapshot) -> Iterator[Snapshot]:
    """Those published before a snapshot of its own kind, invented or real, newest first; not yet verified."""
    for older in all_of(than.folder.parents[1]):
        with suppress(DashboardError):
            if older.id < than.id and older.is_demo == than.is_demo:
                yield older


def current_id(data: Path) -> str | None:
    """What the pointer says, whether or not there is such a snapshot."""
    try:
        return (folder(data) / "current").read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return None


def current(data: Path) -> Snapshot:
    """The current snapshot, not yet verified.

    NoSnapshot when nothing has been published, DamagedSnapshot when the pointer names nothing.
    """
    snapshot_id = current_id(data)
    if snapshot_id is None:
        raise NoSnapshot(
            _(
                "Der er ikke udgivet noget i {data} endnu; kør ”python -m dashboard publish MAPPE”.",
                data=data,
            )
        )
    try:
        return find(data, snapshot_id)
    except DashboardError as error:
        raise DamagedSnapshot(str(error)) from None


def find(data: Path, snapshot_id: str) -> Snapshot:
    """The snapshot with that id. DashboardError when there is none."""
    path = folder(data) / f"snap-{snapshot_id}"
    if not ID.fullmatch(snapshot_id) or not path.is_dir():
        raise DashboardError(
            _("Der er intet øjebliksbillede ”{id}”; se listen med snapshots.", id=snapshot_id)
        )
    return Snapshot(path)


def named(data: Path, snapshot_id: str | None) -> Snapshot:
    """The snapshot with that id, or the current one where none is given."""
    return find(data, snapshot_id) if snapshot_id else current(data)


def point_to(data: Path, snapshot: Snapshot, event: str, by: str = "") -> None:
    """Makes a snapshot the current one, atomically, and writes it to the log; by: as note."""
    files.replace(folder(data) / "current", f"{snapshot.id}\n".encode("ascii"), POINTER_MODE)
    with suppress(OSError):  # it is published, whether or not the log can say so
        note(data, event, snapshot.id, by)


def note(data: Path, event: str, snapshot_id: str, by: str = "") -> None:
    """Adds one line to the log: when, what, which, and who by login or at the machine. OSError when it cannot."""
    line = {"at": datetime.now(UTC).isoformat(), "event": event, "id": snapshot_id}
    line["by"] = by or journal.machines_user()
    journal.append(folder(data) / "log.jsonl", line)
