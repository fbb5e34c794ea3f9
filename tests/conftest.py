"""One Chromium for all tests of a worker: Playwright starts only once in a process."""

import os

import pytest
from hypothesis import settings
from playwright.sync_api import sync_playwright

import browser as installed

# A hundred mutants of the mathematics fell to thirty examples as they do to a hundred.
settings.register_profile("ci", parent=settings.get_profile("ci"), max_examples=30)


@pytest.fixture(scope="session")
def chromium():
    """Start it; without one skip the test, or fail on CI, where nothing may be missing."""
    path = installed.find()
    if path is None:
        stop = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        stop("no Chromium or Chrome found: the tests in a browser need one")
    with sync_playwright() as playwright:
        instance = playwright.chromium.launch(executable_path=path, args=list(installed.FLAGS))
        yield instance
        instance.close()


def pytest_collection_modifyitems(items):
    """Count what is tried in a browser among the slow tests."""
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker("slow")
