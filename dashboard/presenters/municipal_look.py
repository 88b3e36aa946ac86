"""How a municipality's report looks as a page of its own, on screen and on paper."""

STYLE = """
:root { color-scheme: light; font-size: 15px; }
body { font: 1rem/1.4 system-ui, sans-serif; color: #222; background: #fff; margin: 0; }
main { max-width: 56rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .2rem; } h2 { font-size: 1.25rem; margin: .5rem 0 .1rem; }
h3 { font-size: 1rem; margin: .9rem 0 .1rem; } p { margin: .2rem 0; } .quiet { color: #555; font-size: .875rem; }
.rows tr > th, .rows tr > td { padding-top: .2rem; padding-bottom: .2rem; }
.rows tr > .heading { padding-top: .5rem; }
.rows .line { height: 1.2rem; }
.rows tr:has(+ .says) > * { border-bottom: 0; }
.promises .rows { font-size: 1rem; } .half > p { color: #555; font-size: .875rem; }
code { font: inherit; white-space: nowrap; }
.words { border-collapse: collapse; width: 100%; font-size: .8125rem; line-height: 1.3; margin: .2rem 0; }
.words th, .words td { text-align: left; vertical-align: top; padding: .12rem .6rem .12rem 0; font-weight: 400;
  border-bottom: 1px solid #ccc; }
.words thead th { color: #555; }
@media screen and (max-width: 40rem) {
  .words tr { display: flex; flex-wrap: wrap; gap: 0 .8rem; border-bottom: 1px solid #ccc; }
  .words tr > * { border: 0; min-width: 0; overflow-wrap: break-word; } .words tr > :first-child { flex: 1 0 100%; }
  .words thead { display: none; } .words td:empty { display: none; }
  .words td[data-label]::before { content: attr(data-label) " "; color: #555; }
}
@media (min-width: 56rem), print {
  main { display: grid; grid-template-columns: 1fr 1fr; column-gap: 2rem; }
  main > section { grid-column: 1 / -1; min-width: 0; } main > .half { grid-column: auto; }
  .promises .held, .words td:not(:last-child) { white-space: nowrap; }
  .promises .rows .strip { width: 24%; min-width: 6rem; }
  .half .figures { container-type: normal; } .half .rows .strip { min-width: 4rem; width: 20%; }
  .half .rows .label { width: 40%; } .half .rows th { padding-right: .3rem; } .half .rows .told { padding-right: 0; }
}
@media print {
  :root { font-size: 11.5px; } section:not(.promises, .half) .rows :is(.label, .strip) { width: 18%; }
  .rows .verdict { white-space: normal; }
  .rows tr > th, .rows tr > td { padding-top: .15rem; padding-bottom: .15rem; }
  main { max-width: none; margin: 0; padding: 0; }
  .appendix, .half ~ .opens { break-before: page; } h1, h2, h3, h3 + p, .opens, .words thead { break-after: avoid; }
  .words ~ p { break-before: avoid; }
  tr, p, .words, .half .figures, .opens ~ .half tbody { break-inside: avoid; }
  .half .rows { line-height: 1.25; } .half .rows .line { height: 1.1rem; }
  .half .rows tr > th, .half .rows tr > td { padding-top: .04rem; padding-bottom: .04rem; }
}
"""
# what stands in the margins of each page
MARGINS = """
@page { size: A4; margin: 14mm 15mm 13mm; font: 8pt system-ui, sans-serif; color: #555;
  @top-left { content: %(place)s } @top-right { content: %(period)s }
  @bottom-left { content: %(code)s } @bottom-right { content: %(page)s } }
"""
