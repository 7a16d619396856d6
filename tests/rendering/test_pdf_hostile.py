"""Documents that must not be printed: refused, with a reason, and soon."""

import base64
import io
import logging
import time

import pytest
import xhtml2pdf
from PIL import Image

from report_blocks.rendering.pdf import PdfError, engine, render_pdf

PAGE = '<html lang="zh-CN"><head><title>甲</title></head><body>{}</body></html>'


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
    assert time.monotonic() - started < 5


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_a_picture_too_large_to_decode_is_refused():
    started = time.monotonic()
    with pytest.raises(PdfError, match="pixel"):
        render_pdf(PAGE.format(f'<img src="{bomb()}">'))
    assert time.monotonic() - started < 5


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
