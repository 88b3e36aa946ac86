"""The room between charges: how many courses from one charged to the next, and whether that changes.

A share by quarter says little of what is rare; the distance between two says it one by one. Under six
charges there are too few; from six the limits are on trial; from twelve a sign may be named, as over time.
"""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

import polars as pl

from dashboard import statistics
from dashboard.foundation.words import mark, number, plural
from dashboard.foundation.words import text as _
from dashboard.presenters.criterion.charged import MOST_EVENTS
from dashboard.presenters.criterion.over_time import FEWEST_FOR_LIMITS, FEWEST_FOR_RULES

SIGNS = {
    "outside": mark("usædvanligt langt imellem"),
    "crowd": mark("usædvanligt tæt på hinanden"),
    "trend": mark("mindst syv i træk, der stiger eller falder"),
    "shift": mark("usædvanligt mange i træk på samme side af midten"),
}


def records(found: pl.DataFrame) -> list[dict[str, Any]]:
    """Records for criteria_charts.room_between: the charged in order, and the wait since the last.

    found: all rows of queries/charges_in_order.sql; none where there are too few, or too many to be rare.
    """
    charged = found.filter("is_charged")
    if not is_drawn(found):
        return []
    gaps = charged["courses_since"].to_numpy()
    centre, high, signs = statistics.g_chart(gaps)
    is_told = len(gaps) >= FEWEST_FOR_RULES
    limits = {"centre": centre, "high": high}
    drawn: list[dict[str, Any]] = [
        limits | {"number": i, "courses": gap, "is_open": False, "code": code if is_told else ""}
        for i, (gap, code) in enumerate(zip(gaps.tolist(), signs, strict=True), 1)
    ]
    for waiting in found.filter(~pl.col("is_charged"))["courses_since"].to_numpy():
        chance = (len(gaps) - 1) / len(gaps) / float(gaps.mean())
        is_long = is_told and bool(statistics.is_long_wait(waiting, chance))
        drawn.append(
            limits
            | {"number": len(gaps) + 1, "courses": int(waiting), "is_open": True}
            | {"code": "outside" if is_long else ""}
        )
    codes = [record["code"] for record in drawn]
    for record, after in zip(
        drawn, [*codes[1:], ""], strict=True
    ):  # a run is named at its last point
        record["sign"] = _("tegn") if record["code"] not in ("", after) else ""
    return drawn


def is_drawn(found: pl.DataFrame) -> bool:
    """Whether there are enough charges, and few enough to be rare."""
    charges = found["charges"].max() or 0
    return FEWEST_FOR_LIMITS <= int(charges) <= MOST_EVENTS  # type: ignore[arg-type]


def line_names(drawn: Sequence[dict[str, Any]]) -> tuple[str, str]:
    """What the line in the middle and the upper limit are called at their ends."""
    centre, high = drawn[0]["centre"], drawn[0]["high"]
    return _("midten: {n}", n=number(centre)), _("grænsen: {n}", n=number(high))


def sentence(found: pl.DataFrame) -> str:
    """How far it usually is from one to the next, and whether anything stands out."""
    charges = int(found["charges"].max() or 0)  # type: ignore[arg-type]
    if not charges:
        return ""
    if charges > MOST_EVENTS:
        return _(
            "{n} tiltalte er for mange til at se på afstanden mellem dem, én for én.",
            n=number(charges),
        )
    if not is_drawn(found):
        return plural(
            "Én tiltalt er for lidt til at se, om der bliver længere eller kortere imellem dem; der skal {needed} til.",
            "{n} tiltalte er for få til at se, om der bliver længere eller kortere imellem dem; der skal {needed} til.",
            charges,
            needed=number(FEWEST_FOR_LIMITS),
        )
    drawn = records(found)
    told = _(
        "Halvdelen af gangene er der højst {centre} forløb fra en tiltalt til den næste; over {high} ville være "
        "usædvanligt.",
        centre=number(drawn[0]["centre"]),
        high=number(drawn[0]["high"]),
    )
    return f"{told} {_standing_out(drawn, charges)}"


def _standing_out(drawn: Sequence[dict[str, Any]], charges: int) -> str:
    if charges < FEWEST_FOR_RULES:
        return _(
            "Grænserne er foreløbige; først ved {needed} tiltalte siger vi, om noget er et tegn.",
            needed=number(FEWEST_FOR_RULES),
        )
    which = "; ".join(_signs(drawn))
    if not which:
        return _("Ingen tiltaler skiller sig ud.")
    return _(
        "Tegn på ændring: {which}. Et tegn er ikke et bevis; undersøg, hvad der er anderledes.",
        which=which,
    )


def _signs(drawn: Sequence[dict[str, Any]]) -> list[str]:
    """Each run of charges that is a sign, and by which rule."""
    told = []
    for code, run in groupby(drawn, key=lambda record: record["code"]):
        places = [record["number"] for record in run]
        if code:
            first, last = number(places[0]), number(places[-1])
            span = first if first == last else _("{first}–{last}", first=first, last=last)
            is_since = drawn[-1]["is_open"] and places == [drawn[-1]["number"]]
            where = _("siden den sidste") if is_since else _("nr. {span}", span=span)
            told.append(f"{where} ({_(SIGNS[code])})")
    return told


def how_to_read(drawn: Sequence[dict[str, Any]]) -> str:
    """What the marks of the chart are."""
    said = _(
        "Hver prik er en tiltalt, i den rækkefølge forløbene startede: jo højere prik, jo "
        "flere forløb siden den forrige."
    )
    if drawn[-1]["is_open"]:
        said += " " + _("Den hule prik er forløbene siden den sidste.")
    return said
