"""The admin's content security policy: the site's own, but for style elements.

Wagtail's rich text editor puts a style element of its own into the page. Scripts stay as strict
as on the public site: no inline script and no eval.
"""

from collections.abc import Callable

from csp.constants import SELF, UNSAFE_INLINE
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

POLICY = {"style-src-elem": [SELF, UNSAFE_INLINE]}


class AdminPolicyMiddleware:
    """Adds the admin's exception; stands after django-csp's middleware, which writes the header."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(reverse("wagtailadmin_home")):
            response._csp_update = POLICY  # type: ignore[attr-defined]  # as csp.decorators do
        return response
