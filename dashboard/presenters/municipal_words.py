"""What the municipalities' pages say of themselves: whose figures, until when, by which rule."""

from datetime import date

from dashboard.access.links import Access
from dashboard.catalogue.listing import FIGURES
from dashboard.catalogue.row import FigureRow
from dashboard.editions.edition import Edition
from dashboard.foundation import settings, words
from dashboard.foundation.quarters import Quarter
from dashboard.foundation.words import mark
from dashboard.foundation.words import text as _
from dashboard.published import reference

LEVELS = {
    "public": mark("til offentlig brug"),
    "authority": mark("kun til det ansvarlige jobcenter"),
}
MEANT = {
    "public": mark(
        "Alle antal er beskyttet efter reglen nedenfor. Rapporten kan lægges frem i et udvalg og citeres."
    ),
    "authority": mark(
        "Antal forløb, faser, slutårsager og kontakter er nøjagtige, fordi jobcentret selv er ansvarligt for borgerne. "
        "Tiltaler, fremgang, livshjul, svar, skriftlige mål og samtaleemner er beskyttet efter reglen nedenfor. "
        "Nøjagtige tal må ikke deles videre."
    ),
}  # fmt: skip
EXPORTS = {  # names of the route /eksport/
    "rapport.html": mark("til print (HTML)"),
    "rapport.xlsx": mark("regneark (XLSX)"),
    "rapport.csv": mark("data (CSV)"),
}


def header(edition: Edition, expires_on: date, contact: str) -> str:
    """Whose figures, at which level, of when, until when the link opens, which report, whom to ask."""
    return " · ".join(
        (
            *_whose(edition),
            _("linket virker til {day}", day=words.day(expires_on)),
            _("rapport {code}", code=edition.report_code),
            _("spørg {contact}", contact=contact),
        )
    )


def header_without_report(access: Access, expires_on: date, contact: str) -> str:
    """The same before there is any report."""
    return " · ".join(
        (
            place(access.municipality),
            _(LEVELS[access.level]),
            _("linket virker til {day}", day=words.day(expires_on)),
            _("spørg {contact}", contact=contact),
        )
    )


def _whose(edition: Edition) -> tuple[str, ...]:
    return (
        place(edition.municipality),
        _(LEVELS[edition.level]),
        period(edition.period),
        _("data til {day}", day=words.day(edition.data_to)),
    )


def place(municipality: str) -> str:
    """The municipality's name."""
    return reference.municipalities()[municipality]


def period(ends: tuple[date, date]) -> str:
    """1. oktober 2025 til 30. september 2026."""
    first, last = ends
    return _("{first} til {last}", first=words.day(first), last=words.day(last))


def rounding(edition: Edition) -> str:
    """The rule in a line, on every page."""
    base = words.number(edition.settings.disclosure_base)
    if edition.level == "public":
        return _(
            "”Ca.” er rundet af til nærmeste {base}. Små antal vises ikke; man kan heller ikke se, om de er 0.",
            base=base,
        )
    return _(
        "Tiltaler, fremgang, livshjul, svar, skriftlige mål og samtaleemner er rundet af til nærmeste {base} "
        "(”ca.”), og små antal af dem vises ikke. Andre antal er nøjagtige, også de små, og må ikke deles videre.",
        base=base,
    )


def sparse(hidden: int, of: int) -> str:
    """What the reader should know first of a page with that many of its figures hidden; "" of none."""
    if 2 * hidden > of:
        return _(
            "Her er så få borgere, at det meste på denne side ikke kan vises uden at røbe nogen. Det står ved "
            "hvert tal, hvorfor det mangler."
        )
    return (
        _("Nogle tal på siden kan ikke vises uden at røbe nogen; det står ved hvert af dem.")
        if hidden
        else ""
    )


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
            "Den viser de tre løfter, hvad borgerne får, sammenligningen med landstallene og borgernes svar – "
            "for de seneste fire kvartaler, så ingen enkelt borger kan genkendes."
        ),
    ]


def facts(edition: Edition) -> list[dict[str, str]]:
    """The report in pairs of words: what it is of, and what it was made of."""
    told = {
        _("Kommune"): place(edition.municipality),
        _("Niveau"): words.capital(_(LEVELS[edition.level])),
        _("Periode"): period(edition.period),
        _("Løfterne gælder forløb startet"): period(edition.cohort),
        _("Data til"): words.day(edition.data_to),
        _("Rapportkode"): edition.report_code,
        _("Udgave"): words.number(edition.version),
    }
    return [{"": key, " ": value} for key, value in told.items()]


def meant(edition: Edition) -> str:
    """What the edition's level means."""
    return _(MEANT[edition.level])


def protected_numbers(edition: Edition) -> str:
    """Above the rule: which numbers it is about; "" where it is about all."""
    return "" if edition.level == "public" else _("For de beskyttede tal gælder:")


def rule(agreed: settings.Settings) -> list[str]:
    """The rule of disclosure control in plain words, a paragraph each."""
    k, sensitive = words.number(agreed.disclosure_k), words.number(agreed.disclosure_k_sensitive)
    base = words.number(agreed.disclosure_base)
    least = words.number(agreed.disclosure_least_n_for_percent)
    return [
        _(
            "**Små antal vises ikke.** Er der færre end {k} borgere bag et antal, står der ”færre end {k}”. For "
            "tiltaler og livshjul er grænsen {sensitive}, fordi de handler om lovovertrædelser og helbred.",
            k=k,
            sensitive=sensitive,
        ),
        _(
            "**0 og 1 ser ens ud.** ”Færre end {sensitive}” kan være ingen. Stod der 0 det ene år og ”færre end” det "
            "næste, kunne man regne ud, at der er kommet en.",
            sensitive=sensitive,
        ),
        _(
            "**Andre antal er rundet af** til nærmeste {base}, så ét forløb mere eller mindre ikke kan ses. Derfor går "
            "summer ikke altid op.",
            base=base,
        ),
        _(
            "**Procent, interval og gennemsnit** regnes af de afrundede antal og vises først fra {least}. En vurdering "
            "gives kun, når den er den samme for alle antal, der rundes af til det viste; ellers kan den ikke afgøres.",
            least=least,
        ),
        _(
            "**Nogle tal er skjult af hensyn til andre.** Kunne et lille antal regnes ud af de andre, er endnu et tal "
            "skjult; og er et antal næsten alle, vises det heller ikke. Alle tal i rapporten er prøvet sammen med de "
            "tidligere rapporters."
        ),
        _(
            "**Perioden er lukket.** Rapporten dækker fire hele kvartaler og løfterne otte, for i en lille by starter "
            "få i hvert kvartal. En udgivet rapport ændres ikke; en rettelse er en ny udgave med en ny kode."
        ),
        _("Reglen er besluttet den {day}.", day=words.day(agreed.disclosure_decided_on)),
    ]


def comparing() -> list[str]:
    """What is compared with what, and what that does not show."""
    return [
        _(
            "Tallene holdes op mod det, der er trykt om hele landet og om andre indsatser. A, B og C siger, hvor ens "
            "der er målt; ved C er det kun løst. Ingen tal fra KeepGoings andre kommuner indgår."
        ),
        _(
            "**Sammenligning er ikke effekt.** Borgerne kan være forskellige på måder, tallene ikke kender. Et højere "
            "tal viser ikke, at indsatsen virker bedre, og et lavere ikke, at den virker dårligere."
        ),
        _(
            "Med få forløb svinger et tal af sig selv. ”Kan ikke afgøres” er det almindelige svar og ikke et "
            "dårligt et."
        ),
    ]


def checking(edition: Edition, contact: str) -> list[str]:
    """How somebody with a paper in hand sees whether it says what this report says."""
    return [
        _(
            "Koden {code} hører til netop disse tal, på skærmen, på print og i filerne. En udgave med de samme tal "
            "har den samme kode.",
            code=edition.report_code,
        ),
        _(
            "Står der en anden kode på et papir, er tallene andre. Spørg {contact}, hvad der er ændret.",
            contact=contact,
        ),
    ]


def quoting(edition: Edition) -> tuple[str, str]:
    """What the table and the sentences below it are folded under, and what stands above the sentences."""
    if edition.level == "public":
        return _("Tabel og ”Citér sådan”"), _("Citér sådan")
    return _("Tabel og sætninger til intern brug"), _("Til intern brug")


def definitions(rows: list[FigureRow]) -> list[dict[str, str]]:
    """What each figure of the edition means."""
    figures = [FIGURES[id_] for id_ in dict.fromkeys(row.id for row in rows)]
    return [{_("Tal"): figure.title(), _("Betydning"): figure.explanation()} for figure in figures]


def exports(language: str) -> str:
    """The whole report as files, as markdown links."""
    files = [f"[{_(word)}](/eksport/{name}?lang={language})" for name, word in EXPORTS.items()]
    return "  \n".join([_("Hent hele rapporten:"), *files])


def way_out(language: str) -> str:
    """Log ud, as a markdown link."""
    return f"[{_('Log ud')}](/logud?lang={language})"


def headed(municipality: str, title: str) -> str:
    """Odense: overblik, above each page."""
    return _("{place}: {page}", place=place(municipality), page=words.uncapital(title))
