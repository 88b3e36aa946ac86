"""A figure as somebody may quote it: what is counted, of whom, what it means, and where it stands."""

from collections.abc import Sequence
from datetime import date

from dashboard.catalogue.row import FigureRow
from dashboard.editions.edition import Edition
from dashboard.foundation import words
from dashboard.foundation.words import mark, plural
from dashboard.foundation.words import text as _
from dashboard.published import reference
from dashboard.wording import figure_words, judgements, noise

PROMISE = {  # by the polarity of the verdict
    "good": mark("løftet holdes"),
    "bad": mark("løftet holdes ikke"),
    "cannot_tell": mark("det kan ikke afgøres, om løftet holdes"),
    "borderline": mark("det er lige på grænsen, om løftet holdes"),
}
NO_VERDICT = mark("løftet kan ikke bedømmes")


def sentences(rows: Sequence[FigureRow], edition: Edition) -> list[str]:
    """A sentence a figure and period, whatever it is compared with; none where there is no number."""
    once = {(row.id, row.period): row for row in rows}
    return [
        sentence(row, edition)
        for row in once.values()
        if row.k is not None or figure_words.is_drawn(row)
    ]


def sentence(row: FigureRow, edition: Edition) -> str:
    """Label, count and interval, what it means for the promise; then of whom, how exact, and source."""
    counted = f"{row.figure.title()}: {figure_words.grounds(row)}"
    if not row.notes.noise and (span := figure_words.interval(row)):
        counted += ", " + _("95 %-interval {interval}", interval=span)
    if row.target is not None:
        meaning = _(PROMISE.get(judgements.polarity(row), NO_VERDICT))
        counted += f"; {judgements.target(row)}: {meaning}"
    exactness = _("Må ikke gives videre.") if row.notes.exact else _precise(row)
    parts = (
        f"{words.capital(counted)}.",
        row.figure.explanation() if row.target is not None else "",
        f"{reference.municipalities()[edition.municipality]}: {of_whom(row)}.",
        exactness,
        _("Kilde: KeepGoing, rapport {code}.", code=edition.report_code),
        _("Demodata: personerne findes ikke.") if edition.is_demo else "",
    )
    return " ".join(filter(None, parts))


def of_whom(row: FigureRow) -> str:
    """39 borgere, der begyndte fra oktober 2022 til september 2024; 18 svar fra ... til ..."""
    first, last = row.period
    if not row.notes.noise:
        return _("{first} til {last}", first=words.day(first), last=words.day(last))
    ends = {"first": month(first), "last": month(last)}
    if row.figure.population == "answered":
        return plural(
            "{n} svar fra {first} til {last}", "{n} svar fra {first} til {last}", row.size, **ends
        )
    if row.k is None:  # how many an average is of was drawn too
        return plural(
            "omkring {n} borger, der begyndte fra {first} til {last}",
            "omkring {n} borgere, der begyndte fra {first} til {last}",
            row.size,
            **ends,
        )
    return began(row.size, *row.period)


def began(n: int, first: date, last: date) -> str:
    """39 borgere, der begyndte fra oktober 2022 til september 2024."""
    return plural(
        "{n} borger, der begyndte fra {first} til {last}",
        "{n} borgere, der begyndte fra {first} til {last}",
        n,
        first=month(first),
        last=month(last),
    )


def month(day: date) -> str:
    """oktober 2022."""
    return f"{words.month(day.month)} {day.year}"


def _precise(row: FigureRow) -> str:
    told = noise.precision(row)
    return _("Tallet er {precision}.", precision=told) if told else ""
