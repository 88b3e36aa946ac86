"""Where citizens are least satisfied: the first thing to ask of many questions."""

from collections.abc import Sequence

from dashboard.catalogue.row import FigureRow
from dashboard.foundation import terms, words
from dashboard.foundation.words import number
from dashboard.foundation.words import text as _
from dashboard.presenters.diagrams import DIAGRAMS, OF_SATISFACTION, TONES, answers, figure_ids

DISSATISFIED = 3  # the first tone on that side


def sentence(rows: Sequence[FigureRow]) -> str:
    """The question the largest share has answered on that side, with each answer's count.

    "" where nobody has, where fewer than ten answered every question, or where any count is hidden.
    """
    found = []
    for diagram in (each for each in DIAGRAMS if each.number.startswith(OF_SATISFACTION)):
        by_id = {row.id: row for row in rows}
        ids = zip(answers(diagram), figure_ids(diagram), strict=True)
        poor = [(code, by_id[id_]) for code, id_ in ids if id_ in by_id and _is_poor(code)]
        if any(row.n and row.k is None for _code, row in poor):
            return ""  # what is said of the others would tell of this
        if poor and poor[0][1].is_judgeable:
            found.append((sum(row.count for _code, row in poor), poor, diagram))
    k, poor, most = max(found, key=lambda each: each[0] / each[1][0][1].size, default=(0, [], None))
    if not k or most is None:
        return ""
    quoted = [
        _("”{words}”", words=terms.word(terms.ANSWERS[most.item], code)) for code, _row in poor
    ]
    told = [
        f"{number(row.count)} {words_}"
        for (_code, row), words_ in zip(poor, quoted, strict=True)
        if row.count
    ]
    return _(
        "Flest utilfredse: ”{question}”: {answers} ud af {n}.",
        question=_(terms.QUESTIONS[most.item]),
        answers=words.listing(told),
        n=number(poor[0][1].size),
    )


def _is_poor(code: str) -> bool:
    return (TONES[code] or 0) >= DISSATISFIED
