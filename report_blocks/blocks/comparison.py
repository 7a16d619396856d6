"""Two revisions of a table: only the changed cells, old → new, by name."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail.admin.compare import BlockComparison

from report_blocks.statutory import Change, Table, TableData, UnknownFormat
from report_blocks.statutory.codec import show


class TableComparison(BlockComparison):
    """What Wagtail shows for a table block in its revision comparison."""

    val_a: TableData
    val_b: TableData

    def htmldiff(self) -> SafeString:
        if self.val_a.reference != self.val_b.reference:
            names = _name(self.val_a), _name(self.val_b)
            return format_html("<del>{}</del> <ins>{}</ins>", *names)
        return _listing(self.val_b, self.val_a.changes_to(self.val_b))

    def htmlvalue(self, value: TableData) -> SafeString:
        return _listing(value, TableData(value.reference).changes_to(value))

    def has_changed(self) -> bool:
        return self.val_a != self.val_b


def _table(data: TableData) -> Table | None:
    try:
        return data.table
    except UnknownFormat:
        return None


def _name(data: TableData) -> str:
    table = _table(data)
    return table.heading if table else data.reference


def _listing(data: TableData, changes: tuple[Change, ...]) -> SafeString:
    table = _table(data)
    rows = (
        (
            table.label(change.key) if table and change.key in table.cells else str(change.key),
            show(change.before) or "—",
            show(change.after) or "—",
        )
        for change in changes
    )
    listed = format_html_join("", "<li>{}: <del>{}</del> → <ins>{}</ins></li>", rows)
    return format_html("<p>{}</p><ul>{}</ul>", _name(data), listed)
