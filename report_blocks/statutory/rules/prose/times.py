"""Of when and of whom a number is told: rules look only at this year's of the office itself."""

import re

from ...report import Report

_COMPARED = re.compile(
    r"(?:是|为|相当于)(?:上年|去年|20\d\d年)度?的[\d.]+倍|(?:相?较|比|与|同)于?(?:上年|去年|前年|上一年|20\d\d年)(?:度|同期|全年)*(?:相比|数据)?|同比"
)
_CARRIED = re.compile(
    r"(?:上|去|前|20\d\d)一?年(?:度)?(?:[^,。;:]{0,10})?(?:结转|转结|遗留|转入|转接|延续|接续|移交|顺延|滚存|转来|未办[结完]|在办)|转(?:至|到|入)(?:今|本)年|结?转(?:自|至|到|入)?(?:上|去|20\d\d)一?年|(?:下|次)一?年"
)
# Names, and what stands in brackets of another year: 收到35件(2023年为34件), 其中…
_NAMED = re.compile(
    r"\((?:上年|去年|20\d\d年)(?:度|同期|末)?(?:为|是|有|:)?[\d,]+[\u4e00-\u9fff]{0,2}\)|《[^》]*》|“[^”]*”|\([^()]*\d{4}[^()]*号\)|〔\d{4}〕"
)
_TIME = re.compile(
    r"(20\d\d)年|上年|去年|上一年|(?<![,。;])同期|往年|前年|本年|今年|一年(?:以)?来|(?:增|减|降|升)(?:加|少|低|长)?(?:到|至|为)"
)
_SPAN = re.compile(
    r"历年|近[两三四五六七八九十\d]年|[一二三四两]季度|(?:上|下)半年|"
    r"(?<![至\d])\d{1,2}月份?(?:[^\d]|$)|十四五|五年来|三年来|任期"
)
# 过去五年, 累计…: what is told behind it, too, is of all these years.
_SPAN_BEFORE = re.compile(
    r"(?:历年来?|(?:过去|近|这|前|最近)(?:的)?[两三四五六七八九十\d]+年(?:来|间|里)?|[两三四五六七八九十]+年[来间]|[上下]半年|[一二三四]季度)[,、]"
)
_SINCE = re.compile(r"(?<!一年)以来|至今|近[三五]年")  # unless of the year
_OWN = {"本年", "今年", "一年来", "一年以来"}
_AREA = re.compile(
    r"全(?:市|区|县|省|州|盟|旗|镇|乡|国|系统|自治区)|各级|各部门|各单位|各镇|各街道|各乡镇|辖区|各(?:区|县|市)"
)
_OWN_SYSTEM = re.compile("全[省市区县州](..)系统")  # 全市税务系统, of a tax office
_GOVERNMENT = re.compile(
    r"(?:政府|政府办公[室厅]|管委会|管理委员会|办公[室厅]|省|市|区|县|州|盟|旗|镇|乡|街道|办事处|公署)$"
)


def without_asides(text: str) -> str:
    """The text without the years that it names beside its own: of titles, what it compares to."""
    for known in (_NAMED, _CARRIED, _COMPARED):
        text = known.sub("·", text)
    return text


def is_of_this_year(text: str, year: int | None) -> bool:
    """Whether what follows this beginning of a sentence is told of the report's own year."""
    text = without_asides(text)
    clause = re.split("[,;:]", text)[-1]
    times = list(_TIME.finditer(text))
    is_own = bool(times) and all(one[0] in _OWN or one[1] == str(year) for one in times)
    if _SPAN_BEFORE.search(text) or _SPAN.search(clause) or (_SINCE.search(text) and not is_own):
        return False
    if not times:
        return True
    last = times[-1]
    if last[1]:
        return year is None or int(last[1]) == year
    return last[0] in _OWN or last[0][-1] in "到至为"  # 由上年的5件减少到3件


def is_of_the_office(text: str, report: Report) -> bool:
    """Whether the beginning of a sentence does not speak of a whole area, of which it is a part."""
    own = _OWN_SYSTEM.sub(lambda m: "" if m[1] in (report.agency or "") else m[0], text)
    if _AREA.search(own) is None:
        return True
    return bool(report.agency and _GOVERNMENT.search(report.agency))
