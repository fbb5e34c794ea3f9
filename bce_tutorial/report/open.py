"""A file as people send it: a path or an open file, packed or not, in any encoding."""

import codecs
import importlib
import io
import re
import shutil
import tempfile
import zipfile

PACKED = {b"\x1f\x8b": "gzip", b"BZh": "bz2", b"\xfd7zXZ\0": "lzma"}
ZSTANDARD, ZIP, OLD_EXCEL = b"\x28\xb5\x2f\xfd", b"PK\3\4", b"\xd0\xcf\x11\xe0"
MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",  # before UTF-16, whose mark it begins with
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
PART, LONGEST = 2**18, 2**24  # bytes read at once, and characters of a line
DEEPEST = 3  # so many packages may lie in one another
INSTALL = 'reading this needs {}: pip install "bce-tutorial[report]"'


class TableError(ValueError):
    """What is wrong with a file, in a line."""


def needed(module):
    """Import a module that the extra `report` brings, or say so."""
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError(INSTALL.format(module.partition(".")[0])) from error


def is_known(encoding):
    """Say whether Python can read text in an encoding."""
    try:
        io.TextIOWrapper(io.BytesIO(), encoding)
    except LookupError:
        return False
    return True


def opened(source, stack):
    """Return a stream without its packing, and what it holds: text, excel or parquet.

    `stack` closes what is opened here; a file object that was given stays open.
    """
    if isinstance(source, io.TextIOBase):
        return source, "text"
    stream = source
    if not hasattr(source, "read"):
        stream = stack.enter_context(open(source, "rb"))  # noqa: SIM115, the stack closes it
    if not hasattr(stream, "peek"):
        stream = io.BufferedReader(stream)
        stack.callback(stream.detach)
    for _ in range(DEEPEST):
        head = stream.peek(8)[:8]
        if not head:
            raise TableError("the file is empty")
        module = next((PACKED[mark] for mark in PACKED if head.startswith(mark)), None)
        if module:
            stream = importlib.import_module(module).open(stream)
        elif head.startswith(ZSTANDARD):
            stream = io.BufferedReader(needed("pyarrow").CompressedInputStream(stream, "zstd"))
        elif head.startswith(ZIP):
            archive = zipfile.ZipFile(_seekable(stream, stack))
            names = [name for name in archive.namelist() if not re.match(r"__MACOSX|.*/$", name)]
            if "xl/workbook.xml" in names:
                return archive.fp, "excel"
            if len(names) != 1:
                raise TableError(f"the archive holds {len(names)} files: unpack it and choose one")
            stream = archive.open(names[0])
        elif head.startswith(OLD_EXCEL):
            raise TableError("an Excel workbook of the old kind: save it as .xlsx or CSV")
        elif head.startswith(b"PAR1"):
            return _seekable(stream, stack), "parquet"
        else:
            return stream, "text"
    raise TableError(f"packed more than {DEEPEST} times: unpack it")


def _seekable(stream, stack):
    """Return the stream, or a copy on disk of one that only goes forward."""
    if stream.seekable() and isinstance(stream, io.BufferedReader):
        return stream
    copy = stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115, the stack closes it
    shutil.copyfileobj(stream, copy)
    copy.seek(0)
    return copy


class Lines:
    """The text of a stream, of which each iteration gives a part in whole lines."""

    def __init__(self, stream, encoding):
        mark = b"" if isinstance(stream, io.TextIOBase) else stream.peek(4)[:4]
        marked = [MARKS[known] for known in MARKS if mark.startswith(known)]
        self._stream, self._encoding = stream, (marked or [encoding or "utf-8"])[0]

    def __iter__(self):
        decoder, rest, lines = None, "", 0
        if not isinstance(self._stream, io.TextIOBase):
            decoder = codecs.getincrementaldecoder(self._encoding)()
        decoder = io.IncrementalNewlineDecoder(decoder, translate=True)
        data = self._stream.read(PART)
        while data:
            following = self._stream.read(PART)
            try:
                text = decoder.decode(data, final=not following)
            except UnicodeDecodeError as error:
                raise self._no_text(error, lines) from error
            if "\0" in text:
                raise TableError("the file is not text: it holds zero bytes; or name its encoding")
            whole, end, rest = (rest + text).rpartition("\n")
            if len(rest) > LONGEST:
                raise TableError(f"no end of a line in {LONGEST:,} characters: is it a table?")
            lines, data = lines + text.count("\n"), following
            if not following and rest:
                whole, rest = whole + end + rest, ""
            if whole or end:
                yield whole + "\n"

    def _no_text(self, error, lines):
        """Return the error that names the line of a byte that is no text."""
        before = error.object[: error.start].decode(error.encoding, "ignore")
        line = lines + len(re.findall("\r\n|\r|\n", before)) + 1
        byte = error.object[error.start]
        return TableError(
            f"line {line}: byte 0x{byte:02x} is not {error.encoding} text; "
            "name its encoding, perhaps encoding='latin-1'"
        )
