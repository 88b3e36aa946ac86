"""The middleware in front of the owner's app: without login this machine alone, else a login each.

It stands before everything Streamlit answers, HTTP and WebSocket alike. Streamlit does
the OpenID exchange and signs the cookie (`st.login`'s routes); who may come in, for how long, and
from which address is decided here, for every request and every message of an open socket.
"""

import asyncio
import logging
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.foundation import words
from dashboard.foundation.hosts import host_name, is_loopback
from dashboard.foundation.words import text as _
from dashboard.owner import cookies, login_settings, sign_ins
from dashboard.owner.login_settings import CALLBACK, LoginRules
from dashboard.web import page_guard, shell
from dashboard.web.headers import with_secure_cookies
from dashboard.web.messages import WITH_UPLOADS
from dashboard.web.plain_page import plain_page
from dashboard.web.watched_socket import POLICY, Watched

LOGIN, LOOK, SCRIPT = "/log-ind", "/adgang", "/adgang.js"
STREAMLITS_LOGIN, LOGOUT = "/auth/login", "/auth/logout"
IN_THE_SHELL: dict[str, Any] = {"script": SCRIPT, "ways": (STREAMLITS_LOGIN, CALLBACK, LOGOUT)}
HEALTH = "/_stcore/health"
# What no page of ours needs: function names and counts, a second way in
CLOSED = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check")
UPLOAD = re.compile(
    r"/_stcore/upload_file/[\w-]+/[\w-]+"
)  # of one file, from the page that asks for it
FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip")
LOG = logging.getLogger(__name__)


class OwnerSessionMiddleware:
    """Nobody reaches the app but those who may (ASGI)."""

    def __init__(
        self, app: ASGIApp, rules: LoginRules | None, pages: Iterable[str], data: Callable[[], Path]
    ) -> None:
        self.app = app
        self.rules = rules
        self.pages = frozenset(pages)
        self.data = data

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers itself, or passes on what may pass."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        asked = HTTPConnection(scope)
        refused = self._address_refused(asked)
        if refused is None and _is_closed(scope["path"]):
            refused = PlainTextResponse("Not found", status_code=404)
        if refused is not None:
            await refused(scope, receive, send)
        elif self.rules is None:
            await self.app(scope, receive, send)
        else:
            await _Visit(self, self.rules, asked).enter(scope, receive, send)

    def _address_refused(self, asked: HTTPConnection) -> Response | None:
        """An answer for whoever comes by another name, from elsewhere or from another page."""
        told = asked.headers.getlist("host")
        host = told[0] if len(told) == 1 else ""
        if self.rules is None:
            refused = _refused_locally(asked, host)
            origins = {f"http://{host}", f"https://{host}"}
        else:
            is_probe = asked.scope["path"] == HEALTH and is_loopback(host_name(host))
            is_ours = is_probe or _same_host(host, self.rules)
            refused = None if is_ours else PlainTextResponse("Bad host", status_code=400)
            origins = {self.rules.origin}
        if refused is None and asked.scope["type"] == "websocket":
            is_own = asked.headers.getlist("origin") in [[origin] for origin in origins]
            refused = None if is_own else PlainTextResponse("Bad origin", status_code=403)
        return refused


class _Visit:
    """One request or socket where login is asked for."""

    def __init__(
        self, outer: OwnerSessionMiddleware, rules: LoginRules, asked: HTTPConnection
    ) -> None:
        self.app, self.pages = outer.app, outer.pages
        self.rules, self.asked = rules, asked
        self.data = outer.data()
        self.login, self.claims = cookies.login_of(asked.cookies, rules.origin)

    @property
    def is_in(self) -> bool:
        """Whether their login is one of ours, still open, and would still be let in."""
        is_open = bool(self.login) and sign_ins.is_open(self.data, self.login)
        return is_open and self.rules.refusal(self.claims, datetime.now(UTC)) is None

    async def enter(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Leads on to the way in, the way out, the app, or nowhere."""
        if self.rules.is_https:
            send = with_secure_cookies(send)
        if scope["type"] == "websocket":
            await self._socket(scope, receive, send)
            return
        ways = {LOGIN: self._to_provider, CALLBACK: self._back, LOGOUT: self._out}
        path = scope["path"]
        if path in ways:
            await ways[path](scope, receive, send)
        elif path in (HEALTH, STREAMLITS_LOGIN) or (self.is_in and path not in (LOOK, SCRIPT)):
            await self.app(scope, receive, send)
        else:
            await self._outside(path)(scope, receive, send)

    def _outside(self, path: str) -> Response:
        if path == SCRIPT:
            return Response(page_guard.script(LOOK), media_type="text/javascript")
        if path == LOOK and self.is_in:
            return Response(status_code=204)
        if path.strip("/") not in self.pages:
            return PlainTextResponse("Log ind", status_code=403)
        with self._speaking():
            return plain_page(
                _("Log ind"),
                [
                    _(
                        "Her står tal om mennesker i en svær tid. Kun de, der har fået adgang, kan se dem."
                    )
                ],
                (_("Log ind"), LOGIN),
                status=403,
            )

    def _speaking(self) -> Any:
        return words.speaking(shell.preferred_language(self.asked.scope))

    async def _to_provider(self, scope: Scope, receive: Receive, send: Send) -> None:
        address = cookies.way_to_provider()
        await RedirectResponse(address, status_code=303)(scope, receive, send)

    async def _back(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Judges a login before its cookie reaches the browser."""
        held: list[Message] = []

        async def hold(message: Message) -> None:
            held.append(message)

        await self.app(scope, receive, hold)
        login, claims = cookies.login_of(cookies.cookies_set(held), self.rules.origin)
        answer = await asyncio.to_thread(self._judged, login, claims) if login else None
        if answer:
            await answer(scope, receive, send)
            return
        for message in held:
            await send(message)

    def _judged(self, login: str, claims: Mapping[str, Any]) -> Response | None:
        """Writes the login down; the answer for those who are not let in."""
        reason = self.rules.refusal(claims, datetime.now(UTC))
        subject = str(claims.get("sub"))
        try:
            if reason:
                sign_ins.refuse(self.data, subject, reason)
            else:
                if self.login:
                    sign_ins.end(self.data, self.login)
                sign_ins.begin(self.data, login, subject)
        except OSError:
            return self._not_written()
        return self._turned_away(reason, subject) if reason else None

    def _turned_away(self, reason: str, subject: str) -> Response:
        with self._speaking():
            why = {
                login_settings.NOT_LISTED: _(
                    "Dit login virker, men det står ikke på listen over dem, der har adgang. Giv "
                    "dette id til den, der passer programmet: {subject}",
                    subject=subject,
                ),
                login_settings.NO_MFA: _(
                    "Du er logget ind med ét trin, og her kræves to. Slå login med to trin til dér, "
                    "hvor du logger ind, og prøv igen."
                ),
                login_settings.TOO_OLD: _("Dit login er for gammelt. Log ind igen."),
            }[reason]
            return plain_page(_("Ingen adgang"), [why], (_("Prøv igen"), LOGIN), status=403)

    def _not_written(self) -> Response:
        with self._speaking():
            return plain_page(
                _("Login virker ikke lige nu"),
                [
                    _(
                        "Det kan ikke registreres, hvem der logger ind og ud. Giv programmet lov til at "
                        "skrive i datamappens ”access”, undersøg, om disken er fuld, og prøv igen."
                    )
                ],
                (_("Prøv igen"), "/"),
                status=503,
            )

    async def _out(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Ends the login here, then lets Streamlit delete the cookie and tell the provider."""
        if self.asked.headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
            await PlainTextResponse("Bad origin", status_code=403)(scope, receive, send)
            return
        if self.login:
            try:
                await asyncio.to_thread(sign_ins.end, self.data, self.login)
            except OSError:
                await self._not_written()(scope, receive, send)
                return

        async def clearing(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(raw=message["headers"])["Clear-Site-Data"] = '"cache", "storage"'
            await send(message)

        await self.app(scope, receive, clearing)

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes messages while the login is open, and closes within a second when it is not."""
        if not self.is_in:
            await send({"type": "websocket.close", "code": POLICY})
            return

        async def is_open() -> bool:
            return self.is_in

        async def refused(what: str) -> None:
            LOG.warning("a message that no page sends was not let through: %s", what)

        watched = Watched(receive, send, is_open=is_open, refused=refused, allowed=WITH_UPLOADS)
        await watched.run(self.app, scope)


def _refused_locally(asked: HTTPConnection, host: str) -> Response | None:
    """Without login: this machine, by its own name, and nobody sent on by a proxy."""
    ends = [asked.scope.get("client"), asked.scope.get("server")]
    is_here = all(end is None or is_loopback(end[0]) for end in ends)
    if not is_here or any(name in asked.headers for name in FORWARDED):
        with words.speaking(shell.preferred_language(asked.scope)):
            sentence = _(
                "Programmet er startet uden login og svarer kun den maskine, det kører på. Skal "
                "andre kunne se det, så sæt login op; se deploy/README.md."
            )
            return plain_page(_("Kun på denne maskine"), [sentence], None, status=403)
    if not is_loopback(host_name(host)):
        return PlainTextResponse("Bad host", status_code=400)
    return None


def _same_host(host: str, rules: LoginRules) -> bool:
    default = ":443" if rules.is_https else ":80"
    return host.lower().removesuffix(default) == rules.host.lower().removesuffix(default)


def _is_closed(path: str) -> bool:
    """Whether it is one of Streamlit's own that we close, also below a page's address."""
    if "/_stcore/upload_file/" in f"{path}/":
        return not UPLOAD.fullmatch(path)
    return any(f"{closed}/" in f"{path}/" for closed in CLOSED)
