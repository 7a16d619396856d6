"""The whole database as it can be compared with another writing of the same."""

import json
import re
from contextlib import contextmanager
from itertools import count

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction
from wagtail.search.models import IndexEntry

from cms.models import BulkFile, PublicChange, RecordEntry, RecordHead

LEFT_OUT = {
    IndexEntry: {"id", "title_norm"},
    BulkFile: {"file"},
    RecordHead: {"hash", "content"},
    RecordEntry: {"content", "hash", "previous"},
}
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b[0-9a-f]{32}\b")


def every_row():
    """``{table: rows}`` of all tables; each UUID is replaced by the number of its first place.

    Left out of the search index is the weight of a title's length: it is by the average of the
    moment that the page is indexed at, until the index is rebuilt. And the id of an entry, of
    which PostgreSQL uses up one more whenever the entry is updated. The hashes of records are of
    contents with UUIDs; that they fit is for their own tests. The marks of changes that citizens
    see are random, and as many as statements.
    """
    models = (model for model in apps.get_models() if model is not PublicChange)
    tables = {model._meta.db_table: _rows(model) for model in models}
    numbers = count(1)
    seen = {}

    def number(match):
        return seen.setdefault(match[0], f"uuid {next(numbers)}")

    return json.loads(UUID.sub(number, json.dumps(tables, default=str)))


def _rows(model):
    """As the database holds them."""
    left_out = LEFT_OUT.get(model, set())
    columns = [f.column for f in model._meta.local_concrete_fields if f.name not in left_out]
    names = ", ".join(map(connection.ops.quote_name, columns))
    order = connection.ops.quote_name(model._meta.pk.column)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {names} FROM {model._meta.db_table} ORDER BY {order}")  # noqa: S608
        return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]


@contextmanager
def undone():
    """Takes back what is written within, so that the next writing gives the same ids."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
            cursor.execute(statement)
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
