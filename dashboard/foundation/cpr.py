"""What looks like a Danish civil registration number (CPR): the one rule, for cells, names and logs.

Six digits that are a date (day + 60 too), any dashes or blanks, four digits, and no digit on
either side. Text is normalised first, so that no look-alike of a digit or a dash hides one.
"""

import re
from math import isfinite

from dashboard.foundation.plain_text import plain

# 29 February only in leap years; the century is not known here, so 00 counts as one
_DATE = (
    "(?:(?:0[1-9]|1[0-9]|2[0-8]|6[1-9]|7[0-9]|8[0-8])(?:0[1-9]|1[0-2])"
    "|(?:29|89)(?:0[13-9]|1[0-2])|(?:30|90)(?:0[13-9]|1[0-2])|(?:31|91)(?:0[13578]|1[02]))[0-9]{2}"
    "|(?:29|89)02(?:[02468][048]|[13579][26])"
)
# every dash and blank that normalising leaves
DASHES = (
    "\\-\u02d7\u058a\u05be\u1400\u1806\u2010-\u2015\u2043\u2212"
    "\u2e17\u2e1a\u2e3a\u2e3b\u2e40\u2e5d\u301c\u3030\u30a0\U00010ead"
)
BLANKS = " \t\n\v\f\r\x1c-\x1f\x85\u1680\u2028\u2029"
_NUMBER = f"(?:{_DATE})[{DASHES}{BLANKS}]*[0-9]{{4}}"
_LIKE = re.compile(f"(?<![0-9]){_NUMBER}(?![0-9])")
SQL_PATTERN = f"(?:^|[^0-9]){_NUMBER}(?:$|[^0-9])"  # DuckDB's expressions cannot look around

_WHOLE = re.compile(r"[+-]?[0-9]+([.,][0-9]*)?([eE][+-]?[0-9]+)?")
# within a text, where nobody can say what was a number: nine digits that a lost zero makes one
_LOST_ZERO = re.compile("(?<![0-9])[1-9](?:0[1-9]|1[0-2])[0-9]{6}(?![0-9])")


def holds(text: str) -> bool:
    """Whether a name or a key holds, or as a whole number is, something like a CPR number."""
    text = plain(text)
    return bool(_LIKE.search(text) or _LIKE.search(_ten_digits(text)))


def masked(text: str) -> str:
    """The text with … for whatever may be a CPR number; as it stands where there is none."""
    looked_at = text if text.isascii() else plain(text)
    hidden = _LOST_ZERO.sub("…", _LIKE.sub("…", looked_at))
    if hidden != looked_at:
        return hidden
    return "…" if holds(text) else text


def _ten_digits(text: str) -> str:
    """The digits of a whole number with the zero that days 1-9 lose; as a spreadsheet prints it too."""
    if not _WHOLE.fullmatch(text):
        return ""
    value = abs(float(text.replace(",", ".")))
    return f"{value:010.0f}" if isfinite(value) and value < 1e11 and value.is_integer() else ""
