"""The report on predictions in a file, which is read in parts."""

from bce_tutorial.report.block import Block
from bce_tutorial.report.csv_table import blocks
from bce_tutorial.report.summing import report_of


def score_file(
    source,
    *,
    y_true="y_true",
    y_proba="y_proba",
    sample_weight=None,
    delimiter=None,
    encoding="utf-8",
    rng=None,
):
    r"""Return the score report of predictions in a CSV file, of any length.

    .. math:: L = \frac{\sum_i w_i \ell_i}{\sum_i w_i}

    The file is read in parts, in bounded memory, and checked on the way. It may be gzipped, have
    a byte order mark, be in UTF-16 with one, use decimal commas, and end with blank lines. Labels
    may be ``True`` and ``False``. The numbers are those of :func:`score_report`.

    Parameters
    ----------
    source : str, path or binary file object
        The file. Its first row holds the names of the columns.
    y_true, y_proba : str
        Names of the columns of labels and of probabilities of class 1.
    sample_weight : str, optional
        Name of the column of weights.
    delimiter : str of one character, optional
        What separates the columns. By default the one of comma, semicolon, tab and upright bar
        that gives the columns their names.
    encoding : str, default "utf-8"
        Encoding of a file without a byte order mark.
    rng : numpy.random.Generator or int, default 0
        Source of the resampling, or its seed.

    Returns
    -------
    ScoreReport
        With rows as they are counted in the file: the first one holds the names.

    Raises
    ------
    OSError
        If the file cannot be opened.
    ValueError
        If a row breaks a rule of :func:`score_report`, in words that name the row, if the file is
        no such table, or if an option is not one of those above.

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
    columns = [y_true, y_proba, *([] if sample_weight is None else [sample_weight])]
    found = (Block(rows, *values) for rows, values in blocks(source, columns, delimiter, encoding))
    return report_of(found, place="row", rng=rng)
