"""What follows from what is known: counts as a system of linear constraints, and their least and
greatest values by linear programming.

For every hidden count there must remain at least five whole numbers that fit (requirement C7).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array, eye_array, hstack, kron, vstack

from dashboard.disclosure.control import MANY, Span

CLOSE = 1e-6  # what a solver calls the same
LARGE = 4000  # columns: from there on a program is slower than two of half its size
Sum = dict[str, float]  # coefficient by variable
Terms = tuple[tuple[int, float], ...]  # the same by the variable's column
Fact = tuple[Terms, Span]
Asked = tuple[Terms, Span, int]  # a sum, what its label allows, and how many numbers must fit it
Found = tuple[str, int]  # a key, and the place of its edition among those known


@dataclass
class System:
    """What is known of counts that have to do with each other. Variables are never negative."""

    columns: dict[str, int] = field(default_factory=dict)
    bounds: list[tuple[Sum, Span]] = field(default_factory=list)
    watched: list[tuple[Found, Sum, Span, int]] = field(default_factory=list)
    groups: dict[str, str] = field(default_factory=dict)  # which keys are hidden together

    def constrain(self, what: Iterable[str], between: Span, less: Iterable[str] = ()) -> Sum:
        """That a sum of variables, less others, lies between two numbers."""
        total = dict.fromkeys(what, 1.0) | dict.fromkeys(less, -1.0)
        for name in total:
            self.columns.setdefault(name, len(self.columns))
        if total and (between != (0, MANY) or less):
            self.bounds.append((total, between))
        return total

    def at_most(self, what: Iterable[str], others: Iterable[str]) -> None:
        """That a sum of variables is at most the sum of others."""
        self.constrain(others, (0, MANY), less=what)

    def protect(self, found: Found, what: Sum, between: Span, fewest: int) -> None:
        """That fewer than so many whole numbers may never fit this sum."""
        if what:
            self.watched.append((found, what, between, fewest))

    def disclosed(self) -> set[Found]:
        """The watched counts that can be worked out too closely."""
        if not self.watched:
            return set()
        asked = tuple((self._terms(total), *how) for _found, total, *how in self.watched)
        bad = _too_close(len(self.columns), self._facts(), asked)
        return {found for (found, *_rest), is_bad in zip(self.watched, bad, strict=True) if is_bad}

    def is_possible(self) -> bool:
        """Whether any counts fit everything that is known."""
        return _is_possible(len(self.columns), self._facts())

    def ranges(self, found: Iterable[Found]) -> list[tuple[float, float]] | None:
        """The least and the greatest value of watched counts; None where nothing fits."""
        totals = {each: self._terms(total) for each, total, *_rest in self.watched}
        matrix, limits = _inequalities(len(self.columns), self._facts())
        ways = np.array([_vector(len(self.columns), totals[each]) for each in found])
        points = _corners(np.concatenate([ways, -ways]), matrix, limits)
        if points is None:
            return None
        low, high = np.split(points, 2)
        return [
            (way @ least - CLOSE, way @ most + CLOSE)
            for way, least, most in zip(ways, low, high, strict=True)
        ]

    def _facts(self) -> tuple[Fact, ...]:
        return tuple((self._terms(total), between) for total, between in self.bounds)

    def _terms(self, total: Sum) -> Terms:
        return tuple((self.columns[name], weight) for name, weight in total.items())


@lru_cache(maxsize=10_000)  # most tables of most small towns look alike
def _too_close(size: int, known: tuple[Fact, ...], asked: tuple[Asked, ...]) -> tuple[bool, ...]:
    """Of each count asked about, whether fewer than so many whole numbers fit what is known.

    Never where everything from 0 to all fits. Where what is known does not hold together (a late
    registration changes the past) it is taken to be wrong by as little as possible in all.
    """
    matrix, limits = _inequalities(size, known)
    goals = np.array([_vector(size, terms) for terms, *_rest in asked])
    found = _fitting(goals, matrix, limits, asked)
    if found is None:
        found = _fitting(*_forgiving(goals, matrix, limits), asked)
    if found is None:  # nothing is known of what can be known
        return (True,) * len(asked)
    return tuple(
        bool(high - low + 1 < fewest and not (low <= 0 and high >= most))
        for low, high, (_terms, (_least, most), fewest) in zip(*found, asked, strict=True)
    )


@lru_cache(maxsize=10_000)
def _is_possible(size: int, known: tuple[Fact, ...]) -> bool:
    matrix, limits = _inequalities(size, known)
    return _corners(np.zeros((1, size)), matrix, limits) is not None


def _fitting(
    goals: np.ndarray, matrix: csr_array, limits: np.ndarray, asked: tuple[Asked, ...]
) -> tuple[np.ndarray, np.ndarray] | None:
    """The least and the greatest whole number found to fit each goal; None where nothing fits.

    Every solution is a point that fits for all goals at once, and what lies between two such points
    fits as well. So only the goals are asked about by themselves that do not yet have enough.
    """
    spans = np.array([between for _terms, between, _fewest in asked], dtype=float)
    fewest = np.array([least for *_rest, least in asked])
    low, high = np.full(len(goals), np.inf), np.full(len(goals), -np.inf)
    at_once = max(1, LARGE // (2 * matrix.shape[1]))
    for start in (None, *range(0, len(goals), at_once)):
        if start is None:
            ways = goals.sum(axis=0, keepdims=True)
        else:
            own = slice(start, start + at_once)
            ways = goals[own][(high - low + 1 < fewest)[own]]
        if len(ways):
            points = _corners(np.concatenate([ways, -ways]), matrix, limits)
            if points is None:
                return None
            # slack does not unsay what is printed
            values = np.clip(goals @ points.T, spans[:, :1], spans[:, 1:])
            low = np.minimum(low, np.ceil(values - CLOSE).min(axis=1))
            high = np.maximum(high, np.floor(values + CLOSE).max(axis=1))
    return low, high


def _corners(ways: np.ndarray, matrix: csr_array, limits: np.ndarray) -> np.ndarray | None:
    """For each way the point that goes least far along it, all in one program of copies."""
    done = linprog(
        ways.ravel(),
        kron(eye_array(len(ways)), matrix, format="csr"),
        np.tile(limits, len(ways)),
        bounds=(0, MANY),
        method="highs",
    )
    return done.x.reshape(len(ways), -1) if done.status == 0 else None


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


def _vector(size: int, terms: Terms) -> np.ndarray:
    vector = np.zeros(size)
    for column, weight in terms:
        vector[column] = weight
    return vector


def _inequalities(size: int, known: tuple[Fact, ...]) -> tuple[csr_array, np.ndarray]:
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
