"""The same drawing for the PDF: as an image of which xhtml2pdf makes vectors, in our fonts."""

import re
from base64 import b64encode

_PAGE_INK = "#1c2330"
# Titles that show under the pointer, which svglib would print; and bold words, for which it
# would take whatever bold font the machine has.
_NOT_PRINTED = re.compile('<title>[^<]*</title>| font-weight="bold"')


def data_uri(svg: str, *, family: str = "hei") -> str:
    """The ``src`` of an ``<img>``; the family is one of ``report_blocks.rendering.fonts``."""
    printed = svg.replace("<svg ", f'<svg font-family="{family}" ', 1)
    printed = _NOT_PRINTED.sub("", printed).replace('"currentColor"', f'"{_PAGE_INK}"')
    return f"data:image/svg+xml;base64,{b64encode(printed.encode()).decode()}"
