"""A criterion as counted: which figures it has, which courses are in it, how far it is from its target."""

import math
from decimal import Decimal

from dashboard import statistics
from dashboard.catalogue import criteria_figures
from dashboard.catalogue.row import FigureRow
from dashboard.figures import criteria
from dashboard.foundation import words
from dashboard.foundation.settings import Settings
from dashboard.foundation.words import mark, number, plural
from dashboard.foundation.words import text as _
from dashboard.presenters.criterion.composition import PARTS
from dashboard.published import reference

CHOICES = {
    "completed": mark("Gennemfører"),
    "charged": mark("Tiltalt"),
    "progress": mark("Rykker frem"),
}
PROMISED = {  # as printed, and what was chosen that the print leaves open
    "completed": (
        mark(
            "”Mindst 75% af borgerne gennemfører de 3 faser eller overgår inden da til beskæftigelse eller uddannelse”"
        ),
        mark("Løntilskud og virksomhedspraktik tæller ikke som beskæftigelse."),
    ),
    "charged": (
        mark("”Max. 15% af borgerne tiltales for en straffelovsovertrædelse, mens de er i forløb”"),
        mark("Én tiltale er nok."),
    ),
    "progress": (
        mark(
            "”Mindst 60% af borgerne {what} under forløbet”, vurderet ved livshjulet og ”kan yderlig begrundes i” seks "
            "forhold"
        ),
        mark(
            "Løftet nævner kun skridtet fra aktivitetsparat til uddannelsesparat; her tæller ethvert skridt tættere på."
        ),
    ),
}
CITIZENS = "citizens"
NEWER = {
    "completed": mark("{k} af dem er allerede i mål."),
    "charged": mark("{k} af dem er allerede tiltalt."),
}


def ids(name: str) -> list[str]:
    """The figures of one criterion's page."""
    own = [
        f"criterion_{name}{end}" for end in ("", "_lower", "_upper", "_forecast", "_closed_share")
    ]
    rate = ("criterion_charged_rate",) if name == "charged" else ()
    return [*own, *PARTS[name], *rate, CITIZENS]


def choices() -> dict[str, str]:
    """Each criterion in a word or two."""
    return {name: _(word) for name, word in CHOICES.items()}


def definition(name: str) -> str:
    """What the criterion is and what counts, below what was promised and where that is printed."""
    promised, choice = PROMISED[name]
    told = _("Lovet: {promise} (KeepGoing 2016 s. 34).", promise=_(promised, what=_moved()))
    return "  \n".join(
        (told, " ".join(filter(None, (_(criteria_figures.CRITERIA[name][1]), _(choice)))))
    )


def _moved() -> str:
    """What the third promise says that citizens have done, as printed."""
    return reference.figures()["kg_target_significant_direction"].said("measure")


def cohort(row: FigureRow, lower: FigureRow, agreed: Settings) -> str:
    """Which courses are counted, and how many newer ones are not yet; how many of those already count."""
    newer = lower.size - row.size
    if newer <= 0:
        return ""
    name = row.id.removeprefix("criterion_")
    months = plural("{n} måned", "{n} måneder", agreed.horizon_months)
    known_to = criteria.known_to(name, agreed, row.data_to)
    told = plural(
        "De {counted} forløb er begyndt mindst {months} før den {day}. {n} nyere er ikke med endnu, selv om "
        "det er afsluttet.",
        "De {counted} forløb er begyndt mindst {months} før den {day}. {n} nyere er ikke med endnu, heller ikke de "
        "afsluttede.",
        newer,
        counted=number(row.size),
        months=months,
        day=words.day(known_to),
    )
    already = lower.count - row.count
    message = NEWER.get(name)
    return f"{told} {_(message, k=number(already))}" if message and already > 0 else told


def of_citizens(citizens: FigureRow, row: FigureRow, started: FigureRow) -> str:
    """That a promise made of citizens is counted in courses, and the step from the one to the other.

    In a period there is no such step: of the citizens in it some have courses that started before.
    """
    if row.scope.period_from or row.scope.period_to:
        return _("Løftet gælder borgere, men her tælles forløb.")
    return plural(
        "Løftet gælder borgere, men her tælles forløb: {n} borger har haft {started} forløb, og {counted} af dem "
        "er gamle nok til at blive bedømt.",
        "Løftet gælder borgere, men her tælles forløb: {n} borgere har haft {started} forløb, og {counted} af dem "
        "er gamle nok til at blive bedømt.",
        int(citizens.amount),
        started=number(started.size),
        counted=number(row.size),
    )


def to_target(row: FigureRow) -> str:
    """How far the count itself is from the target: one more, or at most two more charged."""
    k, n = row.count, row.size
    needed = Decimal(str(row.agreed_target)) * n
    if n < statistics.MIN_N_VERDICT:
        return ""
    if not row.figure.is_high_good:
        room = math.floor(needed) - k
        if room < 0:
            return ""
        return _(
            "Grænsen holder, hvis højst {room} mere bliver tiltalt ({most} ud af {n}).",
            room=number(room),
            most=number(k + room),
            n=number(n),
        )
    missing = math.ceil(needed) - k
    if missing <= 0:
        return ""
    return _(
        "{missing} mere ville nå det ({least} ud af {n}), men ikke gøre det sikkert.",
        missing=number(missing),
        least=number(k + missing),
        n=number(n),
    )
