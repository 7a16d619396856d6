"""Whatever is done to a good workbook: the right number or a problem, never a wrong number."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from importers.reading import read_file
from tests import samples

from .books import load, saved, unmerged

NAME = "suqian-2023"
TRUTH = samples.numbers(NAME)
TABLE_FOUR = 2  # its sheet
ROWS, COLUMNS = st.integers(1, 29), st.integers(1, 15)
MUTATIONS = st.one_of(
    st.tuples(st.just("delete_row"), ROWS, ROWS),
    st.tuples(st.just("insert_row"), ROWS, ROWS),
    st.tuples(st.just("delete_column"), COLUMNS, COLUMNS),
    st.tuples(st.just("insert_column"), COLUMNS, COLUMNS),
    st.tuples(st.just("swap_rows"), ROWS, ROWS),
    st.tuples(st.just("swap_columns"), COLUMNS, COLUMNS),
    st.tuples(st.just("swap_labels"), ROWS, ROWS),
    st.tuples(st.just("blank"), ROWS, COLUMNS),
    st.tuples(st.just("number"), ROWS, COLUMNS),
)


def swap(one, other):
    one.value, other.value = other.value, one.value


def swap_lines(sheet, first, second, *, rows):
    for i in range(1, 1 + (sheet.max_column if rows else sheet.max_row)):
        one, other = ((first, i), (second, i)) if rows else ((i, first), (i, second))
        swap(sheet.cell(*one), sheet.cell(*other))


def put(sheet, row, column, value):
    if value is None or not isinstance(sheet.cell(row, column).value, int | float):
        sheet.cell(row, column).value = value


DEEDS = {
    "delete_row": lambda sheet, a, _b: sheet.delete_rows(a),
    "insert_row": lambda sheet, a, _b: sheet.insert_rows(a),
    "delete_column": lambda sheet, a, _b: sheet.delete_cols(a),
    "insert_column": lambda sheet, a, _b: sheet.insert_cols(a),
    "swap_rows": lambda sheet, a, b: swap_lines(sheet, a, b, rows=True),
    "swap_columns": lambda sheet, a, b: swap_lines(sheet, a, b, rows=False),
    "swap_labels": lambda sheet, a, b: swap(sheet.cell(a, 3), sheet.cell(b, 3)),
    "blank": lambda sheet, a, b: put(sheet, a, b, None),
    "number": lambda sheet, a, b: put(sheet, a, b, 7777),
}


def mutated(which, mutations):
    """The form with all that done to one sheet, and whether labels then name other numbers."""
    book = load(NAME)
    sheet = book.worksheets[which]
    # Columns of table four have equal labels: what they are is said by labels that stay behind.
    moving = {"swap_labels", "swap_columns"} if which == TABLE_FOUR else {"swap_labels"}
    unmerged(sheet)
    for what, first, second in mutations:
        DEEDS[what](sheet, first, second)
    return book, any(what in moving for what, *_places in mutations)


def wrong_numbers(reading):
    """Numbers that are neither the published ones nor put there; a cell may have been blanked."""
    return [
        (table, row, column, number)
        for report in reading.reports
        for table in report.tables
        for row, columns in report.report.dataset.numbers()[table].items()
        for column, number in columns.items()
        if number not in (TRUTH[table][row][column], None, 7777)
    ]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2), st.lists(MUTATIONS, min_size=1, max_size=2))
def test_a_mutated_form_is_read_right_or_not_at_all(which, mutations):
    book, labels_moved = mutated(which, mutations)
    reading = read_file(saved(book), "x.xlsx")
    assert labels_moved or wrong_numbers(reading) == []
