"""The lines of code on the cheat sheet for PyTorch and for Keras give the known answer."""

import os
import pathlib
import re
import subprocess
import sys

import pytest

from bce_tutorial import binary_cross_entropy, datasets
from tolerance import relative

PAGE = pathlib.Path(__file__).resolve().parents[2] / "book" / "cheat-sheet.md"
PREPARE = """
import torch
import torch.nn.functional as F
from keras.losses import BinaryCrossentropy
from bce_tutorial import datasets, logit

_, y, p = datasets.eight_predictions()
y, p, z = (torch.tensor(values, dtype=torch.float32)[:, None] for values in (y, p, logit(p)))
"""
CODE = PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("library", ["PyTorch", "Keras"])
def test_lines_give_the_loss_of_the_eight_predictions(library):
    lines = re.search(rf"^# {library}.*\n((?:(?!#|```).*\n)+)", CODE, flags=re.MULTILINE)[1]
    script = PREPARE + "".join(f"print(float({line}))\n" for line in lines.splitlines())
    command = [sys.executable, "-c", script]
    environment = {**os.environ, "KERAS_BACKEND": "torch"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    _, y, p = datasets.eight_predictions()
    losses = [float(line) for line in done.stdout.split()]
    assert losses == relative([binary_cross_entropy(y, p)] * 2, 1e-6)
