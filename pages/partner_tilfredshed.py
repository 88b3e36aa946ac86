"""Tilfredshed: what do our citizens answer, beside the nine printed diagrams of 2016?"""

from dashboard import drawing
from dashboard.partner import screen
from dashboard.presenters import municipal

parts = municipal.answers(screen.report().rows, drawing.colours())
screen.few(municipal.rows_of(parts))
for part in parts:
    screen.part(part)
