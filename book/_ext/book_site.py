"""The site: what Jupyter Book and furo need to become this book's pages.

All overrides of the theme stand in three places, each with its reason: here, in `_templates/` and
in `assets/`. Nothing here stops the build when a new furo no longer needs it or offers no place for
it: `tests/browser` looks at the built pages for what a reader must find there.
"""

import re
import shutil
import tomllib
from pathlib import Path
from urllib.parse import quote, urlparse

import nbformat
import yaml
from book_chapter import plain_words
from book_files import add_where
from book_notebooks import FOLDER, frameworks
from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from bce_tutorial.look.folding import together
from bce_tutorial.look.palette import THEMES

PERCENT = re.compile(r"(?<=\d) %")
FORMULA_END = re.compile(r"(<math\b(?:(?!</math>).)*</math>)([.,;:!?)’”]+)", re.DOTALL)
COPIED = '<div class="highlight-'  # not an example of the API, which begins with "doctest"
SCRIPT = re.compile(r"(?s)<script\b.*?</script>")
FOLDED = re.compile(r'<details(?: name="[\w-]+")?')
VARIABLE = re.compile(r"var\(--[\w-]+, (#\w+)\)")
# Files that the extensions put on every page, and no page uses.
UNUSED = (
    "mystnb.",  # 43 kB, nearly all of it terminal colours; book.css has the rest
    "sphinx-design.min.css",  # dropdowns are native <details>; book_tabs adds it where tabs are
    "design-tabs.js",
)
# These make a key of one letter leave for the search, with no way to turn it off (WCAG 2.1.4), and
# mark what was searched for. The search page itself needs them.
SEARCHING = ("doctools.js", "sphinx_highlight.js")
COPYING = ("copybutton.", "clipboard.min.js")
DOWNLOADS = {
    "The book as PDF": "binary-cross-entropy.pdf",
    "The book as EPUB": "binary-cross-entropy.epub",
}
# furo's names for what the palette names
FURO = {
    "color-foreground-primary": "ink",
    "color-foreground-secondary": "soft",
    "color-foreground-muted": "soft",
    "color-background-primary": "paper",
    "color-background-secondary": "panel",
    "color-background-border": "line",
    "color-brand-primary": "accent",
    "color-brand-content": "accent",
    "color-brand-visited": "accent",
    "color-code-background": "panel",
    "color-code-foreground": "ink",
    "color-admonition-background": "panel",
    "color-highlight-on-target": "panel",
    "color-api-pre-name": "soft",
    "color-api-name": "accent",
}
# What becomes of pictures that cannot follow the colours: on the light page, and on the dark one.
FILTERS = {
    "photograph": ("none", "brightness(0.75)"),
    "thumbnail": ("none", "invert(1) hue-rotate(180deg)"),
    "thumbnail-blend": ("multiply", "screen"),
}
SHORTEST, DESCRIPTION = 40, 160  # characters: what says something, and what search engines show


def configure(app, config):
    """Set the version, furo's options and what depends on the addresses in `_config.yml`."""
    package = tomllib.loads(Path(app.srcdir, "pyproject.toml").read_text(encoding="utf-8"))
    config.version = package["project"]["version"]
    # Read again, because Jupyter Book fills what the file leaves out with its own repository.
    settings = yaml.safe_load(Path(app.srcdir, "_config.yml").read_text(encoding="utf-8"))
    app.book_repository = {"url": "", "branch": "main", "path_to_book": ""}
    app.book_repository |= settings.get("repository") or {}
    aliases = {name: f"var(--{ours})" for name, ours in FURO.items()}
    pairs = THEMES | FILTERS
    config.html_theme_options = {
        "light_css_variables": {name: light for name, (light, _) in pairs.items()} | aliases,
        "dark_css_variables": {name: dark for name, (_, dark) in pairs.items()} | aliases,
        "top_of_page_buttons": [],  # they stand in the byline, with words
    }
    # Accessible styles; the dark one is furo's option, unknown to Sphinx when it reads the file.
    config.pygments_style = "github-light-high-contrast"
    config.pygments_dark_style = "github-dark-high-contrast"
    # What only makes sense at a known address: without one there is no sitemap and no picture.
    config.ogp_site_url = config.html_baseurl
    config.ogp_social_cards = {
        "enable": bool(config.html_baseurl),
        "line_color": THEMES["accent"][0],
    }
    if config.html_baseurl:
        config.sitemap_url_scheme = "{link}"
        config.sitemap_excludes = ["404.html", "search.html", "genindex.html", "py-modindex.html"]
        config.notfound_urls_prefix = urlparse(config.html_baseurl).path.rstrip("/") + "/"
        config.notfound_template = "404.html"
    else:
        config.html_additional_pages["404"] = "404.html"


def description(doctree):
    """Return the first sentences below the title, or the beginning of a longer one."""
    paragraphs = (
        plain_words(p)
        for p in doctree.findall(nodes.paragraph)
        if isinstance(p.parent, nodes.section | nodes.document)
    )
    text = next(paragraphs, "")
    if len(text) <= DESCRIPTION:
        return text
    sentences = text[: DESCRIPTION + 1].rpartition(". ")[0]
    return (
        f"{sentences}."
        if len(sentences) >= SHORTEST
        else text[: DESCRIPTION - 1].rpartition(" ")[0] + "…"
    )


def describe(app, pagename, templatename, context, doctree):
    """Write the page's description, which the social preview shows too."""
    if doctree is None:
        return
    text = description(doctree).replace('"', "&quot;")
    context["meta"] = {**(context.get("meta") or {}), "og:description": text}
    if 'name="description"' not in context["metatags"]:
        context["metatags"] += f'<meta name="description" content="{text}" />\n'


def offered(app, name):
    """Return the path of the whole book in another form, which is built outside the site."""
    return Path(app.outdir).parent / name


def link(app, pagename, templatename, context, doctree):
    """Give the page's template its links: download, launch, edit, report."""
    links = context["book_links"] = []
    if doctree is None or app.builder.name == "epub":
        return
    if pagename == app.config.root_doc:  # what `make site` has built beside the site
        built = [(text, name) for text, name in DOWNLOADS.items() if offered(app, name).exists()]
        links += [(text, context["pathto"](name, 1), "download") for text, name in built]
    source = app.env.doc2path(pagename, base=False)
    if source.endswith(".ipynb"):
        notebook = f"{FOLDER}/{Path(source).name}"
        links.append(("Download the notebook", context["pathto"](notebook, 1), "download"))
    repository, branch = app.book_repository["url"].rstrip("/"), app.book_repository["branch"]
    if not repository:
        return
    path = quote(f"{app.book_repository['path_to_book']}/{source}".strip("/"))
    slug = urlparse(repository).path.strip("/")
    if source.endswith(".ipynb") and urlparse(repository).hostname == "github.com":
        # What the publishing workflow pushes to a branch of that name.
        if not frameworks(nbformat.read(app.env.doc2path(pagename), as_version=4)):
            binder = f"https://mybinder.org/v2/gh/{slug}/{FOLDER}?urlpath=lab/tree/{notebook}"
            links.append(("Launch in Binder", binder, ""))
        colab = f"https://colab.research.google.com/github/{slug}/blob/{FOLDER}/{notebook}"
        links.append(("Open in Colab", colab, ""))
    links.append(("Edit this page", f"{repository}/edit/{branch}/{path}", ""))
    title = quote(f"{context['title']}: ")
    links.append(("Report a problem", f"{repository}/issues/new?title={title}", ""))


def take_out(context, names):
    """Take files out of a page, by the beginnings of their names."""
    for kind in ("css_files", "script_files"):
        context[kind][:] = [
            asset
            for asset in context[kind]
            if not str(asset.filename).rpartition("/")[2].startswith(names)
        ]


def adapt(app, pagename, templatename, context, doctree):
    """Drop what no reader uses, and repair the markup of the page."""
    body = context.get("body") or ""
    if app.builder.name == "epub":  # which has no theme of ours; some readers cannot unfold
        body = SCRIPT.sub("", body)  # few readers run one, and its signs are no XML
        body = VARIABLE.sub(r"\1", body)  # nor know a variable
        # and of those with one name, one alone would be open
        context["body"] = FOLDED.sub('<details open="open"', body)
        take_out(context, UNUSED + COPYING)
        return
    take_out(context, UNUSED)
    if pagename != "search":
        take_out(context, SEARCHING)
    if COPIED not in body:
        take_out(context, COPYING)
    # A browser would begin a line with the full stop that follows a formula.
    body = FORMULA_END.sub(r'<span class="kept">\1\2</span>', body)
    # What is folded has words of its own to say so.
    body = body.replace(' aria-label="Toggle hidden content"', "")
    # docutils' role for an entry of a bibliography is no longer one.
    context["body"] = body.replace('role="doc-biblioentry"', 'role="listitem"')
    # A caption of the menu claims to be a heading without a level.
    tree = context.get("furo_navigation_tree", "")
    context["furo_navigation_tree"] = tree.replace(' role="heading"', "")
    if doctree is not None and not app.config.html_baseurl:  # no address to begin it with
        context["metatags"] = re.sub(r'<meta property="og:url".*?>\n', "", context["metatags"])


def adapt_builder(app):
    """Give the book's own look to the site, and keep it out of the EPUB."""
    if app.builder.name != "epub":
        app.add_css_file("book.css", priority=700)  # after furo's
        app.add_js_file("book.js", loading_method="defer")
        return
    assets = Path(app.srcdir, app.config.html_static_path[0])
    ours = [path.relative_to(assets).as_posix() for path in assets.rglob("*")]
    app.config.epub_exclude_files += [f"_static/{name}" for name in ours if "epub" not in name]


def finish(app, exception):
    """Add the downloads, and a page that sends who opens the folder to the first one."""
    if exception or app.builder.name != "html":
        return
    for name in DOWNLOADS.values():
        if offered(app, name).exists():
            shutil.copy(offered(app, name), app.outdir)
    first = app.builder.get_target_uri(app.config.root_doc)
    Path(app.outdir, "index.html").write_text(
        f'<!doctype html>\n<html lang="en"><meta charset="utf-8">'
        f"<title>{app.config.html_title}</title>"
        f'<meta name="description" content="The address of the first page.">'
        f'<meta name="viewport" content="width=device-width">'
        f'<meta http-equiv="refresh" content="0; url={first}">'
        f'<main><h1><a href="{first}">{app.config.html_title}</a></h1></main></html>\n',
        encoding="utf-8",
    )


class NamesOnce(SphinxPostTransform):
    """Let the wrapper that furo puts around a table or formula not repeat its name."""

    default_priority = 510  # after furo's own

    def run(self, **kwargs):
        """Take the names from the wrappers."""
        for wrapper in self.document.findall(nodes.container):
            if {"table-wrapper", "math-wrapper"} & set(wrapper["classes"]):
                wrapper["ids"] = []


class Percentages(SphinxPostTransform):
    """Let no line end between a number and its percent sign."""

    default_priority = 900

    def run(self, **kwargs):
        """Go through the words of the page and of its quizzes, cards and reports, not code."""
        for text in list(self.document.findall(nodes.Text)):
            if isinstance(text.parent, nodes.raw):
                if "html" in text.parent["format"].split():
                    text.parent.replace(text, nodes.Text(together(text)))
            elif not isinstance(text.parent, (nodes.literal, nodes.FixedTextElement, nodes.math)):
                text.parent.replace(text, nodes.Text(PERCENT.sub("\u00a0%", text)))


def setup(app):
    """Connect everything; `html_theme: furo` stands in `_config.yml`."""
    app.add_config_value("comments_config", {}, "")  # Jupyter Book sets it, nobody reads it
    if app.config.html_baseurl:
        app.setup_extension("sphinx_sitemap")
        app.setup_extension("notfound.extension")
    app.setup_extension("sphinxext.opengraph")
    add_where(app, 'class="sheet ', "sheet.css", priority=710)  # cheat sheet, map of formulas
    app.add_post_transform(NamesOnce)
    app.add_post_transform(Percentages)
    app.connect("config-inited", configure, priority=100)
    app.connect("builder-inited", adapt_builder)
    app.connect("html-page-context", describe, priority=400)  # before opengraph reads it
    app.connect("html-page-context", link, priority=600)
    app.connect("html-page-context", adapt, priority=900)  # after all have added theirs
    app.connect("build-finished", finish, priority=100)  # before the TOC's own
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
