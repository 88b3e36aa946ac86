"""The security headers of both apps: what a browser may load, send on, keep and frame.

Tried in Chromium on every page. `style-src` needs 'unsafe-inline' (Streamlit's layout), scripts do
not: the one inline script of Streamlit's own page, and ours, are allowed by their hashes, worked out at start.
"""

import base64
import hashlib
import re
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.web.page_script import SCRIPT

INLINE_SCRIPT = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
KEPT_BY_BROWSERS = "/static/"  # Streamlit's own files, named by their content
Pairs = list[tuple[str, str]]


def inline_script_hashes() -> list[str]:
    """The CSP sources of the inline scripts in the page Streamlit serves, and of ours."""
    package = find_spec("streamlit")
    if package is None or package.origin is None:
        raise RuntimeError("streamlit is not installed as files")
    page = (Path(package.origin).parent / "static" / "index.html").read_bytes()
    return [csp_hash(script) for script in (*INLINE_SCRIPT.findall(page), SCRIPT.encode())]


def csp_hash(script: bytes) -> str:
    """One inline script as a CSP source."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'"


def headers(inline_script_hashes: Iterable[str]) -> Pairs:
    """What every answer carries, over http and https alike (http ignores the transport one)."""
    scripts = " ".join(("'self'", *inline_script_hashes))
    policy = (
        "default-src 'none'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; "
        f"form-action 'self'; script-src {scripts}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
        "media-src 'self'; worker-src 'self' blob:; manifest-src 'self'"
    )
    return [
        ("Content-Security-Policy", policy),
        ("Strict-Transport-Security", "max-age=31536000; includeSubDomains"),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Cross-Origin-Embedder-Policy", "require-corp"),
        (
            "Permissions-Policy",
            "camera=(), microphone=(), geolocation=(), payment=(), usb=(), clipboard-read=()",
        ),
        ("X-Frame-Options", "DENY"),
        ("X-Robots-Tag", "noindex, nofollow"),
    ]


class SecurityHeaders:
    """ASGI middleware, outermost: every HTTP answer gets the headers, also errors and refusals."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.pairs = headers(inline_script_hashes())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Adds the headers on the way out, in place of any of the same name."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                found = MutableHeaders(raw=message["headers"])
                for name, value in self.pairs:
                    found[name] = value
                if not scope["path"].startswith(KEPT_BY_BROWSERS):
                    found["Cache-Control"] = "no-store"
            await send(message)

        await self.app(scope, receive, with_headers)


def with_secure_cookies(send: Send) -> Send:
    """Streamlit sets its cookies without Secure, for Safari's sake on http."""

    async def secure(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [
                (name, value + b"; Secure")
                if name.lower() == b"set-cookie" and b"; secure" not in value.lower()
                else (name, value)
                for name, value in message["headers"]
            ]
        await send(message)

    return secure
