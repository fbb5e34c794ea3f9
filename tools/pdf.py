"""Print the built site as a book: ``make pdf``.

The pages of `_build/html` are joined in the order of the menu, and every link between them turned
into a link inside the file. What a page folds stands at the end: solutions, and what a quiz says
about its answers. The installed Chromium prints it twice, tagged and with an outline, since only
the first print tells on which page things stand.
"""

import copy
import json
import pathlib
import posixpath
import subprocess
import sys
import tempfile

import pikepdf
from bs4 import BeautifulSoup

import browser
import dist

BUILD = pathlib.Path(__file__).resolve().parent.parent / "_build"
MARK = pathlib.Path(__file__).resolve().parent.parent / "book" / "assets" / "favicon.svg"
NAME = "binary-cross-entropy.pdf"
ANSWERS, ANSWERS_TITLE = "answers", "Answers and solutions"
# What is looked up rather than read, or stands in the chapters already.
LEFT_TO_THE_SITE = {"accessibility", "flash-cards"}
LEFT_TO_THE_SITE |= {"api", "api-exercises", "api-figures", "api-training"}
STYLE = pathlib.Path(__file__).with_name("pdf.css")
# Of each page its title, above its text.
HEAD = """
@page {name} {{ @top-left {{ content: {title}; }} }}
"""


def reading_order(site):
    """Return the parts of the menu: each with its name and the paths of its pages."""
    first = site / "book" / "index.html"
    menu = BeautifulSoup(first.read_text(encoding="utf-8"), "html.parser")
    parts = {"": ["book/index.html"]}
    for caption in menu.select(".sidebar-tree .caption"):
        links = caption.find_next_sibling("ul").select("a.reference.internal")
        pages = [posixpath.normpath(f"book/{link['href']}") for link in links]
        kept = [page for page in pages if pathlib.PurePosixPath(page).stem not in LEFT_TO_THE_SITE]
        parts[caption.get_text(strip=True)] = kept
    return parts


def anchor(page, fragment=""):
    """Return the name that a place of a page has in the joined document."""
    return f"{pathlib.PurePosixPath(page).stem}--{fragment}" if fragment else page


def heading(article):
    """Return the title of a page, as it stands in the contents and above its text."""
    title = copy.copy(article.h1)
    for link in title.select(".headerlink"):
        link.decompose()
    return " ".join(title.get_text().split())


def reference(target):
    """Return the markup of a page number, which the first print will tell."""
    return f'<span data-page-of="{target}">000</span>'


def piece(markup):
    """Return the first element of a piece of markup."""
    return BeautifulSoup(markup, "html.parser").find(True)


def relink(page, article, pages):
    """Give everything on a page its own name, and let its links lead into the document."""
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
        else:  # a download, the search or a page that the file does not hold
            del link["href"]


def answers_of(quiz):
    """Take what a quiz says about its answers out of it, and return that as a list."""
    found = piece("<ol></ol>")
    for question in quiz.select(":scope > ol > li"):
        item = piece("<li></li>")
        for letter, option in zip("ABCDE", question.select(":scope > ol > li"), strict=False):
            verdict = option.details.p.extract()
            verdict.insert(0, f"{letter} ")
            item.append(verdict)
            option.details.summary.name = "span"
            option.details.replace_with(option.details.span)
        where = question.find("p", recursive=False).find_next_sibling("p")
        if where:
            where.decompose()
        found.append(item)
    return found


def fold_away(page, article):
    """Move the solutions and answers of a chapter into a section, or return None without any."""
    section = piece('<section class="answers"></section>')
    title = piece(f'<h2><a href="#{anchor(page)}">{heading(article)}</a></h2>')
    title["id"] = anchor(page, "answers")
    section.append(title)
    see = f"See page {reference(title['id'])}."
    exercises = f'[id="{anchor(page, "exercises")}"]'
    for solution in article.select(f"{exercises} :is(.tag_hide-cell, details.sd-dropdown)"):
        exercise = solution.find_parent("section")
        name = exercise.find(["h2", "h3"]).get_text().removesuffix("#")
        if section.find("h3", string=name) is None:
            section.append(piece(f"<h3>{name}</h3>"))
            exercise.append(piece(f'<p><a href="#{title["id"]}">Solution: {see[4:]}</a></p>'))
        section.append(solution.extract())
    for quiz in article.select("div.bce-quiz:has(> ol ol)"):
        section.append(piece("<h3>Check yourself</h3>"))
        section.append(answers_of(quiz))
        quiz.p.replace_with(piece(f'<p><a href="#{title["id"]}">Answers: {see[4:]}</a></p>'))
    return section if section.h3 else None


def title_page():
    """Return the first page: the mark, the title, by whom, which version and under which terms."""
    mark = MARK.read_text(encoding="utf-8")
    author, version = dist.PROJECT["authors"][0]["name"], dist.PROJECT["version"]
    return f"""<div class="title">{mark[mark.index("<svg") :]}
<p><strong>Binary cross-entropy</strong></p><p class="author">{author}</p>
<p>Version {version}. Text and figures: CC BY 4.0. Code: BSD-3-Clause.</p></div>"""


def contents(parts, titles):
    """Return the page of contents: parts and chapters, each with its page."""
    lines = []
    for part, pages in parts.items():
        lines += [f'<p class="part">{part}</p>'] if part else []
        for page in pages:
            link = f'<a href="#{anchor(page)}">{titles[page]}</a>'
            lines.append(f"<p>{link}{reference(anchor(page))}</p>")
    return f'<div class="book-contents" id="contents"><h1>Contents</h1>{"".join(lines)}</div>'


def join(site, parts):
    """Return one HTML document that holds the article of every page."""
    pages = [page for names in parts.values() for page in names]
    document = BeautifulSoup((site / pages[0]).read_text(encoding="utf-8"), "html.parser")
    for script in document("script"):
        script.decompose()
    document.body.clear()
    document.body["data-theme"] = "light"
    articles, styles = {}, {}  # each page links to the stylesheets that it needs
    for page in pages:
        html = BeautifulSoup((site / page).read_text(encoding="utf-8"), "html.parser")
        articles[page] = html.find("article")
        for link in html("link", rel="stylesheet"):
            styles[posixpath.normpath(f"{posixpath.dirname(page)}/{link['href']}")] = None
    first, *others = document("link", rel="stylesheet")  # the colours come after them
    for link in others:
        link.decompose()
    links = [document.new_tag("link", rel="stylesheet", href=address) for address in styles]
    first.replace_with(*links)
    titles = {page: heading(article) for page, article in articles.items()}
    back = piece(f'<article id="{ANSWERS}"><h1>{ANSWERS_TITLE}</h1></article>')
    for page, article in articles.items():
        relink(page, article, pages)
        if section := fold_away(page, article):
            back.append(section)
    parts, titles = {**parts, " ": [ANSWERS]}, {**titles, ANSWERS: ANSWERS_TITLE}
    document.body.append(piece(title_page()))
    document.body.append(piece(contents(parts, titles)))
    style = document.new_tag("style")
    style.string = STYLE.read_text(encoding="utf-8")
    for article in (*articles.values(), back):
        if not article.select(".cheat-sheet"):
            name = f"p{len(document.body.contents)}"
            article["style"] = f"page: {name}"
            style.string += HEAD.format(name=name, title=json.dumps(titles[article["id"]]))
        document.body.append(article)
    document.head.append(style)
    return document


def fill_in(document, book):
    """Write the page numbers of one print into the document."""
    numbers = {page.objgen: number for number, page in enumerate(book.pages, start=1)}
    for place in document.select("[data-page-of]"):
        target = book.Root.Dests["/" + place["data-page-of"]]
        place.string = str(numbers[target[0].objgen])


def print_out(chromium, document, folder, path):
    """Let Chromium print the document, from a file that lies in a folder among the pages."""
    joined = folder / "print.htm"  # no page of the site
    joined.write_text(str(document), encoding="utf-8")
    try:
        with tempfile.TemporaryDirectory() as profile:
            command = [chromium, "--headless=new", *browser.FLAGS, f"--user-data-dir={profile}"]
            command += ["--no-pdf-header-footer", "--generate-pdf-document-outline"]
            command += ["--virtual-time-budget=20000"]  # the fonts must be there first
            command += ["--export-tagged-pdf", f"--print-to-pdf={path}", joined.as_uri()]
            done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    finally:
        joined.unlink()
    if done.returncode:
        sys.exit(f"Chromium did not print the book:\n{done.stderr}")


def main():
    """Write the PDF, or say what is missing."""
    chromium = browser.require("make pdf")
    site = BUILD / "html"
    document = join(site, reading_order(site))
    with tempfile.TemporaryDirectory() as folder:
        first, second = (pathlib.Path(folder, name) for name in ("first.pdf", "second.pdf"))
        print_out(chromium, document, site, first)
        with pikepdf.open(first) as book:
            fill_in(document, book)
        print_out(chromium, document, site, second)
        with pikepdf.open(second) as book:  # Chromium does not pack what says how it is tagged
            book.save(BUILD / NAME, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    print(f"The PDF is built: _build/{NAME}")


if __name__ == "__main__":
    main()
