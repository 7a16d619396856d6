"""Years in last year's prose, moved on by one, as this year's report would have them.

Only the years that a report speaks of by itself move: its own, the one before, to which it
compares, and the next, for which it plans. A year that belongs to something lasting stays, for
moving it would make a false statement: in 《titles》 and “names”, in numbers of documents
(2021年第5号), in days and months of events (2022年5月1日), where a document was issued
(2022年印发的《…》), where a span begins (自2022年起), in spans of other years (2021年至2025年).
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import accumulate, pairwise

_CHINESE = "〇一二三四五六七八九"
_ZEROS = "〇○零"
_DIGIT = f"[0-9{_CHINESE}{_ZEROS}]"
_YEAR = re.compile(rf"(?<![0-9{_CHINESE}{_ZEROS}十百千万亿])({_DIGIT}{{4}})\s*年(?!级)")
_OPENING, _CLOSING = "《〈“", "》〉”"

# What stands before or behind a year, in half width (see ``_plain``).
_TO = r"[-\u2010-\u2015~至到]+"
_DAY_TO_DAY = re.compile(rf"\s*1\s*月\s*(?:1\s*日)?\s*起?\s*{_TO}|\s*1\s*{_TO}\s*12\s*月")
_YEAR_END = re.compile(r"\s*12\s*月\s*(?:31\s*日|底)")
_UNTIL = re.compile(r"(?:截至|截止|至|到)\s*\Z")
_FROM = re.compile(r"(?:自|自从|始于)\s*\Z")
_HALF = re.compile(rf"{_DIGIT}{{4}}\s*(?:{_TO}|[、和与及])\s*\Z")
_LASTING = re.compile(
    r"\s*(?:第\s*[0-9一二三四五六七八九十百]+\s*号"
    r"|[0-9一二三四五六七八九十]{1,3}\s*月"
    r"|度?以来|起|开始|修订|修正|版"
    r"|[^,。;!?《“]{0,8}(?:[印制]发|[颁发公]布|出台|[施实]行|实施|制定|通过|修[订正])[^,。;]{0,12}《)"
)


def rolled(text: str, year: int) -> str:
    """Prose of the report of ``year`` as the next one would begin; always of the same length."""
    return "\n".join(_rolled_line(line, year) for line in text.split("\n"))


def _rolled_line(line: str, year: int) -> str:
    characters = list(line)
    for start, number in own_years(line, year):
        characters[start : start + 4] = _like(characters[start : start + 4], number + 1)
    return "".join(characters)


def _plain(text: str) -> str:
    """The text in half width, character by character."""
    if unicodedata.is_normalized("NFKC", text):
        return text
    narrow = (unicodedata.normalize("NFKC", character) for character in text)
    return "".join(n if len(n) == 1 else c for n, c in zip(narrow, text, strict=True))


def own_years(line: str, year: int) -> Iterator[tuple[int, int]]:
    """Where the years that a report of ``year`` speaks of by itself stand, and which they are."""
    text = _plain(line)
    if not _YEAR.search(text):
        return
    depths = list(accumulate(text, _depth, initial=0))
    years = list(_YEAR.finditer(text))
    for index, match in enumerate(years):
        together = [match, *_other_end(text, years, index)]
        if (
            all(abs(_number(one[1]) - year) <= 1 for one in together)
            and not depths[match.start()]
            and not _is_lasting(text[: match.start()][-24:], text[match.end() :][:40])
        ):
            yield match.start(1), _number(match[1])


def _depth(depth: int, character: str) -> int:
    """How many names are open."""
    return max(0, depth + (character in _OPENING) - (character in _CLOSING))


def _other_end(text: str, years: list[re.Match[str]], index: int) -> Iterator[re.Match[str]]:
    """The other year of a span such as 2021年至2025年."""
    for one, other in pairwise(years[max(0, index - 1) : index + 2]):
        if re.fullmatch(rf"\s*度?\s*{_TO}\s*", text[one.end() : other.start()]):
            yield other if one is years[index] else one


def _is_lasting(before: str, after: str) -> bool:
    """Whether a year is that of something lasting, by what stands around it."""
    if _HALF.search(before):
        return True
    if _DAY_TO_DAY.match(after) or (_UNTIL.search(before) and _YEAR_END.match(after)):
        return False
    return bool(_FROM.search(before) or _LASTING.match(after))


def _number(digits: str) -> int:
    return int("".join(map(_value, digits)))


def _value(digit: str) -> str:
    return "0" if digit in _ZEROS else str(max(_CHINESE.find(digit), 0) or digit)


def _like(model: list[str], number: int) -> list[str]:
    """The number with each digit written as the model has it: half or full width, or Chinese."""
    zero = next((one for one in model if one in _ZEROS), "〇")
    return [_written(digit, one, zero) for digit, one in zip(f"{number:04d}", model, strict=True)]


def _written(digit: str, model: str, zero: str) -> str:
    if model in _ZEROS or model in _CHINESE:
        return zero if digit == "0" else _CHINESE[int(digit)]
    return chr(ord(model) - int(unicodedata.normalize("NFKC", model)) + int(digit))
