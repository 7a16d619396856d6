"""A whole report as PDF, by our engine, against WeasyPrint with the same HTML, fonts and page;
and many of them on all cores, against one after the other.

Needs the dependency group ``bench`` and the system's Pango. Both are warm: fonts registered,
styles parsed where the engine can keep them. Ours alone prints the running header, and the number
of each page where the standard wants it.
"""

import io
import logging
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from django.template.loader import render_to_string
from pypdf import PageObject, PdfReader
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from importers.reading.parallel import on_all_cores
from report_blocks.rendering.fonts import FAMILIES, FOLDER
from report_blocks.rendering.pdf import Printout, printed_or_not, render_pdf
from report_blocks.rendering.pdf.render import CSS as PRINT_CSS

from .measuring import Result, compare
from .site import real_report

LIMIT = 0.4
LIMIT_KB = 500
RUNS = 10
MANY = 200
MANY_LIMIT = 1 / 1.8  # of two cores
PAGE = """
@page { size: A4; margin: 37mm 26mm 35mm 28mm;
  @bottom-center { content: "— " counter(page) " —"; font: 14pt song } }
table { border-collapse: collapse }
thead { display: table-header-group }
"""


def measure() -> Iterator[Result]:
    for name in ("weasyprint", "fontTools"):  # they remark on each property they don't know
        logging.getLogger(name).setLevel(logging.ERROR)
    html = render_to_string("cms/annual_report_pdf.html", {"page": real_report()})
    theirs = _weasyprint()
    own, other = render_pdf(html), theirs(html)
    _check_same(own, other)
    compared = compare(partial(render_pdf, html), partial(theirs, html), runs=RUNS)
    yield Result("PDF of a report : WeasyPrint", compared.ratio, LIMIT, detail=str(compared))
    sizes = f"WeasyPrint {len(other) / 1000:.0f} kB"
    yield Result("PDF of a report, size", len(own) / 1000, LIMIT_KB, "kB", sizes)
    yield _of_many(html)


def _of_many(html: str) -> Result:
    works = [Printout(html.replace("2022年", f"{number}年")) for number in range(MANY)]

    def together() -> None:
        made = on_all_cores(printed_or_not, enumerate(works))
        assert sum(isinstance(pdf, bytes) for _i, pdf in made) == MANY

    def one_by_one() -> None:
        assert all(isinstance(printed_or_not(work), bytes) for work in works)

    compared = compare(together, one_by_one, runs=1)
    detail = f"{compared}, {os.cpu_count()} cores"
    return Result(f"{MANY} PDFs on all cores : on one", compared.ratio, MANY_LIMIT, detail=detail)


def _weasyprint() -> Callable[[str], bytes]:
    fonts = FontConfiguration()
    style = CSS(string=_weasyprint_css(), font_config=fonts)

    def render(html: str) -> bytes:
        content: bytes = HTML(string=html).write_pdf(stylesheets=[style], font_config=fonts)
        return content

    return render


def _weasyprint_css() -> str:
    """Our print style as WeasyPrint takes it: the same type area, fonts and sizes."""
    faces = "".join(
        f'@font-face {{ font-family: {family}; src: url("{(FOLDER / file).as_uri()}");'
        f" font-weight: {weight} }}\n"
        for family, files in FAMILIES.items()
        for file, weight in zip(files, ("normal", "bold"), strict=True)
    )
    style = PRINT_CSS.read_text(encoding="utf-8")
    style = re.sub(r"@page \{.*?\n\}\n", "", style, count=1, flags=re.DOTALL)
    return faces + PAGE + re.sub(r"\n *-pdf-[^;]*;", "", style)


def _check_same(ours: bytes, theirs: bytes) -> None:
    """Both print every character, on as many pages, and WeasyPrint found our fonts."""
    own, other = (PdfReader(io.BytesIO(content)).pages for content in (ours, theirs))
    assert len(own) == len(other)
    title = PdfReader(io.BytesIO(ours)).metadata.title or ""
    headers = Counter("".join(title.split()) * (len(own) - 1))
    assert _characters(own) == _characters(other) + headers
    assert _families(other) == set(FAMILIES)


def _characters(pages: Iterable[PageObject]) -> Counter[str]:
    return Counter("".join("".join(page.extract_text().split()) for page in pages))


def _families(pages: Iterable[PageObject]) -> set[str]:
    """The families of the fonts: of /ABCDEF+song-Bold it is song."""
    resources: list[Any] = [page["/Resources"] for page in pages]
    fonts = [font.get_object() for one in resources for font in one["/Font"].values()]
    return {re.split("[+-]", font["/BaseFont"])[1] for font in fonts}
