"""The phase a heading says beside what it asks: "Bolig start", "Slut - Bolig"."""

import re
from functools import cache

from dashboard.foundation.plain_text import heading_key
from dashboard.ingest import vocabulary

NUMBERED = re.compile(r"(?:fase|phase)[ _.]?([23])(?![0-9])(.*)")
# of another day than the one the phase began
OTHERS = re.compile(
    r"slut|færdig|gennemført|ophør|til(?![a-zæøå])|end|complet|forvent|plan|evaluer|møde|mål"
)


def number(heading: str) -> str:
    """The number of the phase whose beginning a heading with a name of its own may be; "" where it is none."""
    found = NUMBERED.match(heading_key(heading))
    return found[1] if found and not OTHERS.search(found[2]) else ""


def split_phase(heading: str) -> tuple[str, str]:
    """The phase a heading begins or ends with, and the rest of it; ("", heading) where there is none."""
    key = " ".join("".join(c if c.isalnum() else " " for c in heading_key(heading)).split())
    words = [
        (heading_key(word), phase)
        for phase, each in _phases().items()
        for word in each
        if len(word) > 1
    ]
    for word, phase in sorted(words, key=lambda each: -len(each[0])):
        if key.endswith(" " + word):
            return phase, key.removesuffix(word).strip()
        if key.startswith(word + " "):
            return phase, key.removeprefix(word).strip()
    return "", heading


@cache
def _phases() -> dict[str, tuple[str, ...]]:
    known = dict(vocabulary.codes("survey_results", "phase"))
    between = [w for w, ours in vocabulary.ambiguous_words("phase").items() if ours[0] == "phase_2"]
    return known | {
        "start": (*known["start"], "Start"),  # beside a domain it is no name of the third phase
        "phase_2": (*known["phase_2"], *between),
    }
