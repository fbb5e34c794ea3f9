"""A figure becomes part of a page: its own ids, the page's colours, and no more than it needs."""

import io
import xml.etree.ElementTree as ET

import pytest
from matplotlib.figure import Figure

from bce_tutorial.look.inline_svg import inline_svg, themed, themed_anywhere
from bce_tutorial.look.palette import CLASS_1, INK


@pytest.fixture(scope="module")
def source():
    figure = Figure((2, 1))
    ax = figure.subplots()
    ax.plot([0, 1, 0.123456789], "o-", color=CLASS_1)
    ax.set_title("title", color=INK)
    target = io.BytesIO()
    figure.savefig(target, format="svg")
    return target.getvalue().decode()


def test_ids_are_its_own_and_all_are_used(source):
    svg = inline_svg(source, prefix="a-1", alt="A curve.", colours=themed)
    tree = ET.fromstring(svg)
    ids = {element.get("id") for element in tree.iter() if element.get("id")}
    uses = {element.get("href") for element in tree.iter() if element.get("href")}
    assert ids
    assert all(name.startswith("a-1-") for name in ids)
    assert uses <= {f"#{name}" for name in ids}
    assert all(f"url(#{name})" in svg or f"#{name}" in uses for name in ids)


def test_it_says_what_it_shows_and_nothing_else(source):
    tree = ET.fromstring(inline_svg(source, prefix="a", alt="A curve.", colours=themed))
    assert (tree.get("role"), tree.get("aria-label")) == ("img", "A curve.")
    tags = {element.tag.rpartition("}")[2] for element in tree.iter()}
    assert not tags & {"metadata", "style", "title", "desc"}
    assert tree.get("style") == "max-width: 13.32rem"  # 144 points
    assert tree.get("height") is None


@pytest.mark.parametrize(
    ("colours", "wanted", "unwanted"),
    [
        (themed, ["var(--class-1)", "currentColor"], [CLASS_1, INK]),
        (themed_anywhere, [f"var(--class-1, {CLASS_1})", "currentColor"], [INK]),
        (str, [CLASS_1, INK], ["var(", "currentColor"]),
    ],
)
def test_colours_are_those_of_the_page(source, colours, wanted, unwanted):
    svg = inline_svg(source, prefix="a", alt="A curve.", colours=colours)
    assert all(colour in svg for colour in wanted)
    assert not any(colour in svg for colour in unwanted)


def test_it_is_shorter_than_what_it_was_made_from(source):
    assert len(inline_svg(source, prefix="a", alt="A curve.", colours=str)) < 0.75 * len(source)
