"""Between the chapters and the pages of the package: nothing undocumented, no dead link.

Pages are given as ``{"api": text}``, chapters as notebooks (dicts).
"""

import ast
import re

from chapters import code_cells, markdown, source

DOCUMENTED = re.compile(r"^\.\. auto(?:function|class):: (?:bce_tutorial\.)?([\w.]+)", re.MULTILINE)
LINK = re.compile(r"\[`([\w.]+)`\]\(([\w-]+)\.md#bce_tutorial\.([\w.]+)\)")
SHOWN = {"datasets", "flash_cards", "quiz"}  # a module, and what asks instead of computing


def documented(pages):
    """Return the functions and classes on the pages of the package, with the page of each."""
    return {name: page for page, text in pages.items() for name in DOCUMENTED.findall(text)}


def page_problems(names, pages):
    """Yield the public names that are on no page, or on two."""
    found = [name for text in pages.values() for name in DOCUMENTED.findall(text)]
    for name in names:
        if (count := found.count(name)) != 1:
            yield f"{name} is documented {count} times, wanted is once, in book/api*.md"


def link_problems(notebook, names, pages):
    """Yield imported helpers that the text never links, and links that lead elsewhere."""
    place = documented(pages)
    links = LINK.findall(markdown(notebook))
    for name in sorted((imported(notebook) & set(names)) - {target for *_, target in links}):
        page = place.get(name, "api")
        link = f"[`{name}`]({page}.md#bce_tutorial.{name})"
        yield f"{name} is imported, and no text links it to its page. Write {link}"
    for shown, page, target in links:
        if shown not in {target, target.split(".")[-1], f"bce_tutorial.{target}"}:
            yield f"{shown} links to {target}. Correct the name or the target"
        if place.get(target) != page:
            yield f"{target} is not on the page {page}. It is on {place.get(target, 'none')}"


def imported(notebook):
    """Return the names that a chapter takes from the package itself."""
    nodes = [n for cell in code_cells(notebook) for n in ast.walk(ast.parse(source(cell)))]
    froms = [n for n in nodes if isinstance(n, ast.ImportFrom) and n.module == "bce_tutorial"]
    dotted = [n for n in nodes if isinstance(n, ast.Attribute) and isinstance(n.value, ast.Name)]
    return {alias.name for node in froms for alias in node.names} | {
        node.attr for node in dotted if node.value.id == "bce_tutorial"
    }
