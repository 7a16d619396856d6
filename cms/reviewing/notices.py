"""E-mail to the reviewers whose turn it is, in their language."""

from typing import Any

from django.contrib.auth.models import User
from django.db.models import QuerySet
from wagtail.admin.mail import GroupApprovalTaskStateSubmissionEmailNotifier
from wagtail.models import TaskState
from wagtail.signals import task_submitted

from cms.models.review import ReviewTask, ReviewTaskState


class ReviewNotifier(GroupApprovalTaskStateSubmissionEmailNotifier):
    """Wagtail's own words, sent to those who hold the role for the page's office."""

    def can_handle(self, instance: TaskState, **kwargs: Any) -> bool:
        return isinstance(instance.task.specific, ReviewTask)

    def get_recipient_users(self, task_state: TaskState, **kwargs: Any) -> QuerySet[User]:
        page = task_state.workflow_state.content_object
        reviewers = task_state.task.specific.reviewers(page)
        submitter = kwargs.get("user")
        return reviewers.exclude(pk=submitter.pk) if submitter else reviewers

    def get_template_base_prefix(self, instance: TaskState, **kwargs: Any) -> str:
        return "task_state_"


notify_reviewers = ReviewNotifier()
task_submitted.connect(
    notify_reviewers, sender=ReviewTaskState, dispatch_uid="cms_review_submitted"
)
