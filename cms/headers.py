"""Headers of safety that Django has no middleware for."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse


class HeadersMiddleware:
    """What a page may ask a browser for, and that no page from elsewhere may take ours in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            # Data may be taken by any page; it says so itself (CORS).
            response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response
