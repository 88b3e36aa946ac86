"""What was agreed about a criterion, and the verdicts issued on it by that agreement."""

from collections.abc import Sequence
from datetime import date

from dashboard.catalogue.listing import FIGURES
from dashboard.figures import criteria
from dashboard.figures.verdicts import Issued
from dashboard.foundation import terms, words
from dashboard.foundation.settings import Settings
from dashboard.foundation.words import number, plural
from dashboard.foundation.words import text as _
from dashboard.presenters import method
from dashboard.wording import figure_words, judgements


def history(issues: Sequence[Issued], name: str, *, is_demo: bool) -> list[dict[str, str]]:
    """The verdicts issued on a criterion, newest first, as a table in words."""
    found = [
        (issue, row)
        for issue in issues
        if issue.is_demo == is_demo
        for row in issue.rows
        if row.figure.criterion == name
    ]
    newest = {issue.data_to: issue.snapshot_id for issue, _row in found}
    return [
        {
            _("Data til"): words.day(issue.data_to),
            _("Givet den"): words.day(words.local_day(issue.issued_at)),
            _("I opgørelsen"): figure_words.grounds(row),
            _("95 %-interval"): figure_words.interval(row),
            _("Vurdering"): judgements.verdict(row)
            if newest[issue.data_to] == issue.snapshot_id
            else _("{verdict} (erstattet af en senere)", verdict=judgements.verdict(row)),
            _("Øjebliksbillede"): issue.snapshot_id[-12:][:6].upper(),
        }
        for issue, row in reversed(found)
    ]


def next_verdict(data_to: date, agreed: Settings) -> str:
    """When the next verdict is due, and what is shown until then."""
    day = agreed.next_verdict_date(data_to)
    if day is None:
        return _("Der er ikke aftalt datoer for vurderinger.")
    return _(
        "Næste vurdering gælder data til og med {day}. Tal, der kommer før da, er foreløbige og uden farve.",
        day=words.day(day),
    )


def agreed_facts(name: str, agreed: Settings, data_to: date) -> list[dict[str, str]]:
    """What was agreed about a criterion before anybody looked, and when."""
    facts = {
        _("Aftalt den"): method.agreed_on(agreed, data_to),
        _("Løftet"): words.capital(
            judgements.target_of(FIGURES[f"criterion_{name}"], criteria.target(name, agreed))
        ),
        _("Et forløb bedømmes efter"): plural("{n} måned", "{n} måneder", agreed.horizon_months),
        _("Vurderinger gives"): words.listing(
            [words.day_of_year(*map(int, day.split("-"))) for day in agreed.verdict_dates]
        ),
    }
    if name == "completed":
        reasons = [terms.word(terms.END_REASONS, code) for code in agreed.counted_reasons]
        facts[_("Tæller også som nået")] = words.listing(reasons)
    if name == "charged":
        complete_to = agreed.charges_complete_to
        facts[_("Tiltaler er fuldt registreret til")] = (
            words.day(complete_to) if complete_to else _("ikke angivet; datadatoen bruges")
        )
    if name == "progress":
        facts[_("Opgøres på")] = terms.word(terms.PROGRESS_BASES, agreed.progress_basis)
        facts[_("En begivenhed tæller til")] = (
            plural("{n} dag efter slut", "{n} dage efter slut", agreed.event_grace_days)
            if agreed.event_grace_days
            else _("forløbets sidste dag")
        )
        facts[_("Grænse for at være rykket")] = _(
            "{n} point i gennemsnit", n=number(agreed.wheel_threshold_points, 1)
        )
        facts[_("Svaret skal også holde ved")] = _(
            "{points} point",
            points=words.listing([number(point, 1) for point in agreed.thresholds[1:]]),
        )
    return [{"": key, " ": value} for key, value in facts.items()]
