"""Reports as rows for django-import-export: one row a report, an update is a changed one.

Nothing is saved: rows change copies in memory, and what came of each is a ``Merge``. The preview
of an import and its confirmation are the same run, so that what is confirmed is what was shown.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import tablib
from django.core.exceptions import ValidationError
from import_export import fields, resources, widgets
from import_export.instance_loaders import BaseInstanceLoader
from import_export.results import RowResult

from importers.reading import ReportReading
from report_blocks.statutory import CellKey, Change, Dataset, Report, Text
from report_blocks.statutory.codec import complaint

CONTENT = ("dataset", "preamble", "sections", "contact")
COLUMNS = ("current", "tables", *CONTENT)


@dataclass(frozen=True)
class Merge:
    """What a report becomes when a reading is taken over: ``report``, or ``errors`` and None.

    ``texts`` are keys of the prose sections whose text differs, and "preamble" and "contact".
    """

    report: Report | None
    changes: tuple[Change, ...] = ()
    texts: tuple[str, ...] = ()
    errors: tuple[Text, ...] = ()


def merge_reports(pairs: Iterable[tuple[Report, ReportReading]]) -> list[Merge]:
    """Take each reading over into the report that there is, or that its office starts with.

    The tables that were read with certainty replace the report's, their blanks too; prose that
    the file does not have stays as it is. Reports change format with the file.
    """
    rows = tablib.Dataset(headers=COLUMNS)
    taken = []
    for current, reading in pairs:
        incoming = reading.report
        base = _in_format(current, incoming.dataset.format_key)
        rows.append((base, reading.tables, *(getattr(incoming, name) for name in CONTENT)))
        taken.append((base, incoming))
    results = ReportResource().import_data(rows, use_transactions=False).rows
    return [_merge(*both, result) for both, result in zip(taken, results, strict=True)]


def _in_format(report: Report, format_key: str) -> Report:
    """The report for a file in another format: without the numbers of its own."""
    if report.dataset.format_key == format_key:
        return report
    dataset = Dataset(format_key)
    prose = {section.key for section in dataset.format.prose_sections}
    sections = {key: text for key, text in report.sections.items() if key in prose}
    return replace(report, dataset=dataset, sections=sections)


@dataclass
class Draft:
    """The content of a report while import-export takes a row over into it."""

    dataset: Dataset
    preamble: str
    sections: Mapping[str, str]
    contact: str
    # What was read anew, and has to be valid.
    tables: frozenset[str] = field(repr=False)

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "Draft":
        return cls(
            **{name: getattr(row["current"], name) for name in CONTENT}, tables=row["tables"]
        )

    def __str__(self) -> str:
        return self.dataset.format_key  # import-export asks for it with every row

    def __deepcopy__(self, memo: object) -> "Draft":
        return replace(self)  # of values that never change

    def full_clean(self, **kwargs: Any) -> None:
        """Refuse what was read and is no proper number of a cell of the format."""
        columns = self.dataset.format.cells
        errors = []
        for key, cell in self.dataset.cells.items():
            if key.table not in self.tables:
                continue
            if key not in columns:
                errors.append(
                    _error(key, Text("格式中没有这一项", "is not in the format"), str(key))
                )
            elif reason := complaint(cell, columns[key]):
                label = self.dataset.format.tables[key.table].label(key)
                errors.append(_error(key, reason, label))
        if errors:
            raise ValidationError({"dataset": errors})


def _error(key: CellKey, reason: Text, label: str) -> ValidationError:
    message = Text(f"{label}：{reason.zh}", f"{label}: {reason.en}")
    return ValidationError(message, code=str(key))  # type: ignore[arg-type]  # shown by str()


class Unchanged(widgets.Widget):
    """Values as they are: import-export would make texts of them."""

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        return value


class Tables(Unchanged):
    """The dataset with the tables that were read, and those of the others that there are."""

    def clean(self, value: Dataset, row: Any = None, **kwargs: Any) -> Dataset:
        current, tables = row["current"].dataset, row["tables"]
        if tables.issuperset(value.format.tables):  # nearly always
            return value
        kept = {key: cell for key, cell in current.cells.items() if key.table not in tables}
        read = {key: cell for key, cell in value.cells.items() if key.table in tables}
        return Dataset(value.format_key, kept | read)


class Sections(Unchanged):
    """The sections that have a text in the file, and the others as they are."""

    def clean(self, value: Mapping[str, str], row: Any = None, **kwargs: Any) -> dict[str, str]:
        return {**row["current"].sections, **{key: text for key, text in value.items() if text}}


class Paragraphs(fields.Field):
    """A text; the one there is stays if the file has none."""

    def __init__(self, name: str) -> None:
        super().__init__(name, name, Unchanged(), default=None, saves_null_values=False)


class CurrentReports(BaseInstanceLoader):
    """The report of a row as it is now; a new one if it has no number yet."""

    def get_instance(self, row: Mapping[str, Any]) -> Draft | None:
        return Draft.of(row) if row["current"].dataset.cells else None


class ReportResource(resources.Resource):
    """One row is a report and the reading that is to be taken over into it."""

    dataset = fields.Field("dataset", "dataset", Tables())
    preamble = Paragraphs("preamble")
    sections = fields.Field("sections", "sections", Sections())
    contact = Paragraphs("contact")

    class Meta:
        instance_loader_class = CurrentReports
        import_id_fields = ()
        fields = CONTENT
        clean_model_instances = True
        skip_unchanged = True
        report_skipped = True
        skip_html_diff = True
        store_instance = True
        use_transactions = False

    def init_instance(self, row: Any = None) -> Draft:
        return Draft.of(row)

    def do_instance_save(self, instance: Draft, is_create: bool) -> None:
        """Nothing: whoever asked for the merge saves the report."""


def _merge(before: Report, incoming: Report, result: RowResult) -> Merge:
    if not result.is_valid():
        return Merge(None, errors=tuple(_reasons(result)))
    after = replace(incoming, **{name: getattr(result.instance, name) for name in CONTENT})
    if result.is_skip():
        return Merge(after)
    return Merge(after, _changes(before.dataset, after.dataset), _changed_texts(before, after))


def _reasons(result: RowResult) -> Iterator[Text]:
    """What import-export has against a row."""
    if result.validation_error is not None:
        for errors in result.validation_error.error_dict.values():
            yield from (error.message for error in errors)
    for error in result.errors:
        yield Text(f"导入失败：{error.error!r}", f"The import failed: {error.error!r}")


def _changes(before: Dataset, after: Dataset) -> tuple[Change, ...]:
    """In the order of the form."""
    cells = [(key, before[key], after[key]) for key in after.format.cells]
    return tuple(Change(key, old, new) for key, old, new in cells if old != new)


def _changed_texts(before: Report, after: Report) -> tuple[str, ...]:
    sections = (key for key, text in after.sections.items() if before.sections.get(key, "") != text)
    names = ("preamble", "contact")
    texts = (name for name in names if getattr(before, name) != getattr(after, name))
    return (*sections, *texts)
