"""Draws what municipalities are told: the one place that sees both the truth and what is published.

Which groups there are follows from days alone; what is drawn for one is drawn once, and again only
where the owner orders a revision.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from itertools import groupby

import polars as pl

from dashboard.catalogue.released import (
    COURSES,
    FIGURES,
    RELEASES,
    SQUARED,
    SUMMED,
    TALLIED,
    YES,
    Limits,
    Release,
)
from dashboard.catalogue.scope import Scope
from dashboard.disclosure import draws, groups
from dashboard.disclosure.draws import Place
from dashboard.disclosure.groups import Start
from dashboard.editions import release_table
from dashboard.editions.release_table import MOST_REVISIONS, NONE, Drawn, ReleaseTable, Told
from dashboard.figures import criteria
from dashboard.figures.measured import lacking
from dashboard.foundation.quarters import Quarter
from dashboard.foundation.settings import Settings
from dashboard.snapshots.warehouse import Warehouse

Counts = dict[str, int]  # true numbers by answer


class Releasing:
    """The new lines of the release table that a snapshot gives rise to."""

    def __init__(self, warehouse: Warehouse, table: ReleaseTable, secret: bytes) -> None:
        self.warehouse, self.table, self.secret = warehouse, table, secret
        self.agreed: Settings = warehouse.snapshot.settings
        self.day: date = warehouse.snapshot.data_to
        given = criteria.parameters(self.agreed)
        self.starts = self._keyed(warehouse.query("groups/starts")).with_columns(
            population=pl.lit(COURSES)
        )
        self.answers = self._keyed(warehouse.query("groups/answers"))
        self.outcomes = self._keyed(warehouse.query("groups/outcomes", **given))
        # in any municipality: a course that is moved is told of where it was
        self.seen: dict[str, set[str]] = defaultdict(set)
        for (_code, population), told in table.groups.items():
            self.seen[population].update(member for group in told for member in group.members)
        self.measured = {name for name, each in RELEASES.items() if self._is_measured(each)}

    def _keyed(self, rows: pl.DataFrame) -> pl.DataFrame:
        members = rows["member"].unique()
        keys = [release_table.key(self.secret, member) for member in members]
        keyed = pl.DataFrame({"member": members, "key": pl.Series(keys, dtype=pl.String)})
        return rows.join(keyed, on="member", how="left", maintain_order="left")

    def _is_measured(self, release: Release) -> bool:
        """Whether the export has what it is counted from, and somebody it can be counted of."""
        figure = FIGURES[next(iter(release.figures))]
        delivered = self.warehouse.snapshot.delivered
        if lacking(figure, self.warehouse, Scope()):
            return False
        # where no charge is kept, none of anybody is good news that nobody knows to be true
        return release.budget != "charges" or all(
            criteria.is_registered(figure.criterion, need.columns, self.agreed)
            for need in delivered.unfilled(figure.needs)
        )

    def not_measured(self) -> list[str]:
        """The figures the export does not hold what they are counted from."""
        return [
            id_
            for name, each in RELEASES.items()
            if name not in self.measured
            for id_ in each.figures
        ]

    def municipalities(self) -> list[str]:
        """Every municipality a course began in."""
        return sorted(self.starts["municipality_code"].unique())

    def expected(self, code: str) -> Quarter | None:
        """The quarter a municipality's first group of courses is expected in."""
        rows = self.starts.filter(municipality_code=code).select("day", "key", "citizen")
        starts = [Start(*row) for row in rows.iter_rows()]
        return groups.expected(starts, self.agreed.horizon_months, Quarter.of(self.day))

    def new_groups(self) -> list[Told]:
        """The groups that are ripe and not told of yet, of every municipality and population."""
        columns = ("municipality_code", "population", "day", "key", "citizen")
        both = pl.concat([self.starts.select(columns), self.answers.select(columns)])
        told_to = pl.DataFrame(
            [(*place, found[-1].last.last) for place, found in self.table.groups.items()],
            schema={"municipality_code": pl.String, "population": pl.String, "told_to": pl.Date},
            orient="row",
        )
        rows = both.join(told_to, on=["municipality_code", "population"], how="left")
        is_new = pl.col("told_to").is_null() | (pl.col("day") > pl.col("told_to"))
        new = rows.filter(is_new).select(columns).sort(columns[:4])
        return [
            told
            for place, found in groupby(new.iter_rows(), lambda row: (row[0], row[1]))
            for told in self._ripe(place, [Start(*row[2:]) for row in found])
        ]

    def _ripe(self, place: tuple[str, str], starts: list[Start]) -> Iterator[Told]:
        before = self.table.groups.get(place, [])
        seen = self.seen[place[1]]
        horizon = self.agreed.horizon_months if place[1] == COURSES else 0
        after = before[-1].last if before else None
        first: dict[str, Start] = {}  # who answers twice is told of once
        for start in starts:
            if start.id not in seen:
                first.setdefault(start.id, start)
        for group in groups.cut(first.values(), after):
            if not group.is_closed or group.ripe_on(horizon) > self.day:
                return
            members = tuple(start.id for start in group.members)
            seen.update(members)
            yield Told(*place, group.name, members)

    def draws(self, revised: Collection[str] = ()) -> Iterator[Drawn]:
        """What is measured and not drawn yet, of every group in the table; of the revised
        municipalities everything once more, but for what was revised as often as may be.
        """
        due: dict[str, dict[Told, int]] = {}
        for told in self._known_groups():
            for name in self._releases(told):
                before = self.table.of(told).get(name)
                again = before and told.municipality in revised and before.revision < MOST_REVISIONS
                if not before or again:
                    revision = before.revision + 1 if before else 0
                    due.setdefault(name, {})[told] = revision
        for name, asked in due.items():
            yield from self._drawn(RELEASES[name], asked)

    def _known_groups(self) -> Iterator[Told]:
        """The groups whose every member is there: of others what was drawn stays as it is, also where
        somebody was erased or another secret has come, or who is gone would be counted as a no.
        """
        for (_code, population), found in self.table.groups.items():
            rows = self.starts if population == COURSES else self.answers
            keys = set(rows.filter(population=population)["key"])
            yield from (told for told in found if keys.issuperset(told.members))

    def _releases(self, told: Told) -> Iterator[str]:
        for name in self.measured:
            release = RELEASES[name]
            if release.population == told.population and self._is_followed(release, told):
                yield name

    def _is_followed(self, release: Release, told: Told) -> bool:
        """Whether charges are known for as long as the group is followed."""
        followed_to = groups.Group(told.first, told.last, ()).followed_to(
            self.agreed.horizon_months
        )
        complete_to = self.agreed.charges_complete_to
        return release.budget != "charges" or not complete_to or followed_to <= complete_to

    def _drawn(self, release: Release, asked: dict[Told, int]) -> Iterator[Drawn]:
        limits, answers = release.limits(self.agreed), self._answers(release)
        truth = self._truth(release, asked, limits)
        epsilon = release.epsilon(self.agreed)
        scales = [
            each
            for _told in asked
            for each in draws.epsilons(release.kind, epsilon, limits, answers)
        ]
        places = [
            (Place(told.municipality, _drawn_for(told, revision), release.name, answer), truth[told][answer])
            for told, revision in asked.items()
            for answer in answers
        ]  # fmt: skip
        chances = [draws.chance(self.secret, place, true) for place, true in places]
        noise = draws.noise(chances, scales)
        noisy = [true + each for (_place, true), each in zip(places, noise, strict=True)]
        for (told, revision), first in zip(
            asked.items(), range(0, len(noisy), len(answers)), strict=True
        ):
            numbers = dict(zip(answers, noisy[first : first + len(answers)], strict=True))
            yield Drawn(
                told.municipality, told.population, told.group, release.name, revision, epsilon,
                numbers, limits if release.kind == "mean" else NONE, release.terms(self.agreed),
            )  # fmt: skip

    def _answers(self, release: Release) -> tuple[str, ...]:
        grouped = self.agreed.grouped_reasons if release.name == "exits" else ()
        return tuple(answer for answer in release.answers if answer not in grouped)

    def _truth(self, release: Release, asked: Iterable[Told], limits: Limits) -> dict[Told, Counts]:
        """The true numbers of each group by answer, 0 where nobody gave it."""
        groups_ = list(asked)
        members = pl.DataFrame(
            {
                "place": [nth for nth, told in enumerate(groups_) for _key in told.members],
                "key": [key for told in groups_ for key in told.members],
            },
            schema={"place": pl.Int64, "key": pl.String},
        )
        rows = members.join(self._values(release), on="key", how="inner")
        counted = rows.group_by("place", "value").len().iter_rows()
        truth: dict[Told, Counts] = {told: dict.fromkeys(release.answers, 0) for told in groups_}
        for place, value, count in counted:
            if release.kind == "mean":
                _add(truth[groups_[place]], value, count, limits)
            else:
                truth[groups_[place]][value] += count
        return truth

    def _values(self, release: Release) -> pl.DataFrame:
        """key and value of everybody a release may be of: an answer, or a whole number."""
        if release.population != COURSES:
            asked = self.answers.filter(population=release.population)
            first = asked.sort("day", maintain_order=True).unique("key", keep="first")
            return first.select("key", value="answer")
        value = pl.col(release.name)
        rows = self.outcomes
        if release.kind == "yes_no":
            return rows.filter(value).select("key", value=pl.lit(YES))
        if release.name == "exits":
            grouped = list(self.agreed.grouped_reasons)
            value = pl.when(value.is_in(grouped)).then(pl.lit("other")).otherwise(value)
        return rows.select("key", value=value).drop_nulls("value")


def _drawn_for(told: Told, revision: int) -> str:
    """What a draw is of: a revision's are independent of those before, or they would tell what changed."""
    again = f" {revision}" if revision else ""
    return f"{told.population} {told.group}{again}"


def _add(truth: Counts, value: int, count: int, limits: Limits) -> None:
    low, typical, high = limits
    apart = min(max(value, low), high) - typical
    truth[TALLIED] += count
    truth[SUMMED] += count * apart
    truth[SQUARED] += count * apart**2
