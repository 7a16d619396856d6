"""Lists in pages: ``limit`` and ``offset``, and the address of the next page."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.models import Site

from .parameters import Parameter, whole

OFFSET_MAX = 10**9
Answer = dict[str, Any]


def paged(default: int, most: int) -> tuple[Parameter, Parameter]:
    return (
        Parameter("limit", whole(1, most), default=default),
        Parameter("offset", whole(0, OFFSET_MAX), default=0),
    )


def page_of(
    request: HttpRequest, items: QuerySet, values: Answer, show: Callable[[Sequence], list]
) -> Answer:
    """A page of a query that has an order; ``show`` makes the items of it what is answered."""
    limit, offset = values["limit"], values["offset"]
    return answer_of(request, values, items.count(), show(list(items[offset : offset + limit])))


def answer_of(request: HttpRequest, values: Answer, total: int, items: list) -> Answer:
    """``{"total", "limit", "offset", "next", "items"}``; ``next`` is null on the last page."""
    limit, offset = values["limit"], values["offset"]
    further = offset + limit
    query = request.GET.copy()
    query["offset"] = str(further)
    url = f"{root_url(request)}{request.path}?{query.urlencode()}"
    return {
        "total": total,
        "limit": limit,
        "offset": offset,
        "next": url if further < total else None,
        "items": items,
    }


def root_url(request: HttpRequest) -> str:
    """How addresses begin: with the host and port of the site's record in the admin."""
    site = Site.find_for_request(request)
    return site.root_url if site else request.build_absolute_uri("/").rstrip("/")
