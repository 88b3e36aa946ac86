"""Exports of programs: pandas, Polars, pyarrow, DuckDB, and what Spark leaves."""

import json
from datetime import date, datetime

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from tests.exports.making import CASES, CONTACTS, K1, Export, course, meeting

ROWS = {
    "case_id": [1, 2], "citizen_id": ["B1", "B2"], "municipality_code": ["0461", "0461"],
    "programme": ["mentor", "mentor"], "started_on": [date(2026, 1, 5), date(2026, 1, 5)],
}  # fmt: skip
BOTH = [course(), course("2")]


def frame(**more):
    return pd.DataFrame(ROWS | more)


def by_duckdb(sql):
    return lambda path: duckdb.sql(sql).write_parquet(str(path))


EXPORTS = [
    Export(
        "pandas to_csv with its index",
        {"cases.csv": lambda path: frame().to_csv(path)},
        rows={"cases": BOTH},
    ),
    Export(
        "pandas to_csv with ids that are floats because one is missing elsewhere",
        {
            "cases.csv": lambda path: frame(months_on_benefit_before=[3.0, None]).to_csv(
                path, index=False
            )
        },
        rows={"cases": [course(months_on_benefit_before=3), course("2")]},
    ),
    Export(
        "pandas to_excel",
        {"cases.xlsx": lambda path: frame().to_excel(path, index=False)},
        rows={"cases": BOTH},
    ),
    Export(
        "pandas to_csv for Danish Excel",
        {
            "cases.csv": lambda path: frame(granted_hours_per_week=[2.5, 3.0]).to_csv(
                path,
                index=False,
                sep=";",
                decimal=",",
                date_format="%d-%m-%Y",
                encoding="utf-8-sig",
            )
        },
        'decimal = ","\n',
        rows={
            "cases": [course(granted_hours_per_week=2.5), course("2", granted_hours_per_week=3.0)]
        },
    ),
    Export(
        "pandas to_json by lines",
        {
            "cases.jsonl": lambda path: (
                frame().astype({"started_on": str}).to_json(path, orient="records", lines=True)
            )
        },
        rows={"cases": BOTH},
    ),
    Export(
        "JSON with a person within a course",
        {
            "cases.jsonl": json.dumps(
                {
                    "case_id": "1",
                    "municipality_code": "0461",
                    "programme": "mentor",
                    "started_on": "2026-01-05",
                    "borger": {"id": "B1", "født": 1990},
                }
            )
            + "\n"
        },
        '[cases.columns]\n"borger.id" = "citizen_id"\n"borger.født" = "birth_year"\n',
        rows={"cases": [course(birth_year=1990)]},
    ),
    Export(
        "JSON that is one list",
        {"cases.jsonl": json.dumps([{"case_id": "1"}], indent=1)},
        refused=(
            "cases: filen kan ikke læses som JSON-linjer (1)\n"
            "  Forventet: et JSON-objekt på hver linje.\n"
            "  Gør dette: kør udtrækket igen.\n"
            "    cases.jsonl"
        ),
    ),
    Export(
        "Polars write_csv",
        {"cases.csv": lambda path: pl.DataFrame(ROWS).write_csv(path)},
        rows={"cases": BOTH},
    ),
    Export(
        "Polars write_csv, gzip",
        {"cases.csv.gz": lambda path: pl.DataFrame(ROWS).write_csv(path, compression="gzip")},
        rows={"cases": BOTH},
    ),
    Export(
        "Polars write_excel",
        {"cases.xlsx": lambda path: pl.DataFrame(ROWS).write_excel(path)},
        rows={"cases": BOTH},
    ),
    Export(
        "Polars write_parquet",
        {"cases.parquet": lambda path: pl.DataFrame(ROWS).write_parquet(path)},
        rows={"cases": BOTH},
    ),
    Export(
        "pyarrow with dictionaries and a zone",
        {
            "cases.csv": CASES,
            "contacts.parquet": lambda path: pq.write_table(
                pa.table(
                    {
                        "contact_id": ["K1"],
                        "case_id": pa.array(["1"]).dictionary_encode(),
                        "contacted_at": pa.array(
                            [datetime(2026, 6, 2, 8)], pa.timestamp("ms", "UTC")
                        ),
                        "channel": pa.array(["meeting"]).dictionary_encode(),
                        "outcome": ["held"],
                        "minutes": [60],
                    }
                ),
                path,
            ),
        },
        rows={"cases": [course()], "contacts": [meeting()]},
    ),
    Export(
        "a number for an id in one file and text in the other",
        {
            "cases.parquet": lambda path: pq.write_table(pa.table(ROWS), path),
            "contacts.csv": CONTACTS + K1.replace("K1,1,", "K1,1.0,"),
        },
        rows={"cases": BOTH, "contacts": [meeting()]},
        told=(
            "contacts: numre i case_id, som er skrevet anderledes end i forløbene (mellemrum, store bogstaver, nuller, ord bagefter) og er læst som deres: 1 (”1.0 → 1”).",
        ),
    ),
    Export(
        "a person within a course in Parquet",
        {
            "cases.parquet": by_duckdb(
                "select '1' as case_id, {'id': 'B1', 'born': 1990} as borger, '0461' as"
                " municipality_code, 'mentor' as programme, date '2026-01-05' as started_on"
            )
        },
        '[cases.columns]\n"borger.id" = "citizen_id"\n"borger.born" = "birth_year"\n',
        rows={"cases": [course(birth_year=1990)]},
    ),
    Export(
        "parts of Spark",
        {
            "cases/part-00000-1.snappy.parquet": lambda path: pq.write_table(
                pa.table({k: v[:1] for k, v in ROWS.items()}), path
            ),
            "cases/part-00001-1.snappy.parquet": lambda path: pq.write_table(
                pa.table({k: v[1:] for k, v in ROWS.items()}), path
            ),
            "cases/_SUCCESS": b"",
            "cases/.part-00000-1.snappy.parquet.crc": b"crc",
        },
        rows={"cases": BOTH},
    ),
    Export(
        "two files for a table",
        {"cases.csv": CASES, "cases.xlsx": lambda path: frame().to_excel(path)},
        refused=(
            "cases: der er flere filer til samme tabel (1)\n"
            "  Forventet: én fil til hver tabel.\n"
            "  Gør dette: fjern den, der ikke skal bruges.\n"
            "    cases.csv, cases.xlsx"
        ),
    ),
]
