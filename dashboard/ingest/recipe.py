"""The recipe: how somebody else's files become our tables, as data.

An `Origin` is one kind of file (or sheet) and the table it fills; its `TableMapping` says what
its headings and cells mean. `recipe_file` reads them from TOML, `reshaping` and `cells` apply them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from dashboard.foundation.plain_text import heading_key
from dashboard.foundation.schema import SCORE_RANGES, SURVEY_RESULTS, Table
from dashboard.ingest import answer_scale

ENCODINGS = ("utf-8", "utf-16", "windows-1252", "latin-1", "mac-roman", "cp850")
SERIAL = "excel"  # a date as the number of days a spreadsheet counts
TIMES = (" %H:%M", " %H:%M:%S", "")
OF_FILE, OF_SHEET = "file", "sheet"  # where the year of days without one stands
EVENTS = (
    "charged_on",
    "employment_started_on",
    "education_started_on",
)  # what words may say of a course
UNITS = ("minutes", "hours", "days")  # what a duration without a unit of its own is in


def is_yearless(form: str) -> bool:
    """Whether a format says a day and not of which year."""
    return form != SERIAL and not re.search("%-?[YyGcx]", form)


@dataclass(frozen=True)
class TableMapping:
    """What one table's cells look like over there; empty means: as in the contract."""

    columns: Mapping[str, str] = field(default_factory=dict)  # their heading -> our column
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # column -> their -> our
    dates: tuple[str, ...] = ()  # strptime, tried in order; ISO dates are always understood
    times: tuple[str, ...] = ()
    year: str = ""  # of days without one: four digits, or where they stand
    years: Mapping[int, str] = field(default_factory=dict)  # the same, by part of a table's files
    decimal: str = "."
    thousands: str = ""  # what parts them in a number
    missing: tuple[str, ...] = ()  # words that stand for an empty cell
    drop_time: bool = False  # a time of day beside a date is left out, and is no fault
    durations: str = ""  # one of UNITS: minutes and hours granted are durations (1:30, 1,5 t, 90 min) and not numbers

    @cached_property
    def _by_heading(self) -> dict[str, str]:
        return {heading_key(theirs): ours for theirs, ours in self.columns.items()}

    @property
    def day(self) -> str:
        """The macro that makes a day of a time: whatever its time of day, or at midnight only."""
        return "day_of" if self.drop_time else "midnight"

    @property
    def moments(self) -> tuple[str, ...]:
        """The formats of times: as they are given, else a day by the format of days and a time after it."""
        days = [form for form in self.dates if form != SERIAL]
        serial = (SERIAL,) if SERIAL in self.dates else ()
        return self.times or (*(form + time for form in days for time in TIMES), *serial)

    @property
    def code_keys(self) -> list[tuple[str, str]]:
        """(our column, their code) of every code there is a translation for."""
        return [(column, theirs) for column, codes in self.codes.items() for theirs in codes]

    def heading(self, theirs: str) -> str:
        """Our column name for one of their headings (what it is compared by, where it is not mapped)."""
        key = heading_key(theirs)
        return self._by_heading.get(key, key)


@dataclass(frozen=True)
class Wide:
    """Columns of answers to questions, one a question: what each asks, and what all share."""

    items: Mapping[str, str] = field(default_factory=dict)  # their heading -> our item
    columns: Mapping[str, tuple[str, ...]] = field(
        default_factory=dict
    )  # their heading -> our columns
    constants: Mapping[str, str] = field(default_factory=dict)  # our column -> value


@dataclass(frozen=True)
class Tall:
    """A row a day, where one column says in a word which day of ours it is and another when that was."""

    by: str  # their heading
    value: str  # their heading
    columns: Mapping[str, str]  # their word -> our column; "" of a day that is none of ours


@dataclass(frozen=True)
class Happened:
    """A column whose words say what has happened in a course, and the one that says when."""

    column: str  # their heading
    day: (
        str | None
    )  # their heading; "": the column after it, which has none; None: nobody says when
    words: Mapping[str, str]  # their word -> one of EVENTS; "" of what does not count

    @property
    def events(self) -> list[str]:
        """The columns of ours it says, each once."""
        return list(dict.fromkeys(filter(None, self.words.values())))


@dataclass(frozen=True)
class Origin:
    """One kind of file or sheet that fills a table."""

    table: Table
    files: tuple[str, ...] = ()  # patterns; none: the contract's names
    sheets: tuple[str, ...] = ()  # patterns of a workbook's sheets; none: the first
    is_optional: bool = False  # whether its files may be missing
    encoding: str = "utf-8"
    delimiter: str = ""  # found where not given
    heading: int = 0  # the row it stands in, from 1; 0: found
    skip: tuple[
        str, ...
    ] = ()  # what the first filled cell of a row begins with that is no row of theirs
    without: Mapping[str, tuple[str, ...]] = field(
        default_factory=dict
    )  # their heading -> words of rows that are left out
    fill_down: tuple[str, ...] = ()  # their headings, whose cells stand for the blank ones below
    constants: Mapping[str, str] = field(default_factory=dict)  # our column -> value
    joined: Mapping[str, tuple[str, ...]] = field(
        default_factory=dict
    )  # our column -> their headings
    made: tuple[str, ...] = ()  # ids made of file, sheet and row
    from_file: Mapping[str, str] = field(default_factory=dict)  # our column -> pattern with one *
    from_sheet: Mapping[str, str] = field(default_factory=dict)
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # a heading's further columns
    completed_at_end: bool = False  # who ended as completed has completed the phases that day
    happened: tuple[Happened, ...] = ()
    adds: bool = False  # its rows say more of rows that another origin of the table has
    tall: Tall | None = None
    wide: tuple[Wide, ...] = ()
    own_answers: Mapping[str, Mapping[str, str]] = field(
        default_factory=dict
    )  # item -> their word -> ours
    scale: Mapping[str, str] = field(
        default_factory=dict
    )  # their word -> its step, whatever is asked
    mapping: TableMapping = field(default_factory=TableMapping)

    @property
    def spoken(self) -> list[str]:
        """Every heading the origin speaks of."""
        spoken = [*self.mapping.columns, *self.also, *self.without, *self.fill_down]
        spoken += [theirs for headings in self.joined.values() for theirs in headings]
        spoken += [self.tall.by, self.tall.value] if self.tall else []
        spoken += [theirs for each in self.happened for theirs in (each.column, each.day) if theirs]
        spoken += [theirs for wide in self.wide for theirs in (*wide.items, *wide.columns)]
        return list({heading_key(theirs): theirs for theirs in spoken}.values())

    @cached_property
    def headings(self) -> frozenset[str]:
        """Every heading the origin speaks of, as they are compared."""
        return frozenset(map(heading_key, self.spoken))

    @property
    def given(self) -> set[str]:
        """The columns of ours it says, but for what words say has happened."""
        given = {*self.mapping.columns.values(), *(c for each in self.also.values() for c in each)}
        given |= {*self.constants, *self.joined, *self.from_file, *self.from_sheet}
        return given | {*(self.tall.columns.values() if self.tall else ())}

    @cached_property
    def answers(self) -> dict[str, dict[str, str]]:
        """Item -> their word -> ours: what is said of the item itself, else where the word stands on the scale."""
        asked = {*self.own_answers, *(answer_scale.items() if self.scale else ())}
        return {
            item: answer_scale.translated(self.scale, item) | dict(self.own_answers.get(item, {}))
            for item in sorted(asked)
        }

    def item_and_value(self, wide: Wide) -> tuple[str, str]:
        """The columns of ours that a question and its answer go to."""
        if self.table != SURVEY_RESULTS:
            return "question", "text"
        return "item", "score" if self.instrument(wide) in SCORE_RANGES else "answer"

    def instrument(self, wide: Wide) -> str | None:
        """Which questionnaire asks, where every row is of one."""
        return wide.constants.get("instrument", self.constants.get("instrument"))

    def never_of(self, wide: Wide) -> list[str]:
        """The columns its questionnaire has nothing for, which is not the same as nobody having sent them."""
        if self.table != SURVEY_RESULTS:
            return []
        _item, value = self.item_and_value(wide)
        never = ["answer"] if value == "score" else ["score"]
        if self.instrument(wide) not in (None, "life_wheel"):
            never.append("phase")
        return [
            name
            for name in never
            if name not in {*self.constants, *wide.constants, *self.mapping.columns.values()}
        ]


@dataclass(frozen=True)
class Recipe:
    """The whole file: which origins fill which tables."""

    origins: tuple[Origin, ...] = ()
    path: Path | None = None
    cpr_places: tuple[tuple[str, str], ...] = ()  # (table, where in it) of what may be a person's
    from_snapshot: tuple[Table, ...] = ()  # taken as they were published, where no file is theirs
    left_out: tuple[str, ...] = ()  # files and sheets somebody has said are not used

    @property
    def describes_files(self) -> bool:
        """Whether it says what files are theirs; else they are a register's, called as ours are."""
        return any(origin.files for origin in self.origins)

    def of(self, table: Table) -> list[Origin]:
        """The origins of one table, those that add to it last; the contract's own where the recipe has none."""
        own = [origin for origin in self.origins if origin.table == table and not origin.adds]
        return (own or [Origin(table)]) + [o for o in self.origins if o.table == table and o.adds]
