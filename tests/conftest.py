"""One Chromium for all tests of a worker: Playwright starts only once in a process."""

import os
import pathlib

import matplotlib
import pytest
from hypothesis import settings
from playwright.sync_api import sync_playwright

import browser as installed
from built_site import missing

# A hundred mutants of the mathematics fell to thirty examples as they do to a hundred.
settings.register_profile("ci", parent=settings.get_profile("ci"), max_examples=30)

FONTS = pathlib.Path(matplotlib.get_data_path()) / "fonts" / "ttf"
# Only the fonts that come with matplotlib: DejaVu Sans, one of the widest, wherever a page asks
# for anything but fixed width.
FONTCONFIG = f"""<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{FONTS}</dir>
  <cachedir>{{cache}}</cachedir>
  <alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
  <match target="pattern">
    <edit name="family" mode="append_last"><string>DejaVu Sans</string></edit>
  </match>
</fontconfig>
"""


@pytest.fixture(scope="session")
def chromium(tmp_path_factory):
    """Start it; without one skip the test, or fail on CI, where nothing may be missing.

    On Linux its pages have the fonts above and no others, so that every machine measures the same.
    Chromium does not ask fontconfig on macOS and Windows: there the layout is tested with the fonts
    of the system, which it must bear too.
    """
    path = installed.find()
    if path is None:
        missing("no Chromium or Chrome found: the tests in a browser need one")
    folder = tmp_path_factory.mktemp("fonts")
    fonts = folder / "fonts.conf"
    fonts.write_text(FONTCONFIG.format(cache=folder), encoding="utf-8")
    with sync_playwright() as playwright:
        instance = playwright.chromium.launch(
            executable_path=path,
            args=list(installed.FLAGS),
            env={**os.environ, "FONTCONFIG_FILE": str(fonts)},
        )
        yield instance
        instance.close()


def pytest_collection_modifyitems(items):
    """Count what is tried in a browser among the slow tests."""
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker("slow")
