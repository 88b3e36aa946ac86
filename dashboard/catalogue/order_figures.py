"""The figures of the order and the match: needs, the mentor's task, who was matched, and what came of it."""

from dashboard.catalogue.figure import Figure, Population
from dashboard.foundation import delivery, schema, terms
from dashboard.foundation.delivery import Need
from dashboard.foundation.words import mark

ORDER = (
    "citizen_gender",
    "birth_year",
    "mentor_task",
    *(f"need_{n}" for n in schema.NEEDS),
)
GENDERS = {"same": mark("mentor af samme køn"), "other": mark("mentor af et andet køn")}  # fmt: skip
OUTCOMES: dict[str, tuple[str, Population, tuple[Need, ...], str]] = {
    "completed": (
        mark("Gennemført eller videre, {what}"), "started", delivery.CRITERIA["completed"],
        mark(
            "Forløb startet i perioden med behovet, der er så gamle, at løftet kan bedømmes: dem, der har gennemført "
            "de tre faser eller er gået videre til job eller uddannelse."
        ),
    ),
    "job_or_education": (
        mark("Sluttet med job, uddannelse eller fleksjob, {what}"), "ended", delivery.EXITS,
        mark("Forløb med behovet afsluttet i perioden: dem med job, uddannelse eller fleksjob som årsag."),
    ),
    "withdrew": (
        mark("Sluttet efter eget ønske, {what}"), "ended", delivery.EXITS,
        mark("Forløb med behovet afsluttet i perioden: dem, der sluttede efter eget ønske."),
    ),
}  # fmt: skip


def figures() -> list[Figure]:
    """All of them, in the order of the catalogue."""
    return [*_orders(), *_needs(), *_tasks(), *_outcomes(), *_match(), *_retention()]


def _of_starts(
    id_: str, group: str, label: str, definition: str, *columns: str, what: str = ""
) -> Figure:
    return Figure(
        id_, group, "share", "share", "start_shares", "started", label, definition,
        needs=delivery.cases(*columns), values={"what": what} if what else {},
    )  # fmt: skip


def _orders() -> list[Figure]:
    return [
        _of_starts(
            "order_complete_share", "courses", mark("Bestillinger med alle oplysninger"),
            mark(
                "Forløb startet i perioden, hvor køn, alder, de seks behov og mentors opgave alle er oplyst."
            ),
            *ORDER,
        ),
        _of_starts(
            "roles_agreed_share", "courses", mark("Rollefordeling aftalt"),
            mark("Forløb startet i perioden med en dato for aftalte roller; ingen dato tæller som ikke aftalt."),
            "roles_agreed_on",
        ),
        Figure(
            "days_to_first_contact_median", "contacts", "days", "plain_median", "first_contact_days", "started",
            mark("Tid fra start til første kontakt, median"),
            mark("Dage fra start til første afholdte kontakt for forløb startet i perioden, der har haft en."),
            needs=delivery.CONTACTS,
        ),
        Figure(
            "first_contact_within_7_days_share", "contacts", "share", "share", "start_shares", "started",
            mark("Første kontakt inden for 7 dage efter start"),
            mark(
                "Andel af forløb startet i perioden og mindst 7 dage før datadatoen; et forløb uden kontakt tæller som"
                " nej."
            ),
            needs=delivery.CONTACTS,
        ),
    ]  # fmt: skip


def _needs() -> list[Figure]:
    return [
        _of_starts(
            f"need_{need}_share", "people", mark("Behov: {what}"),
            mark("Forløb startet i perioden, hvor bestillingen nævner behovet, ud af dem, hvor det er oplyst."),
            f"need_{need}", what=word,
        )
        for need, word in terms.NEEDS.items()
    ]  # fmt: skip


def _tasks() -> list[Figure]:
    return [
        _of_starts(
            f"mentor_task_{task}_share", "courses", mark("Mentors opgave: {what}"),
            mark("Den slags støtte, bestillingen beder om; andel af forløb startet i perioden, hvor den er oplyst."),
            "mentor_task", what=word,
        )
        for task, word in terms.MENTOR_TASKS.items()
    ]  # fmt: skip


def _outcomes() -> list[Figure]:
    return [
        Figure(
            f"{outcome}_need_{need}_share", "outcomes", "share", "share", "need_outcomes", population, label,
            definition, needs=(*delivery.cases(f"need_{need}"), *needs), values={"what": word},
            suppressed_with=f"{outcome}_need_{need}",
        )
        for outcome, (label, population, needs, definition) in OUTCOMES.items()
        for need, word in terms.NEEDS.items()
    ]  # fmt: skip


def _match() -> list[Figure]:
    needs = (*delivery.cases("mentor_gender", "citizen_gender"),)
    chemistry = (*needs, *delivery.ANSWERS, delivery.column("survey_results", "case_id"))
    shares = [
        Figure(
            f"chemistry_good_gender_{gender}_share", "satisfaction", "share", "share", "gender_chemistry", "answered",
            mark("God kemi, {what}"),
            mark("Borgeres svar i perioden, givet for et forløb, hvor begges køn er oplyst: dem med god kemi."),
            needs=chemistry, respondent="citizen", values={"what": word}, suppressed_with="chemistry_by_gender",
        )
        for gender, word in GENDERS.items()
    ]  # fmt: skip
    return [
        _of_starts(
            "same_gender_share", "courses", mark("Mentor og borger har samme køn"),
            mark("Andel af forløb startet i perioden, hvor begges køn er oplyst."),
            "mentor_gender", "citizen_gender",
        ),
        *shares,
        Figure(
            "chemistry_good_gender_gap", "satisfaction", "share", "difference", "gender_chemistry", "answered",
            mark("{outcome}, forskel"),
            mark(
                "Andelen med en mentor af samme køn minus andelen med en af et andet, i procentpoint (Newcombe)."
            ),
            needs=chemistry, respondent="citizen", values={"outcome": mark("God kemi")},
            parts={gender: f"chemistry_good_gender_{gender}_share" for gender in GENDERS},
        ),
    ]  # fmt: skip


def _retention() -> list[Figure]:
    labels = {
        3: (mark("Stadig i job eller uddannelse efter 3 måneder"), mark("Oplyst efter 3 måneder")),
        6: (mark("Stadig i job eller uddannelse efter 6 måneder"), mark("Oplyst efter 6 måneder")),
    }
    return [
        Figure(
            f"retained_{months}_months{which}_share", "outcomes", "share", "share", "retention_shares", "ended",
            label, definition, needs=(*delivery.EXITS, *delivery.cases(f"retained_{months}_months")),
        )
        for months, (still, known) in labels.items()
        for which, label, definition in (
            (
                "", still,
                mark(
                    "Forløb afsluttet i perioden til job, uddannelse eller fleksjob for mindst så længe siden, hvor "
                    "det er oplyst."
                ),
            ),
            (
                "_known", known,
                mark("Dem, hvor det er oplyst, ud af alle, der er sluttet med job, uddannelse eller fleksjob."),
            ),
        )
    ]  # fmt: skip
