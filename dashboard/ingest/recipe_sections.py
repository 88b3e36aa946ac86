"""The sections of a recipe: what each may say, and how a mistake in one is told."""

from collections.abc import Iterator
from typing import Any

from dashboard.foundation import harmless
from dashboard.foundation.errors import DashboardError
from dashboard.foundation.plain_text import heading_key, plain
from dashboard.foundation.schema import CASES, TABLES, Table
from dashboard.foundation.words import mark
from dashboard.foundation.words import text as _
from dashboard.ingest import answer_scale
from dashboard.ingest.recipe import (
    ENCODINGS,
    EVENTS,
    UNITS,
    Happened,
    Origin,
    TableMapping,
    Tall,
    Wide,
)
from dashboard.ingest.recipe_values import Values

# what may be said of every table at once
COMMON = (
    "date_format", "timestamp_format", "year", "decimal", "thousands", "missing", "drop_time", "durations",
)  # fmt: skip
CELLS = ("columns", "codes", *COMMON)
THOUSANDS = (".", ",", " ", "'")
FILES = (
    "table", "files", "optional", "sheets", "encoding", "delimiter", "heading_row", "skip", "constants", "joined",
    "made_ids", "from_file", "from_sheet", "items", "wide", "answers", "scale", "adds", "tall", "without", "fill_down",
    "completed_at_end", "happened", "happened_on",
)  # fmt: skip
TWICE = mark(
    "{file}: ”{key}” siger {column}, og det gør også noget andet i samme kilde; behold det ene."
)
UNDATED = mark(
    "{file}: ”{key}” siger {column}, men ikke hvornår; skriv overskriften på kolonnen med dagen i "
    "[source.happened_on]."
)


class Sections(Values):
    """Reads the sections of one file, whose name stands in what is said of a mistake."""

    def section(self, table: Table, section: Any, common: dict[str, Any]) -> TableMapping:
        """[cases] and its like, in which only cells are spoken of."""
        if not isinstance(section, dict):
            raise self.unknown(table.name, (f"[{table.name}.columns]",))
        self._keys(table.name, section, CELLS)
        mapping, also = self.mapping(table.name, table, common | section)
        if also:
            raise self.unknown(f"{table.name}.columns.{next(iter(also))}", ('"…"',))
        return mapping

    def origin(self, place: str, section: Any, encoding: str, common: dict[str, Any]) -> Origin:
        """One [[source]]."""
        if not isinstance(section, dict):
            raise self.unknown(place, ("[[source]]",))
        self._keys(place, section, (*FILES, *CELLS))
        table = next((t for t in TABLES if t.name == section.get("table")), None)
        if table is None:
            raise self.unknown(f"{place}.table", tuple(t.name for t in TABLES))
        mapping, also = self.mapping(place, table, common | section)
        known = table.names
        origin = Origin(
            table,
            **self._where(place, section, encoding),
            constants=self._ours(f"{place}.constants", section, "constants", known),
            joined={
                ours: self._list(f"{place}.joined.{ours}", theirs)
                for ours, theirs in self._columns(
                    f"{place}.joined", section.get("joined", {}), known
                )
            },
            made=self._known(
                f"{place}.made_ids", self._list(place, section.get("made_ids")), known
            ),
            from_file=self._ours(f"{place}.from_file", section, "from_file", known),
            from_sheet=self._ours(f"{place}.from_sheet", section, "from_sheet", known),
            also=also,
            wide=tuple(self._wide(place, section, known)),
            scale=self._scale(f"{place}.scale", section.get("scale", {})),
            own_answers={
                item: self._words(f"{place}.answers.{item}", words, plain)
                for item, words in self._dict(
                    f"{place}.answers", section.get("answers", {})
                ).items()
            },
            completed_at_end=self._completed_at_end(place, table, section),
            happened=tuple(self._happened(place, table, section)),
            adds=self._adds(place, table, section),
            tall=self._tall(place, table, section),
            mapping=mapping,
        )
        self._once(place, origin)
        return origin

    def _scale(self, place: str, section: Any) -> dict[str, str]:
        steps = self._words(place, section, plain)
        self._known(place, [step for step in steps.values() if step], answer_scale.STEPS)
        return steps

    def _completed_at_end(self, place: str, table: Table, section: dict[str, Any]) -> bool:
        key = f"{place}.completed_at_end"
        is_said = self._flag(key, section.get("completed_at_end", False))
        if is_said and table != CASES:
            raise self.unknown(key, (f'table = "{CASES.name}"',))
        return is_said

    def _happened(self, place: str, table: Table, section: dict[str, Any]) -> Iterator[Happened]:
        """[source.happened."their heading"]: what its words say; [source.happened_on]: the column that says when."""
        tables = self._dict(f"{place}.happened", section.get("happened", {}))
        days = self._words(f"{place}.happened_on", section.get("happened_on", {}), heading_key)
        if (tables or days) and table != CASES:
            raise self.unknown(f"{place}.happened", (f'table = "{CASES.name}"',))
        on = {heading_key(theirs): day for theirs, day in days.items()}
        if lost := on.keys() - set(map(heading_key, tables)):
            raise self.unknown(f"{place}.happened_on.{min(lost)}", tuple(map(plain, tables)))
        for theirs, told in tables.items():
            at = f"{place}.happened.{plain(theirs)}"
            words = self._words(at, told, plain)
            if not heading_key(theirs) or not all(
                map(heading_key, words)
            ):  # a blank cell says nothing
                raise self.unknown(at, ('"…" = "…"',))
            self._known(at, [ours for ours in words.values() if ours], EVENTS)
            if words:
                yield Happened(plain(theirs), on.get(heading_key(theirs)), words)

    def _once(self, place: str, origin: Origin) -> None:
        """What words say has happened: when must be known, and no other column may say the same."""
        given = origin.given
        for each in origin.happened:
            at = harmless.heading(f"{place}.happened.{each.column}")
            for ours in each.events:
                is_undated = each.day is None and (ours != EVENTS[0] or origin.adds)
                if ours in given or is_undated:
                    wrong = TWICE if ours in given else UNDATED
                    raise DashboardError(_(wrong, file=self._file, key=at, column=ours))
            given |= {*each.events}

    def _adds(self, place: str, table: Table, section: dict[str, Any]) -> bool:
        adds = self._flag(f"{place}.adds", section.get("adds", False))
        if adds and table != CASES:  # the rows of other tables have nothing they are known by
            raise self.unknown(f"{place}.adds", (f'table = "{CASES.name}"',))
        if "tall" in section and not adds:
            raise self.unknown(f"{place}.tall", ("adds = true",))
        return adds

    def _tall(self, place: str, table: Table, section: dict[str, Any]) -> Tall | None:
        """[source.tall]: of which day a row tells, in a word of one column."""
        if "tall" not in section:
            return None
        at = f"{place}.tall"
        tall = self._dict(at, section["tall"])
        self._keys(at, tall, ("by", "value", "columns"))
        by, value = (self._text(f"{at}.{key}", tall.get(key, "")) for key in ("by", "value"))
        for key, heading in (("by", by), ("value", value)):
            if not heading_key(heading):
                raise self.unknown(f"{at}.{key}", ('"…"',))
        columns = self._words(f"{at}.columns", tall.get("columns", {}), heading_key)
        days = tuple(column.name for column in table.columns if column.type == "date")
        for ours in columns.values():
            if ours and ours not in days:  # the earliest of several counts
                raise self.unknown(f"{at}.columns: {ours}", days)
        if not any(columns.values()):
            raise self.unknown(f"{at}.columns", ('"…" = "…"',))
        return Tall(plain(by), plain(value), columns)

    def _where(self, place: str, section: dict[str, Any], encoding: str) -> dict[str, Any]:
        """Which files and sheets an origin is of, and where in them its rows are."""
        chosen = section.get("encoding", encoding)
        if chosen not in ENCODINGS:
            raise self.unknown(f"{place}.encoding", ENCODINGS)
        heading = section.get("heading_row", 0)
        if not isinstance(heading, int) or heading < 0:
            raise self.unknown(f"{place}.heading_row", ("1", "2", "3"))
        files = self._list(f"{place}.files", section.get("files"))
        if not files:
            raise self.unknown(f"{place}.files", ('["*.xlsx"]',))
        return {
            "files": files,
            "sheets": self._list(f"{place}.sheets", section.get("sheets")),
            "is_optional": self._flag(f"{place}.optional", section.get("optional", False)),
            "encoding": chosen,
            "delimiter": self._text(f"{place}.delimiter", section.get("delimiter", "")),
            "heading": heading,
            "skip": self._written(f"{place}.skip", section.get("skip"), "I alt"),
            "without": self._without(f"{place}.without", section.get("without", {})),
            "fill_down": self._written(f"{place}.fill_down", section.get("fill_down")),
        }

    def _without(self, place: str, section: Any) -> dict[str, tuple[str, ...]]:
        """[source.without]: what a column of theirs says of rows that are left out; "" where it says nothing."""
        found = {}
        for theirs, value in self._dict(place, section).items():
            words = self._list(f"{place}.{plain(theirs)}", value)
            if not words or not heading_key(theirs):
                raise self.unknown(f"{place}.{plain(theirs)}", ('"…" = ["…"]',))
            found[plain(theirs)] = words
        return found

    def tables(self, place: str, value: Any) -> tuple[Table, ...]:
        """A list of our tables, each named once."""
        known = {table.name: table for table in TABLES}
        names = self._known(place, self._list(place, value), tuple(known))
        for name in names:
            if names.count(name) > 1:
                raise DashboardError(
                    _(
                        "{file}: ”{key}” nævner {table} flere gange; nævn hver tabel én gang.",
                        file=self._file,
                        key=place,
                        table=name,
                    )
                )
        return tuple(known[name] for name in names)

    def mapping(
        self, place: str, table: Table | None, section: dict[str, Any]
    ) -> tuple[TableMapping, dict[str, tuple[str, ...]]]:
        """What cells mean, and the headings that more than one column of ours is read from."""
        at = f"{place}." if place else ""
        known = table.names if table else ()
        decimal = self._text(f"{at}decimal", section.get("decimal", "."))
        if decimal not in (".", ","):
            raise self.unknown(f"{at}decimal", (".", ","))
        thousands = self._text(f"{at}thousands", section.get("thousands", ""))
        if thousands and (thousands not in THOUSANDS or thousands == decimal):
            raise self.unknown(f"{at}thousands", tuple(x for x in THOUSANDS if x != decimal))
        durations = self._text(f"{at}durations", section.get("durations", ""))
        if durations not in ("", *UNITS):
            raise self.unknown(f"{at}durations", UNITS)
        drop_time = self._flag(f"{at}drop_time", section.get("drop_time", False))
        columns, also = self._targets(f"{at}columns", section.get("columns", {}), known)
        codes = section.get("codes", {})
        if not isinstance(codes, dict):
            raise self.unknown(f"{at}codes", (f"[{at}codes.…]",))
        dates = self._formats(f"{at}date_format", section.get("date_format"))
        times = self._formats(f"{at}timestamp_format", section.get("timestamp_format"))
        return (
            TableMapping(
                columns=columns,
                codes={
                    column: self._words(f"{at}codes.{column}", words, plain)
                    for column, words in self._columns(f"{at}codes", codes, known)
                },
                dates=dates,
                times=times,
                year=self._year(f"{at}year", section.get("year", ""), (*dates, *times)),
                decimal=decimal,
                thousands=thousands,
                missing=tuple(map(plain, self._list(f"{at}missing", section.get("missing")))),
                durations=durations,
                drop_time=drop_time,
            ),
            also,
        )

    def _targets(
        self, place: str, section: Any, known: tuple[str, ...]
    ) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
        """Their heading -> our column, and -> the further ones where a list is given."""
        lists = {
            theirs: self._list(f"{place}.{theirs}", ours)
            for theirs, ours in self._dict(place, section).items()
            if isinstance(ours, list) and ours
        }
        single = section | {theirs: ours[0] for theirs, ours in lists.items()}
        columns = self._words(place, single, heading_key)
        for column in (*columns.values(), *(c for ours in lists.values() for c in ours)):
            if column not in known:
                raise self.unknown(f"{place}: {column}", known)
        return columns, {plain(theirs): ours[1:] for theirs, ours in lists.items() if ours[1:]}

    def _wide(self, place: str, section: dict[str, Any], known: tuple[str, ...]) -> Iterator[Wide]:
        blocks = section.get("wide", [])
        if not isinstance(blocks, list):
            raise self.unknown(f"{place}.wide", ("[[source.wide]]",))
        if "items" in section:
            blocks = [{"items": section["items"]}, *blocks]
        for number, block in enumerate(blocks, start=1):
            at = f"{place}.wide {number}"
            self._keys(at, self._dict(at, block), ("items", "columns", "constants"))
            columns, also = self._targets(f"{at}.columns", block.get("columns", {}), known)
            targets = {theirs: (ours, *also.get(theirs, ())) for theirs, ours in columns.items()}
            items = self._words(f"{at}.items", block.get("items", {}), heading_key)
            yield Wide(items, targets, self._ours(f"{at}.constants", block, "constants", known))
