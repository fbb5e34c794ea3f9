"""Whatever a reader hands to a checker, a sentence comes back and never a traceback."""

import inspect
import math
import warnings

import numpy as np
import pytest

from bce_tutorial import check
from bce_tutorial.check._judge import (
    Case,
    Mistake,
    NotYet,
    Target,
    Verdict,
    checker,
    compare,
    number,
    run,
    shown,
    values,
)

PAIR = Case((np.array([1, 0]), np.array([0.9, 0.2])), "y_true = [1, 0], y_proba = [0.9, 0.2]")


def refusal(function, *arguments, **options):
    with pytest.raises(NotYet) as caught:
        function(*arguments, **options)
    return str(caught.value)


def test_verdict_is_true_or_false_and_reads_the_same_in_text_and_html():
    right, wrong = Verdict(True, "use `return`, not p < 0."), Verdict(False, "no.")
    assert right
    assert not wrong
    assert repr(right) == "Right: use `return`, not p < 0."
    assert repr(wrong) == "Not yet: no."
    html = right._repr_html_()
    assert 'role="status"' in html
    assert "<strong>Right:</strong> use <code>return</code>, not p &lt; 0.</p>" in html


def test_checker_turns_any_exception_into_a_sentence():
    @checker
    def judge(value):
        return f"one over it is {1 / value:g}."

    assert repr(judge(4)) == "Right: one over it is 0.25."
    assert repr(judge(0)) == (
        "Not yet: the check cannot read this. ZeroDivisionError: division by zero."
    )
    assert "missing 1 required positional argument" in repr(judge())
    assert repr(judge(value=4)) == "Right: one over it is 0.25."
    assert "unexpected keyword argument 'vale'" in repr(judge(vale=4))
    assert not judge()


@pytest.mark.parametrize("name", [name for name in check.__all__ if name != "answer"])
@pytest.mark.parametrize("attempt", [..., None, 3, "0.5", math.nan, [1, 2], {}, lambda *_: None])
def test_no_checker_accepts_or_raises_on_nonsense(name, attempt):
    function = getattr(check, name)
    for count in range(5):
        verdict = function(*[attempt] * count)
        assert not verdict
        assert repr(verdict).startswith("Not yet: ")


@pytest.mark.parametrize("name", [name for name in check.__all__ if name != "answer"])
def test_every_checker_asks_for_what_its_starter_leaves_out(name):
    function = getattr(check, name)
    dots = [...] * len(inspect.signature(function).parameters)
    assert "in the place of the dots." in repr(function(*dots))


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (..., "put your function in the place of the dots."),
        (None, "put your function in the place of the dots."),
        (0.4937, "hand over the function itself: its name, without brackets behind it."),
        (lambda y, p: ..., "put your code in the place of the dots."),
        (lambda y, p: None, "your function returns nothing yet."),
        (lambda y, p: print(0.1), "your function prints its result, but hands nothing back"),
        (
            lambda y, p: int("x"),
            f"for {PAIR.words} your function stops with an error. ValueError: invalid literal",
        ),
        (lambda y: 0, "takes 1 positional argument but 2 were given."),
        (lambda y, p: p.sort(), "your function changes the arrays that it is given."),
    ],
)
def test_run_says_why_a_function_gives_nothing(function, words, capsys):
    assert words in refusal(run, function, PAIR)
    assert capsys.readouterr().out == ""


def test_an_exception_without_a_message_is_named():
    def silent(y, p):
        raise KeyError

    assert refusal(run, silent, PAIR).endswith("stops with an error. It is called KeyError.")


def test_run_hands_over_copies_and_swallows_warnings():
    def function(y, p):
        warnings.warn("log of zero", RuntimeWarning, stacklevel=1)
        return np.log(p * 0)[0]

    assert run(function, PAIR) == -math.inf
    assert run(lambda y, p: None, PAIR, may_return_none=True) is None


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("0.5", "it is a value of type str, wanted a number."),
        (b"1", "it is a value of type bytes, wanted a number."),
        ([1, "x"], "it is a value of type list, wanted a number."),
        (np.ones((2, 2)), "it is an array of shape (2, 2), wanted one number."),
        ([0.5], "it is an array of shape (1,), wanted one number."),
        (math.nan, "it is nan, which is not a number."),
    ],
)
def test_number_says_why_a_value_is_none(value, words):
    assert words in refusal(number, value, "it is")


def test_number_accepts_every_kind_of_number():
    for value in (1, 1.0, True, np.float32(1), np.array(1)):
        assert number(value, "it is") == 1.0
    assert values(a=1, b=np.float64(2)) == [1.0, 2.0]
    for missing in (None, ...):
        assert "your value for `b`" in refusal(values, a=1, b=missing)


def test_compare_shows_the_first_wrong_case_and_the_hint_of_the_mistake_behind_it():
    cases = [Case((x,), f"x = {x}") for x in (0.0, 1.0, 3.0)]
    mistakes = (Mistake(lambda x: x**2, "This is a square."), Mistake(lambda x: 9, "Nine."))

    def wanted(x):
        return x

    assert compare(lambda x: x * (1 + 1e-9), cases, wanted, mistakes) is None
    assert refusal(compare, lambda x: x * x, cases, wanted, mistakes) == (
        "for x = 3.0 your function returns 9, wanted 3. This is a square."
    )
    assert refusal(compare, lambda x: x + 1, cases, wanted, mistakes) == (
        "for x = 0.0 your function returns 1, wanted 0."
    )
    failing = {0.0: 9, 1.0: math.nan, 3.0: 9}
    assert refusal(compare, failing.get, cases, wanted, mistakes).endswith("Nine.")


def test_compare_notices_a_result_that_was_rounded():
    case = Case((), "nothing")
    told = refusal(compare, lambda: 0.4937, [case], lambda: 0.49373, ())
    assert told == "your function rounds its result: hand back all digits."


def test_target_accepts_the_printed_precision_and_knows_wrong_values():
    target = Target(4, 0.49373, ((0.21442, "these are bans."),), "take the mean.")
    for value in (0.4937, 0.49373, 0.49378):
        assert target.judge("loss", value) is None
    assert refusal(target.judge, "loss", 0.2144) == "`loss` is not 0.2144. These are bans."
    assert refusal(target.judge, "loss", 0.4939) == "`loss` is not 0.4939. Take the mean."
    assert refusal(target.judge, "loss", 0.49) == "`loss` is about 0.49. Give 4 decimals."


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.49373, "0.4937"),
        (1.0, "1"),
        (0.7, "0.7"),
        (1e-6, "1e-06"),
        (math.inf, "inf"),
        (-0.0, "0"),
    ],
)
def test_shown(value, text):
    assert shown(value) == text
