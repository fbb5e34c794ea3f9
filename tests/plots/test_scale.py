"""The pictures of chapter 16 show what was measured, and tasks above those that they need."""

import copy
from graphlib import CycleError

import matplotlib.pyplot as plt
import numpy as np
import pytest

from bce_tutorial import plots
from bce_tutorial.datasets import load_measurements

MEASURED = load_measurements()
KINDS = [(plots.time_against_size, "seconds"), (plots.memory_against_size, "memory_mib")]


@pytest.fixture
def ax():
    fig, axes = plt.subplots()
    yield axes
    plt.close(fig)


def test_the_areas_of_the_parts_add_up_to_the_area_of_all(ax):
    assert plots.merged_means(ax, ["one", "two"], [0.2, 0.6], [1000, 9000]) is ax
    areas = [bar.get_width() * bar.get_height() for bar in ax.patches]
    assert areas == pytest.approx([200, 5400])
    assert [bar.get_x() for bar in ax.patches] == [0, 1000]
    all_of_it, means = (line.get_ydata()[0] for line in ax.lines)
    assert all_of_it * 10_000 == pytest.approx(sum(areas))
    assert means == pytest.approx(0.4)
    words = [text.get_text() for text in ax.texts]
    assert words == ["one", "two", "mean of\nthe means\n0.4000", "loss of all\n0.5600"]


@pytest.mark.parametrize(("draw", "what"), KINDS)
def test_every_way_has_a_line_of_what_was_measured(ax, draw, what):
    assert draw(ax, MEASURED) is ax
    scaling = MEASURED["scaling"]
    assert {line.get_label() for line in ax.lines} == set(scaling[what])
    for line in ax.lines:
        np.testing.assert_array_equal(line.get_xdata(), scaling["sizes"])
        np.testing.assert_array_equal(line.get_ydata(), scaling[what][line.get_label()])
    styles = {(line.get_linestyle(), line.get_marker()) for line in ax.lines}
    assert len(styles) == len(ax.lines)
    assert len({line.get_color() for line in ax.lines}) == len(ax.lines)
    assert (ax.get_xscale(), ax.get_yscale()) == ("log", "log")
    assert [tick.get_text() for tick in ax.get_xticklabels()] == ["10⁵", "10⁶", "10⁷", "10⁸"]


def test_a_system_that_does_not_tell_its_memory_leaves_a_gap(ax):
    run = copy.deepcopy(MEASURED)
    run["scaling"]["memory_mib"]["blocks"][0] = None
    plots.memory_against_size(ax, run)
    assert "blocks" not in {line.get_label() for line in ax.lines}


def test_tasks_stand_above_what_they_need(ax):
    needs = {"merge all": ["merge 0", "sum 2"], "sum 0": [], "sum 1": [], "sum 2": []}
    needs["merge 0"] = ["sum 0", "sum 1"]
    assert plots.task_graph(ax, needs) is ax
    boxes = {text.get_text(): text for text in ax.texts if text.get_text()}
    height = {name: box.get_position()[1] for name, box in boxes.items()}
    assert height == {"sum 0": 0, "sum 1": 0, "sum 2": 0, "merge 0": 1, "merge all": 2}
    assert boxes["merge 0"].get_position()[0] == pytest.approx(0.5)
    edges = {name: box.get_bbox_patch().get_edgecolor() for name, box in boxes.items()}
    assert edges["sum 0"] == edges["sum 2"] != edges["merge 0"] == edges["merge all"]
    arrows = sorted((*text.xy, *text.xyann) for text in ax.texts if not text.get_text())
    wanted = []
    for name, others in needs.items():
        (x, y), below = boxes[name].get_position(), [boxes[k].get_position() for k in others]
        wanted += [(x, y, *start) for start in below]
    np.testing.assert_allclose(arrows, sorted(wanted) + np.array([0, -0.15, 0, 0.15]))


def test_a_circle_is_refused(ax):
    with pytest.raises(CycleError):
        plots.task_graph(ax, {"a": ["b"], "b": ["a"]})
