"""Find and start the installed Chromium, for the PDF, the audit and the tests of the book."""

import os
import shutil
import sys

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
FLAGS = (
    "--no-sandbox",  # a container has none; only our own pages are opened
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def find():
    """Return the path of a Chromium, or None: `CHROME_PATH` first, then the usual names."""
    candidates = [os.environ.get("CHROME_PATH"), *map(shutil.which, NAMES)]
    candidates += [place for place in PLACES if os.path.exists(place)]
    return next(filter(None, candidates), None)


def require(purpose):
    """Return the path of a Chromium or leave with a message that says what to do."""
    path = find()
    if path is None:
        sys.exit(f"{purpose} needs Chromium or Chrome: install one, or set CHROME_PATH to its path")
    return path
