"""The looks that both workbooks share: 宋体, thin borders, headers grey, inputs white."""

from typing import Any

import xlsxwriter
from xlsxwriter.format import Format as Style

_BORDER = {"border": 1, "border_color": "#6B7789", "valign": "vcenter", "text_wrap": True}
_FONT = {"font_name": "宋体", "font_size": 11}
_NUMBER = {**_BORDER, "align": "center"}

_STYLES: dict[str, dict[str, Any]] = {
    "title": {
        "font_size": 16,
        "bold": True,
        "align": "center",
        "valign": "vcenter",
        "text_wrap": True,
    },
    "heading": {"font_size": 14, "bold": True, "valign": "vcenter", "text_wrap": True},
    "hint": {"font_color": "#55606F", "text_wrap": True, "valign": "top"},
    "label": {"valign": "top", "bold": True},
    "header": {**_BORDER, "align": "center", "bg_color": "#EEF2F7"},
    "row-header": {**_BORDER, "align": "left", "bg_color": "#EEF2F7"},
    "input": {**_NUMBER, "locked": False},
    "value": _NUMBER,
    "total": {**_NUMBER, "bold": True, "bg_color": "#F7F7F7"},
    "text-input": {**_BORDER, "valign": "top", "locked": False, "num_format": "@"},
    "key": {**_BORDER, "font_color": "#55606F", "font_size": 8},
    "plain": {},
    "text": {"text_wrap": True, "valign": "top"},
    "bold": {"text_wrap": True, "valign": "top", "bold": True},
    "broken": {"bg_color": "#FFC7CE", "font_color": "#9C0006"},
    "verdict": {"bold": True, "font_color": "#1B4F91", "text_wrap": True, "valign": "vcenter"},
    "details": {"font_color": "#9C0006", "text_wrap": True, "valign": "top"},
}


class Styles:
    """The styles of one workbook, made when first used."""

    def __init__(self, workbook: xlsxwriter.Workbook) -> None:
        self.workbook = workbook
        self.made: dict[tuple[str, str], Style] = {}

    def __getitem__(self, name: str) -> Style:
        return self.number(name, "")

    def number(self, name: str, number_format: str) -> Style:
        """The style of this name, its numbers shown as the spreadsheet's number format says."""
        key = name, number_format
        if key not in self.made:
            numbers = {"num_format": number_format} if number_format else {}
            self.made[key] = self.workbook.add_format(_FONT | _STYLES[name] | numbers)
        return self.made[key]
