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
from dashboard.wording import against, figure_words, judgements, noise, sources

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
UNDER_WAY = "courses_open"  # counted on the last day of the period


def sentences(rows: Sequence[FigureRow], edition: Edition, caveats: Mapping[str, str]) -> list[str]:
    """Each number told in full. caveats: what must be said with a figure, by its id."""
    return [
        sentence(same[0], edition, caveats.get(same[0].id, ""), same) for same in _numbers(rows)
    ]


def memo(rows: Sequence[FigureRow], edition: Edition, caveats: Mapping[str, str]) -> list[str]:
    """Each number in one sentence, for a memo; with what must be said with it."""
    return [_short(same, edition, caveats.get(same[0].id, "")) for same in _numbers(rows)]


def _numbers(rows: Sequence[FigureRow]) -> list[list[FigureRow]]:
    """The rows of a figure and period together, one a benchmark; none where there is no number."""
    found: dict[object, list[FigureRow]] = {}
    for row in rows:
        if row.k is not None or figure_words.is_drawn(row):
            found.setdefault((row.id, row.period), []).append(row)
    return list(found.values())


def _short(same: Sequence[FigureRow], edition: Edition, caveat: str) -> str:
    """The code comes first: further in, a narrow box would break it."""
    row = same[0]
    place = reference.municipalities()[edition.municipality]
    title = _("Målt, om de er rykket frem") if row.id == MEASURED else row.figure.title()
    span = figure_words.interval(row)
    told = (
        f"{title}: {_amount(row)}",
        _("95 %-interval {interval}", interval=span) if span else "",
        _promised(row),
        _("en tiltale er ikke en dom") if row.figure.criterion == "charged" else "",
        words.uncapital(caveat.removesuffix(".")),
        _beside(same),
        reserved(row),
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
    return figure_words.of_about(row.k, of_whom(row))


def _beside(same: Sequence[FigureRow]) -> str:
    """offentliggjort: 1,9 om ugen (SFI 2015, …; kun løst: kan ikke afgøres): what it may be held against."""
    told = []
    for row in same:
        if row.comparison:
            value, source = against.printed(row, row.comparison)
            told.append(f"{value} ({'; '.join(filter(None, (source, against.verdict(row))))})")
    return _("offentliggjort: {benchmarks}", benchmarks=words.listing(told)) if told else ""


def _compared(same: Sequence[FigureRow]) -> str:
    """The published numbers in full, with what they may be used for; those alike for one reason together."""
    by_reason: dict[str, list[FigureRow]] = {}
    for row in same:
        if row.comparison:
            by_reason.setdefault(row.comparison.benchmark.reason, []).append(row)
    return " ".join(map(_printed, by_reason.values()))


def _printed(same: Sequence[FigureRow]) -> str:
    held = [(row, row.comparison) for row in same if row.comparison]
    told = ["{} ({})".format(*against.printed(*each)) for each in held]
    published = _("Offentliggjort: {benchmarks}.", benchmarks=words.listing(told))
    return f"{published} {sources.comparison(*(compared for _row, compared in held))}"


def reserved(row: FigureRow) -> str:
    """How exact the number is, and that of one municipality alone it only indicates."""
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


def sentence(
    row: FigureRow, edition: Edition, caveat: str = "", same: Sequence[FigureRow] = ()
) -> str:
    """Label, count and interval, what it means for the promise; then of whom, how exact, and source.

    same: the row against each of its benchmarks.
    """
    counted = "; ".join(filter(None, (f"{row.figure.title()}: {_counted(row)}", _promised(row))))
    is_explained = row.target is not None or row.figure.query == OF_GROUPS
    exactness = _("Må ikke gives videre.") if row.notes.exact else _precise(row)
    parts = (
        f"{words.capital(counted)}.",
        definition(row, edition.settings) if is_explained else "",
        caveat,
        _compared(same or (row,)),
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
    return f"{risen(agreed)} {_(EVENTS[agreed.progress_basis])}"


def risen(agreed: Settings) -> str:
    """How far the wheel must rise for it to be progress."""
    return _(
        "Livshjulets gennemsnit er fra første til sidste gang steget mindst {n} point.",
        n=points(agreed),
    )


def points(agreed: Settings) -> str:
    """1, or 1,25: how far the wheel must rise."""
    found = agreed.wheel_threshold_points
    decimals = str(found).partition(".")[2].rstrip("0")
    return words.number(found, len(decimals))


def of_whom(row: FigureRow) -> str:
    """39 borgere, der begyndte fra oktober 2022 til september 2024; 18 svar fra ... til ..."""
    first, last = row.period
    if row.id == UNDER_WAY:
        return _("den {day}", day=words.day(last))
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
    if row.notes.noise:
        return _("Tallet er {precision}. Det er vejledende for én kommune.", precision=told)
    return _("Tallet er {precision}.", precision=told) if told else ""
