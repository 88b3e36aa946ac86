"""Finds the project's SQL files by name and the $parameters each of them takes."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import duckdb

FOLDER = Path(__file__).parents[2] / "queries"


@cache
def sql(name: str) -> str:
    """The text of queries/<name>.sql; `name` may hold a folder, e.g. derived/case_facts."""
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")


@cache
def parameters(name: str) -> frozenset[str]:
    """The names of the $parameters the query takes."""
    (statement,) = duckdb.extract_statements(sql(name))
    return frozenset(statement.named_parameters)


def names(folder: str) -> list[str]:
    """Every query of a folder, e.g. names("checks/exports") -> ["checks/exports/cases_key", ...]."""
    return [f"{folder}/{path.stem}" for path in sorted((FOLDER / folder).glob("*.sql"))]


def run(
    con: duckdb.DuckDBPyConnection, name: str, given: Mapping[str, object]
) -> duckdb.DuckDBPyRelation:
    """The query with those of the given values that it takes."""
    return con.sql(sql(name), params={key: given[key] for key in parameters(name)})
