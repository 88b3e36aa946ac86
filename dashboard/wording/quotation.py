"""A figure as somebody may quote it: what is counted, of whom, what it means, and where it stands."""

from collections.abc import Mapping, Sequence
from datetime import date

from dashboard.catalogue.row import FigureRow
from dashboard.editions.edition import Edition
from dashboard.foundation import words
from dashboard.foundation.settings import Settings
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
OF_GROUPS = "groups/outcomes"  # figures that are of everybody in the groups
NO_VERDICT = mark("løftet kan ikke bedømmes")
PROGRESS = "criterion_progress"
EVENTS = {  # by what progress is judged on, and when an event counts
    "wheel_or_event": mark(
        "En begivenhed, mens forløbet varer, tæller også: job, uddannelse, fast fritidsaktivitet, afsluttet "
        "misbrugsbehandling eller psykiatrisk udredning, eget initiativ eller en visitation tættere på arbejde."
    ),
    "wheel_or_event_unless_down": mark(
        "En begivenhed, mens forløbet varer, tæller også, hvis livshjulet ikke er faldet: job, uddannelse, fast "
        "fritidsaktivitet, afsluttet misbrugsbehandling eller psykiatrisk udredning, eget initiativ eller en "
        "visitation tættere på arbejde."
    ),
    "wheel": mark("Begivenheder tæller ikke."),
}
MEASURED = "criterion_progress_measured_share"


def sentences(rows: Sequence[FigureRow], edition: Edition, caveats: Mapping[str, str]) -> list[str]:
    """Each number told in full. caveats: what must be said with a figure, by its id."""
    return [sentence(row, edition, caveats.get(row.id, "")) for row in _numbers(rows)]


def memo(rows: Sequence[FigureRow], edition: Edition, caveats: Mapping[str, str]) -> list[str]:
    """Each number in one sentence, for a memo; with what must be said with it."""
    return [_short(row, edition, caveats.get(row.id, "")) for row in _numbers(rows)]


def _numbers(rows: Sequence[FigureRow]) -> list[FigureRow]:
    """A row a figure and period, whatever it is compared with; none where there is no number."""
    once = {(row.id, row.period): row for row in rows}
    return [row for row in once.values() if row.k is not None or figure_words.is_drawn(row)]


def _short(row: FigureRow, edition: Edition, caveat: str) -> str:
    """The code comes first: further in, a narrow box would break it."""
    place = reference.municipalities()[edition.municipality]
    title = _("Målt, om de er rykket frem") if row.id == MEASURED else row.figure.title()
    span = figure_words.interval(row)
    told = (
        f"{title}: {_amount(row)}",
        _("95 %-interval {interval}", interval=span) if span else "",
        _promised(row),
        _("en tiltale er ikke en dom") if row.figure.criterion == "charged" else "",
        words.uncapital(caveat.removesuffix(".")),
        _reserved(row),
        _("demodata") if edition.is_demo else "",
    )
    source = _("Rapport {code}, {place}", code=edition.report_code, place=place)
    return f"{source}: {'; '.join(filter(None, told))}."


def _amount(row: FigureRow) -> str:
    """omkring 31 af 39 borgere, der begyndte fra ... til ...: how many of whom, and each once."""
    if not row.notes.noise:
        return f"{figure_words.grounds(row)}, {of_whom(row)}"
    if row.k is None:
        return f"{figure_words.value(row)} ({of_whom(row)})"
    return _("omkring {k} af {whom}", k=words.number(row.k), whom=of_whom(row))


def _reserved(row: FigureRow) -> str:
    """How exact the number is, and that it is of one municipality alone."""
    if row.notes.noise:
        return _("{precision}, vejledende for én kommune", precision=noise.precision(row))
    return noise.precision(row)


def _counted(row: FigureRow) -> str:
    """The number with its interval."""
    told = figure_words.grounds(row)
    if not row.notes.noise and (span := figure_words.interval(row)):
        told += ", " + _("95 %-interval {interval}", interval=span)
    return told


def _promised(row: FigureRow) -> str:
    """What the number means for the promise, and what keeps it from being decided."""
    if row.target is None:
        return ""
    meaning = _(PROMISE.get(judgements.polarity(row), NO_VERDICT))
    told = f"{judgements.target(row)}: {meaning}"
    reason = judgements.undecided_by(row)
    return f"{told} ({reason})" if reason else told


def sentence(row: FigureRow, edition: Edition, caveat: str = "") -> str:
    """Label, count and interval, what it means for the promise; then of whom, how exact, and source."""
    counted = "; ".join(filter(None, (f"{row.figure.title()}: {_counted(row)}", _promised(row))))
    is_explained = row.target is not None or row.figure.query == OF_GROUPS
    exactness = _("Må ikke gives videre.") if row.notes.exact else _precise(row)
    parts = (
        f"{words.capital(counted)}.",
        definition(row, edition.settings) if is_explained else "",
        caveat,
        f"{reference.municipalities()[edition.municipality]}: {of_whom(row)}.",
        exactness,
        _("Demodata: personerne findes ikke.") if edition.is_demo else "",
    )
    # on a line of its own, where a narrow box breaks no code
    source = _("Kilde: rapport {code}, KeepGoing.", code=edition.report_code)
    return " ".join(filter(None, parts)) + "\n" + source


def definition(row: FigureRow, agreed: Settings) -> str:
    """What the figure is; of progress with what was agreed."""
    if row.id != PROGRESS:
        return row.figure.explanation()
    risen = _(
        "Livshjulets gennemsnit er fra første til sidste gang steget mindst {n} point.",
        n=points(agreed),
    )
    return f"{risen} {_(EVENTS[agreed.progress_basis])}"


def points(agreed: Settings) -> str:
    """1, or 1,25: how far the wheel must rise."""
    found = agreed.wheel_threshold_points
    decimals = str(found).partition(".")[2].rstrip("0")
    return words.number(found, len(decimals))


def of_whom(row: FigureRow) -> str:
    """39 borgere, der begyndte fra oktober 2022 til september 2024; 18 svar fra ... til ..."""
    first, last = row.period
    if not row.notes.noise:
        return _("{first} til {last}", first=words.day(first), last=words.day(last))
    ends = {"first": month(first), "last": month(last)}
    if row.figure.population == "answered":
        return plural(
            "{n} svar fra {first} til og med {last}",
            "{n} svar fra {first} til og med {last}",
            row.size,
            **ends,
        )
    if row.k is None:  # how many an average is of was drawn too
        return plural(
            "omkring {n} borger, der begyndte fra {first} til og med {last}",
            "omkring {n} borgere, der begyndte fra {first} til og med {last}",
            row.size,
            **ends,
        )
    return began(row.size, *row.period)


def began(n: int, first: date, last: date) -> str:
    """39 borgere, der begyndte fra oktober 2022 til september 2024."""
    return plural(
        "{n} borger, der begyndte fra {first} til og med {last}",
        "{n} borgere, der begyndte fra {first} til og med {last}",
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
