"""The fonts that reports are printed with, and which characters they have.

Families: ``song`` (regular and bold, body), ``hei`` (section headings), ``kai`` (subheadings).
Rebuilt by scripts/build_fonts.py; licences (OFL) stand beside the files. ``tghz.txt`` is the
通用规范汉字表 of 2013, one line for each of its three levels.
"""

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

_NOT_PRINTED = frozenset("\t\n\r")
_registering = threading.Lock()
_registered: set[str] = set()


@cache
def coverage() -> frozenset[str]:
    """The characters that every family has."""
    characters: set[str] = set()
    for line in (FOLDER / "coverage.txt").read_text(encoding="ascii").split():
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
