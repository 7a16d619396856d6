"""Who may see and act on an import: its user, as long as the office's reports are theirs."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from cms.filling.permission import may_fill
from cms.models import ImportRun


def numbers(request: HttpRequest, name: str) -> list[int]:
    """The whole numbers of a field of the form; what is none, no form of ours has sent."""
    return [
        int(value) for value in request.POST.getlist(name) if value.isdecimal() and len(value) < 19
    ]


def own_run(request: HttpRequest, run_id: int) -> ImportRun:
    """The user's own run: another's may hold what is not public yet."""
    run = get_object_or_404(ImportRun.objects.select_related("agency"), pk=run_id)
    if run.user_id != request.user.pk or not (run.agency and may_fill(request.user, run.agency)):
        raise PermissionDenied
    return run
