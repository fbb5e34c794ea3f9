"""What nbval says of a cell begins with the id by which it is found, and ends with what to do."""

import pytest


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    """Name the cell by more than its number."""
    report = yield
    if report.failed and hasattr(item, "cell"):
        stem = item.path.stem
        name = stem[:2] if stem[:2].isdigit() else stem
        advice = f"If the new output is meant, run make refresh CHAPTER={name}"
        report.longrepr = f"{stem} {item.cell.id}\n{report.longrepr}\n{advice}"
    return report
