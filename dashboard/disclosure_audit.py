"""The attacker's view: what can be worked out from every table of a municipality together.

Each table is a system of linear constraints on counts by quarter: parts add up to their whole,
editions overlap by three quarters, and what has happened stays happened. For every hidden count the
least and the greatest value that fit all of them are found by linear programming; fewer than five
whole numbers in between is a disclosure (requirement C7).
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array, eye_array, hstack, kron, vstack

from dashboard import edition_list, schema
from dashboard.catalogue import Row
from dashboard.disclosure import MANY, Rule, Span, hide, hide_n, is_exact, is_hidden, k_span, n_span

FEWEST_FITTING = 5  # whole numbers a hidden count must still be able to be
FEWEST_FITTING_SHOWN = 2  # and one that is shown rounded
PERIOD, COHORT = 4, 8  # quarters
MONTHS = 3  # in a quarter
CLOSE = 1e-6  # what a solver calls the same
Quarter = int  # 4 * year + 0..3
Published = Mapping[str, Row]  # one edition's rows by key: figure_id, or figure_id@1.2
Sum = dict[str, float]  # coefficient by variable
Terms = tuple[tuple[int, float], ...]  # the same by the variable's column
Found = tuple[str, int]  # a key, and the place of its edition among those known


@dataclass(frozen=True)
class Known:
    """One edition a reader has: its quarter, its rows, and the rule they were made by."""

    quarter: Quarter
    rows: Published
    rule: Rule


@dataclass
class System:
    """What is known of one table's counts. Variables are named and never negative."""

    columns: dict[str, int] = field(default_factory=dict)
    bounds: list[tuple[Sum, Span]] = field(default_factory=list)
    shown: list[Found] = field(default_factory=list)
    watched: list[tuple[Found, Sum, Span, int]] = field(default_factory=list)

    def know(self, what: Iterable[str], between: Span, less: Iterable[str] = ()) -> Sum:
        """That a sum of variables, less others, lies between two numbers."""
        total = dict.fromkeys(what, 1.0) | dict.fromkeys(less, -1.0)
        for name in total:
            self.columns.setdefault(name, len(self.columns))
        if between != (0, MANY) or less:
            self.bounds.append((total, between))
        return total

    def show(self, found: Found, what: Iterable[str], row: Row, between: Span) -> None:
        """A published count: what is known of it, and whether it may not be known better."""
        total = self.know(what, between)
        self.shown.append(found)
        if not is_exact(row) and not _cell(found[0]).tells_nothing_of_all:
            fewest = FEWEST_FITTING if is_hidden(row) else FEWEST_FITTING_SHOWN
            self.watched.append((found, total, between, fewest))

    def failing(self) -> set[Found]:
        """The counts that can be worked out too closely."""
        if not self.watched:
            return set()
        known = tuple((self._terms(total), between) for total, between in self.bounds)
        asked = tuple((self._terms(total), *how) for _found, total, *how in self.watched)
        bad = _too_close(len(self.columns), known, asked)
        return {found for (found, *_rest), is_bad in zip(self.watched, bad, strict=True) if is_bad}

    def _terms(self, total: Sum) -> Terms:
        return tuple((self.columns[name], weight) for name, weight in total.items())


def _cell(key: str) -> edition_list.Cell:
    return edition_list.CELLS[key.partition("@")[0]]


@lru_cache(maxsize=10_000)  # most tables of most small towns look alike
def _too_close(
    size: int, known: tuple[tuple[Terms, Span], ...], asked: tuple[tuple[Terms, Span, int], ...]
) -> tuple[bool, ...]:
    """Of each count asked about, whether fewer than so many whole numbers fit what is known.

    Never where everything from 0 to all fits. Where what is known does not hold together (a late
    registration changes the past) it is taken to be wrong by as little as possible in all.
    """
    matrix, limits = _inequalities(size, known)
    goals = np.array([_vector(size, terms) for terms, *_rest in asked])
    ends = _ends(goals, matrix, limits)
    if ends is None:
        ends = _one_by_one(*_forgiving(goals, matrix, limits))
    if ends is None:  # nothing is known of what can be known
        return (True,) * len(asked)
    return tuple(
        _is_too_close(math.ceil(low - CLOSE), math.floor(high + CLOSE), between, fewest)
        for low, high, (_terms, between, fewest) in zip(*ends, asked, strict=True)
    )


def _ends(
    goals: np.ndarray, matrix: csr_array, limits: np.ndarray
) -> tuple[np.ndarray, np.ndarray] | None:
    """The least and the greatest value of each goal, all in one program of independent copies."""
    copies = 2 * len(goals)
    found = linprog(
        np.concatenate([goals, -goals]).ravel(),
        kron(eye_array(copies), matrix, format="csr"),
        np.tile(limits, copies),
        bounds=(0, MANY),
        method="highs",
    )
    if found.status != 0:
        return None
    values = found.x.reshape(copies, -1)
    lows = np.einsum("ij,ij->i", goals, values[: len(goals)])
    highs = np.einsum("ij,ij->i", goals, values[len(goals) :])
    return lows, highs


def _one_by_one(
    goals: np.ndarray, matrix: csr_array, limits: np.ndarray
) -> tuple[np.ndarray, np.ndarray] | None:
    """_ends of one goal at a time: many copies of a large program are slow to solve together."""
    each = [_ends(goal[np.newaxis], matrix, limits) for goal in goals]
    found = [ends for ends in each if ends]
    if len(found) < len(each):
        return None
    return np.concatenate([low for low, _ in found]), np.concatenate([high for _, high in found])


def _forgiving(
    goals: np.ndarray, matrix: csr_array, limits: np.ndarray
) -> tuple[np.ndarray, csr_array, np.ndarray]:
    """The same with a variable for how wrong each thing known is, all of them as small as can be."""
    facts, size = matrix.shape
    wider = hstack([matrix, -eye_array(facts)], format="csr")
    wrong = np.concatenate([np.zeros(size), np.ones(facts)])
    least = linprog(wrong, wider, limits, bounds=(0, MANY), method="highs")
    together = vstack([wider, csr_array(wrong[np.newaxis])], format="csr")
    return (
        np.hstack([goals, np.zeros((len(goals), facts))]),
        together,
        np.append(limits, (least.fun if least.status == 0 else 0.0) + CLOSE),
    )


def _is_too_close(low: int, high: int, between: Span, fewest: int) -> bool:
    low, high = max(low, between[0]), min(high, between[1])  # slack does not unsay what is printed
    is_open = low <= 0 and high >= between[1]
    return high - low + 1 < fewest and not is_open


def _vector(size: int, terms: Terms) -> np.ndarray:
    vector = np.zeros(size)
    for column, weight in terms:
        vector[column] = weight
    return vector


def _inequalities(size: int, known: tuple[tuple[Terms, Span], ...]) -> tuple[csr_array, np.ndarray]:
    """Matrix and right side of "at most" for all that is known."""
    rows, limits = [np.zeros(size)], [0]
    for terms, (low, high) in known:
        vector = _vector(size, terms)
        if low > 0 or min(weight for _column, weight in terms) < 0:
            rows.append(-vector)
            limits.append(-low)
        if high < MANY:
            rows.append(vector)
            limits.append(high)
    return csr_array(np.array(rows)), np.array(limits, dtype=float)


Build = Callable[[Sequence[Known]], System]


def parts(name: str, cells: Mapping[str, tuple[str, str]], *, is_linked: bool) -> Build:
    """A table whose parts add up to its whole, quarter by quarter.

    cells: key -> the parts in its k and in its n, as letters. is_linked: whether a quarter's parts
    are the same in every edition.
    """

    def build(known: Sequence[Known]) -> System:
        system = System()
        for place, (quarter, rows, rule) in enumerate(map(_apart, known)):
            stamp = "" if is_linked else f"{quarter}:"
            back = _back(quarter) if is_linked else (quarter,)
            for key, (in_k, in_n) in cells.items():
                if key in rows:
                    k = [f"{name}{stamp}{part}{q}" for part in in_k for q in back]
                    n = [f"{name}{stamp}{part}{q}" for part in in_n for q in back]
                    system.know(n, n_span(rows[key], rule))
                    system.show((key, place), k, rows[key], k_span(rows[key], rule))
        return system

    return build


def _apart(known: Known) -> tuple[Quarter, Published, Rule]:
    return known.quarter, known.rows, known.rule


def _back(quarter: Quarter) -> range:
    return range(quarter - PERIOD + 1, quarter + 1)


def courses(known: Sequence[Known]) -> System:
    """Courses by quarter: begun, ended, open; and which had reached what when each edition was made."""
    system = System()
    for place, (quarter, rows, rule) in enumerate(map(_apart, known)):
        begun = [f"s{q}" for q in _back(quarter)]
        job, other = ([f"{kind}{q}" for q in _back(quarter)] for kind in "jr")
        counted = {
            "courses_started": begun, "courses_closed": [*job, *other],
            "courses_open": [f"o{quarter}"], "citizens": [f"c{quarter}"],
        }  # fmt: skip
        for key in counted.keys() & rows.keys():
            system.show((key, place), counted[key], rows[key], k_span(rows[key], rule))
        if row := rows.get("job_or_education_share"):
            system.know([*job, *other], n_span(row, rule))
            system.show(("job_or_education_share", place), job, row, k_span(row, rule))
        system.know([*begun, f"o{quarter - PERIOD}"], (0, MANY), less=[f"c{quarter}"])
        for key in STATUSES.keys() & rows.keys():
            _reached(system, key, place, known[place])
    if known:
        quarters = [each.quarter for each in known]
        for q in range(min(quarters) - PERIOD + 1, max(quarters) + 1):
            system.know([f"o{q - 1}", f"s{q}"], (0, 0), less=[f"o{q}", f"j{q}", f"r{q}"])
    return system


def _reached(system: System, key: str, place: int, known: Known) -> None:
    """Who of the courses of some quarters had reached something by one; it stays reached."""
    quarter, rows, rule = _apart(known)
    is_apart = key == "criterion_charged" and rule.is_charged_apart
    if STATUSES[key] and (rule.horizon_months % MONTHS or is_apart):
        back, own = [quarter], f"{key}:"  # no whole quarters of its own to put beside others
    elif STATUSES[key]:
        back = list(range(quarter - COHORT + 1, quarter - rule.horizon_months // MONTHS + 1))
        own = ""
    else:
        back, own = list(_back(quarter)), ""
    system.know([f"{own}s{q}" for q in back], n_span(rows[key], rule))
    names = [f"{key}{q}:{quarter}" for q in back]
    for q, name in zip(back, names, strict=True):
        system.know([f"{own}s{q}"], (0, MANY), less=[name])
        for before in (quarter - 1, quarter + 1):
            other = f"{key}{q}:{before}"
            if other in system.columns and not own:
                first, last = sorted((name, other), key=lambda each: int(each.rpartition(":")[2]))
                system.know([last], (0, MANY), less=[first])
    system.show((key, place), names, rows[key], k_span(rows[key], rule))


def _answers() -> dict[str, Build]:
    found = {}
    for item, answers in schema.SATISFACTION_ANSWERS.items():
        letters = dict(zip(answers, "abcdefgh", strict=False))
        everything = "".join(letters.values())
        cells = {f"satisfaction_{item}_{code}": (letters[code], everything) for code in answers}
        for key, codes in UNIONS.get(item, {}).items():
            cells[key] = "".join(letters[code] for code in codes), everything
        found[item] = parts(item, cells, is_linked=True)
    for respondent in ("citizen", "mentor"):
        cells = {
            f"coping_better_{respondent}": ("y", "yn"),
            f"coping_better_{respondent}_of_all": ("y", "ynd"),
        }
        found[f"coping_{respondent}"] = parts(respondent, cells, is_linked=True)
    return found


def thresholds_of(rows: Iterable[str]) -> list[str]:
    """The keys of the third promise at its other thresholds, the lowest first."""
    return sorted(key for key in rows if key.startswith("criterion_progress@"))


def progress(known: Sequence[Known]) -> System:
    """Reached at a higher threshold is reached at a lower; whoever reached it was measured."""
    keys = thresholds_of({key for each in known for key in each.rows})
    nested = [edition_list.MEASURED, "criterion_progress", *keys]
    letters = "zabcdefgh"  # z: not measured
    everything = letters[: len(nested) + 1]
    cells = {key: (everything[place + 1 :], everything) for place, key in enumerate(nested)}
    return parts("progress", cells, is_linked=False)(known)


UNIONS = {
    "assignment": {edition_list.UNWANTED: ("not_satisfied", "unnecessary")},
    "chemistry": {edition_list.CHEMISTRY: ("very_good", "good")},
}
# what may be reached, by whether its courses are those of the cohort; once reached it stays so
STATUSES = {"criterion_completed": True, "criterion_charged": True, "goals_agreed_share": False}
SYSTEMS: dict[str, Build] = {
    "courses": courses,
    "progress": progress,
    "wheel": parts(
        "wheel",
        {f"life_wheel_moved_{code}": (code[0], "uxd") for code in ("up", "down")}
        | {"life_wheel_moved_unchanged": ("x", "uxd")},
        is_linked=False,
    ),
    "responses": parts("responses", {"response_rate_satisfaction": ("a", "ab")}, is_linked=False),
    **_answers(),
}


def protect(others: Sequence[Known], own: Known) -> tuple[dict[str, Row], list[str]]:
    """One edition's rows with so much more hidden that nothing follows from it and the others.

    others: every edition that is out already. Also the names of tables where nothing helps, in
    which case it must not be published.
    """
    safe, hopeless = dict(own.rows), []
    for name, build in SYSTEMS.items():
        lost = build(others).failing()  # what the others give away by themselves
        while failing := build([*others, Known(own.quarter, safe, own.rule)]).failing() - lost:
            step = _hidden_more(failing, build, Known(own.quarter, safe, own.rule), len(others))
            if step is None:
                hopeless.append(name)
                break
            safe |= step
    return safe, hopeless


def _hidden_more(
    failing: set[Found], build: Build, own: Known, place: int
) -> dict[str, Row] | None:
    """The next step: no word of how small, then the smallest count that is shown, at last every n."""
    keys = [key for key, _place in build([own]).shown]
    rows = {key: own.rows[key] for key in keys if not is_exact(own.rows[key])}
    told = [key for key, at in sorted(failing) if at == place and _says_how_small(own.rows[key])]
    if told:
        return {key: hide(rows[key]) for key in told}
    shown = [key for key in rows if not is_hidden(rows[key])]
    if shown:
        smallest = min(shown, key=lambda key: (k_span(rows[key], own.rule), keys.index(key)))
        return {smallest: hide(rows[smallest])}
    without = {key: hide_n(rows[key]) for key in rows}
    return without if without != rows else None


def _says_how_small(row: Row) -> bool:
    return "; fewer_than:" in f"; {row['note']}" and "n_fewer_than" not in row["note"]
