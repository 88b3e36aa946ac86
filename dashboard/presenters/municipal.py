"""What the municipalities' pages show, from top to bottom: pure selections of an edition's rows.

The same parts make the pages, the printed report and the files. What is there depends on what was
drawn and on days alone, as the rows themselves do.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dashboard.catalogue import group_figures
from dashboard.catalogue.row import Comparison, FigureRow
from dashboard.charts.grammar import Spec
from dashboard.editions.edition import Edition
from dashboard.foundation import schema, terms, words
from dashboard.foundation.settings import Settings
from dashboard.foundation.words import mark
from dashboard.foundation.words import text as _
from dashboard.presenters import (
    adding_up,
    diagrams,
    differences,
    figure_table,
    municipal_wheel,
    overview,
)
from dashboard.presenters.section import by_id, only
from dashboard.wording import figure_words, quotation, sources

PROMISES = tuple(f"criterion_{name}" for name in overview.CRITERIA)
PROMISED = "loefter"  # the part of the promises
GOT = "indhold"  # of what the citizens got
ENDS = "afslutning"  # of how it ended
COPING = "mestring"  # of what both sides say of one thing
TREND = "grupper"  # the part of each group by itself
RECEIVED = (("hours_per_week",), ("contacts_per_week",), ("attendance_share", "goals_agreed_share"))
ENDED = tuple(map(group_figures.exit_id, ("job_or_education", *schema.END_REASONS)))
MOVED = tuple(map(group_figures.moved_id, group_figures.MOVES))
UP = tuple(map(group_figures.up_id, schema.WHEEL_DOMAINS))
OFTEN = 7  # end reasons a page shows at once
SIDES = {  # of the answers about coping, by figure
    "coping_better_citizen_of_all": mark("{n} svar fra borgere"),
    "coping_better_mentor_of_all": mark("{n} svar fra mentorer"),
}
ADDED = {"assignment": "mentor_unwanted_share", "chemistry": "chemistry_good_share"}  # by question


@dataclass(frozen=True)
class Part:
    """A heading with its rows, a picture of them where there is one, and what must be said with them."""

    name: str
    heading: str
    rows: Sequence[FigureRow]
    chart: Spec | None = None  # instead of the rows
    explanation: str = ""
    says: str = ""
    notes: tuple[str, ...] = ()
    caveats: Mapping[str, str] = field(default_factory=dict)  # notes of one figure each, by its id
    groups: Mapping[str, str] = field(default_factory=dict)  # headings among the rows, by figure
    folded: Mapping[str, str] = field(
        default_factory=dict
    )  # headings a page opens when asked, by figure
    sums: Mapping[str, str] = field(default_factory=dict)  # what is said beside a heading, by it

    @property
    def remarks(self) -> tuple[str, ...]:
        """What must be said with the numbers, each sentence once; not what stands before them."""
        return tuple(
            told
            for told in dict.fromkeys((*self.notes, *self.caveats.values()))
            if told not in self.explanation
        )

    @property
    def is_exact(self) -> bool:
        """Whether its numbers are as they are, for the responsible authority alone."""
        return any(row.notes.exact for row in self.rows)

    @property
    def beside(self) -> list[str]:
        """What the published numbers say of the rows held against them; each sentence once."""
        held: dict[tuple[str, str], list[Comparison]] = {}
        for row in self.rows:
            if row.comparison:
                reason = row.comparison.benchmark.reason
                held.setdefault((row.label, reason), []).append(row.comparison)
        told: dict[str, list[str]] = {}
        for (label, _reason), compared in held.items():
            told.setdefault(sources.comparison(*compared), []).append(label)
        return [f"{words.listing(labels)}: {sentence}" for sentence, labels in told.items()]


def promises(edition: Edition) -> list[FigureRow]:
    """The criteria there is a number of, in their order."""
    figures = by_id(edition.rows)
    return [figures[id_] for id_ in PROMISES if id_ in figures]


def promised(rows: Sequence[FigureRow]) -> Part:
    """The criteria as rows."""
    return Part(PROMISED, _("De tre løfter"), only(rows, (*PROMISES, quotation.MEASURED)))


def became(edition: Edition) -> list[Part]:
    """What the citizens of the groups got, how it went, and each group by itself."""
    rows = edition.rows
    parts = [
        _received(rows),
        _ended(rows, edition),
        _moved(rows, edition.settings),
        _trend(edition),
    ]
    return [part for part in parts if part.rows]


def _received(rows: Sequence[FigureRow]) -> Part:
    inside = [row for panel in RECEIVED for row in only(rows, panel)]
    is_held = any(row.comparison for row in inside)
    notes = (_("En sammenligning viser ikke effekt."),) if is_held else ()
    return Part(GOT, _("Hvad får borgerne?"), inside, notes=notes)


def _ended(rows: Sequence[FigureRow], edition: Edition) -> Part:
    inside = only(rows, ENDED)
    total, reasons = only(inside, ENDED[:1]), by_part(only(inside, ENDED[1:]))
    reasons.sort(key=lambda row: -(row.value or 0))
    summed = [replace(row, name=_("Job, uddannelse eller fleksjob")) for row in total]
    caveats = of_reasons(reasons, edition)
    return Part(
        ENDS,
        _("Hvordan sluttede det?"),
        [*summed, *reasons],
        explanation=f"{_(group_figures.ALL)} {of_completed(caveats)}".strip(),
        caveats=caveats,
        groups=dict.fromkeys(ENDED[:1], _("Tilsammen")) | dict.fromkeys(ENDED[1:], _("Slutårsag")),
        folded={row.id: _("De sjældneste slutårsager") for row in reasons[OFTEN:]},
    )


def of_completed(caveats: Mapping[str, str]) -> str:
    """What must be said before the end reasons: that the promise counts others than one of them does."""
    told = (said for id_, said in caveats.items() if id_.endswith("exit_completed_share"))
    return next(told, "")


def of_reasons(rows: Sequence[FigureRow], edition: Edition) -> dict[str, str]:
    """Without which an end reason would be misread, by figure."""
    grouped = [terms.word(terms.END_REASONS, code) for code in edition.settings.grouped_reasons]
    no_job = _("Job med løntilskud og virksomhedspraktik tæller ikke som job.")
    told = {
        "completed": _("Løftet tæller alle med tre gennemførte faser, uanset slutårsag."),
        "subsidised_job": no_job,
        "internship": no_job,
        "other": _("”Anden årsag” rummer også {reasons}.", reasons=words.listing(grouped))
        if grouped
        else "",
    }
    return {
        row.id: said
        for code, said in told.items()
        for row in rows
        if said and row.id.endswith(f"exit_{code}_share")
    }


def _moved(rows: Sequence[FigureRow], agreed: Settings) -> Part:
    moved, up = only(rows, MOVED), by_part(only(rows, UP))
    domains = _("Område for område: rykket mindst ét point op")
    above = municipal_wheel.above(rows, agreed)
    return Part(
        "livshjul",
        _("Livshjulet"),
        [*moved, *up],
        explanation=municipal_wheel.explanation(rows, moved, agreed),
        caveats={MOVED[0]: above} if above else {},
        groups=dict.fromkeys(MOVED, _("Hele livshjulet")) | dict.fromkeys(UP, domains),
        folded=dict.fromkeys(UP, domains),
    )


def _trend(edition: Edition) -> Part:
    """Each promise for each group by itself, beside its target."""
    rows = [replace(row, name=figure_table.quarters(row)) for row in edition.trend]
    return Part(
        TREND,
        _("Gruppe for gruppe"),
        sorted(rows, key=lambda row: PROMISES.index(row.id)),
        explanation=_(
            "Borgerne i grupper efter det kvartal, de begyndte i; stregen er målet. Summen af "
            "grupperne kan afvige lidt fra tallene øverst, for her kan ingen gruppe være under 0."
        ),
        groups={row.id: row.figure.title() for row in rows},
    )


def answers(edition: Edition) -> list[Part]:
    """Each question that ten have answered, and whether both sides say the same of coping."""
    rows = edition.rows
    coping = by_part(only(rows, differences.COPING_SHARES))
    heading = _("Klarer borgeren udfordringer bedre?")
    satisfied_first = sorted(
        diagrams.DIAGRAMS, key=lambda each: not each.number.startswith(diagrams.OF_SATISFACTION)
    )
    parts = [
        *(_answered(diagram, rows) for diagram in satisfied_first),
        Part(COPING, heading, coping, explanation=_both_sides(coping)),
    ]
    return [part for part in parts if part.rows]


def questions(parts: Sequence[Part], edition: Edition) -> Part:
    """The questions as one part, with each as a heading among the answers."""
    rows = [row for each in parts for row in each.rows]
    when = _answered_within(rows)
    headings = {
        row.id: part.heading if when else f"{part.heading} {part.explanation}"
        for part in parts
        for row in part.rows
    }
    asked = [part for part in parts if part.name != COPING]
    of = {headings[p.rows[0].id]: [r for r in p.rows if r.id not in ADDED.values()] for p in asked}
    sums = {heading: told for heading, own in of.items() if (told := adding_up.together(own))}
    said = (when, _later(rows, edition), _asked(edition), _others(edition))
    told = " ".join(filter(None, said))
    heading = _("Hvad svarer borgerne?")
    return Part("svar", heading, rows, explanation=told, groups=headings, sums=sums)


def _answered_within(rows: Sequence[FigureRow]) -> str:
    """When the answers were given, and how many a question has; "" where that is not the same for all."""
    if len({row.period for row in rows}) > 1:
        return ""
    first, last = map(quotation.month, rows[0].period)
    fewest, most = (words.number(end(row.size for row in rows)) for end in (min, max))
    if fewest == most:
        return _("{n} svar fra {first} til og med {last}.", n=most, first=first, last=last)
    return _(
        "{fewest} til {most} svar på hvert spørgsmål fra {first} til og med {last}.",
        fewest=fewest,
        most=most,
        first=first,
        last=last,
    )


def _later(rows: Sequence[FigureRow], edition: Edition) -> str:
    """Why the newest answers are not there, where they are not."""
    told = _("Nyere svar kommer med, når der er gået et helt kvartal og ti nye har svaret.")
    return told if any(row.period[1] < edition.data_to for row in rows) else ""


def _asked(edition: Edition) -> str:
    """How many of those asked have answered, or that the report does not hold it."""
    rates = [row for row in edition.activity if row.figure.query == "response_rates" and row.n]
    if not rates:
        return _("Rapporten siger ikke, hvor mange der er spurgt.")
    told = [f"{figure_words.measured(row)}, {quotation.of_whom(row)}" for row in rates]
    return ". ".join(told) + "."


def _others(edition: Edition) -> str:
    """That who answered are not those the promises are of."""
    if not edition.groups:
        return ""
    return _(
        "De, der har svaret, er ikke nødvendigvis blandt de {n} borgere i løfterne.",
        n=words.number(edition.size),
    )


def _both_sides(coping: Sequence[FigureRow]) -> str:
    """13 svar fra borgere og 17 svar fra mentorer, april 2025 til juni 2026; the period once where it is one."""
    if len({row.period for row in coping}) != 1:
        return _answered_when(coping)
    first, last = map(quotation.month, coping[0].period)
    told = [_(SIDES[row.id], n=words.number(row.size)) for row in coping]
    return _(
        "{answers}, {first} til og med {last}.", answers=words.listing(told), first=first, last=last
    )


def _answered(diagram: diagrams.Diagram, rows: Sequence[FigureRow]) -> Part:
    own = by_part(only(rows, diagrams.figure_ids(diagram)))
    added = only(rows, (ADDED.get(diagram.item, ""),))
    return Part(
        f"svar-{diagram.item}",
        _(terms.QUESTIONS[diagram.item]),
        [*added, *own],
        explanation=_answered_when([*added, *own]),
    )


def _answered_when(rows: Sequence[FigureRow]) -> str:
    told = dict.fromkeys(map(quotation.of_whom, rows))
    return words.listing(list(told)) + "." if told else ""


def by_part(rows: Iterable[FigureRow]) -> list[FigureRow]:
    """The rows called by their own word alone, as beside each other below one heading."""
    return [replace(row, name=words.capital(figure_words.part(row))) for row in rows]
