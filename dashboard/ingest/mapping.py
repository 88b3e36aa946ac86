"""mapping.toml: how somebody else's headings, codes, dates and decimals become ours."""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb

from dashboard.foundation import cpr, harmless
from dashboard.foundation.errors import DashboardError
from dashboard.foundation.plain_text import heading_key, plain
from dashboard.foundation.schema import TABLES
from dashboard.foundation.words import text as _

ENCODINGS = ("utf-8", "latin-1")
FORMATS = ("date_format", "timestamp_format", "decimal")


@dataclass(frozen=True)
class TableMapping:
    """What one table's cells look like over there; empty means: as in the contract."""

    columns: dict[str, str] = field(default_factory=dict)  # their heading -> our column
    codes: dict[str, dict[str, str]] = field(default_factory=dict)  # our column -> their -> ours
    date_format: str | None = None  # strptime, e.g. %d-%m-%Y; ISO dates are always understood
    timestamp_format: str | None = None
    decimal: str = "."

    @cached_property
    def _by_heading(self) -> dict[str, str]:
        return {heading_key(theirs): ours for theirs, ours in self.columns.items()}

    @property
    def code_keys(self) -> list[tuple[str, str]]:
        """(our column, their code) of every code there is a translation for."""
        return [(column, theirs) for column, codes in self.codes.items() for theirs in codes]

    def heading(self, theirs: str) -> str:
        """Our column name for one of their headings (what it is compared by, where it is not mapped)."""
        key = heading_key(theirs)
        return self._by_heading.get(key, key)


@dataclass(frozen=True)
class Mapping:
    """The whole file: one encoding, and one TableMapping a table."""

    encoding: str = "utf-8"
    tables: dict[str, TableMapping] = field(default_factory=dict)
    path: Path | None = None
    cpr_places: tuple[tuple[str, str], ...] = ()  # (table, where in it) of what may be a person's

    def table(self, name: str) -> TableMapping:
        """The mapping of one table."""
        return self.tables.get(name, TableMapping())


def read(path: Path) -> Mapping:
    """Reads a mapping file. DashboardError, naming the key, for anything not understood."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise DashboardError(_("Oversættelsesfilen {path} findes ikke.", path=path)) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError):
        raise DashboardError(
            _("{path} kan ikke læses som TOML i UTF-8; ret filen, og prøv igen.", path=path)
        ) from None
    names = {table.name for table in TABLES}
    places = dict.fromkeys(_cpr_places(content, ()))
    cpr_places = tuple((p[0] if p[0] in names else "", ".".join(p)) for p in places)
    encoding = content.pop("encoding", "utf-8")
    if encoding not in ENCODINGS:
        raise _unknown("encoding", ENCODINGS)
    common = {key: _text(key, content.pop(key)) for key in FORMATS if key in content}
    for key in content:
        if key not in names:
            raise _unknown(key, (*sorted(names), "encoding", *FORMATS))
    tables = {t.name: _table(t.name, content.get(t.name, {}), common) for t in TABLES}
    return Mapping(encoding, tables, path, cpr_places)


def _cpr_places(content: Any, place: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The sections in which a key or a value may be a person's number; never the number itself."""
    if isinstance(content, dict):
        for key, value in content.items():
            if cpr.holds(key):
                yield place or (harmless.heading(key),)
            yield from _cpr_places(
                value, (*place, harmless.heading(key)) if _nests(value) else place
            )
    elif isinstance(content, list):
        for value in content:
            yield from _cpr_places(value, place)
    elif cpr.holds(str(content)):
        yield place or ("mapping.toml",)


def _nests(value: Any) -> bool:
    return isinstance(value, dict | list)


def _table(name: str, section: Any, common: dict[str, str]) -> TableMapping:
    known = next(table for table in TABLES if table.name == name).names
    if not isinstance(section, dict):
        raise _unknown(name, ("[" + name + ".columns]",))
    for key in section:
        if key not in ("columns", "codes", *FORMATS):
            raise _unknown(f"{name}.{key}", ("columns", "codes", *FORMATS))
    formats = common | {key: _text(key, section[key]) for key in FORMATS if key in section}
    if formats.get("decimal", ".") not in (".", ","):
        raise _unknown("decimal", (".", ","))
    for key in ("date_format", "timestamp_format"):
        if key in formats:
            _require_format(key, formats[key])
    columns = _words(f"{name}.columns", section.get("columns", {}), heading_key)
    for column in columns.values():
        if column not in known:
            raise _unknown(f"{name}.columns: {column}", known)
    codes = section.get("codes", {})
    if not isinstance(codes, dict):
        raise _unknown(f"{name}.codes", ("[" + name + ".codes.…]",))
    for column in codes:
        if column not in known:
            raise _unknown(f"{name}.codes.{column}", known)
    return TableMapping(
        columns=columns,
        codes={column: _words(f"{name}.codes.{column}", codes[column], plain) for column in codes},
        **formats,
    )


def _require_format(key: str, form: str) -> None:
    try:
        with duckdb.connect() as con:
            con.execute("select try_strptime('', $form)", {"form": form})
    except duckdb.InvalidInputException:
        raise _unknown(key, ("%d", "%m", "%Y", "%H", "%M", "%S")) from None


def _words(key: str, section: Any, compared: Callable[[str], str]) -> dict[str, str]:
    """Their words and ours; theirs as they are compared must not mean two things."""
    if not isinstance(section, dict):
        raise _unknown(key, ('"…" = "…"',))
    found: dict[str, str] = {}
    meaning: dict[str, str] = {}
    for theirs, ours in section.items():
        ours = plain(_text(f"{key}.{theirs}", ours))
        if meaning.setdefault(compared(theirs), ours) != ours:
            raise DashboardError(
                _(
                    "Oversættelsesfilen: ”{key}” står der to gange med hver sin oversættelse; "
                    "behold den ene.",
                    key=harmless.heading(f"{key}.{plain(theirs)}"),
                )
            )
        found[plain(theirs)] = ours
    return found


def _text(key: str, value: Any) -> str:
    if not isinstance(value, str):
        raise _unknown(key, ('"…"',))
    return value


def _unknown(key: str, known: tuple[str, ...]) -> DashboardError:
    return DashboardError(
        _(
            "Oversættelsesfilen: ”{key}” forstås ikke; brug en af disse: {known}.",
            key=harmless.heading(key),
            known=", ".join(known),
        )
    )
