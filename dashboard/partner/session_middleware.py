"""The gate in front of the partner app: nothing but the link page is open without a session.

It stands before Streamlit for HTTP and for the socket alike. Who may see what is looked up in the
ledger on every request and every message; the scope goes on in a header that only the gate can set.
"""

import asyncio
import hashlib
import logging
import re
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.access.links import Access, Ledger
from dashboard.editions import edition
from dashboard.foundation.errors import DashboardError
from dashboard.partner import deployment, entry_page
from dashboard.partner.deployment import Place
from dashboard.presenters import municipal_files
from dashboard.web import page_guard
from dashboard.web.apology import error_id
from dashboard.web.headers import with_secure_cookies
from dashboard.web.shell import preferred_language
from dashboard.web.throttle import Throttle
from dashboard.web.watched_socket import Watched

COOKIE = "__Host-adgang"
SESSION = re.compile(r"[A-Za-z0-9_-]{43}")
LONGEST_TOKEN = 200  # bytes; ours have 43
STREAM = "/_stcore/stream"
# what a page of ours asks Streamlit for; uploads, media, metrics, components and the agent are none
STREAMLIT = frozenset({"/_stcore/health", "/_stcore/host-config", "/favicon.png", "/manifest.json"})
STATIC = "/static/"
EXPORTS = "/eksport/"
OURS = frozenset({"/vagt", "/vagt.js", "/logud"})
SOCKETS_A_LINK = 10
FAILURES_A_MINUTE, LINES_A_MINUTE = 20, 20
RERUNS_A_MINUTE, RERUNS_A_MINUTE_OF_A_LINK = 120, 1200  # a reader's; everybody's with that link
# what a link that went on to many writes down: a line each, and above that one a minute for them all
TOLD_IN_TEN_MINUTES, SUMMED_EVERY = 60, 60
FILES_IN_TEN_MINUTES = 60  # a reader's
PATIENCE = (
    0.5  # seconds a failure waits on an address that fails often; a link that opens never does
)
MOST_WAITING = 50  # failures at once; more would take the lines that readers come in by
READS = ("GET", "HEAD")
# a socket that never opens: 403 to the browser. An answer of another status would be a fault to uvicorn
REFUSED: Message = {"type": "websocket.close", "code": 1008}

LOG = logging.getLogger(__name__)

Answer = Callable[[Request], Awaitable[Response]]


class PartnerGate:
    """ASGI middleware: refuses, answers itself, or passes a request on with its verified scope."""

    def __init__(self, app: ASGIApp, ledger: Ledger, place: Place, pages: Iterable[str]) -> None:
        self.app = app
        self.ledger = ledger
        self.place = place
        self.pages = frozenset(f"/{page}" for page in pages)
        self.sockets: Counter[str] = Counter()  # open ones, of a link and of a session
        self.failures = Throttle(FAILURES_A_MINUTE, 60)
        self.waiting = 0
        self.reruns = Throttle(RERUNS_A_MINUTE, 60)
        self.reruns_of_link = Throttle(RERUNS_A_MINUTE_OF_A_LINK, 60)
        self.told = Throttle(TOLD_IN_TEN_MINUTES, 600)
        self.untold: Counter[tuple[str, str]] = Counter()
        self.summing: asyncio.Task[None] | None = None
        self.files = Throttle(FILES_IN_TEN_MINUTES, 600)
        self.noted = Throttle(LINES_A_MINUTE, 60)
        self.open: dict[str, Answer] = {"/l": self._link, "/l.js": _link_script, "/sund": _health}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, one socket, or the start and end of the process."""
        if scope["type"] == "lifespan":
            await self._start(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._socket(scope, receive, send)
        else:
            await self._http(scope, receive, send)

    async def _start(self, scope: Scope, receive: Receive, send: Send) -> None:
        found = {key: st.get_option(key) for key in deployment.streamlit_options(self.place)}
        if fault := deployment.fault(found, self.place):
            await receive()
            await send({"type": "lifespan.startup.failed", "message": fault})
            return
        await self.app(scope, receive, send)
        await self._sum_up()

    # ---- HTTP

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        answer = await self._answer(request)
        if answer:
            await answer(scope, receive, send)
        else:
            await self.app(scope, receive, with_secure_cookies(send))

    async def _answer(self, request: Request) -> Response | None:
        """Our own answer; None where Streamlit's is wanted, the scope then in its header."""
        if not self._is_our_host(request.headers):
            return PlainTextResponse("400", status_code=400)
        path = request.scope["path"]
        if path in self.open:
            return await self.open[path](request)
        session = session_of(request.headers)
        access = await self._access(session)
        if not access or not session or _is_foreign(request.headers):
            return await self._refuse(request, session)
        if path in OURS or path.startswith(EXPORTS):
            return await self._ours(request, session, access)
        is_page = path in self.pages
        if not (is_page or path in STREAMLIT or path.startswith(STATIC)):
            return self._cannot(request, 404)
        if request.method not in READS:
            return self._cannot(request, 405)
        is_full = self.sockets[access.link_id] >= SOCKETS_A_LINK
        if is_page and is_full and not self.sockets[session]:  # whoever reloads has a place
            return self._cannot(request, 429)
        _state_scope(request.scope, session)
        return None

    def _is_our_host(self, headers: Headers) -> bool:
        return [host.lower() for host in headers.getlist("host")] == [self.place.host]

    async def _access(self, session: str | None) -> Access | None:
        return await asyncio.to_thread(self.ledger.access, session) if session else None

    async def _refuse(self, request: Request, session: str | None) -> Response:
        code = await self._denied(session, request.scope["path"])
        language = preferred_language(request.scope)
        return entry_page.no_access(language, self.place.contact, code)

    async def _denied(self, session: str | None, path: str) -> str:
        """The code that the audit's line of it has; "" where no line was written."""
        code = error_id()
        is_written = await self._note_if("denied", session_id=session, path=path, code=code)
        return code if is_written else ""

    def _may_note(self, key: str) -> bool:
        """Whether one more line about it is worth its room; a flood is written down so far."""
        at = time.monotonic()
        if self.noted.wait(key, at):
            return False
        self.noted.add(key, at)
        return True

    def _cannot(self, request: Request, status: int) -> Response:
        language = preferred_language(request.scope)
        return entry_page.cannot(language, self.place.contact, status)

    async def _note(self, event: str, **facts: Any) -> bool:
        return await asyncio.to_thread(self.ledger.note, event, **facts)

    async def _note_if(self, event: str, **facts: Any) -> bool:
        """The same of what was refused: a full disk makes no fault of a refusal."""
        try:
            return await self._note(event, **facts)
        except SQLAlchemyError as error:
            self._cannot_write("a refusal could not be written to the audit", error)
            return False

    def _cannot_write(self, what: str, error: SQLAlchemyError) -> None:
        if self._may_note(""):
            LOG.error("%s: %s", what, type(error).__name__)

    # ---- what a link does so often that it has no line each

    def _is_often(self, key: str) -> bool:
        """Whether it has had its lines for now."""
        return self.told.wait(key, time.monotonic()) > 0

    def _count(self, event: str, link_id: str) -> None:
        """One more for the line at the end of the minute."""
        self.untold[event, link_id] += 1
        if self.summing is None or self.summing.done():
            self.summing = asyncio.create_task(self._sum_up_later())

    async def _sum_up_later(self) -> None:
        await asyncio.sleep(SUMMED_EVERY)
        await self._sum_up()

    async def _sum_up(self) -> None:
        sums, self.untold = self.untold, Counter()
        for (event, link_id), times in sums.items():
            if not await self._note_if(event, link_id=link_id, times=times):
                self.untold[event, link_id] += times  # with those of the next minute

    # ---- opening a link

    async def _link(self, request: Request) -> Response:
        language = preferred_language(request.scope)
        if request.method in READS:
            page = entry_page.entry(language, self.place.contact)
            page.headers["Vary"] = "Accept-Language"
            return page
        if request.method != "POST":
            return self._cannot(request, 405)
        if not self._is_from_our_page(request) or entry_page.TOKEN_HEADER not in request.headers:
            return await self._refuse(request, None)
        token = await _small_body(request)
        session = await self._redeemed(token) if token else None
        if not session:
            return await self._failed(request)
        if before := session_of(request.headers):  # one browser, one session
            await asyncio.to_thread(self.ledger.end, before)
        answer = Response(status_code=204)
        answer.set_cookie(COOKIE, session, path="/", secure=True, httponly=True, samesite="strict")
        return answer

    async def _redeemed(self, token: str) -> str | None:
        """A valid link always opens; how often does not fill the audit."""
        known_by = hashlib.sha256(token.encode()).hexdigest()
        is_often = self._is_often(known_by)
        session = await asyncio.to_thread(self.ledger.redeem, token, is_told=not is_often)
        if session:  # what opens nothing is remembered by its address alone
            self.told.add(known_by, time.monotonic())
        if is_often and (access := await self._access(session)):
            self._count("redeemed", access.link_id)
        return session

    async def _failed(self, request: Request) -> Response:
        """The same for every token that opens nothing; slower where an address fails often."""
        address = request.client.host if request.client else ""
        if self.failures.wait(address, time.monotonic()) and self.waiting < MOST_WAITING:
            self.waiting += 1
            try:
                await asyncio.sleep(PATIENCE)
            finally:
                self.waiting -= 1
        self.failures.add(address, time.monotonic())
        # its line is free at once: only so many may be open
        return Response(status_code=404, headers={"Connection": "close"})

    def _is_from_our_page(self, request: Request, *, is_form: bool = False) -> bool:
        """Whether a page of ours sent it. A form's origin is "null": we send no referrers."""
        headers = request.headers
        origins = [[self.place.origin], ["null"]] if is_form else [[self.place.origin]]
        is_ours = headers.getlist("sec-fetch-site") == ["same-origin"]
        return is_ours and headers.getlist("origin") in origins

    # ---- our own paths for who has a session

    async def _ours(self, request: Request, session: str, access: Access) -> Response:
        path = request.scope["path"]
        if path == "/logud":
            return await self._log_out(request, session)
        if request.method not in READS:
            return self._cannot(request, 405)
        if path == "/vagt":
            return Response(status_code=204)
        if path == "/vagt.js":
            return Response(page_guard.script("/vagt"), media_type="text/javascript")
        return await self._export(request, session, access)

    async def _log_out(self, request: Request, session: str) -> Response:
        language = preferred_language(request.scope)
        if request.method in READS:
            return entry_page.log_out(language)
        if request.method != "POST":
            return self._cannot(request, 405)
        if not self._is_from_our_page(request, is_form=True):
            return await self._refuse(request, session)
        await asyncio.to_thread(self.ledger.end, session)
        answer = entry_page.logged_out(language)
        answer.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
        answer.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="strict")
        return answer

    async def _export(self, request: Request, session: str, access: Access) -> Response:
        """A file of the reader's own municipality; nothing in the address says which."""
        name = request.scope["path"].removeprefix(EXPORTS)
        if name not in municipal_files.FILES:
            return self._cannot(request, 404)
        language = preferred_language(request.scope)
        if self.files.wait(session, time.monotonic()):
            return entry_page.too_many_files(language)
        self.files.add(session, time.monotonic())
        try:
            found = await asyncio.to_thread(
                edition.newest, self.place.editions, access.municipality, access.level
            )
        except DashboardError as error:
            LOG.error("report of %s (%s): %s", access.municipality, access.level, error)
            return entry_page.damaged(language, self.place.contact)
        if not found:
            return entry_page.no_report(language)
        content, mime, file = await asyncio.to_thread(municipal_files.export, found, name, language)
        is_often = self._is_often(access.link_id)
        self.told.add(access.link_id, time.monotonic())
        if is_often:
            self._count("export", access.link_id)
        else:
            await self._note("export", link_id=access.link_id, session_id=session, name=name,
                             report=found.report_code)  # fmt: skip
        kept = "inline" if mime.startswith("text/html") else "attachment"
        return Response(
            content, media_type=mime, headers={"Content-Disposition": f'{kept}; filename="{file}"'}
        )

    # ---- the socket

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        if not self._is_our_host(headers):
            await send(REFUSED)
            return
        session = session_of(headers)
        is_ours = scope["path"] == STREAM and headers.getlist("origin") == [self.place.origin]
        access = await self._access(session) if is_ours else None
        if not access or not session:
            await self._denied(session, scope["path"])
            await send(REFUSED)
        elif self.sockets[access.link_id] >= SOCKETS_A_LINK:
            if self._may_note(access.link_id):
                await self._note_if("full", link_id=access.link_id, session_id=session)
            await send(REFUSED)
        else:
            _state_scope(scope, session)
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
                await asyncio.to_thread(self.ledger.touch, session)
            except SQLAlchemyError as error:  # the pause goes on: what cannot be said is not so
                self._cannot_write("a reader's click could not be written down", error)

        async def refused(what: str) -> None:
            if self._may_note(link_id):
                await self._note_if("dropped", link_id=link_id, session_id=session, message=what)

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


def session_of(headers: Headers) -> str | None:
    """The session id in the cookie; None where there is not exactly one that looks like ours."""
    found = [
        value.strip()
        for header in headers.getlist("cookie")
        for name, _is, value in (pair.partition("=") for pair in header.split(";"))
        if name.strip() == COOKIE
    ]
    return found[0] if len(found) == 1 and SESSION.fullmatch(found[0]) else None


def _is_foreign(headers: Headers) -> bool:
    """Whether another site's page asks, which no page of ours needs."""
    return headers.get("sec-fetch-site", "none") not in ("same-origin", "none")


def _state_scope(scope: Scope, session: str) -> None:
    """The gate's own header, in place of any that came from outside under a name like it."""
    ours = deployment.HEADER.lower()
    raw = [
        (name, value)
        for name, value in scope["headers"]
        if not name.decode("latin-1").lower().replace("_", "-").startswith(ours)
    ]
    scope["headers"] = [*raw, (ours.encode(), session.encode())]


async def _small_body(request: Request) -> str:
    """The token that was sent; "" for a body no token has."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LONGEST_TOKEN:
            return ""
    return body.decode("latin-1")


async def _link_script(request: Request) -> Response:
    if request.method not in READS:
        return PlainTextResponse("405", status_code=405)
    return Response(entry_page.ENTRY, media_type="text/javascript")


async def _health(request: Request) -> Response:
    if request.method not in READS:
        return PlainTextResponse("405", status_code=405)
    return PlainTextResponse("ok")
