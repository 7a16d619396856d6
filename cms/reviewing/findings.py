"""The list of findings as a piece of HTML, for the editor; reasons come in by the same door."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from cms.models import AnnualReportPage
from cms.models.findings_list import FindingsList

from .explaining import MOST, FindingGone, NeedsAnother, explain, withdraw


class ReasonForm(forms.Form):
    key = forms.CharField(max_length=64)
    reason = forms.CharField(max_length=MOST, strip=True)


@never_cache
@require_GET
def findings(request: HttpRequest, page_id: int) -> HttpResponse:
    """Those of the newest draft, for who may change the report or audits."""
    page = _report(page_id)
    if not (
        page.permissions_for_user(request.user).can_edit()
        or request.user.has_perm("cms.audit_reports")
    ):
        raise PermissionDenied
    return _fragment(request, page)


@require_POST
def give_reason(request: HttpRequest, page_id: int) -> HttpResponse:
    """Explain a warning; the answer is the list as it is then."""
    page = _explainable(request, page_id)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        told = form.errors.get("reason", [_("That finding is no longer there.")])[0]
        return HttpResponse(str(told), status=400, content_type="text/plain; charset=utf-8")
    try:
        explain(page, form.cleaned_data["key"], form.cleaned_data["reason"], request.user)
    except FindingGone:
        return _fragment(request, page, _("That finding is no longer there."))
    except NeedsAnother:
        told = _("You have edited the report last: another person has to say why this may stand.")
        return HttpResponse(str(told), status=400, content_type="text/plain; charset=utf-8")
    return _fragment(request, page)


@require_POST
def take_back(request: HttpRequest, page_id: int) -> HttpResponse:
    """Withdraw a reason; the answer is the list as it is then."""
    page = _explainable(request, page_id)
    try:
        withdraw(page, request.POST.get("key", ""), request.user)
    except FindingGone:
        return _fragment(request, page, _("That finding is no longer there."))
    return _fragment(request, page)


def _report(page_id: int) -> AnnualReportPage:
    page = get_object_or_404(AnnualReportPage, pk=page_id)
    return page.get_latest_revision_as_object()


def _explainable(request: HttpRequest, page_id: int) -> AnnualReportPage:
    page = _report(page_id)
    if not page.may_be_explained_by(request.user):
        raise PermissionDenied
    return page


def _fragment(request: HttpRequest, page: AnnualReportPage, said: str = "") -> HttpResponse:
    context: dict[str, Any] = {
        "page": page,
        "list": FindingsList(page, compares=True),
        "may_jump": True,
        "may_explain": page.may_be_explained_by(request.user),
        "said": said,
    }
    return render(request, "cms/findings/list.html", context)
