"""The last stored run of ``make bench`` as tables and figures of a page."""

import os
from pathlib import Path

import matplotlib.pyplot as plt
from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from bce_tutorial import datasets, plots
from bce_tutorial.plots.style import STYLE

POINT_WIDE, DIGIT_WIDE = "\u2008", "\u2007"  # spaces


class MeasuredMachine(SphinxDirective):
    """A sentence about the machine and the day."""

    def run(self):
        """Return the paragraph."""
        run = datasets.load_measurements()
        machine = run["machine"]
        libraries = ", ".join(f"{name} {version}" for name, version in machine["libraries"].items())
        text = (
            f"Measured on {run['date']}: {machine['processor']}, {machine['cores']} cores, "
            f"{machine['memory_gib']} GiB of memory, {machine['system']}, Python "
            f"{machine['python']}; {libraries}."
        )
        if machine["busy_cores"] is not None:
            text += f" When the run began, other work kept {machine['busy_cores']} cores busy."
        return [nodes.paragraph("", text)]


class MeasuredTables(SphinxDirective):
    """Every table of the run: what was measured, and the target where one was promised."""

    def run(self):
        """Return a table for each title."""
        return [table(entry) for entry in datasets.load_measurements()["tables"]]


class MeasuredFigure(SphinxDirective):
    """A function of `bce_tutorial.plots` drawn from the run; the content is the caption."""

    required_arguments = 1
    has_content = True
    option_spec = {"alt": directives.unchanged_required, "name": directives.unchanged_required}  # noqa: RUF012

    def run(self):
        """Draw the SVG beside the doctrees, where `book_figures` finds it, and return a figure."""
        name = self.arguments[0]
        path = Path(self.env.doctreedir, f"{name}.svg")
        with plt.rc_context(STYLE):
            fig, ax = plt.subplots()
            getattr(plots, name)(ax, datasets.load_measurements())
            fig.savefig(path, metadata={"Date": None, "Creator": None})
            plt.close(fig)
        uri = "/" + Path(os.path.relpath(path, self.env.srcdir)).as_posix()
        figure = nodes.figure("", nodes.image(uri=uri, alt=self.options["alt"]))
        caption = nodes.caption("", "", *self.parse_inline(" ".join(self.content))[0])
        figure += caption
        self.add_name(figure)
        return [figure]


def table(entry):
    """Return one table of the run."""
    group = nodes.tgroup(cols=3)
    group += [nodes.colspec(colwidth=width) for width in (60, 20, 20)]
    rows = [cells("Measured", "Value", "Promised")]
    values = aligned([row["value"] for row in entry["rows"]])
    for row, value in zip(entry["rows"], values, strict=True):
        limit = row["target"]
        promise = "" if limit is None else f"at most {limit:g}"
        missed = limit is not None and row["value"] > limit
        rows.append(cells(row["what"], value, promise + ", missed" * missed))
    group += [nodes.thead("", rows[0]), nodes.tbody("", *rows[1:])]
    return nodes.table("", nodes.title("", entry["title"]), group)


def aligned(values):
    """Return numbers as texts that end in spaces, so that the points stand below each other."""
    texts = [f"{value:g}" for value in values]
    places = [len(text.partition(".")[2]) for text in texts]
    return [
        text + POINT_WIDE * ("." not in text and any(places)) + DIGIT_WIDE * (max(places) - count)
        for text, count in zip(texts, places, strict=True)
    ]


def cells(what, value, promise):
    """Return a row of a table, with its number at the right of its column."""
    entries = [nodes.entry("", nodes.paragraph("", text)) for text in (what, value, promise)]
    entries[1]["classes"].append("text-right")
    return nodes.row("", *entries)


def setup(app):
    """Register the directives."""
    app.add_directive("measured-machine", MeasuredMachine)
    app.add_directive("measured-tables", MeasuredTables)
    app.add_directive("measured-figure", MeasuredFigure)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
