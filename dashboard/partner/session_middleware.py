"""The middleware in front of the partner app: nothing but the link page is open without a session.

It stands before Streamlit for HTTP and for the socket alike. Who may see what is looked up in the
link register on every request and every message; the session goes on in a header that only this
middleware can set.
"""

import asyncio
import hashlib
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.file_util import get_static_dir

from dashboard.access.links import Access
from dashboard.access.register import LinkRegister
from dashboard.partner import entry_page
from dashboard.partner.audit_lines import AuditLines
from dashboard.partner.deployment import HEADER, Deployment
from dashboard.partner.report_files import ReportFiles
from dashboard.partner.sign_in import READS, SignIn, link_script, session_of
from dashboard.web import page_guard
from dashboard.web.headers import with_secure_cookies
from dashboard.web.throttle import Throttle
from dashboard.web.watched_socket import Watched

STREAM = "/_stcore/stream"
# what a page of ours asks Streamlit for; uploads, media, metrics, components and the agent are none
STREAMLIT = frozenset({"/_stcore/health", "/_stcore/host-config", "/favicon.png", "/manifest.json"})
SHELL = Path(get_static_dir())  # for any other name below /static Streamlit answers with its shell
STATIC = frozenset(
    f"/{path.relative_to(SHELL).as_posix()}" for path in SHELL.glob("static/**/*") if path.is_file()
)
LOOKUPS = 4  # at once, in a lane of their own: whoever waits to write holds up no reader
EXPORTS = "/eksport/"
OURS = frozenset({"/vagt", "/vagt.js", "/logud"})
LINK_DIGITS = 16  # of a link's name in its pages' guard
SOCKETS_A_LINK = 10
RERUNS_A_MINUTE, RERUNS_A_MINUTE_OF_A_LINK = 120, 1200  # a reader's; everybody's with that link
# a socket that never opens: 403 to the browser. An answer of another status would be a fault to uvicorn
REFUSED: Message = {"type": "websocket.close", "code": 1008}

Answer = Callable[[Request], Awaitable[Response]]


class PartnerSessionMiddleware:
    """Refuses, answers itself, or passes a request on with its verified session (ASGI)."""

    def __init__(
        self, app: ASGIApp, register: LinkRegister, deployment: Deployment, pages: Iterable[str]
    ) -> None:
        self.app = app
        self.sessions = register.sessions
        self.deployment = deployment
        self.pages = frozenset(f"/{page}" for page in pages)
        self.sockets: Counter[str] = Counter()  # open ones, of a link and of a session
        self.reruns = Throttle(RERUNS_A_MINUTE, 60)
        self.reruns_of_link = Throttle(RERUNS_A_MINUTE_OF_A_LINK, 60)
        self.lookups = ThreadPoolExecutor(LOOKUPS, "lookup")
        self.lines = AuditLines(register.audit)
        self.files = ReportFiles(deployment, self.lines)
        self.sign_in = SignIn(self.sessions, deployment, self.lines)
        self.open: dict[str, Answer] = {
            "/l": self.sign_in.link,
            "/l.js": link_script,
            "/sund": _health,
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, one socket, or the start and end of the process."""
        if scope["type"] == "lifespan":
            await self._start(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._socket(scope, receive, send)
        else:
            await self._http(scope, receive, send)

    async def _start(self, scope: Scope, receive: Receive, send: Send) -> None:
        found = {key: st.get_option(key) for key in self.deployment.streamlit_options()}
        if fault := self.deployment.fault(found):
            await receive()
            await send({"type": "lifespan.startup.failed", "message": fault})
            return
        await self.app(scope, receive, send)
        await self.lines.sum_up()

    # ---- HTTP

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        answer = await self._answer(request)
        if answer:
            await answer(scope, receive, send)
        else:
            await self.app(scope, receive, with_secure_cookies(send))

    async def _answer(self, request: Request) -> Response | None:
        """Our own answer; None where Streamlit's is wanted, the session then in its header."""
        if not self._is_our_host(request.headers):
            return PlainTextResponse("400", status_code=400)
        path = request.scope["path"]
        if path in self.open:
            return await self.open[path](request)
        if entry_page.LINK.fullmatch(path):  # what a mail program made of a link
            return await self.sign_in.link(request)
        session = session_of(request.headers)
        access = await self._access(session)
        if not access or not session or _is_foreign(request.headers):
            return await self.sign_in.refuse(request, session)
        if path in OURS or path.startswith(EXPORTS):
            return await self._ours(request, session, access)
        is_page = path in self.pages
        if not (is_page or path in STREAMLIT or path in STATIC):
            return self.sign_in.cannot(request, 404)
        if request.method not in READS:
            return self.sign_in.cannot(request, 405)
        is_full = self.sockets[access.link_id] >= SOCKETS_A_LINK
        if is_page and is_full and not self.sockets[session]:  # whoever reloads has a place
            return self.sign_in.cannot(request, 429)
        _state_session(request.scope, session)
        return None

    async def _ours(self, request: Request, session: str, access: Access) -> Response:
        """Our own paths for who has a session."""
        path = request.scope["path"]
        if path == "/logud":
            return await self.sign_in.log_out(request, session)
        if request.method not in READS:
            return self.sign_in.cannot(request, 405)
        link = hashlib.sha256(access.link_id.encode()).hexdigest()[:LINK_DIGITS]
        if path == "/vagt":  # another link is open in this browser: an older page is not its own
            is_own = request.query_params.get("link", link) == link
            return Response(status_code=204 if is_own else 410)
        if path == "/vagt.js":
            script = page_guard.script(f"/vagt?link={link}")
            return Response(script, media_type="text/javascript")
        return await self.files.answer(request, path.removeprefix(EXPORTS), session, access)

    def _is_our_host(self, headers: Headers) -> bool:
        return [host.lower() for host in headers.getlist("host")] == [self.deployment.host]

    async def _access(self, session: str | None) -> Access | None:
        if not session:
            return None
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.lookups, self.sessions.access, session)

    # ---- the socket

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        if not self._is_our_host(headers):
            await send(REFUSED)
            return
        session = session_of(headers)
        is_ours = scope["path"] == STREAM and headers.getlist("origin") == [self.deployment.origin]
        access = await self._access(session) if is_ours else None
        if not access or not session:
            await self.lines.denied(session, scope["path"])
            await send(REFUSED)
        elif self.sockets[access.link_id] >= SOCKETS_A_LINK:
            await self.lines.refused("full", access.link_id, session)
            await send(REFUSED)
        else:
            _state_session(scope, session)
            await self._watched(scope, receive, send, session, access.link_id)

    async def _watched(
        self, scope: Scope, receive: Receive, send: Send, session: str, link_id: str
    ) -> None:
        async def is_open() -> bool:
            return bool(await self._access(session))

        async def rerun() -> None:
            # whoever clicks too fast waits, and not the others with that link; nothing is lost
            await _turn((self.reruns, session), (self.reruns_of_link, link_id))
            try:
                await asyncio.to_thread(self.sessions.touch, session)
            except SQLAlchemyError as error:  # the pause goes on: what cannot be said is not so
                self.lines.cannot_write("a reader's click could not be written down", error)

        async def refused(what: str) -> None:
            await self.lines.refused("dropped", link_id, session, message=what)

        socket = Watched(receive, send, is_open=is_open, rerun=rerun, refused=refused)
        own = Counter((link_id, session))
        self.sockets += own
        try:
            await socket.run(self.app, scope)
        finally:
            self.sockets -= own  # forgets whoever has none left


async def _turn(*counted: tuple[Throttle, str]) -> None:
    """Waits until one more fits everywhere, and counts it."""
    while pause := max(throttle.wait(key, time.monotonic()) for throttle, key in counted):
        await asyncio.sleep(pause)
    for throttle, key in counted:
        throttle.add(key, time.monotonic())


def _is_foreign(headers: Headers) -> bool:
    """Whether another site's page asks, which no page of ours needs."""
    return headers.get("sec-fetch-site", "none") not in ("same-origin", "none")


def _state_session(scope: Scope, session: str) -> None:
    """The middleware's own header, in place of any that came from outside under a name like it."""
    ours = HEADER.lower()
    raw = [
        (name, value)
        for name, value in scope["headers"]
        if not name.decode("latin-1").lower().replace("_", "-").startswith(ours)
    ]
    scope["headers"] = [*raw, (ours.encode(), session.encode())]


async def _health(request: Request) -> Response:
    if request.method not in READS:
        return PlainTextResponse("405", status_code=405)
    return PlainTextResponse("ok")
