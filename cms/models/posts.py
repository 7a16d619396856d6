"""Making the posts of an office: groups with the permissions of their roles.

Written for any registry of models, because a migration has its own.
"""

from collections.abc import Iterable
from typing import Any

from django.apps import apps as installed

from .roles import DUTIES, Role

LONGEST_NAME = 150  # of a Django group
ALL_PAGES_DEPTH = 1


def roles_for(*, collects_reports: bool) -> list[Role]:
    """The roles that an office has people for."""
    return [
        role
        for role, duty in DUTIES.items()
        if duty.every_office or (duty.every_authority and collects_reports)
    ]


def roles_of_the_site() -> list[Role]:
    return [
        role for role, duty in DUTIES.items() if not (duty.every_office or duty.every_authority)
    ]


def create_posts(roles: Iterable[Role], agency: Any = None, apps: Any = installed) -> None:
    """Make those of these posts that are not there yet; without an agency for the whole site."""
    Post = apps.get_model("cms", "Post")
    there = set(Post.objects.filter(agency=agency).values_list("role", flat=True))
    for role in roles:
        if role.value not in there:
            group = _group(role, agency, apps)
            Post.objects.create(role=role.value, agency=agency, group=group)


def group_name(role: Role, agency: Any, taken: Any) -> str:
    """“单位编辑 · 民政局”; offices of the same name are told apart by their number."""
    duty = DUTIES[role]
    if agency is None:
        return duty.name
    name = f"{duty.name} · {agency.title}"[:LONGEST_NAME]
    end = f"（{agency.pk}）"
    return f"{name[: LONGEST_NAME - len(end)]}{end}" if taken(name) else name


def _group(role: Role, agency: Any, apps: Any) -> Any:
    Group, Permission, Page = (
        apps.get_model(name) for name in ("auth.Group", "auth.Permission", "wagtailcore.Page")
    )
    groups = Group.objects
    duty = DUTIES[role]
    group = groups.create(
        name=group_name(role, agency, lambda name: groups.filter(name=name).exists())
    )
    for named in duty.everywhere:
        app, codename = named.split(".")
        group.permissions.add(
            Permission.objects.get(content_type__app_label=app, codename=codename)
        )
    page = agency.page_ptr if agency else Page.objects.get(depth=ALL_PAGES_DEPTH)
    on_page = Permission.objects.filter(
        content_type__app_label="wagtailcore",
        content_type__model="page",
        codename__in=duty.on_pages,
    )
    apps.get_model("wagtailcore", "GroupPagePermission").objects.bulk_create(
        apps.get_model("wagtailcore", "GroupPagePermission")(
            group=group, page=page, permission=permission
        )
        for permission in on_page
    )
    return group
