"""Headings by the words that say something: "Over i fase 2", "Henvist (dato)"."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from dashboard.foundation.plain_text import heading_key

FILLERS = ("dato", "datoen", "den", "over", "i", "date")  # they say nothing of what


def best(heading: str, known: Mapping[str, Iterable[str]]) -> tuple[str, str] | None:
    """The one of `known` (ours -> words) that a heading means without its fillers, and its word; None of two."""
    key = bare(heading)
    found = {
        ours: word for ours, each in known.items() for word in each if key and bare(word) == key
    }
    return next(iter(found.items())) if len(found) == 1 else None


@lru_cache(50_000)
def bare(heading: str) -> str:
    """A heading's words without the fillers; "" where there is no other."""
    words = re.findall(r"\w+(?:/\w+)*", heading_key(heading))
    return " ".join(word for word in words if word not in FILLERS)
