"""Groups, permissions and the review workflow of the demo; one user per role."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission, User
from wagtail.models import (
    GroupApprovalTask,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

PASSWORD = "demo-2026"  # noqa: S105, printed on the screen for everybody


@dataclass(frozen=True)
class Role:
    """A demo role: its user, its group, and what it may do below which page."""

    username: str
    last_name: str
    first_name: str
    group: str
    permissions: tuple[str, ...]
    may: str


EDITOR = Role(
    "editor",
    "王",
    "编辑",
    "单位编辑",
    ("add_page", "change_page"),
    "编辑本单位的年度报告，提交审核",
)
REVIEWER = Role(
    "reviewer",
    "李",
    "审核",
    "主管部门审核发布",
    ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
    "审核、退回、发布所属各单位的年度报告",
)
ADMINISTRATOR = Role("admin", "赵", "管理", "", (), "管理整个网站")
ROLES = (EDITOR, REVIEWER, ADMINISTRATOR)


def create_role(role: Role, page: Page) -> None:
    """The role's group with its permissions below the page, and its user."""
    group, _created = Group.objects.get_or_create(name=role.group)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in role.permissions:
        permission = Permission.objects.get(
            content_type__app_label="wagtailcore", codename=codename
        )
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)
    create_user(role).groups.add(group)


def create_user(role: Role, *, is_superuser: bool = False) -> User:
    """The role's user with the demo password; an existing one is left as it is."""
    users = get_user_model().objects
    user = users.filter(username=role.username).first()
    if user is None:
        create = users.create_superuser if is_superuser else users.create_user
        user = create(
            role.username,
            f"{role.username}@example.org",
            PASSWORD,
            first_name=role.first_name,
            last_name=role.last_name,
        )
    return user


def create_workflow(page: Page) -> None:
    """What the editor submits below the page, the reviewer approves; approval publishes."""
    group = Group.objects.get(name=REVIEWER.group)
    task, created = GroupApprovalTask.objects.get_or_create(name="主管部门审核")
    if created:
        task.groups.add(group)
    workflow, _created = Workflow.objects.get_or_create(name="年度报告审核")
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task)
    WorkflowPage.objects.get_or_create(page=page, defaults={"workflow": workflow})
