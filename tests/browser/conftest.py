"""A real Chromium against the real server, both started once for all browser tests.

Without a Chromium these tests skip and say so; with BROWSER_TESTS=required they fail instead.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from dashboard.demo import writing
from dashboard.ingest.mapping import Mapping
from dashboard.snapshots.publish import publish

ROOT = Path(__file__).parents[2]
CHROMIUM = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync"]  # fmt: skip


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The owner app on demo data, started as `make run` starts it; gives its address."""
    folder = tmp_path_factory.mktemp("browser")
    writing.write(folder / "demo")
    publish(folder / "demo", folder / "data", Mapping())
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "--server.port", str(port)],
        cwd=ROOT, env=os.environ | {"DASHBOARD_DATA": str(folder / "data")},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    wait_until_up(address)
    yield address
    process.terminate()
    process.wait(timeout=10)


def wait_until_up(address: str, probe: str = "/_stcore/health") -> None:
    for _ in range(120):
        try:
            with urllib.request.urlopen(f"{address}{probe}", timeout=2) as answer:
                if answer.read() == b"ok":
                    return
        except OSError:
            time.sleep(0.25)
    raise RuntimeError("the server did not come up within 30 seconds")


def until(page: Page, condition: str, argument: object = None) -> None:
    """Until a condition holds in the page; its own wait_for_function needs eval, which we forbid."""
    for _ in range(3000):
        if page.evaluate(condition, argument):
            return
        page.wait_for_timeout(10)
    raise TimeoutError(condition)


class Reader:
    """One browser window, and everything its console and its network said."""

    # Streamlit's page asks for these below a deep link first, and then at the root.
    PROBES = ("/_stcore/health", "/_stcore/host-config")

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.complaints: list[str] = []
        self.requests: list[str] = []
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))

    def _heard(self, message) -> None:
        is_probe = message.location["url"].endswith(self.PROBES)
        if message.type == "error" and not is_probe:
            self.complaints.append(f"{message.text} ({message.location['url']})")

    def open(self, path: str = "") -> Page:
        self.page.goto(f"{self.address}/{path}")
        self.page.get_by_role("heading", level=1).wait_for()
        self.settle()
        return self.page

    def settle(self) -> None:
        """Until the script has run to its end and the charts are drawn."""
        self.page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
        until(
            self.page,
            "[...document.querySelectorAll('[data-testid=stVegaLiteChart]')]"
            ".every(chart => chart.querySelector('canvas, svg'))",
        )


@pytest.fixture
def reader(browser: Browser, server: str) -> Iterator[Reader]:
    context = browser.new_context(locale="da-DK", viewport={"width": 1400, "height": 900})
    yield Reader(context.new_page(), server)
    context.close()
