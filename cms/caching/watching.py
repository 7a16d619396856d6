"""Notes each writing to the database that citizens could see, whoever writes it and how.

Signals would miss what is written in bulk, by ``update()`` or in SQL. So every statement is
looked at, and one that is not known to be for the desk only counts as a change.
"""

import re
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

from django.apps import AppConfig
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate
from django.dispatch import receiver

from cms.models.public_change import TABLE, note

# Tables that no public page is made of. A table that is not known here is public.
QUIET = re.compile(
    rf"""{TABLE}
    | django_(session|migrations|content_type|tasks_\w+)
    | auth_\w+
    | cms_(record\w+|import\w+|review\w+)
    | wagtail_headless_preview_\w+
    | modelsearch_\w+ | wagtailsearch_\w+
    | wagtailadmin_\w+ | wagtailusers_\w+
    | wagtailcore_(
        revision | referenceindex | \w*logentry | comment\w* | pagesubscription | uploadedfile
        | workflow\w* | task\w* | grouppagepermission | groupapprovaltask\w*
      )""",
    re.VERBOSE,
)
# What saving a draft or reviewing it changes of a page.
QUIET_COLUMNS = {
    *("draft_title", "has_unpublished_changes", "latest_revision_id", "latest_revision_created_at"),
    *("locked", "locked_at", "locked_by_id"),
}
NO_WRITES = (
    *("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", "PRAGMA", "SET ", "SHOW"),
    *("CREATE", "ALTER", "DROP", "EXPLAIN", "ANALYZE", "VACUUM", "REINDEX", "DECLARE", "CLOSE"),
)
WRITES = re.compile(r"\b(INSERT|UPDATE|DELETE)\b", re.IGNORECASE)
WRITE = re.compile(
    r"(?:INSERT (?:OR \w+ )?INTO|UPDATE|DELETE FROM) \"?(?P<table>\w+)\"?"
    r"(?: SET (?P<columns>.*?)(?: WHERE |$))?",
    re.IGNORECASE | re.DOTALL,
)
COLUMN = re.compile(r"(?:^|, )\"(\w+)\" = ")

_paused = False


def is_public(sql: str) -> bool:
    """Whether a statement changes what citizens see, as far as can be told; else True."""
    sql = sql.lstrip(" \n(")
    begin = sql[:10].upper()
    if begin.startswith(NO_WRITES) or (begin.startswith("WITH") and not WRITES.search(sql)):
        return False
    found = WRITE.match(sql)
    if not found:
        return True
    if QUIET.fullmatch(found["table"]):
        return False
    columns = set(COLUMN.findall(found["columns"] or ""))
    return not (found["table"] == "wagtailcore_page" and columns and columns <= QUIET_COLUMNS)


def watch(
    execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    """Django's execute wrapper: the change and its note are committed together."""
    if _paused or not is_public(sql if isinstance(sql, str) else str(sql)):
        return execute(sql, params, many, context)
    connection = context["connection"]
    # SQLite commits no statement whose rows are still to be fetched, but with the next one.
    joins = connection.in_atomic_block or (connection.vendor == "sqlite" and "RETURNING" in sql)
    with nullcontext() if joins else transaction.atomic(connection.alias):
        result = execute(sql, params, many, context)
        note(connection.alias)
    return result


@receiver(connection_created)
def begin(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """First in the list: those who come later are taken off at the end of it."""
    if watch not in connection.execute_wrappers:
        connection.execute_wrappers.insert(0, watch)


@receiver(pre_migrate)
def pause(**kwargs: Any) -> None:
    """There may be no table yet to note anything in."""
    global _paused  # noqa: PLW0603
    _paused = True


@receiver(post_migrate)
def resume(sender: AppConfig, using: str, **kwargs: Any) -> None:
    """What migrations have written counts as one change."""
    global _paused  # noqa: PLW0603
    if sender.name == "cms" and TABLE in connections[using].introspection.table_names():
        _paused = False
        note(using)
