"""Whose report it is: offices by their code, else by their exact name, within the authority."""

import difflib
from collections import defaultdict
from collections.abc import Iterable

from cms.models import AgencyPage
from importers.reading import Problem, ReportReading
from importers.reading.problems import error
from report_blocks.statutory import Origin

CLOSE = 0.6  # how alike a name has to be to be offered
OFFERED = 3


class Offices:
    """The offices that an import may be for: one and all below it, or those of the whole site."""

    def __init__(self, scope: AgencyPage | None = None) -> None:
        agencies = AgencyPage.objects.order_by("path")
        self.scope = scope
        self.all = list(agencies.descendant_of(scope, inclusive=True) if scope else agencies)
        self.by_code: dict[str, list[AgencyPage]] = defaultdict(list)
        self.by_name: dict[str, list[AgencyPage]] = defaultdict(list)
        for agency in self.all:
            if agency.credit_code:
                self.by_code[agency.credit_code].append(agency)
            for name in {plain(agency.title), plain(agency.short_name)} - {""}:
                self.by_name[name].append(agency)

    @property
    def only(self) -> AgencyPage | None:
        """The one office there is; then a file need not name it."""
        return self.all[0] if self.scope and len(self.all) == 1 else None

    def find(self, reading: ReportReading) -> tuple[AgencyPage | None, list[Problem]]:
        """The office of a report, or why that is not certain."""
        name, code = reading.report.agency, reading.agency_code
        if code:
            found = self.by_code.get(code, [])
            if len(found) == 1 and name and found[0] not in self.by_name.get(plain(name), []):
                return None, [_contradiction(reading, found[0])]
            return self._certain(found, f"代码为 {code} ", code, reading)
        if name:
            found = self.by_name.get(plain(name), [])
            return self._certain(found, f"名称为“{name}”", name, reading)
        if self.only:
            return self.only, []
        return None, [
            error(
                Origin(reading.file),
                "文件中没有写明行政机关名称，请指定是哪个单位的报告",
                "The file names no agency; say whose report it is",
            )
        ]

    def _certain(
        self, found: list[AgencyPage], zh: str, en: str, reading: ReportReading
    ) -> tuple[AgencyPage | None, list[Problem]]:
        if len(found) == 1:
            return found[0], []
        origin = Origin(reading.file)
        if found:
            count = len(found)
            return None, [
                error(
                    origin,
                    f"{zh}的行政机关有 {count} 个，请指定是哪一个",
                    f"There are {count} agencies “{en}”; say which it is",
                )
            ]
        if self.only:
            return None, [
                error(
                    origin,
                    f"文件是“{reading.report.agency or en}”的报告，不是“{self.only.title}”的",
                    f"The file is the report of “{reading.report.agency or en}”, "
                    f"not of “{self.only.title}”",
                )
            ]
        return None, [
            error(
                origin,
                f"没有找到{zh}的行政机关，请指定是哪个单位的报告",
                f"There is no agency “{en}”; say whose report it is",
            )
        ]

    def offered(self, name: str) -> list[AgencyPage]:
        """Offices whose names are like this one, the likest first."""
        close = difflib.get_close_matches(plain(name), self.by_name, OFFERED, CLOSE)
        return _unique(agency for one in close for agency in self.by_name[one])[:OFFERED]


def _contradiction(reading: ReportReading, agency: AgencyPage) -> Problem:
    code, name = reading.agency_code, reading.report.agency
    return error(
        Origin(reading.file),
        f"统一社会信用代码 {code} 是“{agency.title}”的，文件中的名称却是“{name}”，"
        "请指定是哪个单位的报告",
        f"The code {code} is that of “{agency.title}”, but the file says “{name}”; "
        "say whose report it is",
    )


def _unique(agencies: Iterable[AgencyPage]) -> list[AgencyPage]:
    return list({agency.pk: agency for agency in agencies}.values())


def plain(name: str) -> str:
    """Without white space: line breaks and blanks within a name mean nothing."""
    return "".join(name.split())
