"""Addresses of comparisons, for links from reports, offices and authorities.

In a template: ``{% url "report_compare" %}?under={{ page.pk }}&amp;year={{ year }}``.
"""

from collections.abc import Iterable

from django.http import QueryDict
from django.urls import reverse

YEARS = 5


def compare_years(office_id: int, last_year: int, figures: Iterable[str] = ()) -> str:
    """One office's figures in the five years that end with this one."""
    return _address(office=[office_id], year=last_years(last_year), figure=figures)


def compare_offices(authority_id: int, year: int, figures: Iterable[str] = ()) -> str:
    """The figures of all offices below an authority in one year."""
    return _address(under=[authority_id], year=[year], figure=figures)


def last_years(last_year: int) -> list[int]:
    return list(range(last_year - YEARS + 1, last_year + 1))


def _address(**parts: Iterable[object]) -> str:
    query = QueryDict(mutable=True)
    for name, values in parts.items():
        query.setlist(name, [str(value) for value in values])
    return f"{reverse('report_compare')}?{query.urlencode(safe='/')}"
