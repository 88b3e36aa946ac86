"""No line of a log holds what must not be there: CPR numbers, tokens of links, session cookies.

Records are masked where they are made, so that it does not matter which logger or handler writes.
"""

import logging
import re
import traceback
from typing import Any

from dashboard.foundation.harmless import LONG_NUMBER

# what looks like a CPR number; and the 43 letters of 32 random bytes
SECRET = re.compile(rf"(?<!\d)(?:{LONG_NUMBER.pattern})(?!\d)|[A-Za-z0-9_-]{{43,}}")


def scrubbed(text: str) -> str:
    """The text with everything that may be a person's number or a secret left out."""
    return SECRET.sub("…", text)


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
