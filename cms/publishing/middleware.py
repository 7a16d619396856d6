"""Tells a person why a publication was refused, whichever admin button asked for it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.admin import messages

from cms.models.gate import PublicationRefused

SHOWN = 20


class RefusedPublicationMiddleware:
    """Turns ``PublicationRefused`` into a message with the findings, on the report's editor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, PublicationRefused):
            return None
        language = get_language() or ""
        findings = exception.findings
        messages.error(
            request,
            format_html(
                "{}<ul>{}</ul>",
                _("“%(page)s” can't be published while it has errors (%(count)d):")
                % {"page": exception.page.title, "count": len(findings)},
                format_html_join(
                    "", "<li>{}</li>", ((f.text.within(language),) for f in findings[:SHOWN])
                ),
            ),
        )
        if exception.page.pk:
            return redirect("wagtailadmin_pages:edit", exception.page.pk)
        return redirect("wagtailadmin_explore_root")
