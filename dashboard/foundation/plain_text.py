"""Text as it is compared: two spellings that nobody can tell apart are one.

Normalised (NFKC), without what is not seen (zero-width, soft hyphens, marks of direction), trimmed.
"""

import unicodedata


class _Seen(dict[int, int | None]):
    """A table for str.translate that fills as letters are met: format characters go."""

    def __missing__(self, letter: int) -> int | None:
        self[letter] = None if unicodedata.category(chr(letter)) == "Cf" else letter
        return self[letter]


_SEEN = _Seen()


def plain(text: str) -> str:
    """A code, an id or a name as it is compared."""
    if text.isascii():  # nearly all of them
        return text.strip()
    return unicodedata.normalize("NFKC", text.translate(_SEEN)).strip()


def heading_key(text: str) -> str:
    """A heading as it is compared: also without regard to case, line breaks and double blanks."""
    return " ".join(plain(text).split()).casefold()
