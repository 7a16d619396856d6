"""HTML → PDF by xhtml2pdf, with Chinese fonts and the line breaking of Chinese official prose."""

from .job import Attachment
from .printout import Printout, printed_or_not
from .render import PdfError, render_pdf

__all__ = ["Attachment", "PdfError", "Printout", "printed_or_not", "render_pdf"]
