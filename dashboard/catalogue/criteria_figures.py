"""The figures of the three criteria: verdict, bounds, forecast, contrast and what they consist of."""

from typing import Any

from dashboard.catalogue.figure import Estimator, Figure
from dashboard.foundation import delivery
from dashboard.foundation.words import mark

CRITERIA = {
    "completed": (
        mark("Gennemfører eller går videre"),
        mark("Alle tre faser gennemført, eller sluttet med job, uddannelse eller fleksjob."),
    ),
    "charged": (
        mark("Tiltalt under forløbet"),
        mark("Tiltalt efter straffeloven mellem start og slut. En tiltale er ikke en dom."),
    ),
    "progress": (
        mark("Rykker frem"),
        mark(
            "Livshjulets gennemsnit er fra første til sidste gang steget mindst så mange point "
            "som aftalt. Hvor det er aftalt, tæller også en begivenhed, mens forløbet varer: job,"
            " uddannelse, fast fritidsaktivitet, afsluttet misbrugsbehandling eller psykiatrisk "
            "udredning, eget initiativ eller en visitation tættere på arbejde."
        ),
    ),
}
_VARIANTS: dict[str, tuple[Estimator, str, str, str]] = {
    "lower": (
        "lower_bound", "criteria", mark("{what}: nu"),
        mark("Af alle forløb startet i perioden, hvis intet forløb i gang når det."),
    ),
    "upper": (
        "upper_bound", "criteria", mark("{what}: højst"),
        mark("Af alle forløb startet i perioden, hvis alle forløb i gang når det."),
    ),
    "forecast": (
        "forecast", "criteria_times", mark("{what}: forventet inden for den aftalte tid"),
        mark(
            "Ventet andel af alle forløb startet i perioden, når de er så gamle, at de kan bedømmes; forløb i "
            "gang tæller, så langt de er fulgt (Aalen-Johansen). Forudsætter, at de nye forløb går som de gamle."
        ),
    ),
    "closed_share": (
        "share", "criteria_parts", mark("{what}: kun afsluttede"),
        mark(
            "Andel af de afsluttede forløb startet i perioden. Kun til sammenligning: de hurtigt afsluttede "
            "fylder for meget."
        ),
    ),
}  # fmt: skip
_DAYS_OF_CHARGES = (*delivery.CRITERIA["charged"], *delivery.cases(delivery.DAY_OF_CHARGE))
_COHORT = mark("Andel af de forløb, der er gamle nok til at blive bedømt.")
_COMPLETED_BY = {
    "phases": mark("alle tre faser gennemført"),
    "employment": mark("job inden da"),
    "education": mark("uddannelse inden da"),
    "flexjob": mark("fleksjob inden da"),
    "other": mark("en anden aftalt årsag"),
}
_MOVED_BY = {
    "wheel": mark("kun livshjulet"),
    "event": mark("kun en begivenhed"),
    "both": mark("livshjul og begivenhed"),
}
GROUNDS = {  # the six of the promise, where treatment and assessment stand in one
    "employment": (mark("kom i job"), ("employment_started_on",)),
    "education": (mark("begyndte på uddannelse"), ("education_started_on",)),
    "leisure": (mark("fast fritidsaktivitet"), ("leisure_engaged_on",)),
    "treatment": (mark("fuldførte misbrugsbehandling"), ("treatment_completed_on",)),
    "assessment": (mark("fuldførte psykiatrisk udredning"), ("assessment_completed_on",)),
    "initiative": (mark("tog ansvar og initiativ"), ("takes_initiative_on",)),
    "readiness": (mark("visitation tættere på arbejde"), delivery.READINESS),
}
_UNMOVED = {
    "without_two_wheels": (
        mark("Uden to livshjul"), mark("Andel af de forløb, der er gamle nok, som ikke har to livshjul."),
    ),
    "measured": (
        mark("Målt: to livshjul eller en begivenhed, der tæller"),
        mark("Andel af de forløb, der er gamle nok, som har to livshjul eller en begivenhed, der tæller."),
    ),
    "on_wheel": (
        mark("Rykker frem på livshjulet alene"),
        mark("Andel af de forløb, der er gamle nok, hvor livshjulet er rykket så langt op som aftalt."),
    ),
    "with_events": (
        mark("Rykker frem på livshjulet eller ved en begivenhed"),
        mark(
            "Andel af de forløb, der er gamle nok, hvor livshjulet er rykket så langt op som aftalt, eller en "
            "understøttende begivenhed er sket, mens forløbet varede."
        ),
    ),
    "event_but_down": (
        mark("En begivenhed, men livshjulet er faldet"),
        mark(
            "Andel af de forløb, der er gamle nok, som har en understøttende begivenhed, men hvis livshjul er faldet "
            "mindst så meget, som det skulle stige for at tælle."
        ),
    ),
    "near_top": (
        mark("Startede så højt, at de ikke kunne rykke"),
        mark(
            "Andel af de forløb, der er gamle nok, som har to livshjul, og hvis første lå så nær toppen, at der "
            "ikke var plads til at rykke så langt op som aftalt."
        ),
    ),
}  # fmt: skip


def figures() -> list[Figure]:
    """Every figure of the group `criteria`, each criterion with its own."""
    return [*_of_criterion("completed"), *_of_criterion("charged"), *_of_criterion("progress"),
            *_parts(), *_grounds(), _rate()]  # fmt: skip


def _of_criterion(criterion: str) -> list[Figure]:
    label, definition = CRITERIA[criterion]
    id_ = f"criterion_{criterion}"
    common: dict[str, Any] = {"criterion": criterion, "needs": delivery.CRITERIA[criterion]}
    return [
        Figure(
            id_, "criteria", "share", "criterion", "criteria", "started", label, definition,
            family="criteria", **common,
        ),
        *(
            Figure(
                f"{id_}_{variant}", "criteria", "share", estimator, query, "started", words, explanation,
                family="criteria", values={"what": label}, **common | _when(criterion, variant),
            )
            for variant, (estimator, query, words, explanation) in _VARIANTS.items()
        ),
    ]  # fmt: skip


def _when(criterion: str, variant: str) -> dict[str, Any]:
    """What is needed besides where a figure asks when a charge was, too."""
    if (criterion, variant) != ("charged", "forecast"):
        return {}
    return {"needs": _DAYS_OF_CHARGES}


def _parts() -> list[Figure]:
    by = {
        f"completed_by_{code}": (mark("Nåede målet ved: {what}"), word, _COHORT)
        for code, word in _COMPLETED_BY.items()
    } | {
        f"progress_by_{code}": (mark("Rykkede frem ved: {what}"), word, _COHORT)
        for code, word in _MOVED_BY.items()
    } | {
        f"progress_{code}": (label, "", definition)
        for code, (label, definition) in _UNMOVED.items()
    }  # fmt: skip
    return [
        Figure(
            f"criterion_{code}_share", "criteria", "share", "share", "criteria_parts", "started", label,
            definition, needs=delivery.CRITERIA[code.partition("_")[0]], family="parts",
            values={"what": word} if word else {},
        )
        for code, (label, word, definition) in by.items()
    ]  # fmt: skip


def _grounds() -> list[Figure]:
    return [
        Figure(
            f"criterion_progress_ground_{code}_share", "criteria", "share", "share", "progress_grounds", "started",
            mark("Begivenhed: {what}"),
            mark(
                "Andel af de forløb, der er gamle nok, hvor det er sket, mens forløbet varede; et forløb kan have "
                "flere."
            ),
            needs=delivery.cases(*columns, "ended_on"), values={"what": word},
        )
        for code, (word, columns) in GROUNDS.items()
    ]  # fmt: skip


def _rate() -> Figure:
    return Figure(
        "criterion_charged_rate", "criteria", "per_100_years", "rate", "charge_rate", "started",
        mark("Tiltalte pr. 100 forløbsår"),
        mark(
            "Personer tiltalt, mens forløbet varede, delt med den tid, forløbene startet i perioden har varet "
            "indtil første tiltale eller slutning. Vises fra 5 tiltalte eller 20 forløbsår."
        ),
        needs=_DAYS_OF_CHARGES,
    )  # fmt: skip
