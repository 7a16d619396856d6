"""Whether the words around a number are all understood.

What is not understood may make another thing of it (减免的, 延期答复的, 由街道转来的), so a number
with unknown words beside it is no error, and with many of them it is left alone.
"""

import re
from functools import lru_cache

from ...words import Topic, without

_TIMES = (
    r"(?:20\d\d|本|今|全|上|去|下|次|一|当|这)一?年(?:度|来|内|以来|期间|全年)?|截[至止]?(?:到|于)?"
    r"(?:本?年?底|本?年?末|\d+月(?:\d+日|底|末)?)?|报告期内?|年内|期间|至今|同期"
)
_PEOPLE = (
    r"(?:我|本)(?:[局委办部省市区县州旗厅镇乡院队所处站社会校馆]|单位|机关|街道|中心|行政机关)"
    r"|全(?:[省市区县州旗局委厅镇乡系]|系统|街道)统?"
)
_WAYS = r"通过[^,。;]{1,30}?等(?:多种)?(?:渠道|途径|平台|方式|载体|形式)"  # all of them
_FILLERS = re.compile("|".join((_TIMES, _PEOPLE, _WAYS)))
# What it was about, or examples of it: 因征地拆迁类·, 对三家企业·, 采伐、运输等·.
_ABOUT = re.compile(r"(?:因|就|围绕|针对|对)[^·,。;]{1,20}(?=·)|[^·,。;]{1,24}等(?=·)")
_HAN = re.compile(r"[\u4e00-\u9fff]")
SHORTEST_NAME = 2


@lru_cache(maxsize=8192)
def unknown(topic: Topic, before: str, behind: str, agency: str) -> int:
    """How many characters beside a number are no words that the topic, or any prose, knows."""
    return sum(_unknown(topic, text, agency, topic.fillers) for text in (before, behind))


@lru_cache(maxsize=8192)
def is_certain(topic: Topic, before: str, behind: str, agency: str) -> bool:
    """Whether all of them are such that an error can be made of them."""
    return not any(_unknown(topic, text, agency, topic.certain) for text in (before, behind))


def _unknown(topic: Topic, text: str, agency: str, fillers: frozenset[str]) -> int:
    for pattern in (*(one.words for one in (*topic.rows, *topic.columns)), topic.marks):
        text = pattern.sub("·", text)
    if topic.objects:
        text = topic.objects.sub("·", text)
    text = _without_name(_ABOUT.sub("", text), agency)
    return len(_HAN.findall(without(fillers, _FILLERS.sub("·", text))))


def _without_name(text: str, agency: str) -> str:
    """The text without the office's name, or what is short for it: 卫健委 of 卫生健康委员会."""
    rest, place = [], 0
    while place < len(text):
        length = _short_for(text[place:], agency)
        rest.append("·" if length else text[place])
        place += length or 1
    return "".join(rest)


def _short_for(text: str, agency: str) -> int:
    """How many characters that begin a text stand in the name, in their order."""
    length, place = 0, 0
    while length < len(text) and (found := agency.find(text[length], place)) >= 0:
        length, place = length + 1, found + 1
    if length > SHORTEST_NAME:
        return length
    return length if length == SHORTEST_NAME and text[:length] in agency else 0
