"""The lines of code on the cheat sheet give the known answer; `tests/frameworks` has two more."""

import re

import numpy as np
import pytest
from sklearn.metrics import log_loss

import chapters
from bce_tutorial import binary_cross_entropy, binary_cross_entropy_with_logits, datasets, logit

PAGE = (chapters.BOOK / "cheat-sheet.md").read_text(encoding="utf-8")
BLOCK = re.search(r"```python\n(.*?)```", PAGE, flags=re.DOTALL)[1]
GROUPS = {
    re.match(r"[\w -]+", group)[0]: group.splitlines()[1:]
    for group in re.split(r"^# ", BLOCK, flags=re.MULTILINE)[1:]
}
HERE = ["NumPy", "scikit-learn", "this book"]
_, Y, P = datasets.eight_predictions()
NAMES = {
    "np": np,
    "log_loss": log_loss,
    "binary_cross_entropy": binary_cross_entropy,
    "binary_cross_entropy_with_logits": binary_cross_entropy_with_logits,
    "y": Y.astype(float),
    "p": P,
    "z": logit(P),
}


def test_four_libraries_and_this_book_have_their_lines():
    assert list(GROUPS) == ["NumPy", "scikit-learn", "PyTorch", "Keras", "this book"]
    assert all(GROUPS.values())


@pytest.mark.parametrize("line", [line for name in HERE for line in GROUPS[name]])
def test_line_gives_the_loss_of_the_eight_predictions(line):
    assert eval(line, dict(NAMES)) == pytest.approx(binary_cross_entropy(Y, P), rel=1e-12)


@pytest.mark.parametrize("line", GROUPS["NumPy"][1:])
def test_line_from_logits_survives_1000(line):
    z = np.array([1000.0, -1000.0, 1000.0])
    loss = eval(line, {**NAMES, "y": np.array([1.0, 0.0, 0.0]), "z": z})
    assert loss == pytest.approx(1000 / 3, rel=1e-12)
