"""The nine diagrams of the 2016 report beside today's answers, and the doubts that go with them.

What the print gives is drawn as it stands: a value whose label is lost has none, a category that
was not printed is not nought, and 37.5 + 50 + 15.5 is drawn as the 103 % it adds up to.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import polars as pl

from dashboard.catalogue.row import FigureRow
from dashboard.catalogue.scope import Scope
from dashboard.foundation import schema, terms, words
from dashboard.foundation.words import number, percent
from dashboard.foundation.words import text as _
from dashboard.published import reference
from dashboard.wording import figure_words, sources

# how satisfied an answer is, as an index into the calm scale; None stands apart
TONES: dict[str, int | None] = {
    "very_satisfied": 0, "very_good": 0, "yes": 0, "0_1": 0, "morning": 0,
    "satisfied": 1, "good": 1, "2_3": 1, "midday": 1,
    "slightly_satisfied": 2, "partly": 2, "4_5": 2, "evening": 2,
    "not_satisfied": 3, "dissatisfied": 3, "none": 3, "6_7": 3,
    "very_dissatisfied": 4, "very_poor": 4, "unnecessary": 4, "no": 3,
    "dont_know": None,
}  # fmt: skip
OF_SATISFACTION = "3.2"  # what its questions are numbered by
CODES = schema.SATISFACTION_ANSWERS | schema.PARTNER_ANSWERS


@dataclass(frozen=True)
class Diagram:
    """One printed diagram: its question, and each printed value with the answer it belongs to."""

    item: str
    number: str  # "" for the question that was not asked in 2016
    printed: tuple[tuple[str, str | None], ...] = ()  # (published figure, answer or None = lost)

    @property
    def stem(self) -> str:
        """kg_d311 for diagram 3.1.1."""
        return "kg_d" + self.number.replace(".", "")


DIAGRAMS = (
    Diagram("mentor_gender_matters", "3.1.1", (("kg_d311_value1", None), ("kg_d311_value2", None))),
    Diagram("contact_frequency", "3.1.2", (("kg_d312_0_1", "0_1"), ("kg_d312_2_3", "2_3"))),
    Diagram(
        "preferred_time", "3.1.3",
        (("kg_d313_morning", "morning"), ("kg_d313_midday", "midday"), ("kg_d313_evening", "evening")),
    ),
    Diagram(
        "assignment", "3.2.1",
        (("kg_d321_meget_tilfreds", "very_satisfied"), ("kg_d321_value2", None)),
    ),
    Diagram(
        "availability", "3.2.2",
        (("kg_d322_value1", None), ("kg_d322_value2", None), ("kg_d322_value3", None)),
    ),
    Diagram(
        "help", "3.2.3",
        (("kg_d323_meget_tilfreds", "very_satisfied"), ("kg_d323_tilfreds", "satisfied")),
    ),
    Diagram("chemistry", "3.2.4", (("kg_d324_rigtig_god", "very_good"),)),
    Diagram(
        "own_effort", "3.2.5",
        (("kg_d325_value1", None), ("kg_d325_value2", None), ("kg_d325_value3", None)),
    ),
    Diagram("outcome", "3.2.6", (("kg_d326_value1", None), ("kg_d326_value2", None))),
    Diagram("goals_clear", ""),
)  # fmt: skip


RESPONSE_RATE = "response_rate_satisfaction"


def heading(diagram: Diagram) -> str:
    """The question, with the number the diagram has in the report."""
    question = _(terms.QUESTIONS[diagram.item])
    return f"{question} ({diagram.number})" if diagram.number else question


def answers(diagram: Diagram) -> list[str]:
    """The codes of its answers, the most satisfied first, what stands apart last."""
    return sorted(CODES[diagram.item], key=lambda code: (TONES[code] is None, TONES[code] or 0))


def figure_ids(diagram: Diagram) -> list[str]:
    """The figures of today's answers, in the answers' order."""
    return [f"satisfaction_{diagram.item}_{answer}" for answer in answers(diagram)]


def groups() -> dict[str, str]:
    """The question above each figure's answer."""
    return {id_: heading(diagram) for diagram in DIAGRAMS for id_ in figure_ids(diagram)}


def most_given(rows: Sequence[FigureRow]) -> list[FigureRow]:
    """Of each question that is answered the answer most have given, called by both.

    Of answers given as often all are named.
    """
    found = []
    for diagram in DIAGRAMS:
        ids = figure_ids(diagram)
        own = [row for row in rows if row.id in ids]
        given = [row for row in today_rows(own) if row.k]
        if given:
            most = max(given, key=lambda row: row.count)
            codes = [answers(diagram)[ids.index(r.id)] for r in given if r.count == most.count]
            said = (terms.word(terms.ANSWERS[diagram.item], code) for code in codes)
            named = [_("”{words}”", words=each) for each in said]
            name = _(
                "{question} Flest svarer {answers}",
                question=_(terms.QUESTIONS[diagram.item]),
                answers=words.listing(named),
            )
            found += [replace(row, name=name) for row in own if row.id == most.id]
    return found


IDS = (RESPONSE_RATE, *(id_ for diagram in DIAGRAMS for id_ in figure_ids(diagram)))


def parts(diagram: Diagram, rows: Sequence[FigureRow]) -> list[dict[str, Any]]:
    """Records for figure_charts.stacked_answers: the printed bar, then today's."""
    return [*printed_parts(diagram), *todays_parts(diagram, rows)]


def printed_parts(diagram: Diagram) -> list[dict[str, Any]]:
    """The printed bar alone."""
    if not diagram.printed:
        return []
    answered = reference.figures()[f"{diagram.stem}_answered"].value
    survey = _("2016: {n} svar", n=number(answered or 0))
    found = []
    for figure_id, answer in diagram.printed:
        published = reference.figures()[figure_id]
        label = (
            terms.word(terms.ANSWERS[diagram.item], answer)
            if answer
            else _("svarkategorien er ukendt")
        )
        found.append(
            {
                "survey": survey,
                "share": published.value,
                "label": label,
                "part_label": f"{label} {percent(published.value or 0, published.decimals)}",
                "tone": TONES[answer] if answer else None,
            }
        )
    return found


def todays_parts(diagram: Diagram, rows: Sequence[FigureRow]) -> list[dict[str, Any]]:
    """Today's bar alone."""
    parts = [
        {
            "survey": _("{when}: {n} svar", when=_when(row.scope), n=number(row.size)),
            "share": row.value,
            "label": label,
            "part_label": f"{label} {number(row.k)}" + _percent_of(row),
            "tone": TONES[answer],
        }
        for row, answer, label in _answers(diagram, rows)
        if row.k and row.value is not None
    ]
    return sorted(parts, key=_calm)


def _when(scope: Scope) -> str:
    """Nu, or the year the answers are of."""
    first, last = scope.period_from, scope.period_to
    if first and last and (first, last) == (date(first.year, 1, 1), date(first.year, 12, 31)):
        return str(first.year)
    return _("Nu")


def _answers(diagram: Diagram, rows: Sequence[FigureRow]) -> Iterator[tuple[FigureRow, str, str]]:
    """Each answer's row, code and words, in the order of the questionnaire."""
    codes = CODES[diagram.item]
    for row, code in zip(today_rows(rows), codes, strict=True):
        yield row, code, terms.word(terms.ANSWERS[diagram.item], code)


def _calm(part: dict[str, Any]) -> tuple[bool, int]:
    """The calm scale, and after it what stands apart."""
    return part["tone"] is None, part["tone"] or 0


def _percent_of(row: FigureRow) -> str:
    return f" ({percent(row.amount)})" if row.is_judgeable else ""


def today_rows(rows: Sequence[FigureRow]) -> list[FigureRow]:
    """One row an answer, whatever it is compared with."""
    return list({row.id: row for row in rows}.values())


def sentence(diagram: Diagram, rows: Sequence[FigureRow]) -> str:
    """The most given answer with its interval, or why there is none."""
    if not rows[0].is_measured:
        return ""
    if today_rows(rows)[0].n == 0:
        return _("Ingen har svaret.")
    answers = [(row, label) for row, _code, label in _answers(diagram, rows) if row.k is not None]
    if not answers:
        return _("For få svar til at vise dem.")
    most, answer = max(answers, key=lambda each: each[0].count)
    told, span = words.capital(figure_words.of_n(most)), figure_words.interval(most)
    if not span:
        return _("{of_n} svarede ”{answer}”.", of_n=told, answer=answer)
    return _(
        "{of_n} svarede ”{answer}” (95 %-interval {interval}).",
        of_n=told,
        answer=answer,
        interval=span,
    )


def answered_and_skipped(items: pl.DataFrame) -> dict[str, tuple[int, int]]:
    """(answered, skipped) by question, from queries/answered_items.sql."""
    return {row["item"]: (row["count_answered"], row["count_skipped"]) for row in items.to_dicts()}


def grounds(diagram: Diagram, answered: dict[str, tuple[int, int]], scope: Scope) -> str:
    """Who answered and who passed the question over, now and then, and where it is printed."""
    now, skipped = answered.get(diagram.item, (0, 0))
    said = _(
        "{when}: {answered} svarede, {skipped} sprang over.",
        when=_when(scope),
        answered=number(now),
        skipped=number(skipped),
    )
    return " ".join(filter(None, (said, printed_grounds(diagram), unlabelled(diagram))))


def unlabelled(diagram: Diagram) -> str:
    """The printed values whose answer the print has lost; they have no row of a table."""
    lost = [reference.figures()[id_] for id_, answer in diagram.printed if answer is None]
    if not lost:
        return ""
    values = words.listing([percent(each.printed_value, each.decimals) for each in lost])
    return _("Offentliggjort uden svarkategori i 2016: {values}.", values=values)


def printed_grounds(diagram: Diagram) -> str:
    """Who answered in 2016 and who passed the question over, and where it is printed."""
    if not diagram.printed:
        return _("Ikke spurgt i 2016.")
    published = reference.figures()
    then, passed = published[f"{diagram.stem}_answered"], published[f"{diagram.stem}_skipped"]
    return _(
        "2016: {answered} svarede, {skipped} sprang over ({source}).",
        answered=number(then.value or 0),
        skipped=number(passed.value or 0),
        source=sources.source(then),
    )


def doubts(diagram: Diagram) -> list[str]:
    """What is wrong with the printed diagram, in our own words."""
    return sources.doubts(figure_id for figure_id, _answer in diagram.printed)


def response_sentence(row: FigureRow) -> str:
    """How many of the questionnaires sent were answered."""
    if not row.is_measured:
        return figure_words.not_measured([row])
    if row.n == 0:
        return _("Ingen skemaer er sendt.")
    return _(
        "Besvarede skemaer ud af de udsendte: {share}. I 2016 var skemaet anonymt; i dag kan et svar høre til et "
        "forløb.",
        share=figure_words.grounds(row),
    )
