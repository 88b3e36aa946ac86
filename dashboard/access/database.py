"""The database behind the link register: who may open what, who has, and what was done about it.

SQLite in a folder of its own, or PostgreSQL by URL. Two processes write here: the owner's app and
the partners'. Lines of the audit are added and never changed; only age removes one.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import filelock
from sqlalchemy import (
    DDL,
    JSON,
    BigInteger,
    CheckConstraint,
    Column,
    Connection,
    DateTime,
    Dialect,
    Engine,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    create_engine,
    event,
    insert,
    inspect,
    select,
)
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.types import TypeDecorator

from dashboard.foundation.errors import DashboardError
from dashboard.foundation.words import text as _

VERSION = 1
# The owner's app and the partners' run as two users of one group; nobody else may look.
GROUPS_FOLDER, GROUPS_FILE = 0o770, 0o660
PATIENCE = 10  # seconds another process may take
ONE_AT_A_TIME = 0x6B6C  # PostgreSQL's advisory lock while the tables are made; any number of ours


class Moment(TypeDecorator[datetime]):
    """A point in time, aware and in UTC on both sides, also where a database keeps no zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC. ValueError for a time without a zone: nobody can say when it was."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a time without a zone")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """From the database, whose session may have another zone."""
        if value is None:
            return None
        found: datetime = value
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)


META = MetaData()
SCHEMA = Table("ledger_schema", META, Column("version", Integer, primary_key=True))
LINKS = Table(
    "links", META,
    Column("id", String(16), primary_key=True),
    Column("municipality", String(4), nullable=False),
    Column("level", String(16), nullable=False),
    Column("label", String(100), nullable=False),
    Column("token_sha256", String(64), nullable=False, unique=True),
    Column("created_at", Moment, nullable=False),
    Column("created_by", String(200), nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("revoked_at", Moment),
    CheckConstraint("level in ('public', 'authority')", name="links_level"),
    CheckConstraint("expires_at > created_at", name="links_expire"),
)  # fmt: skip
SESSIONS = Table(
    "sessions", META,
    Column("id_sha256", String(64), primary_key=True),
    Column("link_id", ForeignKey(LINKS.c.id, ondelete="CASCADE"), nullable=False, index=True),
    Column("redeemed_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("ended_at", Moment),
)  # fmt: skip
# no foreign key: a line outlives the link it is about
AUDIT = Table(
    "audit", META,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("at", Moment, nullable=False),
    Column("event", String(40), nullable=False),
    Column("link_id", String(16)),
    Column("session_sha256", String(64)),
    Column("facts", JSON, nullable=False),
    Index("audit_event", "event", "link_id", "at"),
    sqlite_autoincrement=True,  # a number is never used again
)  # fmt: skip
# what links did, found at once among what anybody tried
Index(
    "audit_of_links", AUDIT.c.id,
    sqlite_where=AUDIT.c.link_id.is_not(None), postgresql_where=AUDIT.c.link_id.is_not(None),
)  # fmt: skip

# Shorter than the shortest retention that can be agreed (a month); see LinkRegister.purge.
APPEND_ONLY = {
    "sqlite": (
        """create trigger audit_is_not_changed before update on audit
           begin select raise(abort, 'the audit is append-only'); end""",
        """create trigger audit_is_not_replaced before insert on audit
           when exists (select 1 from audit where id = new.id)
           begin select raise(abort, 'the audit is append-only'); end""",
        """create trigger audit_is_not_removed before delete on audit
           when old.at > strftime('%%Y-%%m-%%d %%H:%%M:%%f', 'now', '-28 days')
           begin select raise(abort, 'the audit is append-only'); end""",
    ),
    "postgresql": (
        """create function audit_is_append_only() returns trigger language plpgsql as $$
           begin
             if tg_op = 'DELETE' and old.at <= now() - interval '28 days' then return old; end if;
             raise exception 'the audit is append-only';
           end $$""",
        """create trigger audit_is_not_changed before update or delete on audit
           for each row execute function audit_is_append_only()""",
        """create trigger audit_is_not_emptied before truncate on audit
           for each statement execute function audit_is_append_only()""",
    ),
}
for _dialect, _statements in APPEND_ONLY.items():
    for _statement in _statements:
        event.listen(AUDIT, "after_create", DDL(_statement).execute_if(dialect=_dialect))


def address(data: Path) -> str:
    """Where the link register is: DASHBOARD_LEDGER, else a file in a folder of its own below the data."""
    own = data.resolve() / "ledger" / "ledger.db"
    return os.environ.get("DASHBOARD_LEDGER") or f"sqlite:///{own}"


def is_there(url: str) -> bool:
    """Whether there can be anything in it: False for a SQLite file nobody has made yet."""
    file = _file(make_url(url))
    return file is None or file.exists()


def opened(url: str) -> Engine:
    """The database, its tables made where they are missing. DashboardError where it cannot be."""
    try:
        return _opened(make_url(url))
    except (SQLAlchemyError, OSError, ImportError):
        # the address may hold a password, and what the driver says may repeat it
        raise DashboardError(
            _(
                "Listen over links kan ikke åbnes; se efter, at DASHBOARD_LEDGER er adressen på en SQLite- "
                "eller PostgreSQL-database, og at programmet må skrive i den."
            )
        ) from None


def _opened(url: URL) -> Engine:
    file = _file(url)
    if url.get_backend_name() not in APPEND_ONLY or file == Path():
        raise OSError("no such kind of database")
    if file is None:
        return _made(create_engine(url, pool_pre_ping=True))
    _make_folder(file.parent)
    # SQLite does not wait for its turn while a file becomes one that readers need not wait for
    with filelock.FileLock(file.parent / "lock", timeout=PATIENCE, mode=GROUPS_FILE):
        _make_file(file)
        engine = create_engine(url)
        event.listen(engine, "connect", _set_up_sqlite)
        return _made(engine)


def _made(engine: Engine) -> Engine:
    try:
        _make_tables(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _file(url: URL) -> Path | None:
    is_file = url.get_backend_name() == "sqlite"
    return Path(url.database or "") if is_file else None


def _make_folder(folder: Path) -> None:
    """For the group of both users; one that is there already is left as it is."""
    if not folder.exists():
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(GROUPS_FOLDER)


def _make_file(file: Path) -> None:
    if not file.exists():
        handle = os.open(file, os.O_RDWR | os.O_CREAT, GROUPS_FILE)
        os.fchmod(handle, GROUPS_FILE)  # its -wal and -shm files take after it
        os.close(handle)


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    for pragma in (
        f"busy_timeout = {PATIENCE * 1000}",  # first, so that the others wait too
        "journal_mode = wal",  # readers never wait for the writer
        "synchronous = full",  # a link that was revoked stays revoked when the power goes
        "foreign_keys = on",
        "trusted_schema = off",
    ):
        connection.execute(f"pragma {pragma}")


def _make_tables(engine: Engine) -> None:
    with engine.connect() as con:
        is_made = inspect(con).has_table(SCHEMA.name)
    if not is_made:
        with _alone(engine) as con:
            if not inspect(con).has_table(SCHEMA.name):  # another process may have been first
                META.create_all(con)
                con.execute(insert(SCHEMA).values(version=VERSION))
    with engine.connect() as con:
        if con.execute(select(SCHEMA.c.version)).scalar_one() != VERSION:
            raise DashboardError(
                _(
                    "Listen over links er skrevet af en nyere udgave af programmet; opdater programmet, før "
                    "du åbner den."
                )
            )


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    """A transaction no other process can make tables beside."""
    with engine.connect() as con:
        if engine.dialect.name == "sqlite":
            con.exec_driver_sql("begin immediate")
        else:
            con.exec_driver_sql(f"select pg_advisory_xact_lock({ONE_AT_A_TIME})")
        yield con
        con.commit()
