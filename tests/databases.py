"""The two kinds of database a ledger can be in, each empty: the same tests run against both.

PostgreSQL is Debian's, started once for all tests. Where it is not installed these tests skip and
say so; with POSTGRES_TESTS=required they fail instead.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine

KINDS = ("sqlite", "postgresql")


def binaries() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


def as_postgres(*command: object) -> None:
    """PostgreSQL refuses to run as root."""
    before = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    subprocess.run([*before, *map(str, command)], check=True, cwd="/", stdout=subprocess.DEVNULL)


def serve() -> Iterator[str]:
    """A PostgreSQL of our own on a Unix socket; gives the address of its database."""
    programs = binaries()
    if not programs:
        if os.environ.get("POSTGRES_TESTS") == "required":
            pytest.fail("no PostgreSQL found, and POSTGRES_TESTS=required")
        pytest.skip("no PostgreSQL found: the tests against it did not run")
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    files = folder / "data"
    try:
        as_postgres(programs / "initdb", "-A", "trust", "-U", "postgres", "-E", "utf8", "-D", files)
        options = f"-k {folder} -c listen_addresses= -c fsync=off -c timezone=Pacific/Auckland"
        as_postgres(programs / "pg_ctl", "-D", files, "-l", folder / "log", "-w", "-o", options,
                    "start")  # fmt: skip
        yield f"postgresql+psycopg://postgres@/postgres?host={folder}"
        as_postgres(programs / "pg_ctl", "-D", files, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    yield from serve()


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, of each kind in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/ledger/ledger.db"
    address: str = request.getfixturevalue("postgres")
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as con:
        con.exec_driver_sql("drop schema public cascade; create schema public")
    engine.dispose()
    return address
