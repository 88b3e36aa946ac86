"""The municipalities' reports as the owner sees them: who is told of in each, and what a revision costs."""

from collections.abc import Mapping, Sequence

from dashboard.editions.edition import Edition
from dashboard.foundation import words
from dashboard.foundation.quarters import Quarter
from dashboard.foundation.settings import LEVELS
from dashboard.foundation.words import number, plural
from dashboard.foundation.words import text as _
from dashboard.presenters.link_overview import Table
from dashboard.presenters.link_words import level_name
from dashboard.published import reference
from dashboard.wording import figure_words


def name(municipality: str, level: str) -> str:
    """Odense, til offentlig brug; without a level the municipality alone."""
    place = reference.municipalities()[municipality]
    return f"{place}, {words.uncapital(level_name(level))}" if level else place


def sees(report: Edition | None) -> str:
    """What the reader of a municipality's link will see: how many in how many groups, or when."""
    if report is None:
        return _("Ingen rapport endnu; siden siger, hvornår den kommer.")
    if report.groups:
        return _(
            "{citizens} i {groups}",
            citizens=plural("{n} borger", "{n} borgere", report.size),
            groups=plural("{n} gruppe", "{n} grupper", len(report.groups)),
        )
    if report.expected is None:
        return _("Ingen borgere endnu")
    return _("Første gruppe ventes i {quarter}", quarter=quarter(report.expected))


def seen(report: Edition | None) -> str:
    """The same as a sentence, beside a link that was just made."""
    return _("Det viser: {what}.", what=words.uncapital(sees(report)).removesuffix("."))


def quarter(of: Quarter) -> str:
    """2. kvt. 2027."""
    return words.quarter(of.first)


def reports(found: Mapping[str, Sequence[Edition]]) -> Table:
    """What each municipality sees, and its codes, so that one read aloud can be found."""
    return [
        {
            _("Kommune"): reference.municipalities()[code],
            _("Læseren ser"): sees(newest[0] if newest else None),
            _("Seneste rapport"): words.quarter(newest[0].data_to) if newest else "",
            **{
                level_name(level): "".join(m.report_code for m in newest if m.level == level)
                for level in LEVELS
            },
        }
        for code, newest in found.items()
    ]


def no_report(municipality: str, quarters: Sequence[str]) -> str:
    """What to say where there is no report of a quarter: of which there are."""
    place = reference.municipalities()[municipality]
    if not quarters:
        return _(
            "Der er ingen rapport til {place} endnu; den skrives, når data udgives efter et kvartals udgang.",
            place=place,
        )
    return _(
        "Der er ingen rapport til {place} for det kvartal; vælg {quarters}.",
        place=place,
        quarters=words.listing(list(quarters)),
    )


def stands(report: Edition, newest: Edition) -> str:
    """Which municipality's report a code is of, and that it is as it was written, or which has taken its place.

    newest: the newest version of the same quarter.
    """
    told = _(
        "{code}: rapporten til {name} for {quarter}, udgave {version}.",
        code=report.report_code,
        name=name(report.municipality, report.level),
        quarter=words.quarter(report.data_to),
        version=number(report.version),
    )
    if newest.version == report.version:
        return " ".join((told, _("Tallene er, som de var.")))
    replaced = _(
        "Den er afløst af udgave {version} med koden {code}; brug dens tal.",
        version=number(newest.version),
        code=newest.report_code,
    )
    return f"{told} {replaced}"


def changed(report: Edition, newest: Edition) -> list[dict[str, str]]:
    """Each number of a report that is another in the newest version of its quarter: then, and now."""
    before, after = (
        {(row.id, row.period): row for row in (*each.rows, *each.activity)}
        for each in (report, newest)
    )
    found = []
    for key, row in (after | before).items():
        then, now = (
            figure_words.grounds(each[key]) if key in each else "" for each in (before, after)
        )
        if then != now:
            found.append({_("Tal"): row.label, _("I rapporten"): then, _("Nu"): now})
    return found


def revising() -> str:
    """What a revision does, and what it costs."""
    return _(
        "Brug det, når en fejl i data har gjort rapporten forkert: hver gruppes tal trækkes én gang til, næste gang "
        "data udgives, og rapporten siger ”revideret”. Det koster beskyttelse, som ikke kan fås igen: den, der har "
        "begge udgaver, kan slutte mere om en enkelt borger. Højst to gange for hver gruppe."
    )


def ordered(municipality: str) -> str:
    """Said once a revision is ordered."""
    return _(
        "Revisionen af {place} er bestilt; den sker, næste gang data udgives eller ”editions” køres.",
        place=reference.municipalities()[municipality],
    )
