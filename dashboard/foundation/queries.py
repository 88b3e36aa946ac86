"""Finds the project's SQL files by name and the $parameters each of them takes.

The scope is asked about in macros, which take no $parameters: they read session variables.
"""

import re
import warnings
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import duckdb
import polars as pl

# the copy it warns of is small beside what the query has read
warnings.filterwarnings("ignore", message="Arrow output on a DB-API result", category=UserWarning)

FOLDER = Path(__file__).parents[2] / "queries"
SCOPE = (FOLDER / "macros/scope.sql").read_text(encoding="utf-8")
MACROS = SCOPE + (FOLDER / "macros/outcomes.sql").read_text(encoding="utf-8")
# once case_facts is there, which these read
_ASKED = "".join(
    (FOLDER / f"macros/{name}.sql").read_text(encoding="utf-8")
    for name in ("asked_at_start", "asked_at_end", "asked_under_way")
)
ABOUT_COURSES = (FOLDER / "macros/cohort.sql").read_text(encoding="utf-8") + _ASKED
_MACROS = "|".join(re.findall(r"macro (\w+)", SCOPE + _ASKED))
_VARIABLES = frozenset(re.findall(r"getvariable\('(\w+)'\)", SCOPE))


@cache
def sql(name: str) -> str:
    """The text of queries/<name>.sql; `name` may hold a folder, e.g. derived/case_facts."""
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")


@cache
def parameters(name: str) -> frozenset[str]:
    """The names of the $parameters the query takes, and of the scope if it asks about that."""
    return _named(name) | _scope(name)


@cache
def _named(name: str) -> frozenset[str]:
    (statement,) = duckdb.extract_statements(sql(name))
    return frozenset(statement.named_parameters)


@cache
def _scope(name: str) -> frozenset[str]:
    """The variables of the scope, if the query calls one of its macros."""
    return _VARIABLES if re.search(rf"\b({_MACROS})\(", sql(name)) else frozenset()


def names(folder: str) -> list[str]:
    """Every query of a folder, e.g. names("checks/exports") -> ["checks/exports/cases_key", ...]."""
    return [f"{folder}/{path.stem}" for path in sorted((FOLDER / folder).glob("*.sql"))]


def run(
    con: duckdb.DuckDBPyConnection, name: str, given: Mapping[str, object]
) -> duckdb.DuckDBPyRelation:
    """The query with those of the given values that it takes, as a relation to go on with.

    A query about the scope needs a fresh connection or cursor, where no variable is set yet, with
    the MACROS.
    """
    return con.sql(sql(name), params=_taken(con, name, given))


def rows(
    con: duckdb.DuckDBPyConnection, name: str, given: Mapping[str, object], around: str = "{query}"
) -> pl.DataFrame:
    """The rows of the same; around: SQL it stands in.

    Executed as it stands: a relation is planned twice, and planning is most of a small query.
    """
    taken = _taken(con, name, given)
    found = con.execute(around.format(query=sql(name)), taken).to_arrow_table()
    return pl.DataFrame(pl.from_arrow(found))


def _taken(
    con: duckdb.DuckDBPyConnection, name: str, given: Mapping[str, object]
) -> dict[str, object]:
    """Those of the values the query takes; the scope's are set as variables."""
    for key in _scope(name):
        if given[key] is not None:
            con.execute(f"set variable {key} = $value", {"value": given[key]})
    return {key: given[key] for key in _named(name)}
