"""The figures of a course's way through the phases, of the match, and of two views of one change."""

from dashboard.catalogue import benchmarks
from dashboard.catalogue.figure import Figure, Population
from dashboard.foundation import delivery, terms
from dashboard.foundation.delivery import Need
from dashboard.foundation.words import mark

_SHARE = (0.0, 1.0)
COUNTS = {
    "entered": (
        mark("{phase}: begyndte"),
        mark(
            "Forløb startet i perioden, der er begyndt i fasen. En fase uden dato er sprunget over og "
            "tæller ikke som begyndt."
        ),
    ),
    "open": (mark("{phase}: er der endnu"), mark("Heraf forløb, der stadig er i fasen på datadatoen.")),
    "left": (
        mark("{phase}: sluttede her"),
        mark("Heraf forløb, der sluttede i fasen – også til et job eller en uddannelse."),
    ),
    "moved_on": (
        mark("{phase}: gik videre"),
        mark("Heraf forløb, der gik videre til en senere fase eller gennemførte alle faser."),
    ),
    "left_job_or_education": (
        mark("{phase}: sluttede til job, uddannelse eller fleksjob"),
        mark("Heraf forløb, der sluttede i fasen, fordi borgeren fik job, uddannelse eller fleksjob."),
    ),
    "left_completed": (
        mark("{phase}: sluttede som gennemført"),
        mark(
            "Heraf forløb, der sluttede i fasen med årsagen ”gennemført”, men uden en dato for, at alle faser er "
            "gennemført."
        ),
    ),
    "left_broken_off": (
        mark("{phase}: afbrudt"),
        mark(
            "Heraf forløb, der sluttede i fasen efter eget ønske, uden udbytte eller efter sagsbehandlerens afgørelse."
        ),
    ),
    "left_other": (
        mark("{phase}: sluttede af andre årsager"),
        mark(
            "Heraf forløb, der sluttede i fasen af andre årsager, f.eks. praktik, andet tilbud, sygdom, fængsling "
            "eller flytning."
        ),
    ),
}  # fmt: skip
FLOW = (*delivery.PHASES, *delivery.ENDED)
LEFT_FOR = ("job_or_education", "completed", "broken_off", "other")
REFERRAL_DAYS = (7, 14, 28)
WISHES = {
    "met": mark("ønsket til mentor opfyldt"),
    "not_met": mark("ønsket til mentor ikke opfyldt"),
}
OUTCOMES: dict[str, tuple[str, Population, tuple[Need, ...], str, str]] = {
    "chemistry_good": (
        "satisfaction", "answered", (*delivery.ANSWERS, delivery.column("survey_results", "case_id")), mark("God kemi"),
        mark(
            "Borgeres svar i perioden, givet for et bestemt forløb, hvor det er oplyst, om ønsket til "
            "mentor blev opfyldt: dem med god eller rigtig god kemi."
        ),
    ),
    "job_or_education": (
        "outcomes", "ended", delivery.EXITS, mark("Job, uddannelse eller fleksjob"),
        mark(
            "Forløb afsluttet i perioden med job, uddannelse eller fleksjob som årsag, ud af de "
            "afsluttede, hvor det er oplyst, om ønsket til mentor blev opfyldt."
        ),
    ),
    "withdrew": (
        "outcomes", "ended", delivery.EXITS, mark("Sluttet efter eget ønske"),
        mark(
            "Forløb afsluttet i perioden efter eget ønske, ud af de afsluttede, hvor det er oplyst, om "
            "ønsket til mentor blev opfyldt."
        ),
    ),
}  # fmt: skip


def figures() -> list[Figure]:
    """All of them, in the order of the catalogue."""
    return [*_flow(), *_referral(), *_matching(), *_contacts(), _perception_gap()]


def _flow() -> list[Figure]:
    counts = [
        _count(f"flow_{phase}_{event}_count", label, definition, name)
        for phase, name in terms.FLOW_PHASES.items()
        for event, (label, definition) in COUNTS.items()
    ]
    skipped = [
        _count(
            f"flow_{phase}_skipped_count", mark("{phase}: sprunget over"),
            mark("Forløb startet i perioden, der er nået længere uden en dato for fasen."),
            terms.FLOW_PHASES[phase],
        )
        for phase in ("parat", "start")
    ]  # fmt: skip
    completed = _count(
        "flow_completed_count", mark("Alle tre faser gennemført"),
        mark(
            "Forløb startet i perioden med en dato for, at alle faser er gennemført; job og uddannelse "
            "undervejs tæller ikke med her."
        ), "",
    )  # fmt: skip
    months = [
        Figure(
            f"flow_{phase}_months", "courses", "months", "survival_median", "flow_days", "started",
            mark("Tid i {phase}, median"),
            mark(
                "Måneder, fra fasen begyndte, til forløbet forlod den – videre eller helt – for forløb "
                "startet i perioden; de, der er i fasen endnu, tæller med, så langt de er nået "
                "(Kaplan-Meier)."
            ),
            needs=FLOW, family=phase, values={"phase": name},
        )
        for phase, name in terms.FLOW_PHASES.items()
    ]  # fmt: skip
    return [*counts, *skipped, completed, *months]


def _count(id_: str, label: str, definition: str, phase: str) -> Figure:
    values = {"phase": phase} if phase else {}
    return Figure(
        id_, "courses", "count", "count", "flow_counts", "started", label, definition,
        needs=(*FLOW, *delivery.cases("end_reason")) if "_left_" in id_ else FLOW, values=values,
    )  # fmt: skip


def _referral() -> list[Figure]:
    labels = {
        7: mark("Startet inden for 7 dage efter henvisning"),
        14: mark("Startet inden for 14 dage efter henvisning"),
        28: mark("Startet inden for 28 dage efter henvisning"),
    }
    return [
        Figure(
            f"referral_within_{days}_days_share", "courses", "share", "share", "start_shares", "started",
            labels[days],
            mark("Andel af forløb startet i perioden, hvor datoen for henvisning er oplyst."),
            needs=delivery.cases("referred_on"),
        )
        for days in REFERRAL_DAYS
    ]  # fmt: skip


def _matching() -> list[Figure]:
    return [figure for outcome in OUTCOMES for figure in (*_by_wish(outcome), _wish_gap(outcome))]


def _by_wish(outcome: str) -> list[Figure]:
    group, population, needed, label, definition = OUTCOMES[outcome]
    return [
        Figure(
            f"{outcome}_wish_{wish}_share", group, "share", "share", "wish_outcomes", population,
            mark("{outcome}, {what}"), definition,
            needs=(*delivery.cases("mentor_wish_met"), *needed), values={"outcome": label, "what": words},
            respondent="citizen" if population == "answered" else "",
            suppressed_with="chemistry_by_wish" if population == "answered" else "",
        )
        for wish, words in WISHES.items()
    ]  # fmt: skip


def _wish_gap(outcome: str) -> Figure:
    group, population, needed, label, _definition = OUTCOMES[outcome]
    return Figure(
        f"{outcome}_wish_gap", group, "share", "difference", "wish_outcomes", population,
        mark("{outcome}, forskel"),
        mark(
            "Andelen, når ønsket til mentor blev opfyldt, minus andelen, når det ikke blev, i "
            "procentpoint (Newcombes interval)."
        ),
        needs=(*delivery.cases("mentor_wish_met"), *needed), values={"outcome": label},
        respondent="citizen" if population == "answered" else "",
        parts={wish: f"{outcome}_wish_{wish}_share" for wish in WISHES},
    )  # fmt: skip


def _contacts() -> list[Figure]:
    topics = [
        Figure(
            f"topic_{topic}_{phase}_share", "contacts", "share", "share_of_course",
            "phase_contacts", "overlapping", mark("{phase}: samtaler om {what}"),
            mark(
                "Emnets andel af et forløbs afholdte kontakter i fasen, hvor emnet er registreret; "
                "gennemsnit på tværs af forløb, der overlapper perioden, og kun kontakter i den."
            ),
            needs=(*delivery.TOPICS, *delivery.PHASES), scale=_SHARE, values={"phase": name, "what": word},
        )
        for topic, word in terms.TOPICS.items()
        for phase, name in terms.FLOW_PHASES.items()
    ]  # fmt: skip
    attendance = [
        Figure(
            f"attendance_{phase}_share", "contacts", "share", "share_of_course",
            "phase_contacts", "overlapping", mark("{phase}: fremmøde"),
            mark(
                "Afholdte møder ud af afholdte og udeblivelser i fasen; gennemsnit på tværs af forløb, der overlapper "
                "perioden, og kun møder i den."
            ),
            needs=(*delivery.CONTACTS, *delivery.PHASES), scale=_SHARE, values={"phase": name},
        )
        for phase, name in terms.FLOW_PHASES.items()
    ]  # fmt: skip
    return topics + attendance


def _perception_gap() -> Figure:
    return Figure(
        "perception_gap", "coping", "share", "difference", "answer_shares", "answered",
        mark("Klarer sig bedre: mentorernes ja minus borgernes"),
        mark(
            "Mentorernes andel af ja minus borgernes, i procentpoint, ud af alle svar, ”ved ikke” "
            "medregnet (Newcombes interval)."
        ),
        needs=delivery.ANSWERS, parts={who: f"coping_better_{who}_of_all" for who in ("mentor", "citizen")},
        benchmarks=benchmarks.PERCEPTION_GAP,
    )  # fmt: skip
