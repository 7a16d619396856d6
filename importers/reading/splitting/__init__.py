"""Several reports in one workbook → the sheets, or the rows of a sheet, of each."""
