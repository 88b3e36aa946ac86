"""The audit of the links: one line an event, added and never changed, without a secret in it."""

import threading
from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Select, func, insert, or_, select

from dashboard.access.database import AUDIT
from dashboard.access.links import hashed
from dashboard.foundation import harmless, scrubber

# Anybody can cause these lines without a link: no more a minute, or they fill the disk.
ANYBODYS, MOST_A_MINUTE = ("refused", "denied"), 60
AGREED = "agreed"


class Audit:
    """The lines of one link register."""

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._now = now
        self._flood: dict[str, tuple[datetime, int]] = {}
        self._lock = threading.Lock()

    def events(self, most: int = 1000) -> list[dict[str, Any]]:
        """The newest lines of the audit, newest first."""
        return self._lines(select(AUDIT).limit(most))

    def events_told(self, most: int) -> list[dict[str, Any]]:
        """The same without the lines that anybody can cause, who has no link."""
        is_told = or_(AUDIT.c.link_id.is_not(None), AUDIT.c.event == AGREED)
        return self._lines(select(AUDIT).where(is_told).limit(most))

    def attempts(self, since: datetime) -> int:
        """How many lines there are since then about somebody without a link that opens."""
        is_outside = or_(AUDIT.c.event == "refused", AUDIT.c.link_id.is_(None))
        query = select(func.count()).where(
            AUDIT.c.event.in_(ANYBODYS), AUDIT.c.at >= since, is_outside
        )
        with self._engine.connect() as con:
            return con.execute(query).scalar_one()

    def note(
        self,
        event: str,
        link_id: str | None = None,
        session_id: str | None = None,
        **facts: str | int | bool | None,
    ) -> bool:
        """Adds a line to the audit, or says that it did not; what looks like a secret is left out.

        Of the lines anybody can cause, the last one of a full minute says that it is full.
        """
        at = self._now()
        nth = self._nth_of_the_minute(event, at)
        if nth > MOST_A_MINUTE:
            return False
        if nth == MOST_A_MINUTE:
            facts["is_last_of_this_minute"] = True
        with self._engine.begin() as con:
            write(con, at, event, link_id, session_id, facts)
        return True

    def note_agreed(self, agreed: dict[str, str], by: str) -> None:
        """Adds a line to the audit where the rules of the reports are others than it last said."""
        with self._engine.begin() as con:
            told = select(AUDIT.c.facts).where(AUDIT.c.event == AGREED)
            last = con.execute(told.order_by(AUDIT.c.id.desc()).limit(1)).scalar_one_or_none()
            if {key: (last or {}).get(key) for key in agreed} != agreed:
                write(con, self._now(), AGREED, None, None, agreed | {"by": by})

    def _nth_of_the_minute(self, event: str, at: datetime) -> int:
        if event not in ANYBODYS:
            return 0
        minute = at.replace(second=0, microsecond=0)
        with self._lock:
            since, count = self._flood.get(event, (minute, 0))
            self._flood[event] = (minute, count + 1 if since == minute else 1)
            return self._flood[event][1]

    def _lines(self, query: Select[Any]) -> list[dict[str, Any]]:
        with self._engine.connect() as con:
            found = con.execute(query.order_by(AUDIT.c.id.desc())).mappings()
            return [dict(row) for row in found]


def write(
    con: Connection,
    at: datetime,
    event: str,
    link_id: str | None,
    session_id: str | None,
    facts: dict[str, Any],
) -> None:
    """Adds one line in a transaction of the caller's, about which it then stands or falls."""
    line = {"at": at, "event": event, "link_id": link_id}
    line["session_sha256"] = hashed(session_id) if session_id else None
    line["facts"] = {key: _masked(value) for key, value in facts.items()}
    con.execute(insert(AUDIT).values(line))


def _masked(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return harmless.heading(scrubber.scrubbed(value))[:200]
