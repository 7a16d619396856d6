"""A review that was sent twice, or comes when there is nothing left to review."""

import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page, TaskState

# Who holds two roles would pass the second step without having looked.
TOO_SOON = datetime.timedelta(seconds=10)


def turn_away(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Says so and changes nothing."""
    if request.method != "POST" or "action-workflow-action" not in request.POST:
        return None
    if not page.current_workflow_task:  # Wagtail's editor would fail
        said = _("This page is not under review (any more). Nothing was changed.")
    elif _has_just_reviewed(request.user, page):
        said = _("Your review has been taken already; this was the next step's. Look at it again.")
    else:
        return None
    messages.error(request, said)
    return redirect("wagtailadmin_pages:edit", page.pk)


def _has_just_reviewed(user: Any, page: Page) -> bool:
    steps = TaskState.objects.filter(workflow_state=page.current_workflow_state, finished_by=user)
    return steps.filter(finished_at__gt=timezone.now() - TOO_SOON).exists()
