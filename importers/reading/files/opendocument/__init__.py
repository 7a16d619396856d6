"""An OpenDocument spreadsheet (.ods) as sheets."""
