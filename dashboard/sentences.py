"""Figure rows in words: values, intervals, verdicts, notes and sources, in the session's language.

Pure functions of rows; every number a reader sees in a sentence was in a row.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from dashboard import reference, words
from dashboard.catalogue import Yardstick
from dashboard.comparison import benchmark as benchmark_of
from dashboard.figure_list import FIGURES
from dashboard.statistics import MIN_N_VERDICT
from dashboard.words import mark, number, percent, percent_range, plural
from dashboard.words import text as _

Row = dict[str, Any]

HALF_A_PERCENT = 0.005
SMALL_N = 30  # below this a share says "few" and its percentage stands in brackets
MOST_MARKS_TOLD = 4  # marks of one document; of more, the table says each
MOST_COMPARISONS = 5  # more verdicts than this on a page are said to be many
WIDE = 0.30  # an interval this wide is no better known than a small number
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
SIDES = {
    "above": mark("KeepGoings tal ligger over {yardstick}"),
    "below": mark("KeepGoings tal ligger under {yardstick}"),
    "borderline": mark("lige på grænsen i forhold til {yardstick} – vi kalder det ikke"),
    "cannot_tell": mark(
        "det kan ikke afgøres, om tallet afviger fra {yardstick}, som ligger inden for usikkerheden"
    ),
    "too_few": mark("for få til en vurdering"),
}
YARDSTICK_NAMES = {
    "SFI 2015": mark("landstallet"),
    "KeepGoing": mark("tallet fra 2016"),
    "DKR": mark("anbefalingen"),
    "Empowerment 2015": mark("tallet fra Empowerment"),
    "KVIK 2013": mark("tallet fra KVIK"),
    "Ny indsats glæd dig": mark("tallet fra ”Ny indsats – glæd dig”"),
}
SHORT_NAMES = {
    "SFI 2015": mark("SFI"),
    "KeepGoing": mark("2016"),
    "DKR": mark("DKR"),
    "Empowerment 2015": mark("Empowerment"),
    "KVIK 2013": mark("KVIK"),
    "Ny indsats glæd dig": mark("Ny indsats"),
}
DOCUMENTS = {
    "keepgoing_2016": mark("KeepGoing 2016"),
    "kontanthjaelpsreform_2014": mark("Kontanthjælpsreformen 2014"),
    "faxe_m3": mark("Jobcenter Faxe"),
    "frederikshavn_amu_2015": mark("Frederikshavn 2015"),
    "kvik_2013": mark("KVIK 2013"),
}
SECOND_HAND = {
    "SFI 2015": mark("SFI 2015"),
    "DKR": mark("Det Kriminalpræventive Råd 2016"),
    "Empowerment 2015": mark("Empowerment 2015"),
    "Ny indsats glæd dig": mark("Rambøll 2010"),
}
QUALIFIERS = {
    "approx": mark("omkring"),
    "less_than": mark("knap"),
    "more_than": mark("godt"),
    "at_least": mark("mindst"),
    "at_most": mark("højst"),
}
GRADES = {
    "A": mark("A: samme spørgsmål til samme målgruppe"),
    "B": mark("B: samme nøgletal, men en anden målgruppe eller dataindsamling"),
    "C": mark("C: kun løst sammenligneligt"),
}
UNITS = {
    "count": mark("{value}"),
    "months": mark("{value} måneder"),
    "days": mark("{value} dage"),
    "hours_per_week": mark("{value} timer om ugen"),
    "contacts_per_week": mark("{value} om ugen"),
    "points": mark("{value} point"),
}
DECIMALS = {"count": 0, "days": 0, "months": 1, "hours_per_week": 1, "contacts_per_week": 1,
            "points": 1}  # fmt: skip


def of_n(row: Row) -> str:
    """31 ud af 40; a figure without k says how many it is known for."""
    if row["n"] is None:
        return ""
    if row["n"] == 0:
        return _("ingen data")
    if row["k"] is None:
        return _("n = {n}", n=number(row["n"]))
    return _("{k} ud af {n}", k=number(row["k"]), n=number(row["n"]))


def value(row: Row) -> str:
    """The value in its unit: 78 %, 7,8 måneder. Empty where there is none, or too few for a %."""
    if row["suppressed"]:
        return _("vises ikke")
    if row["value"] is None:
        return longer_than(row)
    if row["k"] is not None and row["n"] < MIN_N_VERDICT:
        return of_n(row)  # a percentage of fewer than ten would say more than they can
    if row["unit"] in ("share", "ratio"):
        return share(row["value"], _share_decimals(row))
    return in_unit(row["value"], row["unit"], DECIMALS[row["unit"]])


def share(amount: float, decimals: int = 0) -> str:
    """78 %; of next to nothing under 1 %, since 0 % would say nobody, and so at the other end."""
    if decimals == 0 and 0 < amount < HALF_A_PERCENT:
        return _("under {percent}", percent=percent(0.01))
    if decimals == 0 and 1 - HALF_A_PERCENT <= amount < 1:
        return _("over {percent}", percent=percent(0.99))
    return percent(amount, decimals)


def in_unit(amount: float, unit: str, decimals: int) -> str:
    """An amount with its unit."""
    if unit in ("share", "ratio"):
        return percent(amount, decimals)
    return _(UNITS[unit], value=number(amount, decimals))


def longer_than(row: Row) -> str:
    """mere end 23 måneder, for a median that is not reached."""
    months = notes(row).get("longer_than")
    if months is None:
        return ""
    # rounded down: "more than" must stay true
    return _("mere end {months} måneder", months=number(int(float(months))))


def interval(row: Row) -> str:
    """62–88 %, or 7,1–8,1 måneder; empty without an interval."""
    low, high = row["low"], row["high"]
    if low is None or high is None:
        return ""
    if row["unit"] in ("share", "ratio"):
        decimals = _share_decimals(row)
        if low < high and number(100 * low, decimals) == number(100 * high, decimals):
            decimals += 1  # 2–2 % would say that it is known exactly
        return percent_range(low, high, decimals)
    unit = row["unit"]
    decimals = DECIMALS[unit]
    span = number(low, decimals) + words.EN_DASH + number(high, decimals)
    return _(UNITS[unit], value=span)


def _share_decimals(row: Row) -> int:
    """A decimal only where whole per cent would move an end across what the figure is held to.

    The same for every row of a figure, whichever of its yardsticks the row is about.
    """
    if row["n"] is None or row["n"] < SMALL_N:
        return 0
    yardsticks = FIGURES[row["figure_id"]].yardsticks
    marks_ = [benchmark_of(each)[0] for each in yardsticks if each.comparability in GRADES]
    if row["target"] is not None:
        marks_.append(row["target"])
    ends = [row[key] for key in ("low", "value", "high") if row[key] is not None]
    moved = any(_side(end, at) != _side(round(end, 2), at) for end in ends for at in marks_)
    return 1 if moved else 0


def _side(amount: float, mark_at: float) -> int:
    return (amount > mark_at) - (amount < mark_at)


def is_uncertain(row: Row) -> bool:
    """Few, or so wide an interval that it says as little."""
    if row["n"] is None or row["low"] is None or row["high"] is None:
        return False
    return bool(row["n"] < SMALL_N or (row["unit"] == "share" and row["high"] - row["low"] >= WIDE))


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


def grounds(row: Row) -> str:
    """78 % (31 ud af 40); where the value is the count itself, once is enough."""
    told = value(row)
    return told if told == of_n(row) else f"{told} ({of_n(row)})".strip()


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


def notes(row: Row) -> dict[str, str]:
    """The codes of the note with what follows them: {"open_after_h": "4", "computed": ""}."""
    codes = {}
    for code in filter(None, (row["note"] or "").split("; ")):
        name, _sep, rest = code.replace(":", " ", 1).partition(" ")
        codes[name] = rest
    return codes


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


def yardstick_of(row: Row) -> Yardstick:
    """The catalogue's yardstick of a row with a benchmark."""
    return next(
        yardstick
        for yardstick in FIGURES[row["figure_id"]].yardsticks
        if yardstick.benchmark_id == row["benchmark_id"]
    )


def comparison(row: Row) -> str:
    """The verdict against the yardstick in words; at C the reservation comes first."""
    yardstick = yardstick_of(row)
    reason = _(yardstick.reason)
    if row["comparability"] == "not_comparable":
        return _("Ikke sammenligneligt: {reason}.", reason=reason)
    side = _verdict_words(row)
    if row["comparability"] == "C":
        return _(
            "Kun løst sammenligneligt, fordi {reason}. {verdict}.",
            reason=reason,
            verdict=words.capital(side),
        )
    return _("{verdict}; {reason}.", verdict=words.capital(side), reason=reason)


def comparability(row: Row) -> str:
    """A, B, C, or that it may not be compared."""
    if row["comparability"] == "not_comparable":
        return _("må ikke sammenlignes")
    return row["comparability"] or ""


def _verdict_words(row: Row) -> str:
    qualifier = notes(row).get("qualifier")
    if qualifier is not None:
        return _("kilden skriver ”{qualifier}”, så der er ikke noget præcist tal at bedømme efter",
                 qualifier=_(QUALIFIERS[qualifier]))  # fmt: skip
    code = row["benchmark_verdict"]
    return _("ingen data") if code is None else _(SIDES[code], yardstick=yardstick_name(row))


def yardstick_name(row: Row) -> str:
    """landstallet, tallet fra 2016, ..."""
    yardstick = yardstick_of(row)
    return _(yardstick.name or YARDSTICK_NAMES[published_behind(yardstick).system])


def short_name(row: Row) -> str:
    """SFI, 2016, Assens: what a mark in a chart is called."""
    yardstick = yardstick_of(row)
    return _(yardstick.short or SHORT_NAMES[published_behind(yardstick).system])


def published_behind(yardstick: Yardstick) -> reference.Published:
    """The published figure whose document and page stand for the yardstick."""
    return reference.figures()[yardstick.published_id]


def benchmark(row: Row) -> str:
    """The yardstick's value as it may be shown, with its qualifier."""
    if row["benchmark_value"] is None:
        return _("kun i ord")
    yardstick = yardstick_of(row)
    if yardstick.of:
        amount = in_unit(row["benchmark_value"], row["unit"], 0)
    else:  # with as many digits as were printed, no more and no fewer
        amount = in_unit(row["benchmark_value"], row["unit"], published_behind(yardstick).decimals)
    qualifier = notes(row).get("qualifier")
    return f"{_(QUALIFIERS[qualifier])} {amount}" if qualifier else amount


def source(published: reference.Published) -> str:
    """SFI 2015, citeret i KeepGoing 2016 s. 8; a page that was not printed is said to be so."""
    document = _(DOCUMENTS[published.source])
    if published.page:
        place = _("{document} s. {page}", document=document, page=published.page)
    else:
        place = _("{document}, side ikke angivet", document=document)
    if published.system not in SECOND_HAND:
        return place
    return _(
        "{original}, citeret i {place}", original=_(SECOND_HAND[published.system]), place=place
    )


def marks(rows: Sequence[Row]) -> str:
    """What the marks of a chart are: each document's values, with its page and label."""
    by_source: dict[str, dict[str, dict[str, None]]] = {}
    for row in rows:
        if row["benchmark_value"] is not None:
            published = published_behind(yardstick_of(row))
            named = by_source.setdefault(f"{source(published)} · {row['comparability']}", {})
            named.setdefault(yardstick_name(row), {})[benchmark(row)] = None
    return "; ".join(
        f"{', '.join(f'{name} {words.listing(list(values))}' for name, values in named.items())} ({told})"
        if sum(map(len, named.values())) <= MOST_MARKS_TOLD
        else told
        for told, named in by_source.items()
    )


def grades(codes: str) -> str:
    """What the labels of comparability mean: of A, B and C those that are among the codes."""
    return " · ".join(_(words_) for code, words_ in GRADES.items() if code in codes) + "."


def measured(row: Row, *, is_part: bool = False) -> str:
    """Forløbets længde, median: 7,8 måneder (n = 420), 95 %-interval 7,3–8,3 måneder.

    is_part: a part of a whole is called by its own word alone.
    """
    span = interval(row)
    word = FIGURES[row["figure_id"]].values.get("what") if is_part else None
    label = _(word) if word else row["label"]
    told = _("{label}: {value}", label=label, value=grounds(row))
    return told + (", " + _("95 %-interval {interval}", interval=span) if span else "")


def age(row: Row) -> str:
    """11 år gammelt, where the yardstick is old enough to say so."""
    years = notes(row).get("yardstick_age")
    return (
        plural("tallet er {n} år gammelt", "tallet er {n} år gammelt", int(years)) if years else ""
    )


def many_comparisons(rows: Sequence[Row]) -> str:
    """What a reader of many verdicts must know; empty for five or fewer."""
    compared = sum(row["benchmark_verdict"] in SIDES for row in rows)
    if compared <= MOST_COMPARISONS:
        return ""
    return _(
        "Vi har sammenlignet {n} tal. Én tilfældig afvigelse ville ikke overraske, selv hvis der ingen "
        "reelle forskelle var.",
        n=number(compared),
    )
