"""What the municipalities' pages show, from top to bottom: pure selections of an edition's rows.

The same parts make the pages, the printed report and the files. What is there depends on what was
drawn and on days alone, as the rows themselves do.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dashboard.catalogue import group_figures
from dashboard.catalogue.row import Comparison, FigureRow
from dashboard.charts.grammar import Ink, Spec
from dashboard.charts.interval_charts import interval_rows
from dashboard.editions.edition import Edition
from dashboard.foundation import schema, terms, words
from dashboard.foundation.words import text as _
from dashboard.presenters import diagrams, differences, figure_table, overview
from dashboard.presenters.section import by_id, each_figure, interval_records, only
from dashboard.wording import figure_words, judgements, quotation, sources

PROMISES = tuple(f"criterion_{name}" for name in overview.CRITERIA)
PROMISED = "loefter"  # the part of the promises
MEASURED = "criterion_progress_measured_share"
RECEIVED = (("hours_per_week",), ("contacts_per_week",), ("attendance_share", "goals_agreed_share"))
ENDED = tuple(map(group_figures.exit_id, ("job_or_education", *schema.END_REASONS)))
MOVED = tuple(map(group_figures.moved_id, group_figures.MOVES))
UP = tuple(map(group_figures.up_id, schema.WHEEL_DOMAINS))
ADDED = {"assignment": "mentor_unwanted_share", "chemistry": "chemistry_good_share"}  # by question


@dataclass(frozen=True)
class Part:
    """A heading with its rows, their pictures, and what must be said with them."""

    name: str
    heading: str
    rows: Sequence[FigureRow]
    charts: tuple[tuple[str, Spec], ...] = ()  # each with its own heading, or none
    explanation: str = ""
    says: str = ""
    notes: tuple[str, ...] = ()
    is_beside: bool = False  # the pictures stand side by side where there is room

    @property
    def is_exact(self) -> bool:
        """Whether its numbers are as they are, for the responsible authority alone."""
        return any(row.notes.exact for row in self.rows)

    @property
    def alt(self) -> str:
        """What the pictures show, for those who cannot see them."""
        return self.says or each_figure(self.rows)

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


def promises(rows: Sequence[FigureRow]) -> list[tuple[FigureRow, str]]:
    """The criteria there is a number of, in their order; with what counts and for how many it is known."""
    figures = by_id(rows)
    measured = judgements.coverage(figures[MEASURED]) if MEASURED in figures else ""
    known = {"criterion_progress": f" {measured}".rstrip()}
    return [
        (figures[id_], figures[id_].figure.explanation() + known.get(id_, ""))
        for id_ in PROMISES
        if id_ in figures
    ]


def promised(rows: Sequence[FigureRow]) -> Part:
    """The criteria as rows."""
    return Part(PROMISED, _("De tre løfter"), only(rows, (*PROMISES, MEASURED)))


def became(edition: Edition, ink: Ink) -> list[Part]:
    """What the citizens of the groups got, how it went, and each group by itself."""
    rows = edition.rows
    parts = [
        _received(rows, ink),
        _ended(rows, edition, ink),
        _moved(rows, ink),
        _trend(edition, ink),
    ]
    return [part for part in parts if part.rows]


def _received(rows: Sequence[FigureRow], ink: Ink) -> Part:
    inside = [row for panel in RECEIVED for row in only(rows, panel)]
    charts = tuple(_chart(only(inside, panel), ink) for panel in RECEIVED if only(inside, panel))
    return Part("indhold", _("Hvad får borgerne?"), inside, charts)


def _ended(rows: Sequence[FigureRow], edition: Edition, ink: Ink) -> Part:
    inside = only(rows, ENDED)
    total, reasons = only(inside, ENDED[:1]), by_part(only(inside, ENDED[1:]))
    drawn = sorted((row for row in reasons if row.k), key=lambda row: -row.count)
    left_out = _("Årsager med omkring 0 er ikke tegnet; de står i tabellen.")
    other_than_promised = _(
        "”Gennemført” er en slutårsag; løftet om at gennemføre tæller alle med tre gennemførte faser, uanset årsag."
    )
    notes = (
        other_than_promised if drawn else "",
        left_out if len(drawn) < len(reasons) else "",
        other_reasons(edition),
    )
    return Part(
        "afslutning",
        _("Hvordan sluttede det?"),
        [*total, *reasons],
        (_chart([*total, *drawn], ink),) if inside else (),
        explanation=_(group_figures.ALL),
        notes=tuple(filter(None, notes)),
    )


def other_reasons(edition: Edition) -> str:
    """What else is counted as another reason."""
    grouped = [terms.word(terms.END_REASONS, code) for code in edition.settings.grouped_reasons]
    if not grouped:
        return ""
    return _("”Anden årsag” rummer også {reasons}.", reasons=words.listing(grouped))


def _moved(rows: Sequence[FigureRow], ink: Ink) -> Part:
    panels = {
        _("Hele livshjulet"): only(rows, MOVED),
        _("Rykket mindst ét point op"): by_part(only(rows, UP)),
    }
    return Part(
        "livshjul",
        _("Livshjulet"),
        only(rows, (*MOVED, *UP)),
        tuple(_chart(panel, ink, title) for title, panel in panels.items() if panel),
        explanation=_(group_figures.WHEELS),
    )


def _trend(edition: Edition, ink: Ink) -> Part:
    """Each promise for each group by itself, the target a mark in each line."""
    rows, charts = edition.trend, []
    figures = by_id(rows)
    for promise in (figures[id_] for id_ in PROMISES if id_ in figures):
        marks = [{"at": promise.target, "is_own": False, "name": _("mål")}]
        records = [
            figure_words.drawn(row)
            | {
                "label": figure_table.quarters(row),
                "value_label": figure_words.of_n(row),
                "marks": marks,
            }
            for row in only(rows, (promise.id,))
        ]
        charts.append((promise.label, interval_rows(records, ink, "share")))
    return Part(
        "grupper",
        _("Gruppe for gruppe"),
        rows,
        tuple(charts),
        explanation=_(
            "Hver gruppe borgere efter det kvartal, de begyndte i, med målet som streg. Summen af grupperne kan "
            "afvige lidt fra tallene øverst: her kan ingen gruppe være under 0."
        ),
        is_beside=True,
    )


def answers(edition: Edition, ink: Ink) -> list[Part]:
    """Each question that ten have answered, and whether both sides say the same of coping."""
    rows = edition.rows
    coping = only(rows, differences.COPING_SHARES)
    heading = _("Klarer borgeren udfordringer bedre?")
    parts = [
        *(_answered(diagram, rows, ink) for diagram in diagrams.DIAGRAMS),
        Part(
            "mestring",
            heading,
            coping,
            charts_of([coping], ink),
            explanation=_answered_when(coping),
        ),
    ]
    return [part for part in parts if part.rows]


def _answered(diagram: diagrams.Diagram, rows: Sequence[FigureRow], ink: Ink) -> Part:
    own = by_part(only(rows, diagrams.figure_ids(diagram)))
    added = only(rows, (ADDED.get(diagram.item, ""),))
    question = _(terms.QUESTIONS[diagram.item])
    return Part(
        f"svar-{diagram.item}",
        question,
        [*added, *own],
        charts_of([added, own], ink),
        explanation=_answered_when([*added, *own]),
    )


def _answered_when(rows: Sequence[FigureRow]) -> str:
    told = dict.fromkeys(map(quotation.of_whom, rows))
    return words.listing(list(told)) + "." if told else ""


def by_part(rows: Iterable[FigureRow]) -> list[FigureRow]:
    """The rows called by their own word alone, as beside each other below one heading."""
    return [replace(row, name=words.capital(figure_words.part(row))) for row in rows]


def charts_of(panels: Sequence[Sequence[FigureRow]], ink: Ink) -> tuple[tuple[str, Spec], ...]:
    """A chart of each panel that has something to draw."""
    drawn = [list(filter(figure_words.is_drawn, panel)) for panel in panels]
    return tuple(_chart(panel, ink) for panel in drawn if panel)


def _chart(rows: Sequence[FigureRow], ink: Ink, title: str = "") -> tuple[str, Spec]:
    return title, interval_rows(interval_records(rows), ink, rows[0].unit)
