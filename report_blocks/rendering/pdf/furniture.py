"""What stands on pages beside their text: the running header and the page number.

GB/T 9704, 7.5: the number in 4 号 between two dashes, 7 mm below the type area; on odd pages one
character from the right edge, on even ones from the left.
"""

from typing import Any

from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth

from .fallback import runs_of

LEFT, RIGHT = 28 * mm, (210 - 26) * mm
HEADER, RULE = (297 - 27) * mm, (297 - 29) * mm  # above the lower edge of the page
NUMBER = 24 * mm
HEADER_SIZE, NUMBER_SIZE = 10.5, 14.0


def draw_header(canvas: Any, title: str) -> None:
    """The document's title over a thin line, smaller if it is too long."""
    title = " ".join(title.split())
    runs = runs_of(title, "song")
    wide = sum(stringWidth(text, font, HEADER_SIZE) for text, font in runs)
    size = HEADER_SIZE * min(1, (RIGHT - LEFT) / wide) if wide else HEADER_SIZE
    canvas.saveState()
    text = canvas.beginText((LEFT + RIGHT - wide * size / HEADER_SIZE) / 2, HEADER)
    for part, font in runs:
        text.setFont(font, size)
        text.textOut(part)
    canvas.drawText(text)
    canvas.setLineWidth(0.5)
    canvas.line(LEFT, RULE, RIGHT, RULE)
    canvas.restoreState()


def draw_number(canvas: Any, number: int) -> None:
    text = f"— {number} —"
    canvas.saveState()
    canvas.setFont("song", NUMBER_SIZE)
    if number % 2:
        canvas.drawRightString(RIGHT - NUMBER_SIZE, NUMBER, text)
    else:
        canvas.drawString(LEFT + NUMBER_SIZE, NUMBER, text)
    canvas.restoreState()
