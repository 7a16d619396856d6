"""What stands around a report for those who read it: key figures, and the office's other years."""

from typing import TYPE_CHECKING, Any

from report_blocks.statutory import formats

from .checked_report import live_reports
from .tree import directly_below
from .trends import compositions, trends

if TYPE_CHECKING:
    from .annual_report import AnnualReportPage


def around(page: "AnnualReportPage") -> dict[str, Any]:
    """``trends`` and ``compositions`` to draw, ``earlier`` and ``later`` reports to go on to.

    The report's own figures are those it shows, published or not; others are published.
    """
    if page.pk is None or page.format_key not in formats():
        return {}
    others = type(page).objects.filter(directly_below(page.trail[-1])).exclude(pk=page.pk)
    # What hides their office hides this one too, so only what hides them alone is asked for.
    others = others.filter(view_restrictions=None).defer_streamfields()
    published = dict(live_reports(others.order_by("year")))
    datasets = {one.year: report.dataset for one, report in published.items()}
    datasets[page.year] = page.report.dataset
    return {
        "trends": trends(page.format, page.year, datasets),
        "compositions": list(compositions(page.format, page.report.dataset)),
        "earlier": next((one for one in reversed(published) if one.year < page.year), None),
        "later": next((one for one in published if one.year > page.year), None),
    }
