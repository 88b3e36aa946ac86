"""What Aktiviteter og dokumenter shows: activities by kind and phase, and papers due, done and in time."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dashboard.catalogue.row import FigureRow
from dashboard.charts.strips import Line
from dashboard.foundation import terms, words
from dashboard.foundation.words import text as _
from dashboard.presenters import figure_lines
from dashboard.presenters.section import Cells, by_id, each_figure
from dashboard.wording import figure_words

MEASURES = ("share", "hours", "attendance_share")
IN_PHASE = tuple(
    f"activity_{kind}_{phase}_share" for kind in terms.ACTIVITIES for phase in terms.FLOW_PHASES
)
ACTIVITIES = tuple(f"activity_{kind}_{each}" for kind in terms.ACTIVITIES for each in MEASURES)
PHASES = tuple(f"activity_{phase}_{each}" for phase in terms.FLOW_PHASES for each in MEASURES)
DOCUMENTS = tuple(
    f"document_{kind}_{each}"
    for kind in terms.DOCUMENT_KINDS
    for each in ("due_count", "done_count", "on_time_share")
)
MEETINGS = tuple(f"cooperation_meeting_{party}_share" for party in terms.MEETING_PARTIES)
IDS = (*ACTIVITIES, *PHASES, *IN_PHASE, *DOCUMENTS, *MEETINGS)


def activity_lines(rows: Sequence[FigureRow]) -> list[Line]:
    """One line an activity, the most frequent first; it opens to hours and attendance."""
    lines = _lines(rows, terms.ACTIVITIES)
    return sorted(lines, key=lambda line: -(line.value or 0))


def phase_lines(rows: Sequence[FigureRow]) -> list[Line]:
    """One line a phase, in their order; it opens to hours and attendance."""
    return _lines(rows, terms.FLOW_PHASES)


def _lines(rows: Sequence[FigureRow], named: Mapping[str, str]) -> list[Line]:
    found, lines = by_id(rows), []
    for code, word in named.items():
        took_part, *rest = (found[f"activity_{code}_{each}"] for each in MEASURES)
        named_row = replace(took_part, name=words.capital(_(word)))
        (line,) = figure_lines.lines([named_row], links={})
        told = _("ingen har deltaget") if figure_lines.is_nobody(took_part) else line.told
        lines.append(replace(line, told=told, more=(*line.more, each_figure(rest))))
    return lines


def where_table(rows: Sequence[FigureRow]) -> list[Cells]:
    """One line an activity anybody took part in: how many of those in each phase did so there.

    How many were in the phase is the same down a column, and stands above it.
    """
    found = by_id(rows)
    return [
        {_("Aktivitet"): words.capital(_(word))}
        | {
            _("{phase} ({of})", phase=_(name), of=_in_phase(row)): _of_phase(row)
            for phase, name in terms.FLOW_PHASES.items()
            for row in [found[f"activity_{kind}_{phase}_share"]]
        }
        for kind, word in terms.ACTIVITIES.items()
        if any(found[f"activity_{kind}_{phase}_share"].k for phase in terms.FLOW_PHASES)
    ]


def _in_phase(row: FigureRow) -> str:
    return _("n = {n}", n=words.number(row.n or 0))


def _of_phase(row: FigureRow) -> str:
    """41 (10 %), 7–13 %; of few as everywhere."""
    if not figure_words.is_drawn(row) or figure_words.is_uncertain(row):
        return figure_words.with_interval(row)
    told = _("{k} ({share})", k=words.number(row.count), share=figure_words.value(row))
    return f"{told}, {figure_words.interval(row)}"


def document_table(rows: Sequence[FigureRow]) -> list[Cells]:
    """One line a kind of paper that any was due of, in the order of the method."""
    found = by_id(rows)
    table = []
    for kind, word in terms.DOCUMENT_KINDS.items():
        due, done = (found[f"document_{kind}_{each}_count"] for each in ("due", "done"))
        in_time = found[f"document_{kind}_on_time_share"]
        if due.value:
            table.append(
                {
                    _("Dokument eller møde"): words.capital(_(word)),
                    _("Frist i perioden"): figure_words.value(due),
                    _("Gjort"): figure_words.value(done),
                    _("Til tiden, gennemsnit pr. forløb"): figure_words.with_interval(in_time),
                }
            )
    return table


def document_sentence(rows: Sequence[FigureRow]) -> str:
    """How many of all that was due is done, and which kind is seldomest in time."""
    found = by_id(rows)
    due, done = (
        sum(found[f"document_{kind}_{each}_count"].value or 0 for kind in terms.DOCUMENT_KINDS)
        for each in ("due", "done")
    )
    if not all(found[f"document_{kind}_done_count"].is_measured for kind in terms.DOCUMENT_KINDS):
        return ""
    if not due:
        return _("Ingen frister med de valgte filtre.")
    told = _(
        "{done} ud af {due} dokumenter og møder med frist er gjort.",
        done=words.number(done),
        due=words.number(due),
    )
    in_time = {kind: found[f"document_{kind}_on_time_share"] for kind in terms.DOCUMENT_KINDS}
    known = {kind: row for kind, row in in_time.items() if figure_words.is_drawn(row)}
    if not known:
        return told
    least = min(known, key=lambda kind: known[kind].amount)
    return f"{told} " + _(
        "Sjældnest til tiden: {kind}, i gennemsnit {share} pr. forløb.",
        kind=_(terms.DOCUMENT_KINDS[least]),
        share=figure_words.value(known[least]),
    )
