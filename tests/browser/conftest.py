"""A real Chromium against the real server, both started once for all browser tests.

Without a Chromium these tests skip and say so; with BROWSER_TESTS=required they fail instead.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page

from tests.servers import owner_app

if TYPE_CHECKING:
    from tests.attacks.conftest import Partner

CHROMIUM = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync"]  # fmt: skip


@pytest.fixture(scope="session")
def server(demo_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The owner app on demo data; gives its address."""
    folder = tmp_path_factory.mktemp("browser")
    shutil.copytree(demo_data, folder / "data")
    with owner_app(folder / "data", folder / "log") as address:
        yield address


@pytest.fixture(scope="session")
def partner(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Partner"]:
    """The municipalities' app on one municipality's reports."""
    from tests.attacks.conftest import OURS, serving, write_edition

    folder = tmp_path_factory.mktemp("partner")
    write_edition(folder / "editions", OURS, "public")
    with serving(folder, folder / "editions") as found:
        yield found


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
