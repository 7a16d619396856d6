"""Reports as workbooks: to be filled in, as a published report, and many of them on one sheet."""

from .published import write_workbook
from .template import write_template
from .wide import write_wide

__all__ = ["write_template", "write_wide", "write_workbook"]
