"""Every stored figure can be read on a phone, and no colour has two meanings."""

import io
import pathlib

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest

import bce_tutorial.plots
import chapters
import check_figures
from bce_tutorial.look.palette import BROWN, CLASS_0, CLASS_1, GREEN, SEAGREEN
from bce_tutorial.plots.style import STYLE
from verdict import expect_none

MODULES = sorted(pathlib.Path(bce_tutorial.plots.__file__).parent.glob("*.py"))
SVG = """<svg viewBox="0 0 400 250">
<text style="font: 10.5px sans-serif; fill: {colour}">{words}</text>
</svg>"""


def figure(
    svg=None,
    *,
    colour=GREEN,
    words="a",
    name="fig-small",
    caption="**It falls.** Read.",
    tags=(),
):
    """Return a cell that shows a figure."""
    data = {"image/svg+xml": [svg or SVG.replace("{colour}", colour).replace("{words}", words)]}
    described = {"caption": caption, "name": name}
    return {
        "id": "curve",
        "source": ["plt.show()"],
        "metadata": {"mystnb": {"figure": described}, "tags": list(tags)},
        "outputs": [{"output_type": "display_data", "data": data}],
    }


@pytest.mark.parametrize("path", chapters.notebook_paths(), ids=lambda path: path.stem)
def test_figures_can_be_read_on_a_phone_and_speak_in_colours_of_one_meaning(path):
    expect_none(
        f"{chapters.name_of(path.stem)} {problem}"
        for cell in chapters.code_cells(chapters.read(path))
        for problem in check_figures.problems(cell)
    )


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_the_figures_of_the_package_take_their_colours_from_the_palette(path):
    expect_none(check_figures.foreign_colours(path.read_text(encoding="utf-8")))


def test_a_figure_in_the_style_of_the_book_passes():
    file = io.StringIO()
    with mpl.rc_context(STYLE):
        fig = plt.figure()
        fig.subplots().set(title="y = 1", xlabel="p")
        fig.savefig(file, format="svg")
        plt.close(fig)
    assert list(check_figures.problems(figure(file.getvalue()))) == []
    assert 10 <= check_figures.smallest_text(file.getvalue()) < 11


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({"svg": SVG.replace("10.5px", "9px")}, "text of 8.8 pixels on a phone, wanted are 10"),
        ({"svg": SVG.replace("400", "512")}, "the figure is 512 wide, wanted are 400"),
        ({"tags": ["hide-cell"]}, "the figure is 400 wide, wanted are 340"),
        ({"tags": ["hide-cell"]}, "text of 8.9 pixels on a phone"),
        ({"colour": "#ff0000"}, "colour #ff0000 is not in the palette"),
        ({"colour": BROWN}, "colour #a52a2a is kept for the figure that is drawn again"),
        ({"colour": CLASS_1}, "means label 1, but the figure does not say 'y = 1'"),
        ({"colour": CLASS_0, "words": "y = 1"}, "means label 0, but the figure does not say"),
        ({"caption": "How to read. **It falls.**"}, "the caption does not begin with its finding"),
        ({"caption": "**It falls** to 0."}, "the caption does not begin with its finding"),
    ],
)  # fmt: skip
def test_a_figure_that_breaks_a_rule_is_found(options, problem):
    found = " | ".join(check_figures.problems(figure(**options)))
    assert problem in found
    assert found.startswith("curve: ")


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"colour": CLASS_1, "words": "spam, y = 1"},
        {"colour": CLASS_0, "words": "ID2: y = 0, p = 0.51"},
        {"svg": SVG.replace("400", "340"), "tags": ["hide-cell"]},
        {"colour": SEAGREEN, "name": "fig-penalty-note"},
    ],
)
def test_a_figure_that_keeps_them_passes(options):
    assert list(check_figures.problems(figure(**options))) == []


@pytest.mark.parametrize(
    "code",
    [
        "ax.plot(x, color='orange')",
        "ax.plot(x, 'r--')",
        "style = {'color': 'C0'}",
        "ax.fill(x, fc='#cf5a12')",
        "ax.axhline(0, c='tab:blue')",
    ],
)
def test_a_colour_that_is_not_from_the_palette_is_found_in_code(code):
    assert len(list(check_figures.foreign_colours(code))) == 1


def test_the_source_keeps_its_colours_in_one_figure():
    code = "ax.plot(x, color='seagreen'); ax.plot(y, color='brown')"
    assert list(check_figures.foreign_colours(code, (SEAGREEN, BROWN))) == []
    assert len(list(check_figures.foreign_colours(code))) == 2


def test_code_that_only_looks_like_colours_passes():
    code = "ax.grid(axis='y'); ax.plot(x, 'o--', color=palette.GREEN, mfc='none')"
    code += "; ax.imshow(x, cmap='gray')"
    assert list(check_figures.foreign_colours(code)) == []
