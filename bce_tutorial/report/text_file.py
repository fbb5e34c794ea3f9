"""A file of text as people send it: packed or not, with or without a mark of its encoding."""

import codecs
import contextlib
import gzip
import io

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def is_known(encoding):
    """Say whether Python can read text in an encoding."""
    try:
        io.TextIOWrapper(io.BytesIO(), encoding)
    except LookupError:
        return False
    return True


@contextlib.contextmanager
def opened(source, encoding):
    """Open a path as text, or a binary file object, which stays open.

    A mark of the encoding is taken away and goes before `encoding`.
    """
    if not is_known(encoding):
        raise ValueError(f"expected an encoding of text that Python knows, got {encoding!r}")
    if isinstance(source, io.TextIOBase):
        raise ValueError("expected source to be a path or a binary file object, got text")
    with contextlib.ExitStack() as stack:
        stream = source
        if not hasattr(source, "read"):
            stream = stack.enter_context(open(source, "rb"))
        elif not hasattr(source, "peek"):
            stream = io.BufferedReader(source)
            stack.callback(stream.detach)
        if stream.peek(2)[:2] == b"\x1f\x8b":
            stream = gzip.GzipFile(fileobj=stream)
        head = stream.peek(4)
        if not head:
            raise ValueError("the file is empty")
        if head[:4] == b"PK\x03\x04":
            raise ValueError("the file is an archive or a workbook: save the sheet as CSV")
        marked = [name for mark, name in MARKS if head.startswith(mark)]
        if not marked and "\0" in head.decode(encoding, "ignore"):
            raise ValueError("the file is not text: it holds zero bytes")
        text = io.TextIOWrapper(stream, *(marked or [encoding])[:1], newline="")
        stack.callback(text.detach)
        yield text
