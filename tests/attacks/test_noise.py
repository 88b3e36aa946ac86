"""Ten thousand malformed requests and frames, and hostile words in the data: no fault, no growth."""

import csv
import io
import itertools
import random
import re
from collections.abc import Iterator
from contextlib import suppress

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import ConnectionClosed

from dashboard.foundation.errors import DashboardError
from dashboard.foundation.harmless import FORMULA
from dashboard.presenters import municipal_files
from dashboard.web.navigation import PARTNER_PAGES
from tests import partner_builders
from tests.attacks.conftest import (
    COOKIE,
    OURS,
    THEIRS,
    Partner,
    canaries,
    flooded,
    serving,
    unpacked,
)

REQUESTS, FRAMES = 8_000, 2_000
METHODS = [
    "GET",
    "POST",
    "PUT",
    "HEAD",
    "DELETE",
    "OPTIONS",
    "TRACE",
    "CONNECT",
    "PRI",
    "get",
    "G\x00T",
    "",
]
PATHS = ["/", "/l", "/l.js", "/sund", "/vagt", "/logud", "/eksport/rapport.csv", "/_stcore/stream", "/static/js/x",
         "/_stcore/health", "//", "/%00", "/..%2f..%2fetc", "/%ff%fe", "*", "http://evil.example/",
         "/" + "a" * 3000]  # fmt: skip
HEADERS = ["Origin: null", "Sec-Fetch-Site: same-origin", "X-Link: 1", "Range: bytes=0-,1-,2-", "Accept-Encoding: gzip",
           "Accept-Language: en;q=x,;;q=", "Transfer-Encoding: chunked", "Content-Length: -1", "Content-Length: 5",
           "Expect: 100-continue", "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13",
           "Sec-WebSocket-Key: x", "If-None-Match: *", "X-Adgang: ejer", "Cookie: a=b; " + "c" * 2000,
           "B\xe6d: \x01"]  # fmt: skip


def malformed(chance: random.Random, partner: Partner, cookie: str) -> bytes:
    """A request with something wrong in it, or nothing at all like a request."""
    if chance.random() < 0.1:
        return chance.randbytes(chance.randrange(1, 200)) + b"\r\n\r\n"
    lines = [
        f"{chance.choice(METHODS)} {chance.choice(PATHS)} HTTP/{chance.choice(['1.1', '1.0', '9', ''])}"
    ]
    if chance.random() < 0.9:
        lines.append(f"Host: localhost:{partner.port}")
    if chance.random() < 0.5:
        lines.append(f"Cookie: {COOKIE}={cookie}")
    lines += chance.sample(HEADERS, chance.randrange(5))
    whole = "\r\n".join([*lines, "Connection: close", "", ""]).encode("latin-1")
    if chance.random() < 0.2:  # and a byte changed
        at = chance.randrange(len(whole))
        whole = whole[:at] + chance.randbytes(1) + whole[at + 1 :]
    return whole.rstrip(b"\r\n") + b"\r\n\r\n"


def test_eight_thousand_malformed_requests_are_no_fault_and_cost_no_memory(partner):
    chance, (cookie, _link) = random.Random(4), partner.session()
    requests = [malformed(chance, partner, cookie) for _ in range(REQUESTS)]
    flooded(partner, requests[:1000])  # what is loaded at first use is loaded
    faults, before = partner.log.read_text(errors="replace").count("\nerror "), partner.memory()
    counted = flooded(partner, requests[1000:])
    assert sum(counted.values()) == REQUESTS - 1000
    assert [status for status in counted if status >= 500] == []
    assert {400, 403, 404} <= set(counted)
    assert partner.memory() - before < 25
    assert partner.log.read_text(errors="replace").count("\nerror ") == faults
    assert partner.get("/sund").text == "ok"


def noise(chance: random.Random) -> bytes | str:
    """A frame: a real message with bytes changed, one nobody may send, or no message at all."""
    message = BackMsg()
    message.rerun_script.query_string = chance.choice(
        ["", "lang=en", "x" * 500, "%00", "lang=\u202e"]
    )
    message.rerun_script.page_name = chance.choice(["", "tilfredshed", "../x", "a" * 200])
    message.rerun_script.fragment_id = chance.choice(["", "x", "\x00"])
    widget = message.rerun_script.widget_states.widgets.add(
        id=chance.choice(["", "$$ID-x", "lang"])
    )
    widget.string_value = chance.choice(["da", "<b>", "\x00", "9" * 400])
    frame = bytearray(message.SerializeToString())
    for _ in range(chance.randrange(4)):
        frame[chance.randrange(len(frame))] = chance.randrange(256)
    kinds = [bytes(frame), chance.randbytes(chance.randrange(60)), BackMsg(clear_cache=True).SerializeToString(),
             BackMsg(app_heartbeat=True).SerializeToString(), b"", "text"]  # fmt: skip
    return chance.choices(kinds, [2, 2, 4, 4, 4, 1])[0]


def test_two_thousand_strange_messages_are_no_fault_and_cost_no_memory(partner):
    chance = random.Random(7)
    faults, before = partner.log.read_text(errors="replace").count("Traceback"), partner.memory()
    for _ in range(FRAMES // 100):
        cookie, link = partner.session()  # a link of its own: none waits for another's clicks
        _send_all(partner, cookie, [noise(chance) for _ in range(100)])
        partner.register.revoke(link)
    assert partner.log.read_text(errors="replace").count("Traceback") == faults
    assert partner.memory() - before < 40
    cookie, _link = partner.session()
    with partner.socket(cookie) as page:
        page.rerun()
        assert b"Lolland" in page.received
        assert canaries(page.received) == []


def _send_all(partner: Partner, cookie: str, left: list[bytes | str]) -> None:
    """Over as many sockets as it takes."""
    while left:
        with suppress(ConnectionClosed, TimeoutError), partner.socket(cookie) as page:
            while left:
                page.line.send(left.pop())
            page.line.recv(0.2)


HOSTILE = ["<img src=x onerror=alert(1)>", '=HYPERLINK("https://evil.example")', "[x](javascript:alert(1))",
           "![x](https://evil.example/p)", "a|b", "x" * 99]  # fmt: skip


def test_attack_23_words_in_the_register_reach_no_page(partner):
    with pytest.raises(DashboardError):
        partner.link(label="\u202eabc")
    for label in HOSTILE:
        _link, token = partner.link(THEIRS, label=label)
        cookie = partner.redeem(token).cookies[COOKIE]
        with partner.socket(cookie) as page:
            page.rerun()
            assert label.encode() not in page.received


CONTACT = "Ring <img src=x onerror=alert(1)> [x](javascript:alert(1)) ![x](https://evil.example/p)"


def _planted(row: dict[str, object], word: str) -> str:
    """A note that says it: alone where the source printed words, which are read as they stand."""
    if row["comparability"] == "not_comparable":
        return HOSTILE[1]
    return f"{row['note']}; {word}" if row["note"] else word


@pytest.fixture(scope="module")
def hostile(tmp_path_factory) -> Iterator[Partner]:
    """A process whose contact is hostile, on an edition in which every note and label is."""
    home = tmp_path_factory.mktemp("hostile")
    content = partner_builders.content(49)
    for part in ("rows", "trend", "activity"):
        content[part] = [
            row | {"note": _planted(row, word), "label": word, "municipality_code": OURS}
            for row, word in zip(content[part], itertools.cycle(HOSTILE), strict=False)
        ]
    partner_builders.write(home / "editions", content | {"municipality": OURS})
    with serving(home, home / "editions", PARTNER_CONTACT=CONTACT) as found:
        yield found


@pytest.mark.parametrize("path", [page.path for page in PARTNER_PAGES])
def test_attack_23_words_in_an_edition_and_the_contact_are_inert_on_every_page(hostile, path):
    cookie, _link = hostile.session()
    with hostile.socket(cookie) as page:
        page.rerun(path)
        said = page.received.decode(errors="replace")
    assert "Ring " in said  # the contact is shown, and does nothing
    assert "onerror" in said
    for live in ("<img", "[x]("):  # escaped, markdown takes neither for anything
        assert not re.search(rf"(?<!\\){re.escape(live)}", said), live
    assert "HYPERLINK" not in said


def test_attack_23_words_in_an_edition_and_the_contact_are_inert_in_every_file(hostile):
    cookie, _link = hostile.session()
    files = {
        name: hostile.get(f"/eksport/{name}", cookie).content for name in municipal_files.FILES
    }
    rows = list(
        csv.DictReader(io.StringIO(files["rapport.csv"].decode("utf-8-sig")), delimiter=";")
    )
    assert rows
    said = [cell for row in rows for cell in row.values()]
    assert not any(
        word in cell for cell in said for word in HOSTILE
    )  # no page and no file repeats a note
    assert not any(row[key].startswith(FORMULA) for row in rows for key in ("Tal", "Som det siges"))
    book = unpacked(files["rapport.xlsx"])
    assert b"<f>" not in book
    assert b"<hyperlinks>" not in book
    assert b"evil.example" not in book
    # on paper too it is words, and nothing to follow
    assert b"Ring <img" in unpacked(files["rapport.pdf"])
    assert b"/URI" not in files["rapport.pdf"]
    page = files["rapport.html"].decode()
    # whom to ask stands on the print: as words, in no tag and in no style as it was written
    assert "Ring " in page
    elements = re.findall(r"<[^>]*>|<style>.*?</style>", page, re.S)
    assert not any(word in " ".join(elements) for word in ("<img", "javascript:", "evil.example"))
    live = re.compile(r"<(img|a|script|iframe|link)\b|\b(href|src|on\w+)=")
    assert not any(live.search(element) for element in elements)


@pytest.mark.parametrize("path", ["/l", "/x"])
def test_attack_23_the_contact_is_inert_outside_the_pages_too(hostile, path):
    said = hostile.get(path).text
    assert "Ring &lt;img" in said
    assert "<img" not in said


def test_attack_23_an_address_nobody_has_stays_one_line_of_the_audit(hostile):
    since = hostile.last_line()
    asked = ["/%0d%0adenied%e2%80%ae%1b[2J%00x", *(f"/{word}" for word in HOSTILE)]
    assert {hostile.get(path).status_code for path in asked} == {403}
    paths = [line["facts"]["path"] for name, line in hostile.said(since) if name == "denied"]
    assert len(paths) == len(asked)
    assert "denied" in paths[0]
    assert all(path.isprintable() for path in paths)
