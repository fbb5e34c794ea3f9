"""Print the built site as one PDF: ``make pdf``.

The pages of `_build/html` are joined in the order of the menu, and every link between them turned
into a link inside the file; the installed Chromium prints them, tagged and with an outline. Their
stylesheet opens on paper what is folded.
"""

import pathlib
import posixpath
import subprocess
import sys
import tempfile

from bs4 import BeautifulSoup

import browser

BUILD = pathlib.Path(__file__).resolve().parent.parent / "_build"
NAME = "binary-cross-entropy.pdf"
STYLE = """
@page {
  size: A4;
  margin: 22mm 26mm 24mm;
  @bottom-center { content: counter(page); font: 9pt sans-serif; }
}
@page cheat-sheet { margin: 9mm 10mm 8mm; }  /* again, since the later rule wins */
html, article { font-size: 10.5pt; line-height: 1.55; }
body { --measure: 100%; background: none; }
body > article { break-before: page; display: block; }
body > article:first-of-type { break-before: auto; }
body > article:has(.cheat-sheet) { page: cheat-sheet; }
/* A heading of two lines would lose the space between them in the outline. */
h1 { font-size: 19pt; }
h2 { font-size: 15pt; margin-top: 2em; }
h3 { font-size: 12pt; }
h1, h2, h3, h4 { break-after: avoid; text-wrap: wrap; }
figure, table, .math, .admonition, .highlight, li { break-inside: avoid; }
.highlight { border: 0 !important; }
pre { white-space: pre-wrap !important; }
.table-wrapper, .formula, .book-figure, .output { overflow: visible !important; }
details > summary, .headerlink, .byline, .viewcode-link { display: none !important; }
details { border: 0 !important; padding: 0 !important; }
"""


def reading_order(site):
    """Return the paths of the pages, the first page and then those of the menu."""
    first = site / "book" / "index.html"
    menu = BeautifulSoup(first.read_text(encoding="utf-8"), "html.parser")
    links = [link["href"] for link in menu.select(".sidebar-tree a.reference.internal")]
    names = ["book/index.html"]
    names += [posixpath.normpath(f"book/{href}") for href in links if not href.startswith("#")]
    return list(dict.fromkeys(names))


def anchor(page, fragment=""):
    """Return the name that a place of a page has in the joined document."""
    return f"{pathlib.PurePosixPath(page).stem}--{fragment}" if fragment else page


def join(site, pages):
    """Return one HTML document that holds the article of every page."""
    document = BeautifulSoup((site / pages[0]).read_text(encoding="utf-8"), "html.parser")
    for script in document("script"):
        script.decompose()
    document.body.clear()
    document.body["data-theme"] = "light"
    articles, styles = [], {}  # each page links to the stylesheets that it needs
    for page in pages:
        html = BeautifulSoup((site / page).read_text(encoding="utf-8"), "html.parser")
        articles.append((page, html.find("article")))
        for link in html("link", rel="stylesheet"):
            styles[posixpath.normpath(f"{posixpath.dirname(page)}/{link['href']}")] = None
    first, *others = document("link", rel="stylesheet")  # the colours come after them
    for link in others:
        link.decompose()
    links = [document.new_tag("link", rel="stylesheet", href=address) for address in styles]
    first.replace_with(*links)
    style = document.new_tag("style")
    style.string = STYLE
    document.head.append(style)
    for page, article in articles:
        article["id"] = anchor(page)
        for element in article.select(":not(svg *)[id]"):
            element["id"] = anchor(page, element["id"])
        for image in article("img"):
            image["src"] = posixpath.normpath(f"{posixpath.dirname(page)}/{image['src']}")
            del image["loading"]  # paper does not scroll
        for link in article.select("a[href]:not(svg *)"):
            address, _, fragment = link["href"].partition("#")
            if ":" in address:
                continue
            target = posixpath.normpath(f"{posixpath.dirname(page)}/{address}") if address else page
            if target in pages:
                link["href"] = f"#{anchor(target, fragment)}"
            else:  # a download, the search or a listing, which the file does not hold
                del link["href"]
        document.body.append(article)
    return str(document)


def main():
    """Write the PDF, or say what is missing."""
    chromium = browser.require("make pdf")
    site = BUILD / "html"
    joined = site / "print.html"
    joined.write_text(join(site, reading_order(site)), encoding="utf-8")
    try:
        with tempfile.TemporaryDirectory() as profile:
            command = [chromium, "--headless=new", *browser.FLAGS, f"--user-data-dir={profile}"]
            command += ["--no-pdf-header-footer", "--generate-pdf-document-outline"]
            command += ["--virtual-time-budget=20000"]  # the fonts must be there first
            command += ["--export-tagged-pdf", f"--print-to-pdf={BUILD / NAME}", joined.as_uri()]
            done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    finally:
        joined.unlink()
    if done.returncode:
        sys.exit(f"Chromium did not print the book:\n{done.stderr}")
    print(f"The PDF is built: _build/{NAME}")


if __name__ == "__main__":
    main()
