"""The way in and out of the partner app: a link's token for a session's cookie, and its end."""

import asyncio
import hashlib
import re
import time

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response

from dashboard.access.sessions import LinkSessions
from dashboard.partner import entry_page
from dashboard.partner.audit_lines import AuditLines
from dashboard.partner.deployment import Deployment
from dashboard.web.shell import preferred_language
from dashboard.web.throttle import Throttle

COOKIE = "__Host-adgang"
SESSION = re.compile(r"[A-Za-z0-9_-]{43}")
LONGEST_TOKEN = 200  # bytes; ours have 43
BODY_SECONDS = 5  # until a token has come whole
READS = ("GET", "HEAD")
FAILURES_A_MINUTE = 20
# seconds a failure waits on an address that fails often; a link that opens never does
PATIENCE = 0.5
MOST_WAITING = 50  # failures at once; more would take the lines that readers come in by


def session_of(headers: Headers) -> str | None:
    """The session id in the cookie; None where there is not exactly one that looks like ours."""
    found = [
        value.strip()
        for header in headers.getlist("cookie")
        for name, _is, value in (pair.partition("=") for pair in header.split(";"))
        if name.strip() == COOKIE
    ]
    return found[0] if len(found) == 1 and SESSION.fullmatch(found[0]) else None


class SignIn:
    """Answers for the link page and the log-out page, and for whoever is not let in."""

    def __init__(self, sessions: LinkSessions, deployment: Deployment, lines: AuditLines) -> None:
        self.sessions = sessions
        self.deployment = deployment
        self.lines = lines
        self.failures = Throttle(FAILURES_A_MINUTE, 60)
        self.waiting = 0

    async def link(self, request: Request) -> Response:
        """The page a link leads to, and what its button sends: a session for a token that opens."""
        if request.method in READS:
            page = entry_page.entry(preferred_language(request.scope), self.deployment.contact)
            page.headers["Vary"] = "Accept-Language"
            return page
        if request.method != "POST":
            return self.cannot(request, 405)
        if not self._is_from_our_page(request) or entry_page.TOKEN_HEADER not in request.headers:
            return await self.refuse(request, None)
        token = await _small_body(request)
        session = await self._redeemed(token) if token else None
        if not session:
            return await self._failed(request)
        if before := session_of(request.headers):  # one browser, one session
            await asyncio.to_thread(self.sessions.end, before)
        answer = Response(status_code=204)
        answer.set_cookie(COOKIE, session, path="/", secure=True, httponly=True, samesite="strict")
        return answer

    async def log_out(self, request: Request, session: str) -> Response:
        """Asks first; a form of ours ends the session and empties the browser of it."""
        language = preferred_language(request.scope)
        if request.method in READS:
            return entry_page.log_out(language)
        if request.method != "POST":
            return self.cannot(request, 405)
        if not self._is_from_our_page(request, is_form=True):
            return await self.refuse(request, session)
        await asyncio.to_thread(self.sessions.end, session)
        answer = entry_page.logged_out(language)
        answer.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
        answer.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="strict")
        return answer

    async def refuse(self, request: Request, session: str | None) -> Response:
        """The page for whoever has no session, or asks from another site's page."""
        code = await self.lines.denied(session, request.scope["path"])
        language = preferred_language(request.scope)
        return entry_page.no_access(language, self.deployment.contact, code)

    def cannot(self, request: Request, status: int) -> Response:
        """The page for what does not exist, is open too often, or was asked wrongly."""
        language = preferred_language(request.scope)
        return entry_page.cannot(language, self.deployment.contact, status)

    async def _redeemed(self, token: str) -> str | None:
        """A valid link always opens; how often does not fill the audit."""
        known_by = hashlib.sha256(token.encode()).hexdigest()
        is_often = self.lines.is_often(known_by)
        session = await asyncio.to_thread(self.sessions.redeem, token, is_told=not is_often)
        if not session:  # what opens nothing is remembered by its address alone
            return None
        self.lines.happened(known_by)
        if is_often and (access := await asyncio.to_thread(self.sessions.access, session)):
            self.lines.count("redeemed", access.link_id)
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
        origins = [[self.deployment.origin], ["null"]] if is_form else [[self.deployment.origin]]
        is_ours = headers.getlist("sec-fetch-site") == ["same-origin"]
        return is_ours and headers.getlist("origin") in origins


async def link_script(request: Request) -> Response:
    """The script of the link page."""
    if request.method not in READS:
        return PlainTextResponse("405", status_code=405)
    return Response(entry_page.ENTRY, media_type="text/javascript")


async def _small_body(request: Request) -> str:
    """The token that was sent; "" for a body no token has, or that does not come."""
    body = b""
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for part in request.stream():
                body += part
                if len(body) > LONGEST_TOKEN:
                    return ""
    except (ClientDisconnect, TimeoutError):  # half a token opens nothing and holds no line
        return ""
    return body.decode("latin-1")
