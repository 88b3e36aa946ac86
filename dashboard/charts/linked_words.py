"""Words with ways to other pages in them: a sentence, and a table of which a cell may be a way.

Text alone goes in, inert markup comes out. A way opens in the same tab, so that Back leads back.
"""

from collections.abc import Mapping, Sequence

from htpy import Element, Node, a, div, p, table, tbody, td, th, thead, tr

from dashboard.charts import style
from dashboard.charts.grammar import Ink

Way = tuple[str, str]  # address and words


def sentence(parts: Sequence[str | Way], colours: Ink, *, is_quiet: bool = False) -> str:
    """Words and ways after one another; ways alone are for a screen, not for paper."""
    words = [part for part in parts if isinstance(part, str) and any(map(str.isalpha, part))]
    kinds = ["way", is_quiet and "quiet", not words and "alone"]
    return str(p(class_=kinds, style=style.of(colours))[[*map(_written, parts)]])


def listing(rows: Sequence[Mapping[str, str | Way]], name: str, colours: Ink) -> str:
    """A table under the keys of its first row. name: of the table, for who cannot see it."""
    headings = list(rows[0]) if rows else []
    return str(
        div(".listing", style=style.of(colours))[
            table(role="table", aria_label=name)[
                thead(role="rowgroup")[
                    tr(role="row")[
                        [th(scope="col", role="columnheader")[heading] for heading in headings]
                    ]
                ],
                tbody(role="rowgroup")[map(_row, rows)],
            ]
        ]
    )


def _row(cells: Mapping[str, str | Way]) -> Element:
    return tr(role="row")[[td(role="cell")[_written(cell)] for cell in cells.values()]]


def _written(part: str | Way) -> Node:
    return part if isinstance(part, str) else a(href=part[0], target="_self")[part[1]]
