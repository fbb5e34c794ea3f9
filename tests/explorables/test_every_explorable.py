"""Every explorable, every control: the script must show what the package says.

The scripts are a second implementation of the mathematics. After each move of a walk over all of
its controls an explorable must be what Python draws there: texts exactly, coordinates rounded. A
new explorable is found in its folder and takes the same walk.
"""

import difflib
import inspect
import itertools
import json
import pathlib
import re
from html import escape, unescape

import pytest

from bce_tutorial import explorables
from bce_tutorial.explorables import assets
from explorable_pulls import wrong_pulls
from explorable_trees import DRIVE, differences, tree
from explorable_walks import FURTHER, VALUES, example, names, walk

FOLDER = pathlib.Path(assets.__file__).parent


def wrong(page, kind, number=0):
    """Return what the explorable on a page shows differently on its walk, and when pulled."""
    moves, pictures = walk(kind, number)
    root = page.locator(".bce-explorable").element_handle()
    for first in range(0, len(moves), 32):
        some = slice(first, first + 32)
        lives = root.evaluate(DRIVE, moves[some])
        for move, picture, live in zip(moves[some], pictures[some], lives, strict=True):
            yield from (f"{move}: {difference}" for difference in differences(tree(live), picture))
    yield from wrong_pulls(page, example(kind, number))


@pytest.mark.parametrize(("kind", "number"), names())
def test_every_control_shows_what_the_package_says(show, kind, number):
    page = show(example(kind, number))
    handles = "[data-input], [data-flip], [data-press], [data-reset]"
    assert page.locator(handles).count() == page.locator("input, button").count() > 1
    assert list(itertools.islice(wrong(page, kind, number), 10)) == []


DAMAGE = {
    "a result or a mark is dropped": (r"\b(?:say|mark)\(", "void ("),
    "a sign is changed": (r"(?<=[\w)]) - (?=[\w(])", " + "),
    "a unit is another one": (r"Math\.(?:log|log1p|LN2|LN10)\b", "1.01 * \\g<0>"),
}


def mutants(kind):
    """Return a kind's script and, for each sort of damage, a copy that has it once."""
    script = (FOLDER / f"{kind}.js").read_text(encoding="utf-8")
    for pattern, instead in DAMAGE.values():
        places = [m for m in re.finditer(pattern, script) if not in_a_comment(m)]
        for match in places[len(places) // 2 :][:1]:
            damaged = script[: match.start()] + match.expand(instead) + script[match.end() :]
            yield script, damaged


def in_a_comment(match):
    """Tell whether a match stands behind the two slashes of its line."""
    return "//" in match.string[: match.start()].rpartition("\n")[2]


@pytest.mark.parametrize("kind", assets.KINDS)
def test_the_walk_finds_a_damaged_script(show, kind):
    number = len(FURTHER.get(kind, ()))
    copies = list(mutants(kind))
    assert len(copies) > 1
    for script, damaged in copies:
        page = show(example(kind, number), change=lambda h, s=script, d=damaged: h.replace(s, d))
        found = list(itertools.islice(wrong(page, kind, number), 1))
        assert found, list(difflib.unified_diff(script.splitlines(), damaged.splitlines(), n=0))
    show.complaints.clear()  # of a browser that was told to draw a negative width


def changed(html, name):
    """Return the markup of an explorable with other numbers and texts in one of its data."""
    start = re.search("data-start='([^']*)'", html)
    data = json.loads(unescape(start[1]))
    data[name] = other(data[name])
    return html.replace(start[1], escape(json.dumps(data)))


def other(value):
    """Return a value that differs from a value of JSON in each of its parts."""
    if isinstance(value, dict):
        return {name: other(part) for name, part in value.items()}
    if isinstance(value, list):
        return [other(part) for part in value]
    return f"1{value}" if isinstance(value, str) else 2 * value + 1


@pytest.mark.parametrize("kind", assets.KINDS)
def test_the_script_takes_every_constant_from_its_data(show, kind):
    number = len(FURTHER.get(kind, ()))
    data = json.loads(tree(example(kind, number)._repr_html_()).get("data-start"))
    assert data
    for name in data:
        page = show(example(kind, number), change=lambda html, name=name: changed(html, name))
        assert list(itertools.islice(wrong(page, kind, number), 1)), name
    show.complaints.clear()  # of a browser that was told to draw nonsense


def test_the_comparison_would_notice_a_digit_and_a_bar():
    html = example("mean_loss")._repr_html_()
    assert list(differences(tree(html), tree(html))) == []
    for change in (("0.4937", "0.4938"), ('width="94"', 'width="94.03"'), ("nats", "bits")):
        assert list(differences(tree(html.replace(*change)), tree(html))), change


def test_each_kind_is_a_script_a_function_and_a_line():
    assert explorables.__all__ == sorted(assets.KINDS)
    assert {file.stem for file in FOLDER.glob("*.js")} == {"shared", *assets.KINDS}
    assert set(FURTHER) | {name.split()[0] for name in VALUES} <= set(assets.KINDS)
    for kind in assets.KINDS:
        assert inspect.getdoc(getattr(explorables, kind))
