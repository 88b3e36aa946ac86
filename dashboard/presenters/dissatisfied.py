"""Where citizens are least satisfied: the first thing to ask of many questions."""

from collections.abc import Sequence

from dashboard.catalogue.row import FigureRow
from dashboard.foundation import terms
from dashboard.foundation.words import number, percent
from dashboard.foundation.words import text as _
from dashboard.presenters.diagrams import DIAGRAMS, OF_SATISFACTION, TONES, answers, figure_ids

DISSATISFIED = 3  # the first tone on that side


def sentence(rows: Sequence[FigureRow]) -> str:
    """The question most have answered on the dissatisfied side, and how many; "" where nobody has, or it is hidden."""
    found = []
    for diagram in (each for each in DIAGRAMS if each.number.startswith(OF_SATISFACTION)):
        by_code = dict(zip(answers(diagram), figure_ids(diagram), strict=True))
        poor = [by_code[code] for code in by_code if (TONES[code] or 0) >= DISSATISFIED]
        own = [row for row in rows if row.id in poor]
        if own and own[0].n and all(row.k is not None for row in own):
            found.append((sum(row.count for row in own), own[0].size, diagram))
    if not any(k for k, _n, _diagram in found):
        return ""
    k, n, most = max(found, key=lambda each: each[0] / each[1])
    question = _(terms.QUESTIONS[most.item])
    told = _(
        "Flest utilfredse: ”{question}”, {k} ud af {n}", question=question, k=number(k), n=number(n)
    )
    return f"{told} ({percent(k / n)})."
