"""Titles of reports: 宿迁市人民政府2024年政府信息公开工作年度报告, on one line or on several."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_TITLE = re.compile(
    r"(?P<agency>[^\d《〈》〉]{2,60})?(?P<year>(?:19|20)\d{2})(?:年度|年)?"
    r"(?:政府)?信息公开(?:工作)?年度报告"
)
_ENDING = re.compile(r"年度报告$")
_AGENCY = re.compile(
    r"[\u4e00-\u9fff（）()·]{2,30}"
    r"(?:政府|局|委|委员会|办公室|厅|部|院|署|处|会|队|中心|站|所|馆|社|银行|大学|学校|公司|海关)"
)
LINES = 3  # that a title is written on at most


class Title(NamedTuple):
    """What a title says, and the first and last of its lines, the agency's own included."""

    agency: str | None
    year: int
    first: int = 0
    last: int = 0


def title_of(text: str) -> Title | None:
    """The title that a text is."""
    match = _TITLE.fullmatch(_squeezed(text))
    return Title(match["agency"], int(match["year"])) if match else None


def titles_among(lines: Sequence[str]) -> Iterator[Title]:
    """The titles in a running text; a blank line stands for what parts its paragraphs."""
    for last, line in enumerate(lines):
        if not _ENDING.search(_squeezed(line)):
            continue
        for first in range(last, max(-1, last - LINES), -1):
            if not lines[first]:
                break
            if title := title_of("".join(lines[first : last + 1])):
                yield _with_agency(title._replace(first=first, last=last), lines)
                break


def is_agency(text: str) -> bool:
    """Whether a line looks like the name of an office and nothing else."""
    return _AGENCY.fullmatch(_squeezed(text)) is not None


def _with_agency(title: Title, lines: Sequence[str]) -> Title:
    """The title with the office's name, where that has the line before or after it."""
    if title.agency:
        return title
    beside = [
        (_squeezed(lines[i]), i)
        for i in (title.first - 1, title.last + 1)
        if 0 <= i < len(lines) and is_agency(lines[i])
    ]
    if len({name for name, _i in beside}) != 1:
        return title
    places = [i for _name, i in beside]
    first, last = min(title.first, *places), max(title.last, *places)
    return Title(beside[0][0], title.year, first, last)


def _squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text.replace("**", "")).split())
