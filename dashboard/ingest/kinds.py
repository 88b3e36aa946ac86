"""What a file is by its first bytes, whatever it is called: one fault says so where the name is wrong."""

from pathlib import Path

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")
JSON_LINES = (".jsonl", ".ndjson")
TEXTS = (".csv", ".tsv", ".txt", ".gz")
CONTRACT = (".parquet", ".csv", ".xlsx")
SUFFIXES = (".parquet", *WORKBOOKS, *JSON_LINES, *TEXTS)

ZIP = b"PK\x03\x04"  # xlsx, ods
OLD = b"\xd0\xcf\x11\xe0"  # xls, and what Excel puts a workbook with a password into
PARQUET = b"PAR1"
LOCKED = "EncryptedPackage".encode("utf-16-le")


def fault(path: Path) -> str | None:
    """The rule broken by a file that is something else than its name says; None where it is not."""
    suffix = path.suffix.lower()
    with path.open("rb") as file:
        start = file.read(4)
        if suffix in (*TEXTS, *JSON_LINES):
            return "not_what_it_is_called" if start in (ZIP, OLD, PARQUET) else None
        if suffix not in WORKBOOKS or not start:
            return None
        if start not in (ZIP, OLD, PARQUET):
            return "text_as_workbook"
        is_right = start == (OLD if suffix == ".xls" else ZIP)
        if not is_right and start == OLD and LOCKED in file.read():
            return "password"
        return None if is_right else "not_what_it_is_called"
