"""Cut the two self-hosted fonts to what the book uses: python tools/fonts.py HEADINGS MATH.

HEADINGS is Newsreader SemiBold (the npm package @fontsource/newsreader has it as woff2), MATH is
TeX Gyre Pagella Math (in Debian's fonts-texgyre-math). A test says when a formula has a character
that is missing: add it below and run this again.
"""

import pathlib
import sys

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FONTS = pathlib.Path(__file__).resolve().parent.parent / "book" / "assets" / "fonts"
ASCII = "".join(map(chr, range(0x20, 0x7F)))
HEADINGS = ASCII + "\u00a0×éöü–—‘’“”…−≈≠"
LETTERS = [*range(0x1D434, 0x1D468), *range(0x1D6FC, 0x1D715), 0x210E, 0x1D716]  # italic
BOLD = [0x1D429, 0x1D430, 0x1D431, 0x1D432, 0x1D433]  # p, w to z
MATH = ASCII + "".join(map(chr, LETTERS + BOLD))
MATH += "\u00a0¬±·×¯ˆ˜\u0302\u0303\u0304ΔΣ–‖…′\u2061\u2062\u2063\u2064ℝℓ𝔼←→⇒⇔⟹⟺"
MATH += "∀∂∃∇∈∉∏∑−∗√∝∞∣∥∫∼≈≠≡≤≥⋅⋯⏟⊤"
STRETCH = {"parenleft", "parenright", "bracketleft", "bracketright", "braceleft", "braceright"}
STRETCH |= {"divides", "radical", "summation", "product", "integral"}
SIZES = 2  # of each of these; larger ones are put together from pieces


def prune(font):
    """Keep the larger sizes of what the formulas stretch, not of slashes and arrows."""
    variants = font["MATH"].table.MathVariants
    for direction in ("Vert", "Horiz"):
        coverage = getattr(variants, f"{direction}GlyphCoverage")
        constructions = getattr(variants, f"{direction}GlyphConstruction")
        for name, construction in zip(coverage.glyphs, constructions, strict=True):
            kept = construction.MathGlyphVariantRecord[: SIZES if name in STRETCH else 1]
            construction.MathGlyphVariantRecord = kept
            construction.VariantCount = len(kept)
            if name not in STRETCH and name not in ("uni23DF", "bar", "dblverticalbar"):
                construction.GlyphAssembly = None


def cut(source, characters, name):
    """Write the subset of a font."""
    options = Options()
    options.flavor = "woff2"
    options.hinting = False
    options.desubroutinize = True
    options.layout_features = ["kern"]
    options.drop_tables += ["FFTM"]
    font = TTFont(source)
    if "MATH" in font:
        prune(font)
    subsetter = Subsetter(options)
    subsetter.populate(text=characters)
    subsetter.subset(font)
    font.flavor = "woff2"
    font.save(FONTS / name)
    print(name, (FONTS / name).stat().st_size, "bytes")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    cut(sys.argv[1], HEADINGS, "headings.woff2")
    cut(sys.argv[2], MATH, "math.woff2")
