"""The state of all that citizens see, as one number that every process reads in the database."""

import random

from django.db import connections, models, transaction

OFTEN = 50  # changes after which they are added up


class PublicChange(models.Model):
    """One change; written in the transaction that makes it, so that both are seen at once.

    The state is the sum of all marks. Adding a row waits for nobody, while a counter would be a
    lock that all who publish queue for.
    """

    mark = models.BigIntegerField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.mark)


TABLE = PublicChange._meta.db_table


def state(using: str = "default") -> int:
    """Another number after each change that was committed, and never an earlier one again."""
    with connections[using].cursor() as cursor:  # for each visitor: the ORM takes ten times as long
        cursor.execute(f"SELECT SUM(mark) FROM {TABLE}")  # noqa: S608, a name of ours
        return int(cursor.fetchone()[0] or 0)


def note(using: str = "default") -> None:
    """Say that something changes for citizens.

    Marks are random: what was rolled back or restored gives no number that was there before.
    """
    mark = random.getrandbits(32) + 1
    with connections[using].cursor() as cursor:
        cursor.execute(f"INSERT INTO {TABLE} (mark) VALUES (%s)", [mark])  # noqa: S608
    if mark % OFTEN == 0:
        transaction.on_commit(lambda: add_up(using), using=using, robust=True)


def add_up(using: str = "default") -> None:
    """One row with the sum in place of many; the state stays as it is."""
    with transaction.atomic(using=using):
        changes = PublicChange.objects.using(using)
        marks = dict(changes.select_for_update(skip_locked=True).values_list("pk", "mark"))
        changes.filter(pk__in=marks).delete()
        changes.create(mark=sum(marks.values()))
