"""Files that are called the same but for a year or a month, as one pattern."""

import re

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
