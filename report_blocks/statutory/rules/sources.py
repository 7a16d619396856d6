"""Where each rule comes from: the document, its article or the place in its form.

``{citation}`` is that of the report's own format. The same as in docs/rules.md, for people who
read a finding.
"""

from ..model import Format
from ..text import Text

_REGULATIONS = "《政府信息公开条例》"
_FORM = "报告格式（{citation}）"
_FORM_EN = "The form ({citation})"
_OURS = Text("本系统的要求", "A requirement of this system")

SOURCES: dict[str, Text] = {
    "A01": Text(f"{_FORM}：“总计”列", f"{_FORM_EN}: the column 总计"),
    "A02": Text(f"{_FORM}：“（七）总计”行", f"{_FORM_EN}: the row （七）总计"),
    "A03": Text(
        f"{_FORM}表注：第一项加第二项之和，等于第三项加第四项之和",
        f"{_FORM_EN}, its note: 第一项加第二项之和，等于第三项加第四项之和",
    ),
    "A04": Text(f"{_FORM}：各组“总计”列", f"{_FORM_EN}: the columns 总计"),
    "A05": Text(f"{_FORM}：各栏所填的数", f"{_FORM_EN}: the numbers of its columns"),
    "A07": Text(
        f"{_FORM}没有规定单位的金额，须注明单位",
        f"{_FORM_EN} leaves the unit of the amount open",
    ),
    "C00": _OURS,
    "C01": Text(f"{_FORM}：报告的各个部分", f"{_FORM_EN}: the sections of a report"),
    "D05": _OURS,
    "E02": _OURS,
    "F01": Text(f"{_REGULATIONS}第十五条", f"{_REGULATIONS}, article 15"),
    "F02": Text(f"{_REGULATIONS}第十五条", f"{_REGULATIONS}, article 15"),
    "F03": Text(f"{_REGULATIONS}第十四条", f"{_REGULATIONS}, article 14"),
    "P01": _OURS,
    "X00": _OURS,
}
_OF_A_FORMAT = Text(_FORM, _FORM_EN)  # a rule that the format brings itself


def source_of(rule: str, format_: Format | None) -> Text:
    """The source of a rule as it is for reports of this format; None if it is not installed."""
    source = SOURCES.get(rule, _OF_A_FORMAT)
    citation = format_.citation if format_ else "—"
    return Text(*(words.replace("{citation}", citation) for words in source))
