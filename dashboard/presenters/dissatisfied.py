"""Where citizens are least satisfied: the first thing to ask of many questions."""

from collections.abc import Mapping, Sequence

from dashboard.catalogue.row import FigureRow
from dashboard.foundation import terms, words
from dashboard.foundation.words import number
from dashboard.foundation.words import text as _
from dashboard.presenters.diagrams import (
    DIAGRAMS,
    OF_SATISFACTION,
    TONES,
    Diagram,
    answers,
    figure_ids,
)

DISSATISFIED = 3  # the first tone on that side


def sentence(rows: Sequence[FigureRow]) -> str:
    """The question the largest share has answered on that side, with each answer's count.

    "" where nobody has, where fewer than ten answered every question, or where any count is hidden.
    """
    by_id = {row.id: row for row in rows}
    found = {
        each: _poor(each, by_id) for each in DIAGRAMS if each.number.startswith(OF_SATISFACTION)
    }
    if any(row.n and row.k is None for poor in found.values() for row in poor.values()):
        return ""  # what is said of the others would tell of this
    shares = {
        diagram: sum(row.count for row in poor.values()) / next(iter(poor.values())).size
        for diagram, poor in found.items()
        if poor and all(row.is_judgeable for row in poor.values())
    }
    if not any(shares.values()):
        return ""
    most = max(shares, key=shares.__getitem__)
    told = []
    for code, row in found[most].items():
        answer = _("”{words}”", words=terms.word(terms.ANSWERS[most.item], code))
        told += [f"{number(row.count)} {answer}"] if row.count else []
    return _(
        "Flest utilfredse: ”{question}”: {answers} ud af {n}.",
        question=_(terms.QUESTIONS[most.item]),
        answers=words.listing(told),
        n=number(next(iter(found[most].values())).size),
    )


def _poor(diagram: Diagram, rows: Mapping[str, FigureRow]) -> dict[str, FigureRow]:
    """The answers on the dissatisfied side there is a row of, by their codes."""
    ids = zip(answers(diagram), figure_ids(diagram), strict=True)
    return {c: rows[id_] for c, id_ in ids if id_ in rows and (TONES[c] or 0) >= DISSATISFIED}
