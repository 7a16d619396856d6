"""What the rule book as it is now finds in published reports, in Wagtail's admin."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.permissions import page_permission_policy

from cms.models import AnnualReportPage, CheckedReport
from cms.publishing.tasks import recheck_reports
from report_blocks.statutory.rules import book, version

PER_PAGE = 50


def readable(user: User | AnonymousUser) -> QuerySet[CheckedReport]:
    """Who audits reads all, who may publish reads those reports'."""
    checked = CheckedReport.objects.filter(page__live=True).select_related("page")
    if user.has_perm("cms.audit_reports"):
        return checked
    pages = page_permission_policy.instances_user_has_permission_for(user, "publish")
    return checked.filter(page__in=AnnualReportPage.objects.filter(pk__in=pages.values("pk")))


def may_recheck(user: User | AnonymousUser) -> bool:
    """Who publishes anywhere; who only reads does not set the machine to work."""
    return page_permission_policy.user_has_permission(user, "publish")


class RecheckedView(WagtailAdminTemplateMixin, TemplateView):
    """The published reports in which there is something new, and the button to look again."""

    template_name = "cms/reviewing/rechecked.html"
    page_title = _("Rechecked reports")
    header_icon = "circle-check"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not (may_recheck(request.user) or request.user.has_perm("cms.audit_reports")):
            raise PermissionDenied

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        checked = readable(self.request.user)
        with_new = checked.exclude(found_since=[]).order_by("page__path")
        page = Paginator(with_new, PER_PAGE).get_page(self.request.GET.get("p"))
        listed = [(one, [_listed(finding) for finding in one.found_since]) for one in page]
        return super().get_context_data(
            version=version(),
            number=checked.count(),
            behind=checked.exclude(rule_book=version()).exclude(rechecked_with=version()).count(),
            pages=page,
            reports=listed,
            may_recheck=may_recheck(self.request.user),
            **kwargs,
        )


def _listed(finding: dict[str, Any]) -> dict[str, str]:
    rule = book().get(finding["rule"])
    title = rule.title.within(get_language() or "") if rule else ""
    return {**finding, "title": title}


@require_POST
def recheck(request: HttpRequest) -> HttpResponse:
    """Have all published reports checked once more, in the background if there is a worker."""
    if not may_recheck(request.user):
        raise PermissionDenied
    recheck_reports.enqueue()
    messages.success(request, _("The published reports are being checked once more."))
    return redirect("report_rechecked")
