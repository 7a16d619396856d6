"""Reports as workbooks: to be filled in, as a published report, and many of them on one sheet."""

from .published import write_workbook
from .single import write_table
from .template import write_template
from .wide import write_wide

__all__ = ["write_table", "write_template", "write_wide", "write_workbook"]
