"""Headings as systems write them ("AFSL_ÅRS_KD"): what they may be in full."""

import re

from dashboard.ingest import vocabulary

NUMBERED = re.compile(r"(?:sp|spm|q|s|v)?[0-9]+")  # SP3, the number of a question
LEAST_LETTERS = 3  # of a part that may be cut short


def parts(heading: str) -> list[str]:
    """The parts of a heading with underscores, spelt out; empty of any other."""
    bare = heading.split("(")[0].strip().casefold()
    if "_" not in bare:
        return []
    known = vocabulary.abbreviations()
    found = [known.get(part, part) for part in bare.split("_")]
    return [part for part in found if part and not NUMBERED.fullmatch(part)]


def spelt_out(heading: str) -> list[str]:
    """What a heading may be called by people: all of its parts, then without the first, which may be the table's."""
    found = parts(heading)
    tails = [found, found[1:]] if len(found) > 1 else [found]
    return [joined for tail in tails if tail for joined in (" ".join(tail), "".join(tail))]


def pattern(heading: str) -> re.Pattern[str] | None:
    """What begins with the parts of a heading, each of which may be cut short ("egen inds"); None of any other."""
    found = parts(heading)
    if len(found) < 2 or any(len(part) < LEAST_LETTERS for part in found):
        return None
    return re.compile(r"\s*".join(re.escape(part) + r"\w*" for part in found))
