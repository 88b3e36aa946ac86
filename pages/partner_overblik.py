"""Overblik: are the three promises kept for our citizens, and what do they get?"""

from dashboard import drawing, municipal, partner_screen, partner_words

rows = partner_screen.report().rows
if municipal.is_sparse(rows):
    drawing.calm(partner_words.sparse())
partner_screen.promise_tiles()
for part in municipal.received(rows, drawing.colours()):
    partner_screen.part(part)
