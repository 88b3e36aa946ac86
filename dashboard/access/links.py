"""Read-only links for partners: made, opened, looked up on every request, and taken back.

A link's address holds a random token and nothing else; only its SHA-256 is kept. Opening it gives a
session of at most eight hours. What a session may see comes from the link's record, never from
the request, and is looked up anew each time: a link that is taken back is gone at once.
"""

import hashlib
import os
import re
import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import ColumnElement, Connection, Select, delete, func, insert, or_, select, update
from sqlalchemy.exc import SQLAlchemyError

from dashboard.access import ledger
from dashboard.access.ledger import AUDIT, LINKS, SESSIONS
from dashboard.foundation import harmless, scrubber
from dashboard.foundation.errors import DashboardError
from dashboard.foundation.hosts import is_loopback
from dashboard.foundation.settings import LEVELS
from dashboard.foundation.words import text as _
from dashboard.published import reference

DEFAULT_DAYS, MOST_DAYS = 90, 180
LONGEST_LABEL = 100
LONGEST_SESSION = timedelta(hours=8)
LONGEST_PAUSE = timedelta(minutes=30)
SEEN_EVERY = timedelta(minutes=1)  # a reader who clicks is not written down more often than this
ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"  # nothing that is mistaken for something else
# Anybody can cause these lines without a link: no more a minute, or they fill the disk.
ANYBODYS, MOST_A_MINUTE = ("refused", "denied"), 60
AGREED = "agreed"
OWN_PORT = 8502
HOST = re.compile(r"[a-z0-9.-]+(:\d{1,5})?", re.ASCII)


@dataclass(frozen=True)
class Link:
    """One link as its owner sees it; its token is known to nobody."""

    id: str
    municipality: str
    level: str
    label: str
    created_at: datetime
    created_by: str
    expires_at: datetime
    revoked_at: datetime | None
    opened: int = 0
    last_opened_at: datetime | None = None

    def state(self, at: datetime) -> str:
        """open, revoked, expired or not_yet (made in the future: somebody's clock is wrong)."""
        if self.revoked_at:
            return "revoked"
        if at >= self.expires_at:
            return "expired"
        return "open" if at >= self.created_at else "not_yet"


@dataclass(frozen=True)
class Access:
    """What one session may see; only ever made from the ledger."""

    link_id: str
    municipality: str
    level: str
    label: str
    expires_at: datetime


def origin() -> str:
    """Where partners find their app: PARTNER_ORIGIN, else this machine. DashboardError if neither."""
    told = os.environ.get("PARTNER_ORIGIN") or f"http://localhost:{port()}"
    scheme, _separator, place = told.partition("://")
    # without TLS on this machine alone: a browser keeps the cookie nowhere else
    is_private = scheme == "https" or (scheme == "http" and is_loopback(place.partition(":")[0]))
    if not is_private or not HOST.fullmatch(place):
        raise DashboardError(
            _(
                "PARTNER_ORIGIN er ikke en https-adresse med et værtsnavn alene, uden sti og skråstreg."
            )
        )
    return told


def is_here() -> bool:
    """Whether partners find their app on this machine alone."""
    return is_loopback(urlsplit(origin()).hostname)


def port() -> int:
    """Where the partner app listens: PARTNER_PORT, else 8502. DashboardError for what is no port."""
    told = os.environ.get("PARTNER_PORT") or str(OWN_PORT)
    if not re.fullmatch(r"[0-9]{1,5}", told) or not 1 <= int(told) <= 65535:
        raise DashboardError(_("PARTNER_PORT er ikke en port; skriv et tal fra 1 til 65535."))
    return int(told)


def address(token: str) -> str:
    """What a partner is sent. Browsers keep what is after # to themselves: it reaches no log."""
    return f"{origin()}/l#{token}"


def _now() -> datetime:
    return datetime.now(UTC)


class Ledger:
    """The links, their sessions and the audit, in the database of that address."""

    def __init__(self, url: str, now: Callable[[], datetime] = _now) -> None:
        self._engine = ledger.opened(url)
        self._clock = now
        self._flood: dict[str, tuple[datetime, int]] = {}
        self._lock = threading.Lock()

    def close(self) -> None:
        """Lets go of the database."""
        self._engine.dispose()

    def now(self) -> datetime:
        """The time in UTC, where a day has 24 hours also when the clocks change."""
        return self._clock().astimezone(UTC)

    # ---- the owner's side

    def new(
        self, municipality: str, *, days: int = DEFAULT_DAYS, label: str, level: str = "public", by: str
    ) -> tuple[Link, str]:  # fmt: skip
        """Makes a link; gives it and its token, which cannot be had again. DashboardError if not."""
        if municipality not in reference.municipalities():
            raise DashboardError(reference.no_municipality(municipality))
        if level not in LEVELS:
            raise DashboardError(_("Niveauet er public eller authority."))
        if type(days) is not int or not 1 <= days <= MOST_DAYS:
            raise DashboardError(_("Et link gælder i 1–{most} dage.", most=MOST_DAYS))
        at = self.now()
        link = Link(
            id=_link_id(), municipality=municipality, level=level, label=_checked(label),
            created_at=at, created_by=harmless.line(by)[:200], expires_at=at + timedelta(days),
            revoked_at=None,
        )  # fmt: skip
        with self._engine.begin() as con:
            return self._add(con, link, "created", by, days=days)

    def all(self) -> list[Link]:
        """Every link, newest first, with how often and when it was last opened."""
        times = AUDIT.c.facts["times"].as_integer()  # of a line that stands for many
        opened = (
            select(AUDIT.c.link_id, func.sum(func.coalesce(times, 1)).label("opened"),
                   func.max(AUDIT.c.at).label("last_opened_at"))
            .where(AUDIT.c.event == "redeemed").group_by(AUDIT.c.link_id).subquery()
        )  # fmt: skip
        shown = [column for column in LINKS.c if column is not LINKS.c.token_sha256]
        query = (
            select(*shown, func.coalesce(opened.c.opened, 0).label("opened"), opened.c.last_opened_at)
            .outerjoin(opened, opened.c.link_id == LINKS.c.id)
            .order_by(LINKS.c.created_at.desc(), LINKS.c.id)
        )  # fmt: skip
        with self._engine.connect() as con:
            return [Link(**row) for row in con.execute(query).mappings()]

    def revoke(self, link_id: str, *, by: str | None = None) -> None:
        """Takes a link back, for good and at once. DashboardError where there is none of that id."""
        with self._engine.begin() as con:
            if not self._revoke(con, LINKS.c.id == link_id, by):
                self._found(con, link_id)  # taken back before: nothing to do, and no second line

    def revoke_all(self, *, by: str | None = None) -> list[str]:
        """Takes back every link there is and says which."""
        with self._engine.begin() as con:
            return self._revoke(con, LINKS.c.id.is_not(None), by)

    def rotate(self, link_id: str, *, by: str | None = None) -> tuple[Link, str]:
        """A new link instead of one that may have leaked: same reader, same last day.

        DashboardError where that link is not open any more.
        """
        with self._engine.begin() as con:
            is_ours = self._revoke(con, LINKS.c.id == link_id, by)
            old = self._found(con, link_id)
            if not is_ours or self.now() >= old.expires_at:
                raise DashboardError(
                    _("Linket ”{id}” er udløbet eller trukket tilbage; lav et nyt.", id=link_id)
                )
            at = self.now()
            link = Link(
                id=_link_id(), municipality=old.municipality, level=old.level, label=old.label,
                created_at=at, created_by=harmless.line(by or old.created_by)[:200],
                expires_at=old.expires_at, revoked_at=None,
            )  # fmt: skip
            return self._add(con, link, "rotated", by, instead_of=link_id)

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

    def purge(self, before: datetime) -> int:
        """Removes what ended, and the audit's lines from, before then; says how many lines."""
        dead = self.now() - LONGEST_SESSION
        with self._engine.begin() as con:
            con.execute(delete(SESSIONS).where(SESSIONS.c.redeemed_at < dead))
            con.execute(
                delete(LINKS).where(
                    or_(LINKS.c.expires_at < before, LINKS.c.revoked_at < before)
                )
            )  # fmt: skip
            return con.execute(delete(AUDIT).where(AUDIT.c.at < before)).rowcount

    # ---- the gate's side

    def redeem(self, token: str, *, is_told: bool = True) -> str | None:
        """A new session of the link this token belongs to; None for every token that opens nothing.

        is_told: False where the caller sums up in a line of its own what is opened very often.
        Unknown, expired and revoked take the same way: one look, one line in the audit.
        """
        at = self.now()
        with self._engine.connect() as con:
            query = select(LINKS).where(LINKS.c.token_sha256 == _hashed(token))
            row = con.execute(query).mappings().one_or_none()
        state = _link(row).state(at) if row else "unknown"
        if not row or state != "open":
            self.note("refused", link_id=row["id"] if row else None, reason=state)
            return None
        session_id = secrets.token_urlsafe(32)
        with self._engine.begin() as con:
            con.execute(delete(SESSIONS).where(SESSIONS.c.link_id == row["id"], _is_over(at)))
            con.execute(
                insert(SESSIONS).values(
                    id_sha256=_hashed(session_id), link_id=row["id"], redeemed_at=at, seen_at=at
                )
            )
            if is_told:
                _write(con, at, "redeemed", row["id"], session_id, {})
        return session_id

    def access(self, session_id: str) -> Access | None:
        """What this session may see now; None for nothing. Reads only."""
        query = select(LINKS, SESSIONS).join_from(SESSIONS, LINKS)
        with self._engine.connect() as con:
            found = con.execute(query.where(SESSIONS.c.id_sha256 == _hashed(session_id)))
            row = found.mappings().one_or_none()
        at = self.now()
        if not row or row["ended_at"] or _link(row).state(at) != "open":
            return None
        is_alive = (
            row["redeemed_at"] <= at < row["redeemed_at"] + LONGEST_SESSION
            and row["seen_at"] <= at < row["seen_at"] + LONGEST_PAUSE
        )
        told = ("municipality", "level", "label", "expires_at")
        return Access(link_id=row["id"], **{key: row[key] for key in told}) if is_alive else None

    def touch(self, session_id: str) -> None:
        """The reader did something: the pause begins anew. A session that is over stays over."""
        at = self.now()
        alive = (
            SESSIONS.c.id_sha256 == _hashed(session_id),
            SESSIONS.c.ended_at.is_(None),
            SESSIONS.c.redeemed_at > at - LONGEST_SESSION,
            SESSIONS.c.seen_at.between(at - LONGEST_PAUSE, at - SEEN_EVERY),
        )
        with self._engine.begin() as con:
            con.execute(update(SESSIONS).where(*alive).values(seen_at=at))

    def end(self, session_id: str) -> None:
        """The reader logs out."""
        at = self.now()
        mine = (SESSIONS.c.id_sha256 == _hashed(session_id), SESSIONS.c.ended_at.is_(None))
        with self._engine.begin() as con:
            ended = update(SESSIONS).where(*mine).values(ended_at=at).returning(SESSIONS.c.link_id)
            link_id = con.execute(ended).scalar_one_or_none()
            if link_id:
                _write(con, at, "ended", link_id, session_id, {})

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
        at = self.now()
        nth = self._nth_of_the_minute(event, at)
        if nth > MOST_A_MINUTE:
            return False
        if nth == MOST_A_MINUTE:
            facts["is_last_of_this_minute"] = True
        with self._engine.begin() as con:
            _write(con, at, event, link_id, session_id, facts)
        return True

    def note_agreed(self, agreed: dict[str, str], by: str) -> None:
        """Adds a line to the audit where the rules of the reports are others than it last said."""
        with self._engine.begin() as con:
            told = select(AUDIT.c.facts).where(AUDIT.c.event == AGREED)
            last = con.execute(told.order_by(AUDIT.c.id.desc()).limit(1)).scalar_one_or_none()
            if {key: (last or {}).get(key) for key in agreed} != agreed:
                _write(con, self.now(), AGREED, None, None, agreed | {"by": by})

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

    def _add(
        self, con: Connection, link: Link, event: str, by: str | None, **facts: str | int
    ) -> tuple[Link, str]:
        token = secrets.token_urlsafe(32)
        stored = {column.name: getattr(link, column.name, None) for column in LINKS.c}
        con.execute(insert(LINKS).values(stored | {"token_sha256": _hashed(token)}))
        told = {"municipality": link.municipality, "level": link.level, "label": link.label}
        told["expires_at"] = link.expires_at.isoformat(timespec="seconds")
        _write(con, link.created_at, event, link.id, None, facts | told | {"by": by})
        return link, token

    def _revoke(self, con: Connection, which: Any, by: str | None) -> list[str]:
        at = self.now()
        revoked = update(LINKS).where(which, LINKS.c.revoked_at.is_(None)).values(revoked_at=at)
        ids = [str(found) for found in con.execute(revoked.returning(LINKS.c.id)).scalars()]
        for link_id in ids:
            _write(con, at, "revoked", link_id, None, {"by": by})
        return ids

    def _found(self, con: Connection, link_id: str) -> Link:
        row = con.execute(select(LINKS).where(LINKS.c.id == link_id)).mappings().one_or_none()
        if not row:
            raise DashboardError(
                _("Der er intet link ”{id}”; se listen med link list.", id=link_id)
            )
        return _link(row)


@contextmanager
def explaining_no_ledger() -> Iterator[None]:
    """Turns a database that is full, locked or away into the sentence that says so."""
    try:
        yield
    except SQLAlchemyError:
        raise DashboardError(
            _(
                "Listen over links kan ikke bruges lige nu: disken er fuld, eller en anden skriver. "
                "Se deploy/README.md, eller prøv igen."
            )
        ) from None


def purge(url: str, before: datetime) -> int:
    """Removes what is older from the ledger of that address, where there is one.

    Says how many lines of the audit. DashboardError when it cannot.
    """
    try:
        if not ledger.is_there(url):
            return 0
        book = Ledger(url)
        try:
            return book.purge(before)
        finally:
            book.close()
    except SQLAlchemyError:
        raise DashboardError(
            _("Listen over links kunne ikke ryddes for gamle linjer; det prøves igen næste gang.")
        ) from None


def _is_over(at: datetime) -> ColumnElement[bool]:
    """Sessions nobody can use any more: a link that is opened without end leaves no endless table."""
    return or_(
        SESSIONS.c.ended_at.is_not(None),
        SESSIONS.c.seen_at <= at - LONGEST_PAUSE,
        SESSIONS.c.redeemed_at <= at - LONGEST_SESSION,
    )


def _link(row: Any) -> Link:
    hidden = LINKS.c.token_sha256.name
    return Link(**{column.name: row[column.name] for column in LINKS.c if column.name != hidden})


def _link_id() -> str:
    return "".join(secrets.choice(ALPHABET) for _letter in range(8))


def _hashed(secret: str) -> str:
    # 256 random bits need no salt and no slow hash: there is nothing to guess
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _checked(label: str) -> str:
    """To whom the link goes, on one line."""
    told = harmless.heading(label).strip()
    if not told or len(told) > LONGEST_LABEL or told != label.strip():
        raise DashboardError(
            _(
                "Skriv med højst {most} tegn, hvem linket er til, på én linje og uden CPR-numre.",
                most=LONGEST_LABEL,
            )
        )
    return told


def _write(
    con: Connection,
    at: datetime,
    event: str,
    link_id: str | None,
    session_id: str | None,
    facts: dict[str, Any],
) -> None:
    line = {"at": at, "event": event, "link_id": link_id}
    line["session_sha256"] = _hashed(session_id) if session_id else None
    line["facts"] = {key: _masked(value) for key, value in facts.items()}
    con.execute(insert(AUDIT).values(line))


def _masked(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return harmless.heading(scrubber.scrubbed(value))[:200]
