"""Previews that a front end elsewhere shows (headless), where there is one."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail_headless_preview.models import HeadlessPreviewMixin
from wagtail_headless_preview.settings import headless_preview_settings


class HeadlessMixin(HeadlessPreviewMixin):
    """Previews in the site's own pages unless ``HEADLESS_PREVIEW_URL`` names a front end."""

    def serve_preview(self: Any, request: HttpRequest, preview_mode: str) -> HttpResponseBase:
        if headless_preview_settings.CLIENT_URLS:
            return super().serve_preview(request, preview_mode)
        return super(HeadlessPreviewMixin, self).serve_preview(request, preview_mode)
