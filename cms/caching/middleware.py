"""Public pages are made once for all visitors, and never shown when they are no longer true.

A page is kept in the process under the state of the database that it was made from (see
``cms.models.public_change``). The state is read before the page is made: what is written
meanwhile gives another state, and the page is never found again.
"""

from collections.abc import Callable, Hashable
from functools import cache
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from cms.language import chosen_language
from cms.models.public_change import state

from .entry import Entry
from .pages import pages

LONGEST_ADDRESS = 500
LARGEST = 2 * 1024 * 1024
API = "/api/"
# In the API: from Wagtail's index, which follows a publication a moment later.
SEARCH = "search="


class PageCacheMiddleware:
    """Stands first: a page that is kept passes by all others, with the headers they gave it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not is_for_all(request):
            return kept_by_nobody(self.get_response(request))
        now = state()
        pages.turn_to(now)
        key = key_of(request, now)
        entry = pages.get(key)
        if entry is None:
            response = self.get_response(request)
            if request.method == "HEAD" or not is_the_same_for_all(request, response):
                return kept_by_nobody(response)
            entry = Entry.of(cast(HttpResponse, response))
            pages.keep(key, entry)
        return entry.answer(request)


def is_for_all(request: HttpRequest) -> bool:
    """Whether anybody else who asks for this would get the same."""
    meta, cookies = request.META, request.COOKIES
    return (
        request.method in ("GET", "HEAD")
        and not getattr(request, "is_dummy", False)  # Wagtail's previews
        and settings.SESSION_COOKIE_NAME not in cookies
        and "messages" not in cookies
        and "HTTP_AUTHORIZATION" not in meta
        and len(request.path) + len(meta.get("QUERY_STRING", "")) <= LONGEST_ADDRESS
        and SEARCH not in meta.get("QUERY_STRING", "")
        and not request.path.startswith(_never_pages())
    )


@cache
def _never_pages() -> tuple[str, ...]:
    return settings.STATIC_URL, reverse("wagtailadmin_home")


def key_of(request: HttpRequest, now: int) -> Hashable:
    """All that an answer for everybody depends on; the day, because a year becomes due."""
    meta = request.META
    return (
        now,
        timezone.localdate(),
        chosen_language(request),
        request.scheme,
        meta.get("HTTP_HOST") or meta.get("SERVER_NAME"),
        meta.get("SERVER_PORT"),
        meta.get("HTTP_ACCEPT", "") if is_api(request) else "",
        request.path,
        meta.get("QUERY_STRING", ""),
    )


def is_the_same_for_all(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether an answer may be kept; one that says itself how it may be cached is left alone."""
    vary = {name.strip().lower() for name in response.headers.get("Vary", "").split(",")}
    told = {"cookie", "accept-encoding", ""} | ({"accept"} if is_api(request) else set())
    return (
        isinstance(response, HttpResponse)
        and response.status_code == 200
        and not response.cookies
        and not {"Cache-Control", "ETag", "Set-Cookie", "Content-Encoding"} & {*response.headers}
        and vary <= told
        and len(response.content) <= LARGEST
    )


def is_api(request: HttpRequest) -> bool:
    return request.path.startswith(API)


def kept_by_nobody(response: HttpResponseBase) -> HttpResponseBase:
    """Not even by a proxy: it may be for one person, or be otherwise in a moment."""
    response.headers.setdefault("Cache-Control", "private, no-cache")
    return response
