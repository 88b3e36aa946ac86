"""Two groups side by side in words: both shares, their difference, and whether it may be chance."""

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.catalogue.listing import FIGURES
from dashboard.catalogue.row import FigureRow
from dashboard.foundation import words
from dashboard.foundation.words import mark, number
from dashboard.foundation.words import text as _
from dashboard.presenters.section import Cells, by_id
from dashboard.wording import figure_words, sources

VERDICTS = {
    "above": mark(
        "Højere i den første gruppe; forskellen er større, end tilfældigheder normalt giver."
    ),
    "below": mark(
        "Lavere i den første gruppe; forskellen er større, end tilfældigheder normalt giver."
    ),
    "borderline": mark("Lige på grænsen; tallene kan ikke afgøre det."),
    "cannot_tell": mark("Kan ikke afgøres: så stor en forskel kan være tilfældig."),
    "too_few": mark("For få i den ene gruppe til en vurdering."),
}
NATION = mark("På landsplan siger mentorerne det oftere end borgerne: {nation}.")
WHO_SAYS_IT_MORE = {
    "above": mark("Mentorerne siger det oftere end borgerne: {nation} på landsplan, {own} hos os."),
    "below": mark(
        "Mentorerne siger det oftere end borgerne på landsplan ({nation}); hos os siger de det sjældnere ({own})."
    ),
    "borderline": mark(
        "På landsplan siger mentorerne det oftere end borgerne: {nation}. Hos os er forskellen {own} og "
        "lige på grænsen; tallene kan ikke afgøre det."
    ),
    "cannot_tell": mark(
        "På landsplan siger mentorerne det oftere end borgerne: {nation}. Hos os kan det ikke afgøres, "
        "om de svarer forskelligt ({own})."
    ),
    "too_few": mark(
        "På landsplan siger mentorerne det oftere end borgerne: {nation}. Hos os har for få svaret til "
        "en vurdering."
    ),
}  # fmt: skip
BESIDE_THE_NATION = {
    "above": mark("Forskellen er større hos os end på landsplan."),
    "below": mark("Forskellen er mindre hos os end på landsplan."),
    "cannot_tell": mark("Det kan ikke afgøres, om forskellen hos os er en anden end på landsplan."),
}
PAIRED = {
    "above": mark("Om det samme forløb siger mentoren oftere ja end borgeren."),
    "below": mark("Om det samme forløb siger mentoren sjældnere ja end borgeren."),
    "borderline": mark(
        "Det er lige på grænsen, om mentoren oftere siger ja om det samme forløb; tallene kan ikke afgøre det."
    ),
    "cannot_tell": mark("Det kan ikke afgøres, om mentor og borger siger noget forskelligt om det samme forløb."),
    "too_few": mark("Der er for få forløb, hvor begge har svaret, til en vurdering."),
}  # fmt: skip
WAYS = {  # how a citizen and a mentor answer about one course, and where that stands on the calm scale
    "both": (mark("begge ja"), 0),
    "mentor_alone": (mark("kun mentor ja"), 1),
    "citizen_alone": (mark("kun borger ja"), 3),
    "neither": (mark("ingen ja"), None),
}
COPING_SHARES = ("coping_better_mentor_of_all", "coping_better_citizen_of_all")
PERCEPTION_IDS = (*COPING_SHARES, "perception_gap")
PAIRED_IDS = (*(f"coping_paired_{way}_share" for way in WAYS), "coping_paired_gap")


def line(gap: FigureRow, figures: Mapping[str, FigureRow], groups: Sequence[str]) -> Cells:
    """An outcome in two groups, their difference and whether it may be chance; groups: their headings."""
    shares = (figures[id_] for id_ in FIGURES[gap.id].parts.values())
    outcome = FIGURES[gap.id].values["outcome"]
    return {
        _("Udfald"): _(outcome),
        **{group: figure_words.grounds(row) for group, row in zip(groups, shares, strict=True)},
        _("Forskel"): _in_points(gap),
        _("Vurdering"): verdict(gap),
    }


def _in_points(gap: FigureRow) -> str:
    """12 procentpoint (−7 til 29); empty where a group is too small."""
    if verdict_code(gap) in ("", "too_few"):
        return ""
    low, high = gap.ends
    return f"{figure_words.value(gap)} ({words.span(100 * low, 100 * high)})"


def difference(gap: FigureRow) -> str:
    """Forskel 12 procentpoint, 95 %-interval −7 til 29 procentpoint; empty where a group is too small."""
    if verdict_code(gap) in ("", "too_few"):
        return ""
    return _(
        "Forskel {difference}, 95 %-interval {interval}.",
        difference=figure_words.value(gap),
        interval=figure_words.interval(gap),
    )


def verdict(gap: FigureRow) -> str:
    """Whether the first group's share is higher or lower, in words."""
    code = verdict_code(gap)
    return _(VERDICTS[code]) if code else ""


def verdict_code(gap: FigureRow) -> str:
    """above, below, borderline, cannot_tell or too_few; empty without both groups."""
    return gap.notes.difference


def perception(rows: Sequence[FigureRow]) -> str:
    """Who says it more, here and nationally, and how our difference stands beside theirs."""
    found = by_id(rows)
    gap = found["perception_gap"]
    nation, side = _nation(gap)
    code = verdict_code(gap)
    if not gap.is_measured:
        return _(NATION, nation=nation)
    if not code:
        own = _("For få svar til at vise dem.") if gap.suppressed else _("Hos os mangler svar.")
        return " ".join((_(NATION, nation=nation), own))
    shares = _(
        "Mentorer: {mentors}. Borgere: {citizens}.",
        mentors=figure_words.grounds(found[COPING_SHARES[0]]),
        citizens=figure_words.grounds(found[COPING_SHARES[1]]),
    )
    said = _(WHO_SAYS_IT_MORE[code], nation=nation, own=figure_words.value(gap))
    beside = BESIDE_THE_NATION.get(side)
    return " ".join(filter(None, (said, shares, difference(gap), beside and _(beside))))


def paired(rows: Sequence[FigureRow]) -> str:
    """What citizen and mentor say of the same course, where both have answered, and how far apart."""
    found = by_id(rows)
    shares, gap = [found[id_] for id_ in PAIRED_IDS[:-1]], found["coping_paired_gap"]
    if not gap.is_measured:
        return ""
    if not gap.n:
        return _("Ingen forløb har svar fra både borger og mentor.")
    if gap.suppressed:
        return _("For få svar til at vise, hvad borger og mentor siger om det samme forløb.")
    both, mentor, citizen, neither = (number(row.count) for row in shares)
    counted = _(
        "I {n} forløb har både borger og mentor svaret: begge siger ja i {both}, kun mentoren i {mentor}, kun "
        "borgeren i {citizen} og ingen af dem i {neither}.",
        n=number(gap.n),
        both=both,
        mentor=mentor,
        citizen=citizen,
        neither=neither,
    )
    return " ".join(filter(None, (counted, difference(gap), _(PAIRED[verdict_code(gap)]))))


def paired_parts(rows: Sequence[FigureRow]) -> list[dict[str, Any]]:
    """The ways to answer about one course as parts of a bar, for figure_charts.stacked_answers."""
    found = by_id(rows)
    return [
        {
            "survey": _("Borger og mentor om samme forløb (n = {n})", n=number(row.size)),
            "share": row.value,
            "label": _(word),
            "part_label": f"{_(word)} {number(row.count)}",
            "tone": tone,
        }
        for row, (word, tone) in zip(
            (found[id_] for id_ in PAIRED_IDS[:-1]), WAYS.values(), strict=True
        )
        if row.value is not None and not row.suppressed
    ]


def _nation(gap: FigureRow) -> tuple[str, str]:
    """The national difference in words, and on which side of it ours lies."""
    if gap.comparison is None:
        return "", ""
    told = sources.benchmark_value(gap.comparison, figure_words.unit(gap))
    return told, gap.comparison.verdict or ""
