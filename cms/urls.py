"""Addresses: the admin, the API, and pages below the root."""

from django.conf import settings
from django.conf.urls.static import static
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.views import serve

from cms.api.router import router

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("api/v2/", router.urls),
    path("report-blocks/", include("report_blocks.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    *(static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT) if settings.DEBUG else []),
    # Wagtail's own pattern knows no file names: a report's files stand below its page.
    re_path(r"^((?:[\w\-]+/)+[\w\-]+\.(?:pdf|xlsx|csv|json))$", serve, name="report_file"),
    path("", include(wagtail_urls)),
]
