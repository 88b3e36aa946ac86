"""What Opfølgning shows: the reasons in words, and the courses that have any, most pressing first.

For the owner alone: what is listed here is single courses and single mentors.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from dashboard.catalogue.follow_up_figures import REASONS
from dashboard.catalogue.follow_up_figures import figures as entries
from dashboard.catalogue.row import FigureRow
from dashboard.catalogue.scope import Scope
from dashboard.foundation import terms, words
from dashboard.foundation.settings import Settings
from dashboard.foundation.words import mark, number, plural
from dashboard.foundation.words import text as _
from dashboard.published import reference
from dashboard.wording import figure_words

IDS = tuple(figure.id for figure in entries())
NO_CONTACT = "followup_no_contact_count"
MOST_SHOWN = 50  # rows of a list on the page; the file has them all
WHOLE = Scope()
EVERYTHING = WHOLE.parameters()  # one course is shown whatever the filters say
SHORT = {
    "no_contact": mark("ingen afholdt kontakt"),
    "charged_open": mark("tiltalt"),
    "goals_missing": mark("mål ikke aftalt"),
    "wheel_missing": mark("intet livshjul i fase {phase}"),
    "over_horizon": mark("i gang længere end aftalt"),
}
URGENCY = (  # the reasons in the order somebody should act on them
    (mark("Kontakt og tiltale"), ("no_shows", "no_contact", "charged_open")),
    (mark("Mål og livshjul"), ("goals_missing", "wheel_missing")),
    (mark("Dokumenter og længde"), ("document_overdue", "over_horizon")),
)
Record = dict[str, Any]  # a row of a query
Course = list[Record]  # the reasons of one course, rows of queries/follow_up_list.sql


def rules(agreed: Settings) -> dict[str, str]:
    """When each reason counts, as agreed."""
    return {
        "no_shows": _(
            "borgeren er udeblevet {n} gange eller mere siden det seneste afholdte møde",
            n=number(agreed.follow_up_no_shows),
        ),
        "no_contact": _(
            "den seneste afholdte kontakt, ellers starten, er mindst {n} dage gammel",
            n=number(agreed.follow_up_no_contact_days),
        ),
        "charged_open": _("der er rejst tiltale efter start"),
        "goals_missing": _(
            "der {n} dage efter start endnu ikke er skriftlige mål",
            n=number(agreed.follow_up_goals_days),
        ),
        "wheel_missing": _(
            "den seneste fase {n} dage efter sin start ikke har et gyldigt livshjul",
            n=number(agreed.follow_up_wheel_days),
        ),
        "document_overdue": _(
            "en rapport, et møde eller en anden opgave er mindst {n} dage over fristen, og en senere af samme slags "
            "heller ikke er gjort",
            n=number(agreed.follow_up_document_days),
        ),
        "over_horizon": _(
            "forløbet er startet for mindst {n} måneder siden", n=number(agreed.horizon_months)
        ),
    }


def count_table(rows: Sequence[FigureRow], agreed: Settings) -> list[dict[str, str]]:
    """The figures, most pressing reason first, with when each counts."""
    told = rules(agreed) | {"courses": _("mindst én af grundene gælder")}
    return [
        {
            _("Grund"): row.label,
            _("Forløb"): figure_words.value(row),
            _("Tæller, når"): told[name],
        }
        for row in rows
        for name in [row.id.removeprefix("followup_").removesuffix("_count")]
    ]


def are_contacts_known(rows: Sequence[FigureRow]) -> bool:
    """Whether contacts were delivered: else no week is known to be without one."""
    return not any(row.id == NO_CONTACT and not row.is_measured for row in rows)


def reason_names(rows: Sequence[FigureRow], mentor: str | None = None) -> dict[str, str]:
    """The reasons some course has, each with how many; of one mentor's that is not counted: code to words."""
    counts = {row.id: row for row in rows if row.is_measured and row.value}
    return {
        reason: _(label) if mentor else f"{_(label)} ({figure_words.value(counts[id_])})"
        for reason, (label, _definition) in REASONS.items()
        if (id_ := f"followup_{reason}_count") in counts
    }


def nobody(rows: Sequence[FigureRow]) -> str:
    """The reasons no course has that day, which `order` names: that is good news, and is said."""
    named = [words.uncapital(row.label) for row in rows if row.is_measured and not row.value]
    return _("Gælder ingen den dag: {reasons}.", reasons="; ".join(named)) if named else ""


def mentor_names(rows: Sequence[Record]) -> dict[str, str]:
    """The mentors to choose between, of rows of queries/mentor_weeks.sql."""
    return {row["mentor_id"]: row["mentor_id"] for row in rows if row["mentor_id"] is not None}


def waiting(rows: Course, reason: str | None = None, mentor: str | None = None) -> list[Course]:
    """The courses with the chosen reason and mentor, in the rows' order, each with all its reasons.

    The chosen reason comes first in its course; else the most pressing.
    """
    courses: dict[str, Course] = {}
    for row in rows:
        if mentor in (None, row["mentor_id"]):
            courses.setdefault(row["case_id"], []).append(row)
    if reason is None:
        return list(courses.values())
    chosen = [row for row in rows if row["reason"] == reason and row["case_id"] in courses]
    return [
        [first, *(row for row in courses[first["case_id"]] if row is not first)] for first in chosen
    ]


def new(rows: Course, earlier: Course | None) -> frozenset[str]:
    """The courses that did not wait for anybody when the data came last; none without earlier data."""
    if earlier is None:
        return frozenset()
    return frozenset(row["case_id"] for row in rows) - {row["case_id"] for row in earlier}


def by_urgency(courses: Sequence[Course]) -> list[tuple[str, list[Course]]]:
    """The courses under the heading of the reason told first; without headings nobody is under."""
    found = [
        (_(heading), [course for course in courses if course[0]["reason"] in reasons])
        for heading, reasons in URGENCY
    ]
    return [(heading, under) for heading, under in found if under]


def neighbours(courses: Sequence[Course], case_id: str) -> tuple[int, str, str]:
    """The course's place in the list from one, and the courses before and after it; 0 where it is not listed."""
    ids = [course[0]["case_id"] for course in courses]
    if case_id not in ids:
        return 0, "", ""
    at = ids.index(case_id)
    return at + 1, ids[at - 1] if at else "", ids[at + 1] if at + 1 < len(ids) else ""


def course_table(courses: Sequence[Course], are_new: Collection[str]) -> list[dict[str, str]]:
    """One line a course, each reason with the days it has lasted."""
    return [
        {
            _("Forløb nr."): first["case_id"],
            _("Hvorfor"): _why(course, is_new=first["case_id"] in are_new),
            _("Mentor"): first["mentor_id"] or _("ikke oplyst"),
            _("Kommune og program"): ", ".join(
                (
                    reference.municipalities()[first["municipality_code"]],
                    terms.word(terms.PROGRAMMES, first["programme"]),
                )
            ),
        }
        for course in courses
        for first in course[:1]
    ]


def _why(course: Course, *, is_new: bool) -> str:
    why = "; ".join(map(_with_days, course))
    return _("Ny: {why}", why=why) if is_new else words.capital(why)


def _with_days(row: Record) -> str:
    return plural("{why} ({n} dag)", "{why} ({n} dage)", row["days"], why=reason_words(row))


def course_records(courses: Sequence[Course]) -> list[dict[str, Any]]:
    """One line a course and reason, for a spreadsheet."""
    return [
        {
            _("Forløb nr."): row["case_id"],
            _("Hvorfor"): reason_words(row),
            _("Siden"): row["since"],
            _("Dage"): row["days"],
            _("Mentor"): row["mentor_id"],
            _("Kommune"): reference.municipalities()[row["municipality_code"]],
            _("Program"): terms.word(terms.PROGRAMMES, row["programme"]),
        }
        for course in courses
        for row in course
    ]


def reason_words(row: dict[str, Any]) -> str:
    """3 udeblivelser i træk; intet livshjul i fase Parat."""
    if row["reason"] == "no_shows":
        return plural("{n} udeblivelse i træk", "{n} udeblivelser i træk", row["times"])
    if row["reason"] == "document_overdue":
        kinds = [
            terms.word(terms.DOCUMENT_KINDS, kind) + (f" ({number(n)})" if n > 1 else "")
            for kind, n in Counter(row["kinds"]).items()
        ]
        return _("{what} ikke gjort", what=words.listing(kinds))
    message = SHORT[row["reason"]]
    return _(message, phase=terms.word(terms.PHASES, row["phase"] or ""))


def list_sentence(
    courses: Sequence[Course],
    are_new: Collection[str] = (),
    before: date | None = None,
    *,
    scope: Scope = WHOLE,
    of: int = 0,
) -> str:
    """How many are listed and how many of them are new; calm where there is nobody that was chosen.

    before: the day the data went to that they are new since; of: how many wait for any reason and mentor.
    """
    if not courses:
        unfit = _("Ingen af de forløb, der kræver opfølgning, passer til de valgte filtre.")
        return unfit if of else nobody_waits(scope)
    n = len(courses)
    told = plural("{n} forløb kræver opfølgning", "{n} forløb kræver opfølgning", n)
    if n < of:
        told = _("Viser {n} af de {of} forløb, der kræver opfølgning", n=number(n), of=number(of))
    count = sum(course[0]["case_id"] in are_new for course in courses)
    if count and before:
        told += plural(
            ", {n} nyt siden data til den {day}",
            ", {n} nye siden data til den {day}",
            count,
            day=words.day(before),
        )
    return f"{of_period(scope)}{told}.{_only_first(courses)}"


def nobody_waits(scope: Scope) -> str:
    """That no course needs anybody; of a period's courses alone that says nothing of the others."""
    if scope.period_from or scope.period_to:
        return _("Ingen af de forløb, der startede i perioden, kræver opfølgning.")
    return _("Ingen forløb kræver opfølgning.")


def of_period(scope: Scope) -> str:
    """Said before a count of courses that wait, where a period leaves out those that started outside it."""
    return _("Startet i perioden:") + " " if scope.period_from or scope.period_to else ""


def _only_first(listed: Sequence[Any]) -> str:
    if len(listed) <= MOST_SHOWN:
        return ""
    return " " + _("Her står de første {n}; filen har dem alle.", n=number(MOST_SHOWN))


def mentor_table(rows: Sequence[Record], mentor: str | None = None) -> list[dict[str, str]]:
    """One line a mentor by pseudonym: open courses, and weeks without a registered contact."""
    return [
        {
            _("Mentor"): row["mentor_id"] or _("ikke oplyst"),
            _("Forløb i gang"): number(row["count_open"]),
            _("Uger uden registreret kontakt"): _(
                "{k} ud af {n}",
                k=number(row["count_weeks_without"]),
                n=number(row["count_weeks"]),
            ),
        }
        for row in rows
        if mentor in (None, row["mentor_id"])
    ]


def count_caption() -> str:
    """Why the reasons are more than the courses, and which of these are there."""
    one_or_more = _("Et forløb kan have flere grunde.")
    return one_or_more + " " + _("Er der valgt en periode, vises kun forløb startet i den.")


def order(data_to: date) -> str:
    """How the list is ordered, and to which day it counts."""
    day = words.day(data_to)
    return _("Længst ventende øverst i hver grund; dagene er talt til den {day}.", day=day)


def mentor_caption(listed: Sequence[Any]) -> str:
    """What a week without contact is, and what the list is not."""
    told = _(
        "Listen er ordnet efter mentorens nummer og er ingen rangliste; kun ejeren ser den. Der tælles hele "
        "uger i forløb i gang, højst de seneste tolv i hvert, talt tilbage fra datadatoen. En "
        "uge er uden registreret kontakt, når ingen kontakt er registreret, heller ikke en udeblivelse "
        "eller en aflysning. Ferie og sygdom ser ud på samme måde."
    )
    return told + _only_first(listed)
