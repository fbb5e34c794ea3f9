"""The map of the book: its chapters in their parts, and the reading paths that run through them.

A path is a line of the directive, ``judge a model: 1 3 5``. Parts and order come from
``_toc.yml``, titles from the chapters, so that the map cannot go stale.
"""

import re
from html import escape

from book_chapter import times
from book_files import add_where
from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective
from sphinx.util.nodes import clean_astext

LINES = 3  # that map.css gives a colour, a stroke and a shape
CHAPTER = re.compile(r"(\d\d)-[\w-]+")


class Map(nodes.General, nodes.Element):
    """Where the map will be drawn; its paths are pairs of a name and numbers of chapters."""


class BookMap(SphinxDirective):
    """The drawing, with its paths in the order of their lines."""

    has_content = True

    def run(self):
        """Return the node that is replaced once all titles are known."""
        chapters = [name for _, names in parts(self.env) for name in names if is_chapter(name)]
        known = {number(name) for name in chapters}
        paths = []
        for line in self.content:
            name, _, stops = line.rpartition(":")
            stops = [int(stop) for stop in stops.split()]
            if not name or not stops or not set(stops) <= known:
                raise self.error(f"no path through chapters of _toc.yml: {line!r}")
            paths.append((name.strip(), stops))
        if len(paths) > LINES:
            raise self.error(f"map.css draws {LINES} paths, not {len(paths)}")
        return [Map(paths=paths)]


class DrawMap(SphinxPostTransform):
    """Draw the map: a list of links, and beside each the lines of the paths."""

    default_priority = 400

    def run(self, **kwargs):
        """Replace the nodes."""
        for node in list(self.document.findall(Map)):
            html = "\n".join(self.lines(node["paths"]))
            node.replace_self(nodes.raw(html, html, format="html"))

    def lines(self, paths):
        """Yield the parts of the drawing."""
        yield '<nav class="book-map" aria-label="Map of the book">'
        yield '<ul class="book-map-key">'
        for line, (name, _) in enumerate(paths, start=1):
            yield f"<li>{rail(line, 'stop')} {escape(name)}</li>"
        yield "</ul>"
        first = True
        for caption, names in parts(self.env):
            if any(map(is_chapter, names)):
                yield row("p", paths, f"<b>{escape(caption)}</b>", "off" if first else "")
                yield '<ul class="book-map-stations">'
                for name in names:
                    stops = [title for title, numbers in paths if number(name) in numbers]
                    link = self.link(name, f"{number(name)}. ")
                    text = f"<span>{link}{minutes(times(self.env, name))}{words(stops)}</span>"
                    yield row("li", paths, text, "start" if first else "", number(name))
                    first = False
                yield "</ul>"
            else:
                links = " ".join(f"<li>{self.link(name)}</li>" for name in names)
                yield row("p", paths, f"<b>{escape(caption)}</b>", "end")
                yield f'<ul class="book-map-pages">{links}</ul>'
        yield "</nav>"

    def link(self, name, before=""):
        """Return a link to a page, with its title."""
        address = self.app.builder.get_relative_uri(self.env.docname, name) or "#"  # of this page
        return f'<a href="{address}">{before}{escape(clean_astext(self.env.titles[name]))}</a>'


def parts(env):
    """Return the parts of the book, each as its caption and the names of its pages."""
    return [(part.caption, part.files()) for part in env.external_site_map.root.subtrees]


def is_chapter(name):
    """Tell whether a page is a chapter."""
    return CHAPTER.fullmatch(name.rpartition("/")[2]) is not None


def number(name):
    """Return the number of a chapter."""
    return int(CHAPTER.fullmatch(name.rpartition("/")[2])[1])


def numbered(env, name):
    """Return the title of a page, and before it the number of a chapter."""
    title = clean_astext(env.titles[name])
    return f"{number(name)}. {title}" if is_chapter(name) else title


def row(tag, paths, html, place, stop=None):
    """Return an element with its piece of every line, a mark where the path stops here."""
    rails = "".join(
        rail(line, " ".join(filter(None, (place, "stop" if stop in stops else ""))))
        for line, (_, stops) in enumerate(paths, start=1)
    )
    return f"<{tag}>{rails}{html}</{tag}>"


def minutes(spent):
    """Return how long a chapter takes, to read and to practise; nothing if it is no notebook."""
    if spent is None:
        return ""
    return f' <span class="book-map-minutes">{" + ".join(map(str, filter(None, spent)))} min</span>'


def words(stops):
    """Return which paths stop at a chapter, for who does not see the lines."""
    return f' <span class="book-map-words">({escape(", ".join(stops))})</span>' if stops else ""


def rail(line, kind):
    """Return a piece of a line, which is for the eye only: the words say the same."""
    return f'<i class="{f"rail-{line} {kind}".strip()}" aria-hidden="true"></i>'


def setup(app):
    """Register everything."""
    app.add_node(Map)
    app.add_directive("book-map", BookMap)
    app.add_post_transform(DrawMap)
    add_where(app, 'class="book-map"', "map.css", priority=710)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
