"""A link in words: to whom, how long, how often it was opened; for the owner, never for partners."""

from collections.abc import Iterable
from datetime import UTC, datetime

from dashboard.access.links import Link
from dashboard.access.partner_address import PartnerAddress
from dashboard.foundation import words
from dashboard.foundation.words import plural
from dashboard.foundation.words import text as _
from dashboard.presenters import municipal_words
from dashboard.published import reference

COLUMNS = (
    "id", "municipality", "level", "created", "expires", "revoked", "last_opened", "opened", "label",
)  # fmt: skip


def level_name(level: str) -> str:
    """Til offentlig brug, or Kun til det ansvarlige jobcenter; as the report itself says."""
    return words.capital(_(municipal_words.LEVELS[level]))


def level_says(level: str) -> str:
    """What a link of that level shows, in one sentence."""
    if level == "public":
        return _(
            "Borgerne i lukkede grupper på mindst ti; hvert tal er med vilje lidt upræcist. Rapporten kan lægges "
            "frem i et udvalg og citeres."
        )
    return _(
        "Det samme, og for de seneste fire kvartaler nøjagtige tal for forløb, faser, slutårsager og kontakter, som "
        "ikke må gives videre."
    )


def state(link: Link, at: datetime) -> str:
    """How long it lasts, or how it ended."""
    found = link.state(at)
    if link.revoked_at and found == "revoked":
        return _("Trukket tilbage {moment}", moment=words.moment(link.revoked_at))
    if found == "expired":
        return _("Udløbet {moment}", moment=words.moment(link.expires_at))
    if found == "not_yet":
        return _(
            "Lavet {moment}, som ligger i fremtiden; ret maskinens ur",
            moment=words.moment(link.created_at),
        )
    return _("Gælder til {moment}", moment=words.moment(link.expires_at))


def opened(link: Link) -> str:
    """Ikke åbnet endnu, or how often and when last."""
    if not link.last_opened_at:
        return _("Ikke åbnet endnu")
    last = words.moment(link.last_opened_at)
    return plural("Åbnet {n} gang: {last}", "Åbnet {n} gange, sidst {last}", link.opened, last=last)


def made(link: Link) -> str:
    """Den 22. november 2026 af ejer."""
    return _("Lavet {moment} af {who}", moment=words.moment(link.created_at), who=link.created_by)


def send_it(label: str, municipality: str) -> str:
    """Above a link that was just made."""
    told = _(
        "Send det til {label}, {municipality}. Markér hele linket og kopiér det, eller brug kopiikonet i rammens "
        "hjørne.",
        label=label,
        municipality=reference.municipalities()[municipality],
    )
    here = (
        _("Linket virker kun på denne maskine.")
        if PartnerAddress.from_environment().is_here
        else ""
    )
    return " ".join(filter(None, (told, _("Luk først, når det er kopieret."), here)))


def shown_once() -> str:
    """Below a link that was just made."""
    return _(
        "Det kan ikke vises igen, heller ikke af os. Går det tabt, så lav et nyt i stedet. Den, der har "
        "linket, kan se rapporten, til det udløber eller trækkes tilbage."
    )


def revoking() -> str:
    """What happens when a link is taken back."""
    return _("Linket holder op med at virke med det samme, også hos dem, der har siden åben nu.")


def rotating() -> str:
    """What happens when a link is replaced."""
    return _(
        "Det gamle link holder op med at virke med det samme. Det nye er til den samme modtager og gælder "
        "til den samme dag."
    )


def revoking_all() -> str:
    """What happens when every link is taken back."""
    return _(
        "Alle links holder op med at virke med det samme, hos alle kommuner. Det kan ikke fortrydes; hver "
        "modtager skal have et nyt."
    )


def taken_back(link: Link | None) -> str:
    """At the top once a link, or every one, was taken back; the name as it was given."""
    if link is None:
        return _("Alle links er trukket tilbage.")
    return _("Linket til {label} er trukket tilbage.", label=link.label)


def listing(links: Iterable[Link]) -> list[dict[str, str]]:
    """The links for a terminal, times in UTC; nothing that opens one."""
    return [
        dict(
            zip(
                COLUMNS,
                (
                    link.id,
                    link.municipality,
                    level_name(link.level),
                    _minute(link.created_at),
                    _minute(link.expires_at),
                    _minute(link.revoked_at),
                    _minute(link.last_opened_at),
                    str(link.opened),
                    link.label,
                ),
                strict=True,
            )
        )
        for link in links
    ]


def _minute(at: datetime | None) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%MZ}" if at else ""


def announcement(link: Link, sees: str) -> str:
    """What is said beside a link that was just made, on the terminal; sees: what its reader will."""
    return "\n".join(
        (
            _(
                "Linket er til {label}: {municipality}, {level}. Det gælder til {moment} og vises kun nu.",
                label=link.label,
                municipality=reference.municipalities()[link.municipality],
                level=words.uncapital(level_name(link.level)),
                moment=words.moment(link.expires_at),
            ),
            sees,
        )
    )
