"""The watch over one socket, with a browser and a Streamlit of the test's own."""

import asyncio
import functools
from concurrent.futures import ThreadPoolExecutor

from streamlit.proto.BackMsg_pb2 import BackMsg

from dashboard.web.messages import ALLOWED, WITH_UPLOADS
from dashboard.web.watched_socket import Watched

RERUN = BackMsg(rerun_script={"query_string": ""}).SerializeToString()


class Browser:
    """What it sends, in order, and then nothing; and what it is sent."""

    def __init__(self, *frames: bytes) -> None:
        self.frames = list(frames)
        self.sent: list[dict] = []
        self.gone = asyncio.Event()

    async def receive(self):
        if self.frames:
            return {"type": "websocket.receive", "bytes": self.frames.pop(0)}
        await self.gone.wait()
        return {"type": "websocket.disconnect", "code": 1006}

    async def send(self, message):
        self.sent.append(message)
        if message["type"] == "websocket.close":
            self.gone.set()


def heard(is_open, *frames: bytes, rerun=None, allowed=ALLOWED) -> tuple[list[bytes], list[dict]]:
    """What Streamlit hears of the frames, and what the browser is sent."""
    got: list[bytes] = []

    async def nothing(*_given) -> None:
        return None

    async def streamlit(_scope, receive, send):
        while (message := await receive())["type"] != "websocket.disconnect":
            got.append(message["bytes"])
            await send({"type": "websocket.send", "bytes": b"answer"})

    async def played() -> list[dict]:
        browser = Browser(*frames)
        watched = Watched(
            browser.receive, browser.send, is_open=is_open, refused=nothing,
            rerun=functools.partial(rerun or nothing, browser), allowed=allowed,
        )  # fmt: skip
        async with asyncio.timeout(60):
            await watched.run(streamlit, {})
        return browser.sent

    with ThreadPoolExecutor(1) as thread:  # another test's browser may own this thread's loop
        return got, thread.submit(asyncio.run, played()).result()


def test_a_session_that_ends_hears_and_says_nothing_more():
    answers = iter([True, True, False])

    async def is_open() -> bool:
        return next(answers, False)

    got, sent = heard(is_open, RERUN, RERUN, RERUN)
    assert len(got) <= 2
    assert sent[-1] == {"type": "websocket.close", "code": 1008}


def test_a_ledger_that_cannot_be_asked_closes_the_socket():
    async def is_open() -> bool:
        raise OSError("no database")

    got, sent = heard(is_open)
    assert got == []
    assert sent == [{"type": "websocket.close", "code": 1008}]


def test_a_session_that_ends_while_a_click_waits_closes_at_once():
    state = {"open": True}

    async def is_open() -> bool:
        return state["open"]

    async def rerun(browser) -> None:
        state["open"] = False
        await browser.gone.wait()  # the click waits until the watch has looked

    got, sent = heard(is_open, RERUN, rerun=rerun)
    assert got == []
    assert sent == [{"type": "websocket.close", "code": 1008}]


def test_a_place_to_upload_to_is_asked_for_where_that_is_allowed_alone():
    asked = BackMsg(file_urls_request={"request_id": "1", "file_names": ["a"]}).SerializeToString()
    for allowed, expected in ((ALLOWED, [RERUN]), (WITH_UPLOADS, [asked, RERUN])):
        looks = iter([True] * 3)  # the watch's own, and one a message

        async def is_open(looks=looks) -> bool:
            return next(looks, False)

        assert heard(is_open, asked, RERUN, allowed=allowed)[0] == expected
