"""No line of a log holds what must not be there: CPR numbers, tokens of links, session cookies.

Records are masked where they are made, so that it does not matter which logger or handler writes.
"""

import logging
import re
import traceback
from typing import Any

from dashboard.foundation import cpr
from dashboard.foundation.plain_text import plain

TOKEN = re.compile(r"[A-Za-z0-9_-]{43,}")  # the 43 letters of 32 random bytes
ESCAPE = re.compile(r"\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|[ntr])")


def scrubbed(text: str) -> str:
    """The text with everything that may be a person's number or a secret left out."""
    # an exception writes a no-break or unseen blank as an escape, whose digits join the number's
    spelled_out = ESCAPE.sub(_spelled_out, text)
    masked = cpr.masked(spelled_out)
    return TOKEN.sub("…", text if masked == spelled_out else masked)


def _spelled_out(escape: re.Match[str]) -> str:
    digits = escape[1] or escape[2] or escape[3] or "20"
    letter = chr(min(int(digits, 16), 0x10FFFF))
    seen = plain(f"x{letter}x")[1:-1]
    return seen if seen.isprintable() else escape[0]


def install() -> None:
    """From now on, every record of this process is masked."""
    make = logging.getLogRecordFactory()

    def masked(*given: Any, **named: Any) -> logging.LogRecord:
        record = make(*given, **named)
        record.msg, record.args = scrubbed(_message(record)), ()
        if record.exc_info and record.exc_info[1]:
            # what formatters take instead of writing the traceback themselves
            record.exc_text = scrubbed(_traceback(record.exc_info[1]))
        return record

    logging.setLogRecordFactory(masked)


def _message(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except (TypeError, ValueError):  # the caller's mistake; a log must not fail
        return str(record.msg)


def _traceback(error: BaseException) -> str:
    return "".join(traceback.format_exception(error)).rstrip("\n")
