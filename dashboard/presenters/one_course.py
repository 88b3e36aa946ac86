"""What Et forløb shows: one course's facts, its days and its life wheel, in words.

For the owner alone: everything here is about one person.
"""

from collections.abc import Sequence
from datetime import date

from dashboard.catalogue.follow_up_figures import REASONS
from dashboard.charts.grammar import Record
from dashboard.foundation import terms, words
from dashboard.foundation.words import number, plural
from dashboard.foundation.words import text as _
from dashboard.presenters import follow_up
from dashboard.presenters.course_timeline import wheel_round
from dashboard.published import reference

FEWEST_COMMON = 6  # domains two wheels must share to be compared


def facts(course: Record, reasons: Sequence[Record]) -> list[dict[str, str]]:
    """The course in pairs of words; `reasons` are its rows of queries/follow_up_list.sql."""
    told = {
        _("Forløb nr."): course["case_id"],
        _("Kræver opfølgning"): "; ".join(map(_reason, reasons)) or _("nej"),
        _("Borger"): course["citizen_id"],
        _("Borgerens andre forløb"): ", ".join(course["other_courses"] or []) or _("ingen"),
        _("Kommune"): reference.municipalities()[course["municipality_code"]],
        _("Program"): terms.word(terms.PROGRAMMES, course["programme"]),
        _("Mentor"): course["mentor_id"] or _("ikke oplyst"),
        _("Behov i bestillingen"): _needs(course),
        _("Mentors opgave"): words.capital(terms.word(terms.MENTOR_TASKS, course["mentor_task"]))
        if course["mentor_task"]
        else _("ikke oplyst"),
        _("Ønske til mentor opfyldt"): _yes_no(course["mentor_wish_met"]),
        _("Startet"): words.day(course["started_on"]),
        _("Rollefordeling aftalt"): words.day(course["roles_agreed_on"])
        if course["roles_agreed_on"]
        else _("ingen dato"),
        _("Skriftlige mål aftalt"): _day(course["goals_agreed_on"]),
        _("Afsluttet"): _end(course),
        _("Afholdte kontakter"): number(course["count_held"]),
        _("Møder"): plural(
            "{held} afholdt, {n} udeblivelse",
            "{held} afholdt, {n} udeblivelser",
            course["count_no_show_meetings"],
            held=number(course["count_held_meetings"]),
        ),
    }
    return [{"": key, " ": value} for key, value in told.items()]


def facts_for_others(course: Record) -> list[dict[str, str]]:
    """The same for the caseworker: without what is the firm's own, who waits for whom and other courses."""
    ours = (_("Kræver opfølgning"), _("Borgerens andre forløb"))
    return [fact for fact in facts(course, []) if fact[""] not in ours]


def reported(on: Sequence[date] | None, months: int) -> str:
    """When a progression report was made last; that none has been in the months lines are kept, or is known of."""
    if on is None:
        return _("Det kan ikke læses, om rapporten er hentet.")
    if not on:
        return plural(
            "Rapporten er ikke hentet her, så langt loggen går tilbage (højst {n} måned).",
            "Rapporten er ikke hentet her, så langt loggen går tilbage (højst {n} måneder).",
            months,
        )
    return _("Rapporten er sidst hentet her {day}.", day=words.day(max(on)))


def place(at: int, n: int, reason: str | None, mentor: str | None = None) -> str:
    """Which of the courses that need somebody it is; of those with a reason, and of those of a mentor."""
    if mentor:
        return _("Hos {mentor} nr. {place} af {n}.", mentor=mentor, place=number(at), n=number(n))
    if reason is None:
        return _("Nr. {place} af {n}, der kræver opfølgning.", place=number(at), n=number(n))
    label, _definition = REASONS[reason]
    return _(
        "Nr. {place} af {n} med grunden ”{reason}”.",
        place=number(at),
        n=number(n),
        reason=_(label),
    )


def ways(mentor: str | None) -> tuple[str, str]:
    """What the ways to the course before and the one after are called; of a mentor's, that they are."""
    if mentor:
        return _("← Forrige hos {mentor}", mentor=mentor), _("Næste hos {mentor} →", mentor=mentor)
    return _("← Forrige"), _("Næste →")


def registered() -> str:
    """What a reader of one course must know of filters and of the log."""
    return _(
        "Filtrene gælder listerne, ikke forløbet selv. Det er registreret, hvem der har åbnet det og hvornår."
    )


def _reason(row: Record) -> str:
    return _(
        "{reason}, siden {day} ({n} dage)",
        reason=follow_up.reason_words(row),
        day=words.day(row["since"]),
        n=number(row["days"]),
    )


def _needs(course: Record) -> str:
    """gæld og bolig; ingen, or that it is not known of any."""
    known = {need: course[f"need_{need}"] for need in terms.NEEDS}
    named = [terms.word(terms.NEEDS, need) for need, is_so in known.items() if is_so]
    if named:
        return words.listing(named)
    return _("ikke oplyst") if set(known.values()) == {None} else _("ingen oplyst")


def _yes_no(value: bool | None) -> str:
    if value is None:
        return _("ikke oplyst")
    return _("ja") if value else _("nej")


def _day(value: date | None) -> str:
    return words.day(value) if value else _("nej")


def _end(course: Record) -> str:
    if course["ended_on"] is None:
        return _("nej, i gang")
    reason = terms.word(terms.END_REASONS, course["end_reason"])
    return f"{words.day(course['ended_on'])}, {reason}"


def wheel_records(wheels: Sequence[Record]) -> list[Record]:
    """Records for wheel_charts.wheel: every round's score by domain, named by its number and day."""
    return [
        {
            "round": _round_name(i, wheel),
            "domain": words.capital(terms.word(terms.DOMAINS, domain)),
            "value": wheel[domain],
            "value_label": " → ".join(
                number(each[domain]) for each in wheels if each[domain] is not None
            ),
        }
        for i, wheel in enumerate(wheels, 1)
        for domain in terms.DOMAINS
    ]


def _round_name(i: int, wheel: Record) -> str:
    day, when = words.day(wheel["answered_on"]), wheel_round(wheel["phase"])
    return _("{number}. hjul: {day}, {when}", number=number(i), day=day, when=when)


def wheel_table(wheels: Sequence[Record]) -> list[Record]:
    """One line a round, oldest first."""
    return [
        {_("Dato"): wheel["answered_on"], _("Hvornår"): wheel_round(wheel["phase"])}
        | {
            words.capital(terms.word(terms.DOMAINS, domain)): _score(wheel[domain])
            for domain in terms.DOMAINS
        }
        for wheel in wheels
    ]


def _score(value: int | None) -> str:
    return "" if value is None else number(value)


def wheel_sentence(wheels: Sequence[Record]) -> str:
    """6 op, 1 ned, 1 uændret; the largest change; what to talk about. No test: it is one person."""
    if not wheels:
        return _("Der er intet gyldigt livshjul i forløbet endnu.")
    last = {domain: wheels[-1][domain] for domain in terms.DOMAINS}
    if len(wheels) == 1:
        return _(
            "Ét livshjul indtil nu. Oplagt at tale om: {domains}.", domains=_named(_lowest(last))
        )
    first = wheels[0]
    changes = {
        domain: score - first[domain]
        for domain, score in last.items()
        if score is not None and first[domain] is not None
    }
    if len(changes) < FEWEST_COMMON:
        return _(
            "Første og sidste livshjul har for få områder til fælles til at blive sammenlignet."
        )
    return f"{_moves(changes)} {_talk(changes, last)}"


def _moves(changes: dict[str, int]) -> str:
    up, down = (sum(sign * change > 0 for change in changes.values()) for sign in (1, -1))
    told = _(
        "Fra første til sidste livshjul: {up} op, {down} ned, {same} uændret",
        up=number(up),
        down=number(down),
        same=number(len(changes) - up - down),
    )
    if rest := len(terms.DOMAINS) - len(changes):
        told += _(", {n} ikke målt begge gange", n=number(rest))
    most = max(map(abs, changes.values()))
    if not most:
        return told + "."
    largest = [domain for domain, change in changes.items() if abs(change) == most]
    named = words.listing([_change(domain, changes[domain]) for domain in largest])
    return told + "; " + _("størst ændring: {domains}.", domains=named)


def _change(domain: str, change: int) -> str:
    word = terms.word(terms.DOMAINS, domain)
    if change > 0:
        return plural("{domain} {n} point op", "{domain} {n} point op", change, domain=word)
    return plural("{domain} {n} point ned", "{domain} {n} point ned", -change, domain=word)


def _talk(changes: dict[str, int], last: dict[str, int | None]) -> str:
    """What has fallen most; where nothing has, what stands lowest today."""
    worst = min(changes.values())
    if worst < 0:
        fallen = [domain for domain, change in changes.items() if change == worst]
        return _(
            "Oplagt at tale om: {domains}.",
            domains=words.listing([_fallen(domain, -worst) for domain in fallen]),
        )
    return _("Intet er gået ned. Oplagt at tale om: {domains}.", domains=_named(_lowest(last)))


def _fallen(domain: str, points: int) -> str:
    word = terms.word(terms.DOMAINS, domain)
    return plural("{domain} ({n} point ned)", "{domain} ({n} point ned)", points, domain=word)


def _lowest(scores: dict[str, int | None]) -> dict[str, int]:
    known = {domain: score for domain, score in scores.items() if score is not None}
    return {domain: score for domain, score in known.items() if score == min(known.values())}


def _named(scores: dict[str, int]) -> str:
    """økonomi og bolig, som ligger lavest (3)."""
    names = words.listing([terms.word(terms.DOMAINS, domain) for domain in scores])
    return _(
        "{domains}, som ligger lavest ({score})", domains=names, score=number(min(scores.values()))
    )


def wheel_caption(wheels: Sequence[Record]) -> str:
    """How the rounds are drawn, and what a change in them is not."""
    return plural(
        "{n} gyldigt livshjul. Skalaen går fra 1 til 10.",
        "{n} gyldige livshjul. Skalaen går fra 1 til 10, og et enkelt point kan være dagens form.",
        len(wheels),
    )
