"""The fill-in workbook: the form of a format, to be filled in Excel or WPS.

Inputs are open, all else is locked; totals are formulas; what does not agree turns red. Names and
the hidden sheet ``_meta`` tell the reader that it is ours (``importers.reading.words.own``).
"""

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from report_blocks.rendering.preamble import standard_preamble
from report_blocks.statutory import Dataset, Format, Report

from .form import FormSheet
from .sheets import new_workbook, protect, set_page, sheet_names, write_text
from .styles import Styles
from .words import CONTACT, TEXT_WIDTH, Words

__all__ = ["CONTACT", "MARK", "VERSION", "write_template"]

MARK, VERSION = "disclosure-report-template", "1"

GUIDE_SHEET, IDENTITY_SHEET, CONTACT_SHEET, META_SHEET = "填报说明", "基本信息", "联系方式", "_meta"

GUIDE = (
    "1. 请填写白色单元格；灰色的合计由公式自动计算，不能改动。",
    "2. 没有发生的填 0；空白表示没有填写，不会当作 0。",
    "3. 数据之间不相符时，有关单元格变为红色，表下方说明原因；改正后红色消失。",
    "4. 文字部分每段占一行，可以从 Word 直接粘贴；加粗的文字前后各加两个星号，如 **加强管理。**",
    "5. 数字旁需要说明的，可在导入后于网上填写，如“22（其中修订16件）”。",
    "6. 填好后保存为 .xlsx，在系统中选择“从工作簿填入”。",
)


def write_template(
    format_: Format, *, report: Report | None = None, agency: str = "", year: int | None = None
) -> bytes:
    """The fill-in workbook of a format, empty or with a report's content in it.

    ``agency`` and ``year`` go before the report's own. Without a preamble of its own a report
    whose agency and year are known gets the standard one.
    """
    report = report or Report(Dataset(format_.key))
    agency, year = agency or report.agency or "", year or report.year
    preamble = report.preamble
    if not preamble and agency and year:
        preamble = standard_preamble(format_, agency, year)
    own = (GUIDE_SHEET, IDENTITY_SHEET, CONTACT_SHEET, META_SHEET)
    names = sheet_names(format_.sections, own)
    with new_workbook() as (workbook, output):
        styles = Styles(workbook)
        words = Words(workbook, styles)
        title = f"{agency}{year or ''}{'年' if year else ''}{format_.title}"
        _guide(workbook.add_worksheet(GUIDE_SHEET), styles, title)
        words.identity(workbook.add_worksheet(IDENTITY_SHEET), agency, year, preamble)
        for section in format_.sections:
            sheet = workbook.add_worksheet(names[section.key])
            if section.table is None:
                words.section(sheet, section, report.sections.get(section.key, ""))
            else:
                data = report.dataset.table(section.key)
                FormSheet(sheet, styles, section.table, data).write()
        words.contact(workbook.add_worksheet(CONTACT_SHEET), report.contact)
        _meta(workbook, format_)
    return output.getvalue()


def _guide(sheet: Worksheet, styles: Styles, title: str) -> None:
    sheet.set_column(0, 0, TEXT_WIDTH)
    sheet.set_row(0, 48)
    write_text(sheet, 0, 0, title, styles["title"])
    for row, line in enumerate(GUIDE, start=2):
        sheet.set_row(row, 34)
        write_text(sheet, row, 0, line, styles["text"])
    set_page(sheet)
    protect(sheet)


def _meta(workbook: Workbook, format_: Format) -> None:
    sheet = workbook.add_worksheet(META_SHEET)
    for row, pair in enumerate(((MARK, VERSION), ("format", format_.key))):
        for column, text in enumerate(pair):
            sheet.write_string(row, column, text)
    sheet.very_hidden()
