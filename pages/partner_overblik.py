"""Overblik: are the three promises kept for our citizens, and what do they get?"""

from dashboard import drawing, municipal, partner_screen

rows = partner_screen.report().rows
parts = municipal.received(rows, drawing.colours())
partner_screen.few([*municipal.criteria_rows(rows), *municipal.rows_of(parts)])
partner_screen.promise_tiles()
for part in parts:
    partner_screen.part(part)
