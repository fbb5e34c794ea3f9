"""The command as its users meet it: from a shell, in a pipe, with every file that goes wrong."""

import gzip
import importlib.metadata
import io
import json
import os
import runpy
import subprocess
import sys

import pandas as pd
import pytest
import tqdm

from bce_tutorial import score_report
from bce_tutorial.datasets import eight_predictions
from bce_tutorial.report import command

IDS, Y, P = eight_predictions()
TABLE = "y_true,y_proba\n" + "".join(f"{y},{p}\n" for y, p in zip(Y, P, strict=True))
SHELL = [sys.executable, "-m", "bce_tutorial"]


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "predictions.csv"
    path.write_text(TABLE, encoding="utf-8")
    return str(path)


def shell(*arguments, stdin=b""):
    return subprocess.run([*SHELL, *arguments], input=stdin, capture_output=True)


def typed(monkeypatch, data):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


@pytest.mark.slow
def test_from_a_shell(table):
    run = shell("report", table)
    assert (run.returncode, run.stderr) == (0, b"")
    assert run.stdout.decode().splitlines() == str(score_report(Y, P)).splitlines()


@pytest.mark.slow
def test_in_a_pipe():
    run = shell("report", "-", stdin=gzip.compress(TABLE.encode()))
    assert (run.returncode, run.stderr) == (0, b"")
    assert b"Log loss            0.4937 nats" in run.stdout


def test_a_closed_standard_input_says_so(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", None)
    assert command.main(["report", "-"]) == 1
    assert capsys.readouterr().err == "bce_tutorial: standard input: it is closed\n"


@pytest.mark.slow
def test_a_bad_file_from_a_shell_says_one_line(tmp_path):
    run = shell("report", "-", stdin=TABLE.replace("0.94", "1.94").encode())
    assert (run.returncode, run.stdout) == (1, b"")
    wanted = "bce_tutorial: standard input: row 2: expected y_proba in [0, 1], got 1.94"
    assert run.stderr.decode().rstrip() == wanted


@pytest.mark.skipif(os.name == "nt", reason="Windows closes pipes in another way")
def test_a_reader_that_has_seen_enough_ends_it_quietly(table, monkeypatch, capsys):
    read, write = os.pipe()
    os.close(read)
    with open(write, "w") as pipe:
        monkeypatch.setattr(sys, "stdout", pipe)
        assert command.main(["report", table]) == 0
    assert capsys.readouterr().err == ""


def test_as_a_module(table, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["bce_tutorial", "report", table])
    monkeypatch.delitem(sys.modules, "bce_tutorial.__main__", raising=False)
    with pytest.raises(SystemExit) as stop:
        runpy.run_module("bce_tutorial", run_name="__main__")
    assert stop.value.code == 0
    assert capsys.readouterr().out == f"{score_report(Y, P)}\n"


def test_json_is_the_dictionary(table, capsys):
    assert command.main(["report", table, "--json"]) == 0
    wanted = score_report(Y, P).as_dict() | {"place": "row"}
    assert json.loads(capsys.readouterr().out) == wanted


def test_options_reach_the_file(tmp_path, capsys):
    path = tmp_path / "export.csv"
    rows = "".join(
        f"ü\t{y}\t{str(p).replace('.', ',')}\t{k}\n"
        for k, (y, p) in enumerate(zip(Y, P, strict=True))
    )
    path.write_text(f"größe\tspam\tp\tw\n{rows}", encoding="latin-1")
    chosen = ["--y-true", "spam", "--y-proba=p", "--sample-weight", "w"]
    path.write_text(path.read_text(encoding="latin-1") + "x\t\t0,5\t1\n", encoding="latin-1")
    chosen += ["--drop-missing", "--pos-label", "1"]
    wanted = score_report(Y, P, sample_weight=range(8))._replace(dropped=1)
    for delimiter in ("tab", "\\t", "\t"):
        options = [*chosen, "--delimiter", delimiter, "--encoding", "latin-1"]
        assert command.main(["report", str(path), *options]) == 0
        assert capsys.readouterr().out == f"{wanted}\n"


@pytest.mark.parametrize(
    ("content", "options"),
    [
        ("a; b\n1;0,5;1.250,5\n0;0,25;300\n", ["--skip-rows=1", "--thousands=."]),
        (
            "1 0.5 1\\ 250.5\n0 0.25 300\n",
            ["--delimiter=space", "--escape=\\", "--thousands=space"],
        ),
    ],
)
def test_a_table_without_names_is_read_by_numbers(content, options, tmp_path, capsys):
    path = tmp_path / "plain.txt"
    path.write_text(content, encoding="utf-8")
    columns = ["--no-header", "--y-true=1", "--y-proba=2", "--sample-weight=3"]
    assert command.main(["report", str(path), *columns, *options]) == 0
    wanted = score_report([1, 0], [0.5, 0.25], sample_weight=[1250.5, 300])
    assert capsys.readouterr().out == f"{wanted}\n"


def test_groups_and_comparisons_are_printed(tmp_path, capsys):
    path = tmp_path / "models.csv"
    rows = zip(Y, P, P[::-1], "aaabbbab", strict=True)
    path.write_text(
        "y_true,old,new,country\n" + "".join(f"{y},{p},{q},{c}\n" for y, p, q, c in rows),
        encoding="utf-8",
    )
    options = ["--y-proba", "old", "--compare", "new", "--by", "country"]
    assert command.main(["report", str(path), *options]) == 0
    wanted = score_report(Y, P, compare=P[::-1], by=list("aaabbbab"))
    assert capsys.readouterr().out == f"{wanted}\n"


def test_the_version_is_that_of_the_package(capsys):
    with pytest.raises(SystemExit) as stop:
        command.main(["--version"])
    assert stop.value.code == 0
    assert capsys.readouterr().out == f"bce-tutorial {importlib.metadata.version('bce-tutorial')}\n"


def test_what_has_to_be_installed_is_said_in_a_line(table, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "pandas", None)
    assert command.main(["report", table]) == 1
    wanted = f'{table}: reading this needs pandas: pip install "bce-tutorial[report]"'
    assert capsys.readouterr().err == f"bce_tutorial: {wanted}\n"


@pytest.mark.parametrize("kind", ["zip", "parquet", "xlsx"])
def test_packed_and_binary_files(kind, tmp_path, capsys):
    path = tmp_path / f"spam.{kind}"
    frame = pd.DataFrame({"y_true": Y, "y_proba": P})
    {"zip": frame.to_csv, "parquet": frame.to_parquet, "xlsx": frame.to_excel}[kind](path)
    assert command.main(["report", str(path)]) == 0
    assert capsys.readouterr().out == f"{score_report(Y, P)}\n"


@pytest.mark.parametrize(
    ("ending", "start"), [(".svg", b"<?xml"), (".PNG", b"\x89PNG"), (".pdf", b"%PDF")]
)
def test_the_picture_is_written_the_same_each_time(table, tmp_path, ending, start, capsys):
    paths = [tmp_path / f"{name}{ending}" for name in "ab"]
    for path in paths:
        assert command.main(["report", table, "--plot", str(path)]) == 0
    first, second = (path.read_bytes() for path in paths)
    assert first.startswith(start)
    assert first == second


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, "No such file or directory"),
        (b"", "the file is empty"),
        (b"y_true,y_proba\n", "no predictions below the names of the columns"),
        (
            b"label,p\n1,0.5\n",
            "row 1: no column 'y_true'; there are 'label', 'p'; "
            "choose --y-true NAME, --skip-rows N to skip titles, "
            "or --no-header and numbers if there are no names",
        ),
        (
            b"y_true,y_proba\n,0.5\n",
            "row 2: y_true is missing; leave such rows out with --drop-missing",
        ),
        (
            b"y_true,y_proba\nyes,0.5\n",
            "row 2: expected y_true to be a number, true or false, got 'yes'; "
            "for other labels name the positive one as --pos-label",
        ),
        (
            b"y_true;y_proba\n1;0,5\n0;0.5\n",
            "row 3: expected numbers with one decimal mark, ',', got '0.5'; "
            "say which with --decimal '.' or --decimal ','",
        ),
        (b"y_true,y_proba\n1,x\n", "row 2: expected y_proba to be a number, got 'x'"),
        (b"y_true,y_proba\n1,\n", "row 2: y_proba is missing"),
        (b"y_true,y_proba\n1,nan\n", "row 2: y_proba is missing"),
        (b"y_true,y_proba\n1,-0.5\n", "row 2: expected y_proba in [0, 1], got -0.5"),
        (b"y_true,y_proba\n1\n", "row 2: expected 2 fields, got fewer"),
        (
            b"y_true,y_proba\n\xe4\n",
            "line 1 or below: byte 0xe4 is not utf-8 text; "
            "name its encoding, perhaps --encoding 'latin-1'",
        ),
        (b"\0\1\2", "the file is not text: it holds zero bytes; or name its encoding"),
    ],
)
def test_every_bad_file_has_its_line_and_the_exit_code_1(tmp_path, capsys, content, reason):
    path = tmp_path / "bad.csv"
    if content is not None:
        path.write_bytes(content)
    assert command.main(["report", str(path)]) == 1
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err == f"bce_tutorial: {path}: {reason}\n"


def test_a_folder_and_a_picture_that_cannot_be_written(table, tmp_path, capsys):
    assert command.main(["report", str(tmp_path)]) == 1
    picture = str(tmp_path / "none" / "x.svg")
    assert command.main(["report", table, "--plot", picture]) == 1
    folder, missing = capsys.readouterr().err.splitlines()
    assert folder.startswith(f"bce_tutorial: {tmp_path}: ")
    assert missing == f"bce_tutorial: {picture}: No such file or directory"


class Broken(io.RawIOBase):
    """A stream that ends in an error when it is read."""

    def __init__(self, error):
        self.error = error

    def readable(self):
        return True

    def readinto(self, target):
        raise self.error


@pytest.mark.parametrize(
    ("error", "reason"),
    [(OSError(5, "the disk is gone"), "the disk is gone"), (KeyboardInterrupt(), "interrupted")],
)
def test_what_ends_the_reading_is_said_in_a_line(error, reason, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(Broken(error)))
    assert command.main(["report", "-"]) == 1
    assert capsys.readouterr().err == f"bce_tutorial: standard input: {reason}\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "required: COMMAND"),
        (["score"], "invalid choice: 'score'"),
        (["report"], "required: FILE"),
        (
            ["report", "x.csv", "--delimiter", "ab"],
            "expected one character, tab or space, got 'ab'",
        ),
        (["report", "x.csv", "--delimiter", '"'], "expected one character, tab or space"),
        (["report", "x.csv", "--decimal", ";"], "invalid choice: ';'"),
        (["report", "x.csv", "--skip-rows", "-1"], "expected a count, got '-1'"),
        (["report", "x.csv", "--encoding", "klingon"], "unknown encoding 'klingon'"),
        (["report", "x.csv", "--encoding", "hex"], "unknown encoding 'hex'"),  # of bytes, not text
        (["report", "x.csv", "--plot", "x.jpg"], "expected a name that ends with .svg, .png, .pdf"),
        (["report", "x.csv", "--fast"], "unrecognized arguments: --fast"),
    ],
)
def test_a_command_that_is_not_understood_has_the_exit_code_2(arguments, words, capsys):
    with pytest.raises(SystemExit) as stop:
        command.main(arguments)
    assert stop.value.code == 2
    assert words in capsys.readouterr().err


def test_a_picture_without_matplotlib_is_refused_before_anything_is_read(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(SystemExit) as stop:
        command.main(["report", "x.csv", "--plot", "x.svg"])
    assert stop.value.code == 2
    assert "a picture needs matplotlib" in capsys.readouterr().err


def test_help_names_the_options_and_the_exit_codes(capsys):
    with pytest.raises(SystemExit) as stop:
        command.main(["report", "--help"])
    assert stop.value.code == 0
    text = capsys.readouterr().out
    for words in (
        "--y-true COLUMN",
        "--plot FILE",
        "exit codes:",
        "0  the report",
        "examples:",
        "95 % i",
        "--drop-missing",
        "--by COLUMN",
    ):
        assert words in text


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize("source", ["file", "standard input"])
def test_a_bar_shows_on_a_terminal_and_leaves_nothing(table, source, monkeypatch, capsys):
    monkeypatch.setattr(command, "DELAY", 0)
    monkeypatch.setattr(sys, "stderr", Terminal())
    typed(monkeypatch, TABLE.encode())
    assert command.main(["report", table if source == "file" else "-"]) == 0
    bar = sys.stderr.getvalue()
    assert ("0%|" in bar) == (source == "file")
    assert "B/s" in bar
    assert bar.endswith("\r")
    assert capsys.readouterr().out == f"{score_report(Y, P)}\n"


def test_no_bar_where_nobody_looks(table, monkeypatch, capsys):
    monkeypatch.setattr(command, "DELAY", 0)
    assert command.main(["report", table]) == 0
    assert capsys.readouterr().err == ""


def test_the_bar_counts_what_was_read(table, monkeypatch):
    bars = []

    class Kept(tqdm.tqdm):
        def __init__(self, *arguments, **options):
            super().__init__(*arguments, **options)
            bars.append(self)

    monkeypatch.setattr(tqdm, "tqdm", Kept)
    monkeypatch.setattr(sys, "stderr", Terminal())
    assert command.main(["report", table]) == 0
    assert [(bar.n, bar.total) for bar in bars] == [(len(TABLE), len(TABLE))]
