"""The index of PostgreSQL: GIN over the tokens as they are, without a parser or a dictionary.

A ``tsvector`` forgets places beyond 16,383 and more than 256 of the same token, so it is only
asked which tokens are there; that they follow each other is seen in the row of tokens itself,
entry after entry until there are enough.
"""

from django.db import connection, transaction

from cms.models.search_tokens import Phrase

from .terms import Terms

# PostgreSQL thinks that a look into each entry costs nothing, and would rather do that.
BY_THE_INDEX = "SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off"
AS_BEFORE = "SET LOCAL enable_seqscan TO DEFAULT; SET LOCAL enable_indexscan TO DEFAULT"
ENTRIES = """
    SELECT id, tokens FROM cms_searchentry
    WHERE id >= %s AND id < %s AND lexemes @@ %s::tsquery"""
WITH_FIGURE = """
    AND id IN (
        SELECT entry_id FROM cms_searchfigure WHERE key = %s AND value BETWEEN %s AND %s
    )"""
IN_A_ROW = " AND strpos(tokens, %s) > 0"
NOT_THERE = " AND strpos(tokens, %s) = 0"


def search(terms: Terms, most: int) -> list[int]:
    tokens = " & ".join(map(_lexemes, terms.wanted))
    entries = ENTRIES + (WITH_FIGURE if terms.figure else "")
    rows = [_row(phrase) for phrase in terms.wanted if len(phrase.tokens) > 1]
    never = [_row(phrase) for phrase in terms.never]
    sql = (
        f"SELECT id FROM ({entries} ORDER BY id OFFSET 0) entries WHERE TRUE"  # noqa: S608
        f"{IN_A_ROW * len(rows)}{NOT_THERE * len(never)} ORDER BY id LIMIT %s"
    )
    values = [terms.first, terms.end, tokens, *(terms.figure or ()), *rows, *never, most]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(BY_THE_INDEX)
        cursor.execute(sql, values)
        found = [pk for (pk,) in cursor.fetchall()]
        cursor.execute(AS_BEFORE)
    return found


def _row(phrase: Phrase) -> str:
    """The phrase as it stands in the tokens of an entry."""
    return f" {' '.join(phrase.tokens)}{'' if phrase.is_open else ' '}"


def _lexemes(phrase: Phrase) -> str:
    """All of its tokens. None holds a quotation mark."""
    last = len(phrase.tokens) - 1
    return " & ".join(
        f"'{token}'{':*' if phrase.is_open and place == last else ''}"
        for place, token in enumerate(phrase.tokens)
    )
