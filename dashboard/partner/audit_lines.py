"""What the partner app writes to the audit: a line each, so far as one more is worth its room.

Anybody can cause these lines. Refusals are cut off; what a link does very often is summed up in one
line a minute. A full disk makes no fault of a refusal.
"""

import asyncio
import logging
import time
from collections import Counter
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from dashboard.access.audit import Audit
from dashboard.web.apology import error_id
from dashboard.web.throttle import Throttle

LINES_A_MINUTE = 20
# what a link that went on to many writes down: a line each, and above that one a minute for them all
LINES_IN_TEN_MINUTES, SUMMED_EVERY = 60, 60

LOG = logging.getLogger(__name__)


class AuditLines:
    """One process's lines in the audit of the link register."""

    def __init__(self, audit: Audit) -> None:
        self.summing: asyncio.Task[None] | None = None
        self._audit = audit
        self._noted = Throttle(LINES_A_MINUTE, 60)
        self._of_links = Throttle(LINES_IN_TEN_MINUTES, 600)
        self._to_sum: Counter[tuple[str, str]] = Counter()

    async def note(self, event: str, **facts: Any) -> bool:
        """One line; False where a flood has had all of a minute's. SQLAlchemyError when it cannot."""
        return await asyncio.to_thread(self._audit.note, event, **facts)

    async def denied(self, session: str | None, path: str) -> str:
        """The code that the line of a refusal has; "" where no line was written."""
        code = error_id()
        is_written = await self._try("denied", session_id=session, path=path, code=code)
        return code if is_written else ""

    async def refused(self, event: str, link_id: str, session: str, **facts: str) -> None:
        """What a reader with a link was not let do, so many lines a minute of a link."""
        if self._may_write(link_id):
            await self._try(event, link_id=link_id, session_id=session, **facts)

    def cannot_write(self, what: str, error: SQLAlchemyError) -> None:
        """Says in the log of the process that the link register takes nothing, so often a minute."""
        if self._may_write(""):
            LOG.error("%s: %s", what, type(error).__name__)

    def is_often(self, key: str) -> bool:
        """Whether a link, or what is known of its token, has had its lines for now."""
        return self._of_links.wait(key, time.monotonic()) > 0

    def happened(self, key: str) -> None:
        """One more of what `is_often` counts."""
        self._of_links.add(key, time.monotonic())

    def count(self, event: str, link_id: str) -> None:
        """One more for the line at the end of the minute."""
        self._to_sum[event, link_id] += 1
        if self.summing is None or self.summing.done():
            self.summing = asyncio.create_task(self._sum_up_later())

    async def sum_up(self) -> None:
        """Writes the lines of what was counted."""
        sums, self._to_sum = self._to_sum, Counter()
        for (event, link_id), times in sums.items():
            if not await self._try(event, link_id=link_id, times=times):
                self._to_sum[event, link_id] += times  # with those of the next minute

    async def _sum_up_later(self) -> None:
        await asyncio.sleep(SUMMED_EVERY)
        await self.sum_up()

    async def _try(self, event: str, **facts: Any) -> bool:
        try:
            return await self.note(event, **facts)
        except SQLAlchemyError as error:
            self.cannot_write("a refusal could not be written to the audit", error)
            return False

    def _may_write(self, key: str) -> bool:
        at = time.monotonic()
        if self._noted.wait(key, at):
            return False
        self._noted.add(key, at)
        return True
