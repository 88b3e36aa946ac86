"""Statistical disclosure control: what becomes of a figure row before anybody outside sees it.

Pure functions of a true row. What was done stands in the note:

    rounded:5         n and k are rounded to the nearest multiple of 5
    fewer_than:10     k is not shown: 0 to 9
    n_fewer_than:5    n is not shown either
    hidden            k is not shown, since other numbers would give it away (or it is everybody)
    n_hidden          nor is n
    percent_hidden    n is too small for a percentage
    n_exact, exact    n, or everything, is as it is: only for the responsible authority
    several_courses   many citizens have several, so that no verdict is given

Value, interval and verdicts come from the published numbers alone: a verdict is the one that holds
for every count that would have been published the same way.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product

from dashboard import statistics
from dashboard.catalogue import comparison
from dashboard.catalogue.figure import DECIMALS, Figure
from dashboard.catalogue.listing import FIGURES
from dashboard.catalogue.row import Record as Row
from dashboard.catalogue.row import from_record, record
from dashboard.disclosure.edition_cells import CELLS, Cell
from dashboard.foundation.settings import Settings

Span = tuple[int, int]  # the counts that are published alike, both ends included
SEVERAL = "several_courses"
MANY = 100_000  # more courses than a municipality has
FEWEST_FOR_A_MEAN = 10
MOST_OF_TWO = 0.90  # the (2, 90 %) dominance rule
LEAST_REST = 0.10  # the p % rule: the rest hides the largest by at least so much
OTHERS = "others"  # how many are left at most, where that is why k is hidden: in no file
NOTHING: Row = dict.fromkeys(("k", "value", "low", "high", "target_verdict", "target_status"))


@dataclass(frozen=True)
class Rule:
    """Below how many people a count is not shown, and to what others are rounded.

    The others say what the criteria count: what a reader may put side by side depends on it.
    """

    k: int
    k_sensitive: int
    base: int
    least_n_for_percent: int
    horizon_months: int = 12
    charges_complete_to: date | None = None
    threshold: float = 1.0
    counted_reasons: tuple[str, ...] = ()

    def least(self, cell: Cell) -> int:
        """The fewest people a count of the cell may be about."""
        return self.k_sensitive if cell.has_higher_k else self.k


def rule(agreed: Settings) -> Rule:
    """The rule as it was decided."""
    return Rule(
        agreed.disclosure_k,
        agreed.disclosure_k_sensitive,
        agreed.disclosure_base,
        agreed.disclosure_least_n_for_percent,
        agreed.horizon_months,
        agreed.charges_complete_to,
        agreed.wheel_threshold_points,
        agreed.counted_reasons,
    )


def agreed(settings: Settings) -> dict[str, str]:
    """Every setting of what municipalities may see, by its name."""
    return {
        name: ", ".join(value) if isinstance(value, tuple) else str(value)
        for name, value in settings
        if name.startswith("disclosure_")
    }


def rounded(count: int, base: int) -> int:
    """The nearest multiple of base; half of an even one goes up."""
    return base * ((count + base // 2) // base)


def span(published: int, base: int) -> Span:
    """The counts that are rounded to this one."""
    low = published - base // 2
    return max(0, low), low + base - 1


def protected(cell: Cell, true: Row, rule: Rule, repeats: int, *, is_authority: bool) -> Row:
    """The row as it may be published, without verdicts; for a mean without its interval too.

    repeats: by how much the rows of its population outnumber the people. What is hidden does not
    depend on the level.
    """
    if is_authority and cell.is_exact:
        return true | {"note": _joined(true["note"], "exact")}
    blank = true | NOTHING | {"note": None, "suppressed": False}
    if true["unit"] == "count":
        return blank | _count(true["value"], rule, repeats)
    if _is_mean(cell):
        return blank | _mean(true, rule, repeats)
    return blank | _share(cell, true, rule, repeats, is_n_exact=is_authority and cell.is_n_exact)


def possible_rows(row: Row, rule: Rule) -> list[Row]:
    """The row in every way it might have been published with this n."""
    cell, codes = CELLS[row["figure_id"]], codes_of(row)
    if row["unit"] == "count" or _is_without_n(row):
        return [row]
    found: dict[str, Row] = {}
    for k in range(row["n"] + 1):
        made = _share(cell, {"n": row["n"], "k": k}, rule, 0, is_n_exact="n_exact" in codes)
        told = row | NOTHING | {"suppressed": False} | made
        if "threshold_points" in codes:
            told["note"] = _joined(f"threshold_points:{codes['threshold_points']}", told["note"])
        found.setdefault(str(made), told)
    return list(found.values())


def suppress(row: Row) -> Row:
    """The row without its k, because other numbers would give it away."""
    if _is_without_n(row):
        return row
    codes = [code for code in _codes(row) if code.startswith(("rounded", "n_", "threshold"))]
    if row["unit"] == "count":
        codes = []
    told = row | NOTHING | {"suppressed": True, "note": _joined(*codes, "hidden")}
    return {key: value for key, value in told.items() if key != OTHERS}


def suppress_all(row: Row) -> Row:
    """The row with neither k nor n; an exact n stays."""
    if "n_exact" in _codes(row) or row["unit"] == "count":
        return suppress(row)
    codes = [code for code in _codes(row) if code.startswith("threshold")]
    return suppress(row) | {"n": None, "note": _joined(*codes, "hidden", "n_hidden")}


def _is_without_n(row: Row) -> bool:
    return row["n"] is None and row["unit"] != "count"


def is_suppressed(row: Row) -> bool:
    """Whether the count is not shown."""
    return bool(row["suppressed"])


def is_exact(row: Row) -> bool:
    """Whether the row is as it is."""
    return "exact" in _codes(row)


def n_span(row: Row, rule: Rule) -> Span:
    """What a reader of the row knows of its n (of its value, for a count)."""
    codes = codes_of(row)
    if "n_fewer_than" in codes:
        return 0, int(codes["n_fewer_than"]) - 1
    if "n_hidden" in codes:
        return 0, MANY
    if row["unit"] == "count":
        return k_span(row, rule)
    published = int(row["n"])
    if "rounded" not in codes or "n_exact" in codes:
        return published, published
    low, high = span(published, rule.base)
    cell = CELLS[row["figure_id"]]
    if not _is_mean(cell) and (not is_suppressed(row) or "fewer_than" in codes or OTHERS in row):
        return max(low, 2 * rule.least(cell)), high
    return max(low, rule.k), high


def k_span(row: Row, rule: Rule) -> Span:
    """What a reader of the row knows of its k (of its value, for a count)."""
    codes = codes_of(row)
    if "fewer_than" in codes:
        return 0, int(codes["fewer_than"]) - 1
    if OTHERS in row:
        low, high = n_span(row, rule)
        return max(low - row[OTHERS], rule.least(CELLS[row["figure_id"]])), high
    if is_suppressed(row):
        return 0, n_span(row, rule)[1] if row["unit"] != "count" else MANY
    published = int(row["value"] if row["unit"] == "count" else row["k"])
    if "rounded" not in codes:
        return published, published
    low, high = span(published, rule.base)
    return max(low, rule.least(CELLS[row["figure_id"]])), high


def compatible(row: Row, rule: Rule) -> Iterator[tuple[int, int]]:
    """Every corner of the (k, n) that would have been published as this row."""
    for k, n in product(k_span(row, rule), n_span(row, rule)):
        if n:
            yield min(k, n), n


def finished(row: Row, rule: Rule) -> Row:
    """The row with value, interval and target verdict, from its published numbers alone.

    Never official: that is for all courses of all municipalities together.
    """
    row = {key: value for key, value in row.items() if key != OTHERS}
    if is_exact(row) or is_suppressed(row) or row["k"] is None:
        return row
    row = row | _estimate(row, rule)
    if row["target"] is None:
        return row
    code = _shared(statistics.verdict(k, n, row["target"]) for k, n in compatible(row, rule))
    if SEVERAL in _codes(row) and code != "too_few":
        code = (
            "cannot_tell"  # courses are hardly independent, and the first ones are not told apart
        )
    return row | {"target_verdict": code, "target_status": "provisional"}


def compared(figure: Figure, row: Row, rule: Rule) -> list[Row]:
    """The row once for each benchmark, verdicts from the published numbers alone."""
    rows = _against(figure, row)
    if is_exact(row) or not figure.benchmarks:
        return rows
    if row["k"] is None:
        return [_unjudged(found) if is_suppressed(row) else found for found in rows]
    corners = [_against(figure, row | {"k": k, "n": n}) for k, n in compatible(row, rule)]
    return [
        found | {"benchmark_verdict": _shared(at["benchmark_verdict"] for at in beside)}
        for found, *beside in zip(rows, *corners, strict=True)
    ]


def guarded(progress: Row, at_thresholds: list[Row], measured: Row, rule: Rule) -> Row:
    """The third criterion's verdict, which must hold at every threshold and for enough measured.

    at_thresholds: the same published row at the other agreed thresholds; measured: how many
    anything can be said about.
    """
    code = progress["target_verdict"]
    if code in (None, "too_few"):
        return progress
    (n_low, n_high), (low, high) = n_span(progress, rule), k_span(measured, rule)
    if 2 * high < n_low:
        return progress | {"target_verdict": None, "note": _joined(progress["note"], "coverage")}
    if 2 * low < n_high or (code == "below" and not _is_below_with(progress, n_high - low, rule)):
        return _undecided(progress, "coverage")
    if any(is_suppressed(row) or row["target_verdict"] != code for row in at_thresholds):
        return _undecided(progress, "threshold")
    return progress


def _is_below_with(row: Row, unknown: int, rule: Rule) -> bool:
    """Whether it would be below even if everyone without a second wheel and an event had moved."""
    k, n = k_span(row, rule)[1] + unknown, n_span(row, rule)[0]
    return k <= n and statistics.verdict(k, n, row["target"]) == "below"


def _undecided(row: Row, note: str) -> Row:
    return row | {"target_verdict": "cannot_tell", "note": _joined(row["note"], note)}


def _shared(verdicts: Iterable[str | None]) -> str | None:
    """The verdict every compatible count has; else it cannot be told."""
    first, *others = set(verdicts)
    return "cannot_tell" if others or first == "borderline" else first


def _unjudged(row: Row) -> Row:
    if row["comparability"] == "not_comparable":
        return row
    return row | {"benchmark_verdict": None}


def _count(value: int, rule: Rule, repeats: int) -> Row:
    if value < rule.k:
        return {"suppressed": True, "note": f"fewer_than:{rule.k}"}
    if value - repeats < rule.k:
        return {"suppressed": True, "note": "hidden"}
    return {"value": rounded(value, rule.base), "note": f"rounded:{rule.base}"}


def _share(cell: Cell, true: Row, rule: Rule, repeats: int, *, is_n_exact: bool) -> Row:
    """k and n as they may be published.

    "Fewer than" is said only where as many again could be meant by "hidden": of a smaller n every k
    is hidden alike, and so is a k that is (nearly) everybody, which tells of each of them.
    """
    n, k, least = true["n"], true["k"] or 0, rule.least(cell)
    if not is_n_exact and n - repeats < rule.k:
        return _without_n(n, rule)
    shown: Row = {"n": n if is_n_exact else rounded(n, rule.base)}
    how = [f"rounded:{rule.base}", *(["n_exact"] if is_n_exact else [])]
    is_large = min(n, rounded(n, rule.base)) >= 2 * least
    if is_large and k < least:
        how.append(f"fewer_than:{least}")
    elif is_large and _is_everybody(cell, k, n, rule):
        how.append("hidden")
        shown[OTHERS] = _most_others(cell, rule)
    elif not is_large or k - repeats < least:
        how.append("hidden")
    else:
        return shown | {"k": rounded(k, rule.base), "note": _joined(*how)}
    return shown | {"suppressed": True, "note": _joined(*how)}


def _is_mean(cell: Cell) -> bool:
    return FIGURES[cell.figure_id].estimator in ("mean", "share_of_course")


def _is_everybody(cell: Cell, k: int, n: int, rule: Rule) -> bool:
    """Whether so few are left that it says of nearly each of them what is counted.

    Asked of the smallest count that is rounded alike, so that it is the same for all of them.
    """
    if cell.is_group_disclosure_harmless:
        return False
    if cell.has_higher_k or cell.is_n_exact:
        return span(rounded(k, rule.base), rule.base)[0] > n - _many_enough(cell, rule)
    return rounded(k, rule.base) >= rounded(n, rule.base)


def _most_others(cell: Cell, rule: Rule) -> int:
    """The most that can be left where k is hidden because it is (nearly) everybody."""
    is_strict = cell.has_higher_k or cell.is_n_exact
    return (_many_enough(cell, rule) if is_strict else rule.base) - 1


def _many_enough(cell: Cell, rule: Rule) -> int:
    """How many must be left, so that at least k counts are hidden together wherever n lies."""
    return max(rule.least(cell), rule.k + rule.base - 1)


def _without_n(n: int, rule: Rule) -> Row:
    few = n < rule.k
    note = f"fewer_than:{rule.k}; n_fewer_than:{rule.k}" if few else "hidden; n_hidden"
    return {"n": None, "suppressed": True, "note": note}


def _mean(true: Row, rule: Rule, repeats: int) -> Row:
    n = true["n"]
    if n - repeats < rule.k:
        return _without_n(n, rule)
    shown: Row = {"n": rounded(n, rule.base), "note": f"rounded:{rule.base}"}
    fewest = max(FEWEST_FOR_A_MEAN, rule.least_n_for_percent)
    if n - repeats < fewest or shown["n"] < fewest or _is_dominated(true, repeats):
        return shown | {"suppressed": True, "note": f"{shown['note']}; hidden"}
    # a sum over the rounded n: the mean itself would undo the rounding
    decimals = 2 if true["unit"] == "share" else DECIMALS[true["unit"]]
    mean, top = true["value"] * n / shown["n"], FIGURES[true["figure_id"]].scale[1]
    return shown | {"value": round(mean if top is None else min(mean, top), decimals)}


def _is_dominated(true: Row, repeats: int) -> bool:
    """Whether one or two people may make up so much of a sum that it tells of them.

    From above: nobody lies further from the mean than sd times the root of n - 1 (Samuelson), and
    one person has at most all the repeats courses.
    """
    top = FIGURES[true["figure_id"]].scale[1]
    if top is None:
        if true["high"] is None:
            return True
        top = true["value"] + statistics.sd_behind(true["n"], true["value"], true["high"]) * (
            (true["n"] - 1) ** 0.5
        )
    largest, total = (1 + repeats) * top, true["value"] * true["n"]
    return bool(2 * largest >= MOST_OF_TWO * total or total - 2 * largest < LEAST_REST * largest)


def _estimate(row: Row, rule: Rule) -> Row:
    k, n = row["k"], row["n"]
    if n < rule.least_n_for_percent:
        return {"note": _joined(row["note"], "percent_hidden")}
    low, high = statistics.wilson(k, n)
    return {"value": k / n, "low": low, "high": high}


def _against(figure: Figure, row: Row) -> list[Row]:
    return [record(found) for found in comparison.compared(from_record(row, figure))]


def codes_of(row: Row) -> dict[str, str]:
    """The codes of the note with what follows them: {"rounded": "5", "hidden": ""}."""
    return {code.partition(":")[0]: code.partition(":")[2] for code in _codes(row)}


def _codes(row: Row) -> list[str]:
    return list(filter(None, (row["note"] or "").split("; ")))


def _joined(*notes: str | None) -> str | None:
    return "; ".join(filter(None, notes)) or None
