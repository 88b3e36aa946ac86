"""How rows, lists and ways look: CSS for pages and for print. What is drawn in it stands beside it."""

from dashboard.charts.grammar import LIGHT, Ink

INKS = {
    "own": "own", "national": "national", "target": "target", "faint": "faint", "good": "good_side",
    "quiet": "target", "met": "met", "missed": "missed",
}  # fmt: skip
# of the page, in its head; each table brings its inks
STYLE = """
.figures { container-type: inline-size; }
.rows { width: 100%; border-collapse: collapse; font-size: .875rem; line-height: 1.35; margin: 0;
  print-color-adjust: exact; }
.rows th, .rows td { border: 0; border-bottom: 1px solid var(--faint); padding: .3rem .6rem .3rem 0;
  text-align: left; vertical-align: top; font-weight: 400; }
.rows thead th, .rows .axis th, .rows .axis td { color: var(--quiet); font-size: .8125rem; }
.rows .label { width: 34%; } .rows .strip { width: 24%; min-width: 9rem; }
.rows.bare .strip { width: 45%; }
.rows .told { text-align: right; font-weight: 600; white-space: pre; }
.rows thead .told { font-weight: 400; }
.rows td.held { color: var(--national); } .rows .held { text-align: right; min-width: 7.5rem; }
.rows .verdict { min-width: 8.5rem; }
.rows .quiet { color: var(--quiet); font-weight: 400; }
.rows summary { cursor: pointer; padding: .1rem 0; }
.rows details p { margin: .2rem 0 .2rem .9rem; color: var(--quiet); font-size: .8125rem; }
/* below the strip beside it too: there is air, and half as many lines */
@container (min-width: 601px) { .rows details p { width: 45cqw; margin-right: -45cqw; } }
.rows details a { color: var(--own); }
.rows .badge { border: 1px solid var(--quiet); border-radius: .5rem; padding: 0 .4rem; white-space: nowrap; }
.rows .ends { display: flex; justify-content: space-between; }
.rows .line { position: relative; display: block; height: 1.35rem; }
.rows .line > * { position: absolute; top: 50%; transform: translateY(-50%); }
.rows .ground { left: 0; right: 0; height: 1px; background: var(--faint); }
.rows .good { height: 1.1rem; background: var(--good); }
.rows .span { height: .35rem; border-radius: .2rem; background: var(--own); opacity: .45; }
.rows .dot { width: .7rem; height: .7rem; margin-left: -.35rem; border-radius: 50%; background: var(--own); }
.rows .bar { height: .8rem; background: var(--own); }
.rows .line:has(.latest) { height: 2.6rem; } .rows .line:has(.latest) .ground { top: 100%; }
.rows :is(.column, .latest) { top: auto; bottom: 0; transform: none; background: var(--own); opacity: .45; }
.rows .latest { opacity: 1; }
.rows .tick { width: 3px; height: 1.1rem; margin-left: -1.5px; background: var(--national); }
.rows .tick.own { width: .7rem; height: .7rem; margin-left: -.35rem; border-radius: 50%; background: none;
  border: 2px solid var(--own); box-sizing: border-box; }
.rows .target, .rows .nought { width: 2px; height: 1.1rem; margin-left: -1px; background: var(--target); }
.rows .nought { width: 1px; }
.rows.alone .line { height: 1.6rem; } .rows.alone .good, .rows.alone .target { height: 1.5rem; }
.rows.alone .ends { color: var(--quiet); font-size: .8125rem; }
.rows caption { caption-side: bottom; text-align: left; color: var(--quiet); font-size: .8125rem; padding-top: .3rem; }
.rows .heading { padding-top: .7rem; font-weight: 600; }
.rows.bare thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
/* room for a finger, into the air around it */
@media (pointer: coarse), (max-width: 640px) {
  .rows .label summary { padding: .85rem 0; margin: -.75rem 0 0; }
  .rows .label details a { display: inline-block; padding: .9rem 0; margin: -.35rem 0; }
  .listing td a { display: inline-block; padding: .8rem 0; margin: -.35rem 0; min-width: 44px; }
  .tile .more a { display: inline-block; padding: .85rem 0; margin: -.6rem 0; }
  .tile summary { padding: .85rem 0; margin: -.6rem 0; }
}
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); gap: 1rem; }
.tile { border: 1px solid var(--faint); border-radius: .4rem; padding: 1rem; break-inside: avoid;
  display: flex; flex-direction: column; gap: .6rem; }
.tile p, .tile h2 { margin: 0; padding: 0; }
.tile h2 { font-size: 1.5rem; font-weight: 600; line-height: 1.3; }
.tile small { font-size: .875rem; white-space: nowrap; }
.tile .more { font-size: .875rem; } .tile a { color: var(--own); white-space: nowrap; }
.tile summary { cursor: pointer; }
.badges { margin: 0; }
:is(.tile, .badges) .badge { border-radius: .25rem; padding: .1rem .35rem; font-size: .875rem; color: var(--quiet);
  background: color-mix(in srgb, currentColor 10%, transparent); }
:is(.tile, .badges) .good { color: var(--met); } :is(.tile, .badges) .bad { color: var(--missed); }
.way { margin: 0; } .way.quiet { font-size: .875rem; } .way a, .listing a { color: var(--own); }
.listing { container-type: inline-size; }
.listing table { width: 100%; border-collapse: collapse; font-size: .875rem; line-height: 1.35; }
.listing th, .listing td { border: 0; border-bottom: 1px solid var(--faint); padding: .3rem .6rem .3rem 0;
  text-align: left; vertical-align: top; font-weight: 400; }
.listing th { color: var(--quiet); font-size: .8125rem; }
@container (max-width: 600px) {
  .listing tr { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 .8rem; padding: .35rem 0;
    border-bottom: 1px solid var(--faint); }
  .listing th, .listing td { border: 0; padding: 0; }
  .listing thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
}
@media print { .tile .more a, .way.quiet a, .way.alone { display: none; }
  .listing tr { break-inside: avoid; } .tile { padding: .5rem; gap: .25rem; }
  .rows .label { width: 40%; } .rows .strip { width: 18%; min-width: 6rem; } }
"""
# where a table has no room: label and number on one line, the strip below them, then what it is held against
STACKED = """
  .rows thead { display: block; } .rows thead tr { border: 0; padding: 0; justify-content: flex-start; }
  .rows thead th:not(.strip) { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .rows { display: flex; flex-direction: column; } .rows tbody, .rows caption { display: block; }
  .rows caption { order: 1; }
  .rows tr { display: flex; flex-wrap: wrap; justify-content: flex-end; align-items: baseline; gap: 0 .6rem;
    padding: .35rem 0; border-bottom: 1px solid var(--faint); }
  .rows th, .rows td { border: 0; padding: 0; } .rows .label { flex: 1 1 38%; width: auto; }
  .rows .label:has(details[open]) { flex-basis: 100%; } .rows .told { max-width: 60%; }
  .rows .heading { flex-basis: 100%; }
  .rows .strip { order: 1; width: 100%; } .rows :is(.held, .verdict, .grade) { order: 2; min-width: 0; }
  .rows summary { padding: .5rem 0; } .rows .label summary { margin: -.35rem 0; }
  .rows td[data-label]::before { content: attr(data-label) " "; color: var(--quiet); font-size: .8125rem; }
  .rows td:empty { display: none; } .rows .told { white-space: pre-line; }
"""
for _room, _rows in (("400px", ".rows.bare"), ("600px", ".rows:not(.bare)")):
    STYLE += f"@container (max-width: {_room}) {{{STACKED.replace('.rows', _rows)}}}\n"


def of(colours: Ink, more: str = "") -> str:
    """The inks of a table, as its own style."""
    return ";".join(f"--{name}:{getattr(colours, ink)}{more}" for name, ink in INKS.items())


# the inks of paper, whatever the theme of the screen
ON_PAPER = (
    f"@media print {{ :is(.rows, .tiles, .badges) {{ {of(LIGHT, ' !important')} }} "
    ".rows summary { list-style: none; } }\n"
)
