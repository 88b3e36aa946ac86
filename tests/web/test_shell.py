"""The middleware: unknown paths get our own page, HTML its language, everything else is let be."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from dashboard.web.navigation import PAGES
from dashboard.web.shell import PageShellMiddleware, of_browser

SHELL = '<!DOCTYPE html><html lang="en"><head><title>Streamlit</title></head></html>'


def answer(request) -> Response:
    if request.url.path.startswith("/_stcore"):
        return PlainTextResponse("ok")
    if request.headers.get("accept-encoding"):
        return Response(b"\x1f\x8b", headers={"content-encoding": "gzip"}, media_type="text/html")
    return HTMLResponse(SHELL)


APP = PageShellMiddleware(
    Starlette(routes=[Route("/{path:path}", answer)]), pages=[page.path for page in PAGES]
)


def get(path: str, query: str = "", **headers: str) -> tuple[int, str, dict[str, str]]:
    """One request through the middleware, as a server would make it."""
    sent: list[dict] = []

    async def receive():
        return {"type": "http.request", "body": b""}

    async def send(message):
        sent.append(message)

    scope = {
        "type": "http", "method": "GET", "path": path, "raw_path": path.encode(),
        "query_string": query.encode(), "scheme": "http", "server": ("127.0.0.1", 8501),
        "headers": [(k.replace("_", "-").encode(), v.encode()) for k, v in headers.items()],
    }  # fmt: skip
    with ThreadPoolExecutor(1) as thread:  # another test's browser may own this thread's loop
        thread.submit(asyncio.run, APP(scope, receive, send)).result()
    start, *bodies = sent
    head = {k.decode(): v.decode() for k, v in start["headers"]}
    return start["status"], b"".join(m.get("body", b"") for m in bodies).decode("latin-1"), head


@pytest.mark.parametrize(
    "path", ["/", "/forloeb", "/tilfredshed", "/sammenligning", "/data", "/forloeb/"]
)
def test_pages_get_their_language_and_title(path):
    status, body, headers = get(path, accept_encoding="gzip")
    assert status == 200
    assert '<html lang="da" translate="no">' in body
    assert "<title>KeepGoing</title>" in body
    assert "stElementToolbar" in body
    assert int(headers["content-length"]) == len(body)


@pytest.mark.parametrize(
    "query, accepted, language",
    [("", "", "da"), ("lang=en", "", "en"), ("", "en-GB,en;q=0.9", "en"), ("lang=da", "en", "da"),
     ("lang=<script>", "de,en;q=0.5", "en"), ("lang=xx", "", "da")],
)  # fmt: skip
def test_the_language_is_asked_for_or_the_browsers_or_danish(query, accepted, language):
    assert (
        f'<html lang="{language}" translate="no">' in get("/", query, accept_language=accepted)[1]
    )


@pytest.mark.parametrize(
    "path",
    ["/page-that-is-not", "/forloeb/mere", "/admin", "/..%2fetc", "/Forloeb", "/pages/forloeb.py",
     "/overblik", "/%00", "/data/manifest"],
)  # fmt: skip
def test_what_is_no_page_gets_our_own_404(path):
    status, body, _headers = get(path)
    assert status == 404
    assert "<h1>Siden findes ikke</h1>" in body
    assert '<html lang="da" translate="no">' in body
    assert "Streamlit" not in body
    assert path not in body


def test_the_404_page_speaks_english_too():
    assert "<h1>Page not found</h1>" in get("/nothing", accept_language="en")[1]


@pytest.mark.parametrize("path", ["/_stcore/health", "/forloeb/_stcore/health"])
def test_streamlits_own_paths_pass_as_they_are(path):
    status, body, _headers = get(path, accept_encoding="gzip")
    assert status == 200
    assert body in ("ok", "\x1f\x8b")


@pytest.mark.parametrize(
    "accepted, language",
    [
        ("da-DK", "da"),
        ("en-US", "en"),
        ("sv,no", "da"),
        ("", "da"),
        ("fr, EN;q=0.8, da;q=0.7", "en"),
        ("en;q=0.5, da;q=0.9", "da"),
        ("en;q=x, da", "da"),
    ],
)
def test_the_browsers_first_language_that_we_have(accepted, language):
    assert of_browser(accepted) == language


def test_a_page_in_another_language_is_another_page_to_a_cache():
    _status, _body, headers = get("/", accept_language="en")
    assert headers["vary"] == "Accept-Language"
    assert not {"etag", "last-modified"} & headers.keys()
