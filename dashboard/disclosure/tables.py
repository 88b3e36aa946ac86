"""What a municipality's tables have to do with each other, as constraints on counts.

Parts add up to their whole, editions overlap by three quarters, what has happened stays happened,
and what can still happen to a course that has ended is little.
"""

import calendar
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise

from dashboard.catalogue.row import Record as Row
from dashboard.disclosure import edition_cells
from dashboard.disclosure.control import MANY, OTHERS, Rule, is_exact, is_suppressed, k_span, n_span
from dashboard.disclosure.linear_program import System
from dashboard.foundation import quarters, schema

FEWEST_FITTING = 5  # whole numbers a hidden count must still be able to be
FEWEST_FITTING_SHOWN = 2  # and one that is shown rounded
PERIOD, COHORT = 4, 8  # quarters
Quarter = int  # 4 * year + 0..3
Published = Mapping[str, Row]  # one edition's rows by key: figure_id, or figure_id@1.2


@dataclass(frozen=True)
class Known:
    """One edition a reader has: its quarter, its rows, and the rule they were made by."""

    quarter: Quarter
    rows: Published
    rule: Rule

    @cached_property
    def nested(self) -> list[str]:
        """Who was measured, and who moved at each threshold of the wheel, the lowest first."""
        keys = [key for key in self.rows if key.partition("@")[0] == PROGRESS]
        return [edition_cells.MEASURED, *sorted(keys, key=self._points)] if keys else []

    @cached_property
    def thresholds(self) -> tuple[float, ...]:
        """The points of each."""
        return tuple(map(self._points, self.nested[1:]))

    def _points(self, key: str) -> float:
        return float(key.partition("@")[2] or self.rule.threshold)

    def names(self, kind: str, back: Iterable[Quarter] | None = None) -> list[str]:
        """A variable for each of some quarters, its own four where none are given."""
        own = range(self.quarter - PERIOD + 1, self.quarter + 1)
        return [f"{kind}{quarter}" for quarter in (own if back is None else back)]


Build = Callable[[Sequence[Known]], System]


def _show(
    system: System, place: int, known: Known, key: str, what: list[str], of: list[str], group: str
) -> None:
    """A published count of some: what is known of it, and whether it may not be known better."""
    row = known.rows[key]
    if row["unit"] != "count":
        system.constrain(of, n_span(row, known.rule))
    if OTHERS in row:
        left, less = [v for v in of if v not in what], [v for v in what if v not in of]
        system.constrain(left, (0, row[OTHERS]), less=less)
    between = k_span(row, known.rule)
    total = system.constrain(what, between)
    system.groups[key] = group
    if (
        not is_exact(row)
        and not edition_cells.CELLS[key.partition("@")[0]].is_group_disclosure_harmless
    ):
        fewest = FEWEST_FITTING if is_suppressed(row) else FEWEST_FITTING_SHOWN
        system.protect((key, place), total, between, fewest)


def parts(name: str, cells: Mapping[str, tuple[str, str]]) -> Build:
    """A table of answers whose parts add up to its whole, quarter by quarter.

    cells: key -> the parts in its k and in its n, as letters.
    """

    def build(known: Sequence[Known]) -> System:
        system = System()
        for place, each in enumerate(known):
            for key in cells.keys() & each.rows.keys():
                k, n = ([v for part in letters for v in each.names(part)] for letters in cells[key])
                _show(system, place, each, key, k, n, name)
        return system

    return build


def wheel(known: Sequence[Known]) -> System:
    """How those moved whose last wheel is of the year, by the quarter of that wheel.

    They leave it for a later wheel, which only a course that was open can have had.
    """
    system, parted = System(), {}
    for place, each in enumerate(known):
        for move in MOVES:
            parted[move, place] = each.names(f"{move}@{each.quarter}:")
        everyone = [name for move in MOVES for name in parted[move, place]]
        for move, key in MOVES.items():
            if key in each.rows:
                _show(system, place, each, key, parted[move, place], everyone, "wheel")
    for (before, was), (after, now) in pairwise(_in_order(known)):
        gap = now.quarter - was.quarter
        stayed: list[str] = []
        left: list[str] = []
        for move in MOVES:
            common = parted[move, before][gap:], parted[move, after][: max(PERIOD - gap, 0)]
            for name, later in zip(*common, strict=True):
                system.at_most([later], [name])
            left, stayed = left + common[0], stayed + common[1]
        if left:
            system.constrain(left, (0, _most_open(was)), less=stayed)
    return system


def _most_open(known: Known) -> int:
    row = known.rows.get("courses_open")
    return k_span(row, known.rule)[1] if row else MANY


def _in_order(known: Sequence[Known]) -> list[tuple[int, Known]]:
    """The editions and their places, the oldest quarter first."""
    return sorted(enumerate(known), key=lambda each: each[1].quarter)


class _Lasting:
    """Of whom something was known at some day that stays known: never fewer on a later one."""

    def __init__(self, system: System) -> None:
        self.system = system
        self.seen: dict[str, dict[date, str]] = {}

    def reached(self, what: str, among: str, day: date) -> str:
        """The variable of those of one group who had reached something by a day."""
        name = f"{what}{among}@{day}"
        self.system.at_most([name], [among])
        self.seen.setdefault(f"{what}{among}", {})[day] = name
        return name

    def tie(self) -> None:
        """That the later ones are at least the earlier ones."""
        for days in self.seen.values():
            for earlier, later in pairwise(sorted(days)):
                self.system.at_most([days[earlier]], [days[later]])


def responses(known: Sequence[Known]) -> System:
    """Who was sent a questionnaire, by quarter, and had answered it."""
    system, key = System(), "response_rate_satisfaction"
    lasting = _Lasting(system)
    for place, each in enumerate(known):
        if key in each.rows:
            sent = each.names("sent")
            k = [lasting.reached("answered", quarter, _last_day(each.quarter)) for quarter in sent]
            _show(system, place, each, key, k, sent, "responses")
    lasting.tie()
    return system


def courses(known: Sequence[Known]) -> System:
    """Courses begun, ended and open, and which had reached what on the day each edition is of."""
    return _Courses(known).system if known else System()


class _Courses:
    """Starts are told apart by every day on which some edition's group of them begins or ends."""

    def __init__(self, known: Sequence[Known]) -> None:
        self.known, self.system = known, System()
        self.lasting = _Lasting(self.system)
        quarters = [each.quarter for each in known]
        self.quarters = range(min(quarters) - PERIOD + 1, max(quarters) + 1)
        groups = [_group(each, key) for each in known for key in (*STATUSES, PROGRESS)]
        around = range(min(quarters) - COHORT + 1, max(quarters) + 2)
        self.cuts = sorted({day for first, until, _judged in groups for day in (first, until)}
                           | {_first_day(quarter) for quarter in around})  # fmt: skip
        for place, each in enumerate(known):
            self._flow(place, each)
            for key in STATUSES & each.rows.keys():
                self._status(place, each, key)
            self._progress(place, each)
        self._balance()
        self.lasting.tie()
        for (_place, was), (_next, now) in pairwise(_in_order(known)):
            self._changed(was, now)

    def _begun(self, first: date, until: date) -> list[str]:
        return [f"s{cut}" for cut in self.cuts if first <= cut < until]

    def _flow(self, place: int, each: Known) -> None:
        ended = [*each.names("job"), *each.names("other")]
        counted = {
            "courses_started": self._begun(*_year(each.quarter)), "courses_closed": ended,
            "courses_open": [f"open{each.quarter}"], "citizens": [f"people{each.quarter}"],
        }  # fmt: skip
        for key in counted.keys() & each.rows.keys():
            _show(self.system, place, each, key, counted[key], counted[key], "courses")
        if (key := "job_or_education_share") in each.rows:
            _show(self.system, place, each, key, each.names("job"), ended, "courses")
        during = [*counted["courses_started"], f"open{each.quarter - PERIOD}"]
        self.system.at_most([f"people{each.quarter}"], during)

    def _balance(self) -> None:
        """What is open is what was, with those who began and without those who ended."""
        for q in self.quarters:
            before = [f"open{q - 1}", *self._begun(_first_day(q), _first_day(q + 1))]
            self.system.constrain(before, (0, 0), less=[f"open{q}", f"job{q}", f"other{q}"])

    def _status(self, place: int, each: Known, key: str) -> None:
        first, until, judged = _group(each, key)
        begun = self._begun(first, until)
        what = f"{key}{each.rule.counted_reasons}"
        k = [self.lasting.reached(what, among, judged) for among in begun]
        _show(self.system, place, each, key, k, begun, key)

    def _progress(self, place: int, each: Known) -> None:
        """Reached at a higher threshold is reached at a lower; whoever reached it was measured."""
        begun = self._begun(*_group(each, PROGRESS)[:2])
        nested = each.nested
        for name in begun if nested else ():
            self.system.constrain(_classes(each, name, 0), (0, 0), less=[name])
        for least, key in enumerate(nested, 1):
            reached = self._reached(each, begun, least)
            _show(self.system, place, each, key, reached, begun, PROGRESS)

    def _reached(self, each: Known, begun: Iterable[str], least: int) -> list[str]:
        return [one for name in begun for one in _classes(each, name, least)]

    def _changed(self, was: Known, now: Known) -> None:
        """Between two editions only open courses move on the wheel, or those not yet measured."""
        if not was.nested or was.thresholds != now.thresholds:
            return
        common = [name for name in self._begun(*_group(was, PROGRESS)[:2])
                  if name in self._begun(*_group(now, PROGRESS)[:2])]  # fmt: skip
        unmeasured = [_classes(was, name, 0)[0] for name in common]
        for least in range(1, len(was.nested) + 1) if common else ():
            before, after = (self._reached(each, common, least) for each in (was, now))
            self.system.at_most(after, [*before, *unmeasured, f"open{was.quarter}"])
            self.system.at_most(before, [*after, f"open{was.quarter}"])


def _classes(each: Known, begun: str, least: int) -> list[str]:
    """Those of one group of starts by the highest threshold they reached, from one on up."""
    classes = range(least, len(each.nested) + 1)
    return [f"moved{each.thresholds}>{nth}{begun}@{each.quarter}" for nth in classes]


def _group(each: Known, key: str) -> tuple[date, date, date]:
    """The starts a status is of: first day, the day after the last, and when they are judged."""
    judged = _last_day(each.quarter)
    if key == GOALS:
        return *_year(each.quarter), judged
    if key == CHARGED and each.rule.charges_complete_to:
        judged = min(judged, each.rule.charges_complete_to)
    year, month = divmod(12 * judged.year + judged.month - 1 - each.rule.horizon_months, 12)
    day = min(judged.day, calendar.monthrange(year, month + 1)[1])
    mature = date(year, month + 1, day) + timedelta(1)
    return _first_day(each.quarter - COHORT + 1), mature, judged


def _year(quarter: Quarter) -> tuple[date, date]:
    """The four quarters: first day, and the day after the last."""
    return _first_day(quarter - PERIOD + 1), _first_day(quarter + 1)


def _first_day(quarter: Quarter) -> date:
    return quarters.Quarter.numbered(quarter).first


def _last_day(quarter: Quarter) -> date:
    return quarters.Quarter.numbered(quarter).last


def _answers() -> dict[str, Build]:
    found = {}
    for item, answers in schema.SATISFACTION_ANSWERS.items():
        letters = dict(zip(answers, "abcdefgh", strict=False))
        everything = "".join(letters.values())
        cells = {f"satisfaction_{item}_{code}": (letters[code], everything) for code in answers}
        for key, codes in UNIONS.get(item, {}).items():
            cells[key] = "".join(letters[code] for code in codes), everything
        found[item] = parts(item, cells)
    for respondent in ("citizen", "mentor"):
        cells = {
            f"coping_better_{respondent}": ("y", "yn"),
            f"coping_better_{respondent}_of_all": ("y", "ynd"),
        }
        found[f"coping_{respondent}"] = parts(f"coping_{respondent}", cells)
    return found


PROGRESS, CHARGED, GOALS = "criterion_progress", "criterion_charged", "goals_agreed_share"
STATUSES = {"criterion_completed", CHARGED, GOALS}
MOVES = {code: f"life_wheel_moved_{code}" for code in edition_cells.WHEEL_MOVES}
UNIONS = {
    "assignment": {edition_cells.UNWANTED: ("not_satisfied", "unnecessary")},
    "chemistry": {edition_cells.CHEMISTRY: ("very_good", "good")},
}
TABLES: dict[str, Build] = {
    "courses": courses,
    "wheel": wheel,
    "responses": responses,
    **_answers(),
}
