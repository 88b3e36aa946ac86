"""Text from outside that we show or write on: no formula, no control characters, no CPR number."""

from dashboard.foundation import cpr

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def cell(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would have run it (CSV injection)."""
    return "'" + text if text.startswith(FORMULA) else text


def line(text: str) -> str:
    """The text on one line of a terminal or a page: no line breaks, no control characters."""
    return "".join(letter if letter.isprintable() else "·" for letter in text)


def heading(text: str) -> str:
    """A heading or a key somebody chose, on one line, without numbers that might be a person's."""
    return line(cpr.masked(text))
