"""The index of SQLite, FTS5: its rows come by id, and no more are read than are wanted."""

from collections.abc import Iterable

from django.db import connection

from cms.models.search_tokens import Phrase

from .terms import Terms

ENTRIES = """
    SELECT rowid FROM cms_searchentry_fts
    WHERE cms_searchentry_fts MATCH %s AND rowid >= %s AND rowid < %s"""
# Looked up for each hit (+): to begin with the figures would ask the index for each of them.
WITH_FIGURE = """
    AND +rowid IN (
        SELECT entry_id FROM cms_searchfigure WHERE key = %s AND value BETWEEN %s AND %s
    )"""
IN_ORDER = """
    ORDER BY rowid LIMIT %s"""


def search(terms: Terms, most: int) -> list[int]:
    figure = terms.figure or ()
    sql = ENTRIES + (WITH_FIGURE if figure else "") + IN_ORDER
    with connection.cursor() as cursor:
        cursor.execute(sql, [match(terms), terms.first, terms.end, *figure, most])
        return [pk for (pk,) in cursor.fetchall()]


def match(terms: Terms) -> str:
    """The question in FTS5's language. No token holds a quotation mark."""
    asked = _all(terms.wanted)
    for phrase in terms.never:
        asked = f"({asked}) NOT {_all([phrase])}"
    return asked


def _all(phrases: Iterable[Phrase]) -> str:
    return " AND ".join(f'"{" ".join(p.tokens)}"{" *" if p.is_open else ""}' for p in phrases)
