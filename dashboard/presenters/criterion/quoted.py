"""A criterion in sentences that can stand in a letter or a newspaper: number, certainty, target, whose, of when."""

from dashboard.catalogue.row import FigureRow
from dashboard.foundation import words
from dashboard.foundation.words import text as _
from dashboard.wording import figure_words, judgements
from dashboard.wording.headlines import headline


def sentences(row: FigureRow, source: str, rules: str) -> str:
    """What may be said of it; "" of too few, of some of the courses alone, or where it is hidden.

    source: whose figures, of when; rules: what is said of when the targets were agreed.
    """
    if judgements.is_part(row) or not row.is_judgeable or not figure_words.interval(row):
        return ""
    counted = _(
        "{label}: {count} forløb ({share}; 95 %-interval {interval}); {target}.",
        label=row.label,
        count=figure_words.of_n(row),
        share=figure_words.value(row),
        interval=figure_words.interval(row),
        target=judgements.target(row),
    )
    charged = _("En tiltale er ikke en dom.") if not row.figure.is_high_good else ""
    told = (counted, words.capital(headline(row)), *judgements.must_be_said(row), charged,
            judgements.standing(row), rules, f"{source}.")  # fmt: skip
    return " ".join(filter(None, told))
