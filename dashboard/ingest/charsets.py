"""Which encoding a file of text is in: by its first bytes, or what one that is no UTF-8 looks like."""

import codecs
from pathlib import Path

# in the order of how often they are met; a tie goes to the first
LOOKED_LIKE = ("windows-1252", "mac-roman", "cp850")
LETTERS = frozenset("æøåÆØÅéÉüÜöÖäÄ–’”“")
LONGEST = 1 << 20  # bytes of one line that are looked at
START = 4096


def declared(path: Path) -> str:
    """The encoding the file's first bytes declare, or leave no doubt of; "" where they do not."""
    with path.open("rb") as file:
        start = file.read(START)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if start.startswith(codecs.BOM_UTF8):
        return "utf-8"
    first, second = start[::2], start[1::2]
    nearly = max(len(second) // 2, 1)  # of a text in Latin letters every other byte is 0
    if second.count(0) > nearly and not first.count(0):
        return "utf-16-le"
    if first.count(0) > nearly and not second.count(0):
        return "utf-16-be"
    return ""


def holds_zeros(path: Path) -> bool:
    """Whether it begins with bytes that no text has."""
    with path.open("rb") as file:
        return b"\0" in file.read(START)


def looked_at(path: Path) -> tuple[str, int | None, str | None]:
    """What is wrong with a file that is no UTF-8: the rule it breaks, the row, and what it looks like."""
    points = dict.fromkeys(LOOKED_LIKE, 0)
    first, has_utf8 = None, False
    with path.open("rb") as file:
        for number, line in enumerate(iter(lambda: file.readline(LONGEST), b""), start=1):
            if line.isascii():
                continue
            try:
                line.decode("utf-8")
                has_utf8 = True
            except UnicodeDecodeError:
                first = first or number
                for name in LOOKED_LIKE:
                    points[name] += _points(line, name)
    if has_utf8 and first:
        return "mixed_encodings", first, None
    likely = max(points, key=points.__getitem__)
    return ("looks_encoded", None, likely) if points[likely] > 0 else ("not_utf8", None, None)


def _points(line: bytes, encoding: str) -> int:
    """How many letters we know there are more than others, were the line in that encoding."""
    found = [letter for letter in line.decode(encoding, errors="replace") if not letter.isascii()]
    known = sum(letter in LETTERS for letter in found)
    return known - (len(found) - known)
