"""Words with ways to other pages in them: a sentence, and a table of which a cell may be a way.

Text alone goes in, inert markup comes out. A way opens in the same tab, so that Back leads back.
"""

from collections.abc import Mapping, Sequence

from htpy import Element, Node, a, div, p, table, tbody, td, th, thead, tr

from dashboard.charts.grammar import Ink

Way = tuple[str, str]  # address and words
# of the page, in its head
STYLE = """
.way { margin: 0; } .way.quiet { font-size: .875rem; } .way a, .listing a { color: var(--own); }
.listing { container-type: inline-size; }
.listing table { width: 100%; border-collapse: collapse; font-size: .875rem; line-height: 1.35; }
.listing th, .listing td { border: 0; border-bottom: 1px solid var(--faint); padding: .3rem .6rem .3rem 0;
  text-align: left; vertical-align: top; font-weight: 400; }
.listing th { color: var(--quiet); font-size: .8125rem; }
@container (max-width: 600px) {
  .listing thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .listing tr { display: flex; flex-wrap: wrap; gap: 0 .8rem; padding: .35rem 0;
    border-bottom: 1px solid var(--faint); }
  .listing td { border: 0; padding: 0; }
}
@media print { .listing tr { break-inside: avoid; } }
"""


def sentence(parts: Sequence[str | Way], colours: Ink, *, is_quiet: bool = False) -> str:
    """Words and ways after one another."""
    return str(
        p(class_=["way", is_quiet and "quiet"], style=_look(colours))[[*map(_written, parts)]]
    )


def listing(rows: Sequence[Mapping[str, str | Way]], name: str, colours: Ink) -> str:
    """A table under the keys of its first row. name: of the table, for who cannot see it."""
    headings = list(rows[0]) if rows else []
    return str(
        div(".listing", style=_look(colours))[
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


def _look(colours: Ink) -> str:
    return f"--own:{colours.own};--faint:{colours.faint};--quiet:{colours.target}"
