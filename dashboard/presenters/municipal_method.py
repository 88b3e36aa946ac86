"""What Om tallene says: how exact the numbers are, of whom, what they mean, how a report is checked."""

from collections.abc import Sequence

from dashboard.catalogue.row import FigureRow
from dashboard.editions.edition import Edition
from dashboard.foundation import words
from dashboard.foundation.words import mark
from dashboard.foundation.words import text as _
from dashboard.presenters import municipal
from dashboard.wording import noise, quotation, sources

MEANT = {
    "public": mark("Rapporten kan lægges frem i et udvalg og citeres."),
    "authority": mark(
        "Tallene for de seneste fire kvartaler er nøjagtige, fordi jobcentret selv er ansvarligt for borgerne; de må "
        "ikke gives videre. Alle andre tal er de samme som i rapporten til offentlig brug."
    ),
}  # fmt: skip
OF_GROUPS = {  # what figures of the contract mean where they are of a report's groups
    "hours_per_week": mark(
        "Timer i afholdte kontakter pr. uge, gennemsnit over gruppernes borgere; en borger tæller højst {most} timer."
    ),
    "contacts_per_week": mark(
        "Afholdte kontakter pr. uge, gennemsnit over gruppernes borgere; en borger tæller højst {most}."
    ),
    "attendance_share": mark(
        "Afholdte møder ud af afholdte og udeblivelser; gennemsnit af gruppernes borgere med et møde."
    ),
    "goals_agreed_share": mark("Andel af gruppernes borgere med en dato for aftalte mål."),
    quotation.MEASURED: mark("Andel af gruppernes borgere med to livshjul eller en begivenhed, der tæller."),
}  # fmt: skip


def meant(edition: Edition) -> str:
    """What the edition's level means."""
    return _(MEANT[edition.level])


def around() -> str:
    """What "omkring" and the brackets are, where nobody has read how exact the numbers are."""
    return _(
        "”Omkring”: tallet er gjort lidt upræcist, så ingen kan genkendes, og dele kan give for mange eller for "
        "få. I parentes: 95 %-intervallet; få borgere og det upræcise gør det bredt."
    )


def precise(edition: Edition) -> str:
    """How exact the numbers are, and what that guarantees."""
    alike = _(
        "Ens antal kan have forskellige intervaller, for tallene er ikke gjort lige upræcise."
    )
    told = f"{noise.told(edition.settings)} {alike}"
    if not edition.is_revised:
        return told
    return (
        told
        + " "
        + _(
            "Rapporten er revideret: efter en rettelse er der trukket nye tilfældige tal for grupperne."
        )
    )


def groups(edition: Edition) -> list[dict[str, str]]:
    """The groups of citizens the report is of."""
    return [
        {
            _("Begyndte"): _(
                "{first} til og med {last}",
                first=quotation.month(first),
                last=quotation.month(last),
            ),
            _("Borgere"): words.number(size),
        }
        for first, last, size in edition.groups
    ]


def about_groups(edition: Edition) -> str:
    """How the groups are made."""
    told = _(
        "Borgerne er samlet i grupper på mindst ti efter det kvartal, de begyndte i. En gruppe kommer med, når "
        "alle i den er fulgt i {n} måneder og 31 dage til; derefter ændres dens tal kun, hvis rapporten revideres, og "
        "den tæller med i {years} år. En borger med flere forløb kan være i flere grupper. Svar er samlet på samme "
        "måde efter, hvornår der er svaret.",
        n=words.number(edition.settings.horizon_months),
        years=words.number(edition.settings.report_years),
    )
    if not edition.groups:
        return told
    later = _(
        "Borgere, der begyndte efter {month}, kommer derfor med i en senere rapport.",
        month=quotation.month(edition.groups[-1][1]),
    )
    return f"{told} {later}"


def comparing() -> str:
    """What is compared with what, and what that does not show."""
    return _(
        "En streg er et sammenligningstal: et offentliggjort tal. SFI er Det Nationale Forskningscenter for "
        "Velfærd. **Sammenligning er ikke effekt:** borgerne kan være "
        "forskellige på måder, tallene ikke viser."
    )


def checking(edition: Edition, contact: str) -> str:
    """How somebody with a paper in hand sees whether it says what this report says."""
    return _(
        "Koden {code} hører til netop disse tal, på skærmen, på print og i filerne. Står der en anden kode på et "
        "papir, er tallene andre. Spørg {contact}, hvad der er ændret.",
        code=f"`{edition.report_code}`",
        contact=contact,
    )


def reading(edition: Edition) -> list[dict[str, str]]:
    """How a number of the report is read; of the grades those that are in it."""
    held = [row.comparison for row in (*edition.rows, *edition.activity) if row.comparison]
    grades = [code for code in "ABC" if any(each.comparability == code for each in held)]
    told = {
        _("omkring 33 af 40"): _(
            "Af 40 borgere gælder det omkring 33; det nøjagtige antal står ingen steder."
        ),
        _("(66–92 %)"): _(
            "95 %-interval: de niveauer, tallene er forenelige med. Få borgere gør det bredt, og at tallet er "
            "upræcist, gør det bredere."
        ),
        _("kan ikke afgøres"): _(
            "Målet eller det offentliggjorte tal ligger inden for usikkerheden, eller svaret afhænger "
            "af dem, der ikke er målt."
        ),
        words.listing(grades): sources.grades("".join(grades)),
    }
    return [{_("Ord"): word, _("Betydning"): meaning} for word, meaning in told.items() if meaning]


def definitions(parts: Sequence[municipal.Part], edition: Edition) -> list[dict[str, str]]:
    """What the figures of the report mean; those of a part that mean the same go by its heading."""
    named: dict[str, dict[str, None]] = {}
    for part in parts:
        meanings: dict[str, dict[str, None]] = {}
        for row in part.rows:
            meanings.setdefault(definition(row, edition), {})[row.figure.title()] = None
        for meaning, titles in meanings.items():
            named.setdefault(meaning, {}).update(
                titles if len(titles) == 1 else {part.heading: None}
            )
    return [
        {_("Tal"): " · ".join(names), _("Betydning"): meaning} for meaning, names in named.items()
    ]


def definition(row: FigureRow, edition: Edition) -> str:
    """What a row's figure means in a report."""
    if not row.notes.noise or row.id not in OF_GROUPS:
        return quotation.definition(row, edition.settings)
    most = getattr(edition.settings, f"most_{row.id}", 0)
    return _(OF_GROUPS[row.id], most=words.number(most))
