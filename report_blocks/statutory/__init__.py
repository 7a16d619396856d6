"""What the law asks for, and whether numbers obey it. Pure Python, standard library only."""

from . import sentences
from .cell import BLANK, Cell, Origin
from .dataset import Change, Dataset, TableData
from .findings import Finding, Severity, errors
from .format import Format, Section
from .loading import FormatError
from .model import (
    Axis,
    CellKey,
    Column,
    Group,
    Kind,
    Layout,
    Line,
    Relation,
    Table,
)
from .registry import (
    UnknownFormat,
    format_for,
    formats,
    get_format,
    get_section,
    get_table,
    register,
    unregister,
)
from .report import Report
from .rules import Context, Policy, check
from .text import Text

__all__ = [
    "BLANK",
    "Axis",
    "Cell",
    "CellKey",
    "Change",
    "Column",
    "Context",
    "Dataset",
    "Finding",
    "Format",
    "FormatError",
    "Group",
    "Kind",
    "Layout",
    "Line",
    "Origin",
    "Policy",
    "Relation",
    "Report",
    "Section",
    "Severity",
    "Table",
    "TableData",
    "Text",
    "UnknownFormat",
    "check",
    "errors",
    "format_for",
    "formats",
    "get_format",
    "get_section",
    "get_table",
    "register",
    "sentences",
    "unregister",
]
