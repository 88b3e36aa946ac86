"""What Programmer shows: what each of the firm's three offers is, and what becomes of its citizens."""

from collections.abc import Sequence

from dashboard.catalogue.row import FigureRow
from dashboard.foundation import schema, terms
from dashboard.foundation.words import mark, number
from dashboard.foundation.words import text as _
from dashboard.presenters.section import by_id, only
from dashboard.wording import figure_words

ABOUT = {
    "den_gode_loesladelse": mark(
        "For mennesker på vej ud af fængsel: mentoren hjælper med at føre løsladelsens handlingsplan ud i livet og med "
        "at vende tilbage til samfundet (KeepGoing 2016 s. 7)."
    ),
    "keepworking": mark(
        "Et før-praktiksted med fælles aktiviteter, hjælp til cv og ansøgninger og mini-praktik for borgere langt fra "
        "arbejdsmarkedet (KeepGoing 2016 s. 5, 32 og 33)."
    ),
    "mentor": mark(
        "Et individuelt mentorforløb i tre faser med støtte i hverdagen, til andre indsatser eller på en arbejdsplads "
        "(KeepGoing 2016 s. 7 og 30–33)."
    ),
}
COUNTS = ("courses_started", "courses_open", "courses_closed", "citizens")
PROMISES = ("criterion_completed", "criterion_charged", "criterion_progress")
DELIVERED = (
    "hours_per_week", "attendance_share", "duration_median_months", "job_or_education_share", "life_wheel_moved_up",
)  # fmt: skip
EXITS = tuple(f"exit_{reason}_share" for reason in schema.END_REASONS)
ACTIVITIES = tuple(f"activity_{kind}_share" for kind in terms.ACTIVITIES)
IDS = (*COUNTS, *PROMISES, *DELIVERED, *EXITS, *ACTIVITIES)


def names() -> dict[str, str]:
    """The programmes to choose between: code to word."""
    return {code: _(word) for code, word in terms.PROGRAMMES.items()}


def sentence(programme: str, rows: Sequence[FigureRow]) -> str:
    """Mentor: 420 forløb er startet, 68 er i gang, og 352 er afsluttet; 386 borgere har haft et."""
    started, running, closed, citizens = (figure_words.value(row) for row in only(rows, COUNTS))
    return _(
        "{programme}: {started} forløb er startet, {running} er i gang, og {closed} er afsluttet; {citizens} borgere "
        "har haft et.",
        programme=_(terms.PROGRAMMES[programme]),
        started=started,
        citizens=citizens,
        running=running,
        closed=closed,
    )


def other_ends(rows: Sequence[FigureRow], shown: Sequence[FigureRow]) -> str:
    """How many courses ended for a reason that is not shown; empty where none did, or where it is not known."""
    ids = {row.id for row in shown}
    others = [row for row in only(rows, EXITS) if row.id not in ids]
    if not shown or any(row.k is None for row in (*shown, *others)):
        return ""
    rest = sum(row.count for row in others)
    if not rest:
        return ""
    return _("Af andre årsager: {k} ud af {n}.", k=number(rest), n=number(shown[0].size))


def most_used(rows: Sequence[FigureRow], ids: Sequence[str], most: int = 6) -> list[FigureRow]:
    """The largest shares that anybody has, largest first."""
    found = by_id(only(rows, ids)).values()
    used = [row for row in found if row.value or not row.is_measured]
    return sorted(used, key=lambda row: -(row.value or 0))[:most]
