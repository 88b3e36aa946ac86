"""docs/columns.md, from the schema and the vocabulary: `make columns` writes it, test_docs holds it to them."""

import sys

from dashboard.foundation.schema import ANSWERS, INSTRUMENTS, SCORE_RANGES, TABLES, Column, Table
from dashboard.ingest import vocabulary

HEAD = """# The names a recipe uses

What stands to the right of `=` in a `recipe.toml`: our columns and codes, each with its Danish word. Written by
`make columns` from the schema and the vocabulary. **Bold** must be in every row.
"""
KINDS = {
    "string": "text", "date": "a day", "timestamp": "a day and a time", "integer": "a whole number",
    "number": "a number", "boolean": "`true`, `false`", "municipality": "four digits, or the municipality's name",
}  # fmt: skip
VALUES = {
    "item": "a question: see below",
    "answer": "an answer: see below",
    "score": "; ".join(f"{low} to {high} ({name})" for name, (low, high) in SCORE_RANGES.items()),
}


def page() -> str:
    """The whole page."""
    parts = [HEAD]
    for table in TABLES:
        parts.append(f"## {table.name}\n\n| column | Danish | holds |\n|---|---|---|\n")
        parts += [row(table, column) for column in table.columns]
        parts.append("\n")
    parts.append(
        "## Questions and answers\n\n| questionnaire | item | Danish | answers |\n|---|---|---|---|\n"
    )
    for instrument in INSTRUMENTS:
        for item, words in vocabulary.items(instrument).items():
            answers = ANSWERS.get(instrument, {}).get(item, ())
            said = coded(answers, vocabulary.answers(instrument, item)) or VALUES["score"]
            parts.append(f"| {instrument} | `{item}` | {words[0]} | {said} |\n")
    return "\n".join(parts[:1]) + "\n" + "".join(parts[1:])


def row(table: Table, column: Column) -> str:
    """One column of a table."""
    name = f"`{column.name}`" if column.nullable else f"**`{column.name}`**"
    holds = VALUES.get(column.name) or KINDS.get(column.type)
    if not holds:
        holds = coded(column.codes, vocabulary.codes(table.name, column.name))
    return f"| {name} | {vocabulary.headings(table.name, column.name)[0]} | {holds} |\n"


def coded(codes: tuple[str, ...], words: vocabulary.Mapping[str, vocabulary.Words]) -> str:
    """Codes, each with its Danish word."""
    return ", ".join(f"`{code}` {words[code][0]}" for code in codes)


if __name__ == "__main__":
    sys.stdout.write(page())
