"""What Overblik shows, as rows and records: pure selections and wordings of figure rows."""

from collections.abc import Mapping, Sequence

from dashboard.catalogue.row import FigureRow
from dashboard.charts.strips import Headings, Line, Table
from dashboard.foundation import terms, words
from dashboard.foundation.settings import Settings
from dashboard.foundation.words import mark, number, plural
from dashboard.foundation.words import text as _
from dashboard.presenters import follow_up
from dashboard.wording import figure_words, judgements, progress_bases

CRITERIA = ("completed", "charged", "progress")
CRITERION_IDS = tuple(
    f"criterion_{name}{end}" for name in CRITERIA for end in ("", "_lower", "_upper")
)
COUNTS = ("courses_started", "courses_open", "courses_closed", "citizens")
NATIONAL = (
    "non_employment_topic_share",
    "goals_agreed_share",
    "coping_better_citizen_of_all",
    "coping_better_mentor_of_all",
    "mentor_unwanted_share",
)
WAITING = "followup_courses_count"
ANSWER = (*CRITERION_IDS, *progress_bases.IDS, WAITING)  # asked for first, so that it is seen first
BESIDE = (*COUNTS, *NATIONAL)
CHANGING = (*COUNTS, *(f"criterion_{name}" for name in CRITERIA))
OVER_TIME = {
    "courses_open": mark("i gang"),
    "courses_started": mark("startet"),
    "courses_closed": mark("afsluttet"),
}


def beside_progress(figures: dict[str, FigureRow], agreed: Settings) -> str:
    """What the third promise would be, judged the other way."""
    on_wheel, with_events = (figures[id_] for id_ in progress_bases.IDS[:2])
    if not on_wheel.n:
        return ""
    if agreed.progress_basis == "wheel":
        return _("Med begivenheder: {share}.", share=figure_words.grounds(with_events))
    return _("På livshjulet alene: {share}.", share=figure_words.grounds(on_wheel))


def status(figures: Mapping[str, FigureRow]) -> tuple[dict[str, str], str]:
    """How final each criterion is; or, where that is the same of all, what is said of them once."""
    told = {
        name: judgements.status(
            *(figures[f"criterion_{name}{end}"] for end in ("", "_lower", "_upper"))
        )
        for name in CRITERIA
    }
    if len(set(told.values())) > 1:
        return told, ""
    return dict.fromkeys(CRITERIA, ""), told[CRITERIA[0]]


def national(rows: Sequence[FigureRow]) -> list[FigureRow]:
    """The figures beside SFI's, the most alike first."""
    found = [row for row in rows if row.id in NATIONAL]
    return sorted(found, key=lambda row: row.comparison.comparability if row.comparison else "Z")


def over_time(rows: Sequence[FigureRow], about: str) -> Table | None:
    """Each count quarter by quarter; None of one quarter or one course, which change in no way."""
    quarters = list(dict.fromkeys(row.period[0] for row in rows))
    if len(quarters) < 2 or not any(row.is_measured and row.amount > 1 for row in rows):
        return None
    first, last = words.quarter(quarters[0]), words.quarter(quarters[-1])
    counts = [[row for row in rows if row.id == id_] for id_ in OVER_TIME]
    headings = Headings(_("Forløb"), _("Kvartal for kvartal"), last, "", "", "")
    return Table([_counted(own) for own in counts], headings, about, times=(first, last))


def _counted(own: Sequence[FigureRow]) -> Line:
    """One count; where it is not measured, that."""
    label = words.capital(_(OVER_TIME[own[0].id]))
    if not own[-1].is_measured:
        return Line(label, figure_words.unmeasured(own[-1]), unit="count", is_quiet=True)
    most = max(own, key=lambda row: row.amount)
    span = _(
        "fra {first} til {last}; flest i {quarter}: {most}",
        first=number(own[0].amount),
        last=number(own[-1].amount),
        quarter=words.quarter(most.period[0]),
        most=number(most.amount),
    )
    amounts = tuple(row.value for row in own)
    return Line(label, number(own[-1].amount), interval=span, unit="count", over_time=amounts)


def count_sentence(counts: dict[str, FigureRow]) -> str:
    """The scope's courses in numbers."""
    amounts = {key: figure_words.value(counts[key]) for key in COUNTS}
    return _(
        "Forløb startet: {courses_started}. Afsluttet: {courses_closed}. I gang ved udgangen: "
        "{courses_open}. Borgere: {citizens}.",
        **amounts,
    )


def waiting(row: FigureRow, new: int | None) -> str:
    """How many courses wait for somebody to act, and how many did not when the data came last.

    new: None where there are no earlier data.
    """
    if not row.is_measured:
        return words.capital(figure_words.unmeasured(row)) + "."
    if not row.value:
        return follow_up.nobody_waits(row.scope)
    told = follow_up.of_period(row.scope) + plural(
        "{n} forløb kræver opfølgning", "{n} forløb kræver opfølgning", int(row.amount)
    )
    if new is not None:
        told += plural(", {n} nyt siden sidst", ", {n} nye siden sidst", new)
    return f"{told} →"


def held_back(rows: Mapping[str, int]) -> str:
    """That rows with faults are in no figure, and how many; empty where none are. rows: by table."""
    counts = [f"{_(terms.TABLES[table])} {number(n)}" for table, n in rows.items() if n]
    if not counts:
        return ""
    return _(
        "Holdt tilbage på grund af fejl, og ikke med i noget tal: {rows}.",
        rows=words.listing(counts),
    )


def changes(now: dict[str, FigureRow], before: dict[str, FigureRow]) -> list[str]:
    """What has changed since the snapshot before this one, a sentence each; nothing where nothing has."""
    if not before:
        return []
    changed = [
        f"- {now[key].label}: {_amount(before[key])} → {_amount(now[key])}"
        for key in CHANGING
        if _amount(before[key]) != _amount(now[key])
    ]
    since = _("Sammenlignet med data til {day}.", day=words.day(before[CHANGING[0]].data_to))
    return [since, *changed] if changed else []


def _amount(row: FigureRow) -> str:
    if row.unit != "share" or not row.is_measured:
        return figure_words.value(row)
    return f"{figure_words.of_n(row)} ({judgements.verdict(row)})"
