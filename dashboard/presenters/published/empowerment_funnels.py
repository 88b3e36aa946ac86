"""The projects' shares in a funnel: which lie outside what their size explains, and which are in doubt.

What is misprinted is drawn by itself and leaves the level and the limits alone.
"""

from collections.abc import Sequence
from typing import Any

from dashboard.catalogue.row import FigureRow
from dashboard.charts.funnel import funnel
from dashboard.charts.grammar import Ink
from dashboard.foundation import words
from dashboard.foundation.words import number, percent
from dashboard.foundation.words import text as _
from dashboard.presenters.published import sheets
from dashboard.presenters.published.empowerment_projects import (
    DOUBTS,
    INITIATIVE,
    MENTOR,
    Point,
    active,
    centre,
    limits,
    of_measure,
    points,
    projects,
)
from dashboard.presenters.section import Section
from dashboard.published import computed, reference
from dashboard.published.reference import Published
from dashboard.wording import sources


def mentor_support(own: dict[str, FigureRow], colours: Ink) -> Section:
    """How many had a mentor, project by project."""
    average = reference.figures()["emp_2015_overall_mentor_share"]
    shares = [(each.printed_value, active(each.group)) for each in of_measure(MENTOR)]
    doubt = _(
        "Rapporten skriver {printed} af alle borgere. De 30 projekters andele giver {weighted} vægtet "
        "efter aktive borgere og {plain} som gennemsnit af projekter (beregnet).",
        printed=sheets.amount(average),
        weighted=percent(computed.weighted_share(shares), 1),
        plain=percent(computed.mean_share(shares), 1),
    )
    special = _(
        "I København var en mentor et krav for at deltage, i Randers var sagsbehandler og jobkonsulent "
        "mentorer, og Aalborg tæller også bevilget støtte. Hos KeepGoing har alle en mentor, så der er "
        "ingen tilsvarende andel."
    )
    return _funnel_of(
        MENTOR,
        "mentorstoette",
        _("Hvor mange fik mentorstøtte?"),
        f"{doubt} {special}",
        average,
        own,
        colours,
    )


def initiatives(own: dict[str, FigureRow], colours: Ink) -> Section:
    """How many had at least one initiative, project by project."""
    average = reference.figures()["emp_2015_initiative_average"]
    doubt = _(
        "Rapporten skriver {printed} i gennemsnit uden at sige, hvordan der er vægtet; det kan ikke "
        "efterprøves, for {missing} oplyser ingen andel. KeepGoing registrerer ikke kommunens "
        "indsatser, så der er ingen tilsvarende andel.",
        printed=sheets.amount(average),
        missing=words.listing(
            [name for name in projects() if name not in _projects_with(INITIATIVE)]
        ),
    )
    return _funnel_of(
        INITIATIVE,
        "indsatser",
        _("Hvor mange fik mindst én indsats?"),
        doubt,
        average,
        own,
        colours,
    )


def _projects_with(measure: str) -> set[str]:
    return {each.group for each in of_measure(measure)}


def _funnel_of(
    measure: str,
    name: str,
    heading: str,
    doubt: str,
    average: Published,
    own: dict[str, FigureRow],
    colours: Ink,
) -> Section:
    found = points(measure)
    levels = [
        {
            "at": centre(measure),
            "is_printed": False,
            "name": _("beregnet {share}", share=percent(centre(measure), 1)),
        },
        {
            "at": average.printed_value,
            "is_printed": True,
            "name": _("offentliggjort {share}", share=sheets.amount(average)),
        },
    ]
    chart = funnel(
        list(map(_record, found)), list(limits(measure)), levels, colours, _("borgere i projektet")
    )
    return Section(
        name,
        heading,
        says=_funnel_sentence(measure, found),
        table=sheets.table(of_measure(measure), own),
        charts=(chart,),
        reservations=[
            _reading(),
            _doubtful(found),
            _doubted_elsewhere(measure),
            doubt,
            *sources.doubts([average.figure_id]),
        ],
    )


def _record(point: Point) -> dict[str, Any]:
    return {
        "share": point.share,
        "n": point.n,
        "name": point.published.group,
        "is_doubtful": bool(point.doubt),
        "is_named": bool(point.doubt) or point.side == "outside",
    }


def _funnel_sentence(measure: str, found: Sequence[Point]) -> str:
    certain = [point for point in found if not point.doubt]
    counts = {side: sum(p.side == side for p in certain) for side in ("outside", "watch", "inside")}
    told = _(
        "{centre} af borgerne (beregnet af {n} projekter); {outside} projekter ligger uden for det, deres "
        "størrelse kan forklare ({names}), {watch} tæt på, og {inside} inden for.",
        centre=percent(centre(measure), 1),
        n=number(len(certain)),
        names=words.listing([p.published.group for p in certain if p.side == "outside"]),
        **{key: number(count) for key, count in counts.items()},
    )
    return (
        told
        if certain == list(found)
        else told + " " + _("De hule ruder er i tvivl og ikke talt med.")
    )


def _reading() -> str:
    return _(
        "Hver prik er et projekt. De fuldt optrukne kurver er 99,8 %-grænser, de stiplede 95 %: så langt "
        "fra niveauet kan et projekt af den størrelse ligge ved tilfældighed. Et projekt regnes kun for at "
        "ligge udenfor, når afrundingen og en eksakt test er enige; tæt på er mellem de to kurver. Det siger, at "
        "projekterne var forskellige, ikke hvorfor. Den brune linje er rapportens gennemsnit."
    )


def _doubtful(found: Sequence[Point]) -> str:
    told = "; ".join(
        f"{point.published.group} ({sheets.amount(point.published)}): {_(point.doubt)}"
        for point in found
        if point.doubt
    )
    return _("Hule ruder: tvivl om tallet, ikke med i niveau og grænser – {doubts}.", doubts=told)


def _doubted_elsewhere(measure: str) -> str:
    """Projects with another figure in doubt, whose share and n here do agree."""
    doubted = {
        "Esbjerg",
        "Hedensted",
        "Horsens",
        "Skive",
        "Aalborg",
    } & _projects_with(measure) - set(DOUBTS[measure])
    return _(
        "Med i grænserne, selv om et andet tal i deres status er i tvivl: {projects}. Andel og antal "
        "her passer sammen.",
        projects=words.listing([name for name in projects() if name in doubted]),
    )
