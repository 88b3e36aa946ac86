"""All links together: which are open, which are past, and what has happened to them."""

from collections.abc import Container, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from dashboard.access.links import Link
from dashboard.foundation import words
from dashboard.foundation.words import mark, plural
from dashboard.foundation.words import text as _
from dashboard.presenters.link_words import level_name, opened, state
from dashboard.published import reference

Table = list[dict[str, str]]
RECENT = timedelta(30)
MOST_LINES = 50  # of the audit, on the page
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


def municipalities_see() -> str:
    """What a link opens, and what it never does."""
    return _(
        "Kommunen ser kun sin egen rapport for lukkede kvartaler: løfter, forløb, kontakter og svar som antal. "
        "Den ser ingen navne, ingen enkelte forløb og ingen andre kommuner."
    )


def by_municipality(links: Iterable[Link], codes: Iterable[str]) -> dict[str, list[Link]]:
    """The links of each municipality that has any, or that is one of these codes; by name."""
    names = reference.municipalities()
    found: dict[str, list[Link]] = {code: [] for code in codes}
    for link in links:
        found.setdefault(link.municipality, []).append(link)
    return {
        code: found[code]
        for code in sorted(found, key=lambda code: words.in_danish_order(names[code]))
    }


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
    return _("Kommuner uden gyldigt link: {names}.", names=words.listing(closed)) if closed else ""


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
