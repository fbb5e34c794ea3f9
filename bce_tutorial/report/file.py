"""The report on predictions in a file or a DataFrame, which is read in parts."""

from collections.abc import Hashable

from bce_tutorial import _validation as require
from bce_tutorial.report.columns import Columns, Reading
from bce_tutorial.report.open import is_known, needed
from bce_tutorial.report.summing import report_of


def score_file(
    source,
    *,
    y_true="y_true",
    y_proba="y_proba",
    sample_weight=None,
    by=None,
    compare=None,
    pos_label=None,
    drop_missing=False,
    delimiter=None,
    decimal=None,
    thousands=None,
    escape=None,
    encoding=None,
    skip_rows=0,
    comment=None,
    header=True,
    sheet=None,
    rng=None,
):
    r"""Return the score report of predictions in a file of any length, or in a DataFrame.

    .. math:: L = \frac{\sum_i w_i \ell_i}{\sum_i w_i}

    The file holds CSV, JSON lines, Parquet or a sheet of Excel, and may be packed (gzip, bz2, xz,
    Zstandard, or zip with a single file). It is read in parts, in bounded memory, and checked on
    the way. Delimiter, decimal comma, a mark of the encoding and a first line ``sep=;`` are
    recognised, rows of nothing are passed over, and labels may be true and false in any spelling.
    A number that can be read in two ways, as ``2,500`` can, is refused, in words that say which
    option reads it in which way. The numbers are those of :func:`score_report`. It needs pandas:
    ``pip install "bce-tutorial[report]"``.

    Parameters
    ----------
    source : str, path, file object or pandas.DataFrame
        The file. Its first row holds the names of the columns.
    y_true, y_proba : str or label
        Names of the columns of labels and of probabilities of class 1. Where no column of a file
        has such a name, a number stands for the place of a column, from 1.
    sample_weight : str or label, optional
        Name of the column of weights.
    by : str or label, optional
        Name of a column of groups, each of which is scored too.
    compare : str or label, optional
        Name of a column of other probabilities, to compare on the same rows.
    pos_label : str, number or bool, optional
        The label of class 1, where labels are not 0 and 1. There must be one other.
    drop_missing : bool, default False
        Leave rows out whose label is missing: empty, NaN, NA, N/A, null, None or -. The report
        counts them. A missing probability is always refused.
    delimiter : str of one character, optional
        What separates the columns. By default the one of comma, semicolon, tab and upright bar
        that gives the columns their names.
    decimal : "." or ",", optional
        The decimal mark, where it shall not be recognised.
    thousands : str of one character, optional
        What parts the thousands of weights. By default nothing may.
    escape : str of one character, optional
        What takes the meaning from the character that follows, such as a backslash.
    encoding : str, default "utf-8"
        Encoding of text without a mark of its own.
    skip_rows : int, default 0
        How many lines or rows stand above the names of the columns.
    comment : str, optional
        What begins lines of text that are remarks.
    header : bool, default True
        Whether the first row holds names. Without, columns are chosen by number.
    sheet : str, optional
        Name of the sheet of a workbook that has several.
    rng : numpy.random.Generator or int, default 0
        Source of the resampling, or its seed.

    Returns
    -------
    ScoreReport
        With rows as they are counted in the file, from 1 on; in a DataFrame, from index 0 on.

    Raises
    ------
    OSError
        If the file cannot be opened.
    ValueError
        If a row breaks a rule of :func:`score_report`, in words that name the row, if the file is
        no such table, or if an option is not one of those above.
    ModuleNotFoundError
        If a package that reads such files is not installed.

    Examples
    --------
    >>> import io
    >>> file = io.BytesIO(b"id;label;p\nID6;1;0,94\nID8;0;0,56\n")
    >>> round(score_file(file, y_true="label", y_proba="p").brier, 4)
    0.1586

    References
    ----------
    Y. Shafranovich, "Common Format and MIME Type for Comma-Separated Values (CSV) Files",
    RFC 4180, 2005.
    """
    needed("pandas")
    from bce_tutorial.report.table import Table

    columns = Columns(y_true, y_proba, sample_weight, compare, by)
    reading = Reading(
        pos_label, drop_missing, delimiter, decimal, thousands, escape, encoding, skip_rows,
        comment, header, sheet,
    )  # fmt: skip
    _check(columns, reading)
    table = Table(source, columns, reading)
    return report_of(table, place=table.place, dropped=table.dropped, rng=rng)


def _check(columns, reading):
    """Refuse options that mean nothing."""
    for role, name in columns._asdict().items():
        if not isinstance(name, Hashable):
            raise ValueError(f"expected {role} to be the name of a column, got {name!r}")
    for option in ("delimiter", "thousands", "escape"):
        value = getattr(reading, option)
        if value is not None and not is_mark(value):
            rule = "to be one character, no letter or digit"
            raise ValueError(f"expected {option} {rule}, got {value!r}")
        if option != "thousands" and not (value or "").isascii():  # pandas could not split so fast
            raise ValueError(f"expected {option} in ASCII, got {value!r}")
    if reading.decimal is not None:
        require.one_of("decimal", reading.decimal, (".", ","))
        if reading.decimal == reading.thousands:
            raise ValueError(f"expected decimal other than thousands, got {reading.decimal!r}")
    if not isinstance(reading.comment, str | None) or reading.comment == "":
        raise ValueError(f"expected comment to be a text, got {reading.comment!r}")
    require.integer("skip_rows", reading.skip_rows, "not negative", lambda count: count >= 0)
    if reading.encoding is not None and not is_known(reading.encoding):
        raise ValueError(f"expected a known encoding of text, got {reading.encoding!r}")


def is_mark(text):
    """Say whether a text is a character that may stand between fields or digits."""
    return len(text) == 1 and text not in '"\r\n' and not text.isalnum()
