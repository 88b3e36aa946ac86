"""Reads recipe.toml, and the mapping.toml it takes over from: a TOML file in, a Recipe out."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dashboard.foundation import cpr, harmless
from dashboard.foundation.errors import DashboardError
from dashboard.foundation.schema import TABLES
from dashboard.foundation.words import text as _
from dashboard.ingest.recipe import ENCODINGS, Origin, Recipe
from dashboard.ingest.recipe_sections import COMMON, Sections

NAMES = ("recipe.toml", "mapping.toml")  # the first is looked for first


def beside(folder: Path) -> Path | None:
    """The recipe in an export's folder. DashboardError where there are two, or one with a hidden ending."""
    for name in NAMES:
        if (folder / f"{name}.txt").exists():
            raise DashboardError(
                _("Filen {file} hedder {wrong}; omdøb den.", file=name, wrong=f"{name}.txt")
            )
    found = [folder / name for name in NAMES if (folder / name).exists()]
    if len(found) > 1:
        raise DashboardError(
            _("Der er både recipe.toml og mapping.toml i mappen; behold recipe.toml.")
        )
    return found[0] if found else None


def read(path: Path) -> Recipe:
    """Reads a recipe. DashboardError, naming the key, for anything not understood."""
    content = _content(path)
    names = {table.name for table in TABLES}
    places = dict.fromkeys(_cpr_places(content, ()))
    cpr_places = tuple((p[0] if p[0] in names else "", ".".join(p)) for p in places)
    reader = Sections(path.name)
    encoding = content.pop("encoding", "utf-8")
    if encoding not in ENCODINGS:
        raise reader.unknown("encoding", ENCODINGS)
    common = {key: content.pop(key) for key in COMMON if key in content}
    reader.mapping("", None, common)  # said of the whole file before any table
    sources = content.pop("source", [])
    taken = reader.tables("from_snapshot", content.pop("from_snapshot", []))
    left_out = reader.texts("left_out", content.pop("left_out", None))
    for key in content:
        if key not in names:
            raise reader.unknown(
                key, (*sorted(names), "source", "from_snapshot", "left_out", "encoding", *COMMON)
            )
    own = [
        Origin(table, encoding=encoding, mapping=reader.section(table, content.get(table.name, {}), common))
        for table in TABLES
        if table.name in content or common or encoding != "utf-8"
    ]  # fmt: skip
    if not isinstance(sources, list):
        raise reader.unknown("source", ("[[source]]",))
    given = [
        reader.origin(f"source {n}", each, encoding, common) for n, each in enumerate(sources, 1)
    ]
    told = {origin.table for origin in given if not origin.adds}
    for table in TABLES:
        if table in told and table.name in content:
            raise reader.unknown(table.name, (f'[[source]] table = "{table.name}"',))
    origins = (*(o for o in own if o.table not in told), *given)
    return Recipe(origins, path, cpr_places, taken, left_out)


def _content(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise DashboardError(_("Oversættelsesfilen {path} findes ikke.", path=path)) from None
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        if line:
            raise DashboardError(
                _(
                    "{path} kan ikke læses: der er en fejl i linje {line}. Overskrifter og ord skal stå "
                    'i lige anførselstegn ("), og hver kun én gang.',
                    path=path,
                    line=line[1],
                )
            ) from None
        raise _not_toml(path) from None
    except (UnicodeDecodeError, OSError):
        raise _not_toml(path) from None


def _not_toml(path: Path) -> DashboardError:
    return DashboardError(
        _("{path} kan ikke læses som TOML i UTF-8; ret filen, og prøv igen.", path=path)
    )


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
        yield place or ("recipe.toml",)


def _nests(value: Any) -> bool:
    return isinstance(value, dict | list)
