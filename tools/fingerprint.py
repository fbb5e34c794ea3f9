"""Fingerprints of the sentences of a text: they hold a quotation to its source, without the text.

Run it on the text of a source, and put what it prints under the source's name in
``tests/mistakes/sentences.toml``: ``python tools/fingerprint.py saxena2024.txt``.
"""

import hashlib
import re
import sys
from pathlib import Path

BOUNDARY = re.compile(r"(?<=[.?!:])\s+|\n")
MARK = re.compile(r"^(?:[-•]|\d+\.)\s*")  # of a list
LENGTH = 12  # hexadecimal digits, with which no two sentences will meet


def sentences(text):
    """Return the sentences of a text, a line or what ends with a colon among them.

    Spaces, marks of lists and the signs around code and formulas do not count.
    """
    parts = (" ".join(re.sub(r"[`$]", "", part).split()) for part in BOUNDARY.split(text))
    return [sentence for part in parts if (sentence := MARK.sub("", part))]


def fingerprints(text):
    """Return one fingerprint for each sentence."""
    return [hashlib.sha256(one.encode()).hexdigest()[:LENGTH] for one in sentences(text)]


if __name__ == "__main__":
    for found in fingerprints(Path(sys.argv[1]).read_text(encoding="utf-8")):
        print(f'    "{found}",')
