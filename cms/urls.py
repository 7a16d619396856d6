"""Addresses: the admin, the API, and pages below the root."""

from django.conf import settings
from django.conf.urls.static import static
from django.urls import include, path, re_path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.views import serve

from cms.api import urls as api_urls
from cms.api.router import router
from cms.checking.views import CheckView
from cms.comparing.views import CompareDataView, CompareView
from cms.discovery import sitemap
from cms.discovery.feeds import AgencyFeed, SiteFeed
from cms.discovery.robots import robots
from cms.searching.views import SearchView

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("api/v1/", include(api_urls)),
    path("api/v2/", router.urls),
    path("check/", CheckView.as_view(), name="report_check"),
    path("compare/", CompareView.as_view(), name="report_compare"),
    path("compare/data.csv", CompareDataView.as_view(), name="report_compare_data"),
    path("search/", SearchView.as_view(), name="report_search"),
    path("report-blocks/", include("report_blocks.urls")),
    # Without a token, which would make each visitor's page another one; nothing is lost by it.
    path("i18n/setlang/", csrf_exempt(set_language), name="set_language"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap.index, name="sitemap_index"),
    path("sitemap-<section>.xml", sitemap.section, name="sitemap"),
    path("feed.xml", SiteFeed(), name="site_feed"),
    # No page can be there: slugs have no dots.
    re_path(r"^(?P<path>(?:[\w\-]+/)+)feed\.xml$", AgencyFeed(), name="agency_feed"),
    *(static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT) if settings.DEBUG else []),
    # Wagtail's own pattern knows no file names: a report's files stand below its page.
    re_path(r"^((?:[\w\-]+/)+[\w\-]+\.(?:pdf|xlsx|csv|json|jsonl))$", serve, name="report_file"),
    path("", include(wagtail_urls)),
]
