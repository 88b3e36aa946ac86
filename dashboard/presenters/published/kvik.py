"""KVIK 2013: three model projects side by side, and what a grant came to per person in them."""

from collections.abc import Callable, Sequence

from dashboard.catalogue.row import FigureRow
from dashboard.charts.grammar import Ink
from dashboard.charts.strips import Line
from dashboard.foundation import words
from dashboard.foundation.words import number
from dashboard.foundation.words import text as _
from dashboard.presenters import comparisons, figure_lines
from dashboard.presenters.published import nearest, sheets
from dashboard.presenters.section import Cells, Section
from dashboard.published import computed
from dashboard.published.reference import Published
from dashboard.wording import sources

SYSTEMS = ("KVIK 2013",)
TOWNS = {"assens": "Assens", "broendby": "Brøndby", "esbjerg": "Esbjerg"}
DRAWN = ("individual_plan_share", "company_course_share")


def sections(own: dict[str, FigureRow], rows: Sequence[FigureRow], colours: Ink) -> list[Section]:
    """The three projects: results, cost, and side by side."""
    return [_results(own, rows), _cost(), _side_by_side(own)]


def of_town(town: str) -> dict[str, Published]:
    """A town's printed figures by measure; a measure stands once in a town."""
    return {p.measure: p for p in sheets.of_system(*SYSTEMS) if p.group == TOWNS[town]}


def _results(own: dict[str, FigureRow], rows: Sequence[FigureRow]) -> Section:
    shown = [
        of_town(town)[m]
        for m in (*DRAWN, "exit_job_share", "exit_education_share")
        for town in TOWNS
    ]
    reached = ", ".join(
        _(
            "{town}: {k} ud af {n}",
            town=TOWNS[town],
            k=number(into_job_or_education(town)),
            n=number(computed.total(f"kvik_2013_{town}_actual")),
        )
        for town in TOWNS
    )
    return Section(
        "kvik-resultater",
        _("Hvad kom der ud af det?"),
        says=_("I job eller uddannelse – {reached} (beregnet).", reached=reached),
        table=sheets.table(shown, own),
        lines=[
            *(_of_towns(measure, own) for measure in DRAWN),
            *figure_lines.lines(comparisons.against(rows, SYSTEMS), links={}, held="together"),
        ],
        reservations=[
            _(
                "Kun løst sammenligneligt: KVIK fulgte kontanthjælpsmodtagere i matchgruppe 2 og 3 til "
                "projektets afslutning, og KVIK's ”job” er uden fleksjob og løntilskud."
            ),
            *sources.doubts([each.figure_id for each in shown]),
        ],
    )


def _of_towns(measure: str, own: dict[str, FigureRow]) -> Line:
    found = {name: of_town(town)[measure] for town, name in TOWNS.items()}
    first = next(iter(found.values()))
    ids = nearest.to(first).figure_ids
    marks = [(each.printed_value, f"{name} {sheets.amount(each)}") for name, each in found.items()]
    row = own[ids[0]] if ids else None
    label = (
        _("{theirs} (KeepGoing: {ours})", theirs=sheets.label(first), ours=row.label)
        if row
        else sheets.label(first)
    )
    return sheets.line(label, marks, row, more=(sheets.beside(first, own),))


def into_job_or_education(town: str) -> int:
    """Participants who left for a job or an education."""
    return computed.total(*_reached(town))


def _reached(town: str) -> tuple[str, str]:
    return f"kvik_2013_{town}_exit_job", f"kvik_2013_{town}_exit_education"


def cost_per_participant(town: str) -> float:
    """Kroner of the grant per actual participant."""
    return computed.cost_per(f"kvik_2013_{town}_grant", f"kvik_2013_{town}_actual")


def cost_per_reached(town: str) -> float:
    """Kroner of the grant per participant in a job or an education."""
    return computed.cost_per(f"kvik_2013_{town}_grant", *_reached(town))


def _cost() -> Section:
    table = [
        {
            _("Projekt"): name,
            _("Bevilling"): sheets.amount(of_town(town)["grant"]),
            _("Deltagere"): number(computed.total(f"kvik_2013_{town}_actual")),
            _("I job eller uddannelse"): number(into_job_or_education(town)),
            _("Pr. deltager (beregnet)"): sheets.kroner(cost_per_participant(town)),
            _("Pr. påbegyndt job eller uddannelse (beregnet)"): sheets.kroner(
                cost_per_reached(town)
            ),
            _("Sted"): sources.place(of_town(town)["grant"]),
        }
        for town, name in TOWNS.items()
    ]
    return Section(
        "kvik-pris",
        _("Hvad kostede det?"),
        says=_(
            "Pr. deltager var bevillingen {per_person} (beregnet som bevilling delt med antal).",
            per_person=_by_town(cost_per_participant),
        ),
        table=table,
        reservations=[
            _(
                "Kun bevillingen er med: ikke kommunens egne timer, ydelser, løntilskud eller andre "
                "tilbud. Nogle ville måske være kommet i job eller uddannelse alligevel, så det er ikke prisen på "
                "en effekt. KeepGoings pris står ikke i data, så der er ingen tilsvarende."
            )
        ],
    )


def _by_town(cost: Callable[[str], float]) -> str:
    return words.listing(
        [
            _("{amount} i {town}", amount=sheets.kroner(cost(town)), town=name)
            for town, name in TOWNS.items()
        ]
    )


def _side_by_side(own: dict[str, FigureRow]) -> Section:
    towns = {town: of_town(town) for town in TOWNS}
    measures = list(dict.fromkeys(m for found in towns.values() for m in found))
    return Section(
        "kvik-side-om-side",
        _("De tre projekter side om side"),
        says=_(
            "Målgruppe, forventede og faktiske deltagere, plan, virksomhedsforløb og status. Hvor et projekt "
            "ikke har tallet, står der ”ikke oplyst”."
        ),
        table=[_line(measure, towns, own) for measure in measures],
        reservations=sources.doubts(
            [p.figure_id for found in towns.values() for p in found.values()], "ABC"
        ),
    )


def _line(measure: str, towns: dict[str, dict[str, Published]], own: dict[str, FigureRow]) -> Cells:
    known = {town: found[measure] for town, found in towns.items() if measure in found}
    first = next(iter(known.values()))
    cells = {
        TOWNS[town]: sheets.amount_of(known[town]) if town in known else _("ikke oplyst")
        for town in TOWNS
    }
    return {_("Tal"): sheets.label(first), **cells, "KeepGoing": sheets.beside(first, own)}


def figure_ids() -> tuple[str, ...]:
    """KeepGoing's figures that this document is put beside."""
    near = nearest.figure_ids(each.figure_id for each in sheets.of_system(*SYSTEMS))
    return (*near, "job_or_education_strict_share")
