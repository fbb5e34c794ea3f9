"""A file as people send it: a path or an open file, packed or not."""

import bz2
import codecs
import contextlib
import gzip
import importlib
import io
import lzma
import re
import tempfile
import zipfile

PART = 2**18  # bytes or characters read at once
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
    with contextlib.suppress(LookupError):
        io.TextIOWrapper(io.BytesIO(), encoding)
        return True
    return False


def opened(source, stack):
    """Return a stream of bytes without its packing, which can go back; `stack` closes it.

    A file object that was given stays open.
    """
    stream = source if hasattr(source, "read") else stack.enter_context(open(source, "rb"))  # noqa: SIM115
    for _ in range(DEEPEST):
        stream = _seekable(stream, stack)
        head = beginning(stream)
        unpack = next((PACKED[mark] for mark in PACKED if head.startswith(mark)), None)
        if not unpack:
            break
        stream = unpack(stream)
    return _seekable(stream, stack)


def beginning(stream):
    """Return the first bytes of a stream, which stay to be read."""
    place = stream.tell()
    head = stream.read(8)
    stream.seek(place)
    return head


def _seekable(stream, stack):
    """Return the stream, or a copy on disk in UTF-8 of one of text or that only goes forward."""
    if not isinstance(stream, io.TextIOBase) and stream.seekable():
        return stream
    copy = stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115, the stack closes it
    copy.write(codecs.BOM_UTF8 if isinstance(stream, io.TextIOBase) else b"")
    while part := stream.read(PART):
        copy.write(part.encode() if isinstance(part, str) else part)
    copy.seek(0)
    return copy


def _zstandard(stream):
    return needed("pyarrow").CompressedInputStream(stream, "zstd")


def _unzipped(stream):
    """Return the one file of an archive, or the stream itself if it is an Excel workbook."""
    archive = zipfile.ZipFile(stream)
    names = [name for name in archive.namelist() if not re.match(r"__MACOSX|.*/$", name)]
    if "xl/workbook.xml" in names:
        stream.seek(0)
        return stream
    if len(names) != 1:
        raise TableError(f"the archive holds {len(names)} files: unpack it and choose one")
    return archive.open(names[0])


PACKED = {
    b"\x1f\x8b": gzip.open,
    b"BZh": bz2.open,
    b"\xfd7zXZ\0": lzma.open,
    b"\x28\xb5\x2f\xfd": _zstandard,
    b"PK\3\4": _unzipped,
}
