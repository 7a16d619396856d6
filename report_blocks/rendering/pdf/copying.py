"""Text that can be copied, searched and read aloud: which characters a font's glyphs stand for.

reportlab writes a character beyond the basic plane (196 of 通用规范汉字表, many of them in names)
as five digits, which readers take for another character. PDF asks for UTF-16, ISO 32000-1, 9.10.3,
and for at most a hundred entries in one list.
"""

from collections.abc import Iterator, Sequence

_MOST = 100


def to_unicode_map(font: str, subset: Sequence[int]) -> str:
    """The ToUnicode CMap of an embedded subset: its n-th glyph is code point ``subset[n]``."""
    return "\n".join(
        (
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            f"/CIDSystemInfo << /Registry ({font}) /Ordering ({font}) /Supplement 0 >> def",
            f"/CMapName /{font} def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<00> <FF>",
            "endcodespacerange",
            *_lists(subset),
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        )
    )


def _lists(subset: Sequence[int]) -> Iterator[str]:
    for start in range(0, len(subset), _MOST):
        part = subset[start : start + _MOST]
        yield f"{len(part)} beginbfchar"
        for code, point in enumerate(part, start):
            # Not every entry is a character: an unused one may be half of a pair.
            utf16 = chr(point).encode("utf-16-be", "surrogatepass").hex().upper()
            yield f"<{code:02X}> <{utf16}>"
        yield "endbfchar"
