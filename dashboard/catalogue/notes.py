"""The codes of a row's note, and what stands behind them."""

from dashboard.catalogue.figure import Row

# what disclosure control notes on a row of an edition
ROUNDED, N_EXACT, FEWER, FEWER_PEOPLE = "rounded", "n_exact", "fewer_than", "n_fewer_than"
EXACT = "exact"  # everything of the row is as it is
HIDING = {FEWER, FEWER_PEOPLE, "hidden", "n_hidden", "percent_hidden"}


def noted(row: Row, code: str) -> list[str]:
    """What follows each of a code's occurrences in the note: the columns of not_measured."""
    found = (each.partition(":") for each in (row["note"] or "").split("; "))
    return [rest for name, _sep, rest in found if name == code]


def notes(row: Row) -> dict[str, str]:
    """The codes of the note with what follows them: {"open_after_h": "4", "computed": ""}."""
    codes = {}
    for code in filter(None, (row["note"] or "").split("; ")):
        name, _sep, rest = code.replace(":", " ", 1).partition(" ")
        codes[name] = rest
    return codes
