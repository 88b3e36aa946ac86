"""The sections of a recipe: what each may say, and how a mistake in one is told."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import duckdb

from dashboard.foundation import harmless
from dashboard.foundation.errors import DashboardError
from dashboard.foundation.plain_text import heading_key, plain
from dashboard.foundation.schema import TABLES, Table
from dashboard.foundation.words import text as _
from dashboard.ingest import answer_scale
from dashboard.ingest.recipe import ENCODINGS, SERIAL, UNITS, Origin, TableMapping, Wide

# what may be said of every table at once
COMMON = (
    "date_format", "timestamp_format", "decimal", "thousands", "missing", "drop_time", "durations",
)  # fmt: skip
CELLS = ("columns", "codes", *COMMON)
THOUSANDS = (".", ",", " ", "'")
FILES = (
    "table", "files", "optional", "sheets", "encoding", "delimiter", "heading_row", "skip", "constants", "joined",
    "made_ids", "from_file", "from_sheet", "items", "wide", "answers", "scale",
)  # fmt: skip
# dd-mm-åååå as a spreadsheet writes a format, longest first
LETTERS = {
    "åååå": "%Y", "yyyy": "%Y", "åå": "%y", "yy": "%y", "mmmm": "%B", "mmm": "%b", "mm": "%m",
    "dd": "%d", "d": "%d", "tt": "%H", "hh": "%H", "nn": "%M", "ss": "%S",
}  # fmt: skip


class Sections:
    """Reads the sections of one file, whose name stands in what is said of a mistake."""

    def __init__(self, file: str) -> None:
        self._file = harmless.heading(file)

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
        return Origin(
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
            mapping=mapping,
        )

    def _scale(self, place: str, section: Any) -> dict[str, str]:
        steps = self._words(place, section, plain)
        self._known(place, [step for step in steps.values() if step], answer_scale.STEPS)
        return steps

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
            "skip": self._words_of_sums(f"{place}.skip", section.get("skip")),
        }

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
        return (
            TableMapping(
                columns=columns,
                codes={
                    column: self._words(f"{at}codes.{column}", words, plain)
                    for column, words in self._columns(f"{at}codes", codes, known)
                },
                dates=dates,
                times=self._formats(f"{at}timestamp_format", section.get("timestamp_format")),
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

    def _formats(self, place: str, value: Any) -> tuple[str, ...]:
        formats = (value,) if isinstance(value, str) else self._list(place, value)
        return tuple(self._format(place, each) for each in formats)

    def _format(self, place: str, form: str) -> str:
        if "%" not in form and form != SERIAL:
            form = re.sub("(?:tt|hh)([:.])(?:mm|nn)", r"%H\1%M", form.lower())
            form = re.sub("|".join(LETTERS), lambda found: LETTERS[found[0]], form)
        if form == SERIAL:
            return form
        known = ("%d", "%m", "%Y", "%H", "%M", "%S")
        if not re.search("%-?[dj]", form):  # "%M" of a month would leave every day out
            raise self.unknown(place, known)
        try:
            with duckdb.connect() as con:
                con.execute("select try_strptime('', $form)", {"form": form})
        except duckdb.InvalidInputException:
            raise self.unknown(place, known) from None
        return form

    def _ours(
        self, place: str, section: dict[str, Any], key: str, known: tuple[str, ...]
    ) -> dict[str, str]:
        found = self._columns(place, section.get(key, {}), known)
        return {ours: plain(self._text(f"{place}.{ours}", value)) for ours, value in found}

    def _columns(
        self, place: str, section: Any, known: tuple[str, ...]
    ) -> Iterator[tuple[str, Any]]:
        for column, value in self._dict(place, section).items():
            if column not in known:
                raise self.unknown(f"{place}.{column}", known)
            yield column, value

    def _known(self, place: str, names: Sequence[str], known: tuple[str, ...]) -> tuple[str, ...]:
        for name in names:
            if name not in known:
                raise self.unknown(f"{place}: {name}", known)
        return tuple(names)

    def _words(self, place: str, section: Any, compared: Callable[[str], str]) -> dict[str, str]:
        """Their words and ours; theirs as they are compared must not mean two things."""
        found: dict[str, str] = {}
        meaning: dict[str, str] = {}
        for theirs, ours in self._dict(place, section).items():
            ours = plain(self._text(f"{place}.{theirs}", ours))
            if meaning.setdefault(compared(theirs), ours) != ours:
                raise DashboardError(
                    _(
                        "{file}: ”{key}” står der to gange med hver sin oversættelse; behold den ene.",
                        file=self._file,
                        key=harmless.heading(f"{place}.{plain(theirs)}"),
                    )
                )
            found[plain(theirs)] = ours
        return found

    def _dict(self, place: str, section: Any) -> dict[str, Any]:
        if not isinstance(section, dict):
            raise self.unknown(place, ('"…" = "…"',))
        return section

    def _words_of_sums(self, place: str, value: Any) -> tuple[str, ...]:
        words = self._list(place, value)
        if not all(map(heading_key, words)):  # every row begins with nothing
            raise self.unknown(place, ('["I alt"]',))
        return words

    def _list(self, place: str, value: Any) -> tuple[str, ...]:
        if value is None:
            return ()
        if not isinstance(value, list):
            raise self.unknown(place, ('["…"]',))
        return tuple(self._text(place, each) for each in value)

    def _text(self, place: str, value: Any) -> str:
        if not isinstance(value, str):
            raise self.unknown(place, ('"…"',))
        return value

    def _flag(self, place: str, value: Any) -> bool:
        if not isinstance(value, bool):
            raise self.unknown(place, ("true", "false"))
        return value

    def _keys(self, place: str, section: dict[str, Any], known: tuple[str, ...]) -> None:
        for key in section:
            if key not in known:
                raise self.unknown(f"{place}.{key}", known)

    def unknown(self, key: str, known: tuple[str, ...]) -> DashboardError:
        """What is said of a key: which, and what would be understood."""
        return DashboardError(
            _(
                "{file}: ”{key}” forstås ikke; brug en af disse: {known}.",
                file=self._file,
                key=harmless.heading(key),
                known=", ".join(known),
            )
        )
