"""The sitemap: an index, and lists of as many pages as are made in a moment."""

from django.contrib.sitemaps import views
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from wagtail.contrib.sitemaps import Sitemap

from .place import public_pages

A_LIST = 5_000  # the protocol lets 50,000 pass


class PublicPages(Sitemap):
    """Wagtail's, without each page's own text: their addresses are all in one table."""

    limit = A_LIST

    def items(self) -> QuerySet:
        return public_pages(self.request).order_by("path")


def index(request: HttpRequest) -> HttpResponse:
    return views.index(request, {"pages": PublicPages(request)}, sitemap_url_name="sitemap")


def section(request: HttpRequest, section: str) -> HttpResponse:
    return views.sitemap(request, {"pages": PublicPages(request)}, section=section)
