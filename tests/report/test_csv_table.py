"""Files as people have them: read right, or refused in one line that names the row."""

import contextlib
import gzip
import io
import re
import tracemalloc

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bce_tutorial import score_file, score_report
from bce_tutorial.datasets import eight_predictions
from tolerance import relative

IDS, Y, P = eight_predictions()
TABLE = "id,y_true,y_proba\n" + "".join(f"{i},{y},{p}\n" for i, y, p in zip(IDS, Y, P, strict=True))
WANTED = score_report(Y, P)


def scored(content, **options):
    data = content if isinstance(content, bytes) else content.encode()
    return score_file(io.BytesIO(data), **options)


def same(ours, theirs):
    assert ours._replace(place="", reliability=None) == theirs._replace(place="", reliability=None)
    for a, b in zip(ours.reliability, theirs.reliability, strict=True):
        assert np.array_equal(a, b)


def columns(text, delimiter, decimal="."):
    """Return the table with another delimiter and decimal mark."""
    return (
        text.replace(".", decimal).replace(",", delimiter)
        if decimal == "."
        else "\n".join(
            delimiter.join(field.replace(".", decimal) for field in line.split(","))
            for line in text.splitlines()
        )
    )


FORMS = {
    "commas": TABLE,
    "semicolons": columns(TABLE, ";"),
    "semicolons and decimal commas": columns(TABLE, ";", ","),
    "tabs and decimal commas": columns(TABLE, "\t", ","),
    "upright bars": columns(TABLE, "|"),
    "quotation marks": '"' + TABLE.replace(",", '","').replace("\n", '"\n"').removesuffix('"'),
    "quoted decimal commas": "\n".join(
        ",".join('"' + field.replace(".", ",") + '"' for field in line.split(","))
        for line in TABLE.splitlines()
    ),
    "quoted names over two lines": TABLE.replace("id", '"the\nid"'),
    "spaces": TABLE.replace(",", " , "),
    "spaces before quotation marks": TABLE.replace("0.94", ' "0.94"'),
    "CRLF": TABLE.replace("\n", "\r\n"),
    "CR": TABLE.replace("\n", "\r"),
    "no last line end": TABLE.rstrip(),
    "blank lines below": TABLE + "\n\n  \n",
    "blank lines between": TABLE.replace("\n", "\n\n"),
    "blank lines above": "\n \n" + TABLE,
    "empty rows of a spreadsheet": TABLE + ",,\n , ,\n",
    "mark": TABLE.encode("utf-8-sig"),
    "UTF-16": TABLE.encode("utf-16"),
    "UTF-16 big-endian": b"\xfe\xff" + TABLE.encode("utf-16-be"),
    "gzip": gzip.compress(TABLE.encode()),
    "gzip in two parts": gzip.compress(TABLE[:40].encode()) + gzip.compress(TABLE[40:].encode()),
    "gzip with UTF-16": gzip.compress(TABLE.encode("utf-16")),
    "truth values": TABLE.replace(",1,", ",True,").replace(",0,", ",FALSE,"),
    "floats": TABLE.replace(",1,", ",1.0,").replace(",0,", ",0e0,"),
    "a text column with umlauts": TABLE.replace("ID", "Größe"),
}


@pytest.mark.parametrize("form", FORMS)
def test_forms_of_one_table_give_one_report(form):
    same(scored(FORMS[form]), WANTED)


def test_a_path_of_any_kind_and_a_file_that_stays_open(tmp_path):
    path = tmp_path / "spam.csv"
    path.write_text(TABLE, encoding="utf-8")
    same(score_file(path), WANTED)
    same(score_file(str(path)), WANTED)
    with path.open("rb") as stream:
        same(score_file(stream), WANTED)
        stream.seek(0)
        same(score_file(stream), WANTED)
    stream = io.BytesIO(TABLE.encode())
    score_file(stream)
    assert not stream.closed


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("a.csv", {}),
        ("a.csv", {"sep": ";", "decimal": ",", "lineterminator": "\r\n"}),
        ("a.tsv", {"sep": "\t", "encoding": "utf-16"}),
        ("a.csv", {"quoting": 1, "encoding": "utf-8-sig"}),
        ("a.csv.gz", {"index": False}),
    ],
)
def test_what_pandas_writes(tmp_path, name, options):
    frame = pd.DataFrame({"text": 'a "b", c\nd; ü', "y_true": Y.astype(bool), "y_proba": P})
    frame.to_csv(tmp_path / name, **options)
    same(score_file(tmp_path / name), WANTED)


def test_other_names_weights_and_encoding():
    text = "größe;wahr;p;gewicht\n" + "".join(
        f"x;{y};{p};{k}\n" for k, (y, p) in enumerate(zip(Y, P, strict=True))
    ).replace(".", ",")
    options = {"y_true": "wahr", "y_proba": "p", "sample_weight": "gewicht"}
    wanted = score_report(Y, P, sample_weight=np.arange(8))
    same(scored(text, **options), wanted)
    same(scored(text.encode("latin-1"), encoding="latin-1", **options), wanted)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le"])
def test_an_encoding_with_zero_bytes_is_read_where_it_is_named(encoding):
    same(scored(TABLE.encode(encoding), encoding=encoding), WANTED)


def test_a_delimiter_of_ones_own():
    same(scored(TABLE.replace(",", "~"), delimiter="~"), WANTED)
    same(scored("y_true y_proba\n1 0.5\n", delimiter=" "), score_report([1], [0.5]))


def test_the_names_choose_the_delimiter():
    text = "a,b,c;y_true;y_proba\n1,2,3;1;0.5\n"
    same(scored(text), score_report([1], [0.5]))


def test_large_weights_between_commas_are_not_taken_for_decimals():
    text = 'y_true,y_proba,w\n1,"0,5","1,234"\n'
    message = r"^row 2: expected w to be a number, got '1,234'$"
    with pytest.raises(ValueError, match=message):
        scored(text, sample_weight="w")


def test_rows_count_as_in_the_file_and_the_first_certain_mistake_is_named():
    report = scored("\ny_true,y_proba\n1,0.5\n\n1,0.0\n0,1\n")
    assert (report.place, report.first_certain_and_wrong) == ("row", 5)
    assert "infinite penalty: 2, the first at row 5." in str(report)


BAD = {
    "": "the file is empty",
    "\n \n": "the file is empty but for blank lines",
    "y_true,y_proba\n": "no predictions below row 1, the names of the columns",
    "\ny_true,y_proba\n\n,\n": "no predictions below row 2, the names of the columns",
    "id,p\n1,0.5\n": "row 1: no column 'y_true'; there are 'id', 'p'",
    "y_true,y_true,y_proba\n": "row 1: 2 columns are called 'y_true'",
    "1,0.5\n0,0.4\n": "row 1: numbers, where the names of the columns should be",
    "1;0,5\n0;0,4\n": "row 1: numbers, where the names of the columns should be",
    "y_true,y_proba\n1,0.5\n1\n": "row 3: expected 2 fields as in row 1, got 1",
    "y_true,y_proba\n1,0.5\n1,0.5,7\n": "row 3: expected 2 fields as in row 1, got 3",
    "y_true,y_proba\n1,0.5\nspam,0.5\n": "row 3: expected y_true to be a number, true or false, "
    "got 'spam'",
    "y_true,y_proba\n1,94%\n": "row 2: expected y_proba to be a number, got '94%'",
    "y_true,y_proba\n1,0_1\n": "row 2: expected y_proba to be a number, got '0_1'",
    "y_true,y_proba\n1,true\n": "row 2: expected y_proba to be a number, got 'true'",
    "y_true,y_proba\n1, \n": "row 2: expected y_proba to be a number, got an empty field",
    "y_true,y_proba\n1,0.5\n\n,0.5\n": "row 4: expected y_true to be a number, got an empty field",
    "y_true,y_proba\n1,nan\n": "row 2: expected y_proba without NaN, got 'nan'",
    "y_true,y_proba\n1,1.2\n": "row 2: expected y_proba in [0, 1], got '1.2'",
    "y_true,y_proba\n-1,0.2\n": "row 2: expected y_true in [0, 1], got '-1'",
    "y_true,y_proba\n1,0.5\n,\n1,0.5\n": "row 3: every field is empty, and more rows follow",
    'y_true,y_proba\n1,0.5\n1,"0.5\n1,0.4\n': "line 4: unexpected end of data; is a quotation mark "
    "not closed?",
    f"y_true,y_proba\n1,{'5' * 41}\n": f"row 2: expected y_proba in [0, 1], got '{'5' * 37}...'",
    f"y_true,y_proba\n1,{'5' * 40}\n": f"row 2: expected y_proba in [0, 1], got '{'5' * 40}'",
    "a" * 2**20: "row 1 has more than 1,048,576 characters: no CSV file",
    ",".join(f"c{k}" for k in range(15)): "row 1: no column 'y_true'; there are "
    + ", ".join(f"'c{k}'" for k in range(12))
    + " and 3 more",
    b"PK\x03\x04 and so on": "the file is an archive or a workbook: save the sheet as CSV",
    TABLE.encode("utf-16-le"): "the file is not text: it holds zero bytes",
    b"y_true,y_proba\n1,0.5\n\xfc,0.5\n": "line 3: byte 0xfc is not utf-8 text; name its encoding, "
    "perhaps latin-1",
    b"gr\xf6\xdfe,y_true,y_proba\n": "line 1: byte 0xf6 is not utf-8 text; name its encoding, "
    "perhaps latin-1",
    gzip.compress(TABLE.encode())[:-9]: "the gzip file is damaged: Compressed file ended before "
    "the end-of-stream marker was reached",
    b"\x1f\x8bnonsense": "the gzip file is damaged: Unknown compression method",
}


@pytest.mark.parametrize("number", range(len(BAD)))
def test_what_is_wrong_is_said_in_one_line(number):
    content, message = list(BAD.items())[number]
    with pytest.raises(ValueError, match=rf"\A{re.escape(message)}\Z"):
        scored(content)


def test_the_line_of_a_bad_byte_is_right_far_below():
    lines = [b"y_true,y_proba"] + [b"1,0.25"] * 30_000
    lines[25_000] = b"1,0.2\xe9"
    with pytest.raises(ValueError, match=r"^line 25001: byte 0xe9 is not utf-8 text"):
        scored(b"\n".join(lines))


def test_the_row_of_a_bad_number_is_right_far_below():
    lines = ["y_true,y_proba"] + ["1,0.25"] * 30_000
    lines[100] = ""  # it counts
    lines[25_000] = "1,2.5"
    with pytest.raises(ValueError, match=r"^row 25001: "):
        scored("\n".join(lines))
    lines[24_000] = ","
    with pytest.raises(ValueError, match=r"^row 24001: every field is empty"):
        scored("\n".join(lines))


@pytest.mark.parametrize(
    ("weight", "message"),
    [
        ("-1", "^row 2: expected w finite and not negative, got '-1'$"),
        ("inf", "^row 2: expected w finite and not negative, got 'inf'$"),
        ("0", "^expected a weight above 0, got none$"),
    ],
)
def test_weights_have_rules_too(weight, message):
    with pytest.raises(ValueError, match=message):
        scored(f"y_true,y_proba,w\n1,0.5,{weight}\n", sample_weight="w")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"y_proba": "y_true"}, "^expected columns of different names, got y_true, y_true$"),
        ({"delimiter": ""}, "^expected delimiter to be one character, got ''$"),
        ({"delimiter": '"'}, "^expected delimiter to be one character, got '\"'$"),
        (
            {"encoding": "klingon"},
            "^expected an encoding of text that Python knows, got 'klingon'$",
        ),
        ({"encoding": "hex"}, "^expected an encoding of text that Python knows, got 'hex'$"),
        ({"y_proba": "my p"}, "^row 1: no column 'my p'; there are 'id', 'y_true', 'y_proba'$"),
    ],
)
def test_options_have_rules(options, message):
    with pytest.raises(ValueError, match=message):
        scored(TABLE, **options)


def test_names_that_are_no_words_are_quoted():
    with pytest.raises(ValueError, match=r"^row 2: expected 'my p' in \[0, 1\], got '3'$"):
        scored("y_true,my p\n1,3\n", y_proba="my p")


def test_a_file_opened_as_text_is_refused():
    with pytest.raises(ValueError, match=r"^expected source to be a path or a binary file object"):
        score_file(io.StringIO(TABLE))


def test_a_missing_file_is_an_os_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        score_file(tmp_path / "none.csv")


@given(
    st.lists(st.tuples(st.sampled_from([0, 1]), st.floats(0, 1)), min_size=1),
    st.sampled_from(",;\t|"),
)
def test_file_and_arrays_give_the_same_report(rows, delimiter):
    text = f"y_true{delimiter}y_proba\n" + "".join(f"{y}{delimiter}{p!r}\n" for y, p in rows)
    y, p = zip(*rows, strict=True)
    ours, theirs = scored(text), score_report(y, p)
    assert (
        repr(ours).replace("at row", "at index").splitlines()[:9] == repr(theirs).splitlines()[:9]
    )
    assert ours.loss == theirs.loss


def test_a_long_file_gives_the_report_of_its_arrays():
    rng = np.random.default_rng(0)
    p, w = rng.random(25_000), rng.random(25_000)
    y = (rng.random(p.size) < p).astype(int)
    rows = zip(y.tolist(), p.tolist(), w.tolist(), strict=True)
    text = "y_true,y_proba,w\n" + "".join(f"{a},{b!r},{c!r}\n" for a, b, c in rows)
    ours, theirs = scored(text, sample_weight="w"), score_report(y, p, sample_weight=w)
    assert ours.interval == theirs.interval == "normal"
    assert ours.loss == theirs.loss
    np.testing.assert_allclose(ours[:6], theirs[:6], rtol=1e-12)
    assert ours.calibration_slope == relative(theirs.calibration_slope, 1e-9)


@pytest.mark.slow
def test_memory_does_not_grow_with_the_file(tmp_path):
    def peak(rows):
        path = tmp_path / f"{rows}.csv"
        with path.open("w", encoding="utf-8") as stream:
            stream.write("y_true,y_proba\n" + rows // 4 * "0,0.1\n1,0.75\n0,0.4\n1,0.9\n")
        tracemalloc.start()
        report = score_file(path)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert report.count == rows
        return most

    peak(1_000)  # what is imported and cached on first use
    assert peak(80_000) < 1.1 * peak(40_000)


@pytest.mark.parametrize("content", [TABLE, TABLE + "1,2,3\n", "y\n1\n", "", "PK\x03\x04"])
def test_a_file_is_closed_whatever_it_holds(tmp_path, monkeypatch, content):
    path, files, plain = tmp_path / "some.csv", [], open
    path.write_text(content, encoding="utf-8")

    def kept(*arguments):
        files.append(plain(*arguments))
        return files[-1]

    monkeypatch.setattr("builtins.open", kept)
    with contextlib.suppress(ValueError):
        score_file(path)
    assert [file.closed for file in files] == [True]
