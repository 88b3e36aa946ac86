"""One open page's socket, watched: no message without a session, and it closes when that ends."""

import asyncio
from collections.abc import Awaitable, Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.web import messages
from dashboard.web.messages import ALLOWED, RERUN, BadMessage

LOOK = 0.8  # seconds between two looks at an idle socket's session
POLICY = 1008

Look = Callable[[], Awaitable[bool]]
Told = Callable[[str], Awaitable[None]]


async def _at_once() -> None:
    """A rerun that nothing holds up."""


class Watched:
    """Stands between a browser and Streamlit on one socket.

    is_open: whether the session still may see; rerun: called before each rerun, and may take its
    time; refused: told of what was not let through; allowed: the messages that are.
    """

    def __init__(
        self,
        receive: Receive,
        send: Send,
        *,
        is_open: Look,
        refused: Told,
        rerun: Callable[[], Awaitable[None]] = _at_once,
        allowed: frozenset[str] = ALLOWED,
    ) -> None:
        self._receive, self._send = receive, send
        self._is_open, self._rerun, self._refused = is_open, rerun, refused
        self._allowed = allowed
        self._is_closed = False

    async def run(self, app: ASGIApp, scope: Scope) -> None:
        """Until the browser goes or its session ends."""
        watch = asyncio.create_task(self._watch())
        try:
            await app(scope, self.receive, self.send)
        finally:
            self._is_closed = True
            watch.cancel()

    async def receive(self) -> Message:
        """The next message that may go on to Streamlit."""
        while True:
            message = await self._receive()
            if message["type"] != "websocket.receive" or await self._may_pass(message):
                return message

    async def send(self, message: Message) -> None:
        """On to the browser, unless the socket is closed."""
        if self._is_closed:
            return
        self._is_closed = message["type"] == "websocket.close"
        try:
            await self._send(message)
        except OSError:  # the browser has gone; Streamlit is told so when it next listens
            self._is_closed = True

    async def _may_pass(self, message: Message) -> bool:
        if self._is_closed:
            return False
        if not await self._is_open():
            await self._close(POLICY)
            return False
        try:
            kind = messages.kind(message.get("bytes"))
        except BadMessage as error:
            await self._refused("garbage")
            await self._close(error.code)
            return False
        if kind not in self._allowed:
            await self._refused(kind or "empty")
            return False
        if kind == RERUN:
            await self._rerun()
        return not self._is_closed

    async def _watch(self) -> None:
        try:
            while await self._is_open():
                await asyncio.sleep(LOOK)
        finally:  # also when it cannot be looked up: what is not known to be open is closed
            if not self._is_closed:
                await self._close(POLICY)

    async def _close(self, code: int) -> None:
        # the server then tells Streamlit that the browser has gone
        await self.send({"type": "websocket.close", "code": code})
