"""Types one opened table by the contract and notes each cell that is not what it should be.

The staged table has the contract's columns, _part and _row, _is_blank (a line of separators,
or a row Excel kept after its content was deleted), _is_padded (a municipality code got its
zero back), _keys (which of the mapping's codes it was translated by) and _faults: a list of
{column_name, rule, found}, null for the rows that are as they should be (nearly all).
Expressions are built from DuckDB's expression objects, so no heading or cell becomes SQL.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import duckdb
from duckdb import (
    CaseExpression,
    CoalesceOperator,
    ColumnExpression,
    ConstantExpression,
    FunctionExpression,
)

from dashboard.foundation.schema import IDS, Column, Table
from dashboard.ingest.mapping import TableMapping
from dashboard.ingest.readers import NOT_CALCULATED, Heading, Piece

Expression = duckdb.Expression

DUCKDB_TYPES = {
    "string": "VARCHAR", "code": "VARCHAR", "municipality": "VARCHAR", "date": "DATE",
    "timestamp": "TIMESTAMP", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN",
}  # fmt: skip
INTEGERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT",
            "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT")  # fmt: skip
ZONED = ("TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ_NS")
FAULTS_TYPE = "STRUCT(column_name VARCHAR, rule VARCHAR, found VARCHAR)[]"
FIRST_DAY = date(1990, 1, 1)
SMALLEST_CPR_NUMBER = 10_100_000  # 0 01 01 00 ...: no shorter whole number can be one


@dataclass(frozen=True)
class Limits:
    """What the values are held against: the last day, this year, the official codes."""

    last_day: date
    this_year: int
    municipalities: tuple[str, ...]


@dataclass(frozen=True)
class Cell:
    """One source column on its way to a value, by the names its steps have in the query.

    n: what is no text to Excel; s: what they wrote; k: which of the mapping's codes that is;
    t: its text (null = empty); v: its value; r: the rule it breaks; p: whether it holds a CPR number.
    """

    i: int
    heading: Heading
    column: Column | None  # None: not in the contract, looked at for CPR numbers only
    codes: dict[str, str]  # their code -> ours
    first_key: int  # of these codes among all of the table's mapping
    is_whole_number: bool  # the source says integer, or every text in a CSV column is digits
    place: str  # of the column in a workbook, whose n0, n1, ... are no text; "" elsewhere

    def at(self, step: str) -> Expression:
        """The column of a step: c0, s0, t0 ..."""
        return ColumnExpression(f"{step}{self.i}")


def stage(
    piece: Piece, table: Table, mapping: TableMapping, limits: Limits, is_text: bool
) -> duckdb.DuckDBPyRelation:
    """One piece of a table, typed, with _part, _row and _faults (see the module's words)."""
    cells = list(_cells(piece, table, mapping, is_text))
    ours = [cell for cell in cells if cell.column]
    coded = [cell for cell in cells if cell.codes]
    steps = [
        [_written(cell).alias(f"s{cell.i}") for cell in cells],
        [_key(cell).alias(f"k{cell.i}") for cell in coded],
        [_text(cell).alias(f"t{cell.i}") for cell in cells],
        [_value(cell, cell.column, mapping).alias(f"v{cell.i}") for cell in ours if cell.column],
        [
            *(_rule(cell, cell.column, limits).alias(f"r{cell.i}") for cell in ours if cell.column),
            *(_is_cpr(cell).alias(f"p{cell.i}") for cell in cells),
        ],
    ]
    rows = piece.relation
    for step in filter(None, steps):
        rows = rows.select(duckdb.StarExpression(), *step)
    is_blank = ~_any(FunctionExpression("cell", cell.at("s")).isnotnull() for cell in cells)
    return rows.select(
        *(_published(column, ours) for column in table.columns),
        ColumnExpression("_part"),
        ColumnExpression("_row"),
        (is_blank if is_text else ConstantExpression(False)).alias("_is_blank"),
        _is_padded(ours).alias("_is_padded"),
        _keys(coded).alias("_keys"),
        _faults(cells).alias("_faults"),
    )


def no_rows(con: duckdb.DuckDBPyConnection, table: Table) -> duckdb.DuckDBPyRelation:
    """The staged shape without a row: what a table that cannot be read is staged as."""
    empty = Piece("", con.sql("select null::varchar as c0, 0 as _part, 0 as _row limit 0"), ())
    return stage(empty, table, TableMapping(), Limits(FIRST_DAY, FIRST_DAY.year, ("",)), True)


def _cells(piece: Piece, table: Table, mapping: TableMapping, is_text: bool) -> Iterator[Cell]:
    columns = {column.name: column for column in table.columns}
    places = [name for name, _theirs in mapping.code_keys]
    for i, heading in enumerate(piece.headings):
        column = columns.get(mapping.heading(heading.name))
        codes = mapping.codes.get(column.name, {}) if column else {}
        yield Cell(
            i,
            heading,
            column,
            codes,
            first_key=places.index(column.name) if column and codes else 0,
            is_whole_number=heading.type in INTEGERS
            or _is_float(heading.type)
            or is_text
            or (column is not None and column.type in ("integer", "number")),
            place=piece.places[i] if piece.places else "",
        )


def _is_float(source_type: str) -> bool:
    return source_type in ("FLOAT", "DOUBLE") or source_type.startswith("DECIMAL")


def _is_written(source_type: str) -> bool:
    """Whether the source holds text, which formats and look-alike letters concern."""
    return source_type in ("VARCHAR", "BLOB") or source_type.startswith("ENUM")


def _written(cell: Cell) -> Expression:
    """What they wrote, as it is compared; also where it stands for nothing."""
    source, kind = cell.at("c"), cell.heading.type
    if _is_float(kind):
        return FunctionExpression("float_cell", source)
    if kind in ZONED:
        source = _danish(source)
    if kind == "BLOB":
        source = FunctionExpression("bytes_cell", source)
    text = FunctionExpression("plain", source.cast(duckdb.sqltype("VARCHAR")))
    return (
        CoalesceOperator(FunctionExpression("excel_cell", cell.at("n")), text)
        if cell.place
        else text
    )


def _key(cell: Cell) -> Expression:
    """The place of the cell's code among all of the mapping's; an empty cell may be one of them."""
    theirs = ConstantExpression(list(cell.codes))
    place = FunctionExpression("list_position", theirs, cell.at("s"))
    if "" in cell.codes:
        nothing = ConstantExpression(list(cell.codes).index("") + 1)
        is_empty = FunctionExpression("cell", cell.at("s")).isnull()
        place = CoalesceOperator(place, CaseExpression(is_empty, nothing))
    return place + ConstantExpression(cell.first_key - 1)


def _text(cell: Cell) -> Expression:
    """The cell's text by our codes; null where it is empty."""
    text = FunctionExpression("cell", cell.at("s"))
    if not cell.codes:
        return text
    ours = ConstantExpression([word or None for word in cell.codes.values()])
    place = cell.at("k") - ConstantExpression(cell.first_key - 1)
    translated = FunctionExpression("list_extract", ours, place)
    return CaseExpression(cell.at("k").isnotnull(), translated).otherwise(text)


def _keys(coded: list[Cell]) -> Expression:
    """Which of the mapping's codes a row was translated by."""
    keys = FunctionExpression("list_value", *(cell.at("k") for cell in coded))
    return (keys if coded else _NOTHING).cast(duckdb.sqltype("BIGINT[]"))


def _danish(source: Expression) -> Expression:
    return FunctionExpression("timezone", ConstantExpression("Europe/Copenhagen"), source)


def _value(cell: Cell, column: Column, mapping: TableMapping) -> Expression:
    text = cell.at("t")
    direct = None if cell.codes else _direct(column, cell.heading, cell.at("c"))
    if direct is not None:
        return direct
    if column.type in ("string", "code"):
        return text
    value = FunctionExpression(f"as_{column.type}", text)
    if not _is_written(cell.heading.type):
        return value
    theirs = _by_their_format(column, text, mapping)
    if theirs is None:
        return value
    if cell.place:
        theirs = CaseExpression(cell.at("n").isnotnull(), value).otherwise(theirs)
    return theirs


def _by_their_format(column: Column, text: Expression, mapping: TableMapping) -> Expression | None:
    """The value of a text by the mapping's formats, which say nothing of real numbers and dates."""
    value = FunctionExpression(f"as_{column.type}", text)
    if column.type in ("integer", "number") and mapping.decimal == ",":
        return FunctionExpression(
            f"as_{column.type}", FunctionExpression("from_decimal_comma", text)
        )
    theirs = mapping.date_format if column.type == "date" else mapping.timestamp_format
    if column.type not in ("date", "timestamp") or not theirs:
        return None
    parsed = FunctionExpression("try_strptime", text, ConstantExpression(theirs))
    if column.type == "date":
        parsed = FunctionExpression("midnight", parsed)
    return CoalesceOperator(parsed, value)  # theirs first: 2025-03-04 may be the 3rd of April


def _direct(column: Column, heading: Heading, source: Expression) -> Expression | None:
    """The value without a detour over text, for Parquet columns already of the right type."""
    kind = heading.type
    if column.type == "date" and kind == "DATE":
        return source
    if kind.startswith("TIMESTAMP") and column.type in ("date", "timestamp"):
        local = (_danish(source) if kind in ZONED else source).cast(duckdb.sqltype("TIMESTAMP"))
        return local if column.type == "timestamp" else FunctionExpression("midnight", local)
    if column.type in ("integer", "number") and kind in INTEGERS:
        return source.try_cast(duckdb.sqltype(DUCKDB_TYPES[column.type]))
    if column.type == "boolean" and kind == "BOOLEAN":
        return source
    return None


def _rule(cell: Cell, column: Column, limits: Limits) -> Expression:
    """The rule the cell breaks, or null."""
    text, value = cell.at("t"), cell.at("v")
    checks: list[tuple[Expression, str]] = []
    if cell.place:
        checks.append((text == ConstantExpression(NOT_CALCULATED), "not_calculated"))
    if _is_written(cell.heading.type):
        checks.append((FunctionExpression("is_error_cell", text), "error_cell"))
    if column.name in IDS:
        checks.append((FunctionExpression("is_cut", text), "cut_id"))
    if not column.nullable:
        checks.append((text.isnull(), "missing"))
    if column.type not in ("string", "code"):
        checks.append((text.isnotnull() & value.isnull(), column.type))
    if column.type == "code":
        checks.append((_outside(value, column.codes), "code"))
    if column.type == "municipality":
        checks.append((_outside(value, limits.municipalities), "municipality"))
    if column.type in ("date", "timestamp"):
        checks.append((value < ConstantExpression(FIRST_DAY), "before_1990"))
    if column.never_future:
        day = value.cast(duckdb.sqltype("DATE"))
        checks.append((day > ConstantExpression(limits.last_day), "in_the_future"))
    low, high = bounds(column, limits)
    if low is not None:
        checks.append((value < ConstantExpression(low), "too_low"))
    if high is not None:
        checks.append((value > ConstantExpression(high), "too_high"))
    return _first_true(checks)


def bounds(column: Column, limits: Limits) -> tuple[int | None, int | None]:
    """The lowest and highest value a number may have."""
    return column.low, limits.this_year if column.name == "birth_year" else column.high


def _outside(value: Expression, known: tuple[str, ...]) -> Expression:
    return value.isnotnull() & value.isnotin(*(ConstantExpression(code) for code in known))


def _first_true(checks: list[tuple[Expression, str]]) -> Expression:
    nothing = ConstantExpression(None).cast(duckdb.sqltype("VARCHAR"))
    if not checks:
        return nothing
    case = CaseExpression(checks[0][0], ConstantExpression(checks[0][1]))
    for condition, rule in checks[1:]:
        case = case.when(condition, ConstantExpression(rule))
    return case.otherwise(nothing)


def _is_cpr(cell: Cell) -> Expression:
    """Whether the text holds something CPR-like. Valid codes, dates and small numbers cannot."""
    found = _holds_cpr(cell, cell.at("t"))
    if cell.codes:  # neither what they wrote nor what the mapping makes of it
        found = found | _holds_cpr(cell, cell.at("s"))
    harmless = _harmless(cell)
    return found if harmless is None else CaseExpression(
        harmless, ConstantExpression(False)
    ).otherwise(found)  # fmt: skip


def _holds_cpr(cell: Cell, text: Expression) -> Expression:
    found = CoalesceOperator(FunctionExpression("is_cpr_like", text), ConstantExpression(False))
    if cell.is_whole_number:
        number = FunctionExpression("is_cpr_number", text)
        found = found | CoalesceOperator(number, ConstantExpression(False))
    return found


def _harmless(cell: Cell) -> Expression | None:
    if cell.column is None or cell.column.type == "string" or cell.codes:
        return None
    value = cell.at("v")
    if cell.column.type in ("integer", "number"):
        size = FunctionExpression("abs", value)
        return value.isnotnull() & (size < ConstantExpression(SMALLEST_CPR_NUMBER))
    if cell.column.type == "code":
        return value.isin(*(ConstantExpression(code) for code in cell.column.codes))
    return value.isnotnull()


def _published(column: Column, ours: list[Cell]) -> Expression:
    """The value that may be kept: nothing CPR-like is ever written, not even to quarantine."""
    kind = duckdb.sqltype(DUCKDB_TYPES[column.type])
    cell = next((cell for cell in ours if cell.column == column), None)
    if cell is None:
        return ConstantExpression(None).cast(kind).alias(column.name)
    value = cell.at("v")
    if column.type in ("string", "code", "integer", "number"):
        is_unfit = cell.at("p")
        if cell.place:
            is_unfit = is_unfit | (cell.at("t") == ConstantExpression(NOT_CALCULATED))
        value = CaseExpression(is_unfit, ConstantExpression(None)).otherwise(value)
    return value.cast(kind).alias(column.name)


def _is_padded(ours: list[Cell]) -> Expression:
    return _any(
        cell.at("v") != cell.at("t")
        for cell in ours
        if cell.column and cell.column.type == "municipality"
    )


def _faults(cells: list[Cell]) -> Expression:
    conditions, entries = [], []
    for cell in cells:
        is_cpr = cell.at("p")
        name = ConstantExpression(cell.column.name if cell.column else cell.heading.name)
        conditions.append(is_cpr)
        entries.append(CaseExpression(is_cpr, _fault(name, ConstantExpression("cpr"), _NOTHING)))
        if cell.column:
            rule = cell.at("r")
            shown = CaseExpression(is_cpr, _NOTHING).otherwise(_found(cell))
            conditions.append(rule.isnotnull())
            entries.append(CaseExpression(rule.isnotnull(), _fault(name, rule, shown)))
    # the list is only built for rows with a fault: a hundred million rows have none
    present = duckdb.LambdaExpression("entry", ColumnExpression("entry").isnotnull())
    found = FunctionExpression("list_filter", FunctionExpression("list_value", *entries), present)
    return CaseExpression(_any(conditions), found).cast(duckdb.sqltype(FAULTS_TYPE))


def _found(cell: Cell) -> Expression:
    """What is shown of a cell; where its formula is at fault, which cell of the sheet it is."""
    if not cell.place:
        return cell.at("t")
    row = ColumnExpression("_row").cast(duckdb.sqltype("VARCHAR"))
    place = FunctionExpression("concat", ConstantExpression(cell.place), row)
    with_error = FunctionExpression("concat", place, ConstantExpression(" "), cell.at("t"))
    shown = CaseExpression(cell.at("r") == ConstantExpression("not_calculated"), place)
    shown = shown.when(cell.at("r") == ConstantExpression("error_cell"), with_error)
    return shown.otherwise(cell.at("t"))


_NOTHING = ConstantExpression(None).cast(duckdb.sqltype("VARCHAR"))


def _fault(name: Expression, rule: Expression, found: Expression) -> Expression:
    return FunctionExpression("fault", name, rule, found)


def _any(conditions: Iterator[Expression] | list[Expression]) -> Expression:
    rest = list(conditions) or [ConstantExpression(False)]
    while len(rest) > 1:  # in pairs: a chain of a thousand columns is too deep to be followed
        rest = [a | b for a, b in zip(rest[::2], rest[1::2], strict=False)] + rest[
            len(rest) // 2 * 2 :
        ]
    return rest[0]
