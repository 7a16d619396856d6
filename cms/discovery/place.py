"""Addresses as the site gives them out, whatever name it was asked by."""

from django.http import HttpRequest
from wagtail.models import Page, Site


def site_of(request: HttpRequest) -> Site | None:
    """The site that is asked; None before there is any."""
    return Site.find_for_request(request)


def absolute(request: HttpRequest, path: str) -> str:
    """A path with the scheme and host of the site, else of the request."""
    site = site_of(request)
    return f"{site.root_url}{path}" if site else request.build_absolute_uri(path)


def public_pages(request: HttpRequest) -> "Page.objects":
    """The pages of the site that everybody may read."""
    site = site_of(request)
    if site is None:
        return Page.objects.none()
    below = Page.objects.descendant_of(site.root_page, inclusive=True)
    return below.live().public()
