"""SVG in the PDF: vectors with our fonts, and nothing that reaches out or runs away."""

import base64
import io
import time

import pypdf
import pytest

from report_blocks.rendering.pdf import PdfError, render_pdf

PAGE = '<html lang="zh-CN"><head><title>甲</title></head><body><p>前</p>{}<p>后</p></body></html>'
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="200">{}</svg>'
CHART = SVG.format(
    '<title>新收申请</title><g fill="#1d70b8"><rect x="100" y="50" width="300" height="30"/></g>'
    '<text x="90" y="70" text-anchor="end" font-family="Arial, sans-serif" font-weight="bold">'
    "本年新收申请</text>"
    '<text x="300" y="150" text-anchor="middle" style="font-family: serif">张龑3525件</text>'
)


def image(svg: str | bytes) -> str:
    content = svg if isinstance(svg, bytes) else svg.encode()
    encoded = base64.b64encode(content).decode()
    return f'<p class="chart"><img class="chart" src="data:image/svg+xml;base64,{encoded}"></p>'


def only_page(pdf: bytes) -> pypdf.PageObject:
    [page] = pypdf.PdfReader(io.BytesIO(pdf), strict=True).pages
    return page


@pytest.mark.parametrize("chart", [f'<p class="chart">{CHART}</p>', image(CHART)])
def test_a_chart_is_drawn_as_vectors_and_its_words_can_be_copied(chart):
    page = only_page(render_pdf(PAGE.format(chart)))
    text = "".join(page.extract_text().split())
    assert "本年新收申请" in text
    assert "张龑3525件" in text
    assert "/XObject" not in page["/Resources"]  # no picture of it
    assert " rg" in page.get_contents().get_data().decode("latin-1")


def test_what_shows_under_a_pointer_is_not_printed():
    pointed = SVG.format('<text x="5" y="20">3525<title>本年新收</title></text>')
    text = only_page(render_pdf(PAGE.format(pointed))).extract_text()
    assert "3525" in text
    assert "本年新收" not in text


def test_only_our_fonts_are_used_and_all_are_embedded():
    fonts = only_page(render_pdf(PAGE.format(image(CHART))))["/Resources"]["/Font"]
    described = [font.get_object() for font in fonts.values()]
    assert all("/FontFile2" in font["/FontDescriptor"] for font in described)
    names = {font["/BaseFont"].partition("+")[2] for font in described}
    assert names == {"NotoSerifSC-Regular", "NotoSansSC-Regular", "NotoSerifSCRare-Regular"}


REFUSED = {
    "image": '<image href="x.png"/>',
    "use": '<use href="#a"/>',
    "script": "<script>1</script>",
    "style": '<style>@import "x";</style>',
    "foreignObject": "<foreignObject><p>a</p></foreignObject>",
    "onload": '<rect onload="1"/>',
    "url": '<rect fill="url(file:///etc/passwd)"/>',
    "width of 1e+300": '<rect width="1e300" height="5"/>',
    "width of inf": '<rect width="1e999" height="5"/>',
    "width of -200000": '<rect width="-200000" height="5"/>',
    "deep": "<g>" * 100 + "</g>" * 100,
    "many": '<rect width="1" height="1"/>' * 11_000,
    "500 kB": f"<desc>{'a' * 600_000}</desc>",
    "😀": "<text>😀</text>",
    "XML": "<g>",
    "laid out": '<line x2="9" stroke="#000" stroke-dasharray="0,0"/>',
}


@pytest.mark.parametrize("reason", REFUSED)
def test_what_is_not_drawn_with_shapes_and_words_is_refused(reason):
    started = time.monotonic()
    with pytest.raises(PdfError, match=reason.replace("+", r"\+")):
        render_pdf(PAGE.format(image(SVG.format(REFUSED[reason]))))
    assert time.monotonic() - started < 20


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "entity", ['"aaaaaaaa"', 'SYSTEM "file:///etc/passwd"', 'SYSTEM "http://127.0.0.1:9/"']
)
def test_entities_are_refused(entity, encoding):
    svg = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE s [<!ENTITY a {entity}>]>'
    with pytest.raises(PdfError, match="document type"):
        render_pdf(PAGE.format(image((svg + SVG.format("<text>&a;</text>")).encode(encoding))))


def test_a_drawing_larger_than_any_page_is_refused():
    svg = SVG.replace('width="600" height="200"', 'width="99999" height="99999"')
    with pytest.raises(PdfError, match="pixel"):
        render_pdf(PAGE.format(image(svg.format('<rect width="9" height="9"/>'))))
