"""One statutory table as a workbook: its form with what is in it, to be changed and read back."""

from report_blocks.statutory import TableData, get_format

from .form import FormSheet
from .sheets import new_workbook, sheet_names
from .styles import Styles


def write_table(data: TableData) -> bytes:
    """An .xlsx with the form of this table alone. UnknownFormat if its format is not installed.

    The reader knows it by its labels, as it does any office's own.
    """
    table = data.table
    sections = get_format(data.format_key).sections
    [section] = [one for one in sections if one.table is table]
    with new_workbook() as (workbook, output):
        sheet = workbook.add_worksheet(sheet_names([section], ())[section.key])
        FormSheet(sheet, Styles(workbook), table, data).write()
    return output.getvalue()
