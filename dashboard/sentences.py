"""A criterion in words: target, what was counted, what the evidence shows, and how final it is.

Pure functions of rows; every number a reader sees in a sentence was in a row.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from dashboard import words
from dashboard.quantities import interval, notes, of_n
from dashboard.words import mark, number, percent, plural
from dashboard.words import text as _

Row = dict[str, Any]

EVIDENCE = {
    "good": mark("Klart på den rigtige side af målet – forskellen er større, end tilfældigheder normalt giver."),
    "bad": mark("Klart på den forkerte side af målet – se nærmere på årsagen."),
    "cannot_tell": mark("Kan ikke afgøres: målet ligger inden for usikkerheden."),
    "borderline": mark("Lige på grænsen – vi kalder det ikke."),
    "too_few": mark("For få forløb til en vurdering."),
}  # fmt: skip
REACHED = mark("Målet på {target} er nået i opgørelsen.")
NOT_REACHED = mark("Målet på {target} er ikke nået i opgørelsen.")
UNDER_LIMIT = mark("Under grænsen på {target} i opgørelsen.")
OVER_LIMIT = mark("Over grænsen på {target} i opgørelsen.")
BADGES = {
    "good": mark("Klart på den rigtige side"),
    "bad": mark("Klart på den forkerte side"),
    "cannot_tell": mark("Kan ikke afgøres"),
    "borderline": mark("Lige på grænsen"),
    "too_few": mark("For få til en vurdering"),
    "no_verdict": mark("Ingen vurdering"),
    "no_data": mark("Ingen data"),
}


def polarity(row: Row) -> str:
    """The target verdict as good or bad news, or its own code."""
    code = row["target_verdict"]
    if row["n"] == 0:
        return "no_data"
    if code in ("above", "below"):
        is_high_good = row["figure_id"] != "criterion_charged"
        return "good" if (code == "above") == is_high_good else "bad"
    return code or "no_verdict"


def is_settled(row: Row) -> bool:
    """Whether a colour may be shown: on an official date, or when nothing can change it."""
    return row["target_status"] in ("official", "settled_met", "settled_missed")


def target(row: Row) -> str:
    """mål mindst 75 %."""
    promise = percent(row["target"])
    if row["figure_id"].startswith("criterion_charged"):
        return _("mål højst {target}", target=promise)
    return _("mål mindst {target}", target=promise)


def as_counted(row: Row) -> str:
    """Whether these people, as counted, meet the target: a fact, not evidence."""
    # the raw counts decide: 74.6 % is not 75 %
    promised = Decimal(str(row["target"])) * row["n"]
    if row["figure_id"] == "criterion_charged":
        message = UNDER_LIMIT if row["k"] <= promised else OVER_LIMIT
    else:
        message = REACHED if row["k"] >= promised else NOT_REACHED
    return _(message, target=percent(row["target"]))


def evidence(row: Row) -> str:
    """What the number says about the level behind it."""
    kind = polarity(row)
    if kind == "no_verdict":
        return _("Ingen vurdering: under halvdelen har to livshjul eller en begivenhed.")
    return _(EVIDENCE[kind]) if kind in EVIDENCE else ""


def fits(row: Row) -> str:
    """Which levels fit what was seen."""
    span = interval(row)
    return _("Et niveau på {interval} passer med tallene.", interval=span) if span else ""


def judgement(row: Row) -> str:
    """As counted, what the evidence shows, which levels fit, and what else must be known."""
    counted = "" if polarity(row) == "too_few" else as_counted(row)
    parts = (counted, evidence(row), fits(row), *remarks(row))
    return " ".join(filter(None, parts))


def criterion_alt(row: Row) -> str:
    """The tile's picture for those who cannot see it."""
    return f"{row['label']}: {of_n(row)}, {interval(row)}, {target(row)}"


def not_yet(matures_on: date | None) -> str:
    """Why a criterion has no cohort, and when it will have."""
    if matures_on is None:
        return _("Ingen forløb er startet i det valgte udsnit.")
    return _(
        "Ingen forløb er gamle nok til at blive bedømt; det første kan bedømmes den {day}.",
        day=words.day(matures_on),
    )


def bounds(lower: Row, upper: Row) -> str:
    """How far the open courses can still move it, over all courses started."""
    if lower["k"] == upper["k"]:
        return _(
            "Af alle {n} påbegyndte forløb gælder det for {k}; forløbene i gang kan ikke ændre det.",
            n=number(lower["n"]),
            k=number(lower["k"]),
        )
    return _(
        "Af alle {n} påbegyndte forløb vil det gælde for mellem {low} og {high}, afhængigt af, hvordan "
        "forløbene i gang ender.",
        n=number(lower["n"]),
        low=number(lower["k"]),
        high=number(upper["k"]),
    )


def status(row: Row, count_open: int) -> str:
    """How final it is."""
    if row["target_status"] == "settled_met":
        return _("Afgjort: målet er nået, uanset hvordan forløbene i gang ender.")
    if row["target_status"] == "settled_missed":
        return _("Afgjort: målet kan ikke længere nås, uanset hvordan forløbene i gang ender.")
    if row["target_status"] == "official" and polarity(row) != "too_few":
        return _("Officiel vurdering pr. {day}.", day=words.day(row["data_to"]))
    if row["target_status"] == "provisional":
        return plural(
            "Foreløbigt: {n} forløb er stadig i gang.",
            "Foreløbigt: {n} forløb er stadig i gang.",
            count_open,
        )
    return ""


def remarks(row: Row) -> list[str]:
    """The notes a reader should see, as sentences."""
    codes, said = notes(row), []
    if "coverage" in codes:
        said.append(_("For mange mangler det andet livshjul, til at tallet kan bedømmes."))
    if "threshold" in codes:
        said.append(_("Svaret skifter med grænsen for, hvornår man er rykket frem."))
    if "first_course" in codes:
        k, _sep, n = codes["first_course"].partition("/")
        said.append(
            _(
                "Nogle borgere har flere forløb; tælles kun det første, er det {k} ud af {n}.",
                k=k,
                n=n,
            )
        )
    if "open_after_h" in codes:
        count = int(codes["open_after_h"])
        said.append(
            plural(
                "{n} forløb er stadig i gang og tæller foreløbig som ikke nået.",
                "{n} forløb er stadig i gang og tæller foreløbig som ikke nået.",
                count,
            )
            if row["figure_id"] != "criterion_charged"
            else plural(
                "{n} forløb er stadig i gang og tæller foreløbig som ikke tiltalt.",
                "{n} forløb er stadig i gang og tæller foreløbig som ikke tiltalt.",
                count,
            )
        )
    if "bounds_disagree" in codes:
        said.append(_("Regnes alle påbegyndte forløb med, peger resultatet i modsat retning."))
    return said
