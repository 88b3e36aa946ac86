"""Empowerment 2015: thirty municipal projects, what they printed, and which of it is in doubt.

A project's share is held against a funnel; what is misprinted is drawn by itself and leaves the
level and the limits alone. Projects stand in the order of the report, never by their share.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import ceil, floor
from typing import Any

from dashboard.catalogue.row import FigureRow
from dashboard.charts.figure_charts import interval_rows
from dashboard.charts.funnel import funnel
from dashboard.charts.grammar import Ink
from dashboard.foundation import words
from dashboard.foundation.words import mark, number, percent
from dashboard.foundation.words import text as _
from dashboard.presenters import comparisons, overview
from dashboard.presenters.published import nearest, sheets
from dashboard.presenters.published.sheets import Exhibit
from dashboard.published import computed, reference
from dashboard.published.reference import Published
from dashboard.statistics import MIN_N_VERDICT, funnel_limits, tails
from dashboard.wording import sources

SYSTEMS = ("Empowerment 2015", "Frederikshavn AMU 2015")
MENTOR, INITIATIVE = "received_mentor_support_share", "at_least_one_initiative_share"
TAIL_95, TAIL_998 = 0.025, 0.001
BEYOND = 5  # how much wider than its largest project a funnel is drawn
TABLE_2 = "emp_2015_overall_table2_"
DECEMBER = "emp_2015_frederikshavn_dec15_"
JULY = "emp_2015_frederikshavn_"

_FROM_LOLLAND = mark(
    "en sætning i samme kommunestatus er Lollands, så siden er ikke til at stole på"
)
_FROM_ANOTHER = mark(
    "et antal i samme kommunestatus er en anden kommunes, så siden er ikke til at stole på"
)
_IMPOSSIBLE = mark("procenten kan ikke opstå af det trykte antal")
_NO_N = mark("antallet er ikke trykt, kun antaget")
DOUBTS: dict[str, dict[str, str]] = {
    MENTOR: {
        "Odder": _FROM_LOLLAND,
        "Sønderborg": mark("andelen er trykt af 41, men projektet har 84 aktive"),
        "Vallensbæk/Ishøj": mark("andelen er trykt af 73, men 112 aktive følger af afgangene"),
        "Middelfart": _IMPOSSIBLE,
        "Skive": mark("procenten passer kun, hvis decimalerne er skåret af"),
        "København": _NO_N,
        "Slagelse": _NO_N,
    },
    INITIATIVE: {
        "Odder": _FROM_LOLLAND,
        "Sønderborg": _FROM_ANOTHER,
        "Vallensbæk/Ishøj": mark("både 93 % og 73 er formentlig Bornholms"),
        "Horsens": _IMPOSSIBLE,
        "Middelfart": mark("antallet er ikke trykt her, og det på samme side passer ikke med mentorandelen"),
        "København": _NO_N,
    },
}  # fmt: skip


@dataclass(frozen=True)
class Point:
    """A project's printed share and n, why it is in doubt, and where in the funnel it lies."""

    published: Published
    doubt: str
    side: str  # outside (of 99.8 %), watch (between 95 and 99.8 %), inside

    @property
    def n(self) -> int:
        """The printed, or assumed, number of citizens."""
        return self.published.denominator or 0

    @property
    def share(self) -> float:
        """The printed share."""
        return self.published.printed_value


@cache
def projects() -> tuple[str, ...]:
    """The thirty projects, by name as Danes sort them: æ, ø, å and aa last."""
    named = {p.group for p in sheets.of_system("Empowerment 2015") if p.measure == MENTOR}
    alphabet = "abcdefghijklmnopqrstuvwxyzæøå"

    def as_danes_sort(name: str) -> list[int]:
        return [alphabet.find(letter) for letter in name.lower().replace("aa", "å")]

    return tuple(sorted(named - {sheets.ALL_PROJECTS}, key=as_danes_sort))


def of_measure(measure: str) -> list[Published]:
    """The projects' printed shares of a measure; those without one are left out."""
    by_project = {p.group: p for p in sheets.of_system("Empowerment 2015") if p.measure == measure}
    found = [by_project[name] for name in projects() if name in by_project]
    return [each for each in found if each.value is not None]


def centre(measure: str) -> float:
    """The share of all citizens in the projects that are not in doubt."""
    return computed.weighted_share(
        (each.printed_value, each.denominator or 0)
        for each in of_measure(measure)
        if each.group not in DOUBTS[measure]
    )


def points(measure: str) -> list[Point]:
    """Every printed share with its place in the funnel."""
    level = centre(measure)
    return [
        Point(each, DOUBTS[measure].get(each.group, ""), side(each, level))
        for each in of_measure(measure)
    ]


def side(published: Published, level: float) -> str:
    """Where every count that prints as this share lies, by the exact binomial tail.

    The drawn limits run between the steps of 1/n, so a count can lie just beyond one that chance
    passes more often than it says; what is outside by the exact tail is always outside the drawn one.
    """
    n = published.denominator or 0
    low, high = published.rounding_band
    fewest, most = ceil(low * n), min(floor(high * n), n)
    for name, tail in (("outside", TAIL_998), ("watch", TAIL_95)):
        if tails(most, n, level)[0] <= tail or tails(fewest, n, level)[1] <= tail:
            return name
    return "inside"


@cache
def limits(measure: str) -> tuple[dict[str, float], ...]:
    """The limits for every n that a funnel of the measure is drawn for."""
    level = centre(measure)
    largest = max(point.n for point in points(measure))
    found = []
    for n in range(MIN_N_VERDICT, largest + BEYOND):
        low95, high95 = funnel_limits(n, level, TAIL_95)
        low998, high998 = funnel_limits(n, level, TAIL_998)
        found.append(
            {"n": n, "low95": low95, "high95": high95, "low998": low998, "high998": high998}
        )
    return tuple(found)


def exhibits(own: dict[str, FigureRow], rows: Sequence[FigureRow], colours: Ink) -> list[Exhibit]:
    """The report from top to bottom; own: KeepGoing's figures by id, rows: with their yardsticks."""
    return [
        _mentor_support(own, colours),
        _initiatives(own, colours),
        _exits(own, rows, colours),
        _profile(own, colours),
        _problems(own, colours),
        _december(own),
        _rest(own),
    ]


def _mentor_support(own: dict[str, FigureRow], colours: Ink) -> Exhibit:
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
    return _funnel_of(MENTOR, "mentorstoette", _("Hvor mange fik mentorstøtte?"),
                      f"{doubt} {special}", average, own, colours)  # fmt: skip


def _initiatives(own: dict[str, FigureRow], colours: Ink) -> Exhibit:
    average = reference.figures()["emp_2015_initiative_average"]
    doubt = _(
        "Rapporten skriver {printed} i gennemsnit uden at sige, hvordan der er vægtet; det kan ikke "
        "regnes efter, for {missing} oplyser ingen andel. KeepGoing registrerer ikke kommunens "
        "indsatser, så der er ingen tilsvarende andel.",
        printed=sheets.amount(average),
        missing=words.listing([name for name in projects() if name not in _told(INITIATIVE)]),
    )
    return _funnel_of(INITIATIVE, "indsatser", _("Hvor mange fik mindst én indsats?"),
                      doubt, average, own, colours)  # fmt: skip


def _told(measure: str) -> set[str]:
    return {each.group for each in of_measure(measure)}


def _funnel_of(
    measure: str,
    name: str,
    heading: str,
    doubt: str,
    average: Published,
    own: dict[str, FigureRow],
    colours: Ink,
) -> Exhibit:
    found = points(measure)
    levels = [
        {"at": centre(measure), "is_printed": False,
         "name": _("beregnet {share}", share=percent(centre(measure), 1))},
        {"at": average.printed_value, "is_printed": True,
         "name": _("trykt {share}", share=sheets.amount(average))},
    ]  # fmt: skip
    chart = funnel(list(map(_record, found)), list(limits(measure)), levels, colours,
                   _("borgere i projektet"))  # fmt: skip
    return Exhibit(
        name, heading, _funnel_sentence(measure, found), sheets.table(of_measure(measure), own),
        (chart,), [_reading(), _doubtful(found), _doubted_elsewhere(measure), doubt,
                   *sources.doubts([average.figure_id])],
    )  # fmt: skip


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
    return _(
        "Niveauet er {centre} af borgerne (beregnet af {n} projekter uden tvivl om tallet). Af dem ligger "
        "{outside} uden for 99,8 %-grænserne, {watch} mellem 95 og 99,8 % (hold øje) og {inside} inden for "
        "det, størrelsen forklarer. Det siger, at projekterne var forskellige, ikke hvorfor.",
        centre=percent(centre(measure), 1),
        n=number(len(certain)),
        **{key: number(count) for key, count in counts.items()},
    )


def _reading() -> str:
    return _(
        "Hver prik er et projekt. De fuldt optrukne kurver er 99,8 %-grænser, de stiplede 95 %: så langt "
        "fra niveauet kan et projekt af den størrelse ligge ved tilfældighed. Et projekt regnes kun for at "
        "ligge udenfor, når afrundingen og en eksakt test er enige. Den brune linje er rapportens gennemsnit."
    )


def _doubtful(found: Sequence[Point]) -> str:
    told = "; ".join(
        f"{point.published.group} ({sheets.amount(point.published)}): {_(point.doubt)}"
        for point in found
        if point.doubt
    )
    return _("◇ Tvivl om tallet, ikke med i niveau og grænser – {doubts}.", doubts=told)


def _doubted_elsewhere(measure: str) -> str:
    """Projects with another figure in doubt, whose share and n here do agree."""
    doubted = {
        "Esbjerg", "Hedensted", "Horsens", "Skive", "Aalborg",
    } & _told(measure) - set(DOUBTS[measure])  # fmt: skip
    return _(
        "Med i grænserne, selv om et andet tal i deres status er i tvivl: {projects}. Andel og antal "
        "her passer sammen.",
        projects=words.listing([name for name in projects() if name in doubted]),
    )


def active(project: str) -> int:
    """The project's active citizens: as printed, else (or if contradicted) referred less exits."""
    found = {p.measure: p for p in of_project(project) if not p.figure_id.startswith(DECEMBER)}
    printed = found["active"].value
    if printed is not None and project != "Vallensbæk/Ishøj":
        return int(printed)
    exits = sum(each.value or 0 for key, each in found.items() if key.startswith("exit_"))
    return int(found["referred"].printed_value - exits)


def _exits(own: dict[str, FigureRow], rows: Sequence[FigureRow], colours: Ink) -> Exhibit:
    against = comparisons.against(rows, ("Empowerment 2015",))
    ids = [id_ for id_ in reference.figures() if id_.startswith(TABLE_2)]
    return Exhibit(
        "afgange",
        _("Hvorfor forlod borgerne projekterne?"),
        _(
            "181 forlod projekterne før 1. juli 2015: {job} til ordinært job, {education} til uddannelse "
            "og {flexjob} til fleksjob. Prikken er KeepGoings slutårsager blandt afsluttede forløb.",
            job=number(computed.total(f"{TABLE_2}job")),
            education=number(computed.total(f"{TABLE_2}education")),
            flexjob=number(computed.total(f"{TABLE_2}fleksjob")),
        ),
        sheets.table([reference.figures()[id_] for id_ in ids], own),
        (interval_rows(sheets.valued(overview.records(against)), colours, "share"),),
        [
            _(
                "Kun løst sammenligneligt: de 181 forlod et projekt, der fortsatte, og målgruppen var en "
                "anden. Stregerne er beregnet som antal ud af 181. Revalidering og efterløn har ingen "
                "tilsvarende slutårsag. Vurderingerne står på siden ”Sammenligning med SFI”."
            ),
            *sources.doubts([f"{TABLE_2}job", f"{TABLE_2}fleksjob"]),
        ],
    )


def _profile(own: dict[str, FigureRow], colours: Ink) -> Exhibit:
    figure_2 = [p for p in sheets.of_system("Empowerment 2015") if p.group.startswith("Figur 2: ")]
    lost = [p for p in figure_2 if "aldersgruppe" in p.group]
    named = [p for p in figure_2 if p not in lost]
    records = [sheets.marked(each, own) | {"label": sheets.part(each)} for each in named]
    ages = sheets.record(
        _("De fire yngre aldersgrupper (grænserne er tabt)"),
        [(each.printed_value, sheets.amount(each)) for each in lost],
    )
    told = [p for p in sheets.of_system("Empowerment 2015")
            if p.figure_id.startswith("emp_2015_overall_") and p.page in ("136", "137")]  # fmt: skip
    return Exhibit(
        "profil",
        _("Hvem deltog?"),
        _(
            "{women} var kvinder, og {resource} fik ressourceforløbsydelse. {reading}",
            women=sheets.amount(reference.figures()["emp_2015_overall_fig2_women"]),
            resource=sheets.amount(reference.figures()["emp_2015_overall_fig2_ressource"]),
            reading=sheets.reading(),
        ),
        sheets.table(told, own),
        (interval_rows(records, colours, "share"), interval_rows([ages], colours, "share")),
        [
            _(
                "Kun løst sammenligneligt: Empowerment talte aktive borgere på én dag, og antallet ved "
                "figur 2 er tabt. De fire yngre aldersgrupper kan ikke stilles over for KeepGoings."
            ),
            *sources.doubts([each.figure_id for each in figure_2], "ABC"),
        ],
    )


def _problems(own: dict[str, FigureRow], colours: Ink) -> Exhibit:
    ids = (
        "fig4_one", "fig4_multi", "fig4_not_stated", "fig5_psych", "fig5_phys", "fig5_social",
        "fig6_psych_phys", "fig6_psych_social", "fig6_all_three",
    )  # fmt: skip
    found = [reference.figures()[f"emp_2015_overall_{id_}"] for id_ in ids]
    records = [
        sheets.record(f"{sheets.label(p)} · {sheets.grounds(p)}",
                      [(p.printed_value, sheets.amount(p))])
        for p in found
    ]  # fmt: skip
    return Exhibit(
        "problemer",
        _("Hvilke problemer havde de?"),
        _(
            "{one} af de aktive havde ét hovedproblemområde, {several} flere. KeepGoing registrerer ikke "
            "borgerens problemer, så der er ingen tilsvarende tal.",
            one=sheets.amount(found[0]),
            several=sheets.amount(found[1]),
        ),
        sheets.table([p for p in sheets.of_system("Empowerment 2015") if p.page in ("138", "139")], own),
        (interval_rows(records, colours, "share"),),
        sources.doubts([each.figure_id for each in found], "ABC"),
    )  # fmt: skip


def _december(own: dict[str, FigureRow]) -> Exhibit:
    """Frederikshavn's own table of December 2015, against the report of July."""
    ids = [id_ for id_ in reference.figures() if id_.startswith(DECEMBER)]
    july = [id_ for id_ in reference.figures() if id_.startswith(JULY) and id_ not in ids]
    positive = ("exit_job", "exit_fleksjob", "exit_education")
    text = _(
        "Referatet sætter {december} i december over for {july} i juli, men {december} er kun ordinært "
        "job. Talt ens er det {same} i december (beregnet: job, fleksjob og uddannelse). Fleksjob falder "
        "fra {flex_july} til {flex_december}, og det kan et samlet antal ikke.",
        december=number(computed.total(f"{DECEMBER}status_mid_dec")),
        july=number(computed.total(*(JULY + end for end in positive))),
        same=number(computed.total(*(DECEMBER + end for end in positive))),
        flex_july=number(computed.total(f"{JULY}exit_fleksjob")),
        flex_december=number(computed.total(f"{DECEMBER}exit_fleksjob")),
    )
    return Exhibit(
        "frederikshavn", _("Frederikshavn i juli og december 2015"), text,
        sheets.table([reference.figures()[id_] for id_ in (*july, *ids)], own), (),
        sources.doubts([*july, *ids], "ABC"),
    )  # fmt: skip


def _rest(own: dict[str, FigureRow]) -> Exhibit:
    named = set(projects())
    rest = [
        each
        for each in sheets.of_system(*SYSTEMS)
        if each.group not in named or each.system != "Empowerment 2015"
    ]
    return Exhibit(
        "empowerment-alle",
        _("Alle tal for projekterne under ét"),
        _(
            "Hvert tal med side, grundlag, forbehold og KeepGoings nærmeste tal. Det enkelte projekts tal "
            "står nedenfor; kommunernes faktasider er tabt i afskriften."
        ),
        sheets.table(rest, own),
    )


def of_project(project: str) -> list[Published]:
    """Everything printed about one project."""
    return [each for each in sheets.of_system("Empowerment 2015") if each.group == project]


def project_sheet(project: str, own: dict[str, FigureRow]) -> Exhibit:
    """One project's every printed figure."""
    found = of_project(project)
    told = {each.measure: each for each in found if not each.figure_id.startswith(DECEMBER)}
    return Exhibit(
        "projekt", project,
        _(
            "Mentorstøtte: {mentor}. Mindst én indsats: {initiative}. I tabellen står hvert trykt tal.",
            mentor=sheets.amount_of(told[MENTOR]),
            initiative=sheets.amount_of(told[INITIATIVE]),
        ),
        sheets.table(found, own), (),
        sources.doubts([each.figure_id for each in found], "ABC"),
    )  # fmt: skip


def figure_ids() -> tuple[str, ...]:
    """KeepGoing's figures that this document is put beside."""
    return nearest.figure_ids(each.figure_id for each in sheets.of_system(*SYSTEMS))
