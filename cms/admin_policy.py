"""The admin's content security policy: the site's own, and what Wagtail's editor needs beyond it.

Its rich text editor puts a style element of its own into the page, its scripts ask the server,
and it shows previews in a frame, those of a front end elsewhere too. Scripts stay as strict as on
the public site: no inline script and no eval.
"""

from collections.abc import Callable
from urllib.parse import urlsplit

from csp.constants import SELF, UNSAFE_INLINE
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

# Previews, and pages that somebody sees who has logged in: they hold Wagtail's user bar.
DESK = {
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF, "data:"],
    "connect-src": [SELF],
    "frame-ancestors": [SELF],
}
ADMIN = {**DESK, "style-src-elem": [SELF, UNSAFE_INLINE]}


class AdminPolicyMiddleware:
    """Sets the admin's policy; stands after django-csp's middleware, which writes the header."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        front_end = urlsplit(settings.HEADLESS_PREVIEW_URL)
        frames = [SELF, f"{front_end.scheme}://{front_end.netloc}"] if front_end.netloc else [SELF]
        self.desk = DESK | {"frame-src": frames}
        self.admin = ADMIN | {"frame-src": frames}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_admin = request.path.startswith(reverse("wagtailadmin_home"))
        is_preview = getattr(request, "is_dummy", False)
        if is_admin or is_preview or settings.SESSION_COOKIE_NAME in request.COOKIES:
            # As csp.decorators do.
            response._csp_replace = self.admin if is_admin else self.desk  # type: ignore[attr-defined]
            response.headers["X-Frame-Options"] = "SAMEORIGIN"
        return response
