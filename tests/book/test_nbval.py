"""What nbval compares: a changed digit and a changed curve are found, and nothing else."""

import subprocess
import sys
import xml.etree.ElementTree as ET

import nbformat
import pytest

import refresh
from chapters import ROOT, code_cells, read
from small_chapter import cell, chapter, other_digit

PRINTED, FIGURE = "by-hand", "curve"


@pytest.mark.slow
def test_nbval_finds_a_changed_digit_and_a_changed_curve_and_names_their_cells(tmp_path):
    opening = chapter()
    opening["cells"] = opening["cells"][: 1 + opening["cells"].index(cell(opening, FIGURE))]
    paths = [tmp_path / f"{name}.ipynb" for name in ("intact", "changed")]
    nbformat.write(nbformat.from_dict(opening), paths[0])
    refresh.refresh(paths[0])
    changed = read(paths[0])
    printed, drawn = (cell(changed, name)["outputs"][0] for name in (PRINTED, FIGURE))
    printed["text"] = [other_digit("".join(printed["text"]), r"\d+\.\d+")]
    svg = drawn["data"]["image/svg+xml"]
    drawn["data"]["image/svg+xml"] = [other_digit("".join(svg), r'<path d="M -?\d+\.\d+')]
    nbformat.write(nbformat.from_dict(changed), paths[1])
    (tmp_path / "conftest.py").write_bytes((ROOT / "book" / "conftest.py").read_bytes())
    report = tmp_path / "report.xml"
    options = ["--nbval", "--nbval-current-env", "-p", "no:cacheprovider", f"--junitxml={report}"]
    command = [sys.executable, "-m", "pytest", *options, str(tmp_path)]
    shown = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True).stdout
    cases = list(ET.parse(report).iter("testcase"))
    failed = {(case.get("classname"), case.get("name")) for case in cases if len(case)}
    order = [code["id"] for code in code_cells(changed)]
    assert len(cases) == 2 * len(order)
    assert failed == {("changed.ipynb", f"Cell {order.index(name)}") for name in (PRINTED, FIGURE)}
    for name in (PRINTED, FIGURE):
        assert f"changed {name}\n" in shown
    assert "run make refresh CHAPTER=changed" in shown
