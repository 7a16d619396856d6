"""D04: what the prose tells twice, it tells with the same number."""

import re
from collections.abc import Iterator

from ...findings import Finding
from ...text import Text
from ...words import without
from ..book import found
from .mentions import Prose
from .reading import Number, Paragraph
from .times import is_of_this_year

_FAMILIES = {
    "微信": "微信公众号|微信公众平台|官方微信|政务微信|微信(?:订阅|服务)号|公众号|公众平台"
    "|订阅号|微信",
    "微博": "(?:政务|官方|新浪)?微博",
    "网站": "(?:政府)?门户网站|(?:政府|政务|官方)?网站|官网|网页",
    "其他": "(?:政务)?抖音号?|快手号?|(?:今日)?头条号?|视频号|百家号|客户端|小程序|账号"
    "|报刊|报纸|电视|广播|公开栏|电子屏",
}
_KIND = "|".join(_FAMILIES.values())
_CHANNEL = re.compile(
    r"(?:[“‘「『](?P<name>[^”’」』]{2,16})[”’」』][^,。;“]{0,6}?)?"
    rf"(?P<kind>{_KIND})(?:[“‘「『](?P<after>[^”’」』]{{2,16}})[”’」』])?"
)
_PUBLISHED = re.compile(
    r"公开|发布|推送|发表|刊发|更新|推出|推文|发文|发帖|发稿|挂网|登载|上载|上传|编发|播发|刊载|发送|推介|信息|稿件|图文|内容"
)
# Words that tell no more than that something was published.
_GENERIC_WORDS = (
    "了 各类 政府 政务 主动 公开 发布 推送 信息 内容 动态 共 "
    "文章 累计 推文 各种 及时 更新 图文 全年 本年度 发文 稿件 "
    "作品 发表 刊发 推出 发帖 发稿 挂网 登载 上载 上传 编发 播发 刊载 发送 "
    "充分 发挥 第一 第一平台 平台 作用 主阵地 阵地 主渠道 统筹 "
    "用好 渠道 运用 利用 依托 借助 账号 号 政务信息 政府信息 消息 "
    "宣传 报道 新闻 资讯 原创性 有效 官方 我 区 市 县 局 省 镇 "
    "站 网上 运维 运营 管理 建设 "
)
_GENERIC = frozenset(_GENERIC_WORDS.split())
_FOLLOWS = re.compile(
    r"其中|包括|含|单[条篇]|[,;、(][^,;、。\d]{0,4}(?:原创|视频|图解|阅读|转发|转载|图文|受|留言|回复|互动|评论|解读|单|日均|平均|最高|点赞)"
)
# What a named channel has that is no number of all its posts.
_SPECIAL = re.compile(
    "解读|视频|粉丝|关注|阅读|浏览|点赞|留言|回复|咨询|互动|专题|专栏|图解|直播|评论|转载|转发|用户|"
    "其中|热点|政策|法|民生|办事|回应|意见|会议|培训|活动|原创(?!信息共)|稿件审|栏目|访问|审核|整改|问题|错"
)
# The same in the clauses before: of which the number may be told.
_WITHIN = re.compile("解读|专题|专栏|栏目|直播|其中|热点|会议|活动|培训|问题|整改")
_TIMES = re.compile(r"季度|半年|\d月|每[日天周月季年次]|平均|人均|单[次条篇]|首[次批]")
_LABEL = re.compile(r"[\u4e00-\u9fff]{6,}$")
_DEPENDS = re.compile(f"{_PUBLISHED.pattern}|其中|[较比与]上年|[较比与]去年|同比|[增减]加?少?$")
_TRIM = re.compile(r"(?:共计?|了|约|总计|合计|累计|达到?|为|计|有)+$")
_SIX = 6
_TWO = 2
_TOO_MANY = 100  # numbers of one sentence


def told_twice(prose: Prose) -> Iterator[Finding]:
    """The same thing with two values; quantities of the tables are held against these instead."""
    own, report = prose.mentioned, prose.report
    fillers = frozenset[str]().union(*(one.fillers for one in report.dataset.format.topics))
    seen: dict[tuple[str, str], tuple[Paragraph, Number]] = {}
    only = _only_accounts(prose)
    for paragraph in prose.paragraphs:
        for start, end in paragraph.sentences():
            numbers = [paragraph.numbers[place] for place in paragraph.places(start, end)]
            here = [number for number in numbers if not number.is_percent]
            if len(here) > _TOO_MANY:
                continue  # a list, of which nobody can say what counts the same
            for number in here:
                key = _thing(paragraph, number, start, report.year, here, fillers)
                if key is None:
                    continue
                if id(number) in own or number.is_rough:
                    continue
                key = only.get(key[0], key[0]), key[1]
                before = seen.setdefault(key, (paragraph, number))
                if before[1].value != number.value:
                    yield _twice(before, (paragraph, number), prose)


def _only_accounts(prose: Prose) -> dict[str, str]:
    """The name of each kind of account of which only one is named: 微信公众号 is that one."""
    named: dict[str, set[str]] = {}
    for paragraph in prose.paragraphs:
        for match in _CHANNEL.finditer(paragraph.text):
            if called := match["name"] or match["after"]:
                family = _family(match["kind"])
                named.setdefault(family, set()).add(called + family)
    named.pop("网站", None)
    return {family: names.pop() for family, names in named.items() if len(names) == 1}


def _family(kind: str) -> str:
    """What several words call alike; 抖音号 and 电子屏 are each a kind of their own."""
    family = next(one for one, kinds in _FAMILIES.items() if re.fullmatch(kinds, kind))
    return kind if family == "其他" else family


def _thing(
    paragraph: Paragraph,
    number: Number,
    start: int,
    year: int | None,
    here: list[Number],
    fillers: frozenset[str],
) -> tuple[str, str] | None:
    """What the number counts, so far as that can be told for certain from the words."""
    text = paragraph.text
    told = text[start : number.start]
    since = told.replace("累计", "")  # a warning may take it for the year's
    if _TIMES.search(told) or not is_of_this_year(since, year):
        return None
    if channel := _channel(text, number, start, here, fillers):
        return channel, number.unit
    clause_start = paragraph.clause(number.start)[0]
    label = _LABEL.search(_TRIM.sub("", text[max(clause_start, start) : number.start]))
    if label is None or len(label[0]) < _SIX or _DEPENDS.search(label[0]):
        return None
    return label[0], number.unit


def _channel(
    text: str, number: Number, start: int, here: list[Number], fillers: frozenset[str]
) -> str | None:
    """A channel that published so many, if this is all the sentence tells of it."""
    names = list(_CHANNEL.finditer(text, start, number.start))
    if not names:
        return None
    name = names[-1]
    words = text[name.end() : number.start]
    mine = [one for one in here if one.start >= name.end() and one.unit == number.unit]
    following = _CHANNEL.search(text, number.end)
    stop = following.start() if following else len(text)
    others = [one for one in mine if one.start < stop]
    is_only = others[:1] == [number] and (
        len(others) == 1
        or (len(others) == _TWO and _FOLLOWS.search(text, number.end, others[1].start) is not None)
    )
    clause = re.split("[,:]", words)[-1]
    # 公开信息数量:网站93条,微博35条
    is_published = _PUBLISHED.search(clause) or (
        not words and _PUBLISHED.search(text, start, name.start())
    )
    is_special = _SPECIAL.search(clause) or _WITHIN.search(words)
    if not is_only or ";" in words or not is_published or is_special:
        return None
    called = name["name"] or name["after"]
    family = _family(name["kind"])
    if called and family != "网站":
        return called + family
    rest = without(fillers | _GENERIC, words)
    return None if re.search("[\u4e00-\u9fff]", rest) else family


def _twice(one: tuple[Paragraph, Number], other: tuple[Paragraph, Number], prose: Prose) -> Finding:
    quotes = [paragraph.quote(number) for paragraph, number in (one, other)]
    headings = [prose.heading(paragraph) for paragraph, _number in (one, other)]
    return found(
        "D04",
        Text(
            f"“{headings[0]}”“{quotes[0]}”与“{headings[1]}”“{quotes[1]}”前后不一致",
            f"“{headings[0]}”: “{quotes[0]}”, but “{headings[1]}”: “{quotes[1]}”",
        ),
        section=other[0].section,
        expected=one[1].value,
        found=other[1].value,
    )
