"""Makes the three small faces that most first views need from the @fontsource-variable packages; see README.md.

    python3 -m venv /tmp/fonts && /tmp/fonts/bin/pip install fonttools brotli
    /tmp/fonts/bin/python src/lib/styles/fonts/make-fonts.py     (from the root of the project)
"""

import io
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

PACKAGES = Path("node_modules/@fontsource-variable")
HERE = Path(__file__).parent

LATIN = [*range(0x20, 0x7F), *map(ord, "\u00a0©«°±²³·»½×–—‘’“”•…€−"), *range(0x2080, 0x208A)]
# One file for every language of the region that writes in Arabic script: letters from two files would not join.
ARABIC = "ءآأؤإئابتثجحخدذرزسشصضطظعغفقكلمنهوىيةـ" + "ًٌٍَُِّْٰٕٓٔ" + "٠١٢٣٤٥٦٧٨٩" + "،؛؟٪٫٬"
PERSIAN = "پچژکگیۀ" + "۰۱۲۳۴۵۶۷۸۹"
URDU = "ٹڈڑںھہۂۃےۓ۔"
PASHTO = "ټځڅډړږښګڼېۍ"
KURDISH_UYGHUR = "ڕڵۆێەڤڭۇۈۋۅۉ"
JOINERS = "\u200c\u200d\u200e\u200f"
EASTERN = sorted(set(map(ord, ARABIC + PERSIAN + URDU + PASHTO + KURDISH_UYGHUR + JOINERS)))
DIGITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
FEATURES = ["kern", "mark", "mkmk", "liga", "calt", "ccmp", "rlig", "init", "medi", "fina", "locl", "pnum", "tnum", "lnum"]


def lower(font: TTFont, name: str, units: int) -> None:
    """Moves a glyph down by so many units."""
    glyph = font["glyf"][name]
    if glyph.isComposite():
        for part in glyph.components:
            part.y -= units
    else:
        glyph.coordinates.translate((0, -units))


def add_subscripts(font: TTFont, suffix: str, units: int) -> None:
    """The packages hold no subscript digits (CO₂): the denominators of fractions, set lower, serve as such."""
    digits = {digit + suffix for digit in DIGITS}
    for name in digits:
        lower(font, name, units)
    # The signs that are built of them (%, ½) stay where they were.
    for name in font.getGlyphOrder():
        glyph = font["glyf"][name]
        for part in glyph.components if glyph.isComposite() and name not in digits else []:
            if part.glyphName in digits:
                part.y += units
    for index, digit in enumerate(DIGITS):
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap[0x2080 + index] = digit + suffix


def make(source: str, target: str, family: str, characters, subscripts=None) -> None:
    font = TTFont(PACKAGES / source)
    if subscripts:
        add_subscripts(font, *subscripts)
    for table in font["cmap"].tables:
        if table.isUnicode() and 0x200E in table.cmap:
            table.cmap.setdefault(0x200F, table.cmap[0x200E])
    font = instancer.instantiateVariableFont(font, {"wght": (400, 700)})
    again = io.BytesIO()
    font.flavor = None
    font.save(again)
    again.seek(0)
    font = TTFont(again)
    options = subset.Options(layout_features=FEATURES, hinting=False, notdef_outline=True, name_IDs=[0, 1, 2, 13, 14])
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    # A changed face must not bear a reserved name (SIL Open Font License, 3).
    for record in font["name"].names:
        if record.nameID == 1:
            record.string = family
    font.flavor = "woff2"
    font.save(HERE / target)
    print(target, (HERE / target).stat().st_size)


def ranges(characters) -> str:
    """The unicode-range of characters, for fonts.css."""
    spans: list[list[int]] = []
    for code in sorted(set(characters)):
        if spans and code == spans[-1][1] + 1:
            spans[-1][1] = code
        else:
            spans.append([code, code])
    return ", ".join(f"U+{a:04X}" if a == b else f"U+{a:04X}-{b:04X}" for a, b in spans)


make("source-sans-3/files/source-sans-3-latin-wght-normal.woff2", "sans-latin.woff2", "Pathways Sans", LATIN, (".d", 130))
make("brygada-1918/files/brygada-1918-latin-wght-normal.woff2", "serif-latin.woff2", "Pathways Serif", LATIN, (".dnom", 120))
make("vazirmatn/files/vazirmatn-arabic-wght-normal.woff2", "arabic.woff2", "Pathways Arabic", EASTERN)
print("Latin:", ranges(LATIN))
print("Arabic:", ranges(EASTERN))
