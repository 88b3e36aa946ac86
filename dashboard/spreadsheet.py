"""Text that no spreadsheet takes for a formula when it opens one of our files."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def inert(text: str) -> str:
    """The text, with an apostrophe before it where it would have been run (CSV injection)."""
    return "'" + text if text.startswith(FORMULA) else text
