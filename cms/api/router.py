"""Wagtail's read-only API v2: pages, among them reports with their dataset as JSON."""

from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet

from .previews import PreviewsAPIViewSet

router = WagtailAPIRouter("wagtailapi")
router.register_endpoint("pages", PagesAPIViewSet)
router.register_endpoint("page_preview", PreviewsAPIViewSet)
