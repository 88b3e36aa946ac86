"""What Borgernes ord shows: citizens' own words, by question and by nothing else.

For the owner alone: whoever knows a citizen may know the words again.
"""

from collections.abc import Sequence
from typing import Any

from dashboard.foundation import terms
from dashboard.foundation.words import text as _


def caption() -> str:
    """What the words are shown without, and where they never go."""
    return _(
        "Spurgt som i 2016 (KeepGoing 2016 s. 20–22). Svarene står i tilfældig rækkefølge "
        "uden forløb, dato og kommune. Filtrene gælder ikke, og svarene kommer aldrig med i filer eller rapporter. "
        "Et navn, som nogen har skrevet i et svar, står der: del det ikke."
    )


def questions() -> dict[str, str]:
    """The open questions as they were asked: code to words."""
    return {code: _(question) for code, question in terms.OPEN_QUESTIONS.items()}


def of(comments: Sequence[dict[str, Any]], question: str) -> list[str]:
    """The answers to one question, as written."""
    return [row["text"] for row in comments if row["question"] == question]
