"""三审三校: a step of a workflow that is done by those who hold a role for the page's office.

Wagtail's own task knows groups only, and would let one office's reviewer into another's reports.
"""

from functools import reduce
from operator import or_
from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import QuerySet
from django.db.models.functions import Cast
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.forms import TaskStateCommentForm
from wagtail.log_actions import log
from wagtail.models import Page, Revision, Task, TaskState, WorkflowState

from .post import Post, holds, posts_for
from .roles import DUTIES, Role

Action = tuple[str, Any, bool]  # its name, what it is called, whether it asks for something


class ReviewForm(TaskStateCommentForm):
    """What is asked of who approves, or sends back: a comment."""


class SecrecyForm(TaskStateCommentForm):
    """Before publication somebody answers by name for the check of secrecy.

    《政府信息公开条例》第十七条: no government information is disclosed before it.
    """

    secrecy_checked = forms.BooleanField(
        label=_("The report has been checked for secrets, and holds none."),
    )
    secrecy_checked_by = forms.CharField(
        label=_("Name of who checked it"), max_length=100, strip=True
    )


class ReviewTaskState(TaskState):
    """One passing of a step; the last step's says who answers for the check of secrecy."""

    secrecy_checked_by = models.CharField(_("checked for secrets by"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")


class ReviewTask(Task):
    """Done by those who hold ``role`` for the office; never by who edited the report last."""

    role = models.CharField(
        _("role"),
        max_length=32,
        choices=[(role.value, role.label) for role in Role if DUTIES[role].on_pages],
    )
    needs_secrecy_check = models.BooleanField(
        _("asks who checked the report for secrets"), default=False
    )

    task_state_class = ReviewTaskState
    admin_form_fields = [*Task.admin_form_fields, "role", "needs_secrecy_check"]

    class Meta:
        verbose_name = _("review by role")
        verbose_name_plural = _("reviews by role")

    @classmethod
    def get_description(cls) -> str:
        return gettext("Those who hold the role for the page's office can approve this task")

    def reviewers(self, page: Page) -> QuerySet[User]:
        """The people who may do it; all of them, also the one who edited the report last."""
        posts = posts_for(page, [Role(self.role)])
        return User.objects.filter(groups__post__in=posts, is_active=True).distinct()

    def _is_reviewer(self, page: Page, user: User | AnonymousUser) -> bool:
        return user.is_superuser or holds(user, Role(self.role), page)

    def start(self, workflow_state: WorkflowState, user: User | None = None) -> TaskState:
        """After sending back all reviews begin anew: what they had passed may be another report.

        Wagtail would go on with the step that sent it back, and be done after that.
        """
        states = workflow_state.task_states
        passed = states.filter(status=TaskState.STATUS_APPROVED)
        if workflow_state.current_task_state is None and passed.exists():
            passed.update(status=TaskState.STATUS_CANCELLED)
            return workflow_state.get_next_task().specific.start(workflow_state, user=user)
        return super().start(workflow_state, user=user)

    # What Wagtail asks

    def user_can_access_editor(self, obj: Page, user: User) -> bool:
        return self._is_reviewer(obj, user)

    def locked_for_user(self, obj: Page, user: User) -> bool:
        return not self._is_reviewer(obj, user)

    def user_can_lock(self, obj: Page, user: User) -> bool:
        return self._is_reviewer(obj, user)

    def get_actions(self, obj: Page, user: User) -> list[Action]:
        if not self._is_reviewer(obj, user):
            return []
        actions: list[Action] = [("reject", _("Send back"), True)]
        if not edited_last(obj, user):
            actions.append(("approve", _("Pass"), self.needs_secrecy_check))
            if not self.needs_secrecy_check:
                actions.append(("approve", _("Pass with a comment"), True))
        return actions

    def get_form_for_action(self, action: str) -> type[forms.Form]:
        is_last = action == "approve" and self.needs_secrecy_check
        return SecrecyForm if is_last else ReviewForm

    def get_task_states_user_can_moderate(self, user: User, **kwargs: Any) -> QuerySet[TaskState]:
        states = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        posts = Post.objects.filter(role=self.role, group__user=user if user.pk else None)
        paths = list(posts.values_list("agency__path", flat=True)) if user.is_active else []
        if user.is_superuser or None in paths:
            return states
        below = reduce(or_, (models.Q(path__startswith=path) for path in paths), models.Q(pk=None))
        pages = Page.objects.filter(below).annotate(key=Cast("pk", models.CharField()))
        return states.filter(workflow_state__object_id__in=pages.values("key"))

    @transaction.atomic
    def on_action(self, task_state: TaskState, user: User, action_name: str, **kwargs: Any) -> None:
        """Whatever form or script asks for it: who, and with the check of secrecy.

        PermissionDenied if the user may not, ValidationError without the check.
        """
        page = task_state.workflow_state.content_object
        if action_name not in {name for name, _label, _asks in self.get_actions(page, user)}:
            raise PermissionDenied
        form = self.get_form_for_action(action_name)(kwargs)
        if not form.is_valid():
            raise ValidationError(form.errors.as_text())
        checked_by = form.cleaned_data.get("secrecy_checked_by", "")
        if checked_by:
            state = task_state.specific
            state.secrecy_checked_by = checked_by
            state.save(update_fields=["secrecy_checked_by"])
            log(
                instance=page.specific,
                action="cms.secrecy_checked",
                user=user,
                revision=task_state.revision,
                data={"checked_by": checked_by},
            )
        comment = form.cleaned_data.get("comment", "")
        super().on_action(task_state, user, action_name, comment=comment)


SAID = (
    *("title", "year", "preamble", "body", "contact"),
    *("index_number", "dated_on", "correction_reason"),
)


def edited_last(page: Page, user: User) -> bool:
    """Whether what the report says now is the user's work: nobody approves his own.

    Handing in, commenting and saving without a change make revisions too, and do not count.
    """
    revisions = Revision.page_revisions.filter(object_id=str(page.pk)).order_by(
        "-created_at", "-pk"
    )
    newest: Revision | None = None
    for revision in revisions.iterator(chunk_size=20):
        if newest and any(_told(newest, key) != _told(revision, key) for key in SAID):
            break
        newest = revision
    return newest is not None and newest.user_id == user.pk


def _told(revision: Revision, key: str) -> Any:
    """What is blank, and what older revisions do not know, are the same."""
    return revision.content.get(key) or None
