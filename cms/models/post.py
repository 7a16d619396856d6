"""Who does what for which office: a post is a role at an office, its people are a Wagtail group."""

from typing import Any

from django.contrib.auth.models import AnonymousUser, Group, User
from django.db import models
from django.db.models import QuerySet
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from .agency import AgencyPage
from .posts import create_posts, group_name, roles_for
from .roles import Role


class Post(models.Model):
    """A role at an office, for its reports and those of all offices below; None: for all.

    Wagtail's permissions are those of its group, so that they hold everywhere in the admin.
    """

    role = models.CharField(_("role"), max_length=32, choices=Role.choices)
    agency = models.ForeignKey(
        AgencyPage,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="posts",
        verbose_name=_("agency"),
    )
    group = models.OneToOneField(Group, on_delete=models.CASCADE, verbose_name=_("group"))

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["agency__path", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["role", "agency"], name="one_post_of_a_role"),
            models.UniqueConstraint(
                fields=["role"],
                condition=models.Q(agency=None),
                name="one_post_of_a_role_of_the_site",
            ),
        ]

    def __str__(self) -> str:
        return self.group.name


def posts_for(page: Page, roles: list[Role]) -> QuerySet[Post]:
    """The posts of these roles that a page is in the charge of."""
    above = page.get_ancestors(inclusive=True)
    at_office = models.Q(agency__page_ptr__in=above) | models.Q(agency=None)
    return Post.objects.filter(at_office, role__in=roles)


def holds(user: User | AnonymousUser, role: Role, page: Page) -> bool:
    """Whether the user has this role for this page; an active one, as for all permissions."""
    return bool(
        user.is_active and user.pk and posts_for(page, [role]).filter(group__user=user).exists()
    )


@receiver(models.signals.post_save, sender=AgencyPage)
def keep_posts(instance: AgencyPage, raw: bool = False, **kwargs: Any) -> None:
    """An office has its posts from its first day, under its present name."""
    if raw or kwargs.get("update_fields") is not None:  # of a draft that may never be published
        return
    create_posts(roles_for(collects_reports=instance.collects_reports), instance)
    for post in instance.posts.select_related("group"):
        others = Group.objects.exclude(pk=post.group_id)
        name = group_name(
            Role(post.role), instance, lambda name, others=others: others.filter(name=name).exists()
        )
        if post.group.name != name:
            post.group.name = name
            post.group.save(update_fields=["name"])


@receiver(models.signals.post_delete, sender=Post)
def drop_group(instance: Post, **kwargs: Any) -> None:
    """Nobody keeps a permission from a post that is gone."""
    Group.objects.filter(pk=instance.group_id).delete()
