"""The site's home page."""

from typing import Any

from django.db import models
from django.db.models import Count, Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from .agency import AgencyPage
from .annual_report import AnnualReportPage
from .page_permissions import KeepingPermissionTester
from .trail import TrailMixin
from .tree import directly_below


class HomePage(Page):
    """Leads to every published report: by authority and office, and the newest ones at once."""

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["cms.AgencyPage"]
    max_count = 1
    template = "cms/home_page.html"

    class Meta:
        verbose_name = _("home page")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """All pages on the way down are found at once; Wagtail asks twice for each level."""
        paths = [
            f"{self.url_path}{'/'.join(path_components[: i + 1])}/"
            for i in range(len(path_components))
        ]
        found = Page.objects.filter(url_path__in=paths).order_by("depth")
        trail: list[Page] = [self, *found]
        if paths and trail[-1].url_path == paths[-1]:
            page = trail.pop().specific
            if isinstance(page, TrailMixin):
                page.trail = trail
            return page.route(request, [])
        return super().route(request, path_components)

    def permissions_for_user(self, user: Any) -> KeepingPermissionTester:
        return KeepingPermissionTester(user, self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        reports = AnnualReportPage.objects.live().public()  # there is one home page
        year = AnnualReportPage.year_due()
        return super().get_context(request, *args, **kwargs) | {
            "agencies": AgencyPage.objects.filter(directly_below(self))
            .live()
            .public()
            .order_by("pinyin"),
            "reports": reports.defer_streamfields().order_by("-first_published_at")[:10],
            "year": year,
            **reports.aggregate(
                published_in_all=Count("pk"), published_of_year=Count("pk", filter=Q(year=year))
            ),
        }
