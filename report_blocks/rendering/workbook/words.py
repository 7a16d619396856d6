"""The parts of the fill-in workbook that hold words: who and when, prose, contact data.

Each place has a defined name; the names are a contract with all workbooks handed out so far.
"""

from xlsxwriter.format import Format as Style
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from report_blocks.statutory import Section

from .grids import height_of
from .sheets import protect, set_page, write_text
from .styles import Styles

PARAGRAPHS = 200
YEARS = (1990, 2100)
TALL = 120  # points: a cell for several lines
TEXT_WIDTH = 80  # characters: one column can't be made to fit a page if it is wider

# Contact lines of a report and the defined names of their cells.
CONTACT = {
    "地址": "contact_address",
    "邮编": "contact_postcode",
    "联系电话": "contact_telephone",
    "电子邮箱": "contact_email",
    "办公时间": "contact_hours",
}


class Words:
    """Writes words on sheets of one workbook and names their cells."""

    def __init__(self, workbook: Workbook, styles: Styles) -> None:
        self.workbook, self.styles = workbook, styles

    def identity(self, sheet: Worksheet, agency: str, year: int | None, preamble: str) -> None:
        self._headed(sheet, "基本信息")
        self._field(sheet, 2, "行政机关名称", "identity_agency", agency)
        self._label(sheet, 3, "报告年度", "identity_year")
        style = self.styles["input"]
        if year is None:
            sheet.write_blank(3, 1, None, style)
        else:
            sheet.write_number(3, 1, year, style)
        sheet.data_validation(3, 1, 3, 1, _VALID_YEAR)
        self._field(sheet, 4, "引言", "identity_preamble", preamble)
        sheet.set_row(4, TALL)

    def section(self, sheet: Worksheet, section: Section, text: str) -> None:
        """One paragraph a row, so that what is pasted from Word needs no care."""
        sheet.set_column(0, 0, TEXT_WIDTH)
        sheet.set_row(1, 32)
        write_text(sheet, 0, 0, section.heading, self.styles["heading"])
        write_text(sheet, 1, 0, f"{section.hint}每段占一行。", self.styles["hint"])
        lines = text.splitlines()
        rows = PARAGRAPHS + len(lines)
        style: Style = self.styles["text-input"]
        for i in range(rows):
            write_text(sheet, 3 + i, 0, lines[i] if i < len(lines) else "", style)
        for i, line in enumerate(lines):
            sheet.set_row(3 + i, height_of(line, TEXT_WIDTH))
        self._define(f"section_{section.key}", sheet, f"$A$4:$A${3 + rows}")
        sheet.freeze_panes(3, 0)
        set_page(sheet)
        protect(sheet)

    def contact(self, sheet: Worksheet, contact: str) -> None:
        """Lines such as 邮编：755000 in their own cells, all others together in the last."""
        self._headed(sheet, "联系方式")
        lines = contact.splitlines()
        for row, (label, name) in enumerate(CONTACT.items(), start=2):
            own = next((line for line in lines if line.startswith(f"{label}：")), "")
            if own:
                lines.remove(own)
            self._field(sheet, row, label, name, own.partition("：")[2])
        last = 2 + len(CONTACT)
        self._field(sheet, last, "其他说明", "contact_other", "\n".join(lines))
        sheet.set_row(last, TALL)

    def _headed(self, sheet: Worksheet, heading: str) -> None:
        sheet.set_column(0, 0, 18)
        sheet.set_column(1, 1, 62)
        write_text(sheet, 0, 0, heading, self.styles["heading"])
        set_page(sheet)
        protect(sheet)

    def _field(self, sheet: Worksheet, row: int, label: str, name: str, text: str) -> None:
        self._label(sheet, row, label, name)
        write_text(sheet, row, 1, text, self.styles["text-input"])

    def _label(self, sheet: Worksheet, row: int, label: str, name: str) -> None:
        sheet.set_row(row, 24)
        write_text(sheet, row, 0, label, self.styles["label"])
        self._define(name, sheet, f"$B${row + 1}")

    def _define(self, name: str, sheet: Worksheet, cells: str) -> None:
        self.workbook.define_name(name, f"='{sheet.get_name()}'!{cells}")


_VALID_YEAR = {
    "validate": "integer",
    "criteria": "between",
    "minimum": YEARS[0],
    "maximum": YEARS[1],
    "ignore_blank": True,
    "error_title": "请检查",
    "error_message": "请填写四位数字的年度，如 2025。",
}
