"""The real partner app, attacked over HTTP, its socket and Chromium; started once for all attacks.

Lolland (0360) and Odense (0461) have links; every figure of Odense's editions is given away by
the canary 7919, which must never reach Lolland. Aarhus (0751) has an edition that breaks every page,
Aalborg (0851) one that is not what was written.
"""

import asyncio
import hashlib
import io
import re
import socket
import ssl
import subprocess
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pypdf
import pytest
from sqlalchemy import update
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from dashboard.access.database import LINKS, SESSIONS
from dashboard.access.register import LinkRegister
from tests import partner_builders
from tests.servers import ROOT, free_port, is_well, running, wait_until

COOKIE = "__Host-adgang"
OURS, THEIRS, BROKEN, DAMAGED = "0360", "0461", "0751", "0851"
CANARY = 7919
CANARIES = ("7919", "7.919", "7,919", "kanariefugl")
CPR = "010170-1234"
BROWSERS_OWN = {"sec-fetch-site": "same-origin", "x-link": "1"}


@dataclass(frozen=True)
class Partner:
    """The running process, and what an attacker may try on it."""

    address: str
    folder: Path
    log: Path
    process: subprocess.Popen[bytes]
    register: LinkRegister

    @property
    def port(self) -> int:
        return int(self.address.rpartition(":")[2])

    def link(
        self, municipality: str = OURS, level: str = "public", label: str = "a test"
    ) -> tuple[Any, str]:
        return self.register.new(municipality, label=label, level=level, by="test")

    def session(self, municipality: str = OURS, level: str = "public") -> tuple[str, str]:
        """A session's cookie and its link's id, got as a browser gets it."""
        link, token = self.link(municipality, level)
        answer = self.redeem(token)
        assert answer.status_code == 204
        return answer.cookies[COOKIE], link.id

    def redeem(self, token: str, **headers: str) -> httpx.Response:
        given = BROWSERS_OWN | {"origin": self.address} | headers
        return self.ask("POST", "/l", content=token, headers=given)

    def ask(
        self, method: str, path: str, cookie: str | None = None, **given: Any
    ) -> httpx.Response:
        headers = dict(given.pop("headers", {}))
        if cookie is not None:
            headers["cookie"] = f"{COOKIE}={cookie}"
        with httpx.Client(base_url=self.address, trust_env=False, timeout=30) as client:
            return client.request(method, path, headers=headers, **given)

    def get(self, path: str, cookie: str | None = None, **given: Any) -> httpx.Response:
        return self.ask("GET", path, cookie, **given)

    def socket(self, cookie: str | None, **given: Any) -> "Page":
        return Page(self, cookie, **given)

    def raw(self, request: bytes) -> bytes:
        """What comes back for bytes no client would send."""
        with closing(socket.create_connection(("127.0.0.1", self.port), timeout=10)) as line:
            line.sendall(request)
            return line.recv(65536)

    def said(self, since: int = 0) -> list[tuple[str, dict[str, Any]]]:
        """The audit's lines after that number, oldest first."""
        return [(e["event"], e) for e in reversed(self.register.audit.events()) if e["id"] > since]

    def last_line(self) -> int:
        return max((e["id"] for e in self.register.audit.events(1)), default=0)

    def set(self, table: Any, where: Any, **values: Any) -> None:
        """What only time or a wrong clock does to the link register."""
        with self.register._engine.begin() as con:
            con.execute(update(table).where(where).values(**values))

    def expire(self, link_id: str) -> None:
        at = self.register.now()
        self.set(LINKS, LINKS.c.id == link_id, created_at=at - timedelta(2), expires_at=at)

    def age(self, cookie: str, **values: datetime) -> None:
        name = hashlib.sha256(cookie.encode()).hexdigest()
        self.set(SESSIONS, SESSIONS.c.id_sha256 == name, **values)

    def memory(self) -> int:
        """Resident memory of the process in MB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return (
            int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")))
            // 1024
        )


class Page:
    """One socket to Streamlit, as the page's own script speaks it; keeps every byte it received."""

    def __init__(
        self, partner: Partner, cookie: str | None, *, origin: str | None = "", session: str = "",
        path: str = "/_stcore/stream", headers: tuple[tuple[str, str], ...] = (),
        tls: ssl.SSLContext | None = None,
    ) -> None:  # fmt: skip
        given = [*headers, *([("Cookie", f"{COOKIE}={cookie}")] if cookie is not None else [])]
        protocols = ["streamlit", "xsrf", session] if session else ["streamlit"]
        self.received = b""
        self._opening = connect(
            partner.address.replace("http", "ws") + path, origin=partner.address if origin == "" else origin,
            subprotocols=protocols, additional_headers=given, max_size=None, proxy=None, open_timeout=20, ssl=tls,
            close_timeout=1,
        )  # type: ignore[arg-type]  # fmt: skip

    def __enter__(self) -> "Page":
        self.line: ClientConnection = self._opening.__enter__()
        return self

    def __exit__(self, *error: Any) -> None:
        self._opening.__exit__(*error)

    def rerun(self, page: str = "", query: str = "", **state: Any) -> list[ForwardMsg]:
        """Asks for a run of the script, as a reader's click does; everything it sent."""
        message = BackMsg()
        message.rerun_script.query_string = query
        message.rerun_script.page_name = page
        for widget_id, (kind, value) in state.items():
            widget = message.rerun_script.widget_states.widgets.add(id=widget_id)
            setattr(widget, kind, value)
        self.line.send(message.SerializeToString())
        return self.finished()

    def finished(self, timeout: float = 30) -> list[ForwardMsg]:
        """Until the script has run to its end."""
        got: list[ForwardMsg] = []
        while not got or got[-1].WhichOneof("type") != "script_finished":
            data = self.line.recv(timeout)
            assert isinstance(data, bytes)
            self.received += data
            got.append(ForwardMsg.FromString(data))
        return got

    def closed_with(self, timeout: float) -> int | None:
        """The code the server closes with within that time; None where it does not."""
        until = time.monotonic() + timeout
        try:
            while True:
                self.line.recv(max(0.01, until - time.monotonic()))
        except TimeoutError:
            return None
        except ConnectionClosed as error:
            return error.rcvd.code if error.rcvd else None


def refused(partner: Partner, cookie: str | None, **given: Any) -> int:
    """The status a socket is refused with; 101 where it was let in."""
    try:
        with partner.socket(cookie, **given):
            return 101
    except InvalidStatus as error:
        return error.response.status_code


ID = re.compile(
    rb"[0-9a-f]{32}|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"
)  # of a message or an element


def canaries(received: bytes) -> list[str]:
    """Which of the other municipality's canaries are among the bytes."""
    told = ID.sub(b"", received.lower())  # drawn of no data, and may hold any digits
    return [canary for canary in CANARIES if canary.encode() in told]


def unpacked(content: bytes) -> bytes:
    """A workbook's sheets and a PDF's words, which are compressed; anything else as it is."""
    if content.startswith(b"%PDF"):
        pages = pypdf.PdfReader(io.BytesIO(content)).pages
        return "\n".join(page.extract_text() for page in pages).encode()
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return b"".join(book.read(name) for name in book.namelist())


def session_id(got: list[ForwardMsg]) -> str:
    return next(
        m.new_session.initialize.session_id for m in got if m.WhichOneof("type") == "new_session"
    )


def flooded(partner: Partner, requests: Iterable[bytes], lines: int = 50) -> Counter[int]:
    """Sends whole requests over so many lines at once and counts the statuses; 0 for none."""
    with ThreadPoolExecutor(1) as thread:  # another test's browser may own this thread's loop
        return thread.submit(asyncio.run, _flood(partner, requests, lines)).result()


async def _flood(partner: Partner, requests: Iterable[bytes], lines: int) -> Counter[int]:
    waiting, counted = iter(requests), Counter[int]()

    async def one_line() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", partner.port)
        for request in waiting:
            status, is_open = await _asked(reader, writer, request)
            counted[status] += 1
            if not is_open:
                writer.close()
                reader, writer = await asyncio.open_connection("127.0.0.1", partner.port)
        writer.close()

    await asyncio.gather(*(one_line() for _ in range(lines)))
    return counted


async def _asked(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes
) -> tuple[int, bool]:
    """The status of the answer, and whether the line can be used again."""
    try:
        writer.write(request)
        async with asyncio.timeout(20):
            head = await reader.readuntil(b"\r\n\r\n")
            length = re.search(rb"\r\ncontent-length: (\d+)", head.lower())
            if length and not request.startswith(b"HEAD"):
                await reader.readexactly(int(length[1]))
    except (OSError, asyncio.IncompleteReadError, TimeoutError):
        return 0, False
    status = int(head.split()[1])
    return status, status not in (400, 101) and b"\r\nconnection: close" not in head.lower()


@pytest.fixture(scope="session")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of editions at both levels; every number of Odense's is the canary."""
    folder = tmp_path_factory.mktemp("editions")
    for level in ("public", "authority"):
        write_edition(folder, OURS, level)
        write_edition(folder, THEIRS, level, CANARY, report_code="KG-KANARIEFUGL")
        write_edition(folder, BROKEN, level)
    damaged = folder / DAMAGED / "public" / "2026-Q3"
    damaged.mkdir(parents=True)
    (damaged / "v1-0123456789ab.json").write_text("{}")
    return folder


def write_edition(
    folder: Path, code: str, level: str, number: int | None = None, **changed: Any
) -> None:
    """An edition in which every size and count is `number`, where one is given."""
    content = partner_builders.content(49, level, is_demo=True) | {"municipality": code} | changed
    for part in ("rows", "trend", "activity"):
        content[part] = [_counting(row, code, number) for row in content[part]]
        if code == BROKEN:  # no date: whoever reads the rows fails over it
            content[part] = [row | {"period_to": CPR} for row in content[part]]
    if number is not None:
        content["groups"] = [content["groups"][0] | {"size": number}]
    partner_builders.write(folder, content)


def _counting(row: dict[str, Any], code: str, number: int | None) -> dict[str, Any]:
    found = row | {"municipality_code": code}
    if number is None:
        return found
    return found | ({"value": number} if row["unit"] == "count" else {"n": number})


def start(
    folder: Path, editions: Path, port: int, **environment: str
) -> AbstractContextManager[subprocess.Popen[bytes]]:
    """The process as `make partner` starts it, its log in the folder."""
    given = {
        "PARTNER_PORT": str(port), "PARTNER_ORIGIN": f"http://localhost:{port}",
        "PARTNER_EDITIONS": str(editions), "DASHBOARD_LEDGER": f"sqlite:///{folder / 'ledger.db'}",
    }  # fmt: skip
    program = str(ROOT / "partner_app.py")
    return running(sys.executable, program, log=folder / "log", cwd=folder, **given | environment)


@pytest.fixture(scope="session")
def partner(tmp_path_factory: pytest.TempPathFactory, editions: Path) -> Iterator[Partner]:
    with serving(tmp_path_factory.mktemp("partner"), editions) as found:
        yield found


@contextmanager
def serving(
    folder: Path, editions: Path, origin: str = "", **environment: str
) -> Iterator[Partner]:
    """The process on those editions; origin: where its readers find it, if not where it listens."""
    port, log = free_port(), folder / "log"
    address = f"http://localhost:{port}"
    name = urlsplit(origin or address).netloc
    with (
        start(folder, editions, port, PARTNER_ORIGIN=origin or address, **environment) as process,
        closing(LinkRegister(f"sqlite:///{folder / 'ledger.db'}")) as register,
    ):
        wait_until(lambda: is_well(address, "/sund", host=name), process, log)
        yield Partner(address, folder, log, process, register)


@pytest.fixture
def audit(partner: Partner) -> Callable[[], list[tuple[str, dict[str, Any]]]]:
    """The audit's lines since the test began."""
    since = partner.last_line()
    return lambda: partner.said(since)
