"""The figures of what the method documents: papers due and done, and the activities of the phases."""

from dashboard.catalogue.figure import Figure
from dashboard.foundation import delivery, terms
from dashboard.foundation.words import mark

_SHARE, _FROM_ZERO = (0.0, 1.0), (0.0, None)


def figures() -> list[Figure]:
    """All of them, in the order of the catalogue."""
    return [*_documents(), *_meetings(), *_activities()]


def _documents() -> list[Figure]:
    counts = {
        "due": (
            mark("{what}: skulle være gjort"),
            mark(
                "Dokumenter med frist i perioden, mens forløbet varede og senest på datadatoen; for en afsluttende "
                "samtale også bagefter."
            ),
        ),
        "done": (mark("{what}: gjort"), mark("Heraf gjort, til tiden eller senere.")),
    }  # fmt: skip
    return [
        figure
        for kind, word in terms.DOCUMENT_KINDS.items()
        for figure in (
            *(
                Figure(
                    f"document_{kind}_{count}_count", "courses", "count", "count", "document_counts", "due",
                    label, definition, needs=delivery.DOCUMENTS if count == "due" else delivery.DONE,
                    values={"what": word},
                )
                for count, (label, definition) in counts.items()
            ),
            Figure(
                f"document_{kind}_on_time_share", "courses", "share", "share_of_course", "document_shares", "due",
                mark("{what}: gjort til tiden"),
                mark(
                    "Andel af et forløbs dokumenter med frist i perioden, der er gjort senest på fristen; "
                    "gennemsnit på tværs af forløb med et."
                ),
                needs=delivery.DONE, scale=_SHARE, values={"what": word},
            ),
        )
    ]  # fmt: skip


def _meetings() -> list[Figure]:
    return [
        Figure(
            f"cooperation_meeting_{party}_share", "courses", "share", "share", "document_shares", "overlapping",
            mark("Forløb med {what}"),
            mark("Andel af forløb, der overlapper perioden, med mindst ét afholdt samarbejdsmøde af den slags i den."),
            needs=(*delivery.MEETINGS, *delivery.ENDED), values={"what": word},
        )
        for party, word in terms.MEETING_PARTIES.items()
    ]  # fmt: skip


def _activities() -> list[Figure]:
    by_kind = [_activity(kind, word) for kind, word in terms.ACTIVITIES.items()]
    by_phase = [_in_phase(phase, word) for phase, word in terms.FLOW_PHASES.items()]
    both = [_kind_in_phase(kind, phase) for kind in terms.ACTIVITIES for phase in terms.FLOW_PHASES]
    return [figure for figures_ in (*by_kind, *by_phase, both) for figure in figures_]


def _kind_in_phase(kind: str, phase: str) -> Figure:
    return Figure(
        f"activity_{kind}_{phase}_share", "contacts", "share", "share", "activity_measures", "overlapping",
        mark("{phase}: {what}"),
        mark("Andel af forløb, der var i fasen i perioden, med mindst én afholdt aktivitet af den slags i den."),
        needs=(*delivery.ACTIVITIES, *delivery.PHASES, *delivery.ENDED),
        values={"what": terms.ACTIVITIES[kind], "phase": terms.FLOW_PHASES[phase]},
    )  # fmt: skip


def _activity(kind: str, word: str) -> list[Figure]:
    values = {"what": word}
    return [
        Figure(
            f"activity_{kind}_share", "contacts", "share", "share", "activity_measures", "overlapping",
            mark("{what}: forløb, der har deltaget"),
            mark("Andel af forløb, der overlapper perioden, med mindst én afholdt aktivitet af den slags i den."),
            needs=(*delivery.ACTIVITIES, *delivery.ENDED), values=values,
        ),
        Figure(
            f"activity_{kind}_hours", "contacts", "hours", "mean", "activity_measures", "overlapping",
            mark("{what}: timer pr. forløb, der har deltaget"),
            mark("Timer i aktiviteten i perioden, gennemsnit på tværs af forløb, hvor varigheden er oplyst."),
            needs=(*delivery.ACTIVITY_MINUTES, *delivery.ENDED), scale=_FROM_ZERO, values=values,
        ),
        Figure(
            f"activity_{kind}_attendance_share", "contacts", "share", "share_of_course", "activity_measures",
            "overlapping", mark("{what}: fremmøde"),
            mark("Afholdte ud af afholdte og udeblivelser; gennemsnit på tværs af forløb med en aftale i perioden."),
            needs=(*delivery.ACTIVITIES, *delivery.ENDED), scale=_SHARE, values=values,
        ),
    ]  # fmt: skip


def _in_phase(phase: str, word: str) -> list[Figure]:
    values, needs = {"phase": word}, (*delivery.ACTIVITIES, *delivery.PHASES, *delivery.ENDED)
    return [
        Figure(
            f"activity_{phase}_share", "contacts", "share", "share", "activity_measures", "overlapping",
            mark("{phase}: forløb, der har deltaget i en aktivitet"),
            mark("Andel af forløb, der var i fasen i perioden, med mindst én afholdt aktivitet i den."),
            needs=needs, values=values,
        ),
        Figure(
            f"activity_{phase}_hours", "contacts", "hours", "mean", "activity_measures", "overlapping",
            mark("{phase}: timer i aktiviteter pr. forløb, der har deltaget"),
            mark("Timer i aktiviteter i fasen, gennemsnit på tværs af forløb, hvor varigheden er oplyst."),
            needs=(*needs, *delivery.ACTIVITY_MINUTES), scale=_FROM_ZERO, values=values,
        ),
        Figure(
            f"activity_{phase}_attendance_share", "contacts", "share", "share_of_course", "activity_measures",
            "overlapping", mark("{phase}: fremmøde til aktiviteter"),
            mark("Afholdte ud af afholdte og udeblivelser i fasen; gennemsnit på tværs af forløb med en aftale."),
            needs=needs, scale=_SHARE, values=values,
        ),
    ]  # fmt: skip
