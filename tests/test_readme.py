"""What the README shows is what happens."""

import doctest
import pathlib
import re

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_example_prints_what_the_readme_shows():
    examples = re.findall(r"```pycon\n(.*?)```", README, flags=re.DOTALL)
    assert len(examples) == 1
    case = doctest.DocTestParser().get_doctest(examples[0], {}, "README.md", "README.md", 0)
    assert doctest.DocTestRunner().run(case) == doctest.TestResults(failed=0, attempted=5)


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_links_and_commands_exist(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!http)([^)#]+)\)", text):
        assert (ROOT / target).exists(), target
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    commands = set(re.findall(r"(?:`|^)make ([a-z-]+)", text, flags=re.MULTILINE))
    assert commands
    for command in commands:
        assert re.search(rf"^{command}:", makefile, flags=re.MULTILINE), command
