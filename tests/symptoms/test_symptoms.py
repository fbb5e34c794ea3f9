"""What a loss may mean: every known value is recognised, and chance seldom recognises one."""

import math
import re

import numpy as np
import pytest
from sklearn.metrics import log_loss

import chapters
from bce_tutorial import (
    base_rate_loss,
    binary_cross_entropy,
    binary_cross_entropy_with_logits,
    diagnose_loss,
    smooth_labels,
)
from bce_tutorial.datasets import eight_predictions
from bce_tutorial.symptoms import MOST
from bce_tutorial.symptoms import known_losses as table

_, Y, P = eight_predictions()
Z = np.log(P / (1 - P))
KNOWN = table.known()


def first(loss, **options):
    return diagnose_loss(loss, **options).causes[0]


@pytest.mark.parametrize("row", KNOWN, ids=lambda row: f"{row.value:.4f}")
@pytest.mark.parametrize("digits", [3, 4, 16])
def test_every_known_value_is_recognised_as_printed(row, digits):
    form = "f" if abs(row.value) > 0.001 else "e"
    causes = diagnose_loss(f"{row.value:.{digits}{form}}").causes
    assert row.words in [cause.words for cause in causes]
    assert all(abs(cause.value - row.value) < 0.002 for cause in causes)


@pytest.mark.parametrize("row", KNOWN, ids=lambda row: f"{row.value:.4f}")
def test_digits_may_be_cut_off_and_float32_may_be_a_little_off(row):
    if abs(row.value) > 0.001:
        cut = math.trunc(round(row.value * 1000, 6)) / 1000
    else:
        digits, power = f"{row.value:.9e}".split("e")
        cut = f"{digits[:-6]}e{power}"
    for seen in (cut, np.float32(row.value), float(np.float32(row.value)) * (1 - 3e-7)):
        assert row.words in [cause.words for cause in diagnose_loss(seen).causes]


def wrong_column():
    return log_loss(Y, np.column_stack([P, 1 - P]))


def bytes_as_labels():
    labels = Y.astype(np.uint8)
    return np.mean(np.logaddexp(0, (1 - 2 * labels) * Z))


@pytest.mark.parametrize(
    ("loss", "words"),
    [
        (lambda: log_loss(Y, P), "as it should be"),
        (wrong_column, "branches or columns swapped"),
        (lambda: binary_cross_entropy_with_logits(Y, P), "probabilities taken for logits"),
        (lambda: log_loss(Y, np.clip(Z, 1e-7, 1 - 1e-7)), "logits taken for probabilities"),
        (lambda: -np.mean(Y[:, None] * np.log(P) + (1 - Y[:, None]) * np.log(1 - P)), "broadcast"),
        (bytes_as_labels, "255 in bytes"),
        (lambda: -np.mean(np.log(P) + np.log(1 - P)), "without labels"),
        (lambda: log_loss(Y, P, normalize=False), "a sum, not a mean"),
        (lambda: log_loss(Y, (P > 0.5).astype(float)), "votes, no probabilities"),
        (lambda: np.mean((Y - P) ** 2), "Brier score"),
        (lambda: np.mean(Y * np.log2(P) + (1 - Y) * np.log2(1 - P)) * -1, "in base 2"),
        (lambda: np.mean(np.log(np.where(Y, P, 1 - P))), "the minus is lost"),
        (lambda: -np.mean(np.where(Y, P, 1 - P)), "the logarithm is lost"),
    ],
)
def test_mistakes_on_the_eight_predictions_are_recognised(loss, words):
    assert words in first(float(loss())).words


@pytest.mark.parametrize(
    ("loss", "section"),
    [
        (lambda: log_loss([1], [0.0], labels=[0, 1]), "caps"),
        (lambda: log_loss([1, 0], np.array([0, 1], dtype=np.float32)), "caps"),
        (lambda: log_loss([0] * 9 + [1], np.zeros(10)), "caps"),  # 10 % of the bound
        (lambda: -np.log(np.float32(1e-7)), "caps"),
        (lambda: -np.log(1e-15), "caps"),
        (lambda: log_loss([1], np.array([0], np.float32), labels=[0, 1]), "caps"),
        (lambda: log_loss([0, 1], [0.0, 1.0]), "negative"),
        (lambda: log_loss([0, 1], np.array([0, 1], np.float32)), "negative"),
        (lambda: np.log(10), "plateau"),
        (lambda: 32 * np.log(2), "factor"),
        (lambda: binary_cross_entropy(smooth_labels([1], 0.2), [0.9]), "floor"),
        (lambda: -np.log1p(-np.nextafter(np.float64(1), 0)), "inf"),
        (lambda: -np.log(np.nextafter(np.float32(0), np.float32(1))), "inf"),
        (lambda: math.inf, "inf"),
        (lambda: math.nan, "inf"),
        (lambda: "nan", "inf"),
        (lambda: -math.inf, "negative"),
        (lambda: -2.09, "negative"),
        (lambda: 0.0, "negative"),
        (lambda: "0.0000", "negative"),
        (lambda: 0.45, "eight"),
        (lambda: 1.2, "eight"),
        (lambda: 55.5, "factor"),
        (lambda: 3, "symptoms"),
    ],
)
def test_the_section_that_explains_it(loss, section):
    assert first(loss()).section == f"sec-debugging-{section}"


# What libraries have printed: their formulas, as they stood in the source


def sklearn_1_1(y, p, eps=1e-15):
    """As log_loss was before 1.2: clipped, put beside 1 - p, and divided by the sum."""
    p = np.clip(p, eps, 1 - eps)
    rows = np.column_stack([1 - p, p])
    rows /= rows.sum(axis=1, keepdims=True)
    return -np.mean(np.log(rows[np.arange(len(y)), y]))


def added_inside(y, p, eps):
    """As Gluon's loss from probabilities and tf.compat.v1.losses.log_loss are."""
    p, one = np.asarray(p, np.float32), np.float32(1)
    eps = np.float32(eps)
    return -np.mean(np.where(y, np.log(p + eps), np.log(one - p + eps)))


def keras(y, p):
    """As binary_crossentropy is, in float32."""
    eps, one = np.float32(1e-7), np.float32(1)
    p = np.clip(np.asarray(p, np.float32), eps, one - eps)
    return -np.mean(np.where(y, np.log(p), np.log(one - p)))


def floored(y, p, eps):
    """As the metrics of XGBoost and LightGBM are: eps is the least probability of a class."""
    return -np.mean(np.log(np.maximum(np.where(y, p, 1 - np.asarray(p)), eps)))


@pytest.mark.parametrize(
    ("loss", "printed", "words"),
    [
        (sklearn_1_1([1], [0]), "34.538776", "scikit-learn before 1.2"),
        (sklearn_1_1([0], [1]), "34.539576", "scikit-learn before 1.2"),
        (sklearn_1_1([0, 1], [0, 1]), "9.99e-16", "scikit-learn before 1.2, all certain and right"),
        (log_loss([0, 1], [0, 1]), "2.22e-16", "all certain and right"),
        (keras([1], [0]), "16.118095", "Keras"),
        (keras([0], [1]), "15.942385", "Keras where y = 0, p = 1"),
        (keras([0, 1], [0, 1]), "1.192e-07", "Keras"),
        (added_inside([1], [0], 1e-7), "16.118095", "TensorFlow's old log_loss"),
        (added_inside([0, 1], [0, 1], 1e-7), "-1.192e-07", "a bound added in the logarithm"),
        (added_inside([1], [0], 1e-12), "27.631021", "Gluon"),
        (floored([1], [0], 1e-15), "34.538776", "LightGBM"),
        (floored([0], [1], 1e-16), "36.841361", "XGBoost"),
        (floored([1], [0], 1e-20), "46.051702", "Caffe"),
    ],
)
def test_what_older_libraries_print_is_named(loss, printed, words):
    form = ".6f" if abs(loss) > 0.001 else ".2e" if "-16" in printed else ".3e"
    assert format(loss, form) == printed
    for seen in (loss, printed, float(np.float32(loss))):
        assert words in " / ".join(cause.words for cause in diagnose_loss(seen).causes)


@pytest.mark.parametrize(
    ("library", "bound"),
    [
        (log_loss, "36.0437"),
        (sklearn_1_1, "34.5388"),
        (lambda y, p: floored(y, p, 1e-16), "36.8414"),
        (lambda y, p: np.float64(keras(y, p)), "1"),  # 16.1181 or 15.9424
    ],
)
@pytest.mark.parametrize("wrong", [3, 12, 25])
@pytest.mark.parametrize("missed", [0.0, 0.5, 1.0])
def test_the_share_of_wrong_votes_is_named(library, bound, wrong, missed):
    y = np.arange(100) % 2
    p = y.astype(float)
    ones = round(missed * wrong) if bound != "1" else wrong * (missed > 0)
    p[1::2][:ones] = 0
    p[0::2][: wrong - ones] = 1
    words = [cause.words for cause in diagnose_loss(f"{library(y, p):.4f}").causes]
    expected = f"{wrong} % of {bound}"
    assert [found for found in words if found.startswith(expected)]


def test_a_text_keeps_the_zeros_that_a_number_has_lost():
    assert first("1.0000").words.startswith("ln 2 in base 2")
    assert first(1).words.startswith("too few digits")


def test_the_base_rate_adds_its_own_loss():
    guess = base_rate_loss([1] * 3 + [0] * 7)
    assert first(guess, base_rate=0.3).words.startswith("the base-rate loss")
    assert not first(guess).words.startswith("the base-rate loss")
    save, lose = (diagnose_loss(x * guess, base_rate=0.3).notes[1] for x in (0.9, 1.2))
    assert save == f"At this base rate a constant guess costs {guess:.4f}: you save 10.0 % of it."
    assert lose.endswith("you lose 20.0 % of it.")


@pytest.mark.parametrize(
    ("loss", "kind"),
    [
        ("1e400", "large"),
        ("1" + 400 * "0", "large"),
        (10**400, "large"),
        (np.finfo(float).max, "large"),
        ("1.7976931348623157e308", "large"),
        ("-1e400", "below"),
        ("1e-400", "zero"),
        ("inf", "inf"),
        ("Inf", "inf"),
    ],
)
def test_numbers_at_the_ends_of_what_floats_hold(loss, kind):
    causes, notes = diagnose_loss(loss)
    assert [cause.words for cause in causes] == [table.WORDS[kind][0]]
    assert notes == ()


def test_notes_in_other_units_and_beside_a_guess():
    bits = diagnose_loss(f"{binary_cross_entropy(Y, P, base=2):.6f}").notes[0]
    assert bits == "If 0.712303 is in bits, it is 0.4937 nats; if in bans, 1.6401."
    guess = base_rate_loss([1, 0, 0, 0, 0, 0, 0, 0, 0, 0])
    assert diagnose_loss(guess).notes[1].endswith("at a base rate of 10.00 %.")
    assert diagnose_loss(0.7).notes[1].startswith("Above 0.6931")
    assert diagnose_loss(-1.193).notes == diagnose_loss("inf").notes == ()


def test_causes_stand_nearest_first_and_are_few():
    near = diagnose_loss("16").causes
    distances = [abs(cause.value - 16) for cause in near]
    assert len(near) == 3
    assert distances == sorted(distances)
    assert len(diagnose_loss("0.70", base_rate=0.5).causes) <= MOST
    assert str(diagnose_loss("16.1181")).count("1e-7") == 1  # known twice, said once


def test_two_digits_of_an_ordinary_loss_are_no_share_of_a_bound():
    assert first("0.47").words == table.WORDS["usual"][0]  # 3 % of 15.9424 is 0.478
    assert first("3.60").words.startswith("10 % of 36.0437")
    assert first("0.4783").words.startswith("3 % of 15.9424")
    assert not [k for k in range(10, 100) if "votes taken" in first(f"0.{k}").words]


def test_chance_recognises_few_numbers():
    rng = np.random.default_rng(0)
    drawn = rng.uniform(0.05, 5, 1000)
    generic = {table.WORDS[name][0] for name in ("usual", "worse", "large")}
    hits = [first(f"{x:.4f}").words not in generic for x in drawn]
    assert np.mean(hits) < 0.05


@pytest.mark.parametrize("bad", ["", "x", "-", ".", "1/2", "1.e", "0x1", None, True, [0.5], 1j])
def test_what_is_no_number_is_refused(bad):
    with pytest.raises(ValueError, match=r"^expected loss to be a number as printed, got "):
        diagnose_loss(bad)


@pytest.mark.parametrize("bad", [0, 1, math.nan, "0.5"])
def test_what_is_no_base_rate_is_refused(bad):
    with pytest.raises(ValueError, match=r"^expected base_rate to be a number in \(0, 1\), got "):
        diagnose_loss(0.5, base_rate=bad)


@pytest.mark.parametrize("text", [".5", "5e-1", "0.5E0", " 0.5 "])
def test_forms_of_a_number(text):
    assert first(text).value == 0.5


def test_every_section_is_a_heading_of_the_chapter():
    text = chapters.markdown(chapters.read(chapters.BOOK / "15-debugging.ipynb"))
    found = dict(re.findall(r"^\(sec-debugging-([\w-]+)\)=\n#+ (.+)$", text, flags=re.MULTILINE))
    assert {name: found.get(name) for name in table.SECTIONS} == table.SECTIONS
    assert {row.section for row in KNOWN} | {rule[1] for rule in table.WORDS.values()} == set(
        table.SECTIONS
    )
