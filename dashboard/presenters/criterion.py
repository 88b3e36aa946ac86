"""What Succeskriterier says of one promise: what is known, what is not, and what would settle it.

Pure selections and wordings of figure rows; the two statements, as counted and as evidence, are
never mixed.
"""

import math
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from dashboard import statistics
from dashboard.catalogue import criteria_figures
from dashboard.catalogue.listing import FIGURES
from dashboard.catalogue.row import FigureRow
from dashboard.figures import criteria
from dashboard.figures.verdicts import Issued
from dashboard.foundation import terms, words
from dashboard.foundation.settings import Settings
from dashboard.foundation.words import mark, number, percent, plural
from dashboard.foundation.words import text as _
from dashboard.presenters import method
from dashboard.wording import figure_words, judgements

CHOICES = {
    "completed": mark("Gennemfører"),
    "charged": mark("Tiltalt"),
    "progress": mark("Rykker frem"),
}
UNMOVED = tuple(
    f"criterion_progress_{code}_share" for code in ("measured", "without_two_wheels", "near_top")
)
MOST_EVENTS = 300  # of more charges, the chart shows every so many
PARTS = {
    "completed": tuple(
        f"criterion_completed_by_{code}_share"
        for code in ("phases", "employment", "education", "flexjob", "other")
    ),
    "charged": (),
    "progress": (
        *(f"criterion_progress_by_{code}_share" for code in ("wheel", "event", "both")),
        *UNMOVED,
    ),
}
EXPECTED = {
    "completed": mark(
        "Går de nye forløb som de tidligere, når {value} målet inden for {months} efter start ({interval})."
    ),
    "charged": mark(
        "Går de nye forløb som de tidligere, bliver {value} tiltalt inden for {months} efter start ({interval})."
    ),
    "progress": mark(
        "Går de nye forløb som de tidligere, rykker {value} frem inden for {months} efter start ({interval})."
    ),
}
MOST_COURSES = 3000  # more than this a small firm never gets to judge
NEWER = {
    "completed": mark("{k} af dem er allerede i mål."),
    "charged": mark("{k} af dem er allerede tiltalt."),
}


def ids(name: str) -> list[str]:
    """The figures of one promise's page."""
    own = [f"criterion_{name}{end}"
           for end in ("", "_lower", "_upper", "_forecast", "_closed_share")]  # fmt: skip
    return [*own, *PARTS[name], *(("criterion_charged_rate",) if name == "charged" else ())]


def parts(name: str, rows: Sequence[FigureRow]) -> list[FigureRow]:
    """What the promise was reached by; the other agreed reasons only where there are any."""
    return [
        row
        for row in rows
        if row.id in PARTS[name]
        and "_by_" in row.id
        and (row.k or row.id != "criterion_completed_by_other_share")
    ]


def choices() -> dict[str, str]:
    """Each criterion in a word or two."""
    return {name: _(word) for name, word in CHOICES.items()}


def what_would_settle(row: FigureRow, thresholds: Sequence[FigureRow], agreed: Settings) -> str:
    """How many courses it is from being certain, and whether these courses can still do it.

    thresholds: View.progress_by_threshold for the third promise, which must hold at each of them.
    """
    if judgements.polarity(row) == "too_few":
        return _(
            "Der skal mindst {fewest} forløb til, som er gamle nok; her er {n}.",
            fewest=number(statistics.MIN_N_VERDICT),
            n=number(row.size),
        )
    if judgements.polarity(row) not in ("cannot_tell", "borderline"):
        return ""
    hardest = row
    if row.id == "criterion_progress":
        told, missing = _distance_of_progress(row, thresholds, agreed)
        hardest = next(at for at in thresholds if points(at) == max(agreed.thresholds))
    else:
        told, missing = judgements.distance(row), _missing(row)
    these = _whether_these_can(row, missing, hardest.notes.open_after_h)
    return " ".join(filter(None, (told, these, _how_many_it_takes(row))))


def _missing(row: FigureRow) -> int | None:
    is_high_good = row.figure.is_high_good
    return statistics.missing_for_certainty(
        row.count, row.size, row.promised, is_high_good=is_high_good
    )


def _distance_of_progress(
    row: FigureRow, thresholds: Sequence[FigureRow], agreed: Settings
) -> tuple[str, int | None]:
    held = [_missing(found) for found in thresholds if points(found) in agreed.thresholds]
    known = [count for count in held if count is not None]
    if row.notes.first_course or row.notes.coverage or len(known) < len(held):
        return "", None
    missing = max(known)
    if not missing or missing > row.size - row.count:
        return "", None
    told = plural(
        "{n} mere ud af de samme {of} ville gøre det sikkert, hvis vedkommende rykkede mindst {points} point frem "
        "eller fik en begivenhed; svaret skal holde ved alle de aftalte grænser.",
        "{n} flere ud af de samme {of} ville gøre det sikkert, hvis de rykkede mindst {points} point frem eller fik "
        "en begivenhed; svaret skal holde ved alle de aftalte grænser.",
        missing, of=number(row.size), points=number(max(agreed.thresholds), 1),
    )  # fmt: skip
    return told, missing


def _whether_these_can(row: FigureRow, missing: int | None, still_open: int) -> str:
    if not missing:
        return ""
    if not row.figure.is_high_good:
        return _("En tiltale forsvinder ikke igen, så der skal flere forløb til.")
    if missing <= still_open:
        return ""
    return plural(
        "Kun {n} af dem er i gang og har ikke nået det, så der skal flere forløb til.",
        "Kun {n} af dem er i gang og har ikke nået det, så der skal flere forløb til.",
        still_open,
    ) if still_open else _("Ingen af dem er i gang, så der skal flere forløb til.")  # fmt: skip


def _how_many_it_takes(row: FigureRow) -> str:
    """About how many courses would settle it if the share stayed; not for progress, which has four."""
    if row.id == "criterion_progress" or row.notes.first_course:
        return ""
    enough = statistics.enough_for_certainty(row.count, row.size, row.promised, MOST_COURSES)
    if enough is None:
        return _("Så tæt på målet kan det næppe afgøres.")
    if enough == row.n:
        return ""
    return _(
        "Bliver andelen ved at være {value}, skal der omkring {enough} forløb til.",
        value=figure_words.share(row.amount),
        enough=number(enough),
    )


def to_target(row: FigureRow) -> str:
    """How far the count itself is from the target: one more, or at most two more charged."""
    k, n = row.count, row.size
    promised = Decimal(str(row.promised)) * n
    if n < statistics.MIN_N_VERDICT:
        return ""
    if not row.figure.is_high_good:
        room = math.floor(promised) - k
        if room < 0:
            return ""
        return _(
            "Grænsen holder med højst {room} tiltalte mere ({most} ud af {n}).",
            room=number(room), most=number(k + room), n=number(n),
        )  # fmt: skip
    missing = math.ceil(promised) - k
    if missing <= 0:
        return ""
    return _(
        "Med {missing} mere ville det være nået ({least} ud af {n}).",
        missing=number(missing), least=number(k + missing), n=number(n),
    )  # fmt: skip


def cohort(row: FigureRow, lower: FigureRow, agreed: Settings) -> str:
    """Which courses are counted, and how many newer ones are not yet; how many of those already count."""
    newer = lower.size - row.size
    if newer <= 0:
        return ""
    name = row.id.removeprefix("criterion_")
    months = plural("{n} måned", "{n} måneder", agreed.horizon_months)
    known_to = criteria.known_to(name, agreed, row.data_to)
    told = plural(
        "De {counted} forløb er begyndt mindst {months} før den {day}. {n} nyere er ikke med endnu.",
        "De {counted} forløb er begyndt mindst {months} før den {day}. {n} nyere er ikke med endnu.",
        newer, counted=number(row.size), months=months, day=words.day(known_to),
    )  # fmt: skip
    already = lower.count - row.count
    message = NEWER.get(name)
    return f"{told} {_(message, k=number(already))}" if message and already > 0 else told


def definition(name: str) -> str:
    """What the promise is and what counts."""
    return _(criteria_figures.CRITERIA[name][1])


def strip_legend(row: FigureRow) -> str:
    """How to read the strip: the dot, the bar, the line and the shaded side."""
    return _(
        "Prikken er andelen. Bjælken viser, hvor det egentlige niveau kan ligge. Den grå streg er målet på {target}; "
        "i det farvede felt er løftet holdt.",
        target=percent(row.promised),
    )


def in_points(points_: float) -> str:
    """1,2 point; an agreed threshold may have up to three decimals."""
    decimals = next(digits for digits in (1, 2, 3) if round(points_, digits) == points_)
    return _("{value} point", value=number(points_, decimals))


def settling(
    row: FigureRow, settled_on: date | None, judged_on: date | None, agreed: Settings
) -> str:
    """Since when it is settled, or from when every course that has started can be judged."""
    if settled_on is not None:
        return _("Det har ligget fast siden den {day}.", day=words.day(settled_on))
    if judged_on is None or row.target_status is None:
        return ""
    known_to = criteria.known_to(row.id.removeprefix("criterion_"), agreed, row.data_to)
    if judged_on <= known_to:
        return _("Alle påbegyndte forløb er gamle nok til at blive bedømt.")
    if known_to < row.data_to:
        return _(
            "Alle påbegyndte forløb kan bedømmes, når tiltaler er fuldt registreret til den {day}.",
            day=words.day(judged_on),
        )
    return _(
        "Den {day} kan alle de forløb, der nu er begyndt, bedømmes; om det afgør spørgsmålet, er ikke sikkert.",
        day=words.day(judged_on),
    )


def forecast(row: FigureRow, name: str, agreed: Settings) -> str:
    """What is expected of all courses, on which assumption; or why nothing is."""
    if row.notes.too_few_followed:
        return _("Prognosen vises ikke: der skal være mindst 10 forløb, som er fulgt i en måned.")
    if row.notes.too_few_reached:
        return _(
            "Prognosen vises ikke endnu: det er sket for færre end fem forløb inden for den tid."
        )
    months = row.notes.at_months or agreed.horizon_months
    return " ".join(
        (
            _(
                EXPECTED[name],
                value=figure_words.value(row),
                interval=figure_words.interval(row),
                months=plural("{n} måned", "{n} måneder", months),
            ),
            _(
                "Prognosen er foreløbig. Den regner på {n} påbegyndte forløb og tæller kun det, der sker inden "
                "for den tid; opgørelsen øverst tæller også det, der sker senere.",
                n=number(row.size),
            ),
        )
    )


def contrast_records(rows: Sequence[FigureRow], agreed: Settings) -> list[dict[str, Any]]:
    """The cohort, the forecast and the closed courses, for charts.interval_rows."""
    main, expected, closed = rows
    months = expected.notes.at_months or agreed.horizon_months
    labels = (
        _("De forløb, der er gamle nok: det, der bedømmes"),
        _("Alle påbegyndte, forventet inden for {months}", months=plural("{n} måned", "{n} måneder", months)),
        _("Kun de afsluttede: til sammenligning, bedømmes ikke"),
    )  # fmt: skip
    return [
        {
            "label": label,
            "value_label": figure_words.grounds(row),
            "value": row.value,
            "low": row.low,
            "high": row.high,
            "marks": [],
        }
        for label, row in zip(labels, (main, expected, closed), strict=True)
        if row.value is not None
    ]


def composition(name: str, rows: Sequence[FigureRow]) -> str:
    """Which parts the promise was reached by, most first."""
    parts = sorted((row for row in rows if row.k), key=lambda row: -row.count)
    if not parts:
        return _("Ingen har nået målet endnu.")
    told = words.listing([_("{what} {k}", what=_part(row), k=number(row.count)) for row in parts])
    if name == "completed":
        return _("Målet er nået ved: {parts}.", parts=told)
    return _("Rykket frem ved: {parts}.", parts=told)


def _part(row: FigureRow) -> str:
    word = row.figure.values["what"]
    return _(word)


def unmeasured(rows: Sequence[FigureRow]) -> str:
    """How many nothing can be said about, and how they count."""
    found = {row.id: row for row in rows}
    measured = found["criterion_progress_measured_share"]
    unknown = measured.size - measured.count
    told = judgements.coverage(measured)
    if not unknown:
        return told
    return told + " " + plural(
        "{n} mangler begge dele og tæller som ikke rykket.",
        "{n} mangler begge dele og tæller som ikke rykket.",
        unknown,
    )  # fmt: skip


def rate(row: FigureRow) -> str:
    """Charges by the time courses have lasted, beside their share."""
    if not row.n:
        return ""
    if row.value is None:
        return _("For få tiltalte og for kort tid til at sige, hvor ofte det sker pr. år.")
    return _(
        "Regnet i tid er det {rate} tiltalte, for hver gang forløbene tilsammen har varet 100 år ({low} til {high}). "
        "Det er ikke en procent og kan ikke holdes op mod grænsen.",
        rate=number(row.value, 1),
        low=number(row.ends[0], 1),
        high=number(row.ends[1], 1),
    )


def points(row: FigureRow) -> float:
    """The threshold a row of progress_by_threshold is at."""
    return row.notes.threshold_points or 0.0


def threshold_records(rows: Sequence[FigureRow]) -> list[dict[str, Any]]:
    """Records for process_charts.share_by_threshold."""
    return [
        {"threshold": points(row), "value": row.value, "low": row.low, "high": row.high}
        for row in rows
    ]


def at_threshold(rows: Sequence[FigureRow], chosen: float, agreed: Settings) -> str:
    """The share and the verdict at the chosen threshold, and that the official one stays."""
    row = next(row for row in rows if points(row) == chosen)
    said = _(
        "Med en grænse på {points} point er {grounds} rykket frem: {verdict}.",
        points=number(chosen, 1),
        grounds=figure_words.grounds(row),
        verdict=words.uncapital(judgements.verdict(row)),
    )
    return said + " " + _(
        "Det officielle tal bruger den aftalte grænse på {points} point.",
        points=number(agreed.wheel_threshold_points, 1),
    )  # fmt: skip


def flips(rows: Sequence[FigureRow]) -> str:
    """From which thresholds the verdict changes."""
    spans = [
        (verdict, [points(row) for row in same])
        for verdict, same in groupby(rows, key=judgements.verdict)
    ]
    if len(spans) == 1:
        return _("Vurderingen er den samme ved alle grænser: {verdict}.",
                 verdict=words.uncapital(spans[0][0]))  # fmt: skip
    told = [
        _("{low}–{high} point: {verdict}", low=number(span[0], 1), high=number(span[-1], 1),
          verdict=words.uncapital(verdict))
        if len(span) > 1
        else _("{points} point: {verdict}", points=number(span[0], 1), verdict=words.uncapital(verdict))
        for verdict, span in spans
    ]  # fmt: skip
    return _(
        "Her skifter vurderingen: {spans}. ”Klart på den forkerte side” siges kun, når det også gælder, hvis alle "
        "uden måling var rykket.",
        spans="; ".join(told),
    )


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
    """What was agreed about a promise before anybody looked, and when."""
    facts = {
        _("Aftalt den"): method.agreed_on(agreed, data_to),
        _("Løftet"): words.capital(
            judgements.promise(FIGURES[f"criterion_{name}"], criteria.target(name, agreed))
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
            words.day(complete_to)
            if complete_to
            else _("ikke angivet; der regnes med den dag, data går til")
        )
    if name == "progress":
        facts[_("Grænse for at være rykket")] = _(
            "{n} point i gennemsnit", n=number(agreed.wheel_threshold_points, 1)
        )
        facts[_("Svaret skal også holde ved")] = _(
            "{points} point",
            points=words.listing([number(point, 1) for point in agreed.thresholds[1:]]),
        )
    return [{"": key, " ": value} for key, value in facts.items()]
