"""What is printed, part by part, as data: the same for a page of its own and for a PDF."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.charts.grammar import Spec
from dashboard.charts.strips import Table

MARKED = re.compile(r"(\*\*[^*]+\*\*|`[^`]+`)")


@dataclass(frozen=True)
class Picture:
    """A chart, and what it shows in words, for who cannot see it."""

    spec: Spec
    says: str
    width: float = 1  # of the page


@dataclass(frozen=True)
class Block:
    """A part of what is printed: a heading, what is said below it, and its numbers.

    **Weighty** words and `codes` that stand on one line are marked as in the markdown of the pages.
    """

    heading: str = ""
    level: int = 2
    told: tuple[str, ...] = ()
    figures: Table | None = None
    pictures: tuple[Picture, ...] = ()
    cells: Sequence[Mapping[str, str]] = ()  # a table in words, by its headings
    notes: tuple[str, ...] = ()  # in small print
    kind: str = ""


@dataclass(frozen=True)
class Paper:
    """What a document is called, and what stands in its margins."""

    title: str
    language: str
    on: date  # of the data: the document says no other day
    head: tuple[str, str]
    foot: str
    cover: Sequence[str] = ()  # of a book, which has a cover and a table of contents
    contents: str = ""  # the heading of that


def marked(told: str) -> Iterator[tuple[str, str]]:
    """What is told in pieces, each with its kind: strong, code, or "" for plain text."""
    for piece in filter(None, MARKED.split(told)):
        is_marked = MARKED.fullmatch(piece)
        kind = {"*": "strong", "`": "code"}[piece[0]] if is_marked else ""
        yield kind, piece.strip("*`") if is_marked else piece
