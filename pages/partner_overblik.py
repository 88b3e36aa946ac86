"""Overblik: are the three criteria met for our citizens, and what do they get?"""

from dashboard import drawing
from dashboard.partner import screen
from dashboard.presenters import municipal

rows = screen.report().rows
parts = municipal.received(rows, drawing.colours())
screen.few([*municipal.criteria_rows(rows), *municipal.rows_of(parts)])
screen.criterion_tiles()
for part in parts:
    screen.part(part)
