"""Files as people have them: read right, or refused in one line that names the row."""

import bz2
import contextlib
import csv
import gzip
import io
import itertools
import lzma
import math
import re
import subprocess
import sys
import tracemalloc
import zipfile
from decimal import Decimal

import numpy as np
import openpyxl
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bce_tutorial import score_file, score_report
from bce_tutorial.datasets import eight_predictions
from tolerance import relative

IDS, Y, P = eight_predictions()
W = np.arange(1, 9) * 1250.5
TABLE = "id,y_true,y_proba\n" + "".join(f"{i},{y},{p}\n" for i, y, p in zip(IDS, Y, P, strict=True))
FRAME = pd.DataFrame({"id": IDS, "y_true": Y, "y_proba": P})
WANTED = score_report(Y, P)


def scored(content, **options):
    data = content if isinstance(content, bytes) else content.encode()
    return score_file(io.BytesIO(data), **options)


def refusal(content):
    """Return why a file is refused, an empty text if it is not."""
    try:
        scored(content)
    except ValueError as error:
        return str(error)
    return ""


def same(ours, theirs, *, dropped=0):
    assert ours.dropped == dropped
    plain = {"place": "", "reliability": None, "dropped": 0}
    assert ours._replace(**plain) == theirs._replace(**plain)
    for a, b in zip(ours.reliability, theirs.reliability, strict=True):
        assert np.array_equal(a, b)


def columns(text, delimiter, decimal="."):
    """Return the table with another delimiter and decimal mark."""
    lines = [line.split(",") for line in text.splitlines()]
    return "".join(
        delimiter.join(field.replace(".", decimal) for field in fields) + "\n" for fields in lines
    )


def zipped(*files):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return target.getvalue()


def zstandard(data):
    target = pa.BufferOutputStream()
    with pa.CompressedOutputStream(target, "zstd") as stream:
        stream.write(data)
    return target.getvalue().to_pybytes()


def parquet(frame=FRAME, **options):
    target = io.BytesIO()
    frame.to_parquet(target, **options)
    return target.getvalue()


def workbook(*rows, **sheets):
    book, target = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    for title, others in sheets.items():
        sheet = book.create_sheet(title)
        for row in others:
            sheet.append(row)
    book.save(target)
    return target.getvalue()


ROWS = [["id", "y_true", "y_proba"], *FRAME.to_numpy().tolist()]
LINES = FRAME.to_json(orient="records", lines=True, double_precision=15)
RAW = TABLE.encode()
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
    "quoted texts over lines": re.sub(r"(ID\d)", r'"\1\n\n,,\n, ""so"", "', TABLE),
    "spaces": TABLE.replace(",", " , "),
    "spaces before quotation marks": TABLE.replace("0.94", ' "0.94"'),
    "quotation marks within, and texts over lines": TABLE.replace("ID6", '5"').replace(
        "ID1", '"a ""b""\n, ""c"", d"'
    ),
    "quotation marks within": TABLE.replace("ID6", 'ID6 5" long').replace("ID1", '3" "long"'),
    "CRLF": TABLE.replace("\n", "\r\n"),
    "CR": TABLE.replace("\n", "\r"),
    "no last line end": TABLE.rstrip(),
    "blank lines below": TABLE + "\n\n  \n",
    "blank lines between": TABLE.replace("\n", "\n\n"),
    "blank lines above": "\n \n" + TABLE,
    "empty rows of a spreadsheet": ",,\n" + TABLE.replace("ID1", ",,\nID1") + ",,\n , ,\n",
    "tabs, and empty rows": columns(TABLE, "\t") + "\t\t\n \n\t\t\n",
    "mark": TABLE.encode("utf-8-sig"),
    "UTF-16": TABLE.encode("utf-16"),
    "UTF-16 big-endian": b"\xfe\xff" + TABLE.encode("utf-16-be"),
    "UTF-32": TABLE.encode("utf-32"),
    "UTF-32 big-endian": b"\0\0\xfe\xff" + TABLE.encode("utf-32-be"),
    "gzip": gzip.compress(RAW),
    "gzip in two parts": gzip.compress(RAW[:40]) + gzip.compress(RAW[40:]),
    "gzip with UTF-16": gzip.compress(TABLE.encode("utf-16")),
    "bz2": bz2.compress(RAW),
    "xz": lzma.compress(RAW),
    "Zstandard": zstandard(RAW),
    "Zstandard in two parts": zstandard(RAW[:40]) + zstandard(RAW[40:]),
    "zip": zipped(("spam.csv", TABLE)),
    "zip of a Macintosh": zipped(("a/", ""), ("a/spam.csv", TABLE), ("__MACOSX/a/._spam.csv", "?")),
    "zip of a gzip": zipped(("spam.csv.gz", gzip.compress(RAW))),
    "truth values": TABLE.replace(",1,", ",True,").replace(",0,", ",False,"),
    "truth values as spreadsheets have them": TABLE.replace(",1,", ",TRUE,"),
    "truth values and numbers": TABLE.replace(",1,", ",true,", 2),
    "floats": TABLE.replace(",1,", ",1.0,").replace(",0,", ",0e0,"),
    "a text column with umlauts": TABLE.replace("ID", "Größe"),
    "a line that names the delimiter": "sep=;\n" + columns(TABLE, ";"),
    "a line that names a rare delimiter": "sep=~\r\n" + columns(TABLE, "~"),
    "such a line of a spreadsheet": '"sep=,"\n' + TABLE,
    "names with spaces": TABLE.replace("id,y_true,y_proba", "id , y_true ,  y_proba"),
    "a long cell": TABLE.replace("ID6", '"' + 200_000 * "long, " + '"'),
    "JSON lines": LINES,
    "JSON lines in a gzip": gzip.compress(LINES.encode()),
    "JSON lines with blank ones and texts": "\n" + re.sub(r"(0\.\d+)", r'"\1"', LINES) + "\n",
    "Parquet": parquet(),
    "Parquet in a gzip": gzip.compress(parquet()),
    "Parquet by groups": parquet(row_group_size=3),
    "Excel": workbook(*ROWS),
    "Excel with empty rows": workbook([], *ROWS[:3], [], *ROWS[3:], [" "], []),
    "Excel with truth values and numbers": workbook(
        ROWS[0], *([name, bool(y) if y else 0, p] for name, y, p in ROWS[1:])
    ),
    "Excel with texts": workbook(*([cell and str(cell) for cell in row] for row in ROWS)),
}


@pytest.mark.parametrize("form", FORMS)
def test_forms_of_one_table_give_one_report(form):
    same(scored(FORMS[form]), WANTED)


OPTIONS = {
    "titles": ("Spam, May\nn = 8\n" + TABLE, {"skip_rows": 2}),
    "titles of a sheet": (workbook(["Spam"], *ROWS), {"skip_rows": 1}),
    "remarks": (
        "# spam\n" + TABLE.replace("ID1", '# of "May",\n# or so\nID1'),
        {"comment": "#"},
    ),
    "a text that looks like a remark": (TABLE.replace("ID1", '"a\n# b"'), {"comment": "#"}),
    "no names": (TABLE.partition("\n")[2], {"header": False, "y_true": 2, "y_proba": 3}),
    "no names, with decimal commas": (
        columns(TABLE.partition("\n")[2], ";", ","),
        {"header": False, "y_true": "2", "y_proba": "3"},
    ),
    "a sheet without names": (
        workbook(*ROWS[1:]),
        {"header": False, "y_true": 2, "y_proba": 3},
    ),
    "numbers of columns": (TABLE, {"y_true": 2, "y_proba": "3"}),
    "numbers as names": (
        TABLE.replace("id,y_true,y_proba", "2,1,0"),
        {"y_true": 1, "y_proba": "0"},
    ),
    "escaped quotation marks": (
        TABLE.replace("ID6", '"a \\"b\\", c\\\\"'),
        {"escape": "\\"},
    ),
    "a delimiter": (columns(TABLE, "~"), {"delimiter": "~"}),
    "spaces as delimiters": (columns(TABLE, " "), {"delimiter": " "}),
    "a decimal mark": (columns(TABLE, "\t", ","), {"decimal": ","}),
    "a sheet": (workbook(["y"], Spam=ROWS), {"sheet": "Spam"}),
    "UTF-16 without a mark": (TABLE.encode("utf-16-le"), {"encoding": "utf-16-le"}),
    "UTF-32 without a mark": (TABLE.encode("utf-32-be"), {"encoding": "utf-32-be"}),
    "latin-1": (TABLE.replace("ID", "ä").encode("latin-1"), {"encoding": "latin-1"}),
}


@pytest.mark.parametrize("form", OPTIONS)
def test_options_read_what_is_not_recognised(form):
    content, options = OPTIONS[form]
    same(scored(content, **options), WANTED)


def test_a_path_of_any_kind_and_a_file_that_stays_open(tmp_path):
    for name, content in (("spam.csv", RAW), ("spam.zip", FORMS["zip"]), ("s", FORMS["Parquet"])):
        path = tmp_path / name
        path.write_bytes(content)
        same(score_file(path), WANTED)
        same(score_file(str(path)), WANTED)
        with path.open("rb") as stream:
            same(score_file(stream), WANTED)
            stream.seek(0)
            same(score_file(stream), WANTED)
        stream = io.BytesIO(content)
        score_file(stream)
        assert not stream.closed


class Pipe(io.RawIOBase):
    """A stream that only goes forward, a few bytes at a time."""

    def __init__(self, data):
        self._data = io.BytesIO(data)

    def readable(self):
        return True

    def readinto(self, target):
        return self._data.readinto(memoryview(target)[:1000])


@pytest.mark.parametrize("form", ["commas", "zip", "Parquet", "Excel", "Zstandard"])
def test_a_pipe(form):
    content = FORMS[form]
    same(score_file(Pipe(content if isinstance(content, bytes) else content.encode())), WANTED)


def test_a_file_opened_as_text(tmp_path):
    same(score_file(io.StringIO(TABLE)), WANTED)
    same(score_file(io.StringIO(LINES)), WANTED)
    named = io.StringIO(TABLE.replace("y_proba", "größe"))
    same(score_file(named, y_proba="größe", encoding="latin-1"), WANTED)  # it has no bytes
    marked = "\N{ZERO WIDTH NO-BREAK SPACE}" + re.sub("(?m)^[^,]*,", "", TABLE)
    same(score_file(io.StringIO(marked)), WANTED)
    path = tmp_path / "spam.csv"
    path.write_text(TABLE.replace("ID", "ä"), encoding="latin-1")
    with path.open(encoding="latin-1") as stream:
        same(score_file(stream), WANTED)


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


@pytest.mark.parametrize(
    "dtype", ["int8", "float32", "bool", "boolean", "Int64", "object", "str", "category"]
)
def test_labels_of_every_type_in_a_data_frame_and_in_parquet(dtype):
    frame = FRAME.astype({"y_true": dtype})
    same(score_file(frame), WANTED)
    if dtype != "category":
        same(scored(parquet(frame)), WANTED)


def test_data_frames_have_columns_of_any_name_and_rows_of_any_index():
    frame = FRAME.set_axis([("a", 1), 5, 0.5], axis=1).set_index(pd.Index([7] * 8))
    same(score_file(frame, y_true=5, y_proba=0.5), WANTED)
    decimals = FRAME.assign(y_proba=[Decimal(str(p)) for p in P], y_true=Y.astype(object))
    same(score_file(decimals), WANTED)
    assert score_file(frame, y_true=5, y_proba=0.5).place == "index"
    with pytest.raises(
        ValueError, match=r"^index 2: expected y_proba in \[0, 1\], got 94; divide by 100\?$"
    ):
        score_file(FRAME.assign(y_proba=[0.5, 0.5, 94, 0, 0, 0, 0, 0]))


NUMBERS = {
    "points": (W, {}),
    "thousands": ([f"{w:,.1f}" for w in W], {"thousands": ","}),
    "thousands parted by points": (
        [f"{w:,.1f}".translate(str.maketrans(",.", ".,")) for w in W],
        {"thousands": "."},
    ),
    "thousands parted by narrow spaces": (
        [f"{w:,.1f}".replace(",", "\N{NARROW NO-BREAK SPACE}") for w in W],
        {"thousands": "\N{NARROW NO-BREAK SPACE}"},
    ),
    "thousands parted by spaces": (
        [f"{w:,.1f}".translate(str.maketrans(",.", " ,")) for w in W],
        {"thousands": " "},
    ),
    "decimal commas": ([str(w).replace(".", ",") for w in W], {}),
}


@pytest.mark.parametrize("form", NUMBERS)
def test_weights_with_marks(form):
    weights, options = NUMBERS[form]
    text = "y_true\ty_proba\tw\n"
    text += "".join(f"{y}\t{p}\t{w}\n" for y, p, w in zip(Y, P, weights, strict=True))
    if "," in str(weights[0])[-3:]:
        text = text.replace("\t0.", "\t0,")
    same(scored(text, sample_weight="w", **options), score_report(Y, P, sample_weight=W))


def weighty(*weights, p="0.5", delimiter="\t"):
    rows = "".join(f"1{delimiter}{p}{delimiter}{w}\n" for w in weights)
    return f"y_true{delimiter}y_proba{delimiter}w\n{rows}"


BOTH = "2500 with thousands=',', or 2.5 with decimal=','"
AMBIGUOUS = {
    "beside points": (weighty("120", "2,500"), BOTH),
    "beside votes": (weighty("120", "2,500", p="1"), BOTH),
    "between commas": (weighty("120", '"2,500"', delimiter=","), BOTH),
    "a point beside votes": (weighty("120", "2.500", p="1"), BOTH.replace(",'", ".'")),
    "a point beside decimal commas": (weighty("2.500", p="0,5"), BOTH.replace(",'", ".'")),
    "far below": (
        weighty(*["120"] * 300_000, "2.500", p="1"),
        BOTH.replace(",'", ".'"),
    ),
    "several": (weighty("1,234,567"), "1234567 with thousands=','"),
    "both marks": (weighty("1,234.5"), "1234.5 with thousands=','"),
    "both marks, the other way": (weighty("1.234,5", p="0,5"), "1234,5 with thousands='.'"),
}


@pytest.mark.parametrize("form", AMBIGUOUS)
def test_a_number_that_can_be_read_in_two_ways_is_refused_with_both(form):
    text, readings = AMBIGUOUS[form]
    row = text.count("\n")
    with pytest.raises(ValueError, match=rf"^row {row}: expected w to be read in one way, got "
                       rf"'[\d.,]+': {re.escape(readings)}$"):  # fmt: skip
        scored(text, sample_weight="w")


def test_between_commas_a_point_is_no_thousands_separator():
    text = weighty("1.250", "300", p="1", delimiter=",") + "0,0,1\n"
    wanted = score_report([1, 1, 0], [1, 1, 0], sample_weight=[1.25, 300, 1])
    same(scored(text, sample_weight="w"), wanted)


def test_what_is_refused_is_read_with_the_option_that_is_named():
    text, wanted = weighty("120", "2,500", p="1") + "0\t0\t1\n", [[1, 1, 0], [1, 1, 0]]
    weight = score_report(*wanted, sample_weight=[120, 2500, 1])
    same(scored(text, sample_weight="w", thousands=","), weight)
    same(
        scored(text, sample_weight="w", decimal=","),
        score_report(*wanted, sample_weight=[120, 2.5, 1]),
    )


@pytest.mark.parametrize(("p", "other"), [("0,5", "0.5"), ("0.5", "0,5"), ("0.5", ",5")])
def test_numbers_of_one_file_have_one_decimal_mark(p, other):
    with pytest.raises(ValueError, match=r"^row 3: expected numbers with one decimal mark, '[.,]', "
                       rf"got '{re.escape(other)}'; say which with decimal='.' or"):  # fmt: skip
        scored(f"y_true;y_proba\n1;{p}\n0;{other}\n")


def test_a_probability_is_no_thousand_unless_the_mark_is_known_to_be_another():
    wanted = score_report([1, 0], [1, 0.5])
    same(scored("y_true;y_proba\n1;1,000\n0;0,500\n"), wanted)
    same(scored("y_true;y_proba\n1;1.000\n0;0.500\n"), wanted)
    with pytest.raises(ValueError, match=r"^row 3: expected numbers with one decimal mark, ','"):
        scored("y_true;y_proba\n1;1,000\n0;0.5\n")


LABELS = {
    "yes and no": ("yes", "no", "yes"),
    "signs": ("+", "-", "+"),
    "-1 and 1": ("1", "-1", 1),
    "-1 and 1 as texts": ("1", "-1", "1"),
    "1 and 2": ("2", "1", 2),
    "floats": ("1.0", "-1.0", "1"),
    "0 means positive": ("0", "1", 0),
    "truth values": ("FALSE", "TRUE", "false"),
    "padded": (" yes ", "no  ", "yes"),
}


@pytest.mark.parametrize("form", LABELS)
@pytest.mark.parametrize("kind", ["text", "JSON"])
def test_a_positive_label(form, kind):
    one, zero, pos_label = LABELS[form]
    frame = FRAME.assign(y_true=[one if y else zero for y in Y])
    text = frame.to_csv() if kind == "text" else frame.to_json(orient="records", lines=True)
    same(scored(text, pos_label=pos_label), WANTED)


def test_what_is_wrong_with_labels_is_said():
    text = "y_true,y_proba\nyes,0.5\nno,0.5\nmaybe,0.5\n"
    with pytest.raises(ValueError, match=r"^row 4: expected y_true with two values, 'yes' and one "
                       r"other, got 'no' and 'maybe'$"):  # fmt: skip
        scored(text, pos_label="yes")
    with pytest.raises(
        ValueError, match=r"^expected y_true with the positive label 'ja', got 'no'"
    ):
        scored(text.replace("yes", "no").replace("maybe", "no"), pos_label="ja")
    message = f"row 2: expected y_true to be a number, true or false, got 'yes'{POSITIVE}"
    with pytest.raises(ValueError, match=f"^{message}$"):
        scored(text)


ABSENT = ["", "NA", "N/A", "null", "None", "NaN", "nan", "-", " - ", "<NA>", "#N/A", '""']


@pytest.mark.parametrize("word", ABSENT)
@pytest.mark.parametrize("pos_label", [None, 1])
def test_rows_without_a_label_are_dropped_and_counted_if_asked(word, pos_label):
    text = TABLE.replace("ID6,", f"ID0,{word},\nID6,").replace("ID1,", f"ID0,{word},0.25\nID1,")
    with pytest.raises(ValueError, match=r"^row \d: y_true is missing; leave such rows out with "
                       r"drop_missing=True$"):  # fmt: skip
        scored(text, pos_label=pos_label)
    same(scored(text, pos_label=pos_label, drop_missing=True), WANTED, dropped=2)


@pytest.mark.parametrize("absent", [None, math.nan, pd.NA])
def test_missing_labels_of_typed_tables(absent):
    more = pd.DataFrame({"id": ["x"], "y_true": [absent], "y_proba": [0.5]})
    frame = pd.concat([FRAME.astype({"y_true": object}), more.astype({"y_true": object})])
    same(score_file(frame, drop_missing=True), WANTED, dropped=1)
    same(score_file(frame.convert_dtypes(), drop_missing=True), WANTED, dropped=1)
    same(scored(parquet(frame.convert_dtypes()), drop_missing=True), WANTED, dropped=1)
    same(scored(LINES + '{"y_proba": 0.5}\n', drop_missing=True), WANTED, dropped=1)
    same(scored(workbook(*ROWS, ["x", None, 0.5]), drop_missing=True), WANTED, dropped=1)
    with pytest.raises(ValueError, match=r"^index 8: y_true is missing"):
        score_file(frame)


def test_probabilities_and_weights_are_never_missing():
    for text in ("y_true,y_proba,w\n1,0.5,1\n1,,1\n", "y_true,y_proba,w\n1,0.5,1\n1,NaN,1\n"):
        with pytest.raises(ValueError, match=r"^row 3: y_proba is missing$"):
            scored(text, drop_missing=True)
    with pytest.raises(ValueError, match=r"^row 2: w is missing$"):
        scored("y_true,y_proba,w\n1,0.5,\n", sample_weight="w", drop_missing=True)
    with pytest.raises(ValueError, match=r"^row 1: y_proba is missing$"):
        scored('{"y_true": 1, "y_proba": null}')
    with pytest.raises(ValueError, match=r"^no predictions below the names of the columns; "
                       "rows without a label: 1$"):  # fmt: skip
        scored("y_true,y_proba\n,0.5\n", drop_missing=True)


GROUPS = ["007", "7", "a, b", "a\nb", "7", " 007", "a, b", ""]
OTHERS = np.array([0.1, 0.25, 0.3, 0.45, 0.5, 0.65, 0.7, 0.9])


@pytest.mark.parametrize("kind", ["CSV", "JSON", "Parquet", "Excel", "DataFrame"])
def test_groups_and_another_prediction(kind):
    frame = FRAME.assign(country=GROUPS, other=OTHERS)
    source = {
        "CSV": lambda: io.BytesIO(frame.to_csv(sep=";", decimal=",").encode()),
        "JSON": lambda: io.BytesIO(frame.to_json(orient="records", lines=True).encode()),
        "Parquet": lambda: io.BytesIO(parquet(frame)),
        "Excel": lambda: io.BytesIO(workbook(list(frame), *frame.to_numpy().tolist())),
        "DataFrame": lambda: frame,
    }[kind]
    ours = score_file(source(), by="country", compare="other")
    same(ours, score_report(Y, P, by=[name.strip() for name in GROUPS], compare=OTHERS))
    assert {group.name for group in ours.groups} == {"007", "7", "a, b", "a\nb", ""}
    with pytest.raises(ValueError, match=r"expected compare in \[0, 1\], got 94"):
        score_file(frame.assign(compare=[94.0, *P[1:]]), compare="compare")


def test_columns_of_numbers_are_groups_and_a_column_has_one_role():
    same(score_file(FRAME, by="y_true"), score_report(Y, P, by=Y))
    same(scored(TABLE, by="y_true"), score_report(Y, P, by=Y))
    with pytest.raises(
        ValueError, match=r"^expected columns of different names, got y_true, y_pro"
    ):
        scored(TABLE, compare="y_proba")


def test_other_names_weights_and_encoding():
    text = "größe;wahr;p;gewicht\n" + "".join(
        f"x;{y};{p};{k}\n" for k, (y, p) in enumerate(zip(Y, P, strict=True))
    ).replace(".", ",")
    options = {"y_true": "wahr", "y_proba": "p", "sample_weight": "gewicht"}
    wanted = score_report(Y, P, sample_weight=np.arange(8))
    same(scored(text, **options), wanted)
    same(scored(text.encode("latin-1"), encoding="latin-1", **options), wanted)


def test_the_names_choose_the_delimiter():
    text = "a,b,c;y_true;y_proba\n1,2,3;1;0.5\n"
    same(scored(text), score_report([1], [0.5]))


@pytest.mark.parametrize(
    ("above", "between", "row"),
    [("\n", "\n\n", 5), ("", '"a\n\n# b"\n', 3), ("sep=,\n", "\n", 4), ("# x\n", "\n# y\n", 5)],
)
def test_rows_count_as_in_the_file_and_the_first_certain_mistake_is_named(above, between, row):
    report = scored(f"{above}y_true,y_proba,t\n1,0.5,{between}1,0.0,\n0,1,\n", comment="#")
    assert (report.place, report.first_certain_and_wrong) == ("row", row)
    assert f"infinite penalty: 2, the first at row {row}." in str(report)


def test_rows_of_other_kinds_count_as_well():
    assert scored('{"y_true": 1, "y_proba": 0}\n').first_certain_and_wrong == 1
    assert scored(parquet(FRAME.assign(y_proba=0.0))).first_certain_and_wrong == Y.argmax() + 1
    table = workbook(["x"], [], ["y_true", "y_proba"], [1, 0.5], [1, 0])
    assert scored(table, skip_rows=1).first_certain_and_wrong == 5


ARRAY = "a JSON array: write one object a line instead (JSON lines)"
NAMES = "no column 'y_true'; there are 'id', 'p'; choose y_true=NAME"
LAYOUT = ", skip_rows=N to skip titles, or header=False and numbers if there are no names"
POSITIVE = "; for other labels name the positive one as pos_label"
BAD = {
    "": "the file is empty",
    "\n \n": "the file is empty but for blank or skipped lines",
    "y_true,y_proba\n": "no predictions below the names of the columns",
    "\ny_true,y_proba\n\n,\n": "no predictions below the names of the columns",
    "id,p\n1,0.5\n": f"row 1: {NAMES}{LAYOUT}",
    "y_true,y_true,y_proba\n": "row 1: 2 columns are called 'y_true'",
    "1,0.5\n0,0.4\n": "row 1: no column 'y_true'; there are '1', '0.5'; choose y_true=NAME"
    + LAYOUT,
    "Spam of May\n\ny_true,y_proba\n1,1\n": "row 1: no column 'y_true'; there are 'Spam of May'; "
    f"choose y_true=NAME{LAYOUT}",
    "y_true,y_proba\n1,0.5\n1\n": "row 3: expected 2 fields, got fewer",
    "y_true,y_proba\n1,0.5\n1,0.5,7\n": "row 3: expected 2 fields, got more",
    "y_true,y_proba\n1,0,5\n0,0,7\n": "row 2: expected 2 fields, got more",
    "y_true,y_proba,w,x\n1,0.5,7\n": "row 2: expected 4 fields, got fewer",
    "y_true,y_proba\n1,94%\n": "row 2: expected y_proba to be a number, got '94%'",
    "y_true,y_proba\n1,94\n": "row 2: expected y_proba in [0, 1], got 94; divide by 100?",
    "y_true,y_proba\n1,0_1\n": "row 2: expected y_proba to be a number, got '0_1'",
    "y_true,y_proba\n1,true\n": "row 2: expected y_proba to be a number, got True",
    "y_true,y_proba\n1,true\n1,0.5\n": "row 2: expected y_proba to be a number, got 'true'",
    "y_true,y_proba\n1, \n": "row 2: y_proba is missing",
    "y_true,y_proba\n1,0.5\n\n,0.5\n": "row 4: y_true is missing; leave such rows out with "
    "drop_missing=True",
    "y_true,y_proba\n1,nan\n": "row 2: y_proba is missing",
    "y_true,y_proba\n1,1.2\n": "row 2: expected y_proba in [0, 1], got 1.2",
    "y_true,y_proba\n1,1e400\n": "row 2: expected y_proba in [0, 1], got inf",
    "y_true,y_proba\n-1,0.2\n": f"row 2: expected y_true in [0, 1], got -1{POSITIVE}",
    'y_true,y_proba\n1,0.5\n1,"0.5\n1,0.4\n': "row 3: a quotation mark is not closed",
    'x,y_true,y_proba\n"a\nb",1,0.5\n"c,1,0.4\n"d",0,0.4\n"e",1,0.5\n': "line 5: something follows "
    "a closing quotation mark; within a text such marks are doubled",
    'x,y_true,y_proba\n"he "said" so",1,0.5\n': "line 2: something follows a closing "
    "quotation mark; within a text such marks are doubled",
    b"y_true,y_proba,x\n1,0.5,\xc3": "line 1 or below: byte 0xc3 is not utf-8 text; "
    "name its encoding, perhaps encoding='latin-1'",
    f"y_true,y_proba\n1,{'x' * 41}\n": f"row 2: expected y_proba to be a number, got "
    f"'{'x' * 37}...'",
    "a" * 2**25: "no end of a line in 16,777,216 characters: is it a table?",
    ",".join(f"c{k}" for k in range(15)): "row 1: no column 'y_true'; there are "
    + ", ".join(f"'c{k}'" for k in range(12))
    + f" and 3 more; choose y_true=NAME{LAYOUT}",
    '[{"y_true": 1, "y_proba": 0.5}]': ARRAY,
    "\n[\n[1, 0.5]]": ARRAY,
    '{"id": 1, "p": 0.5}': NAMES,
    '{"y_true": 1, "y_proba": 0.5}\n\n[1]': "row 3: expected an object of JSON",
    '{"y_true": 1, "y_proba": 0.5}\n{"y_true"': "row 2: no JSON: Expecting ':' delimiter: line 1 "
    "column 10 (char 9)",
    '{"y_true": 1, "y_proba": [0.5]}': "row 1: expected y_proba to be a number, got [0.5]",
    '{"y_true": 1, "y_proba": 1e400}': "row 1: expected y_proba in [0, 1], got inf",
    zipped(("a.csv", "a"), ("b.csv", "b")): "the archive holds 2 files: unpack it and choose one",
    zipped(): "the file is not text: it holds zero bytes; or name its encoding",
    workbook(["id", "p"], [1, 0.5]): f"row 1: {NAMES}{LAYOUT}",
    workbook(): "row 1: no column 'y_true'; there are none; choose y_true=NAME" + LAYOUT,
    workbook(ROWS[0], [1, 1, "high"]): "row 2: expected y_proba to be a number, got 'high'",
    workbook(ROWS[0], [1, 1, True]): "row 2: expected y_proba to be a number, got True",
    workbook(*ROWS, Other=ROWS): "choose a sheet of the workbook: sheet='Sheet' or sheet='Other'",
    parquet(FRAME[["id"]]): "no column 'y_true'; there are 'id'; choose y_true=NAME",
    parquet(FRAME[:0]): "no predictions below the names of the columns",
    b"\xd0\xcf\x11\xe0\xa1\xb1": "an Excel workbook of the old kind: save it as .xlsx or CSV",
    TABLE.encode("utf-16-le"): "the file is not text: it holds zero bytes; or name its encoding",
    b"gr\xf6\xdfe,y_true,y_proba\n": "line 1 or below: byte 0xf6 is not utf-8 text; "
    "name its encoding, perhaps encoding='latin-1'",
    gzip.compress(RAW)[
        :-9
    ]: "the file cannot be read: Compressed file ended before the end-of-stream marker was reached",
    zstandard(RAW)[:-9]: "the file cannot be read: Truncated compressed stream",
    b"\x1f\x8bnonsense": "the file cannot be read: Unknown compression method",
}


@pytest.mark.parametrize("number", range(len(BAD)))
def test_what_is_wrong_is_said_in_one_line(number):
    content, message = list(BAD.items())[number]
    with pytest.raises(ValueError, match=rf"\A{re.escape(message)}\Z"):
        scored(content)


def test_quotation_marks_join_no_rows_that_a_strict_reader_would_not():
    kept = 0
    for texts in itertools.product(["a", '"a', '"a"', 'a"a', '"b\n"'], repeat=3):
        table = "x,y_true,y_proba\n" + "".join(f"{text},1,0.5\n" for text in texts)
        with contextlib.suppress(ValueError):
            assert (
                scored(table).count
                == sum(1 for _ in csv.reader(io.StringIO(table), strict=True)) - 1
            )
            kept += 1
    assert kept > 3**3


def test_the_row_of_a_bad_number_is_right_below_rows_that_are_left_out():
    with pytest.raises(ValueError, match=r"^row 4: expected y_proba in \[0, 1\], got 1.5"):
        scored("y_true,y_proba\n,0.5\n1,0.5\n1,1.5\n", drop_missing=True)
    worst = scored("y_true,y_proba\n,0.5\n1,0.5\n1,0\n", drop_missing=True)
    assert worst.first_certain_and_wrong == 4


def test_a_file_without_names_offers_the_numbers_of_its_columns():
    with pytest.raises(ValueError, match=r"no column 'y'; there are '1', '2'; choose"):
        scored("1,0.5\n0,0.25\n", header=False, y_true="y", y_proba="2")


def test_three_decimals_behind_a_comma_are_no_thousand_in_a_probability():
    frame = pd.DataFrame({"y_true": [1, 0], "y_proba": ["0,875", "0,125"]})
    assert score_file(frame).loss == pytest.approx(-math.log(0.875))


def test_the_line_of_a_bad_byte_is_told_far_below():
    lines = [b"y_true,y_proba"] + [b"1,0.25"] * 130_000
    lines[125_000] = b"1,0.2\xe9"
    found = re.match(r"line (\d+) or below: byte 0xe9 is not utf-8", refusal(b"\n".join(lines)))
    assert 75_000 < int(found[1]) <= 125_001


def test_the_row_of_a_bad_number_is_right_far_below():
    lines = ["y_true,y_proba"] + ["1,0.25"] * 330_000
    lines[100] = ""  # it counts
    lines[325_000] = "1,2.5"
    with pytest.raises(ValueError, match=r"^row 325001: "):
        scored("\n".join(lines))
    lines[325_000] = "1,high"
    with pytest.raises(ValueError, match=r"^row 325001: expected y_proba to be a number"):
        scored("\n".join(lines))
    lines[324_000] = '1,"0.5'
    with pytest.raises(ValueError, match=r"^row 324001: a quotation mark is not closed"):
        scored("\n".join(lines))
    lines[324_000] = "1,0.5"
    lines[300_000] = ","  # it counts, too
    lines[290_000] = "1"
    with pytest.raises(ValueError, match=r"^row 290001: expected 2 fields, got fewer"):
        scored("\n".join(lines))


def test_the_row_of_a_bad_number_is_right_far_below_in_typed_tables():
    frame = pd.DataFrame({"y_true": np.ones(140_000), "y_proba": 0.5})
    frame.loc[139_999, "y_proba"] = 1.5
    with pytest.raises(ValueError, match=r"^index 139999: expected y_proba"):
        score_file(frame)
    for content in (parquet(frame), frame.to_json(orient="records", lines=True)):
        with pytest.raises(ValueError, match=r"^row 140000: expected y_proba"):
            scored(content)


def test_a_sheet_that_does_not_say_its_size_may_have_short_rows():
    book = zipfile.ZipFile(io.BytesIO(workbook(*ROWS, ["x", 1])))
    parts = [
        (name, re.sub(rb"<dimension[^>]*>(</dimension>)?", b"", book.read(name)))
        for name in book.namelist()
    ]
    with pytest.raises(ValueError, match=r"^row 10: y_proba is missing$"):
        scored(zipped(*parts))


def test_types_that_differ_far_below_in_a_wide_table_are_no_warning():
    others = 40 * ",x"
    text = f"y_true,y_proba{others}\n" + 50_000 * f"1,0.25{others}\n" + f"True,0.25{others}\n"
    assert scored(text).count == 50_001


@pytest.mark.parametrize(
    ("weight", "message"),
    [
        ("-1", "^row 2: expected w finite and not negative, got -1$"),
        ("inf", "^row 2: expected w finite and not negative, got inf$"),
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
        (
            {"delimiter": ""},
            "^expected delimiter to be one character, no letter or digit, got ''$",
        ),
        (
            {"delimiter": '"'},
            "^expected delimiter to be one character, no letter or digit, got '\"'$",
        ),
        ({"delimiter": "5"}, "^expected delimiter to be one character, no letter or digit"),
        ({"delimiter": "¦"}, "^expected delimiter in ASCII, got '¦'$"),
        ({"decimal": ";"}, "^expected decimal to be one of ., ,, got ';'$"),
        (
            {"decimal": ",", "thousands": ","},
            "^expected decimal other than thousands, got ','$",
        ),
        ({"comment": ""}, "^expected comment to be a text, got ''$"),
        ({"skip_rows": -1}, "^expected skip_rows to be an integer not negative, got -1$"),
        ({"encoding": "klingon"}, "^expected a known encoding of text, got 'klingon'$"),
        ({"encoding": "hex"}, "^expected a known encoding of text, got 'hex'$"),
        (
            {"y_proba": "my p"},
            "^row 1: no column 'my p'; there are 'id', 'y_true', 'y_proba'; choose y_proba=NAME",
        ),
        ({"sample_weight": [1, 2]}, r"^expected sample_weight to be the name of a column, got \["),
        ({"y_true": 4}, "^row 1: no column '4'; there are"),
        ({"pos_label": math.nan}, "^expected pos_label to be a label of y_true, got nan$"),
    ],
)
def test_options_have_rules(options, message):
    with pytest.raises(ValueError, match=message):
        scored(TABLE, **options)


def test_a_sheet_that_is_not_there():
    with pytest.raises(ValueError, match=r"^choose a sheet of the workbook: sheet='Sheet'$"):
        scored(FORMS["Excel"], sheet="Spam")


def test_names_that_are_no_words_are_quoted():
    with pytest.raises(ValueError, match=r"^row 2: expected 'my p' in \[0, 1\], got 3$"):
        scored("y_true,my p\n1,3\n", y_proba="my p")


def test_a_source_of_another_kind_is_refused():
    with pytest.raises(ValueError, match=r"^expected source to be a path, a file or a DataFrame"):
        score_file([1, 2])


def test_a_missing_file_is_an_os_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        score_file(tmp_path / "none.csv")


@pytest.mark.parametrize(("name", "form"), [("pandas", "commas"), ("openpyxl", "Excel")])
def test_what_is_not_installed_is_named(name, form, monkeypatch):
    monkeypatch.setitem(sys.modules, name, None)
    message = rf'^reading this needs {name}: pip install "bce-tutorial\[report\]"$'
    with pytest.raises(ModuleNotFoundError, match=message):
        scored(FORMS[form])


@pytest.mark.slow
def test_arrays_need_none_of_these_packages():
    code = (
        "import sys\n"
        "sys.modules |= dict.fromkeys(['pandas', 'pyarrow', 'openpyxl'])\n"
        "import bce_tutorial.report.command, bce_tutorial\n"
        "print(bce_tutorial.score_report([1, 0], [0.9, 0.2]).count)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "2\n"


@given(
    st.lists(st.tuples(st.sampled_from([0, 1]), st.floats(0, 1)), min_size=1),
    st.sampled_from(",;\t|"),
)
def test_file_and_arrays_give_the_same_report(rows, delimiter):
    text = f"y_true{delimiter}y_proba\n" + "".join(f"{y}{delimiter}{p!r}\n" for y, p in rows)
    y, p = zip(*rows, strict=True)
    ours, theirs = scored(text), score_report(y, p)
    assert ours.loss == theirs.loss
    assert str(ours).splitlines()[:9] == str(theirs).splitlines()[:9]


PACKINGS = {
    "plain": bytes,
    "gzip": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "Zstandard": zstandard,
    "zip": lambda data: zipped(("any name", data)),
}
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from(',;\t|"\n# .'))
MISSING = st.sampled_from([None, "", "NA", "null", "-"])
TABLES = st.lists(
    st.tuples(
        TEXTS,
        st.integers(0, 1),
        st.floats(0, 1),
        st.integers(1, 20_000).map(lambda k: k / 8),
        MISSING,
    ),
    max_size=20,
)


@given(
    TABLES,
    st.sampled_from([*",;\t|", "~"]),
    st.sampled_from(".,"),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(list(PACKINGS)),
    st.permutations(["text", "y_true", "y_proba", "w"]),
)
def test_what_is_written_in_any_way_is_read(
    rows, delimiter, decimal, quoting, encoding, end, packing, order
):
    rows = [("", 1, 0.5, 1.0, None), *rows]
    target = io.StringIO()
    writer = csv.writer(target, delimiter=delimiter, quoting=quoting, lineterminator=end)
    writer.writerow(order)
    for text, y, p, w, missing in rows:
        label = missing if missing is not None else y
        numbers = [repr(number).replace(".", decimal) for number in (p, w)]
        fields = dict(zip(["text", "y_true", "y_proba", "w"], [text, label, *numbers], strict=True))
        writer.writerow([fields[name] for name in order])
    data = PACKINGS[packing](target.getvalue().encode(encoding))
    options = {"delimiter": delimiter} if delimiter == "~" else {}
    ours = score_file(io.BytesIO(data), sample_weight="w", drop_missing=True, **options)
    _, y, p, w, _ = zip(*(row for row in rows if row[4] is None), strict=True)
    theirs = score_report(y, p, sample_weight=w)
    assert ours.dropped == len(rows) - len(y)
    assert (ours.loss, ours.count, ours.brier) == (theirs.loss, theirs.count, theirs.brier)


@pytest.mark.parametrize("form", FORMS)
def test_no_damage_has_another_end_than_a_line(form):
    content = FORMS[form] if isinstance(FORMS[form], bytes) else FORMS[form].encode()
    rng = np.random.default_rng(0)
    for _ in range(15):
        data = bytearray(content)
        place = int(rng.integers(0, len(data)))
        match rng.integers(0, 4):
            case 0:
                data[place] ^= int(rng.integers(1, 256))
            case 1:
                del data[place:]
            case 2:
                del data[place : place + 5]
            case 3:
                data[place:place] = rng.bytes(3)
        assert "\n" not in refusal(bytes(data))


def test_a_long_file_gives_the_report_of_its_arrays():
    rng = np.random.default_rng(0)
    p, w = rng.random(25_000), rng.random(25_000)
    y = (rng.random(p.size) < p).astype(int)
    rows = zip(y.tolist(), p.tolist(), w.tolist(), strict=True)
    text = "y_true,y_proba,w\n" + "".join(f"{a},{b!r},{c!r}\n" for a, b, c in rows)
    ours, theirs = scored(text, sample_weight="w"), score_report(y, p, sample_weight=w)
    assert ours.interval == theirs.interval == "normal"
    assert ours.loss == relative(theirs.loss, 1e-14)
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
    assert peak(2_000_000) < 1.1 * peak(1_000_000)


@pytest.mark.parametrize("form", ["commas", "zip", "Excel", "Parquet", "gzip"])
@pytest.mark.parametrize("end", [None, -20])
def test_a_file_is_closed_whatever_it_holds(tmp_path, monkeypatch, form, end):
    path, files, plain = tmp_path / "some.csv", [], open
    content = FORMS[form]
    path.write_bytes((content if isinstance(content, bytes) else content.encode())[:end])

    def kept(name, *arguments):
        file = plain(name, *arguments)
        if name == path:
            files.append(file)
        return file

    monkeypatch.setattr("builtins.open", kept)
    with contextlib.suppress(ValueError):
        score_file(path)
    assert [file.closed for file in files] == [True]
