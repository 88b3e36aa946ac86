"""Empowerment 2015: thirty municipal projects, what they printed, and which of it is in doubt."""

from collections.abc import Sequence
from dataclasses import replace

from dashboard.catalogue.row import FigureRow
from dashboard.charts.grammar import Ink
from dashboard.charts.strips import Line
from dashboard.foundation.words import number, percent
from dashboard.foundation.words import text as _
from dashboard.presenters import comparisons, figure_lines
from dashboard.presenters.published import nearest, sheets
from dashboard.presenters.published.empowerment_funnels import initiatives, mentor_support
from dashboard.presenters.published.empowerment_projects import (
    DECEMBER,
    INITIATIVE,
    MENTOR,
    of_project,
)
from dashboard.presenters.published.empowerment_requirements import requirements, standing
from dashboard.presenters.section import Section
from dashboard.published import computed, reference
from dashboard.wording import sources

SYSTEMS = ("Empowerment 2015", "Frederikshavn AMU 2015")
TABLE_2 = "emp_2015_overall_table2_"
JULY = "emp_2015_frederikshavn_"


def sections(own: dict[str, FigureRow], rows: Sequence[FigureRow], colours: Ink) -> list[Section]:
    """The report from top to bottom; own: KeepGoing's figures by id, rows: with their benchmarks."""
    return [
        mentor_support(own, colours),
        initiatives(own, colours),
        _exits(own, rows),
        _profile(own),
        _problems(own),
        requirements(),
        _december(own),
    ]


def _exits(own: dict[str, FigureRow], rows: Sequence[FigureRow]) -> Section:
    against = [
        row
        for row in comparisons.against(rows, ("Empowerment 2015",))
        if row.figure.group == "outcomes"
    ]
    ids = [id_ for id_ in reference.figures() if id_.startswith(TABLE_2)]
    return Section(
        "afgange",
        _("Hvorfor forlod borgerne projekterne?"),
        says=_(
            "181 forlod projekterne før 1. juli 2015: {job} til ordinært job, {education} til uddannelse "
            "og {flexjob} til fleksjob.",
            job=number(computed.total(f"{TABLE_2}job")),
            education=number(computed.total(f"{TABLE_2}education")),
            flexjob=number(computed.total(f"{TABLE_2}fleksjob")),
        ),
        table=sheets.table([reference.figures()[id_] for id_ in ids], own),
        lines=[*figure_lines.lines(against, links={}, held="together"), _other_exits(against)],
        reservations=[
            _(
                "Kun løst sammenligneligt: de 181 forlod et projekt, der fortsatte, og målgruppen var en "
                "anden. Deres andele er beregnet som antal ud af 181; KeepGoings er af afsluttede forløb."
            ),
            *sources.doubts([f"{TABLE_2}job", f"{TABLE_2}fleksjob"]),
        ],
    )


def _other_exits(against: Sequence[FigureRow]) -> Line:
    """The rest of the 181, and of KeepGoing's courses: the reasons that only one of them has."""
    theirs = [f"{TABLE_2}revalidering", f"{TABLE_2}retirement"]
    k, n = computed.total(*theirs), reference.figures()[theirs[0]].denominator or 0
    told = _("{k} ud af {n} (beregnet {share})", k=number(k), n=number(n), share=percent(k / n))
    exits = list({row.id: row for row in against if row.id.startswith("exit_")}.values())
    line = sheets.line(
        _("Andre årsager"),
        [(k / n, told)],
        more=(
            _(
                "Empowerment: revalidering, efterløn eller folkepension. KeepGoing: slutårsager, som "
                "Empowerment ikke har."
            ),
        ),
    )
    if not exits or any(row.k is None or not row.n for row in exits):
        return line
    rest = exits[0].size - sum(row.count for row in exits)
    ours = _("{k} ud af {n}", k=number(rest), n=number(exits[0].size))
    return replace(line, told=ours, is_quiet=False)


def _profile(own: dict[str, FigureRow]) -> Section:
    figure_2 = [p for p in sheets.of_system("Empowerment 2015") if p.group.startswith("Figur 2: ")]
    ages_of_lost_limits = [p for p in figure_2 if "aldersgruppe" in p.group]
    ages = sheets.line(
        _("De fire yngre aldersgrupper (grænserne fremgår ikke af kilden)"),
        [(each.printed_value, sheets.amount(each)) for each in ages_of_lost_limits],
    )
    told = [
        p
        for p in sheets.of_system("Empowerment 2015")
        if p.figure_id.startswith("emp_2015_overall_") and p.page in ("136", "137")
    ]
    return Section(
        "profil",
        _("Hvem deltog?"),
        says=_(
            "{women} var kvinder, og {resource} fik ressourceforløbsydelse.",
            women=sheets.amount(reference.figures()["emp_2015_overall_fig2_women"]),
            resource=sheets.amount(reference.figures()["emp_2015_overall_fig2_ressource"]),
        ),
        table=sheets.table(told, own),
        lines=[
            *(
                sheets.line_of(each, own, sheets.part(each))
                for each in figure_2
                if each not in ages_of_lost_limits
            ),
            ages,
        ],
        reservations=[
            _(
                "Kun løst sammenligneligt: Empowerment talte aktive borgere på én dag, og antallet ved "
                "figur 2 er tabt. De fire yngre aldersgrupper kan ikke stilles over for KeepGoings."
            ),
            *sources.doubts([each.figure_id for each in figure_2], "ABC"),
        ],
    )


def _problems(own: dict[str, FigureRow]) -> Section:
    ids = (
        "fig4_one",
        "fig4_multi",
        "fig4_not_stated",
        "fig5_psych",
        "fig5_phys",
        "fig5_social",
        "fig6_psych_phys",
        "fig6_psych_social",
        "fig6_all_three",
    )
    found = [reference.figures()[f"emp_2015_overall_{id_}"] for id_ in ids]
    return Section(
        "problemer",
        _("Hvilke problemer havde de?"),
        says=_(
            "{one} af de aktive havde ét hovedproblemområde, {several} flere. Behov, som KeepGoings "
            "bestillinger nævner dem, står på siden ”Bestilling og match”.",
            one=sheets.amount(found[0]),
            several=sheets.amount(found[1]),
        ),
        table=sheets.table(
            [p for p in sheets.of_system("Empowerment 2015") if p.page in ("138", "139")], own
        ),
        lines=[sheets.line_of(each, own) for each in found],
        reservations=sources.doubts([each.figure_id for each in found], "ABC"),
    )


def _december(own: dict[str, FigureRow]) -> Section:
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
    return Section(
        "frederikshavn",
        _("Frederikshavn i juli og december 2015"),
        says=text,
        table=sheets.table([reference.figures()[id_] for id_ in (*july, *ids)], own),
        reservations=sources.doubts([*july, *ids], "ABC"),
    )


def project_sheet(project: str, own: dict[str, FigureRow]) -> Section:
    """One project's every printed figure."""
    found = of_project(project)
    told = {each.measure: each for each in found if not each.figure_id.startswith(DECEMBER)}
    shares = [each for each in found if each.unit == "share" and each.value is not None]
    return Section(
        "projekt",
        project,
        says=_(
            "Mentorstøtte: {mentor}. Mindst én indsats: {initiative}. {standing}",
            mentor=sheets.amount_of(told[MENTOR]),
            initiative=sheets.amount_of(told[INITIATIVE]),
            standing=standing(project),
        ),
        table=sheets.table(found, own),
        lines=[sheets.line_of(each, own) for each in shares],
        reservations=sources.doubts([each.figure_id for each in found], "ABC"),
    )


def figure_ids() -> tuple[str, ...]:
    """KeepGoing's figures that this document is put beside."""
    return nearest.figure_ids(each.figure_id for each in sheets.of_system(*SYSTEMS))
