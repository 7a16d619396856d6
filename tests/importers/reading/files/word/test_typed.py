"""Whatever is typed over a cell of a document: the right number, or a problem."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from report_blocks.statutory import Report
from tests import samples

from ...documents import (
    GOES_ON,
    RESTART,
    cell,
    document,
    paragraph,
    read,
    statutory_tables,
    table,
)

NAME = "suqian-2024"
TRUTH = samples.numbers(NAME)
ROWS = statutory_tables(Report(samples.dataset(NAME)))
VALUES = [one for rows in ROWS.values() for row in rows for *_, one in row if one and one.key]
BLANK = ["", "　", "/"]
SAID = {**dict.fromkeys(BLANK), "7": 7, "７": 7, "7件": 7, "1,234": 1234, "7（其中3件）": 7}
SAID |= {"7.5": Decimal("7.5"), "-1": -1}  # in some columns
NONSENSE = ["12\n34", "约30", "①", "3²", "5%"]
LOOKS = ["", "<w:b/>", "<w:vanish/>", "<w:strike/>"]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(VALUES), st.sampled_from([*SAID, *NONSENSE]), st.sampled_from(LOOKS))
def test_a_number_typed_over_is_read_right_or_reported(one, typed, look):
    def written(grid_cell, span):
        merged = RESTART if grid_cell and grid_cell.rowspan > 1 else ""
        properties = f'<w:gridSpan w:val="{span}"/>{merged if grid_cell else GOES_ON}'
        if grid_cell is one:
            return cell(paragraph(typed, look=look), properties)
        return cell(grid_cell.printed if grid_cell else "", properties)

    body = "".join(
        table([[written(grid_cell, span) for _left, span, grid_cell in row] for row in rows])
        for rows in ROWS.values()
    )
    [report] = read(document(body)).reports
    assert report.placed == set(ROWS)
    for key in one.key.table, *report.tables:
        for row, columns in report.report.dataset.numbers()[key].items():
            for column, found in columns.items():
                if (key, row, column) != tuple(one.key):
                    assert found == TRUTH[key][row][column]
                elif key in report.tables:
                    assert found == SAID[typed]
                    assert look in LOOKS[:2] or not typed.strip()
