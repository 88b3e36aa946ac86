"""What Aktiviteter og dokumenter shows: activities by kind and phase, and papers due, done and in time."""

from collections.abc import Mapping, Sequence

from dashboard.catalogue.row import FigureRow
from dashboard.foundation import terms, words
from dashboard.foundation.words import text as _
from dashboard.presenters.section import Cells, by_id
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


def activity_table(rows: Sequence[FigureRow]) -> list[Cells]:
    """One line an activity that anybody took part in or was to, the most frequent first."""
    found = by_id(rows)
    used = [
        kind
        for kind in terms.ACTIVITIES
        if found[f"activity_{kind}_share"].k or found[f"activity_{kind}_attendance_share"].n
    ]
    used.sort(key=lambda kind: -(found[f"activity_{kind}_share"].k or 0))
    return _table(found, _("Aktivitet"), {kind: terms.ACTIVITIES[kind] for kind in used})


def phase_table(rows: Sequence[FigureRow]) -> list[Cells]:
    """One line a phase, in their order."""
    return _table(by_id(rows), _("Fase"), terms.FLOW_PHASES)


def where_table(rows: Sequence[FigureRow]) -> list[Cells]:
    """One line an activity anybody took part in: which share of those in each phase did so there."""
    found = by_id(rows)
    return [
        {_("Aktivitet"): words.capital(_(word))}
        | {
            _(name): figure_words.with_interval(found[f"activity_{kind}_{phase}_share"])
            for phase, name in terms.FLOW_PHASES.items()
        }
        for kind, word in terms.ACTIVITIES.items()
        if any(found[f"activity_{kind}_{phase}_share"].k for phase in terms.FLOW_PHASES)
    ]


def _table(found: Mapping[str, FigureRow], heading: str, named: Mapping[str, str]) -> list[Cells]:
    table = []
    for code, word in named.items():
        took_part, hours, attendance = (found[f"activity_{code}_{each}"] for each in MEASURES)
        table.append(
            {
                heading: words.capital(_(word)),
                _("Forløb, der har deltaget"): figure_words.with_interval(took_part),
                _("Timer pr. deltagende forløb"): figure_words.with_interval(hours),
                _("Fremmøde"): figure_words.with_interval(attendance),
            }
        )
    return table


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
