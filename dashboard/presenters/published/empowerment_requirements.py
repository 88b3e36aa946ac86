"""Empowerment 2015: which minimum requirements each project met, for whom it was, and its target."""

from dashboard.foundation import words
from dashboard.foundation.words import mark, number
from dashboard.foundation.words import text as _
from dashboard.presenters.published.empowerment_projects import of_project
from dashboard.presenters.section import Cells, Section
from dashboard.published.projects import REQUIREMENTS, Met, Project, projects
from dashboard.wording import sources

GROUPS = {"youth": mark("ungeprojekt"), "adult": mark("voksenprojekt")}
DEMANDS = {
    "1": mark("1. Indflydelse"),
    "2": mark("2. Indsatsvifte"),
    "3": mark("3. Én plan"),
    "4": mark("4. Roller"),
}
MET: dict[Met, str] = {
    "met": mark("opfyldt"),
    "partly": mark("delvist"),
    "not_met": mark("ikke opfyldt"),
}
MET_ARE: dict[Met, str] = {
    "met": mark("{numbers} opfyldt"),
    "partly": mark("{numbers} delvist"),
    "not_met": mark("{numbers} ikke opfyldt"),
}


def requirements() -> Section:
    """All projects in a table: the four requirements, the intake, and what was still missing."""
    found = list(projects().values())
    full = [each for each in found if each.meets_all]
    return Section(
        "minimumskrav",
        _("Levede projekterne op til kravene?"),
        says=_(
            "{full} af {n} projekter levede op til alle fire minimumskrav, {reserved} af dem med et forbehold. "
            "{reached} nåede måltallet for borgere, {nearly} næsten eller ikke helt, og {far} langtfra.",
            full=number(len(full)),
            n=number(len(found)),
            reserved=number(sum(bool(each.reservation_da) for each in full)),
            reached=number(sum(each.target in ("over", "on") for each in found)),
            nearly=number(sum(each.target in ("nearly", "under") for each in found)),
            far=number(sum(each.target == "far_under" for each in found)),
        ),
        table=[_line(each) for each in found],
        reservations=[
            _(
                "Kravene (s. 128): borgerens indflydelse på mål og indhold, tværgående indsatser og netværk, én "
                "plan på tværs, og sagsbehandlerens og mentorens roller. Deloittes vurdering pr. 1. juli 2015."
            )
        ],
    )


def _line(project: Project) -> Cells:
    demands = {_(DEMANDS[each]): _(MET[project.requirements[each]]) for each in REQUIREMENTS}
    return {
        _("Projekt"): project.name,
        _("Slags"): _(GROUPS[project.group]),
        **demands,
        _("Borgere mod måltal"): _("”{words}”", words=project.said("target_words")),
        _("Forbehold"): project.said("reservation"),
        _("Sted"): _place(project),
    }


def standing(name: str) -> str:
    """Ungeprojekt. Minimumskrav: 1, 3 og 4 opfyldt, 2 ikke opfyldt. Borgere mod måltal: ”…” (s. 64)."""
    project = projects()[name]
    told = [
        _(MET_ARE[code], numbers=words.listing(project.with_requirement(code)))
        for code in MET
        if project.with_requirement(code)
    ]
    return _(
        "{group}. Minimumskrav: {requirements}. Borgere mod måltal: ”{target}” ({place}).",
        group=words.capital(_(GROUPS[project.group])),
        requirements=", ".join(told),
        target=project.said("target_words"),
        place=_place(project),
    )


def _place(project: Project) -> str:
    """The document and the page, which is that of the project's figures."""
    return sources.place(next(p for p in of_project(project.name) if p.page == project.page))
