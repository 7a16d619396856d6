"""The office's published report of the year before, and its figures beside this year's grid."""

from typing import TYPE_CHECKING, Any

from django.utils.html import json_script
from django.utils.safestring import SafeString
from wagtail.admin.panels import FieldPanel

from report_blocks.statutory.codec import show_number

from .tree import directly_below

if TYPE_CHECKING:
    from .annual_report import AnnualReportPage


class BodyPanel(FieldPanel):
    """The body with the data that static/report_blocks/last-year.js looks for in the page."""

    class BoundPanel(FieldPanel.BoundPanel):
        def render_html(self, parent_context: Any = None) -> SafeString:
            html: SafeString = super().render_html(parent_context)
            figures = last_year(self.instance)
            return html + json_script(figures, "report-last-year") if figures else html


def report_before(page: "AnnualReportPage") -> "AnnualReportPage | None":
    """The office's live report of the year before, as it is published."""
    if page.pk is None and "agency" not in page.__dict__:  # the form of a new page knows it
        return None
    return type(page).objects.live().filter(directly_below(page.agency), year=page.year - 1).first()


def last_year(page: "AnnualReportPage") -> dict[str, Any] | None:
    """The numbers of the office's live report of the year before, in the same format."""
    before = report_before(page)
    if before is None or before.format_key != page.format_key:
        return None
    tables: dict[str, dict[str, str]] = {}
    for key, cell in before.report.dataset.cells.items():
        if cell.number is not None:
            reference = f"{before.format_key}/{key.table}"
            number = show_number(cell.number)
            tables.setdefault(reference, {})[f"{key.row}/{key.column}"] = number
    return {
        "year": before.year,
        "tables": tables,
        "carried": {
            table.reference: [relation.last, relation.this]
            for table in page.format.tables.values()
            for relation in table.year_relations
            if relation.is_carry
        },
    }
