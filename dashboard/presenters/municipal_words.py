"""What the municipalities' pages say of themselves: whose figures, of whom, how exact, until when."""

from collections.abc import Collection
from datetime import date

from dashboard.access.links import Access
from dashboard.catalogue.released import FIGURES
from dashboard.charts.tiles import Tile
from dashboard.editions.edition import Edition, FirmsVerdict
from dashboard.foundation import terms, words
from dashboard.foundation.quarters import Quarter
from dashboard.foundation.words import mark, plural
from dashboard.foundation.words import text as _
from dashboard.presenters import diagrams, differences, municipal, tiles
from dashboard.presenters.section import by_id
from dashboard.published import reference
from dashboard.wording import judgements, quotation

LEVELS = {
    "public": mark("til offentlig brug"),
    "authority": mark("kun til det ansvarlige jobcenter"),
}
EXPORTS = {  # names of the route /eksport/
    "rapport.pdf": mark("til print (PDF)"),
    "rapport.html": mark("til skærm (HTML)"),
    "rapport.xlsx": mark("regneark (XLSX)"),
    "rapport.csv": mark("data (CSV)"),
}


def header(access: Access, found: Edition | None, expires_on: date, contact: str) -> str:
    """Whose figures, of whom, at which level, of which day, until when the link opens, which report, whom to ask.

    A `code` between these marks stands on one line, wherever markdown is read.
    """
    return " · ".join(
        (
            place(access.municipality),
            *([of_whom(found)] if found and found.groups else []),
            *([_("data til {day}", day=words.day(found.data_to))] if found else []),
            _(LEVELS[access.level]),
            _("linket virker til {day}", day=words.day(expires_on)),
            *([_("rapport {code}", code=f"`{found.report_code}`")] if found else []),
            _("spørgsmål: {contact}", contact=contact),
        )
    )


def place(municipality: str) -> str:
    """The municipality's name."""
    return reference.municipalities()[municipality]


def of_whom(edition: Edition) -> str:
    """39 borgere, der begyndte fra oktober 2022 til september 2024; before any group when there is one."""
    if not edition.groups:
        return not_yet(edition)
    return quotation.began(edition.size, edition.groups[0][0], edition.groups[-1][1])


def not_yet(edition: Edition) -> str:
    """That there is no group yet, and when the first is expected; "" where there is one."""
    if edition.groups:
        return ""
    months = edition.settings.horizon_months
    followed = _("et år") if months == 12 else plural("{n} måned", "{n} måneder", months)
    if edition.expected is None:
        return _("Endnu ingen gruppe på ti, der er fulgt i {followed}.", followed=followed)
    return _(
        "Endnu ingen gruppe på ti, der er fulgt i {followed}; den første ventes i {quarter}.",
        followed=followed,
        quarter=_("{n}. kvartal {year}", n=edition.expected.nth, year=edition.expected.year),
    )


def missing(edition: Edition) -> str:
    """What there is no number of although there are groups, in one sentence; "" where there is all."""
    there = {row.id for row in edition.rows}
    first = (
        *municipal.PROMISES,
        *sum(municipal.RECEIVED, ()),
        municipal.ENDED[0],
        municipal.MOVED[0],
    )
    lacking = [id_ for id_ in first if edition.groups and id_ not in there]
    unknown = [FIGURES[id_].title() for id_ in lacking if id_ in edition.not_measured]
    later = [FIGURES[id_].title() for id_ in lacking if id_ not in edition.not_measured]
    told = (
        _("Ikke opgjort, fordi data mangler: {figures}.", figures=words.listing(unknown))
        if unknown
        else "",
        _("Endnu ikke fulgt længe nok: {figures}.", figures=words.listing(later)) if later else "",
    )
    return " ".join(filter(None, told))


def unanswered(edition: Edition) -> str:
    """The questions ten have not answered yet, in one sentence; "" where there are none."""
    there = {row.id for row in edition.rows}
    asked = {
        _(terms.QUESTIONS[each.item]): diagrams.figure_ids(each)[0] for each in diagrams.DIAGRAMS
    } | {FIGURES[id_].title(): id_ for id_ in differences.COPING_SHARES}
    lacking = [
        _("”{words}”", words=question) for question, id_ in asked.items() if id_ not in there
    ]
    if len(lacking) == len(asked):
        return _("Intet spørgsmål er besvaret af ti endnu.")
    if not lacking:
        return ""
    return _("Endnu ikke besvaret af ti: {questions}.", questions=words.listing(lacking))


def firm(edition: Edition) -> str:
    """The official verdict on each promise for the whole of KeepGoing; "" before there is any."""
    if not edition.firm:
        return ""
    told = {(row.id, row.target) for row in municipal.promises(edition)}
    return _(
        "Hele KeepGoing, officielt vurderet pr. {day}: {verdicts}. Tallene for én kommune er vejledende og kan "
        "hverken holdes op mod det eller mod andre kommuners.",
        day=words.day(max(each.data_to for each in edition.firm)),
        verdicts="; ".join(_firms_verdict(each, told) for each in edition.firm),
    )


def _firms_verdict(found: FirmsVerdict, told: Collection[tuple[str, float | None]]) -> str:
    """One of them, with its target unless that is told: by figure."""
    figure = FIGURES[found.figure_id]
    of = f" {words.percent(found.percent / 100)}" if found.percent is not None else ""
    verdict = words.uncapital(judgements.badge(found.verdict, is_high_good=figure.is_high_good))
    target = judgements.target_of(figure, found.target)
    against = "" if (found.figure_id, found.target) in told else f" ({target})"
    return f"{words.uncapital(figure.title())}{of}{against}, {verdict}"


def cannot_be_shown(contact: str) -> str:
    """What a reader is told where the report's file is not what was written."""
    return _("Rapporten kan ikke vises lige nu. Spørg {contact}.", contact=contact)


def next_report(municipality: str, today: date, *, is_published: bool) -> list[str]:
    """What a link opens before there is any report: when there will be one, and what in it.

    is_published: whether the newest quarter that has ended has been published to anybody.
    """
    running = Quarter.of(today)
    return [
        _("Der er endnu ingen rapport for {place}.", place=place(municipality)),
        _(
            "Kvartalet slutter den {day}. Når data for det er udgivet, står rapporten her.",
            day=words.day(running.last),
        )
        if is_published
        else _(
            "Kvartalet sluttede den {day}. Når data for det er udgivet, står rapporten her.",
            day=words.day((running - 1).last),
        ),
        _(
            "Den viser de tre løfter, hvad borgerne får, hvordan det gik, og hvad borgerne svarer – om grupper på "
            "mindst ti."
        ),
    ]


def facts(edition: Edition) -> list[dict[str, str]]:
    """The report in pairs of words: what it is of, and what it was made of."""
    first, last = edition.recent
    version = words.number(edition.version)
    told = {
        _("Kommune"): place(edition.municipality),
        _("Niveau"): words.capital(_(LEVELS[edition.level])),
        _("Borgere"): of_whom(edition),
        _("De seneste fire kvartaler"): _(
            "{first} til {last}", first=words.day(first), last=words.day(last)
        ),
        _("Data til"): words.day(edition.data_to),
        _("Rapportkode"): edition.report_code,
        _("Udgave"): _("{version}, revideret", version=version) if edition.is_revised else version,
    }
    return [{"": key, " ": value} for key, value in told.items()]


def quoting(about: str, *, is_exact: bool) -> str:
    """What the sentences to copy are folded under; each with a name of its own."""
    if is_exact:
        return _("Til intern brug: {about}", about=about)
    return _("Citér: {about}", about=about)


def exports(language: str, report_code: str) -> str:
    """The whole report as files, as markdown links that open no other report's."""
    asked = f"lang={language}&rapport={report_code}"
    files = [f"[{_(word)}](/eksport/{name}?{asked})" for name, word in EXPORTS.items()]
    return "  \n".join([_("Hent hele rapporten:"), *files])


def way_out(language: str) -> str:
    """Log ud, as a markdown link."""
    leave = _("Log ud")
    return f"[{leave}](/logud?lang={language})"


def headed(municipality: str, title: str) -> str:
    """Odense: overblik, above each page."""
    return _("{place}: {page}", place=place(municipality), page=words.uncapital(title))


def promise_tiles(edition: Edition) -> list[Tile]:
    """Each promise with what counts and for how many it is known; the list of what counts too, one click away."""
    figures, agreed = by_id(edition.rows), edition.settings
    measured = judgements.coverage(figures[id_]) if (id_ := quotation.MEASURED) in figures else ""
    found = []
    for row in municipal.promises(edition):
        if row.id == quotation.PROGRESS:
            told = f"{quotation.risen(agreed)} {measured}".rstrip()
            events = (_("Tæller begivenheder?"), _(quotation.EVENTS[agreed.progress_basis]))
            found.append(tiles.published(row, told, events))
        else:
            found.append(tiles.published(row, quotation.definition(row, agreed)))
    return found
