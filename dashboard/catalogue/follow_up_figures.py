"""The counts of Opfølgning, as catalogue entries: the open courses where somebody should act."""

from itertools import chain

from dashboard.catalogue.figure import Figure
from dashboard.foundation import delivery
from dashboard.foundation.words import mark

REASONS = {
    "no_shows": (
        mark("Udeblivelser i træk"),
        mark(
            "Forløb i gang, hvor borgeren er udeblevet fra de seneste møder mindst det aftalte antal gange "
            "i træk; aflyste møder tæller hverken med eller imod."
        ),
    ),
    "no_contact": (
        mark("Ingen afholdt kontakt"),
        mark(
            "Forløb i gang, hvor den seneste afholdte kontakt ligger mindst det aftalte antal dage tilbage; "
            "uden nogen kontakt regnes fra start."
        ),
    ),
    "charged_open": (
        mark("Tiltalt, mens forløbet er i gang"),
        mark("Forløb i gang med en tiltale efter start. En tiltale er ikke en dom."),
    ),
    "goals_missing": (
        mark("Mål ikke aftalt"),
        mark("Forløb i gang uden skriftligt aftalte mål det aftalte antal dage efter start."),
    ),
    "wheel_missing": (
        mark("Livshjul mangler"),
        mark(
            "Forløb i gang, hvor den seneste fase begyndte for mindst det aftalte antal dage siden, og fasen ikke "
            "har et gyldigt livshjul."
        ),
    ),
    "document_overdue": (
        mark("Dokument mangler"),
        mark(
            "Forløb i gang, hvor en rapport, et møde eller en anden opgave er mindst det aftalte antal dage over "
            "fristen, og en senere af samme slags ikke er gjort."
        ),
    ),
    "over_horizon": (
        mark("I gang længere end aftalt"),
        mark(
            "Forløb i gang, der er startet for så længe siden, at de bedømmes, som om de var slut."
        ),
    ),
}  # most pressing first

NEEDS = {  # beside whether the course is open; queries/derived/follow_up_reasons.sql has the same
    "no_shows": delivery.CONTACTS,
    "no_contact": delivery.CONTACTS,
    "charged_open": delivery.cases("charged_on"),
    "goals_missing": delivery.cases("goals_agreed_on"),
    "wheel_missing": (
        *delivery.SURVEY,
        *delivery.WHEELS,
        *delivery.cases("phase_2_on", "phase_3_on"),
    ),
    "document_overdue": delivery.DONE,
}


def figures() -> list[Figure]:
    """One count a reason, and the courses that have any of them."""
    counts = REASONS | {
        "courses": (
            mark("Forløb, der kræver opfølgning"),
            mark(
                "Forløb i gang med mindst én grund til opfølgning, hvert talt én gang. Grundene "
                "regnes fra datadatoen; er der valgt en periode, tælles kun forløb startet i den."
            ),
        )
    }
    return [
        Figure(
            f"followup_{reason}_count", "courses", "count", "count", "follow_up_counts", "started",
            label, definition, needs=(*delivery.ENDED, *NEEDS.get(reason, ())),
            uses=tuple(chain(*NEEDS.values())) if reason == "courses" else (),
        )
        for reason, (label, definition) in counts.items()
    ]  # fmt: skip
