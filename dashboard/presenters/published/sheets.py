"""Published figures as a reader may see them: value, people behind, document and page, reservation.

A figure is shown as it was printed; what was printed in words says so, what is lost has no number.
"""

from collections.abc import Iterable, Sequence

from dashboard.catalogue.row import FigureRow
from dashboard.charts.strips import Line, Tick
from dashboard.foundation import words
from dashboard.foundation.words import mark, number, percent
from dashboard.foundation.words import text as _
from dashboard.presenters.published import nearest
from dashboard.presenters.section import Cells
from dashboard.published import reference
from dashboard.published.reference import Published
from dashboard.wording import figure_words, sources

UNITS = {
    "years": mark("{value} år"),
    "weeks": mark("{value} uger"),
    "hours": mark("{value} t."),
    "kr": mark("{value} kr."),
    "contacts_per_month": mark("{value} om måneden"),
    "per_month": mark("{value} om måneden"),
    "days_per_week": mark("{value} dage om ugen"),
    "points_1_10": mark("{value} point"),
    "pct_points": mark("{value} procentpoint"),
    "direction": mark("{value}"),
}
AMOUNTS = ("count", "kr", "years", "weeks", "hours", "days_per_week")  # no share of any people
N_PRINTED_APART = {"implementation_score": "khr_2014_fig56_n"}  # one n for a whole figure
ALL_PROJECTS = "alle projekter"
NOT_PRINTED = "n er ikke trykt"  # as a note says of an n that was taken from elsewhere
OWN_EFFORT = (
    "kg_resume_satisfied_own_effort", "kg_p9_not_satisfied_own_effort", "kg_p17_own_effort_positive",
    "kg_p17_own_effort_not_satisfied", "kg_p18_own_effort_positive", "kg_p18_own_effort_not_satisfied",
    "kg_d325_value1", "kg_d325_value2", "kg_d325_value3",
)  # fmt: skip
UNUSABLE = (
    *OWN_EFFORT, "kg_resume_longer_than_sfi_months", "kg_d322_value3", "kg_exit_some_employment_verbal",
    "kvik_2013_assens_treatment_need_truncated", "sfi_2015_p26_similar_conditions",
)  # fmt: skip


def of_system(*systems: str) -> list[Published]:
    """The published figures of these systems, in the order of their documents."""
    return [found for found in reference.figures().values() if found.system in systems]


def label(published: Published) -> str:
    """Mindst én indsats sat i gang; with the part of it that the figure is about."""
    told, of_part = measure(published), published.said("part")
    return words.capital(_("{measure}: {part}", measure=told, part=of_part) if of_part else told)


def part(published: Published) -> str:
    """The part of a whole that the figure is about."""
    return words.capital(published.said("part"))


def measure(published: Published) -> str:
    """What was measured, in words."""
    return published.said("measure")


def amount(published: Published) -> str:
    """42 %, ca. 50 %, 1.020.751 kr.; the words where it was printed in words only."""
    if published.value is None:
        return sources.worded(published, "") or _("intet tal")
    return sources.worded(published, _in_unit(published))


def _in_unit(published: Published) -> str:
    value = published.printed_value
    if published.unit == "share":
        return percent(value, published.decimals)
    needed = len(f"{value:g}".partition(".")[2]) if value < 1000 else 0  # 0.5 for every other week
    told = number(value, max(published.decimals, needed))
    if published.unit == "pct_points" and value > 0:
        told = f"+{told}"
    form = UNITS.get(published.unit) or figure_words.UNITS[published.unit]
    return _(form, value=told)


def kroner(value: float) -> str:
    """14.177 kr., in whole kroner."""
    form = UNITS["kr"]
    return _(form, value=number(value))


def grounds(published: Published) -> str:
    """8 ud af 19, n = 52, or that n was not printed; empty for a plain amount."""
    apart = N_PRINTED_APART.get(published.measure)
    n = reference.figures()[apart].printed_value if apart else published.denominator
    if n is None:
        return "" if published.unit in AMOUNTS else _("n ikke oplyst")
    if NOT_PRINTED in published.note_da:
        return _("n ikke oplyst; {n} antaget", n=number(n))
    if published.unit == "count" and published.value is not None:
        return _("{k} ud af {n}", k=number(published.value), n=number(n))
    if published.numerator is None:
        return _("n = {n}", n=number(n))
    return _("{k} ud af {n}", k=number(published.numerator), n=number(n))


def amount_of(published: Published) -> str:
    """42 % (8 ud af 19)."""
    behind = grounds(published) if published.value is not None else ""
    return f"{amount(published)} ({behind})" if behind else amount(published)


def reservation(published: Published) -> str:
    """The figure's reservation in the session's language, first of all that it must not be used."""
    note = published.said("note")
    titles = [
        words.in_language(found, "title")
        for found in reference.discrepancies()
        if found["discrepancy_id"] in published.discrepancy_ids
    ]
    told = note or "; ".join(titles)
    return _("Må ikke bruges. {note}", note=told) if published.figure_id in UNUSABLE else told


def beside(published: Published, own: dict[str, FigureRow]) -> str:
    """KeepGoing's nearest figure with how alike it is and why; or where it stands, or that there is none."""
    near = nearest.to(published)
    if near.page:
        return f"{words.capital(_(near.shown))}: {no_own(published)}"
    if not near.figure_ids:
        reason = _(near.reason)
        return _("ingen tilsvarende: {reason}", reason=reason) if reason else no_own(published)
    told = "; ".join(own_figure(own[id_]) for id_ in near.figure_ids)
    if near.grade == "not_comparable":
        return _(
            "{figures} – må ikke sammenlignes, fordi {reason}", figures=told, reason=_(near.reason)
        )
    return _(
        "{figures} – {grade}, fordi {reason}", figures=told, grade=near.grade, reason=_(near.reason)
    )


def own_figure(row: FigureRow) -> str:
    """Kvinder: 120 ud af 420 (29 %)."""
    return _("{label}: {value}", label=row.label, value=own_value(row))


def own_value(row: FigureRow) -> str:
    """120 ud af 420 (29 %), or that there are no data."""
    return (figure_words.grounds(row) if row.n else "") or _("ingen data")


def table(published: Iterable[Published], own: dict[str, FigureRow]) -> list[Cells]:
    """A row a figure, without the columns that say nothing."""
    found = list(published)
    has_populations = len({population(each) for each in found}) > 1
    has_projects = len({project(each) for each in found}) > 1
    rows = [
        {
            _("Projekt"): project(each) if has_projects else "",
            _("Tal"): _of_whom(each) if has_populations else label(each),
            _("Offentliggjort"): amount_of(each),
            _("Sted"): sources.place(each),
            "KeepGoing": beside(each, own),
            _("Forbehold"): reservation(each),
        }
        for each in found
    ]
    filled = [key for key in (rows[0] if rows else {}) if any(cells[key] for cells in rows)]
    return [{key: cells[key] for key in filled} for cells in rows]


def _of_whom(published: Published) -> str:
    """The label with whom the figure is about, unless it says so already."""
    told, whom = label(published), population(published)
    return told if whom.lower() in told.lower() else f"{told} – {whom}"


def project(published: Published) -> str:
    """The town or project a figure is of; empty for a figure of all, or of a part in words."""
    is_all = published.part_da or published.group == ALL_PROJECTS
    return "" if is_all else published.group


def population(published: Published) -> str:
    """Whom the figure is about; the citizens of any one project are called the same."""
    return published.said("population")


def line(
    called: str,
    marks: Sequence[tuple[float, str]],
    row: FigureRow | None = None,
    *,
    unit: str = "share",
    more: Iterable[str] = (),
) -> Line:
    """A line of published numbers, beside KeepGoing's own where there is one.

    marks: where each stands and what it is called. more: what the line opens to.
    """
    told = own_value(row) if row else _("ingen tilsvarende")
    is_alike = row is not None and row.is_measured and figure_words.unit(row) == unit
    drawn = figure_words.drawn(row) if row and is_alike else {}
    return Line(
        label=called,
        told=told,
        value=drawn.get("value"),
        low=drawn.get("low"),
        high=drawn.get("high"),
        unit=unit,
        ticks=tuple(Tick(at) for at, _name in marks),
        held="; ".join(name for _at, name in marks),
        more=tuple(filter(None, more)),
        is_quiet=row is None,
    )


def line_of(published: Published, own: dict[str, FigureRow], called: str = "") -> Line:
    """The line of one published figure, with KeepGoing's where one alone stands beside it."""
    ids = nearest.to(published).figure_ids
    return line(
        called or label(published),
        [(published.printed_value, amount_of(published))],
        own[ids[0]] if len(ids) == 1 else None,
        unit=published.unit,
        more=(beside(published, own), reservation(published), sources.place(published)),
    )


def no_own(published: Published) -> str:
    """That KeepGoing has no figure to put beside a published one, or which page has what comes near."""
    page = nearest.to(published).page
    return _("se siden ”{page}”", page=_(page)) if page else _("ingen tilsvarende")
