"""What programs that read the whole site are told."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from .place import absolute

# Nothing but the desk is kept from them.
ROBOTS = """\
User-agent: *
Disallow: {admin}

Sitemap: {sitemap}
"""


def robots(request: HttpRequest) -> HttpResponse:
    text = ROBOTS.format(
        admin=reverse("wagtailadmin_home"), sitemap=absolute(request, reverse("sitemap_index"))
    )
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
