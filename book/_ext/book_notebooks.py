"""Plain notebooks: chapters and notebooks of the reference as every program shows them.

They are written beside the pages. Code, stored outputs and ids of cells are those of the chapter.
Its Markdown is what the build made of it: titles and numbers in the place of labels, quotations in
the place of directives. Before the code stands a cell that installs the package where it is
missing; a caption follows its figure, and what the chapter cites stands at its end. Links lead to
the other notebooks, and to the pages of the site once `_config.yml` has its address.

A program that does not trust a notebook shows no SVG: each figure has a PNG too, and its
description, folded; each explorable has its starting state in words.
"""

import ast
import hashlib
import re
from base64 import b64encode
from importlib.metadata import requires
from pathlib import Path

import matplotlib
import nbformat
import resvg_py
from book_explorables import EXPLORABLE
from book_map import numbered, parts
from book_markdown import Writer, address
from docutils import nodes
from packaging.requirements import Requirement
from sphinx.builders import Builder

FOLDER = "notebooks"
PACKAGE = "bce-tutorial"
EXTRA = "frameworks"  # of the package: what the notebooks on frameworks need
PAGE = "page:"  # begins the address of a page of the book, wherever that page will be
OUTPUT_LINK = re.compile(r'href="(?:([\w-]+)\.ipynb)?#([\w-]+)"')
FONTS = sorted(map(str, Path(matplotlib.get_data_path(), "fonts", "ttf").glob("DejaVuSans*.ttf")))
LINES = 10_000  # the parser gives each cell that many line numbers of its own
DOING = re.compile(r"\*\*What you’ll do[.:]\*\* (\w)(.+)")  # tells what a chapter is about
INSTALL = """\
# Where the package of this book is missing, as on Colab, this cell installs it.
import importlib.util

if importlib.util.find_spec("bce_tutorial") is None:
    %pip install -q {}"""


class Plain(Builder):
    """The form of the book for which the references are resolved."""

    name = FOLDER
    format = "markdown"

    def get_target_uri(self, docname, typ=None):
        """Return the name of a page."""
        return PAGE + docname

    def get_relative_uri(self, from_, to, typ=None):
        """Return it from any other page."""
        return PAGE + to


class Notebooks:
    """All notebooks of a book whose pages have been written, called its chapters here."""

    def __init__(self, app):
        self.config, self.env, self.site = app.config, app.env, app.builder
        self.repository = app.book_repository
        self.parts = [
            (caption, [name for name in names if app.env.doc2path(name).endswith(".ipynb")])
            for caption, names in parts(app.env)
        ]
        self.chapters = [name for _, names in self.parts for name in names]
        self.sources = {
            name: nbformat.read(app.env.doc2path(name), as_version=4) for name in self.chapters
        }
        # The key of an entry of the bibliography, for the place where the entry stands.
        self.keys = {
            (entry.bibliography_key.docname, entry.citation_id): entry.key
            for entry in app.env.get_domain("cite").citations
        }
        pages = {app.config.root_doc, *self.chapters, *(page for page, _ in self.keys)}
        app.builder = Plain(app, app.env)  # transforms ask which form they write
        try:
            self.trees = {name: self.resolved(name) for name in sorted(pages)}
        finally:
            app.builder = self.site
        self.places = {place for name in self.chapters for place in self.links(name)}

    def resolved(self, name):
        """Return a page without outputs, its references resolved and its equations numbered."""
        tree = self.env.get_doctree(name)
        for bundle in tree.findall(lambda node: is_element(node, "mime_bundle")):
            bundle.clear()
        self.env.apply_post_transforms(tree, name)
        for formula in tree.findall(nodes.math_block):
            if formula["number"]:
                formula["number"] = self.number(name, "displaymath", formula)
        if number := self.env.toc_secnumbers.get(name, {}).get(""):
            next(tree.findall(nodes.title)).insert(0, nodes.Text(f"{number[0]}. "))
        return tree

    def number(self, name, kind, node):
        """Return the number that the build has given to an equation or a figure."""
        return ".".join(map(str, self.env.toc_fignumbers[name][kind][node["ids"][0]]))

    def links(self, name):
        """Yield the places in the book to which a chapter leads: the page, and the name there."""
        for node in self.trees[name].findall(nodes.reference):
            if place := place_of(name, node):
                yield place
        for cell in self.sources[name].cells:
            for output in cell.get("outputs", ()):
                html = output.get("data", {}).get("text/html", "")
                for file, anchor in OUTPUT_LINK.findall(html):
                    yield (f"{name.rpartition('/')[0]}/{file}" if file else name), anchor

    def address(self, name, node):
        """Return the address that a reference of this page gets, None if there is none."""
        if (place := place_of(name, node)) is None:
            return address(node["refuri"])
        if place in self.keys:
            return f"#{self.keys[place]}"
        page, anchor = place
        anchor = anchor and f"#{anchor}"
        if page in self.chapters:
            return anchor if page == name and anchor else file_name(page) + anchor
        if self.config.html_baseurl:
            return self.config.html_baseurl + self.site.get_target_uri(page) + anchor
        return None

    def chapter(self, name):
        """Return the notebook of a chapter."""
        notebook, tree = self.sources[name], self.trees[name]
        cited = {self.keys[place] for place in self.links(name) if place in self.keys}
        anchors = {anchor for page, anchor in self.places if page == name}
        writer = Writer(lambda node: self.address(name, node), anchors | cited)
        words, figures = {}, {}
        sort_into_cells(tree, words, figures)
        cells = []
        for index, cell in enumerate(notebook.cells):
            if cell.cell_type == "markdown":
                cell.source = writer.blocks(words[index])
                cells.append(cell)
                continue
            if not any(before.cell_type == "code" for before in cells):
                source = INSTALL.format(self.requirements(notebook))
                cells.append(nbformat.v4.new_code_cell(source, id="install-package"))
            cells.append(cell)
            settings = cell.metadata.pop("mystnb", {})
            for output in cell.outputs:
                if svg := output.get("data", {}).get("image/svg+xml"):
                    output.data["image/png"] = self.png(svg)
                elif EXPLORABLE in output.get("data", {}).get("text/html", ""):
                    still = writer.plain(output.data["text/plain"])
                    fold = writer.fold("The starting state in words", still)
                    cells.append(markdown_cell(f"{cell.id}-still", fold))
            for figure in figures.get(index, ()):
                anchor = writer.anchors(figure["ids"])
                if cells[-2].cell_type == "markdown":  # lead to the figure, not to its lower end
                    cells[-2].source += anchor
                    anchor = ""
                caption = anchor + self.caption(name, figure, settings["image"]["alt"], writer)
                cells.append(markdown_cell(f"{cell.id}-caption", caption))
        if cited:
            cells.append(markdown_cell("references", self.references(cited, writer)))
        cells.append(markdown_cell("other-chapters", self.neighbours(name)))
        notebook.cells = cells
        return notebook

    def caption(self, name, figure, description, writer):
        """Return what stands below a figure: number and caption, and in a fold what it shows."""
        title = self.config.numfig_format["figure"] % self.number(name, "figure", figure)
        (caption,) = figure.findall(nodes.caption)
        fold = writer.fold("The figure in words", writer.plain(description))
        return f"**{title}** {writer.inline(caption)}\n\n{fold}"

    def references(self, cited, writer):
        """Return the entries of what a chapter cites, in the order of the bibliography."""
        entries = [
            (self.keys[name, node["ids"][0]], node)
            for name, tree in self.trees.items()
            for node in tree.findall(nodes.citation)
        ]
        lines = [
            f"- {writer.anchors([key])}{writer.inline(node[1])}"
            for key, node in entries
            if key in cited
        ]
        return "\n".join(["## References", "", *lines])

    def neighbours(self, name):
        """Return links to the chapters before and after, and to the list of all."""
        place = self.chapters.index(name)
        links = ["[All chapters](index.ipynb)"]
        if place:
            links.insert(0, f"← {self.title(self.chapters[place - 1])}")
        if place + 1 < len(self.chapters):
            links.append(f"{self.title(self.chapters[place + 1])} →")
        return " · ".join(links)

    def title(self, name):
        """Return a link to a chapter, with its number if it has one, and its title."""
        return f"[{numbered(self.env, name)}]({file_name(name)})"

    def requirements(self, notebook):
        """Return what pip is asked for: the package, and what only this chapter needs."""
        package = f"{PACKAGE}[chapters]"
        if self.repository["url"] and not self.config.package_released:
            package += f" @ git+{self.repository['url']}@{self.repository['branch']}"
        return " ".join([f'"{package}"', *frameworks(notebook)])

    def png(self, svg):
        """Return an SVG as a PNG in base64, drawn when it is new."""
        cache = Path(self.env.doctreedir, f"{hashlib.sha256(svg.encode()).hexdigest()}.png")
        if not cache.exists():
            fonts = {"skip_system_fonts": True, "font_files": FONTS}
            cache.write_bytes(resvg_py.svg_to_bytes(svg_string=svg, dpi=96, **fonts))
        return b64encode(cache.read_bytes()).decode()

    def index(self):
        """Return the notebook that leads to the others."""
        root = self.config.root_doc
        writer = Writer(lambda node: self.address(root, node), ())
        section = next(self.trees[root].findall(nodes.section))
        opening = [node for node in section if isinstance(node, nodes.paragraph)][:1]
        cells = [markdown_cell("title", writer.blocks([section[0], *opening]))]
        for place, (caption, names) in enumerate(self.parts, start=1):
            if names:
                chapters = [f"- {self.title(name)}{self.doing(name)}" for name in names]
                source = "\n".join([f"## {caption}", "", *chapters])
                cells.append(markdown_cell(f"part-{place}", source))
        return nbformat.v4.new_notebook(
            cells=cells, metadata=self.sources[self.chapters[0]].metadata
        )

    def doing(self, name):
        """Return what the reader of a chapter will do, as it stands in its opening."""
        writer = Writer(lambda node: None, ())
        for paragraph in self.trees[name].findall(nodes.paragraph):
            if match := DOING.fullmatch(writer.inline(paragraph)):
                return f"  \n  {match[1].upper()}{match[2]}"
        return ""


def is_element(node, kind):
    """Tell whether a node is what myst-nb made of a cell or of an output."""
    return isinstance(node, nodes.container) and node.get("nb_element") == kind


def sort_into_cells(parent, words, figures):
    """Give each cell of a notebook, by its index, its part of the page."""
    for node in parent:
        if isinstance(node, nodes.section):
            sort_into_cells(node, words, figures)
        elif cell := next(node.findall(lambda part: is_element(part, "cell_code")), None):
            figures[cell["cell_index"]] = list(cell.findall(nodes.figure))
        else:
            words.setdefault(node.line // LINES - 1, []).append(node)


def place_of(name, reference):
    """Return the page and the place there to which a reference on a page leads, if in the book."""
    if "refid" in reference:
        return name, reference["refid"]
    if reference["refuri"].startswith(PAGE):
        page, _, anchor = reference["refuri"].removeprefix(PAGE).partition("#")
        return page, anchor
    return None


def file_name(page):
    """Return the name of a chapter's notebook."""
    return f"{page.rpartition('/')[2]}.ipynb"


def markdown_cell(name, source):
    """Return a cell that the chapter does not have."""
    return nbformat.v4.new_markdown_cell(source, id=name)


def frameworks(notebook):
    """Return the frameworks that a chapter imports, which no other chapter needs."""
    code = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")
    names = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module.partition(".")[0])
    ours = [Requirement(one) for one in requires(PACKAGE)]
    theirs = {one.name for one in ours if EXTRA in str(one.marker)}
    return sorted(names & theirs - {one.name for one in ours if EXTRA not in str(one.marker)})


def write(app, exception):
    """Write the notebooks into a folder of the site."""
    if exception or app.builder.name != "html":
        return
    notebooks = Notebooks(app)
    made = {file_name(name): notebooks.chapter(name) for name in notebooks.chapters}
    folder = Path(app.outdir, FOLDER)
    folder.mkdir(exist_ok=True)
    for name, notebook in {**made, "index.ipynb": notebooks.index()}.items():
        nbformat.write(notebook, folder / name)


def setup(app):
    """Write them once the pages are there."""
    app.add_config_value("package_released", False, "env")
    app.connect("build-finished", write)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
