"""The security headers: the whole list on every answer, and no inline script but two that are known."""

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.responses import PlainTextResponse

from dashboard.web.headers import SecurityHeaders, csp_hash, headers, inline_script_hashes
from dashboard.web.page_script import SCRIPT


def answered(path: str) -> dict[str, str]:
    """The headers of one answer through the middleware."""
    sent: list[dict] = []

    async def receive():
        return {"type": "http.request", "body": b""}

    async def send(message):
        sent.append(message)

    app = SecurityHeaders(PlainTextResponse("x", headers={"x-frame-options": "SAMEORIGIN"}))
    scope = {"type": "http", "method": "GET", "path": path, "headers": []}
    with ThreadPoolExecutor(1) as thread:  # another test's browser may own this thread's loop
        thread.submit(asyncio.run, app(scope, receive, send)).result()
    return {k.decode().lower(): v.decode() for k, v in sent[0]["headers"]}


def test_streamlits_page_has_the_one_inline_script_that_was_tried_and_the_other_is_ours():
    # of the pinned version; another one means: look at the script, then try the pages in a browser
    theirs, ours = inline_script_hashes()
    assert theirs == "'sha256-THxz9J9+wf7rhwR2YkXJoSZ13UCmYyC+3lNDv2+8ugA='"
    assert ours == csp_hash(SCRIPT.encode())


def test_a_hash_is_as_browsers_reckon_it():
    # the example of the CSP specification
    assert csp_hash(b"alert('Hello, world.');") == (
        "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
    )


def test_nothing_may_run_or_load_but_our_own():
    policy = dict(headers(["'sha256-x'"]))["Content-Security-Policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["frame-ancestors"] == "'none'"
    assert rules["script-src"] == "'self' 'sha256-x'"
    assert not re.search(r"unsafe-eval|https?:|\*", policy)


@pytest.mark.parametrize(
    "path, kept", [("/", False), ("/_stcore/health", False), ("/staticx", False),
                   ("/static/js/a.js", True)],
)  # fmt: skip
def test_every_answer_has_them_and_only_streamlits_files_are_kept(path, kept):
    found = answered(path)
    for name, value in headers(inline_script_hashes()):
        assert found[name.lower()] == value
    assert (found.get("cache-control") == "no-store") is not kept
