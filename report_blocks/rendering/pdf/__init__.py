"""HTML → PDF by xhtml2pdf, with Chinese fonts and the line breaking of Chinese official prose."""

from .render import PdfError, render_pdf

__all__ = ["PdfError", "render_pdf"]
