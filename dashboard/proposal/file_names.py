"""What files are called: after a table or a questionnaire of ours, and alike but for a year or a month."""

import re

from dashboard.foundation.plain_text import heading_key
from dashboard.foundation.schema import TABLES
from dashboard.ingest import vocabulary

MONTH = "|".join(
    sorted((re.escape(w) for each in vocabulary.months() for w in each), key=len, reverse=True)
)
CHANGING = re.compile(rf"[0-9]+([-_. ][0-9]+)*|\b({MONTH})\b", re.IGNORECASE)


def pattern(files: list[str], every: set[str]) -> list[str]:
    """One pattern for files that differ in a year or a month alone, if it takes no other file; else their names."""
    patterns = {CHANGING.sub("*", file) for file in files}
    if len(patterns) > 1:
        return files
    one = re.sub(r"\*[*\s.-]*\*", "*", patterns.pop())
    taken = {file for file in every if re.fullmatch(re.escape(one).replace(r"\*", ".*"), file)}
    return [one] if taken == set(files) and one.count("*") < len(one) else files


def instrument_called(name: str) -> str:
    """The questionnaire a file and its sheet are called after; "" where they name none, or two."""
    key = heading_key(name)
    known = vocabulary.codes("survey_results", "instrument")
    named = {code for code, words in known.items() if any(heading_key(w) in key for w in words)}
    return named.pop() if len(named) == 1 else ""


def table_called(name: str) -> str:
    """The table a file or sheet is called after; "" where its name says nothing."""
    key = heading_key(name)
    for table in TABLES:
        if any(heading_key(word) in key for word in (table.name, *vocabulary.tables()[table.name])):
            return table.name
    return ""
