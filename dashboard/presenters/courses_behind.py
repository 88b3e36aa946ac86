"""The courses behind a count: which figures can be opened, and their lists in words.

For the owner alone: a list is of single people.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from dashboard.catalogue.listing import FIGURES
from dashboard.catalogue.row import FigureRow
from dashboard.foundation import terms, words
from dashboard.foundation.words import mark, number
from dashboard.foundation.words import text as _
from dashboard.published import reference

COUNTED, NOT_COUNTED, UNKNOWN = "ja", "nej", "ukendt"
KINDS = {True: COUNTED, False: NOT_COUNTED, None: UNKNOWN}  # is_counted of the query
COUNTS = ("courses_started", "courses_closed")
QUERIES = (
    "criteria", "document_shares", "exits", "flow_counts", "need_outcomes", "profile_shares",
    "progress_grounds", "retention_shares", "start_shares", "wish_outcomes",
)  # fmt: skip
AFTER_A_WEEK = "first_contact_within_7_days_share"  # of courses that old
MOST_SHOWN = 40


def openable() -> list[str]:
    """The figures whose courses can be listed."""
    return [
        figure.id
        for figure in FIGURES.values()
        if figure.id in (*COUNTS, "life_wheel_moved_up", "life_wheel_moved_down")
        or (
            figure.query in QUERIES
            and figure.estimator in ("share", "criterion", "count")
            and figure.population != "answered"
        )
    ]


def kinds(figure: str, courses: pl.DataFrame) -> dict[str, str]:
    """How many courses are counted, are not, or cannot be judged, in words by kind.

    That nobody is counted, or everybody, is told too; that nobody is unknown is not.
    """
    is_count = FIGURES[figure].unit == "count"
    counted = {True: 0} if is_count else {True: 0, False: 0}
    counted |= dict(courses.group_by("is_counted").len().iter_rows())
    is_old_enough_asked = (
        FIGURES[figure].query in ("criteria", "progress_grounds", "need_outcomes")
        or figure == AFTER_A_WEEK
    )
    messages = {
        COUNTED: mark("{n} i alt") if is_count else mark("{n} ja"),
        NOT_COUNTED: mark("{n} nej"),
        UNKNOWN: mark("{n} endnu for nye") if is_old_enough_asked else mark("{n} ikke oplyst"),
    }
    return {
        kind: _(messages[kind], n=number(counted[answer]))
        for answer, kind in KINDS.items()
        if answer in counted
    }


def of_kind(courses: pl.DataFrame, kind: str) -> list[dict[str, Any]]:
    """The courses of one kind."""
    answer = next(answer for answer, code in KINDS.items() if code == kind)
    return courses.filter(pl.col("is_counted").eq_missing(pl.lit(answer))).to_dicts()


def of_criterion(row: FigureRow, lower: FigureRow) -> dict[tuple[str, str], str]:
    """The lists of a criterion that anybody is in, by figure and kind; lower: the bound over all that have started."""
    if not row.is_measured or row.n is None or row.k is None:
        return {}
    counts = {
        COUNTED: (row.k, mark("{n} ja")),
        NOT_COUNTED: (row.n - row.k, mark("{n} nej")),
        UNKNOWN: (lower.size - row.n, mark("{n} endnu for nye")),
    }
    return {
        (row.id, kind): _(message, n=number(count))
        for kind, (count, message) in counts.items()
        if count
    }


def too_few() -> str:
    """Why no list is shown of a figure that is not either."""
    return _("For få forløb til at vise tallet og dets forløb.")


def sentence(found: int) -> str:
    """Whether anything is listed, and that the list has the first of many."""
    if not found:
        return _("Ingen forløb med de valgte filtre.")
    if found > MOST_SHOWN:
        return _("Her står de første {n}; filen har dem alle.", n=number(MOST_SHOWN))
    return ""


def place(at: int, n: int, figure: str) -> str:
    """Which of the courses behind a number it is."""
    named = FIGURES[figure].title()
    return _("Nr. {place} af {n} bag ”{figure}”.", place=number(at), n=number(n), figure=named)


def table(figure: str, courses: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """One line a course, in words."""
    return [
        record
        | {
            _("Start"): words.short_day(record[_("Start")]),
            _("Slut"): words.short_day(record[_("Slut")]) if record[_("Slut")] else _("i gang"),
        }
        for record in records(figure, courses)
    ]


def records(figure: str, courses: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """One line a course with its days as days, for a spreadsheet; behind a promise with why it counts."""
    why = WHY.get(figure)
    return [
        {
            _("Forløb nr."): course["case_id"],
            _("Start"): course["started_on"],
            _("Slut"): course["ended_on"],
            _("Slutårsag"): terms.word(terms.END_REASONS, course["end_reason"] or ""),
            _("Kommune"): reference.municipalities()[course["municipality_code"]],
            _("Program"): terms.word(terms.PROGRAMMES, course["programme"]),
        }
        | ({_("Talt med, fordi"): why(course)} if why and course["is_counted"] else {})
        for course in courses
    ]


def _completed(course: Mapping[str, Any]) -> str:
    day = course["phases_completed_on"]
    if day is None:
        return terms.word(terms.END_REASONS, course["end_reason"])
    return _("faserne er gennemført {day}", day=words.short_day(day))


def _charged(course: Mapping[str, Any]) -> str:
    return _("tiltalt {day}", day=words.short_day(course["charged_on"]))


def _progressed(course: Mapping[str, Any]) -> str:
    grounds = {"has_moved_up": _("livshjulet er steget"), "has_event": _("der er en begivenhed")}
    return words.listing([told for key, told in grounds.items() if course[key]])


WHY = {
    "criterion_completed": _completed,
    "criterion_charged": _charged,
    "criterion_progress": _progressed,
}


def caption() -> str:
    """What a reader should know of the list."""
    return _(
        "Filtrene gælder også her. Forløbene er ordnet efter startdato. Det registreres, hvem"
        " der åbner et forløb."
    )
