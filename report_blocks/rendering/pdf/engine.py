"""xhtml2pdf made ready once per process: fonts registered, our classes in place of its own.

xhtml2pdf makes each paragraph, table and document in one place, by a name of the module that
makes it; a subclass under that name is all that is needed. Two plain functions are replaced: the
drawing of a justified line, and reportlab's table of a font's characters.
"""

import threading

import reportlab.graphics.shapes
import reportlab.pdfbase.ttfonts
import reportlab.rl_config
import xhtml2pdf
import xhtml2pdf.context
import xhtml2pdf.document
import xhtml2pdf.parser
import xhtml2pdf.reportlab_paragraph
import xhtml2pdf.tables
import xhtml2pdf.tags

from report_blocks.rendering import fonts

from .copying import to_unicode_map
from .documents import BODY_FONT, ReportDocument
from .drawings import ReportImage
from .paragraphs import ReportParagraph, draw_justified
from .tables import HeaderCell, ReportCell, ReportTable

# What is overridden is private to xhtml2pdf: another version must be tried before it is used.
VERSION = "0.2.28"

_installing = threading.Lock()


def install() -> None:
    """Idempotent. RuntimeError for a version of xhtml2pdf that this was not written for."""
    if xhtml2pdf.__version__ != VERSION:
        raise RuntimeError(f"xhtml2pdf must be {VERSION}, not {xhtml2pdf.__version__}")
    with _installing:
        fonts.register()
        xhtml2pdf.context.PmlParagraph = ReportParagraph
        xhtml2pdf.tables.PmlTable = ReportTable
        xhtml2pdf.tables.PmlKeepInFrame = ReportCell
        xhtml2pdf.parser.pisaTagTH = HeaderCell
        xhtml2pdf.document.PmlBaseDoc = ReportDocument
        xhtml2pdf.tags.PmlImage = ReportImage
        # List markers in the text's own font, not in one that is never embedded.
        xhtml2pdf.tags._list_style_font.clear()
        xhtml2pdf.reportlab_paragraph._justifyDrawParaLineX = draw_justified
        reportlab.pdfbase.ttfonts.makeToUnicodeCMap = to_unicode_map
        # Bytes as they are, not as text: a fifth less of each page.
        reportlab.rl_config.useA85 = 0
        # A drawing begins by choosing a font, whether it has text or not.
        reportlab.graphics.shapes.STATE_DEFAULTS["fontName"] = BODY_FONT
