"""What an editor looks at and has not saved, for the front end that shows it.

Only who was given the token by the editor's own preview can ask, and only for a day.
"""

import datetime

from django.core.signing import BadSignature
from django.http import Http404
from django.urls import URLPattern, path
from django.utils.cache import add_never_cache_headers
from rest_framework.request import Request
from rest_framework.response import Response
from wagtail.api.v2.views import PagesAPIViewSet

from cms.models import AnnualReportPage

LIFETIME = datetime.timedelta(days=1)


class PreviewsAPIViewSet(PagesAPIViewSet):
    """``page_preview/?content_type=…&token=…``: what the front end is called with."""

    model = AnnualReportPage
    known_query_parameters = PagesAPIViewSet.known_query_parameters | {"content_type", "token"}

    @classmethod
    def get_urlpatterns(cls) -> list[URLPattern]:
        return [path("", cls.as_view({"get": "detail_view"}), name="detail")]

    def detail_view(self, request: Request) -> Response:
        response = super().detail_view(request, None)
        add_never_cache_headers(response)
        return response

    def get_object(self) -> AnnualReportPage:
        token = self.request.GET.get("token", "")
        try:
            self.model.get_preview_signer().unsign(token, max_age=LIFETIME)
            page = self.model.get_page_from_preview_token(token)
        except BadSignature as error:
            raise Http404 from error
        if page is None:
            raise Http404
        if page.pk is None:
            page.pk = 0  # Wagtail gives each page an address by it
        return page
