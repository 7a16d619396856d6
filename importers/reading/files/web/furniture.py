"""What stands around the text of a page and is the site's: menus, buttons, footers.

Only what is certain is left out; the rest is for whoever reads the text to judge.
"""

import re
from collections.abc import Sequence
from itertools import takewhile
from xml.etree.ElementTree import Element

from .flow import Line

ELEMENTS = frozenset({"nav", "aside", "footer"})
ROLES = frozenset({"navigation", "contentinfo", "search", "complementary"})
# What sites call them: each a whole word of an element's class or id.
NAMES = frozenset(
    {"footer", "foot", "site-footer", "page-footer", "copyright", "breadcrumb", "breadcrumbs"}
    | {"crumb", "crumbs", "nav", "navbar", "menu", "share", "bdsharebuttonbox", "pagination"}
)
LONGEST = 100  # characters of such a line
LONGEST_NAMED = 1000  # characters of an element of such a name

_BETWEEN = re.compile(r"[\s|｜/\\<>›»«·•:：,，、()（）\[\]【】-]+")
_SAYINGS = re.compile(
    r"(?:[您你]?(?:当前|现在|目前)?所?[在的]*位置|上一[篇条页则]|下一[篇条页则]|相关(?:链接|文章|阅读|附件)"
    r"|(?:发布|发文|成文|公开|更新|生成)(?:时间|日期)|(?:信息|文章|稿件)?来源|(?:责任)?编辑|作者|索引号"
    r"|(?:浏览|阅读|点击|访问)(?:次数|量|数)?|字[号体](?:大小)?|分享(?:到|至)?)[:：]"
    r"|主办(?:单位)?[:：]|(?:网站)?(?:主管|承办|维护)单位[:：]|技术支持[:：]|版权所有|网站标识码"
    r"|[^\s。；]{0,4}ICP备|[^\s。；]{0,6}公网安备|扫一扫"
)
_BUTTONS = re.compile(
    r"(?:打印(?:本页|此页)?|关闭(?:本页|窗口|页面)?|分享|收藏|返回(?:顶部|首页|列表|上一页)?|首页|大|中|小"
    r"|微信|微博|字[号体]|无障碍(?:阅读|浏览)?|长者(?:版|模式)|繁体(?:版)?|EN)"
)
_HEADING = re.compile(r"\s*(?:\*\*)?([一二三四五六七八九十]{1,3})\s*[、．.]")


def is_furniture(element: Element) -> bool:
    """Whether the page itself says that an element is none of its text."""
    names = {element.get("id", "").lower(), *element.get("class", "").lower().split()}
    return (
        element.tag in ELEMENTS
        or element.get("role", "").lower() in ROLES
        or (not names.isdisjoint(NAMES) and _is_short(element))
    )


def _is_short(element: Element) -> bool:
    return sum(map(len, element.itertext())) <= LONGEST_NAMED


def is_menu(line: Line) -> bool:
    """Whether a line is nothing but links and buttons, or one of those that all sites have."""
    text = line.text
    if len(text) > LONGEST or not text:
        return False
    words = _BETWEEN.split(text)
    is_linked = line.links >= sum(map(len, words)) > 0
    return (
        is_linked
        or _SAYINGS.match(text) is not None
        or all(not word or _BUTTONS.fullmatch(word) for word in words)
    )


def numeral(text: str) -> str:
    """The number of a section's heading, 一 of 一、总体情况; "" if it is none."""
    match = _HEADING.match(text)
    return match[1] if match else ""


def shared(one: Sequence[Element], other: Sequence[Element]) -> Sequence[Element]:
    """The part of two ways from the root that is the same."""
    pairs = zip(one, other, strict=False)
    return [a for a, _b in takewhile(lambda pair: pair[0] is pair[1], pairs)]
