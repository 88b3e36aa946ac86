"""Files of one JSON line an event, appended and never changed: who looked, what was judged or published.

Readable by their owner alone. A line is written whole or not at all; after a line that a full disk
or a kill cut short, the next one begins anew, so that only the cut one is lost.
"""

import errno
import getpass
import json
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import filelock

from dashboard.foundation import files

OWNERS_FILE, OWNERS_FOLDER = stat.S_IRUSR | stat.S_IWUSR, stat.S_IRWXU
PATIENCE = 5  # seconds another writer may take

Event = dict[str, Any]


def append(path: Path, *events: Event) -> None:
    """Writes a line each, on the disk itself before it returns. OSError when it cannot."""
    content = "".join(json.dumps(event, ensure_ascii=False) + "\n" for event in events).encode()
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, OWNERS_FILE)
    try:
        path.chmod(OWNERS_FILE)  # also where the file was there before
        before = os.fstat(handle).st_size
        if before and _last_byte(handle) != b"\n":
            content = b"\n" + content
        _write(handle, content, before)
    finally:
        os.close(handle)
    if not before:
        files.sync(path.parent)  # else a file's first lines may be lost with its name


def _last_byte(handle: int) -> bytes:
    os.lseek(handle, -1, os.SEEK_END)
    return os.read(handle, 1)


def events(path: Path) -> list[Event]:
    """What every line says, oldest first, but for those cut short. OSError where it cannot be read."""
    found = map(_event, path.read_bytes().splitlines())
    return [event for event in found if event is not None]


def drop(path: Path, is_gone: Callable[[Event], bool]) -> int:
    """Removes the lines of some events and says how many. OSError when it cannot."""
    if not path.exists():
        return 0
    with held(path.parent):
        lines = path.read_bytes().splitlines(keepends=True)
        kept = [line for line in lines if not is_gone(_event(line) or {})]
        if len(kept) < len(lines):
            files.replace(path, b"".join(kept), OWNERS_FILE, owner=path.stat())
    return len(lines) - len(kept)


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """While nobody else writes in a folder whose lines are dropped: one written then would be lost."""
    folder.mkdir(mode=OWNERS_FOLDER, parents=True, exist_ok=True)
    folder.chmod(OWNERS_FOLDER)
    with filelock.FileLock(folder / "lock", timeout=PATIENCE, mode=OWNERS_FILE):
        yield


def machines_user() -> str:
    """Who is at the machine, where nobody has logged in."""
    try:
        return f"lokal:{getpass.getuser()}"
    except (KeyError, OSError):  # a user without a name, as in a container
        return f"lokal:{os.getuid()}"


def _write(handle: int, content: bytes, before: int) -> None:
    if os.write(handle, content) != len(content):
        os.ftruncate(handle, before)
        raise OSError(errno.ENOSPC, "the disk took only a part")
    os.fsync(handle)


def _event(line: bytes) -> Event | None:
    """None for a line that was cut short."""
    try:
        found = json.loads(line)
    except ValueError:  # also what is no UTF-8
        return None
    return found if isinstance(found, dict) else None
