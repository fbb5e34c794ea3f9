"""Run Lighthouse on the built site, as a phone sees it: ``make audit``.

Prints the four scores and the transferred bytes of the first page, a chapter with figures and the
search page, served compressed, and fails below the book's own limits. Needs Node for Lighthouse,
which npx fetches, and a Chromium.
"""

import gzip
import http.server
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading

import browser

SITE = pathlib.Path(__file__).resolve().parent.parent / "_build" / "html"
LIGHTHOUSE = "lighthouse@12"
CATEGORIES = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
# What a page asks for on purpose: a search page should not be found by a search engine.
EXEMPT = {("search.html", "seo")}
BYTES = {"book/index.html": 80_000, "search.html": 105_000}  # of other pages: those of a chapter
CHAPTER = 150_000
RUNS = 3  # the one in the middle counts: a machine has better and worse moments
TEXT = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


class Compressed(http.server.SimpleHTTPRequestHandler):
    """Serve the site as a host does: text compressed, files kept by the browser."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        """Answer with the file, its text packed by gzip."""
        path = pathlib.Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = path.read_bytes()
        self.send_response(200)
        kind = TEXT.get(path.suffix)
        if kind:
            body = gzip.compress(body, 6)
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
        else:
            self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Cache-Control", "max-age=31536000")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        """Stay quiet."""


def pages():
    """Return the pages to audit: the first one, the chapter with the most markup, the search."""
    chapters = sorted(SITE.glob("book/[0-9][0-9]-*.html"), key=lambda path: path.stat().st_size)
    return ["book/index.html", f"book/{chapters[-1].name}", "search.html"]


def lighthouse(url, chromium):
    """Return Lighthouse's report on one page."""
    with tempfile.TemporaryDirectory() as folder:
        report = pathlib.Path(folder, "report.json")
        flags = " ".join(["--headless=new", f"--user-data-dir={folder}/profile", *browser.FLAGS])
        command = ["npx", "--yes", "--loglevel=error", LIGHTHOUSE, url, "--quiet", "--output=json"]
        command += [f"--output-path={report}", f"--chrome-flags={flags}"]
        command += [f"--only-categories={','.join(CATEGORIES)}"]
        subprocess.run(command, check=True, env={**os.environ, "CHROME_PATH": chromium})
        return json.loads(report.read_text(encoding="utf-8"))


def main():
    """Audit the pages and print one line each."""
    chromium = browser.require("make audit")
    if shutil.which("npx") is None:
        sys.exit("make audit needs Node.js: Lighthouse runs in it")
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), lambda *args: Compressed(*args, directory=SITE)
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    failures = []
    print(f"{'page':<36}" + "".join(f"{name:>16}" for name in CATEGORIES) + f"{'kB':>8}")
    for page in pages():
        address = f"http://127.0.0.1:{server.server_port}/{page}"
        runs = [lighthouse(address, chromium) for _ in range(RUNS)]
        runs.sort(key=lambda run: run["categories"]["performance"]["score"])
        report = runs[RUNS // 2]
        scores = {name: round(100 * report["categories"][name]["score"]) for name in CATEGORIES}
        size = report["audits"]["total-byte-weight"]["numericValue"]
        print(f"{page:<36}" + "".join(f"{s:>16}" for s in scores.values()) + f"{size / 1000:>8.1f}")
        failures += [
            f"{page}: {name} {scores[name]}, expected {limit}"
            for name, limit in CATEGORIES.items()
            if scores[name] < limit and (page, name) not in EXEMPT
        ]
        limit = BYTES.get(page, CHAPTER)
        failures += [f"{page}: {size:.0f} bytes, expected {limit}"] if size > limit else []
        for audit in report["audits"].values():
            if audit.get("score") == 0 and audit["scoreDisplayMode"] in ("binary", "metricSavings"):
                print(f"    {audit['id']}: {audit['title']}")
    server.shutdown()
    sys.exit("\n".join(failures) or None)


if __name__ == "__main__":
    main()
