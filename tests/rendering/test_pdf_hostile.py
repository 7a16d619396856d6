"""Documents that must not be printed: refused, with a reason, and soon."""

import base64
import contextlib
import io
import logging
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pypdf
import pytest
import xhtml2pdf
from PIL import Image

from report_blocks.rendering.pdf import PdfError, engine, render_pdf

PAGE = '<html lang="zh-CN"><head><title>甲</title></head><body>{}</body></html>'

SOON = 20  # seconds: on a busy machine too


def bomb() -> str:
    """A picture of 100 million pixels in a few kilobytes."""
    output = io.BytesIO()
    Image.new("1", (10_000, 10_000)).save(output, "PNG")
    return "data:image/png;base64," + base64.b64encode(output.getvalue()).decode()


@pytest.mark.parametrize(
    "content",
    [
        '<img src="file:///etc/passwd">',
        '<img src="http://127.0.0.1:9/x.png">',
        '<img src="https://example.org/x.png">',
        '<img src="data:image/png;base64,AAAA">',
        '<p style="background-image: url(http://127.0.0.1:9/x.png)">甲</p>',
        '<p style="font-family: Courier">甲</p>',
        "<div>" * 1500 + "甲" + "</div>" * 1500,
        "<b>" * 1500 + "甲" + "</b>" * 1500,
        "<table><tr><td>" * 300 + "甲" + "</td></tr></table>" * 300,
    ],
)
def test_it_is_refused_within_seconds(content):
    started = time.monotonic()
    with pytest.raises(PdfError):
        render_pdf(PAGE.format(content))
    assert time.monotonic() - started < SOON


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_a_picture_too_large_to_decode_is_refused():
    started = time.monotonic()
    with pytest.raises(PdfError, match="pixel"):
        render_pdf(PAGE.format(f'<img src="{bomb()}">'))
    assert time.monotonic() - started < SOON


@pytest.fixture
def hits():
    """An address of this machine, and the paths that were asked of it."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


def test_nothing_is_asked_of_the_network(hits):
    address, asked = hits
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{}</svg>'
    for content in (
        f'<img src="{address}/img">',
        f'<link rel="stylesheet" href="{address}/link">',
        f'<style>@import url("{address}/import");</style>',
        f"<style>@font-face {{ font-family: x; src: url({address}/font) }}</style>"
        '<p style="font-family: x">甲</p>',
        f"<style>@page {{ background-image: url({address}/page) }}</style>",
        f'<p style="background: url({address}/background)">甲</p>',
        f'<ul style="list-style-image: url({address}/marker)"><li>甲</li></ul>',
        f'<pdf:insertpdf src="{address}/pdf"></pdf:insertpdf>',
        f'<object data="{address}/object"></object><iframe src="{address}/frame"></iframe>',
        f'<a href="{address}/link">甲</a>',
        svg.format(f'<image href="{address}/image" width="9" height="9"/>'),
        svg.format(f'<use href="{address}/use#a"/>'),
        svg.format(f'<rect width="9" height="9" fill="url({address}/fill)"/>'),
        svg.format(f"<style>@import url({address}/css)</style>"),
    ):
        with contextlib.suppress(PdfError):
            render_pdf(PAGE.format(f"<p>甲</p>{content}"))
    assert asked == []


def test_no_file_is_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("机密文字")
    for content in (
        f'<object data="{secret.as_uri()}"></object>',
        f'<pdf:insertpdf src="{secret.as_uri()}"></pdf:insertpdf>',
        f'<style>@import url("{secret.as_uri()}");</style>',
        f'<img src="{secret}">',
    ):
        with contextlib.suppress(PdfError):
            assert "机密" not in text_of(render_pdf(PAGE.format(f"<p>甲</p>{content}")))


def text_of(pdf: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(pdf), strict=True).pages
    return "".join("".join(page.extract_text().split()) for page in pages)


@pytest.mark.parametrize("tag", ["p", "h2", "td", "li"])
def test_a_word_of_ten_thousand_characters_loses_none(tag):
    word = "x" * 10_000
    content = f"<{tag}>{word}</{tag}>"
    if tag == "td":
        content = f"<table><tr>{content}<td>乙</td></tr></table>"
    assert text_of(render_pdf(PAGE.format(content))).count("x") == 10_000


def test_a_table_of_two_hundred_rows_loses_none():
    rows = "".join(f"<tr><td>行{i:04d}</td><td>{i}</td></tr>" for i in range(200))
    text = text_of(render_pdf(PAGE.format(f"<table>{rows}</table>")))
    assert all(f"行{i:04d}" in text for i in range(200))


def test_a_table_of_sixty_columns_is_whole_or_refused():
    cells = "".join(f"<td>{i:02d}</td>" for i in range(60))
    with contextlib.suppress(PdfError):
        text = text_of(render_pdf(PAGE.format(f"<table><tr>{cells}</tr></table>")))
        assert all(f"{i:02d}" in text for i in range(60))


@pytest.mark.parametrize("character", [*map(chr, range(1, 9)), "\x0b", "\x7f", "\u202e", "\ufffe"])
def test_control_characters_are_refused(character):
    with pytest.raises(PdfError):
        render_pdf(PAGE.format(f"<p>甲{character}乙</p>"))


def test_characters_without_a_glyph_are_named():
    with pytest.raises(PdfError, match=r"U\+1F600"):
        render_pdf(PAGE.format("<p>好&#x1F600;</p>"))


@pytest.mark.parametrize(
    "html", ["", "<p>甲</p>", "<html><body>甲</body></html>", "<head></head>甲"]
)
def test_a_document_that_would_go_without_style_or_footer_is_refused(html):
    with pytest.raises(PdfError, match="head"):
        render_pdf(html)


def test_a_body_with_attributes_has_its_footer():
    document = PAGE.format("<p>甲</p>")
    assert render_pdf(document.replace("<body>", '<BODY class="x">')) == render_pdf(document)


def test_what_was_lost_is_seen_though_the_site_logs_nothing():
    """A site's logging settings often switch off loggers that were there before them."""
    names = [name for name in logging.root.manager.loggerDict if name.startswith("xhtml2pdf")]
    loggers = [logging.getLogger(name) for name in names]
    assert len(loggers) > 5
    before = [(logger, logger.level) for logger in loggers]
    try:
        logging.disable(logging.CRITICAL)
        for logger in loggers:
            logger.disabled = True
            logger.setLevel(logging.CRITICAL)
        with pytest.raises(PdfError, match="127.0.0.1"):
            render_pdf(PAGE.format('<img src="http://127.0.0.1:9/x.png">'))
        assert all(logger.disabled and logger.level == logging.CRITICAL for logger in loggers)
        assert logging.root.manager.disable == logging.CRITICAL
    finally:
        logging.disable(logging.NOTSET)
        for logger, level in before:
            logger.disabled = False
            logger.setLevel(level)


def test_another_version_of_xhtml2pdf_is_refused(monkeypatch):
    monkeypatch.setattr(xhtml2pdf, "__version__", "0.2.29")
    with pytest.raises(RuntimeError, match=r"must be 0\.2\.28, not 0\.2\.29"):
        engine.install()
