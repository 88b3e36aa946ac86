"""What would settle a criterion, and since or from when it is settled."""

from collections.abc import Sequence
from datetime import date

from dashboard import statistics
from dashboard.catalogue.row import FigureRow
from dashboard.figures import criteria
from dashboard.foundation import words
from dashboard.foundation.settings import Settings
from dashboard.foundation.words import number, plural
from dashboard.foundation.words import text as _
from dashboard.presenters.criterion.other_thresholds import points
from dashboard.wording import judgements, share_words

MOST_COURSES = 3000  # more than this a small firm never gets to judge


def what_would_settle(row: FigureRow, thresholds: Sequence[FigureRow], agreed: Settings) -> str:
    """How many courses it is from being certain, and whether these courses can still do it.

    thresholds: View.progress_by_threshold for the third criterion, which must hold at each of them.
    """
    if judgements.polarity(row) == "too_few":
        return _(
            "Der skal mindst {fewest} forløb til, som er gamle nok; her er {n}.",
            fewest=number(statistics.MIN_N_VERDICT),
            n=number(row.size),
        )
    if judgements.polarity(row) not in ("cannot_tell", "borderline"):
        return ""
    hardest = row
    if row.id == "criterion_progress":
        told, missing = _distance_of_progress(row, thresholds, agreed)
        hardest = next(at for at in thresholds if points(at) == max(agreed.thresholds))
    else:
        told, missing = judgements.distance(row), _missing(row)
    these = _whether_these_can(row, missing, hardest.notes.open_after_h)
    return " ".join(filter(None, (told, these, _how_many_it_takes(row))))


def _missing(row: FigureRow) -> int | None:
    is_high_good = row.figure.is_high_good
    return statistics.missing_for_certainty(
        row.count, row.size, row.agreed_target, is_high_good=is_high_good
    )


def _distance_of_progress(
    row: FigureRow, thresholds: Sequence[FigureRow], agreed: Settings
) -> tuple[str, int | None]:
    held = [_missing(found) for found in thresholds if points(found) in agreed.thresholds]
    known = [count for count in held if count is not None]
    if row.notes.first_course or row.notes.coverage or len(known) < len(held):
        return "", None
    missing = max(known)
    if not missing or missing > row.size - row.count:
        return "", None
    told = plural(
        "{n} mere ud af de samme {of} ville gøre det sikkert ved alle de grænser, som det er aftalt at prøve; så "
        "mange mangler ved den højeste, {points} point.",
        "{n} flere ud af de samme {of} ville gøre det sikkert ved alle de grænser, som det er aftalt at prøve; så "
        "mange mangler ved den højeste, {points} point.",
        missing,
        of=number(row.size),
        points=number(max(agreed.thresholds), 1),
    )
    return told, missing


def _whether_these_can(row: FigureRow, missing: int | None, still_open: int) -> str:
    if not missing:
        return ""
    if not row.figure.is_high_good:
        return _("En tiltale forsvinder ikke igen, så der skal flere forløb til.")
    if missing <= still_open:
        return ""
    return (
        plural(
            "Kun {n} af dem er i gang og har ikke nået det, så der skal flere forløb til.",
            "Kun {n} af dem er i gang og har ikke nået det, så der skal flere forløb til.",
            still_open,
        )
        if still_open
        else _("Ingen af dem er i gang, så der skal flere forløb til.")
    )


def _how_many_it_takes(row: FigureRow) -> str:
    """About how many courses would settle it if the share stayed; not for progress, which has four."""
    if row.id == "criterion_progress" or row.notes.first_course:
        return ""
    enough = statistics.enough_for_certainty(row.count, row.size, row.agreed_target, MOST_COURSES)
    if enough is None:
        return _("Tallet ligger så tæt på målet, at det næppe kan afgøres.")
    if enough == row.n:
        return ""
    return _(
        "Bliver andelen ved at være {value}, skal der bedømmes omkring {enough} forløb i stedet for {n}.",
        value=share_words.share(row.amount),
        enough=number(enough),
        n=number(row.size),
    )


def settling(
    row: FigureRow, settled_on: date | None, judged_on: date | None, agreed: Settings
) -> str:
    """Since when it is settled, or from when every course that has started can be judged."""
    if settled_on is not None:
        return _("Det har ligget fast siden den {day}.", day=words.day(settled_on))
    if judged_on is None or row.target_status is None:
        return ""
    known_to = criteria.known_to(row.id.removeprefix("criterion_"), agreed, row.data_to)
    if judged_on <= known_to:
        return _("Alle påbegyndte forløb er gamle nok til at blive bedømt.")
    if known_to < row.data_to:
        return _(
            "Alle påbegyndte forløb kan bedømmes, når tiltaler er fuldt registreret til den {day}.",
            day=words.day(judged_on),
        )
    return _(
        "Den {day} kan alle de forløb, der nu er begyndt, bedømmes; om det afgør spørgsmålet, er ikke sikkert.",
        day=words.day(judged_on),
    )
