"""A criterion in words: target, what was counted, what the evidence shows, and how final it is.

Pure functions of rows; every number in a sentence stands in a row or follows from one alone.
"""

from datetime import date
from decimal import Decimal

from dashboard import statistics
from dashboard.catalogue.figure import Figure
from dashboard.catalogue.row import FigureRow
from dashboard.foundation import terms, words
from dashboard.foundation.words import mark, number, percent, plural
from dashboard.foundation.words import text as _
from dashboard.wording.figure_words import interval, of_n, unmeasured

EVIDENCE = {
    "good": mark("Klart på den rigtige side af målet – forskellen er større, end tilfældigheder normalt giver."),
    "bad": mark("Klart på den forkerte side af målet – se nærmere på årsagen."),
    "cannot_tell": mark("Kan ikke afgøres: målet ligger inden for usikkerheden."),
    "borderline": mark("Lige på grænsen; tallene kan ikke afgøre det."),
    "too_few": mark("For få forløb til en vurdering."),
}  # fmt: skip
IF_UNMEASURED_MOVED = mark(
    "regnes de, der ikke er målt, som rykket frem, kan {target} ikke udelukkes"
)
BY_THRESHOLD = mark("svaret afhænger af, hvor grænsen for at være rykket frem sættes")
UNCONFIRMED = mark(
    "Udtrækkets kolonne for {what} er helt tom. Der gives først en vurdering, når det er "
    "bekræftet, at den bliver udfyldt."
)
AS_COUNTED = {  # by whether a high share is good, and whether the target is met
    (True, True): mark("Målet på {target} er nået i opgørelsen."),
    (True, False): mark("Målet på {target} er ikke nået i opgørelsen."),
    (False, True): mark("Under grænsen på {target} i opgørelsen."),
    (False, False): mark("Over grænsen på {target} i opgørelsen."),
}
GUIDING = mark("Vejledende: kun alle forløb under ét får en officiel vurdering.")
BADGES = {
    "good": mark("Klart på den rigtige side"),
    "bad": mark("Klart på den forkerte side"),
    "cannot_tell": mark("Kan ikke afgøres"),
    "borderline": mark("Lige på grænsen"),
    "too_few": mark("For få til en vurdering"),
    "no_verdict": mark("Ingen vurdering"),
    "no_data": mark("Ingen data"),
    "not_measured": mark("Ikke opgjort"),
    "unconfirmed": mark("Ikke bekræftet"),
}


def polarity(row: FigureRow) -> str:
    """The target verdict as good or bad news, or its own code."""
    code = row.target_verdict
    if not row.is_measured:
        return "not_measured"
    if row.n == 0:
        return "no_data"
    if row.notes.all_empty and not row.is_final:
        return "unconfirmed"
    return _side(code, is_high_good=row.figure.is_high_good) if code else "no_verdict"


def _side(code: str, *, is_high_good: bool) -> str:
    if code not in ("above", "below"):
        return code
    return "good" if (code == "above") == is_high_good else "bad"


def badge(code: str, *, is_high_good: bool) -> str:
    """A target verdict in two or three words, where there is no row of it."""
    return _(BADGES[_side(code, is_high_good=is_high_good)])


def verdict(row: FigureRow) -> str:
    """The verdict in two or three words, as its badge has it."""
    return _(BADGES[polarity(row)])


def is_part(row: FigureRow) -> bool:
    """Whether the row is of some of the courses: only all together get an official answer."""
    return not row.scope.is_everything


def target(row: FigureRow) -> str:
    """mål mindst 75 %."""
    return target_of(row.figure, row.agreed_target)


def target_of(figure: Figure, target: float) -> str:
    """mål højst 15 %: what was agreed of a criterion."""
    if not figure.is_high_good:
        return _("mål højst {target}", target=percent(target))
    return _("mål mindst {target}", target=percent(target))


def as_counted(row: FigureRow) -> str:
    """Whether these people, as counted, meet the target: a fact, not evidence."""
    needed = Decimal(str(row.agreed_target)) * row.size
    is_met = row.count >= needed if row.figure.is_high_good else row.count <= needed
    return _(AS_COUNTED[row.figure.is_high_good, is_met], target=percent(row.agreed_target))


def counted(row: FigureRow) -> str:
    """as_counted, but of too few to speak of a target, or of a count behind noise."""
    is_said = polarity(row) not in ("too_few", "unconfirmed") and not row.notes.noise
    return as_counted(row) if is_said else ""


def evidence(row: FigureRow) -> str:
    """What the number says about the level behind it."""
    kind = polarity(row)
    if kind == "unconfirmed":
        columns = [terms.word(terms.COLUMNS, name) for name in row.notes.all_empty]
        return _(UNCONFIRMED, what=words.listing(columns))
    if kind == "no_verdict":
        return _("Ingen vurdering: under halvdelen er målt.")
    if reason := undecided_by(row):
        return _("Kan ikke afgøres: {reason}.", reason=reason)
    return _(EVIDENCE[kind]) if kind in EVIDENCE else ""


def undecided_by(row: FigureRow) -> str:
    """Why it cannot be decided though the target lies outside the interval; "" where it lies inside."""
    low, high, target = row.low, row.high, row.target
    if polarity(row) != "cannot_tell" or target is None or low is None or high is None:
        return ""
    if low <= target <= high:
        return ""
    if row.notes.coverage:
        return _(IF_UNMEASURED_MOVED, target=percent(target))
    return _(BY_THRESHOLD) if row.notes.threshold else ""


def fits(row: FigureRow) -> str:
    """Which levels fit what was seen; behind noise they stand beside the count already."""
    span = "" if row.notes.noise else interval(row)
    return _("Tallene er forenelige med et niveau på {interval}.", interval=span) if span else ""


def coverage(row: FigureRow) -> str:
    """Målt for 286 ud af 304: how many anything can be said about; row: the share measured."""
    message = mark("Målt for {of_n}: dem med to livshjul eller en begivenhed, der tæller.")
    return _(message, of_n=of_n(row)) if row.n else ""


def distance(row: FigureRow) -> str:
    """How many courses it is from being certain; empty where it is, or where a count cannot say.

    Progress must hold at every threshold, and several courses a citizen at the first ones too:
    so many more at the agreed threshold would not settle those.
    """
    if polarity(row) not in ("cannot_tell", "borderline") or row.notes.noise:
        return ""  # a count behind noise does not know how many are missing
    is_high_good = row.figure.is_high_good
    missing = statistics.missing_for_certainty(
        row.count, row.size, row.agreed_target, is_high_good=is_high_good
    )
    if missing is None:
        return _("Med kun {n} forløb kan det ikke blive sikkert.", n=number(row.size))
    if not missing or row.id == "criterion_progress" or row.notes.first_course:
        return ""
    of = number(row.size)
    if is_high_good:
        return plural(
            "{n} mere ud af de samme {of} ville gøre det sikkert.",
            "{n} flere ud af de samme {of} ville gøre det sikkert.",
            missing,
            of=of,
        )
    return plural(
        "{n} færre ud af de samme {of} ville gøre det sikkert.",
        "{n} færre ud af de samme {of} ville gøre det sikkert.",
        missing,
        of=of,
    )


def judgement(row: FigureRow) -> str:
    """As counted, what the evidence shows, which levels fit, how far it is from certain, and more."""
    parts = (counted(row), evidence(row), fits(row), distance(row), *remarks(row))
    return " ".join(filter(None, parts))


def criterion_alt(row: FigureRow) -> str:
    """The tile's picture for those who cannot see it."""
    shown = filter(None, (of_n(row), interval(row), target(row)))
    return f"{row.label}: {', '.join(shown)}"


def not_yet(row: FigureRow, matures_on: date | None) -> str:
    """Why a criterion has no cohort, and when it will have."""
    if not row.is_measured:
        return words.capital(unmeasured(row)) + "."
    if matures_on is None:
        return _("Ingen forløb er startet.")
    if matures_on <= row.data_to:  # so it is the charges that are not known for long enough
        return _(
            "Ingen forløb er fulgt længe nok; tiltaler er ikke fuldt registreret så langt frem."
        )
    return _(
        "Ingen forløb er gamle nok til at blive bedømt; det første kan bedømmes den {day}.",
        day=words.day(matures_on),
    )


def status(row: FigureRow, lower: FigureRow, upper: FigureRow) -> str:
    """How final it is, and how many courses can still move it; the day of the data stands above every page."""
    if row.target_status == "settled_met":
        return _(
            "Tælles alle {n} påbegyndte forløb, er målet nået, uanset hvordan resten ender.",
            n=number(lower.size),
        )
    if row.target_status == "settled_missed":
        return _(
            "Tælles alle {n} påbegyndte forløb, kan målet ikke nås, uanset hvordan resten ender.",
            n=number(lower.size),
        )
    if row.target_status == "official" and polarity(row) not in ("too_few", "no_verdict"):
        return _("Officiel vurdering.")
    if row.target_status == "provisional":
        if is_part(row):
            return _(GUIDING)
        unsettled = upper.count - lower.count
        if not unsettled:
            return _("Foreløbigt: mellem to af de aftalte vurderingsdatoer.")
        return plural(
            "Foreløbigt: {n} forløb kan stadig ændre det.",
            "Foreløbigt: {n} forløb kan stadig ændre det.",
            unsettled,
        )
    return ""


def standing(row: FigureRow) -> str:
    """How final a criterion is by its row alone, where its bounds are not shown."""
    if polarity(row) in ("too_few", "no_verdict", "no_data", "not_measured", "unconfirmed"):
        return ""
    if is_part(row):
        return _(GUIDING)
    if row.target_status == "provisional":
        return _("Foreløbigt: mellem to af de aftalte vurderingsdatoer.")
    return _("Officiel vurdering pr. {day}.", day=words.day(row.data_to))


def remarks(row: FigureRow) -> list[str]:
    """The notes a reader should see, as sentences."""
    notes, said = row.notes, reservations(row)
    if notes.first_course:
        k, n = map(number, notes.first_course)
        said.append(
            _(
                "Nogle borgere har flere forløb; tælles kun det første, er det {k} ud af {n}.",
                k=k,
                n=n,
            )
        )
    if notes.open_after_h:
        said.append(
            plural(
                "{n} af forløbene er i gang og har ikke nået det endnu.",
                "{n} af forløbene er i gang og har ikke nået det endnu.",
                notes.open_after_h,
            )
            if row.figure.is_high_good
            else plural(
                "{n} af forløbene er i gang; her kan en tiltale endnu komme.",
                "{n} af forløbene er i gang; her kan en tiltale endnu komme.",
                notes.open_after_h,
            )
        )
    return said


def must_be_said(row: FigureRow) -> list[str]:
    """The reservations, and the verdict where its badge alone would be misread."""
    return [*([evidence(row)] if undecided_by(row) else []), *reservations(row)]


def reservations(row: FigureRow) -> list[str]:
    """The notes without which the number would be misread."""
    notes, said = row.notes, []
    if notes.threshold and not undecided_by(row):  # else the verdict says so
        said.append(f"{words.capital(_(BY_THRESHOLD))}.")
    if notes.bounds_disagree:
        said.append(_("Regnes alle påbegyndte forløb med, peger resultatet i modsat retning."))
    return said
