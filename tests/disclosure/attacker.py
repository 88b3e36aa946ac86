"""A curious reader with every report of a municipality and a solver: what can be worked out?

Written apart from the audit: it reads edition files only, sets up its own unknowns (how many of each
kind began, ended or answered in each quarter) and asks for the least and the greatest value of
everything that is not shown, over all tables, quarters and both levels together.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array, eye_array, kron

from dashboard.foundation.schema import SATISFACTION_ANSWERS

K, K_SENSITIVE, BASE, PLENTY = 5, 10, 5, 10_000
SENSITIVE = ("criterion_charged", "criterion_progress", "life_wheel_moved")
EVERYTHING_ELSE = "rest"


def quarter_number(name: str) -> int:
    return 4 * int(name[:4]) + int(name[-1])


class Attack:
    """Unknowns by name, and what the reports say of sums of them."""

    def __init__(self, contents: Iterable[dict[str, Any]], after: str = "public") -> None:
        """after: the level whose hidden counts are sought."""
        self.after = after
        self.names: dict[str, int] = {}
        self.facts: list[tuple[dict[str, int], float, float]] = []
        self.hidden: list[tuple[str, str, dict[str, int], int]] = []
        self.told: dict[frozenset[str], tuple[float, float]] = {}
        self.contents = list(contents)
        for content in self.contents:
            quarter = quarter_number(content["quarter"])
            rows = {row["figure_id"]: row for row in content["rows"]}  # alike but for yardsticks
            for row in [*rows.values(), *content["guards"]]:
                self.read(row, quarter, content)
        self.ever_after()

    def read(self, row: dict[str, Any], quarter: int, content: dict[str, Any]) -> None:
        figure, note = row["figure_id"], row["note"] or ""
        found = unknowns(figure, note, quarter, content["level"])
        if found is None:
            return
        of_k, of_n = found
        low, high = said_of_n(row, note)
        self.fact(of_n, low, high)
        k_low, k_high = said_of_k(row, note, high)
        total = self.fact(of_k, k_low, k_high)
        # that somebody was measured tells nothing of them
        tells = not figure.endswith("measured_share")
        if row["suppressed"] and tells and content["level"] == self.after:
            self.hidden.append((content["quarter"], figure + note, total, min(k_high, high)))

    def fact(self, what: Iterable[str], low: float, high: float) -> dict[str, int]:
        total = dict.fromkeys(what, 1)
        for name in total:
            self.names.setdefault(name, len(self.names))
        self.facts.append((total, low, high))
        told = self.told.get(frozenset(total), (0, PLENTY))
        self.told[frozenset(total)] = max(low, told[0]), min(high, told[1])
        return total

    def ever_after(self) -> None:
        """Whoever has been charged or has completed by one quarter has by the next; and what is open
        is what was, with those who began and without those who ended.
        """
        seen = sorted({quarter_number(content["quarter"]) for content in self.contents})
        for q in range(seen[0] - 3, seen[-1] + 1) if seen else ():
            moves = {f"open:{q - 1}": 1, f"began:{q}": 1, f"open:{q}": -1,
                     f"ended:job:{q}": -1, f"ended:{EVERYTHING_ELSE}:{q}": -1}  # fmt: skip
            for name in moves:
                self.names.setdefault(name, len(self.names))
            self.facts.append((moves, 0, 0))
        for name in list(self.names):
            found = re.fullmatch(
                r"(criterion_completed|criterion_charged|goals_agreed_share):yes:(\d+)@(\d+)", name
            )
            if found:
                kind, began, seen = found[1], found[2], int(found[3])
                later = f"{kind}:yes:{began}@{seen + 1}"
                if later in self.names:
                    self.facts.append(({later: 1, name: -1}, 0, PLENTY))
                no = f"{kind}:no:{began}@{seen}"
                self.names.setdefault(no, len(self.names))
                self.names.setdefault(f"began:{began}", len(self.names))
                self.facts.append(({name: 1, no: 1, f"began:{began}": -1}, 0, 0))

    def solve(self) -> list[tuple[str, str, float, float, int]]:
        """Quarter, figure, least and greatest value, and what the label alone allows, of each."""
        found = []
        for part in self.unrelated():
            own = [each for each in self.hidden if next(iter(each[2])) in part]
            if own:
                facts = [fact for fact in self.facts if next(iter(fact[0])) in part]
                found += ends_of(own, facts, {name: place for place, name in enumerate(part)})
        return found

    def subtract(self) -> list[tuple[str, str, float, float, int]]:
        """The same by paper and pencil: a total less its other parts, or its own parts added."""
        return [
            (quarter, figure, *self.by_hand(frozenset(total)), most)
            for quarter, figure, total, most in self.hidden
        ]

    def by_hand(self, sought: frozenset[str]) -> tuple[float, float]:
        ends = list(self.sums(sought))
        for total, (low, high) in self.told.items():
            if total > sought:
                ends += [(low - most, high - least) for least, most in self.sums(total - sought)]
        return max(low for low, _high in ends), min(high for _low, high in ends)

    def sums(self, whole: frozenset[str]) -> Iterator[tuple[float, float]]:
        """Least and greatest of a whole, from every set of told parts that makes it up."""
        if not whole:
            yield 0, 0
            return
        first = min(whole)
        for part, (low, high) in self.told.items():
            if first in part and part <= whole:
                for least, most in self.sums(whole - part):
                    yield low + least, high + most

    def unrelated(self) -> list[list[str]]:
        """The unknowns, those that some fact ties together in one list."""
        group = {name: {name} for name in self.names}
        for total, _low, _high in self.facts:
            together = set().union(*(group[name] for name in total))
            for name in together:
                group[name] = together
        return [list(each) for each in {id(each): each for each in group.values()}.values()]


def ends_of(hidden, facts, places):
    """Every least and greatest value of one group of unknowns, from one program of many copies."""
    matrix, limits = [np.zeros(len(places))], [0.0]
    for total, low, high in facts:
        line = np.zeros(len(places))
        for name, weight in total.items():
            line[places[name]] = weight
        if high < PLENTY:
            matrix.append(line)
            limits.append(high)
        if low > 0 or min(total.values()) < 0:
            matrix.append(-line)
            limits.append(-low)
    goals = np.zeros((len(hidden), len(places)))
    for goal, (_quarter, _figure, total, _most) in zip(goals, hidden, strict=True):
        goal[[places[name] for name in total]] = 1
    copies = 2 * len(hidden)
    done = linprog(
        np.concatenate([goals, -goals]).ravel(),
        kron(eye_array(copies), csr_array(np.array(matrix)), format="csr"),
        np.tile(limits, copies),
        bounds=(0, PLENTY),
        method="highs",
    )
    assert done.status == 0, (hidden[0][:2], done.message)
    values = (np.concatenate([goals, goals]) * done.x.reshape(copies, -1)).sum(axis=1)
    return [
        (quarter, figure, values[place], values[place + len(hidden)], most)
        for place, (quarter, figure, _total, most) in enumerate(hidden)
    ]


def unknowns(
    figure: str, note: str, quarter: int, level: str
) -> tuple[list[str], list[str]] | None:
    """The names of what is counted in k and in n; None for what is no count of people."""
    four = range(quarter - 3, quarter + 1)
    if figure == "courses_open":
        return [f"open:{quarter}"], [f"open:{quarter}"]
    if figure == "citizens":
        return [f"people:{quarter}"], [f"people:{quarter}"]
    if figure == "courses_started":
        names = [f"began:{q}" for q in four]
        return names, names
    if figure in ("courses_closed", "job_or_education_share"):
        job = [f"ended:job:{q}" for q in four]
        everyone = [*job, *(f"ended:{EVERYTHING_ELSE}:{q}" for q in four)]
        return (everyone if figure == "courses_closed" else job), everyone
    if figure in ("criterion_completed", "criterion_charged"):
        began = range(quarter - 7, quarter - 3)
        return [f"{figure}:yes:{q}@{quarter}" for q in began], [f"began:{q}" for q in began]
    if figure == "goals_agreed_share":
        return [f"{figure}:yes:{q}@{quarter}" for q in four], [f"began:{q}" for q in four]
    if figure.startswith("criterion_progress"):
        return nested(figure, note, quarter)
    if figure.startswith("life_wheel_moved_"):
        moves = [f"wheel:{move}@{quarter}" for move in ("up", "unchanged", "down")]
        return [f"wheel:{figure.rpartition('_')[2]}@{quarter}"], moves
    return answers(figure, four)


def nested(figure: str, note: str, quarter: int) -> tuple[list[str], list[str]]:
    """Reached at 2.1, at 1.7 but not 2.1, ... measured but not reached, not measured."""
    order = ["2.1", "1.7", "1.2", "1.0", "measured", "not"]
    found = re.search(r"threshold_points:([\d.]+)", note)
    last = "measured" if figure.endswith("measured_share") else found[1] if found else "1.0"
    names = [f"progress:{each}@{quarter}" for each in order]
    return names[: order.index(last) + 1], names


def answers(figure: str, four: Iterable[int]) -> tuple[list[str], list[str]] | None:
    groups = {
        f"satisfaction_{item}_{answer}": (item, [answer], given)
        for item, given in SATISFACTION_ANSWERS.items()
        for answer in given
    }
    groups["mentor_unwanted_share"] = (
        "assignment", ["not_satisfied", "unnecessary"], SATISFACTION_ANSWERS["assignment"],
    )  # fmt: skip
    groups["chemistry_good_share"] = (
        "chemistry", ["very_good", "good"], SATISFACTION_ANSWERS["chemistry"],
    )  # fmt: skip
    for who in ("citizen", "mentor"):
        groups[f"coping_better_{who}"] = (f"coping {who}", ["yes"], ("yes", "no"))
        groups[f"coping_better_{who}_of_all"] = (
            f"coping {who}",
            ["yes"],
            ("yes", "no", "dont_know"),
        )
    if figure not in groups:
        return None
    item, counted, asked = groups[figure]
    four = list(four)
    return (
        [f"{item}:{answer}:{q}" for answer in counted for q in four],
        [f"{item}:{answer}:{q}" for answer in asked for q in four],
    )


def said_of_n(row: dict[str, Any], note: str) -> tuple[float, float]:
    codes = note.split("; ")
    if row["unit"] == "count":
        return said_of_k(row, note, PLENTY)
    if "n_fewer_than:5" in codes:
        return 0, K - 1
    if row["n"] is None:
        return 0, PLENTY
    if "n_exact" in codes or "rounded:5" not in codes:
        return row["n"], row["n"]
    return max(K, row["n"] - 2), row["n"] + 2


def said_of_k(row: dict[str, Any], note: str, most: float) -> tuple[float, float]:
    codes = note.split("; ")
    least = K_SENSITIVE if row["figure_id"].startswith(SENSITIVE) else K
    if row["figure_id"].endswith("measured_share"):
        least = K
    fewer = [code for code in codes if code.startswith("fewer_than")]
    if fewer:
        return 0, int(fewer[0].partition(":")[2]) - 1
    if row["suppressed"]:
        return 0, most
    published = row["value"] if row["unit"] == "count" else row["k"]
    if "rounded:5" not in codes:
        return published, published
    nearest = 5 * ((published + 2) // 5)
    return max(least, nearest - 2), nearest + 2
