"""What can be read and added, but neither changed nor removed by the application."""

from typing import Any, NoReturn

from django.contrib.auth.models import AnonymousUser, User
from django.db import models
from django.db.models import QuerySet


class ImmutableRecord(Exception):
    """Something that is kept for good was to be changed or deleted."""


class AppendOnly(QuerySet[Any]):
    def _refuse(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise ImmutableRecord

    update = delete = bulk_update = update_or_create = _refuse


class AppendOnlyModel(models.Model):
    """Each of its rows is saved once."""

    objects = AppendOnly.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise ImmutableRecord
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise ImmutableRecord


def named(user: User | AnonymousUser | None) -> str:
    """A person as records tell them, also when the account is gone; "" for nobody."""
    if user is None or user.pk is None:
        return ""
    return f"{user.get_username()} {user.last_name}{user.first_name}".strip()[:255]
