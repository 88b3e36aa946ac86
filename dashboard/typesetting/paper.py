"""Printed parts as a tagged PDF: text and numbers go in as data, A4 comes out, the same bytes each time.

Typeset by paper.typ with one font of a package's own; nothing of the machine's, nothing fetched. The compiler
refuses a picture without a text for who cannot see it (PDF/UA-1).
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from dashboard.charts.blocks import Block, Paper, marked
from dashboard.charts.grammar import LIGHT
from dashboard.charts.strips import Amount, Body, Line, Table, marks
from dashboard.charts.style import INKS
from dashboard.foundation import words
from dashboard.foundation.errors import DashboardError
from dashboard.foundation.words import text as _
from dashboard.typesetting import pictures

TEMPLATE = Path(__file__).with_name("paper.typ")
MOST_TOGETHER = 16  # rows of a table that are not parted by the end of a page
FEW_LINES = 6  # of sentences, which alone below a heading go on with what follows
MANY_LINES = 36  # which are parted
MARKED_ = b"/Marked true/Suspects false"
LONG_WORD = re.compile(r"\S{60}(?=\S)")
BREAK = "\N{ZERO WIDTH SPACE}"
UNKNOWN_LETTER = re.compile(r'(?:the text|disallowed codepoint) `?"(.+?)"`?')
FEW, WIDEST = 24, 80  # letters of a column that need no second line, and of the widest


def pdf(paper: Paper, blocks: Sequence[Block], amount: Amount) -> bytes:
    """The blocks as a PDF. amount: writes an end of a scale. DashboardError for a letter the font has not."""
    day = datetime(paper.on.year, paper.on.month, paper.on.day, tzinfo=UTC)
    document = json.dumps(_document(paper, blocks, amount))
    try:
        made = typst.compile(
            TEMPLATE.read_bytes(),
            font_paths=_fonts(),
            sys_inputs={"paper": document},
            format="pdf",
            pdf_standards=["ua-1"],
            timestamp=day,
        )
    except typst.TypstError as error:
        letter = UNKNOWN_LETTER.search(str(error))
        if not letter:
            raise
        raise DashboardError(
            _("Tegnet ”{letter}” kan ikke trykkes; tag det ud af teksten.", letter=letter[1])
        ) from None
    # as it is without being said; said, poppler calls it an error of the file
    unsaid = b"/Marked true".ljust(len(MARKED_))
    return bytes(made).replace(MARKED_, unsaid)


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[pictures.fonts().name],
    )


def _document(paper: Paper, blocks: Sequence[Block], amount: Amount) -> dict[str, Any]:
    return {
        "title": paper.title,
        "author": "KeepGoing",
        "language": paper.language,
        "on": [paper.on.year, paper.on.month, paper.on.day],
        "font": pictures.FONT,
        "inks": {name: getattr(LIGHT, ink) for name, ink in INKS.items()} | {"text": LIGHT.text},
        "head": paper.head,
        "foot": paper.foot,
        "numbered": list(_numbered()),
        "is_book": bool(paper.cover),
        "cover": [_pieces(told) for told in paper.cover],
        "contents": paper.contents,
        "blocks": [_block(block, amount) for block in blocks],
    }


def _numbered() -> Iterator[tuple[bool, str]]:
    """What stands around the page's number and how many there are, and where they stand."""
    told = words.capital(_("side {page} af {pages}", page="\0page\0", pages="\0pages\0"))
    yield from ((bool(i % 2), piece) for i, piece in enumerate(told.split("\0")) if piece)


def _block(block: Block, amount: Amount) -> dict[str, Any]:
    is_told = bool(block.heading) and not (block.pictures or block.figures or block.cells)
    return {
        "heading": block.heading,
        "level": block.level,
        "told": [_pieces(told) for told in block.told],
        "pictures": [
            {"svg": pictures.svg(each.spec), "says": each.says, "width": each.width}
            for each in block.pictures
        ],
        "figures": _figures(block.figures, amount) if block.figures else None,
        "cells": _in_words(block.cells) if block.cells else None,
        "notes": [_pieces(told) for told in block.notes],
        "kind": block.kind,
        "rows": _rows(block) + _lines(block),
        "goes_on": block.kind == "opens" or (is_told and _lines(block) < FEW_LINES),
        "is_long": block.kind == "half"
        or _rows(block) > MOST_TOGETHER
        or _lines(block) > MANY_LINES,
    }


def _pieces(told: str) -> list[tuple[str, str]]:
    """As marked has them; a word longer than a line may go on below, as an address does."""
    return [(kind, LONG_WORD.sub(rf"\g<0>{BREAK}", piece)) for kind, piece in marked(told)]


def _lines(block: Block) -> int:
    """How many lines its sentences take, about."""
    said = (line for told in (*block.told, *block.notes) for line in told.split("\n"))
    return sum(1 + len(line) // WIDEST for line in said)


def _rows(block: Block) -> int:
    """How many lines a block is, about: words that fill a column go on below."""
    in_words = [1 + max(map(len, row.values())) // WIDEST for row in block.cells]
    return sum(in_words) + (len(block.figures.lines) if block.figures else 0)


def _figures(table: Table, amount: Amount) -> dict[str, Any]:
    names = table.headings
    return {
        "headings": [names.label, names.strip, names.told],
        "columns": list(table.columns.items()),
        "bodies": [_body(body, amount) for body in table.bodies()],
        "note": table.note,
    }


def _body(body: Body, amount: Amount) -> dict[str, Any]:
    line = body.lines[0]
    return {
        "name": line.unit_name,
        "is_headed": line.ends is not None,
        "ends": body.scale(amount),
        "lines": [_line(each, body) for each in body.lines],
    }


def _line(line: Line, body: Body) -> dict[str, Any]:
    return {
        "label": line.label,
        "told": line.told,
        "marks": [vars(mark) for mark in marks(line, body.first, body.last)],
        "cells": {"held": line.held, "verdict": line.verdict, "grade": line.grade},
        "says": line.says,
        "is_quiet": line.is_quiet,
    }


def _in_words(cells: Sequence[Mapping[str, str]]) -> dict[str, Any]:
    headings = list(cells[0])
    # a column of few letters, or of a word that cannot be parted, is as wide as it is; sentences share the rest
    longest = [max(len(row[key]) for row in (dict(zip(headings, headings, strict=True)), *cells))
               for key in headings]  # fmt: skip
    longest_word = [
        max(len(w) for row in cells for w in row[key].split() or [""]) for key in headings
    ]
    return {
        "headings": headings if any(map(str.strip, headings)) else [],
        "widths": [
            0 if letters <= FEW or word > FEW else min(max(letters, 2 * word), WIDEST)
            for letters, word in zip(longest, longest_word, strict=True)
        ],
        "rows": [list(row.values()) for row in cells],
    }
