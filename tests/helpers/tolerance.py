"""A relative tolerance that is one: `pytest.approx(x, rel=r)` allows 1e-12 besides."""

import pytest


def relative(expected, tolerance, *, nan_ok=False):
    """Equal within this share of the expected value, however small that value is."""
    return pytest.approx(expected, rel=tolerance, abs=0, nan_ok=nan_ok)
