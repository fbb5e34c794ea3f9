"""The descent without a browser: the start, the contours, the discs and the messages."""

import numpy as np
import pytest

from bce_tutorial import (
    binary_cross_entropy_with_logits,
    explorables,
    fit_logistic_regression,
    gradient_descent,
    sigmoid,
)
from bce_tutorial.explorables import _surface as panels
from bce_tutorial.explorables import _text
from bce_tutorial.explorables.descent import RATES
from bce_tutorial.look.sharing import without_shared
from bce_tutorial.plots import loss_surface
from descent_data import X, Y, emails
from explorable_trees import slots, tree


def elements(explorable, tag):
    return [e for e in tree(explorable._repr_html_()).iter() if e.tag == tag]


@pytest.mark.parametrize(("w", "b"), [(0, 0), (1.45, -0.55), (-2, 4), (6, -4), (0.02, -0.02)])
def test_numbers_are_those_of_the_loss_and_of_central_differences(w, b):
    got = slots(tree(explorables.descent(X, Y, w=w, b=b)._repr_html_()))
    w, b = round(20 * w) / 20, round(20 * b) / 20

    def loss(w, b):
        return binary_cross_entropy_with_logits(Y, w * X + b)

    h = 1e-5
    by_w = (loss(w + h, b) - loss(w - h, b)) / (2 * h)
    by_b = (loss(w, b + h) - loss(w, b - h)) / (2 * h)
    assert got["loss"] == f"{loss(w, b):.4f}"
    assert (got["w-slope"], got["b-slope"]) == (_text.signed(by_w, 4), _text.signed(by_b, 4))
    assert got["accuracy"] == f"{np.mean((w * X + b >= 0) == Y):.4f}"
    assert (got["w"], got["b"]) == (_text.signed(w, 3), _text.signed(b, 3))
    assert (got["steps"], got["rate"]) == ("0", "1")


def test_signed_numbers_have_a_true_minus_and_no_negative_zero():
    values = (-1.5, -0.00004, 0.00004, 2)
    assert [_text.signed(v, 4) for v in values] == ["−1.5000", "0.0000", "0.0000", "2.0000"]


def test_markup_of_the_chapter():
    x, y = emails()
    html = explorables.descent(x, y)._repr_html_()
    assert len(without_shared(html).encode()) < 15_000
    assert html == explorables.descent(x.tolist(), y.tolist())._repr_html_()
    controls = [e for e in tree(html).iter() if e.tag in ("input", "button")]
    assert all(e.get("disabled") == "" for e in controls)  # until a script runs
    assert [e.get("data-press") for e in controls if e.get("data-press")] == ["1", "5", "25"]
    assert not [e for e in tree(html).iter() if e.get("id")]
    assert repr(explorables.descent(x, y)).endswith("loss 0.6931 nats, accuracy 0.3940")


@pytest.mark.parametrize("level", [0.6, 1, 3])
def test_the_loss_is_the_same_all_around_a_contour(level):
    fit = fit_logistic_regression(X[:, None], Y)
    values, group = np.unique(X, return_inverse=True)
    ones = np.bincount(group, Y)
    best = fit.weights[0], fit.intercept
    ring = panels.ring(level, best, *map(tuple, (values, ones, np.bincount(group) - ones)))
    losses = [loss_surface(X, Y, [w], [b])[0, 0] for w, b in ring]
    np.testing.assert_allclose(losses, level, rtol=1e-9)
    assert len({tuple(point) for point in ring.round(6)}) == 48


@pytest.mark.parametrize("rate", RATES)
def test_steps_are_those_of_gradient_descent(rate):
    x, y = emails()
    now, total = explorables.descent(x, y, learning_rate=rate), 0
    for steps in (1, 5, 25):
        now, total = now.moved("press", steps), total + steps
        fit = gradient_descent(x[:, None], y, learning_rate=rate, n_steps=total)
        got = slots(tree(now._repr_html_()))
        assert [got[name] for name in ("w", "b", "loss", "steps")] == [
            _text.signed(fit.weights[0], 3),
            _text.signed(fit.intercept, 3),
            f"{fit.losses[-1]:.4f}",
            str(total),
        ]
    path = next(e.get("d") for e in elements(now, "path") if e.get("data-mark") == "path")
    end = [float(v) for v in path.rpartition("L")[2].split()]
    where = panels.place(float(fit.weights[0]), fit.intercept)
    np.testing.assert_allclose(end, where, atol=0.0051)
    assert path.count("L") == total


def test_a_step_may_leave_the_picture_and_the_numbers_follow():
    x, y = emails()
    residual = sigmoid(2 - 2 * x) - y
    w, b = -2 - 20 * (residual * x).mean(), 2 - 20 * residual.mean()
    assert (w > 9, b < -5) == (True, True)
    now = explorables.descent(x, y, w=-2, b=2, learning_rate=20).moved("press", 1)
    got = slots(tree(now._repr_html_()))
    loss = binary_cross_entropy_with_logits(y, w * x + b)
    shown = [_text.signed(w, 3), _text.signed(b, 3), f"{loss:.4f}"]
    assert [got[name] for name in ("w", "b", "loss")] == shown
    thumbs = {e.get("data-input"): e.get("value") for e in elements(now, "input")}
    assert thumbs == {"w": "6", "b": "-4", "rate": "5"}


def test_a_slider_starts_a_new_path_from_where_the_steps_had_led():
    stepped = explorables.descent(X, Y).moved("press", 1)
    moved = slots(tree(stepped.moved("w", 1)._repr_html_()))
    before = slots(tree(stepped._repr_html_()))
    assert (before["steps"], moved["steps"], moved["w"]) == ("1", "0", "1.000")
    assert moved["b"] == before["b"] != "0.000"  # finer than the slider
    assert slots(tree(stepped.moved("rate", 3)._repr_html_()))["steps"] == "1"


def test_contours_below_the_lowest_loss_are_left_out():
    shuffled = np.random.default_rng(3).permutation(Y)
    for x, y, count in ((*emails(), 8), (X, shuffled, 5)):
        least = fit_logistic_regression(x[:, None], y).losses[-1]
        assert sum(level > least for level in panels.LEVELS) == count
        paths = elements(explorables.descent(x, y), "path")
        assert len([path for path in paths if "Z" in path.get("d")]) == count


def test_discs_stand_at_the_share_of_class_1_and_are_larger_for_more_samples():
    explorable = explorables.descent([0, 0, 0, 0, 1, 1], [0, 0, 0, 1, 1, 0])
    first, second = [e for e in elements(explorable, "circle") if e.get("fill-opacity")]
    assert (float(first.get("cy")), float(second.get("cy"))) == (36 + 192 * 0.75, 36 + 192 / 2)
    assert float(first.get("r")) == 10 > float(second.get("r")) > 5
    dot = next(e for e in elements(explorable, "circle") if e.get("data-mark") == "dot")
    assert (dot.get("cx"), dot.get("cy")) == ("88", "132")  # w = 0 and b = 0


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: explorables.descent(X, Y, w=7), "w to be a number in [-2, 6], got 7"),
        (lambda: explorables.descent(X, Y, b=-4.1), "b to be a number in [-4, 4], got -4.1"),
        (lambda: explorables.descent(X, Y, learning_rate=2), "among 0.1, 0.3, 1, 3, 10, 20"),
        (lambda: explorables.descent(X, Y[:9]), "y_true of shape (300,), got (9,)"),
        (lambda: explorables.descent(X, Y + 1), "y_true in [0, 1], got 2"),
        (lambda: explorables.descent([-1, 1], [0, 1]), "expected classes that overlap: "),
        (
            lambda: explorables.descent(np.arange(101), np.arange(101) % 2),
            "x of at most 100 different values, got 101",
        ),
    ],
)
def test_messages(call, message):
    with pytest.raises(ValueError) as error:  # noqa: PT011, the next line has the message
        call()
    assert str(error.value).startswith("expected ")
    assert message in str(error.value)
