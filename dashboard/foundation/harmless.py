"""Text from outside that we show or write on: no formula, no control characters, no long number."""

import re

FORMULA = ("=", "+", "-", "@", "\t", "\r")
# wider than a CPR number, and those that lost their first 0 by having been an integer
LONG_NUMBER = re.compile(r"\d{6}[- ]?\d{4}|\d{9}")


def cell(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would have run it (CSV injection)."""
    return "'" + text if text.startswith(FORMULA) else text


def line(text: str) -> str:
    """The text on one line of a terminal or a page: no line breaks, no control characters."""
    return "".join(letter if letter.isprintable() else "·" for letter in text)


def heading(text: str) -> str:
    """A heading or a key somebody chose, on one line, without numbers that might be a person's."""
    return LONG_NUMBER.sub("…", line(text))
