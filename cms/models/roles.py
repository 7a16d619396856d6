"""The roles of an office and of its authority, and what each may do.

An office does its work alone up to the first review; what its authority does, it does for all
offices below it. No role may do everything: who reviews does not publish, who audits changes
nothing, and the administrator gives roles to people (docs/roles.md shows all of it in a table).
"""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    OFFICE_EDITOR = "office_editor", _("office editor")
    OFFICE_REVIEWER = "office_reviewer", _("office reviewer")
    AUTHORITY_EDITOR = "authority_editor", _("authority editor")
    AUTHORITY_REVIEWER = "authority_reviewer", _("authority reviewer")
    PUBLISHER = "publisher", _("publisher")
    AUDITOR = "auditor", _("auditor")
    ADMINISTRATOR = "administrator", _("administrator")


@dataclass(frozen=True)
class Duty:
    """What a role may do: with the pages of its office and below, and in the whole admin.

    ``name`` begins the names of its groups. ``on_pages`` are Wagtail's page permissions,
    ``everywhere`` permissions as "app.codename". A role of ``every_office`` is there for each
    office, one of an authority for each that collects reports, any other once for the site.
    """

    name: str
    on_pages: tuple[str, ...] = ()
    everywhere: tuple[str, ...] = ()
    every_office: bool = False
    every_authority: bool = False


ACCESS = "wagtailadmin.access_admin"


def _every(app: str, model: str) -> tuple[str, ...]:
    return tuple(f"{app}.{action}_{model}" for action in ("add", "change", "delete"))


DUTIES = {
    Role.OFFICE_EDITOR: Duty("单位编辑", ("add_page", "change_page"), (ACCESS,), every_office=True),
    Role.OFFICE_REVIEWER: Duty("单位审核", ("change_page",), (ACCESS,), every_office=True),
    Role.AUTHORITY_EDITOR: Duty(
        "主管部门编辑", ("add_page", "change_page"), (ACCESS,), every_authority=True
    ),
    Role.AUTHORITY_REVIEWER: Duty(
        "主管部门审核",
        ("change_page", "lock_page", "unlock_page"),
        (ACCESS,),
        every_authority=True,
    ),
    Role.PUBLISHER: Duty(
        "发布",
        ("change_page", "publish_page", "lock_page", "unlock_page"),
        (ACCESS,),
        every_authority=True,
    ),
    Role.AUDITOR: Duty("审计", (), (ACCESS, "cms.audit_reports")),
    Role.ADMINISTRATOR: Duty(
        "系统管理",
        (
            "add_page",
            "bulk_delete_page",
            "change_page",
            "lock_page",
            "publish_page",
            "unlock_page",
        ),
        (
            ACCESS,
            "cms.archive_reports",
            *_every("cms", "post"),
            *_every("auth", "user"),
            *_every("auth", "group"),
            *_every("wagtailcore", "workflow"),
            *_every("wagtailcore", "task"),
            *_every("wagtailcore", "site"),
        ),
    ),
}
