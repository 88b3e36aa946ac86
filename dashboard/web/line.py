"""A line to the server that asks nothing whole is no reader, and takes no reader's place."""

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

PATIENCE = 10  # seconds from the first byte, or the line itself, to a whole request
MOST_WAITING = 300  # lines that may be about to ask; of more, whoever has waited longest goes


class ImpatientLine(H11Protocol):
    """uvicorn's line, closed when a request is not whole in time, and counted only once one is begun.

    uvicorn alone waits for ever for a request's end, and counts idle lines to its `limit_concurrency`:
    some hundred that say nothing would keep every reader out.
    """

    waiting: dict["ImpatientLine", asyncio.TimerHandle] = {}  # oldest first  # noqa: RUF012

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begins to wait."""
        super().connection_made(transport)
        self.connections.discard(self)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Takes what was sent, and waits on for what is missing of it."""
        super().data_received(data)
        if self.transport.is_closing() or self.transport.get_protocol() is not self:
            self._wait_no_more()  # a socket is its own protocol's
            return
        if self.cycle and not self.cycle.response_complete:
            self.connections.add(self)
        if self.conn.their_state not in (h11.IDLE, h11.SEND_BODY):  # the request is whole
            self._wait_no_more()
        elif self not in self.waiting:
            self._wait()

    def on_response_complete(self) -> None:
        """Waits for another request, unless one has come already."""
        super().on_response_complete()
        if self.transport.is_closing():
            return
        if self.conn.their_state is h11.IDLE:
            self.connections.discard(self)
        if self.conn.their_state in (h11.IDLE, h11.SEND_BODY):  # or another has come, in part
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Waits no more."""
        self._wait_no_more()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._wait_no_more()
        self.waiting[self] = self.loop.call_later(PATIENCE, self._give_up)
        if len(self.waiting) > MOST_WAITING:
            next(iter(self.waiting))._give_up()

    def _wait_no_more(self) -> None:
        if timer := self.waiting.pop(self, None):
            timer.cancel()

    def _give_up(self) -> None:
        self._wait_no_more()
        self.transport.abort()  # whoever never reads would hold a polite close open
