"""Svar: what do our citizens answer about their courses?"""

from dashboard import drawing
from dashboard.partner import screen
from dashboard.presenters import municipal, municipal_words

edition = screen.edition()
if told := municipal_words.unanswered(edition):
    drawing.calm(told)
if answers := municipal.answers(edition):
    screen.questions(municipal.questions(answers, edition))
