"""The explorables without a browser: their start, their markup, their messages, their files."""

import math
import pathlib
import subprocess
import sys

import numpy as np
import pytest
from sklearn.metrics import accuracy_score, confusion_matrix, log_loss

from bce_tutorial import (
    base_rate_loss,
    binary_cross_entropy,
    corrected_probabilities,
    explorables,
    log_penalty,
)
from bce_tutorial.datasets import eight_predictions, load_spam
from bce_tutorial.explorables import _text, assets
from bce_tutorial.explorables.mean_loss import build
from bce_tutorial.explorables.penalty import END, nearest_step, power_step, spoken, tail
from bce_tutorial.look.sharing import without_shared
from explorable_trees import slots, tree
from explorable_walks import example

FOLDER = pathlib.Path(assets.__file__).parent
IDS, Y, P = eight_predictions()


def shown(explorable):
    return slots(tree(explorable._repr_html_()))


def marks(explorable):
    root = tree(explorable._repr_html_())
    return {e.get("data-mark"): e.attrib for e in root.iter() if e.get("data-mark")}


# All of them


def test_the_script_that_all_of_them_share_is_small():
    assert (FOLDER / "shared.js").stat().st_size < 6_200


@pytest.mark.parametrize("kind", assets.KINDS)
def test_markup(kind):
    explorable = example(kind)
    html = explorable._repr_html_()
    assert html == example(kind)._repr_html_()
    assert len(html.encode()) < 29_000
    assert (FOLDER / f"{kind}.js").stat().st_size < 6_000  # and shared.js once a page
    assert assets.script(kind) in html
    assert assets.stylesheet() in html
    assert "\n" not in repr(explorable)
    assert html.count(f'aria-label="{repr(explorable).partition(":")[0]}"') == 1
    root = tree(html)  # well-formed, so it may stand in an EPUB too
    assert root.get("data-kind") == kind
    elements = list(root.iter())
    assert not [e for e in elements if e.get("id")]  # a page may hold it twice
    controls = [e for e in elements if e.tag in ("input", "button")]
    assert all(e.get("disabled") == "" for e in controls)  # until a script runs
    inside_label = [e for label in root.iter("label") for e in label.iter("input")]
    assert all(e.get("aria-label") or e in inside_label for e in root.iter("input"))
    names = [e.get("data-slot") for e in elements if e.get("data-slot")]
    assert len(names) == len(set(names)) > 0


def test_importing_them_loads_no_library_but_numpy():
    program = "import sys, numpy; old = set(sys.modules); import bce_tutorial.explorables; "
    program += "print(*{name.partition('.')[0] for name in set(sys.modules) - old})"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    loaded = set(run.stdout.split()) - sys.stdlib_module_names
    assert {"bce_tutorial"} <= loaded <= {"bce_tutorial", "lazy_loader", "numpy"}


# Numbers as text


def test_numbers_as_text():
    assert [_text.fixed(x, 2) for x in (0.125, 0.375, 2, math.inf)] == ["0.12", "0.38", "2.00", "∞"]
    assert [_text.power(n) for n in (-12, 3)] == ["10⁻¹²", "10³"]
    assert [_text.loss(x) for x in (0.0, 1e-3, 9.99e-4, 1e-12, math.inf)] == [
        "0.0000",
        "0.0010",
        "1.0 × 10⁻³",
        "1.0 × 10⁻¹²",
        "∞",
    ]
    assert [_text.trim(x) for x in (0, 0.5, 0.00125, 1)] == ["0", "0.5", "0.00125", "1"]
    for text, words in (
        ("1 − 2 × 10⁻¹²", "1 minus 2 times 10 to the power of minus 12"),
        ("−2.5, slope ∞", "minus 2.5, slope infinity"),
    ):
        assert _text.aloud(text) == words
    assert [_text.at(x) for x in (10, 1.456, 0)] == ["10", "1.46", "0"]


# One by one


def test_threshold_counts_as_scikit_learn_does():
    _, y, _ = load_spam()
    p = np.random.default_rng(0).beta(1 + y, 2 - y)
    for t in (0, 0.29, 0.5, 1):
        got = shown(explorables.threshold(y, p, threshold=t))
        (tn, fp), (fn, tp) = confusion_matrix(y, p >= t)
        counts = [int(got[n].replace(",", "")) for n in ("kept", "flagged", "missed", "caught")]
        assert counts == [tn, fp, fn, tp]
        assert got["accuracy"] == f"{accuracy_score(y, p >= t):.4f}"
        assert got["loss"] == f"{log_loss(y, p):.4f}"


def test_threshold_is_rounded_and_its_line_stands_there():
    explorable = explorables.threshold(Y, P, threshold=0.254)
    assert shown(explorable)["threshold"] == "0.25"
    assert marks(explorable)["line"]["d"].startswith("M149 ")  # 44 + 420 / 4
    assert marks(explorable)["right-1"]["width"] == "315"
    assert marks(explorable)["right-0"]["width"] == "105"


def test_threshold_names_the_classes_and_copes_with_one_class():
    explorable = explorables.threshold([0, 0], [0.2, 1], names=("<ham>", 'the "rest"'))
    assert "&lt;ham&gt; called the &quot;rest&quot; (FP)" in explorable._repr_html_()
    assert (shown(explorable)["caught"], shown(explorable)["loss"]) == ("0", "∞")
    assert "class 0 called class 1 (FP)" in explorables.threshold(Y, P)._repr_html_()


@pytest.mark.parametrize(
    ("p", "best", "least"),
    [(0.7, "1", 0.3), (0.2, "0", 0.2), (0.5, "any forecast", 0.5), (0, "0", 0.0), (1, "1", 0.0)],
)
def test_expected_loss(p, best, least):
    explorable = explorables.expected_loss(probability=p)
    got = shown(explorable)
    assert (got["absolute-where"], got["absolute-value"]) == (best, f"{least:.4f}")
    assert got["squared-where"] == got["log-where"] == got["probability"] == f"{p:g}"
    assert got["squared-value"] == f"{p * (1 - p):.4f}"
    assert got["log-value"] == f"{base_rate_loss([p]):.4f}"
    dots = {n: marks(explorable)[f"{n}-least"] for n in ("absolute", "squared", "log")}
    assert dots["log"]["cx"] == dots["squared"]["cx"] == _text.at(44 + 420 * p)
    assert dots["absolute"]["r"] == ("0" if p == 0.5 else "5")
    assert f"least at {best}, the other two at {p:g}" in repr(explorable)


def test_expected_loss_curves_have_the_least_point_that_is_written():
    explorable = explorables.expected_loss(probability=0.7)
    for name, expected in (("absolute", 0.3), ("squared", 0.21), ("log", 0.6109)):
        path = marks(explorable)[name]["d"]
        points = [tuple(map(float, pair.split())) for pair in path[1:].split("L")]
        x, y = max(points, key=lambda point: point[1])  # downwards is less
        assert (240 - y) / 136 == pytest.approx(expected, abs=1e-4)  # 204 units are 1.5
        assert (x - 44) / 420 == pytest.approx(1 if name == "absolute" else 0.7, abs=1e-4)


def test_corrected():
    got = shown(explorables.corrected(["<a>", "b", "c"], [0, 1, 0], [0.56, 0.94, 0.125]))
    assert [got[f"value-{i}"] for i in range(3)] == [
        "1 − 0.56 = 0.44",
        "p = 0.94",
        "1 − 0.12 = 0.88",
    ]
    assert (got["above"], got["least"]) == ("2 of 3", "0.44")
    bars = marks(explorables.corrected(IDS, Y, P))
    assert (bars["part-1-3"]["width"], bars["part-0-3"]["width"]) == ("56", "44")
    assert bars["part-0-3"]["fill-opacity"] == bars["part-1-0"]["fill-opacity"] == "1"
    assert bars["part-1-3"]["fill-opacity"] == bars["part-0-0"]["fill-opacity"] == "0.2"


@pytest.mark.parametrize(
    ("p", "y", "text", "nats"),
    [
        (0.1, 1, "0.1", "2.3026"),
        (0.9, 1, "0.9", "0.1054"),
        (0.9, 0, "0.9", "2.3026"),
        (0.5, 1, "0.5", "0.6931"),
        (0.5, 0, "0.5", "0.6931"),
        (0, 1, "0", "∞"),
        (0, 0, "0", "0.0000"),
        (1, 0, "1", "∞"),
        (1, 1, "1", "0.0000"),
        (1e-12, 1, "10⁻¹²", "27.6310"),
        (1e-12, 0, "10⁻¹²", "1.0 × 10⁻¹²"),
        (1 - 1e-12, 0, "1 − 10⁻¹²", "27.6310"),
        (1 - 1e-12, 1, "1 − 10⁻¹²", "1.0 × 10⁻¹²"),
        (2e-5, 1, "2 × 10⁻⁵", "10.8198"),
        (1e-300, 1, "0", "∞"),
        (7e-13, 1, "10⁻¹²", "27.6310"),
    ],
)
def test_penalty(p, y, text, nats):
    explorable = explorables.penalty(probability=p, y=y, axis="logarithmic")
    got = shown(explorable)
    assert (got["p"], got["nats"], got["y"]) == (text, nats, str(y))
    assert (
        repr(explorable) == f"The cost of a prediction: p = {text} costs {nats} nats when y = {y}"
    )


def test_penalty_in_three_bases():
    got = shown(explorables.penalty(probability=0.01))
    assert [got[unit] for unit in ("nats", "bits", "bans")] == [
        f"{log_penalty(0.01, base=base):.4f}" for base in (math.e, 2, 10)
    ]
    assert got["bans"] == "2.0000"


def test_penalty_steps_are_round_numbers_a_tenth_of_a_decade_apart():
    sizes = [tail(step) for step in range(END)]
    assert (sizes[0], sizes[7], sizes[-1], tail(END), tail(-END)) == (0.5, 0.1, 1e-12, 0, 0)
    ratios = np.log10(np.divide(sizes[:-1], sizes[1:]))
    assert abs(ratios - 0.1).max() < 0.01
    for step in range(-END, END + 1):
        p = tail(step) if step < 0 else 1 - tail(step)
        assert nearest_step(p) == step
    assert len({spoken(*power_step(step)) for step in range(-END, END + 1)}) == 2 * END + 1


def test_penalty_on_the_linear_axis_is_as_high_as_its_price():
    explorable = explorables.penalty(probability=0.204, y=0)
    assert (shown(explorable)["p"], shown(explorable)["price"]) == ("0.2", "0.2231 nats")
    dot = marks(explorable)["dot"]
    assert float(dot["cx"]) == 44 + 420 * 0.2
    assert float(dot["cy"]) == pytest.approx(240 - 40.8 * 0.2231, abs=0.01)
    assert marks(explorable)["drop"]["d"] == f"M{dot['cx']} {dot['cy']}V240"
    assert marks(explorables.penalty(probability=0))["dot"]["cy"] == "36"  # the top


def test_penalty_moves_nothing_but_the_picture_from_axis_to_axis():
    fine = explorables.penalty(probability=2e-5, axis="logarithmic")
    linear = fine.moved("log", 0)
    same = ("p", "price", "nats", "bits", "bans")
    assert [shown(linear)[name] for name in same] == [shown(fine)[name] for name in same]
    assert marks(fine)["dot"]["cx"] != marks(linear)["dot"]["cx"] == "44.01"
    for explorable, seen in ((fine, "logarithmic"), (linear, "linear")):
        styles = {axis: marks(explorable)[axis]["style"] for axis in ("linear", "logarithmic")}
        assert [axis for axis in styles if not styles[axis]] == [seen]


def test_mean_loss():
    got = shown(explorables.mean_loss(IDS, Y, P))
    each = binary_cross_entropy(Y, P, reduction="none")
    assert [got[f"cost-{i}"] for i in range(8)] == [f"{value:.4f}" for value in each]
    happened = corrected_probabilities(Y, P)
    assert [got[f"c-{i}"] for i in range(8)] == [f"{value:.2f}" for value in happened]
    assert (got["half"], got["penalty"], got["base"]) == ("0.6931", "−ln c", None)
    assert (got["loss"], got["unit"], got["right"], got["rate"]) == (
        "0.4937",
        "nats",
        "4 of 8",
        "0.6616",
    )
    assert got["offer"] == "Make it 0.214"


def test_the_strip_is_as_long_as_the_mean():
    drawn = marks(explorables.mean_loss(IDS, Y, P))
    parts = [drawn[f"part-{i}"] for i in range(8)]
    unit = 476  # of one nat
    each = binary_cross_entropy(Y, P, reduction="none") / 8
    assert [float(part["width"]) for part in parts] == pytest.approx(unit * each, abs=0.006)
    end = float(parts[-1]["x"]) + float(parts[-1]["width"])
    assert end == pytest.approx(2 + unit * 0.4937, abs=0.02)
    named = [shown(explorables.mean_loss(IDS, Y, P))[f"name-{i}"] for i in range(8)]
    assert named == [None, None, None, "ID8", "ID2", "ID3", "ID4", None]  # where there is room


def test_mean_loss_in_base_ten_has_the_same_bars():
    nats, bans = build(IDS, Y, P, math.e), build(IDS, Y, P, 10)
    got = shown(bans)
    assert (got["loss"], got["unit"], got["offer"]) == ("0.2144", "bans", "Back to 0.494")
    assert got["rate"] == f"{base_rate_loss(Y, base=10):.4f}"
    assert "0.4937 nats ÷ 2.3026 = 0.2144 bans" in got["base"]
    assert marks(nats) == marks(bans)


def test_mean_loss_with_a_certain_mistake():
    explorable = explorables.mean_loss(["<a>", "b"], [1, 0], [0, 0.503])
    got = shown(explorable)
    assert (got["cost-0"], got["loss"], got["p-1"], got["right"]) == ("∞", "∞", "0.50", "0 of 2")
    assert marks(explorable)["bar-0"]["width"] == "0"
    assert [marks(explorable)[f"part-{i}"]["width"] for i in (0, 1)] == ["476", "0"]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: explorables.threshold([0, 2], [0.1, 0.2]), "y_true in [0, 1], got 2 at index 1"),
        (lambda: explorables.threshold(Y, P, threshold=1.5), "threshold in [0, 1], got 1.5"),
        (lambda: explorables.threshold(Y, P, threshold="a"), "threshold to be numeric"),
        (lambda: explorables.expected_loss(probability=-0.1), "probability in [0, 1], got -0.1"),
        (lambda: explorables.expected_loss(probability=math.nan), "probability without NaN"),
        (lambda: explorables.corrected(IDS, Y, P + 1), "y_proba in [0, 1], got 1.9"),
        (lambda: explorables.corrected(IDS[:7], Y, P), "ids and y_true of the same shape"),
        (lambda: explorables.penalty(probability=2), "probability in [0, 1], got 2"),
        (lambda: explorables.penalty(axis="log"), "axis to be one of linear, logarithmic"),
        (lambda: explorables.penalty(y=0.5), "y to be 0 or 1, got 0.5"),
        (lambda: explorables.mean_loss(IDS, Y[:7], P), "y_true and y_proba of the same shape"),
        (lambda: explorables.mean_loss(IDS[:7], Y, P), "ids and y_true of the same shape"),
        (lambda: explorables.mean_loss(IDS, Y / 2, P), "y_true to be 0 or 1, got 0.5"),
    ],
)
def test_messages(call, message):
    with pytest.raises(ValueError) as error:  # noqa: PT011, the next line has the message
        call()
    assert str(error.value).startswith("expected ")
    assert message in str(error.value)


# Files for a site


def test_a_site_takes_the_shared_parts_out_and_the_rest_stays():
    html = explorables.penalty()._repr_html_()
    page = f"<p>before</p>\n{html}\n<style>p {{}}</style>\n{html}\n<script>1</script>\n"
    rest = without_shared(page)
    assert rest.count("<style") == rest.count("<script") == 1  # the page's own
    assert rest.count('data-slot="nats"') == 2
    for part in (assets.stylesheet(), assets.script("penalty")):
        assert page.replace(part, "").count(part) == rest.count(part) == 0


def test_the_files_hold_every_script_once():
    files = assets.files()
    for kind in assets.KINDS:
        assert files["explorables.js"].count(f'wire("{kind}"') == 1
    assert files["explorables.js"].count("const wire =") == 1
    assert files["explorables.css"].count("var(--class-1, #c4540f)") == 1


def test_styles_for_readers_that_know_no_variables():
    styles = assets.files(follow_page=False)["explorables.css"]
    assert "var(" not in styles
    assert ".bce-class-1 { fill: #c4540f; stroke: #c4540f;" in styles
