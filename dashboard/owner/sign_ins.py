"""Which logins are open: a line when somebody comes in, one when they leave, one when refused.

    <data>/access/sign_ins.jsonl   {"at": UTC, "event": began | ended | refused, ...}

Only what has begun here and not ended is open: a stolen cookie dies at log-out, a forged one was
never alive, and where the lines are gone everybody logs in again. A login is known by the hash of
its cookie, so nobody can come in with what stands here.
"""

import hashlib
import time
from functools import lru_cache
from pathlib import Path

from dashboard.access import access_log
from dashboard.foundation import journal
from dashboard.web.throttle import Throttle

# Anybody with a login at the provider can cause these lines: no more a minute, or they fill the disk.
REFUSALS_A_MINUTE = 60
_refusals = Throttle(REFUSALS_A_MINUTE, 60)

Signature = tuple[int, int, int]


def key(cookie: bytes) -> str:
    """What a login is known by; no two logins have the same cookie (nonce and time are in it)."""
    return hashlib.sha256(cookie).hexdigest()


def begin(data: Path, login: str, subject: str) -> None:
    """Opens a login. OSError when it cannot be written down; then nobody has come in."""
    access_log.note(data, access_log.SIGN_INS, event="began", login=login, subject=subject)


def end(data: Path, login: str) -> None:
    """Closes a login for ever. OSError when it cannot be written down."""
    access_log.note(data, access_log.SIGN_INS, event="ended", login=login)


def refuse(data: Path, subject: str, reason: str) -> None:
    """Writes down who was turned away and why, so many a minute. OSError when it cannot."""
    at = time.monotonic()
    if _refusals.wait("", at):
        return
    access_log.note(data, access_log.SIGN_INS, event="refused", subject=subject, reason=reason)
    _refusals.add("", at)


def is_open(data: Path, login: str) -> bool:
    """Whether a login has begun and not ended; False where that cannot be read."""
    path = access_log.folder_of(data) / access_log.SIGN_INS
    try:
        stat = path.stat()
        return login in _open(path, (stat.st_size, stat.st_mtime_ns, stat.st_ino))
    except OSError:
        return False


@lru_cache(maxsize=4)
def _open(path: Path, signature: Signature) -> frozenset[str]:
    events = journal.events(path)
    by_kind = {
        kind: {str(event.get("login")) for event in events if event.get("event") == kind}
        for kind in ("began", "ended")
    }
    return frozenset(by_kind["began"] - by_kind["ended"])
