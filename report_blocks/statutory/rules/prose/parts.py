"""D03: the parts that the prose lists are no more than their whole."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, chain

from ...findings import Finding
from ...text import Text
from ...words import Topic
from ..book import found
from .mentions import Prose, Reading
from .reading import Number, Paragraph, last_words

# What leads to parts: to some, or to all of them.
_SOME = re.compile(r"其中|包括|包含|涵盖|含|(?<!不)涉及|主要(?:有|是|为)?")
_ALL = re.compile(
    r"(?:具体|内容|类型|类别|构成|情况|分类|结构|分布|组成|途径|方式|渠道|形式)(?:为|是|如下|看|有)|类构成:|[分划](?:为|成)"
    r"|(?:分别|依次|各)(?:为|是|有)|[按从依以][^,。;:\d]{1,10}(?:分|划分|统计|看|归类|区分|计算|来分|归集|而言)"
)
_AFTER = re.compile(
    r"[,、;)]?(?:以上|上述|各类|信息|三者|四项|全年|本年|年度|年内|总体)?(?:应办总数|应办理|合计|共计|总计|总共|累计|共)[^\d,;]{0,10}"
)
_WHOLE = re.compile(
    "共|总|合计|累计|公开|发布|收到|更新|推送|受理|办理|制作|刊发|编发|上传|推出|接收|新收|发出|产生|挂网|上网|归集|报送|登载|公布"
)
_NOT_A_PART = re.compile(
    r"不予|无法提供|^(?:主动|及时|集中|对外|已|均|全部)?(?:公开|发布|推送|更新|推出|受理|审结|办结|答复|收到|立案|转办|采纳|回复|处理|维持|纠正|调解|撤销|化解|完成|整改|解决|审查|制作|编制|开设|新增|修订|废止|失效)|其中|通过|召开|举办|开展|(?<!公)共|合计|累计|占|比|^(?:配|同步|并|还|另|附|举|参)|同时|全年|^组织(?!机构)|回应|办理|办结|总[数量计]|应办"
    r"|(?:网站|公众号|微博|平台|专栏|渠道)[^,]{0,4}(?:公开|发布|推送|更新)|较|同比|增|减|阅读|点击|粉丝|上年|去年|20\d\d年"
)
# 公开信息93条, not 重大决策预公开信息32条: of all that is told behind it.
_OF_ALL = re.compile(
    r"(?:(?:(?<!预)公开|发布|更新|推送|制作|上传|编发|总|各类|政府|政务)(?:的)?信息|申请|总[数量]|合计"
    r"|公开|发布|更新|推送|收到|受理|办理)(?:了|共|共计|合计|总计|总数|总量|数量|件数|累计|为|有|达)*$"
)
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_CHANNEL = re.compile("网站|公众号|微信|微博|账号|抖音|头条")
_DECISIONS = re.compile("行政(?:许可|处罚|强制|复议|诉讼)")
_REST = re.compile(
    r"^[、,;和及]?(?:其他|其它|其余)(?:各类|类)?(?:政府|政务|公开)?(?:信息|内容|方面|事项|类别|类)?[(有为共]*$"
)
_JOINTS = ("、", "和", "及", "以及")
_LONGEST_PART = 14
_FEW = 2
_NEAR = 16  # characters between a whole and its parts


def listed_parts(prose: Prose) -> Iterator[Finding]:
    """公开信息93条，其中文件35条、动态34条、其他24条: parts are no more than their whole."""
    own, topics = prose.mentioned, prose.report.dataset.format.topics
    for paragraph in prose.paragraphs:
        for whole, parts, seems_all in _lists(paragraph):
            if any(id(one) in own for one in parts) or whole.is_rough:
                continue  # held against the table
            if _is_by_a_way(paragraph, whole, topics) or _is_listed(paragraph, whole):
                continue  # a part itself
            is_led = _ALL.search(paragraph.text, whole.end, parts[0].start) is not None
            is_all = seems_all and (is_led or id(whole) not in own)
            sums = list(accumulate(Decimal(one.value) for one in parts))
            if whole.value in sums[1:]:
                continue  # what follows is told of another matter: 网络4件、信函3件; 自然人5件、…
            total = sums[-1]
            if total > whole.value or (is_all and total != whole.value):
                yield _wrong_sum(paragraph, [whole, *parts], whole.value, total, prose)


def _is_by_a_way(paragraph: Paragraph, number: Number, topics: Sequence[Topic]) -> bool:
    """网页申请共19件: as one of the ways in which some came."""
    label = last_words(paragraph.text[paragraph.clause(number.start)[0] : number.start])
    return any(topic.ways and topic.ways.fullmatch(label) for topic in topics)


def _is_listed(paragraph: Paragraph, number: Number) -> bool:
    """公开8件;其他1件。从情形看:…: the last of a list, where parts of all follow."""
    place = paragraph.clause(number.start)[0]
    return paragraph.text.startswith("。", number.end) and paragraph.text[place - 1 : place] in (
        ";",
        "、",
    )


def _lists(paragraph: Paragraph) -> Iterator[tuple[Number, list[Number], bool]]:
    """Each whole with its parts, and whether these are all of them."""
    used = 0
    for place, whole in enumerate(paragraph.numbers):
        if place < used:
            continue
        parts = list(_parts(paragraph, place + 1, whole))
        if len(parts) < _FEW or whole.is_percent:
            continue
        stop = paragraph.places(parts[-1].start, parts[-1].end)[0] + 1
        between = paragraph.text[whole.end : parts[0].start]
        is_led = _leads(between) and not _goes_on(paragraph, place, between)
        if is_led or _is_whole(paragraph, place, between):
            used = stop
            rest = paragraph.text[parts[-2].end : parts[-1].start]
            is_some = _SOME.search(between) if is_led else between[:1] == ","
            is_all = (not is_some or _REST.search(rest)) and not _has_more(paragraph, stop, whole)
            if not _is_of_an_earlier_one(paragraph, place, parts):
                yield whole, parts, bool(is_all)
        elif after := _whole_behind(paragraph, stop, whole.unit):
            used = stop + 1
            yield after, [whole, *parts], True


def _goes_on(paragraph: Paragraph, place: int, between: str) -> bool:
    """涉及机构的0条, 涉及预算的2条: what leads to a part leads to the number before as well."""
    before = paragraph.numbers[place - 1].end if place else 0
    told = paragraph.text[before : paragraph.numbers[place].start]
    return "涉及" in told and between.lstrip(",;、").startswith("涉及")


def _is_whole(paragraph: Paragraph, place: int, between: str) -> bool:
    """Whether a number is told in other words than those that follow it in a list."""
    whole, text = paragraph.numbers[place], paragraph.text
    before = paragraph.numbers[place - 1].end if place else 0
    told = text[max(before, paragraph.clause(whole.start)[0]) : whole.start]
    is_part = _ALL.search(text, before, whole.start) is not None
    if is_part or _DECISIONS.search(told) or (between[:1] == "," and _CHANNEL.search(told)):
        return False  # or what other channels have follows as well
    if between[:1] == "," and not _OF_ALL.search(told):
        return False
    return between[:1] in ("(", ":", ",") and _WHOLE.search(told) is not None


def _is_of_an_earlier_one(paragraph: Paragraph, place: int, parts: list[Number]) -> bool:
    """公开信息93条, 其中网站80条, 包括…: the parts may be those of the first."""
    whole = paragraph.numbers[place]
    start = paragraph.text.rfind("。", 0, whole.start) + 1
    total = sum(Decimal(one.value) for one in parts)
    earlier = [paragraph.numbers[one].value for one in paragraph.places(start, whole.start)]
    # or of both together: 新收11件, 上年结转1件, 其中网络申请6件、信函申请6件
    return any(value >= total for value in earlier) or earlier[-1:] == [total - whole.value]


def _has_more(paragraph: Paragraph, stop: int, whole: Number) -> bool:
    """Whether the list goes on in words that are not plainly those of a part."""
    return any(
        number.unit == whole.unit
        and paragraph.text[paragraph.numbers[stop - 1].end :].startswith(_JOINTS)
        for number in paragraph.numbers[stop : stop + 1]
    )


def _whole_behind(paragraph: Paragraph, place: int, unit: str) -> Number | None:
    """文件35条、动态34条, 合计69条."""
    for number in paragraph.numbers[place : place + 1]:
        between = paragraph.text[paragraph.numbers[place - 1].end : number.start]
        if number.unit == unit and not number.is_rough and _AFTER.fullmatch(between):
            return number
    return None


def parts_by_way(prose: Prose) -> Iterator[Finding]:
    """网上提交5件、邮寄提交6件: what came in by some ways is no more than all that came in."""
    dataset = prose.report.dataset
    for topic in dataset.format.topics:
        if topic.ways is None:
            continue
        # All that came in, by any words: 新收, or with 上年结转.
        meant = [one.readings for one in topic.rows if topic.default_rows in one.readings]
        wholes = chain.from_iterable(meant)
        readings = [Reading(tuple(topic.cells(rows, topic.default_columns))) for rows in wholes]
        most = max(Decimal(reading.value(dataset)) for reading in readings)
        for paragraph in prose.paragraphs:
            for start, end in paragraph.sentences():
                parts = list(_by_way(paragraph, start, end, topic))
                total = sum((Decimal(one.value) for one in parts), Decimal())
                if len(parts) > 1 and total > most and topic.marks.search(paragraph.text):
                    yield _wrong_sum(paragraph, parts, most, total, prose)


def _by_way(paragraph: Paragraph, start: int, end: int, topic: Topic) -> Iterator[Number]:
    place = start
    for index in paragraph.places(start, end):
        number = paragraph.numbers[index]
        label = last_words(paragraph.text[place : number.start])
        is_one = topic.ways is not None and topic.ways.fullmatch(label) is not None
        if is_one and topic.units.fullmatch(number.unit) and not number.is_rough:
            yield number
        place = number.end


def _parts(paragraph: Paragraph, place: int, whole: Number) -> Iterator[Number]:
    """The numbers of a list that follows, as long as it is plainly one."""
    before, is_first, is_about = whole.end, True, False
    for number in paragraph.numbers[place:]:
        between = paragraph.text[before : number.start]
        if not is_first:
            between = _IN_BRACKETS.sub("", between)
            if "(" in between:
                continue  # parts of a part: 提案14件(主办1件、协办13件)
        label = between.strip("、,和及;:()。")
        if is_first:
            label = re.split("[,:。(]", label)[-1]
            label = _SOME.sub("", _ALL.sub("", label))
            if "。" in between and not (between[:1] == "。" and _leads(between)):
                return  # another sentence
        elif re.search("[。]|[,;)].*[,;]", between):
            return
        label = label.rstrip("共计有为各是") or label
        is_part = (
            number.unit == whole.unit
            and not number.is_rough
            and len(between) <= _LONGEST_PART + _NEAR
        )
        if not is_part or len(label) > _LONGEST_PART or _NOT_A_PART.search(label):
            return
        if not is_first and _is_about(label) is not is_about:
            return  # 企业职工提出的14件, 涉及改制的11件
        yield number
        before, is_first, is_about = number.end, False, _is_about(label)


def _is_about(label: str) -> bool:
    return label.startswith("涉及")


def _leads(between: str) -> bool:
    """Whether the words lead to parts; those of another sentence have to begin with that."""
    most = 4 if between[:1] == "。" else len(between)
    lead = between.lstrip("。")
    return "。" not in lead and any(
        match.start() <= most for words in (_SOME, _ALL) for match in words.finditer(lead)
    )


def _wrong_sum(
    paragraph: Paragraph,
    told: list[Number],
    whole: int | Decimal,
    total: Decimal,
    prose: Prose,
) -> Finding:
    quote = paragraph.text[max(0, told[0].start - 16) : told[-1].end]
    heading = prose.heading(paragraph)
    return found(
        "D03",
        Text(
            f"“{heading}”“{quote}”，各分项之和为 {total}，总数为 {whole}",
            f"“{heading}”: “{quote}”: the parts add up to {total}, the whole is {whole}",
        ),
        section=paragraph.section,
        expected=whole,
        found=total,
    )
