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
_FEW = 4  # so few paragraphs are taken apart into sentences
_NUMBER = re.compile(r"^(?:[(（]?[一二三四五六七八九十\d]{1,2}[)、.]|[一二三四五]是)")
_SENTENCE = re.compile(r"[^。;]+[。;]?")
_END = re.compile(r"[。:;]")
_CLAUSE = re.compile(r"[,。:;]")
_TITLED = re.compile(r"(?:方面|情况|工作|上|管理|平台|建设|保障|公开|体系|监督)$")
_LONGEST = 24, 16  # characters of a heading with a number, and without
_COUNTED = re.compile(r"\d[条篇]")
# How a report begins: in general terms.
_GENERAL = re.compile(
    "如下|指导下|领导下|高度重视|为指导|贯彻|对标|为保障|立足|牢固树立|抓手|认真执行|按照|依据|围绕|聚焦"
)


def spoken_of(text: str, demands: Sequence[Demand]) -> set[str]:
    """The labels of the demands that the text meets; each has to have a ``name``."""
    parts = _parts(text, demands)
    spoken = [_of(part, demands) for part in parts]
    met = {label for labels in spoken for label in labels}
    numbered = [labels for part, labels in zip(parts, spoken, strict=True) if _NUMBER.match(part)]
    if len(numbered) == len(demands):
        # As many as there are themes: one that tells nothing of its own stands for its place's.
        told = Counter(label for labels in spoken for label in labels)
        for demand, labels in zip(demands, numbered, strict=True):
            if all(told[label] > 1 for label in labels):
                met.add(demand.label)
    return met


def _of(part: str, demands: Sequence[Demand]) -> set[str]:
    """The demands that most words of a part are of, or nearly as many."""
    scores = [_score(part, demand) for demand in demands]
    best = max(scores, default=0)
    least = _NAMED if best >= _NAMED else max(best - _CLOSE, min(best, _CLEARLY), 1)
    return {one.label for one, score in zip(demands, scores, strict=True) if score >= least}


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
    """What stands before the first stop, if it is short and has no figures."""
    text, numbered = _NUMBER.subn("", part)
    text = text.replace("依申请公开", "依申请")
    heading = (_END if numbered else _CLAUSE).split(text, maxsplit=1)[0]
    is_short = len(heading) < _LONGEST[not numbered] and not re.search(r"\d", heading)
    if is_short and (numbered or _TITLED.search(heading)):
        yield heading
