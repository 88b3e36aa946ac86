"""Tilfredshed: what do our citizens answer, beside the nine printed diagrams of 2016?"""

from dashboard import drawing, municipal, partner_screen

parts = municipal.answers(partner_screen.report().rows, drawing.colours())
partner_screen.few(municipal.rows_of(parts))
for part in parts:
    partner_screen.part(part)
