"""Links in words: to whom, how long, how often they were opened; for the owner, never for partners."""

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from dashboard.access.links import Link
from dashboard.access.partner_address import PartnerAddress
from dashboard.editions import edition, writer
from dashboard.editions.writer import Outcome
from dashboard.foundation import words
from dashboard.foundation.quarters import Quarter
from dashboard.foundation.settings import Settings
from dashboard.foundation.words import mark, plural
from dashboard.foundation.words import text as _
from dashboard.presenters import municipal_words
from dashboard.published import reference

Table = list[dict[str, str]]
RECENT = timedelta(30)
MOST_LINES = 50  # of the audit, on the page
COLUMNS = (
    "id", "municipality", "level", "created", "expires", "revoked", "last_opened", "opened", "label",
)  # fmt: skip
EVENTS = {
    "created": mark("Link lavet"),
    "rotated": mark("Link lavet i stedet for et andet"),
    "revoked": mark("Link trukket tilbage"),
    "redeemed": mark("Link åbnet"),
    "refused": mark("Ugyldigt link forsøgt"),
    "denied": mark("Afvist uden gyldigt link"),
    "export": mark("Rapport hentet som fil"),
    "dropped": mark("Afvist besked fra en læsers browser"),
    "full": mark("Åbent for mange steder på én gang"),
    "ended": mark("Læser loggede ud"),
    "agreed": mark("Rapporternes regler aftalt"),
}
READERS = ("redeemed", "export", "dropped", "full", "ended")  # what whoever has a link does
MOST_HELD = 5  # reports that are not up to date, before the rest is folded away


def level_name(level: str) -> str:
    """Til offentlig brug, or Kun til det ansvarlige jobcenter; as the report itself says."""
    return words.capital(_(municipal_words.LEVELS[level]))


def level_says(level: str, agreed: Settings) -> str:
    """What a link of that level shows, in one sentence."""
    if level == "public":
        return _(
            "Alle antal er afrundet til nærmeste {base}, og små antal er skjult. Rapporten kan lægges frem i "
            "et udvalg og citeres.",
            base=agreed.disclosure_base,
        )
    return _(
        "Nøjagtige tal for forløb, faser, slutårsager og kontakter, som ikke må gives videre; tiltaler, fremgang, "
        "livshjul, svar, skriftlige mål og samtaleemner er beskyttet som til offentlig brug."
    )


def state(link: Link, at: datetime) -> str:
    """How long it lasts, or how it ended."""
    found = link.state(at)
    if link.revoked_at and found == "revoked":
        return _("Trukket tilbage {moment}", moment=words.moment(link.revoked_at))
    if found == "expired":
        return _("Udløbet {moment}", moment=words.moment(link.expires_at))
    if found == "not_yet":
        return _("Lavet {moment}, som ligger i fremtiden; ret maskinens ur",
                 moment=words.moment(link.created_at))  # fmt: skip
    return _("Gælder til {moment}", moment=words.moment(link.expires_at))


def opened(link: Link) -> str:
    """Ikke åbnet endnu, or how often and when last."""
    if not link.last_opened_at:
        return _("Ikke åbnet endnu")
    last = words.moment(link.last_opened_at)
    return plural(
        "Åbnet {n} gang: {last}", "Åbnet {n} gange, sidst {last}", link.opened, last=last
    )  # fmt: skip


def send_it(label: str, municipality: str) -> str:
    """Above a link that was just made."""
    told = _(
        "Send det til {label}, {municipality}. Markér hele linket og kopiér det, eller brug kopiikonet i rammens "
        "hjørne.",
        label=label, municipality=reference.municipalities()[municipality],
    )  # fmt: skip
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


def held_back(outcomes: Iterable[Outcome]) -> list[str]:
    """Which reports are not out as the newest data have them, why, and what the municipality sees
    instead: a sentence for each municipality and reason, newest quarter first.
    """
    levels: dict[tuple[str, str, str, bool], list[str]] = {}
    for outcome in outcomes:
        key = (outcome.municipality, outcome.quarter, outcome.why, outcome.version > 0)
        levels.setdefault(key, []).append(outcome.level)
    quarters: dict[tuple[str, str, bool, tuple[str, ...]], list[int]] = {}
    for (code, quarter, why, is_out), found in levels.items():
        group = (code, why, is_out, tuple(found))
        quarters.setdefault(group, []).append(Quarter.named(quarter).number)
    newest_first = sorted(quarters.items(), key=lambda each: -max(each[1]))
    return [_held_sentence(*group, numbers) for group, numbers in newest_first]


def _held_sentence(
    code: str, why: str, is_out: bool, levels: tuple[str, ...], numbers: Sequence[int]
) -> str:
    sees = (
        _("Kommunen ser den udgave, der er ude.")
        if is_out
        else _("Kommunen ser ingen rapport for det kvartal.")
    )
    return _(
        "{municipality}, {quarters} ({levels}): {why} {sees}",
        municipality=reference.municipalities()[code],
        quarters=words.listing(_spans(numbers)),
        levels=words.listing([words.uncapital(level_name(level)) for level in levels]),
        why=words.uncapital(_(writer.WHY[why])),
        sees=sees,
    )


def _spans(numbers: Sequence[int]) -> list[str]:
    """2. kvt. 2025 – 3. kvt. 2026: quarters that follow each other, from the first to the last."""
    spans: list[list[int]] = []
    for number in sorted(numbers):
        if spans and spans[-1][1] == number - 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return [
        f" {words.EN_DASH} ".join(dict.fromkeys((_quarter(first), _quarter(last))))
        for first, last in spans
    ]


def _quarter(number: int) -> str:
    return words.quarter(Quarter.numbered(number).first)


def nothing_to_do() -> str:
    """Above the reports that are not as the newest data have them."""
    return _(
        "Her ser kommunerne ikke tallene, som de nyeste data har dem. Du skal ikke gøre noget: rapporterne prøves "
        "igen, hver gang data udgives."
    )


def municipalities_see() -> str:
    """What a link opens, and what it never does."""
    return _(
        "Kommunen ser kun sin egen rapport for lukkede kvartaler: løfter, forløb, kontakter og svar som antal. "
        "Den ser ingen navne, ingen enkelte forløb og ingen andre kommuner."
    )


def reports(found: Mapping[str, Sequence[edition.Edition]]) -> Table:
    """The newest report of each municipality with its codes, so that one read aloud can be found."""
    return [
        {
            _("Kommune"): reference.municipalities()[code],
            _("Seneste rapport"): _each(words.quarter(made.period[1]) for made in newest),
            _("Udgave"): _each(words.number(made.version) for made in newest),
            **{
                level_name(level): _each(m.report_code for m in newest if m.level == level)
                for level in municipal_words.LEVELS
            },
        }
        for code, newest in found.items()
        if newest
    ]


def _each(told: Iterable[str]) -> str:
    """What differs between the levels is said of both."""
    return " / ".join(dict.fromkeys(told))


def taken_back(link: Link | None) -> str:
    """At the top once a link, or every one, was taken back; the name as it was given."""
    if link is None:
        return _("Alle links er trukket tilbage.")
    return _("Linket til {label} er trukket tilbage.", label=link.label)


def made(link: Link) -> str:
    """Den 22. november 2026 af ejer."""
    return _("Lavet {moment} af {who}", moment=words.moment(link.created_at), who=link.created_by)


def by_municipality(links: Iterable[Link], codes: Iterable[str]) -> dict[str, list[Link]]:
    """The links of each municipality that has any, or that is one of these codes; by name."""
    names = reference.municipalities()
    found: dict[str, list[Link]] = {code: [] for code in codes}
    for link in links:
        found.setdefault(link.municipality, []).append(link)
    return {code: found[code] for code in sorted(found, key=names.__getitem__)}


def summary(links: Sequence[Link], at: datetime) -> str:
    """How many links are open now, and to how many municipalities."""
    open_now = [link for link in links if link.state(at) == "open"]
    if not open_now:
        return _("Ingen links gælder nu: ingen uden for KeepGoing kan se noget.")
    towns = {link.municipality for link in open_now}
    return " ".join(
        (
            plural("**{n} link** gælder nu,", "**{n} links** gælder nu,", len(open_now)),
            plural("til {n} kommune.", "til {n} kommuner.", len(towns)),
        )
    )


def open_now(found: dict[str, list[Link]], at: datetime) -> dict[str, list[Link]]:
    """The links that can be opened, for each municipality that has any."""
    still = {
        code: [link for link in links if link.state(at) == "open"] for code, links in found.items()
    }
    return {code: links for code, links in still.items() if links}


def without(found: Iterable[str], open_now: Container[str]) -> str:
    """The municipalities that can open nothing now; empty where there is none."""
    names = reference.municipalities()
    closed = [names[code] for code in found if code not in open_now]
    return _("Uden et link, der gælder: {names}.", names=words.listing(closed)) if closed else ""


def past_table(links: Iterable[Link], at: datetime) -> Table:
    """The links that open nothing any more."""
    names = reference.municipalities()
    return [
        {
            _("Kommune"): names[link.municipality],
            _("Til"): link.label,
            _("Niveau"): level_name(link.level),
            _("Hvad der skete"): state(link, at),
            _("Åbnet"): opened(link),
        }
        for link in links
        if link.state(at) != "open"
    ]


def event_table(lines: Iterable[dict[str, Any]], links: Iterable[Link]) -> Table:
    """The audit's newest lines: when, what, which link and who did it."""
    labels = {link.id: f"{link.label} ({link.id})" for link in links}
    return [
        {
            _("Hvornår"): words.moment(line["at"]),
            _("Hvad"): _event(line),
            _("Link"): labels.get(line["link_id"], line["link_id"] or ""),
            _("Hvem"): line["facts"].get("by") or _reader(line["event"]),
        }
        for line in lines
    ]


def attempts(tried: int) -> str:
    """How often somebody without a link that opens has tried; empty where nobody has."""
    if not tried:
        return ""
    return plural(
        "De seneste {days} dage er der afvist {n} forsøg uden et gyldigt link.",
        "De seneste {days} dage er der afvist mindst {n} forsøg uden et gyldigt link.",
        tried,
        days=RECENT.days,
    )


def _event(line: dict[str, Any]) -> str:
    """What happened, of a file also which, and how often where one line tells of many."""
    known, facts = EVENTS.get(line["event"]), line["facts"]
    told = _(known) if known else line["event"]
    if line["event"] == "export" and facts.get("name"):
        told = f"{told}: {facts['name']}"
    if times := facts.get("times"):
        return plural("{what} ({n} gang)", "{what} ({n} gange)", times, what=told)
    return told


def _reader(event: str) -> str:
    return _("modtageren") if event in READERS else ""


def listing(links: Iterable[Link]) -> list[dict[str, str]]:
    """The links for a terminal, times in UTC; nothing that opens one."""
    return [
        dict(
            zip(
                COLUMNS,
                (
                    link.id, link.municipality, link.level, _minute(link.created_at),
                    _minute(link.expires_at), _minute(link.revoked_at),
                    _minute(link.last_opened_at), str(link.opened), link.label,
                ),
                strict=True,
            )
        )
        for link in links
    ]  # fmt: skip


def _minute(at: datetime | None) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%MZ}" if at else ""


def told(link: Link, *, has_edition: bool) -> str:
    """What is said beside a link that was just made, on the terminal."""
    names = reference.municipalities()
    sentences = [
        _(
            "Linket er til {label}: {municipality}, niveau {level}. Det gælder til {moment} og vises kun nu.",
            label=link.label,
            municipality=names[link.municipality],
            level=link.level,
            moment=words.moment(link.expires_at),
        )
    ]
    if not has_edition:
        sentences.append(no_edition(link.municipality))
    return "\n".join(sentences)


def no_edition(municipality: str) -> str:
    """Why a link shows nothing yet."""
    name = reference.municipalities()[municipality]
    return _(
        "Der er endnu ingen rapport til {municipality}; indtil den er skrevet, siger siden, hvornår den "
        "kommer.",
        municipality=name,
    )
