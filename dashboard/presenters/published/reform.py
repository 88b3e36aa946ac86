"""The evaluation of the reform of 2014: mentors for activity-ready young people."""

from collections.abc import Sequence

from dashboard.catalogue.row import FigureRow
from dashboard.charts.grammar import Ink
from dashboard.charts.strips import Line
from dashboard.foundation import words
from dashboard.foundation.words import mark, number
from dashboard.foundation.words import text as _
from dashboard.presenters.published import sheets
from dashboard.presenters.published.reports import REFORM, printed
from dashboard.presenters.section import Section
from dashboard.published import computed, reference
from dashboard.published.reference import Published
from dashboard.wording import sources

SWAPPED = ("khr_2014_fig56_vejledning_barsel", "khr_2014_fig56_tvaerfaglige_indsatser")
N_IN_DOUBT = {"khr_2014_internal_mentors_share": mark("n formentlig 31")}


def _by_base(published: Published, own: dict[str, FigureRow]) -> Line:
    """A published figure's line, with what is in doubt about its n."""
    doubt = N_IN_DOUBT.get(published.figure_id)
    return sheets.line_of(
        published, own, f"{sheets.label(published)} ({_(doubt)})" if doubt else ""
    )


def reform(own: dict[str, FigureRow], rows: Sequence[FigureRow], colours: Ink) -> list[Section]:
    """What the evaluation of the reform says about mentors for activity-ready young people."""
    return [
        _reform_mentors(own),
        _reform_purposes(own),
        _reform_scores(own),
    ]


def _reform_mentors(own: dict[str, FigureRow]) -> Section:
    found = printed(
        "khr_2014_mentor_offer_share",
        "khr_2014_fig51_mentor_with_activity",
        "khr_2014_fig51_mentor_only",
        "khr_2014_internal_mentors_share",
        "khr_2014_fig52_crossdisciplinary",
    )
    offer, together, only = map(sheets.amount, found[:3])
    return Section(
        "reform-mentor",
        _("Hvor mange unge fik en mentor?"),
        says=_(
            "{offer} af de aktivitetsparate unge fik tilbudt en mentor: {together} sammen med en anden "
            "indsats og {only} som eneste indsats. Hos KeepGoing har alle en mentor, så der er ingen "
            "tilsvarende andel; {ready} er aktivitetsparate ved start.",
            offer=offer,
            together=together,
            only=only,
            ready=sheets.own_value(own["readiness_activity_ready_share"]),
        ),
        table=sheets.table(found, own),
        lines=[_by_base(each, own) for each in found],
        reservations=[
            _("Interne mentorer er en andel af kommunerne, de øvrige en andel af sagerne."),
            *sources.doubts(["khr_2014_internal_mentors_share"]),
        ],
    )


def _reform_purposes(own: dict[str, FigureRow]) -> Section:
    found = [
        p
        for p in sheets.of_system(*REFORM)
        if p.figure_id.startswith(("khr_2014_fig51_with_", "khr_2014_fig51_only_"))
    ]
    return Section(
        "reform-formaal",
        _("Hvad var mentorens formål?"),
        says=_(
            "Helhedsorienteret støtte var det hyppigste formål. Hvad procenterne er andel af, er ikke oplyst; "
            "mentorens opgave hos KeepGoing står på siden ”Bestilling og match”."
        ),
        table=sheets.table(found, own),
        lines=[
            sheets.line_of(
                each, own, words.capital(f"{sheets.population(each)} · {sheets.measure(each)}")
            )
            for each in found
        ],
        reservations=sources.doubts([each.figure_id for each in found]),
    )


def _reform_scores(own: dict[str, FigureRow]) -> Section:
    found = [p for p in sheets.of_system(*REFORM) if p.measure == "implementation_score"]
    swapped = printed(*SWAPPED)
    either = [(each.printed_value, sheets.amount(each)) for each in swapped]
    lines = [
        sheets.line(
            sheets.part(each) + (" (?)" if each in swapped else ""),
            either if each in swapped else [(each.printed_value, sheets.amount(each))],
            unit="points",
        )
        for each in found
    ]
    return Section(
        "reform-implementering",
        _("Hvor langt var kommunerne med reformen?"),
        says=_(
            "{n} kommuner gav sig selv point fra 1 til 10; mentorer fik mest ({mentor}), og det er sikkert. "
            "Resten står efter deres plads på siden, og ved (?) kan det være det ene eller det andet tal. "
            "Der er ingen tilsvarende hos KeepGoing.",
            n=number(computed.total("khr_2014_fig56_n")),
            mentor=sheets.amount(reference.figures()["khr_2014_fig56_mentor"]),
        ),
        table=sheets.table(found, own),
        lines=lines,
        reservations=sources.doubts([each.figure_id for each in found]),
    )
