"""What all rooms share: the demo, one Chromium, no clock over Hypothesis, and what make leaves out."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from dashboard.demo import writing
from dashboard.ingest.recipe import Recipe
from dashboard.snapshots.publish import publish
from tests.browser.conftest import CHROMIUM, FLAGS

TESTS = Path(__file__).parent
SERVED = ("browser", "attacks")
# whole exports are published here again and again: `make quick` leaves them to `make test`
SLOW = ("disclosure", "editions", "snapshots/test_publish.py", "snapshots/test_erasure.py",
        "figures/test_figures_naive.py", "figures/test_not_measured.py", "test_adding.py",
        "test_deploy.py")  # fmt: skip

settings.register_profile("no clock", deadline=None)  # a deadline times the machine, not the code
settings.load_profile("no clock")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        path = item.path.relative_to(TESTS)
        for mark, places in (("served", SERVED), ("slow", SLOW)):
            if any(map(path.is_relative_to, places)):
                item.add_marker(mark)


@pytest.fixture(scope="session")
def demo_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the demo published; whoever writes in it copies it first."""
    folder = tmp_path_factory.mktemp("demo")
    writing.write(folder / "export")
    publish(folder / "export", folder / "data", Recipe())
    return folder / "data"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One for every test: a second would not start beside the first."""
    if not CHROMIUM:
        if os.environ.get("BROWSER_TESTS") == "required":
            pytest.fail("no Chromium found, and BROWSER_TESTS=required")
        pytest.skip("no Chromium found: the browser tests did not run")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()
