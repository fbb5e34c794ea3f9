"""What a check found, as its lines and nothing else."""

import pytest


def expect_none(problems):
    """Fail with one line per problem."""
    if found := list(problems):
        pytest.fail("\n".join(map(str, found)), pytrace=False)
