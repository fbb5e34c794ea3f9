"""A book that knows its address and its repository: what appears then, and only then."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import nbformat
import pytest
import yaml
from bs4 import BeautifulSoup

pytestmark = pytest.mark.xdist_group("addresses")  # one worker builds that book

ROOT = Path(__file__).resolve().parents[2]
ADDRESS = "https://someone.example/a-book/"
REPOSITORY = "https://github.com/someone/a-book"
MADE_FROM = ("book/_ext", "book/_templates", "book/assets", "book/references.bib")
MADE_FROM += ("pyproject.toml", "tools")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Build a book of two pages with this book's configuration and both addresses filled in."""
    folder = tmp_path_factory.mktemp("addresses")
    for name in MADE_FROM:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        (folder / name).parent.mkdir(exist_ok=True)
        copy(ROOT / name, folder / name)
    config = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
    assert "repository" not in config, "the comment in _config.yml was filled in"
    config["repository"] = {"url": REPOSITORY}
    config["html"]["baseurl"] = ADDRESS
    del config["sphinx"]["local_extensions"]["book_cards"]  # it reads the chapters
    config["sphinx"]["config"]["extensions"].remove("book_cards")
    (folder / "_config.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    toc = {"format": "jb-book", "root": "book/index", "chapters": [{"file": "book/01-coin"}]}
    (folder / "_toc.yml").write_text(yaml.safe_dump(toc), encoding="utf-8")
    (folder / "book" / "index.md").write_text("# The book\n\nIts first page.\n", encoding="utf-8")
    cell = nbformat.v4.new_markdown_cell("# Toss a coin\n\nHeads or tails?")
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), folder / "book" / "01-coin.ipynb")
    command = [Path(sys.executable).with_name("jupyter-book"), "build", folder, "-W", "-n", "-q"]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONPATH": str(ROOT)})
    return folder / "_build" / "html"


def soup(path):
    return BeautifulSoup(path.read_bytes(), "html.parser")


def test_a_chapter_can_be_launched_edited_and_reported(site):
    links = {a.get_text(): a["href"] for a in soup(site / "book/01-coin.html").select(".byline a")}
    path, plain = "book/01-coin.ipynb", "notebooks/01-coin.ipynb"
    branch, tree = "someone/a-book/notebooks", "someone/a-book/blob/notebooks"
    assert (site / plain).exists()
    assert links == {
        "Download the notebook": f"../{plain}",
        "Launch in Binder": f"https://mybinder.org/v2/gh/{branch}?urlpath=lab/tree/{plain}",
        "Open in Colab": f"https://colab.research.google.com/github/{tree}/{plain}",
        "Edit this page": f"{REPOSITORY}/edit/main/{path}",
        "Report a problem": f"{REPOSITORY}/issues/new?title=Toss%20a%20coin%3A%20",
    }
    text = soup(site / "book/index.html").select_one(".byline").get_text(" ", strip=True)
    assert text == "Edit this page Report a problem"


def test_a_page_knows_its_address_and_its_picture(site):
    head = soup(site / "book/01-coin.html").head
    address = f"{ADDRESS}book/01-coin.html"
    assert head.find("link", rel="canonical")["href"] == address
    assert head.find("meta", property="og:url")["content"] == address
    picture = head.find("meta", property="og:image")["content"]
    assert (site / picture.removeprefix(ADDRESS)).read_bytes().startswith(b"\x89PNG")


def test_the_sitemap_lists_the_pages_to_read(site):
    listed = {place.text for place in ElementTree.parse(site / "sitemap.xml").iter() if place.text}
    assert listed == {f"{ADDRESS}book/index.html", f"{ADDRESS}book/01-coin.html"}


def test_the_page_for_wrong_addresses_works_from_any_folder(site):
    page = soup(site / "404.html")
    links = [e.get("href") or e["src"] for e in page.select("a[href], link[href], script[src]")]
    inside = [link for link in links if not link.startswith(("#", "https:", "http:"))]
    assert len(inside) > 5
    assert [link for link in inside if not link.startswith("/a-book/")] == []
    assert all((site / link.removeprefix("/a-book/").split("?")[0]).exists() for link in inside)
