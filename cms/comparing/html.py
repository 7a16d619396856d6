"""The table's rows as HTML. Not a template: there may be 20,000 cells."""

from django.http import HttpRequest
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from .query import Query
from .sheet import Entry, Row, Sheet


def body_html(sheet: Sheet, request: HttpRequest) -> SafeString:
    """The rows of the body and the total's."""
    rows = [_row(row, request) for row in sheet.rows]
    body = f"<tbody>{''.join(rows)}</tbody>"
    if sheet.total:
        body += f"<tfoot>{_row(sheet.total, request)}</tfoot>"
    return mark_safe(body)  # noqa: S308, made below, words escaped


def _row(row: Row, request: HttpRequest) -> str:
    label: str = escape(row.label)
    if row.office:
        label = f'<a href="{escape(row.office.page.get_url(request) or "")}">{label}</a>'
    return f'<tr><th scope="row">{label}</th>{"".join(map(_cell, row.entries))}</tr>\n'


def _cell(entry: Entry) -> str:
    if entry.is_missing:
        return f'<td class="missing">{escape(entry.text)}</td>'
    return f"<td>{entry.text}{'<sup>*</sup>' if entry.is_doubtful else ''}</td>"


def sorting(sheet: Sheet, query: Query) -> list[tuple[str, str, str]]:
    """Of each column ``(label, address of the order by it or "", aria-sort or "")``.

    The greatest come first, and last when it is asked for again.
    """
    found = []
    for column in sheet.columns:
        falling = f"-{column.key}"
        is_falling, is_rising = query.sort == falling, query.sort == column.key
        address = query.sorted_by(column.key if is_falling else falling) if column.key else ""
        state = "descending" if is_falling else "ascending" if is_rising else ""
        found.append((column.label, address, state if column.key else ""))
    return found
