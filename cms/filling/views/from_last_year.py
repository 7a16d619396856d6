"""Starting a report from last year's: what will happen, and doing it."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.filling.from_last_year import CannotBegin, begin, next_beginning
from cms.filling.permission import may_fill
from cms.models import AgencyPage


class FromLastYearView(WagtailAdminTemplateMixin, TemplateView):
    """Says from which report which one is begun, and begins it when told to."""

    template_name = "cms/filling/from_last_year.html"
    page_title = gettext_lazy("Start from last year")
    header_icon = "copy"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.agency = get_object_or_404(AgencyPage, pk=kwargs["agency_id"])
        if not may_fill(request.user, self.agency):
            raise PermissionDenied

    def get_page_subtitle(self) -> str:
        return self.agency.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        explore = reverse("wagtailadmin_explore", args=[self.agency.pk])
        return [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": explore, "label": self.agency.title},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(agency=self.agency)
        try:
            beginning = next_beginning(self.agency)
        except CannotBegin as refusal:
            return context | {"refusal": refusal}
        return context | {"beginning": beginning, "carried": beginning.carried} | kwargs

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            page = begin(self.agency, request.POST.get("seen", ""), cast(User, request.user))
        except CannotBegin as refusal:
            return self.render_to_response(self.get_context_data(refusal=refusal))
        messages.success(
            request,
            _("The draft for %(year)s is begun. Please check its texts and fill in the tables.")
            % {"year": page.year},
        )
        return redirect("wagtailadmin_pages:edit", page.pk)
