"""The fonts that reports are printed with, and which characters they have.

Families: ``song`` (regular and bold, body), ``hei`` (section headings), ``kai`` (subheadings).
Every face has what ``coverage.txt`` lists. What ``rare.txt`` lists is only in ``rare``, a font of
some 20,000 ideographs of GBK and extension A that is unpacked when a document needs it.
Rebuilt by scripts/build_fonts.py; licences (OFL) stand beside the files. ``tghz.txt`` is the
通用规范汉字表 of 2013, one line for each of its three levels.
"""

import io
import lzma
import threading
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent

# Family → regular and bold face; a family without a bold face prints the regular one.
FAMILIES = {
    "song": ("song-regular.ttf", "song-bold.ttf"),
    "hei": ("hei-regular.ttf", "hei-regular.ttf"),
    "kai": ("kai-regular.ttf", "kai-regular.ttf"),
}

RARE = "rare"

_NOT_PRINTED = frozenset("\t\n\r")
_registering = threading.Lock()
_registered: set[str] = set()


@cache
def coverage() -> frozenset[str]:
    """The characters that can be printed: by every family, or by the font of rare ones."""
    return listed("coverage.txt") | listed("rare.txt")


@cache
def listed(name: str) -> frozenset[str]:
    """The characters of a list of hexadecimal ranges beside this file."""
    characters: set[str] = set()
    for line in (FOLDER / name).read_text(encoding="ascii").split():
        first, _dash, last = line.partition("-")
        characters.update(map(chr, range(int(first, 16), int(last, 16) + 1)))
    return frozenset(characters)


def missing_characters(text: str) -> list[str]:
    """The text's characters that would print as empty boxes, each once, in order of appearance."""
    unprintable = set(text) - coverage() - _NOT_PRINTED
    return sorted(unprintable, key=text.index) if unprintable else []


def register() -> None:
    """Make the families known to xhtml2pdf and reportlab in this process; again does nothing.

    Fonts of the process, not ``@font-face`` of each document: parsing them takes longer than
    laying out a report. Imports are here so that asking for coverage loads no PDF library.
    """
    from reportlab.lib.fonts import addMapping
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from xhtml2pdf.default import DEFAULT_FONT

    with _registering:
        for family, (regular, bold) in FAMILIES.items():
            if family in _registered:
                continue
            faces = {regular: family}
            faces.setdefault(bold, f"{family}-bold")
            for file, name in faces.items():
                pdfmetrics.registerFont(TTFont(name, FOLDER / file))
            for italic in (0, 1):  # Chinese has no italics: the upright face stands in
                addMapping(family, 0, italic, faces[regular])
                addMapping(family, 1, italic, faces[bold])
            DEFAULT_FONT[family] = family
            _registered.add(family)


def has_rare(text: str) -> bool:
    """Whether some of the text's characters are only in the font of rare ones."""
    return not set(text).isdisjoint(listed("rare.txt"))


def register_rare() -> None:
    """Make the font of rare characters known, which takes half a second; again does nothing."""
    from reportlab.lib.fonts import addMapping
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from xhtml2pdf.default import DEFAULT_FONT

    with _registering:
        if RARE in _registered:
            return
        content = lzma.decompress((FOLDER / "rare.ttf.xz").read_bytes())
        pdfmetrics.registerFont(TTFont(RARE, io.BytesIO(content)))
        for bold in (0, 1):
            for italic in (0, 1):
                addMapping(RARE, bold, italic, RARE)
        DEFAULT_FONT[RARE] = RARE
        _registered.add(RARE)
