"""The wide workbook: a row a report, a column a cell of the format, named by a row of keys."""
