"""Tilfredshed: what do our citizens answer, beside the nine printed diagrams of 2016?"""

from dashboard import drawing, municipal, partner_screen

rows = partner_screen.report().rows
for part in municipal.answers(rows, drawing.colours()):
    partner_screen.part(part)
