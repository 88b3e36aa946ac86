"""Sessions of links: begun by a token, looked up on every request, over at log-out or in time."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Engine, delete, insert, or_, select, update

from dashboard.access import audit, links
from dashboard.access.audit import Audit
from dashboard.access.database import LINKS, SESSIONS
from dashboard.access.links import Access, hashed

LONGEST = timedelta(hours=8)
LONGEST_PAUSE = timedelta(minutes=30)
SEEN_EVERY = timedelta(minutes=1)  # a reader who clicks is not written down more often than this


class LinkSessions:
    """The sessions of one link register."""

    def __init__(self, engine: Engine, now: Callable[[], datetime], log: Audit) -> None:
        self._engine = engine
        self._now = now
        self._audit = log

    def redeem(self, token: str, *, is_told: bool = True) -> str | None:
        """A new session of the link this token belongs to; None for every token that opens nothing.

        is_told: False where the caller sums up in a line of its own what is opened very often.
        Unknown, expired and revoked take the same way: one look, one line in the audit.
        """
        at = self._now()
        with self._engine.connect() as con:
            query = select(LINKS).where(LINKS.c.token_sha256 == hashed(token))
            row = con.execute(query).mappings().one_or_none()
        state = links.of_row(row).state(at) if row else "unknown"
        if not row or state != "open":
            self._audit.note("refused", link_id=row["id"] if row else None, reason=state)
            return None
        session_id = secrets.token_urlsafe(32)
        with self._engine.begin() as con:
            con.execute(delete(SESSIONS).where(SESSIONS.c.link_id == row["id"], _is_over(at)))
            con.execute(
                insert(SESSIONS).values(
                    id_sha256=hashed(session_id), link_id=row["id"], redeemed_at=at, seen_at=at
                )
            )
            if is_told:
                audit.write(con, at, "redeemed", row["id"], session_id, {})
        return session_id

    def access(self, session_id: str) -> Access | None:
        """What this session may see now; None for nothing. Reads only."""
        query = select(LINKS, SESSIONS).join_from(SESSIONS, LINKS)
        with self._engine.connect() as con:
            found = con.execute(query.where(SESSIONS.c.id_sha256 == hashed(session_id)))
            row = found.mappings().one_or_none()
        at = self._now()
        if not row or row["ended_at"] or links.of_row(row).state(at) != "open":
            return None
        is_alive = (
            row["redeemed_at"] <= at < row["redeemed_at"] + LONGEST
            and row["seen_at"] <= at < row["seen_at"] + LONGEST_PAUSE
        )
        told = ("municipality", "level", "label", "expires_at")
        return Access(link_id=row["id"], **{key: row[key] for key in told}) if is_alive else None

    def touch(self, session_id: str) -> None:
        """The reader did something: the pause begins anew. A session that is over stays over."""
        at = self._now()
        alive = (
            SESSIONS.c.id_sha256 == hashed(session_id),
            SESSIONS.c.ended_at.is_(None),
            SESSIONS.c.redeemed_at > at - LONGEST,
            SESSIONS.c.seen_at.between(at - LONGEST_PAUSE, at - SEEN_EVERY),
        )
        with self._engine.begin() as con:
            con.execute(update(SESSIONS).where(*alive).values(seen_at=at))

    def end(self, session_id: str) -> None:
        """The reader logs out."""
        at = self._now()
        mine = (SESSIONS.c.id_sha256 == hashed(session_id), SESSIONS.c.ended_at.is_(None))
        with self._engine.begin() as con:
            ended = update(SESSIONS).where(*mine).values(ended_at=at).returning(SESSIONS.c.link_id)
            link_id = con.execute(ended).scalar_one_or_none()
            if link_id:
                audit.write(con, at, "ended", link_id, session_id, {})


def remove_over(con: Connection, at: datetime) -> None:
    """Removes the sessions whose time is over for certain."""
    con.execute(delete(SESSIONS).where(SESSIONS.c.redeemed_at < at - LONGEST))


def _is_over(at: datetime) -> ColumnElement[bool]:
    """Sessions nobody can use any more: a link that is opened without end leaves no endless table."""
    return or_(
        SESSIONS.c.ended_at.is_not(None),
        SESSIONS.c.seen_at <= at - LONGEST_PAUSE,
        SESSIONS.c.redeemed_at <= at - LONGEST,
    )
