"""The findings of a report as people read them: by section, with source, place and reason."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.translation import get_language, pgettext

from report_blocks.blocks import seeding
from report_blocks.statutory import CellKey, Finding, Format, Severity, UnknownFormat
from report_blocks.statutory.rules.book import source_of

from .explanation import Explanation, is_explainable, key_of, named
from .measure import Measure

if TYPE_CHECKING:
    from .annual_report import AnnualReportPage


class Standing(IntEnum):
    """What a finding asks for, the most urgent first."""

    ERROR = 0
    WARNING = 1
    NOTICE = 2
    EXPLAINED = 3
    ORIGINAL = 4  # an error that an archived original was published with

    @property
    def label(self) -> str:
        return {
            Standing.ERROR: pgettext("finding", "Error"),
            Standing.WARNING: pgettext("finding", "Warning"),
            Standing.NOTICE: pgettext("finding", "Notice"),
            Standing.EXPLAINED: pgettext("finding", "Explained"),
            Standing.ORIGINAL: pgettext("finding", "In the original"),
        }[self]


@dataclass(frozen=True)
class Listed:
    """A finding in words, and where the editor finds its place."""

    key: str
    finding: Finding
    standing: Standing
    message: str
    source: str
    place: str = ""
    cell: str = ""  # "row/column" within the table of its block
    explanation: Explanation | None = None

    @property
    def is_explainable(self) -> bool:
        return is_explainable(self.finding)


@dataclass
class Group:
    """The findings of one section, or with heading "" those of the whole report."""

    position: int
    heading: str
    block: str = ""  # the id of its block in the editor
    items: list[Listed] = field(default_factory=list)

    def count(self, standing: Standing) -> int:
        return sum(item.standing is standing for item in self.items)

    @property
    def errors(self) -> int:
        return self.count(Standing.ERROR)

    @property
    def warnings(self) -> int:
        return self.count(Standing.WARNING)

    @property
    def explained(self) -> int:
        return self.count(Standing.EXPLAINED)


class FindingsList:
    """All findings of a draft; its explanations and its measure are read if they are not given.

    ``compares`` as in ``AnnualReportPage.findings``.
    """

    def __init__(
        self,
        page: "AnnualReportPage",
        explanations: Iterable[Explanation] | None = None,
        measure: Measure | None = None,
        *,
        compares: bool = False,
    ) -> None:
        self.page = page
        if explanations is None:
            explanations = Explanation.objects.filter(page=page.pk).select_related("user")
        self._explanations = {one.key: one for one in explanations}
        self._language = get_language() or ""
        self.found = page.findings(measure, compares=compares)
        self._unaccepted = page.unaccepted(self.found)

    @cached_property
    def items(self) -> list[Listed]:
        return [self._listed(finding) for finding in self.found]

    @cached_property
    def groups(self) -> list[Group]:
        """Those with something to mend first, otherwise in the order of the report."""
        groups: dict[str, Group] = {}
        for item in sorted(self.items, key=lambda item: item.standing):
            key = self._section(item.finding)
            groups.setdefault(key, self._group(key)).items.append(item)
        return sorted(groups.values(), key=lambda g: (g.items[0].standing, g.position))

    @property
    def errors(self) -> int:
        return self._count(Standing.ERROR)

    @property
    def warnings(self) -> int:
        """Those that nobody has explained yet."""
        return self._count(Standing.WARNING)

    def _count(self, standing: Standing) -> int:
        return sum(item.standing is standing for item in self.items)

    @cached_property
    def _format(self) -> Format | None:
        try:
            return self.page.format
        except UnknownFormat:
            return None

    @cached_property
    def _blocks(self) -> dict[str, str]:
        return seeding.block_ids(self.page.body) if self._format else {}

    def _listed(self, finding: Finding) -> Listed:
        key = key_of(named(self.page, finding))
        explanation = self._explanations.get(key) if is_explainable(finding) else None
        cell = self._cell(finding)
        return Listed(
            key,
            finding,
            self._standing(finding, explanation),
            message=finding.text.within(self._language),
            source=source_of(finding.rule, self._format).within(self._language),
            place=self._label(cell) if cell else "",
            cell=f"{cell.row}/{cell.column}" if cell else "",
            explanation=explanation,
        )

    def _standing(self, finding: Finding, explanation: Explanation | None) -> Standing:
        if explanation:
            return Standing.EXPLAINED
        if finding.severity is Severity.ERROR:
            return Standing.ERROR if finding in self._unaccepted else Standing.ORIGINAL
        return Standing.WARNING if finding.severity is Severity.WARNING else Standing.NOTICE

    def _cell(self, finding: Finding) -> CellKey | None:
        """The cell to look at: the one the sentence is about, or the first that takes part."""
        if finding.table and finding.row and finding.column:
            return CellKey(finding.table, finding.row, finding.column)
        return finding.cells[0] if finding.cells else None

    def _label(self, cell: CellKey) -> str:
        table = self._format.tables.get(cell.table) if self._format else None
        return table.label(cell) if table and cell in table.cells else ""

    def _section(self, finding: Finding) -> str:
        """The key of the section that it is about; "" for the whole report."""
        key = finding.section or finding.table or (finding.cells and finding.cells[0].table)
        known = {section.key for section in self._format.sections} if self._format else set()
        return key if key and key in known else ""

    def _group(self, key: str) -> Group:
        if not key or self._format is None:
            return Group(-1, "")
        sections = [section.key for section in self._format.sections]
        heading = self._format.section(key).heading
        return Group(sections.index(key), heading, self._blocks.get(key, ""))
