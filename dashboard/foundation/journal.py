"""Files of one JSON line an event, appended and never changed: who looked, what was judged.

Readable by their owner alone. A line is written whole or not at all; after a line that a full disk
or a kill cut short, the next one begins anew, so that only the cut one is lost.
"""

import getpass
import json
import os
import stat
from pathlib import Path
from typing import Any

from dashboard.foundation import files

OWNERS_FILE = stat.S_IRUSR | stat.S_IWUSR


def append(path: Path, event: dict[str, Any]) -> None:
    """Writes one line, on the disk itself before it returns. OSError when it cannot."""
    content = (json.dumps(event, ensure_ascii=False) + "\n").encode()
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, OWNERS_FILE)
    try:
        os.fchmod(handle, OWNERS_FILE)  # also where the file was there before
        before = os.fstat(handle).st_size
        if before and os.pread(handle, 1, before - 1) != b"\n":
            content = b"\n" + content
        _write(handle, content, before)
    finally:
        os.close(handle)


def rewrite(path: Path, content: bytes) -> None:
    """Replaces the whole file by another that belongs to the same user. OSError when it cannot."""
    files.replace(path, content, OWNERS_FILE, owner=path.stat())


def _write(handle: int, content: bytes, before: int) -> None:
    if os.write(handle, content) != len(content):
        os.ftruncate(handle, before)
        raise OSError("the disk took only a part")
    os.fsync(handle)


def machines_user() -> str:
    """Who is at the machine, where nobody has logged in."""
    try:
        return f"lokal:{getpass.getuser()}"
    except (KeyError, OSError):  # a user without a name, as in a container
        return f"lokal:{os.getuid()}"


def event(line: bytes) -> dict[str, Any] | None:
    """What a line says; None for one that was cut short."""
    try:
        found = json.loads(line)
    except ValueError:  # also what is no UTF-8
        return None
    return found if isinstance(found, dict) else None
