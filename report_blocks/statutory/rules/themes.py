"""Which of the themes that a section is to speak of it speaks of, paragraph by paragraph.

The words of a theme stand in what is said of others as well (依申请公开平台). So a paragraph counts
for the theme that its heading names, else for the one that most of its words are of.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ..format import Demand
from .prose.reading import plain

_NAMED = 10  # what a name in the heading is worth in words
_CLEARLY = 2  # so many words of it, and it is spoken of
_CLOSE = 1  # a theme with one word less than the first is spoken of as well
_HEADED = 3  # so many themes named by headings, and the report is ordered by them
_MOST_CLEARLY = 4  # words by which what stands below a heading is of another theme
_FEW = 4  # so few paragraphs are taken apart into sentences
_NUMBER = re.compile(r"^(?:[(（]?[一二三四五六七八九十\d]{1,2}[)、.]|第?[一二三四五][是,、])")
_SENTENCE = re.compile(r"[^。;]+[。;]?")
_END = re.compile(r"[。:;]")
_ASPECT = re.compile(r"[^,。:;]{2,14}方面(?=,)")
_TITLED = re.compile(
    r"(?:申请|方面|情况|工作|上|管理|平台|建设|运维|保障|举措|措施|力度|质效|内容|资源|信息|公开|体系|监督|更[\u4e00-\u9fff]{2})$"
)
_LONGEST = 24, 16  # characters of a heading with a number, and without
# 某局2024年政府信息公开工作总体情况:第一,主动公开。
_ANNOUNCED = re.compile(r"^[^。:]{4,40}(?:情况|如下):(?=第?[一1][、,是]|在[^,。]{2,10}方面)")
_COUNTED = re.compile(r"\d[条篇]")
# How a report begins: in general terms.
_GENERAL = re.compile(
    "如下|指导下|领导下|高度重视|为指导|贯彻|对标|为保障|立足|牢固树立|抓手|认真执行|按照|依据|围绕|聚焦"
)


def spoken_of(text: str, demands: Sequence[Demand]) -> set[str]:
    """The labels of the demands that the text meets; each has to have a ``name``."""
    parts = _parts(text, demands)
    scores = [[_score(part, demand) for demand in demands] for part in parts]
    named = {place for row in scores for place, score in enumerate(row) if score >= _NAMED}
    is_headed = len(named) >= _HEADED
    spoken = [_of(row, part, is_headed=is_headed) for row, part in zip(scores, parts, strict=True)]
    met = {demands[place].label for places in spoken for place in places}
    numbered = [places for part, places in zip(parts, spoken, strict=True) if _NUMBER.match(part)]
    if len(numbered) == len(demands):
        # As many as there are themes: one that tells nothing of its own stands for its place's.
        told = Counter(place for places in spoken for place in places)
        for demand, places in zip(demands, numbered, strict=True):
            if all(told[place] > 1 for place in places):
                met.add(demand.label)
    return met


def _of(scores: Sequence[int], part: str, *, is_headed: bool) -> set[int]:
    """The places of the demands that a part speaks of, by its words of each of them.

    Where headings name the themes, what stands between them is of theirs, unless it is numbered
    itself or most clearly of another; elsewhere a part is of the theme that most of its words are
    of, and of those with nearly as many.
    """
    best = max(scores, default=0)
    if best >= _NAMED:
        least = _NAMED
    elif is_headed:
        least = max(best, _CLEARLY if _NUMBER.match(part) else _MOST_CLEARLY)
    else:
        least = max(best - _CLOSE, min(best, _CLEARLY), 1)
    return {place for place, score in enumerate(scores) if score >= least}


def _parts(text: str, demands: Sequence[Demand]) -> list[str]:
    """The paragraphs, or in a text of few the sentences, without the opening."""
    parts = [line for line in map(plain, text.splitlines()) if line]
    if len(parts) < _FEW:
        parts = [sentence for line in parts for sentence in _SENTENCE.findall(line)]
    is_opening = (
        len(parts) >= _FEW
        and _GENERAL.search(parts[0])
        and not _COUNTED.search(parts[0].partition("。")[0])
        and not _is_headed(parts[0], demands)
    )
    return parts[1:] if is_opening else parts


def _is_headed(part: str, demands: Sequence[Demand]) -> bool:
    """Whether it has a number, or a heading that names a theme."""
    return bool(_NUMBER.match(part)) or any(_is_named(part, demand) for demand in demands)


def _score(part: str, demand: Demand) -> int:
    """How many different words of the demand stand there; its name in the heading is worth most."""
    text = _NUMBER.sub("", part).replace("依申请公开", "依申请")
    words = {match[0][:2] for match in demand.words.finditer(text)}
    return len(words) + _NAMED * _is_named(part, demand)


def _is_named(part: str, demand: Demand) -> bool:
    return any(demand.name.search(heading) for heading in _heading(part) if demand.name)


def _heading(part: str) -> Iterator[str]:
    """What stands before the first stop, if it is short and has no figures.

    Without a number, what of it is worded like a heading: 抓主动公开, 增透明度。
    """
    text, numbered = _NUMBER.subn("", _ANNOUNCED.sub("", part))
    text = text.replace("依申请公开", "依申请")
    heading = _END.split(text, maxsplit=1)[0]
    if (aspect := _ASPECT.match(text)) and not numbered:
        heading = aspect[0]
    if len(heading) >= _LONGEST[not numbered] or re.search(r"\d", heading):
        return
    if numbered:
        yield heading
    else:
        yield from (clause for clause in heading.split(",") if _TITLED.search(clause))
