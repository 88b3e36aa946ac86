"""What Succeskriterier says of one promise: what is known, what is not, and what would settle it.

Pure selections and wordings of figure rows; the two statements, as counted and as evidence, are
never mixed.
"""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any

from dashboard import criteria_figures, quantities, sentences, statistics, terms, words
from dashboard.catalogue import Row
from dashboard.settings import Settings
from dashboard.words import mark, number, percent, plural
from dashboard.words import text as _

CHOICES = {
    "completed": mark("Gennemfører"),
    "charged": mark("Tiltalt"),
    "progress": mark("Rykker frem"),
}
UNMOVED = ("measured", "without_two_wheels", "near_top")
MOST_EVENTS = 300  # of more charges, the chart shows every so many
PARTS = {
    "completed": tuple(
        f"criterion_completed_by_{code}_share"
        for code in ("phases", "employment", "education", "flexjob", "other")
    ),
    "charged": (),
    "progress": tuple(
        f"criterion_progress_{code}_share" for code in ("by_wheel", "by_event", "by_both", *UNMOVED)
    ),
}
HIDDEN = {
    "too_few_followed": mark("Prognosen vises ikke: der skal være mindst 10 forløb, som er fulgt i en måned."),
    "too_few_reached": mark("Prognosen vises ikke endnu: færre end fem er nået så langt."),
}  # fmt: skip
EXPECTED = {
    "completed": mark(
        "Ud fra alle {n} påbegyndte forløb, også dem i gang, venter vi, at {value} er i mål {months} efter start "
        "({interval}). Foreløbigt."
    ),
    "charged": mark(
        "Ud fra alle {n} påbegyndte forløb, også dem i gang, venter vi, at {value} er tiltalt {months} efter start "
        "({interval}). Foreløbigt."
    ),
    "progress": mark(
        "Ud fra alle {n} påbegyndte forløb, også dem i gang, venter vi, at {value} er rykket frem {months} efter "
        "start ({interval}). Foreløbigt."
    ),
}
PROGRESS_DISTANCE = mark(
    "{missing} flere ud af de samme {n} ville gøre det sikkert, hvis de rykkede mindst {points} point frem eller "
    "fik en begivenhed."
)


def ids(name: str) -> list[str]:
    """The figures of one promise's page."""
    own = [f"criterion_{name}{end}"
           for end in ("", "_lower", "_upper", "_forecast", "_closed_share")]  # fmt: skip
    return [*own, *PARTS[name], *(("criterion_charged_rate",) if name == "charged" else ())]


def parts(name: str, rows: Sequence[Row]) -> list[Row]:
    """What the promise consists of; the other agreed reasons only where there are any."""
    return [
        row
        for row in rows
        if row["figure_id"] in PARTS[name]
        and (row["k"] or row["figure_id"] != "criterion_completed_by_other_share")
    ]


def short_label(name: str) -> str:
    """The promise in a word or two."""
    return _(CHOICES[name])


def distance(row: Row, thresholds: Sequence[Row], agreed: Settings) -> str:
    """How many courses it is from being certain, also for progress, which must hold at each threshold."""
    if sentences.polarity(row) == "too_few":
        return _(
            "Der skal mindst {fewest} forløb til, som er gamle nok; her er {n}.",
            fewest=number(statistics.MIN_N_VERDICT),
            n=number(row["n"]),
        )
    told = sentences.distance(row)
    if row["figure_id"] != "criterion_progress" or told or sentences.polarity(row) != "cannot_tell":
        return told
    codes = quantities.notes(row)
    if "first_course" in codes or "coverage" in codes:
        return ""
    held = [found for found in thresholds if points(found) in agreed.thresholds]
    missing = [
        statistics.missing_for_certainty(found["k"], found["n"], found["target"], is_high_good=True)
        for found in held
    ]
    known = [count for count in missing if count is not None]
    if len(known) < len(held) or max(known) > row["n"] - row["k"]:
        return ""
    return _(
        PROGRESS_DISTANCE,
        missing=number(max(known)),
        n=number(row["n"]),
        points=number(max(agreed.thresholds), 1),
    )


def strip_legend(row: Row) -> str:
    """How to read the strip: the dot, the bar, the line and the shaded side."""
    return _(
        "Prikken er andelen, bjælken det, der passer med tallene; den grå streg er målet på {target}, og den farvede "
        "side er den rigtige.",
        target=percent(row["target"]),
    )


def in_points(points_: float) -> str:
    """1,2 point."""
    return _("{value} point", value=number(points_, 1))


def panels(rows: Sequence[Row]) -> list[list[Row]]:
    """What it was reached by, and of whom nothing can be said: a chart each."""
    by = [row for row in rows if "_by_" in row["figure_id"]]
    return [panel for panel in (by, [row for row in rows if row not in by]) if panel]


def settling(row: Row, settled_on: date | None, judged_on: date | None) -> str:
    """Since when it is settled, or from when every course that has started can be judged."""
    if settled_on is not None:
        return _("Det har ligget fast siden den {day}.", day=words.day(settled_on))
    if judged_on is None or row["target_status"] is None:
        return ""
    if judged_on <= row["data_to"]:
        return _("Alle påbegyndte forløb er gamle nok til at blive bedømt.")
    return _(
        "Fra den {day} er alle de forløb, der nu er begyndt, gamle nok til at blive bedømt.",
        day=words.day(judged_on),
    )


def forecast(row: Row, name: str, agreed: Settings) -> str:
    """What is expected of all courses, on which assumption; or why nothing is."""
    codes = quantities.notes(row)
    hidden = next((_(HIDDEN[code]) for code in HIDDEN if code in codes), None)
    if hidden:
        return hidden
    months = int(codes.get("at_months") or agreed.horizon_months)
    return " ".join(
        (
            _(
                EXPECTED[name],
                n=number(row["n"]),
                value=quantities.value(row),
                interval=quantities.interval(row),
                months=plural("{n} måned", "{n} måneder", months),
            ),
            _("Forudsætter, at de nye forløb går som de tidligere."),
            _(
                "Prognosen tæller kun det, der sker inden for den tid; opgørelsen øverst tæller også det, der "
                "sker senere."
            ),
        )
    )


def contrast_records(rows: Sequence[Row], agreed: Settings) -> list[dict[str, Any]]:
    """The cohort, the forecast and the closed courses, for charts.interval_rows."""
    main, expected, closed = rows
    months = int(quantities.notes(expected).get("at_months") or agreed.horizon_months)
    labels = (
        _("De forløb, der er gamle nok: det, der bedømmes"),
        _("Alle påbegyndte, forventet efter {months}", months=plural("{n} måned", "{n} måneder", months)),
        _("Kun de afsluttede: til sammenligning"),
    )  # fmt: skip
    return [
        {
            "label": label,
            "value_label": quantities.grounds(row),
            "value": row["value"],
            "low": row["low"],
            "high": row["high"],
            "marks": [],
        }
        for label, row in zip(labels, (main, expected, closed), strict=True)
        if row["value"] is not None
    ]


def composition(name: str, rows: Sequence[Row]) -> str:
    """Which parts the promise was reached by, most first."""
    parts = sorted(
        (row for row in rows if "_by_" in row["figure_id"] and row["k"]), key=lambda row: -row["k"]
    )
    if not parts:
        return _("Ingen har nået målet endnu.")
    told = "; ".join(quantities.measured(row, is_part=True) for row in parts)
    if name == "completed":
        return _("Målet er nået ved: {parts}.", parts=told)
    return _("Rykket frem ved: {parts}.", parts=told)


def rate(row: Row) -> str:
    """Charges by the time courses have lasted, beside their share."""
    if not row["n"]:
        return ""
    if row["value"] is None:
        return _("For få tiltalte og for kort tid til at sige, hvor ofte det sker pr. år.")
    return _(
        "Regnet i tid: {rate} ({interval}). Lange forløb har længere tid til en tiltale. En tiltale er ikke en dom.",
        rate=quantities.value(row),
        interval=quantities.interval(row),
    )


def points(row: Row) -> float:
    """The threshold a row of progress_by_threshold is at."""
    return float(quantities.notes(row)["threshold_points"])


def threshold_records(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Records for process_charts.share_by_threshold."""
    return [
        {"threshold": points(row), "value": row["value"], "low": row["low"], "high": row["high"]}
        for row in rows
    ]


def at_threshold(rows: Sequence[Row], chosen: float, agreed: Settings) -> str:
    """The share and the verdict at the chosen threshold, and that the official one stays."""
    row = next(row for row in rows if points(row) == chosen)
    said = _(
        "Med en grænse på {points} point er {grounds} rykket frem: {verdict}.",
        points=number(chosen, 1),
        grounds=quantities.grounds(row),
        verdict=words.uncapital(sentences.verdict(row)),
    )
    return said + " " + _(
        "Det officielle tal bruger den aftalte grænse på {points} point.",
        points=number(agreed.wheel_threshold_points, 1),
    )  # fmt: skip


def flips(rows: Sequence[Row]) -> str:
    """From which thresholds the verdict changes."""
    spans = [
        (verdict, [points(row) for row in same])
        for verdict, same in groupby(rows, key=sentences.verdict)
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
    return _("Her skifter vurderingen: {spans}.", spans="; ".join(told))


def history(lines: Sequence[dict[str, Any]], name: str, *, is_demo: bool) -> list[dict[str, str]]:
    """The verdicts issued on a promise, newest first, as a table in words."""
    found = [
        (line, row)
        for line in lines
        if line["is_demo"] == is_demo
        for row in line["criteria"]
        if row["figure_id"] == f"criterion_{name}"
    ]
    return [
        {
            _("Data til"): words.day(date.fromisoformat(line["data_to"])),
            _("I opgørelsen"): quantities.grounds(told),
            _("95 %-interval"): quantities.interval(told),
            _("Mål"): sentences.target(told),
            _("Vurdering"): sentences.verdict(told),
            _("Øjebliksbillede"): line["snapshot_id"][-12:][:6].upper(),
        }
        for line, row in reversed(found)
        for told in [row | {"group": "criteria", "unit": "share", "suppressed": False}]
    ]


def next_verdict(data_to: date, agreed: Settings) -> str:
    """When the next verdict is due, and what is shown until then."""
    day = agreed.next_verdict_date(data_to)
    if day is None:
        return _("Der er ikke aftalt datoer for vurderinger.")
    return _(
        "Næste vurdering gælder data til og med {day}. Indtil da er visningen foreløbig og uden farve.",
        day=words.day(day),
    )


def agreed_facts(name: str, agreed: Settings) -> list[dict[str, str]]:
    """What was agreed about a promise before anybody looked, and when."""
    facts = {
        _("Aftalt den"): words.day(agreed.agreed_on),
        _("Målet"): percent(getattr(agreed, f"target_{name}")),
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
            words.day(complete_to) if complete_to else _("den dag, data går til")
        )
    if name == "progress":
        facts[_("Grænse for at være rykket")] = _(
            "{n} point i gennemsnit", n=number(agreed.wheel_threshold_points, 1)
        )
        facts[_("Svaret skal holde også ved")] = _(
            "{points} point",
            points=words.listing([number(point, 1) for point in agreed.thresholds[1:]]),
        )
    facts[_("Det tæller")] = _(criteria_figures.PROMISES[name][1])
    return [{"": key, " ": value} for key, value in facts.items()]
