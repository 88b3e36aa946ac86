"""What Faser shows: how far courses get, how long, where they end, and what fills them on the way."""

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.catalogue.flow_figures import LEFT_FOR, REFERRAL_DAYS
from dashboard.catalogue.row import FigureRow
from dashboard.foundation import schema, terms, words
from dashboard.foundation.words import mark, number
from dashboard.foundation.words import text as _
from dashboard.presenters.section import Section
from dashboard.statistics import MIN_N_VERDICT
from dashboard.wording import figure_words

PHASES = tuple(terms.FLOW_PHASES)
EVENTS = ("moved_on", "open", "left")
TONES = {"moved_on": 0, "open": 1, "left": 2}
COUNTS = (
    *(f"flow_{phase}_{event}_count" for phase in PHASES for event in ("entered", *EVENTS)),
    "flow_parat_skipped_count", "flow_start_skipped_count", "flow_completed_count",
)  # fmt: skip
ENDED = tuple(
    f"flow_{phase}_left{reason}_count"
    for phase in PHASES
    for reason in ("", *(f"_{code}" for code in LEFT_FOR))
)
TOPICS = tuple(f"topic_{topic}_{phase}_share" for topic in schema.TOPICS for phase in PHASES)
PARTS = {
    "moved_on": mark("{n} gik videre"),
    "open": mark("{n} er der endnu"),
    "left": mark("{n} sluttede her"),
}
REASONS = {
    "job_or_education": mark("{n} job/uddannelse"),
    "completed": mark("{n} gennemført uden dato"),
    "broken_off": mark("{n} afbrudt"),
    "other": mark("{n} andet"),
}
REASON_TONES = {"job_or_education": 0, "completed": 1, "broken_off": 2, "other": None}


def after() -> list[Section]:
    """The sections below the flow whose figures are drawn as dots with their intervals."""
    return [
        Section(
            "faser-tid",
            _("Hvor længe varer en fase?"),
            _(
                "Halvdelen har forladt fasen – videre eller helt – efter så lang tid. Forløb, der er i "
                "fasen endnu, tæller med, så langt de er nået."
            ),
            (tuple(f"flow_{phase}_months" for phase in PHASES),),
        ),
        Section(
            "faser-fremmoede",
            _("Kommer borgeren til møderne?"),
            _(
                "Afholdte møder ud af afholdte og udeblivelser; gennemsnit på tværs af forløb, der "
                "overlapper perioden."
            ),
            (tuple(f"attendance_{phase}_share" for phase in PHASES),),
        ),
        Section(
            "henvisning",
            _("Hvor hurtigt kommer forløbet i gang?"),
            _("Fra henvisning til start; forløb startet i perioden, hvor begge datoer kendes."),
            (
                ("days_referral_to_start_median",),
                tuple(f"referral_within_{days}_days_share" for days in REFERRAL_DAYS),
            ),
        ),
    ]


def ids() -> list[str]:
    """Every figure of the page."""
    return [
        *COUNTS,
        *ENDED,
        *TOPICS,
        *(id_ for section in after() for id_ in section.ids),
    ]


def bars(figures: Mapping[str, FigureRow]) -> list[dict[str, Any]]:
    """Records for flow_charts.stacked_counts: each phase, and those who completed all three; none of too few."""
    if figures["flow_klar_entered_count"].amount < MIN_N_VERDICT:
        return []
    phases = [
        _bar(
            figures,
            phase,
            f"flow_{phase}_entered_count",
            mark("{n} begyndte"),
            [(f"flow_{phase}_{event}_count", PARTS[event], TONES[event]) for event in EVENTS],
        )
        for phase in PHASES
    ]
    done = figures["flow_completed_count"].amount
    part = {"value": done, "label": _("{n} forløb", n=number(done)), "tone": 0}
    return [*phases, {"name": _("Alle tre faser gennemført"), "total_label": "", "parts": [part]}]


def ended_bars(figures: Mapping[str, FigureRow]) -> list[dict[str, Any]]:
    """Records for flow_charts.stacked_counts: those who ended in each phase, by why.

    A reason nobody ended for in any phase takes no room; of too few there is no picture.
    """
    if sum(figures[f"flow_{phase}_left_count"].amount for phase in PHASES) < MIN_N_VERDICT:
        return []
    told = [
        code
        for code in LEFT_FOR
        if any(figures[f"flow_{phase}_left_{code}_count"].value for phase in PHASES)
    ]
    return [
        _bar(
            figures,
            phase,
            f"flow_{phase}_left_count",
            mark("{n} sluttede her"),
            [
                (f"flow_{phase}_left_{code}_count", REASONS[code], REASON_TONES[code])
                for code in told
            ],
        )
        for phase in PHASES
    ]


def _bar(
    figures: Mapping[str, FigureRow],
    phase: str,
    total: str,
    total_label: str,
    parts: Sequence[tuple[str, str, int | None]],
) -> dict[str, Any]:
    return {
        "name": terms.word(terms.FLOW_PHASES, phase),
        "total_label": _(total_label, n=number(figures[total].amount)),
        "parts": [
            {"value": value, "label": _(label, n=number(value)), "tone": tone}
            for id_, label, tone in parts
            for value in [figures[id_].amount]
        ],
    }


def reached(figures: Mapping[str, FigureRow]) -> str:
    """How many began, went on from each phase and completed all three."""
    if not figures["flow_klar_entered_count"].value:
        return _("Ingen forløb er startet.")
    return _(
        "{completed} af de {entered} forløb, der begyndte i Klar, har gennemført alle tre faser.",
        entered=_amount(figures, "flow_klar_entered_count"),
        completed=_amount(figures, "flow_completed_count"),
    )


def skipped(figures: Mapping[str, FigureRow]) -> str:
    """What the picture does not show: phases that courses passed without a date."""
    parat, start = (figures[f"flow_{phase}_skipped_count"].amount for phase in ("parat", "start"))
    if not parat and not start:
        return ""
    return _(
        "En fase uden dato er sprunget over: Parat i {parat} forløb, Start i {start}. De er talt som gået "
        "videre fra fasen før.",
        parat=number(parat),
        start=number(start),
    )


def where_ended(figures: Mapping[str, FigureRow]) -> str:
    """How many courses ended on the way, and in which phase most did; of phases with as many each is named."""
    left = {phase: figures[f"flow_{phase}_left_count"].amount for phase in PHASES}
    most = max(left.values())
    if not most:
        return _("Ingen forløb er sluttet undervejs.")
    return _(
        "{n} forløb er sluttet undervejs, flest i {phases} ({most}).",
        n=number(sum(left.values())),
        phases=words.listing(
            [terms.word(terms.FLOW_PHASES, phase) for phase in PHASES if left[phase] == most]
        ),
        most=number(most),
    )


def _amount(figures: Mapping[str, FigureRow], id_: str) -> str:
    return number(figures[id_].amount)


def trails(figures: Mapping[str, FigureRow]) -> list[dict[str, Any]]:
    """Records for flow_charts.trails: each topic's share in each phase; no picture where all are of too few."""
    if not any(figures[id_].is_judgeable for id_ in TOPICS):
        return []
    found = []
    for topic in schema.TOPICS:
        rows = [figures[f"topic_{topic}_{phase}_share"] for phase in PHASES]
        values = [row.value if row.is_judgeable else None for row in rows]
        sentences = [
            _("for få") if value is None else figure_words.value(row)
            for row, value in zip(rows, values, strict=True)
        ]
        found.append(
            {
                "label": terms.word(terms.TOPICS, topic),
                "value_label": " → ".join(sentences),
                "values": values,
            }
        )
    return found


def topics(figures: Mapping[str, FigureRow]) -> str:
    """The most frequent topic of each phase with enough courses to say so."""
    most = {}
    for phase in PHASES:
        rows = [figures[f"topic_{topic}_{phase}_share"] for topic in schema.TOPICS]
        if rows[0].is_judgeable:
            most[phase] = max(rows, key=lambda row: row.amount)
    told = [
        _(
            "i {phase} om {topic} ({share})",
            phase=terms.word(terms.FLOW_PHASES, phase),
            topic=figure_words.part(row),
            share=figure_words.value(row),
        )
        for phase, row in most.items()
    ]
    if not told:
        return _("For få forløb med registrerede emner til at sige det.")
    return _("Oftest taler de {what}.", what=words.listing(told))
