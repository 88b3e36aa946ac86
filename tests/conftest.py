"""One Chromium for every test that needs one: a second would not start beside the first."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import CHROMIUM, FLAGS


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM:
        if os.environ.get("BROWSER_TESTS") == "required":
            pytest.fail("no Chromium found, and BROWSER_TESTS=required")
        pytest.skip("no Chromium found: the browser tests did not run")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()
