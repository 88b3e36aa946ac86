"""What caseworkers answer of the cooperation, and employers of the internships, on Tilfredshed."""

from collections.abc import Sequence
from typing import Any

from dashboard.catalogue.row import FigureRow
from dashboard.foundation import schema
from dashboard.foundation.words import text as _
from dashboard.presenters import diagrams
from dashboard.presenters.diagrams import Diagram
from dashboard.presenters.section import only
from dashboard.wording import figure_words

QUESTIONS = tuple(Diagram(item, "") for item in schema.PARTNER_ANSWERS)
RESPONSE_RATES = ("response_rate_partner", "response_rate_internship")
INTERNSHIPS = ("internship_score_mean", *(f"internship_score_{n}_share" for n in range(1, 6)))


def answer_ids(diagram: Diagram) -> list[str]:
    """The figures of a question's answers."""
    return [f"partner_{diagram.item}_{answer}" for answer in schema.PARTNER_ANSWERS[diagram.item]]


IDS = (*RESPONSE_RATES, *(id_ for each in QUESTIONS for id_ in answer_ids(each)), *INTERNSHIPS)


def parts(rows: Sequence[FigureRow]) -> list[dict[str, Any]]:
    """Records for figure_charts.stacked_answers: a bar a question."""
    return [
        part | {"survey": f"{diagrams.heading(each)} {part['survey']}"}
        for each in QUESTIONS
        for part in diagrams.todays_parts(each, only(rows, answer_ids(each)))
    ]


def sentence(rows: Sequence[FigureRow]) -> str:
    """How many would order again, with the interval."""
    again = only(rows, ["partner_would_order_again_yes"])[0]
    if not again.is_measured:
        return ""
    if not again.n:
        return _("Ingen sagsbehandlere har svaret.")
    if again.suppressed:
        return _("For få svar til at vise dem.")
    return _(
        "{share} ville bestille igen (95 %-interval {interval}).",
        share=figure_words.grounds(again),
        interval=figure_words.interval(again),
    )


def internship_sentence(rows: Sequence[FigureRow]) -> str:
    """The mean score, and how many of its questionnaires were answered."""
    (mean,) = only(rows, INTERNSHIPS[:1])
    if not mean.is_measured:
        return ""
    if not mean.n:
        return _("Ingen praktikskemaer er besvaret.")
    if mean.suppressed:
        return _("For få svar til at vise dem.")
    return figure_words.measured(mean) + "."
