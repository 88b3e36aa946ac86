"""Files that are written whole or not at all, the one writer's lock, and what to say without access."""

import errno
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import filelock

from dashboard.foundation.errors import DashboardError
from dashboard.foundation.words import text as _

FULL_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
CHUNK = 1 << 20


def sync(path: Path) -> None:
    """Forces a file, or a folder's list of names, to the disk itself."""
    if path.is_dir() and os.name == "nt":
        return  # Windows has no handle to a folder's list of names
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def replace(path: Path, content: bytes, mode: int, *, owner: os.stat_result | None = None) -> None:
    """Writes a whole file or none: on the disk itself before it has its name. OSError when it cannot.

    mode: its permissions, whatever the umask; owner: whose it shall be, where that is somebody else's.
    """
    draft = path.with_suffix(".tmp")
    draft.unlink(missing_ok=True)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        if owner and owner.st_uid != os.fstat(handle).st_uid:
            os.chown(draft, owner.st_uid, owner.st_gid)
        draft.chmod(mode)
        with os.fdopen(handle, "wb", closefd=False) as file:
            file.write(content)
        os.fsync(handle)
    finally:
        os.close(handle)
    draft.replace(path)
    sync(path.parent)


def sha256(path: Path) -> str:
    """The hash of a file's bytes, read a megabyte at a time."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


@contextmanager
def only_writer(lock: Path, data: Path, busy: str) -> Iterator[None]:
    """Holds a lock nobody waits for. DashboardError: `busy` where another holds it, or no access."""
    held = filelock.FileLock(lock, timeout=0)
    with explaining_no_access(data):
        lock.parent.mkdir(parents=True, exist_ok=True)
        try:
            held.acquire()
        except filelock.Timeout:
            raise DashboardError(busy) from None
    try:
        yield
    finally:
        held.release()


@contextmanager
def explaining_no_access(data: Path) -> Iterator[None]:
    """Turns what the system says where nobody may write into a sentence; a full disk is no such thing."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL_DISK:
            raise
        raise no_access(data) from None


def no_access(data: Path) -> DashboardError:
    """What to say where the data folder cannot be written."""
    return DashboardError(
        _("Der kan ikke skrives i {data}; vælg en anden mappe med --data.", data=data)
    )
