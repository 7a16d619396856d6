"""The system's own fill-in workbook: its defined names say where prose and contact data are.

Its tables are read by their labels like anybody's. The names are a contract with all workbooks
that were ever handed out, so they are written down here and not taken from today's writer; the
tests hold the two together.
"""

from collections.abc import Iterator

from report_blocks.statutory import Format, Origin, UnknownFormat, get_format

from ..problems import Problem, error
from ..sheets import Workbook
from ..tables.extraction import origin_at
from .identity import Identity
from .prose import paragraphs
from .words import Words

META, MARK, VERSION = "_meta", "disclosure-report-template", "1"
CONTACT = {
    "contact_address": "地址",
    "contact_postcode": "邮编",
    "contact_telephone": "联系电话",
    "contact_email": "电子邮箱",
    "contact_hours": "办公时间",
}
YEARS = range(1990, 2101)


def is_own(workbook: Workbook) -> bool:
    meta = workbook.sheet(META)
    return meta is not None and meta.cells.get((1, 1)) == MARK


def own_format(workbook: Workbook, file: str) -> tuple[Format | None, list[Problem]]:
    """The format that the workbook was made for; a problem if this system can't tell."""
    meta = workbook.sheet(META)
    if meta is None:
        return None, []
    version = _text(meta.cells.get((1, 2)))
    pairs = {
        value: _text(meta.cells.get((row, 2)))
        for (row, column), value in meta.cells.items()
        if column == 1 and row > 1
    }
    key = pairs.get("format", "")
    try:
        if version == VERSION:
            return get_format(key), []
    except UnknownFormat:
        pass
    return None, [
        error(
            Origin(file, META),
            f"填报工作簿的版本“{version}”或格式“{key}”本系统没有，请重新下载填报工作簿",
            f"The fill-in workbook is of version “{version}”, format “{key}”, which this system "
            "does not have; download it again",
        )
    ]


def own_words(workbook: Workbook, format_: Format, file: str) -> Words:
    words = Words()
    agency = _value(workbook, "identity_agency") or None
    words.identity = Identity(agency, _year(workbook, file, words.problems))
    words.preamble = "\n".join(_lines(workbook, "identity_preamble"))
    for section in format_.prose_sections:
        if lines := "\n".join(_lines(workbook, f"section_{section.key}")):
            words.sections[section.key] = lines
    contact = [
        f"{label}：{value}" for name, label in CONTACT.items() if (value := _value(workbook, name))
    ]
    words.contact = "\n".join([*contact, *_lines(workbook, "contact_other")])
    return words


def _year(workbook: Workbook, file: str, problems: list[Problem]) -> int | None:
    for sheet, position in workbook.range("identity_year"):
        year = _text(sheet.cells[position]).strip().removesuffix("年")
        if year.isascii() and year.isdecimal() and int(year) in YEARS:
            return int(year)
        problems.append(
            error(
                origin_at(file, sheet, position),
                f"报告年度“{sheet.cells[position]}”不是年份，请填写四位数字，如 2025",
                f"“{sheet.cells[position]}” is not a year; fill in four digits such as 2025",
            )
        )
    return None


def _lines(workbook: Workbook, name: str) -> Iterator[str]:
    for sheet, position in workbook.range(name):
        yield from paragraphs(_text(sheet.cells[position]))


def _value(workbook: Workbook, name: str) -> str:
    return " ".join(_lines(workbook, name))


def _text(value: object) -> str:
    """A cell as the text a person sees: a postcode typed as a number has no decimals."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)
