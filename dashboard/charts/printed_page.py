"""A page of its own for print: headings, what is said below them, figure rows and tables in words.

Text alone goes in, inert markup comes out.
"""

from collections.abc import Iterator, Mapping, Sequence

import htpy
from htpy import Element, Node, p, table, tbody, td, th, thead, tr
from markupsafe import Markup

from dashboard.charts import style
from dashboard.charts.blocks import Block, marked
from dashboard.charts.figure_rows import figure_rows
from dashboard.charts.grammar import LIGHT
from dashboard.charts.strips import Amount


def printed(title: str, language: str, look: str, blocks: Sequence[Block], amount: Amount) -> str:
    """The blocks as a page of its own, which asks for nothing but itself. amount: writes an end of a scale."""
    head = htpy.head[
        htpy.meta(charset="utf-8"),
        htpy.meta(name="viewport", content="width=device-width, initial-scale=1"),
        htpy.title[title],
        htpy.style[Markup(style.STYLE + look)],  # noqa: S704 - ours, and no element
    ]
    main = htpy.main[[_block(block, amount) for block in blocks]]
    return str(htpy.html(lang=language)[head, htpy.body[main]])


def _block(block: Block, amount: Amount) -> Element:
    heading = (htpy.h1, htpy.h2, htpy.h3)[block.level - 1]
    return htpy.section(class_=block.kind or None)[
        block.heading and heading[block.heading],
        [p[_marked(told)] for told in block.told],
        figure_rows(block.figures, LIGHT, amount) if block.figures else None,
        _in_words(block.cells) if block.cells else None,
        [p(".quiet")[_marked(told)] for told in block.notes],
    ]


def _in_words(cells: Sequence[Mapping[str, str]]) -> Element:
    first, others = th(scope="row"), td
    rows = [
        [
            others(data_label=key.strip() or None)[cell] if i else first[cell]
            for i, (key, cell) in enumerate(row.items())
        ]
        for row in cells
    ]
    headings = [th(scope="col")[key] for key in cells[0]] if any(map(str.strip, cells[0])) else []
    return table(class_="words")[headings and thead[tr[headings]], tbody[[tr[row] for row in rows]]]


def _marked(told: str) -> Iterator[Node]:
    """**Weighty** words, and `codes` that stand on one line, as in the markdown of the pages."""
    for kind, inside in marked(told):
        yield {"strong": htpy.strong, "code": htpy.code}[kind][inside] if kind else inside
