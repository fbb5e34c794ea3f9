"""What a check found, as its lines and nothing else; and what a checker of an exercise says."""

import pytest


def expect_none(problems):
    """Fail with one line per problem."""
    if found := list(problems):
        pytest.fail("\n".join(map(str, found)), pytrace=False)


def expect_not_yet(verdict, words):
    """Expect that a checker refused an attempt, and said these words."""
    assert not verdict, repr(verdict)
    assert words in repr(verdict), repr(verdict)
