"""The link register: links made, listed and taken back, with their sessions and their audit."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, func, insert, or_, select, update
from sqlalchemy.exc import SQLAlchemyError

from dashboard.access import audit, database, links, sessions
from dashboard.access.audit import Audit
from dashboard.access.database import AUDIT, LINKS
from dashboard.access.links import DEFAULT_DAYS, MOST_DAYS, Link
from dashboard.access.sessions import LinkSessions
from dashboard.foundation import harmless
from dashboard.foundation.errors import DashboardError
from dashboard.foundation.settings import LEVELS
from dashboard.foundation.words import text as _
from dashboard.published import reference


def _now() -> datetime:
    return datetime.now(UTC)


class LinkRegister:
    """The links, and the sessions and audit beside them, in the database of that address."""

    def __init__(self, url: str, now: Callable[[], datetime] = _now) -> None:
        self._engine = database.opened(url)
        self._clock = now
        self.audit = Audit(self._engine, self.now)
        self.sessions = LinkSessions(self._engine, self.now, self.audit)

    def close(self) -> None:
        """Lets go of the database."""
        self._engine.dispose()

    def now(self) -> datetime:
        """The time in UTC, where a day has 24 hours also when the clocks change."""
        return self._clock().astimezone(UTC)

    def new(
        self,
        municipality: str,
        *,
        days: int = DEFAULT_DAYS,
        label: str,
        level: str = "public",
        by: str,
    ) -> tuple[Link, str]:
        """Makes a link; gives it and its token, which cannot be had again. DashboardError if not."""
        if municipality not in reference.municipalities():
            raise DashboardError(reference.no_municipality(municipality))
        if level not in LEVELS:
            raise DashboardError(_("Niveauet skal være public eller authority."))
        if type(days) is not int or not 1 <= days <= MOST_DAYS:
            raise DashboardError(_("Et link kan gælde i 1–{most} dage.", most=MOST_DAYS))
        at = self.now()
        link = Link(
            id=links.new_id(),
            municipality=municipality,
            level=level,
            label=links.checked_label(label),
            created_at=at,
            created_by=harmless.line(by)[:200],
            expires_at=at + timedelta(days),
            revoked_at=None,
        )
        with self._engine.begin() as con:
            return self._add(con, link, "created", by, days=days)

    def all(self) -> list[Link]:
        """Every link, newest first, with how often and when it was last opened."""
        times = AUDIT.c.facts["times"].as_integer()  # of a line that stands for many
        opened = (
            select(
                AUDIT.c.link_id,
                func.sum(func.coalesce(times, 1)).label("opened"),
                func.max(AUDIT.c.at).label("last_opened_at"),
            )
            .where(AUDIT.c.event == "redeemed")
            .group_by(AUDIT.c.link_id)
            .subquery()
        )
        shown = [column for column in LINKS.c if column is not LINKS.c.token_sha256]
        query = (
            select(
                *shown, func.coalesce(opened.c.opened, 0).label("opened"), opened.c.last_opened_at
            )
            .outerjoin(opened, opened.c.link_id == LINKS.c.id)
            .order_by(LINKS.c.created_at.desc(), LINKS.c.id)
        )
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
                id=links.new_id(),
                municipality=old.municipality,
                level=old.level,
                label=old.label,
                created_at=at,
                created_by=harmless.line(by or old.created_by)[:200],
                expires_at=old.expires_at,
                revoked_at=None,
            )
            return self._add(con, link, "rotated", by, instead_of=link_id)

    def purge(self, before: datetime) -> int:
        """Removes what ended, and the audit's lines from, before then; says how many lines."""
        with self._engine.begin() as con:
            sessions.remove_over(con, self.now())
            con.execute(
                delete(LINKS).where(or_(LINKS.c.expires_at < before, LINKS.c.revoked_at < before))
            )
            return con.execute(delete(AUDIT).where(AUDIT.c.at < before)).rowcount

    def _add(
        self, con: Connection, link: Link, event: str, by: str | None, **facts: str | int
    ) -> tuple[Link, str]:
        token = secrets.token_urlsafe(32)
        stored = {column.name: getattr(link, column.name, None) for column in LINKS.c}
        con.execute(insert(LINKS).values(stored | {"token_sha256": links.hashed(token)}))
        told = {"municipality": link.municipality, "level": link.level, "label": link.label}
        told["expires_at"] = link.expires_at.isoformat(timespec="seconds")
        audit.write(con, link.created_at, event, link.id, None, facts | told | {"by": by})
        return link, token

    def _revoke(self, con: Connection, which: Any, by: str | None) -> list[str]:
        at = self.now()
        revoked = update(LINKS).where(which, LINKS.c.revoked_at.is_(None)).values(revoked_at=at)
        ids = [str(found) for found in con.execute(revoked.returning(LINKS.c.id)).scalars()]
        for link_id in ids:
            audit.write(con, at, "revoked", link_id, None, {"by": by})
        return ids

    def _found(self, con: Connection, link_id: str) -> Link:
        row = con.execute(select(LINKS).where(LINKS.c.id == link_id)).mappings().one_or_none()
        if not row:
            raise DashboardError(
                _("Der er intet link ”{id}”; se listen med link list.", id=link_id)
            )
        return links.of_row(row)


@contextmanager
def opened(data: Path) -> Iterator[LinkRegister]:
    """The link register of a data folder, closed afterwards."""
    register = LinkRegister(database.address(data))
    try:
        with explaining_no_register():
            yield register
    finally:
        register.close()


@contextmanager
def explaining_no_register() -> Iterator[None]:
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
    """Removes what is older from the register of that address, where there is one.

    Says how many lines of the audit. DashboardError when it cannot.
    """
    try:
        if not database.is_there(url):
            return 0
        register = LinkRegister(url)
        try:
            return register.purge(before)
        finally:
            register.close()
    except SQLAlchemyError:
        raise DashboardError(
            _("Listen over links kunne ikke ryddes for gamle linjer; det prøves igen næste gang.")
        ) from None
