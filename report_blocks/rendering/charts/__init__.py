"""Charts as SVG, drawn on the server: the same drawing on the page and in the PDF.

Without script or style: presentation attributes only. Words are in the colour of the text around
them; marks in colours that are seen on white and on black, told apart by shape as well.
"""

from .bars import bar_chart
from .columns import column_chart
from .figure import Figure
from .grouped import grouped_bar_chart
from .lines import line_chart
from .printing import data_uri
from .series import MOST_SERIES

__all__ = [
    "MOST_SERIES",
    "Figure",
    "bar_chart",
    "column_chart",
    "data_uri",
    "grouped_bar_chart",
    "line_chart",
]
