"""Text with characters that its font lacks: those come from the font of rare characters.

xhtml2pdf cuts a paragraph's text by itself if its style names both families. The second is named
only in documents that need it: it is unpacked for them.
"""

import re

from xhtml2pdf.context import split_by_coverage

from report_blocks.rendering.fonts import RARE, has_rare, register_rare

_FAMILY = re.compile(r"(font-family: *\w+)")


def style_for(text: str, css: str) -> str:
    """The style for a document of this text: with the font of rare characters if it has some."""
    if not has_rare(text):
        return css
    register_rare()
    return _FAMILY.sub(rf"\1, {RARE}", css)


def runs_of(text: str, font: str) -> list[tuple[str, str]]:
    """A line of text in pieces, each with the font that draws it."""
    if not has_rare(text):
        return [(text, font)]
    register_rare()
    runs: list[tuple[str, str]] = split_by_coverage(text, (font, RARE))
    return runs
