"""The tool that changes the mathematics knows which tests to ask."""

import itertools

import pytest

import mutate

MODULES = sorted(itertools.chain(*map(mutate.ROOT.glob, mutate.PARTS)))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_every_module_that_can_be_changed_has_tests(path):
    if next(mutate.changes(path.read_bytes()), None):
        _, *tests = mutate.own_tests(mutate.ROOT, path.relative_to(mutate.ROOT))
        assert tests
