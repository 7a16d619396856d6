"""C08, C09, C11: the prose is numbered and punctuated well, and holds nothing of the tables."""

import re
import unicodedata
from collections.abc import Iterator

from ..findings import Finding
from ..format import Format
from ..registry import formats
from ..report import Report
from ..text import Text
from .book import found
from .prose.reading import chinese_number, plain

_HAN = "[\u4e00-\u9fff]"
_HALF_WIDTH = re.compile(rf"{_HAN}[,;:?!]{_HAN}|{_HAN}\.{_HAN}|\([^()]*{_HAN}[^()]*\)")
_PAIRS = {
    "《》": Text("书名号", "title marks"),
    "“”": Text("双引号", "quotation marks"),
    "（）": Text("括号", "brackets"),
    "〔〕": Text("六角括号", "hexagonal brackets"),
    "【】": Text("方括号", "square brackets"),
    "()": Text("半角括号", "half-width brackets"),
}
_LEVELS = (
    re.compile(r"^[（(]([一二三四五六七八九十]{1,3})[）)]"),
    re.compile(r"^(\d{1,2})[.．、](?!\d)"),
)
_POINTS = re.compile(r"(?:^|[。；;：:，,*\n])([一二三四五六七八九十]{1,3})是(?!否)")
_TOO_SHORT = 5  # characters of a label that also stands in ordinary prose


def headings_and_points(report: Report) -> Iterator[Finding]:
    """C08: （一）（二）…, 1. 2. … and 一是、二是 follow one another, none left out or twice."""
    for section in report.dataset.format.prose_sections:
        text = report.sections.get(section.key, "")
        for before, now in _gaps(text):
            yield found(
                "C08",
                Text(
                    f"“{section.heading}”的编号不连续：“{before}”之后是“{now}”"
                    if before
                    else f"“{section.heading}”的编号从“{now}”开始",
                    f"The numbering of “{section.heading}” goes from “{before}” to “{now}”"
                    if before
                    else f"The numbering of “{section.heading}” begins with “{now}”",
                ),
                section=section.key,
                found=now,
            )


def _gaps(text: str) -> Iterator[tuple[str, str]]:
    last: list[tuple[int, str]] = [(0, "")] * len(_LEVELS)
    point = (0, "")
    for line in text.splitlines():
        line = line.replace("**", "").strip()  # noqa: PLW2901
        for depth, level in enumerate(_LEVELS):
            if match := level.match(line):
                number = _number(match[1])
                if number is not None and number != last[depth][0] + 1:
                    yield last[depth][1], match[0]
                last[depth:] = [(number or 0, match[0])] + [(0, "")] * (len(_LEVELS) - depth - 1)
                point = (0, "")
        for match in _POINTS.finditer(line):
            number, words = chinese_number(match[1]), f"{match[1]}是"
            if number not in (1, point[0] + 1):
                yield point[1], words
            point = (number or 0, words)


def _number(text: str) -> int | None:
    return int(unicodedata.normalize("NFKC", text)) if text.isdigit() else chinese_number(text)


def punctuation(report: Report) -> Iterator[Finding]:
    """C08: full-width marks within Chinese, and brackets and quotes in pairs."""
    for section in report.dataset.format.prose_sections:
        for line in report.sections.get(section.key, "").splitlines():
            text = "".join(line.replace("**", "").split())
            if half := _HALF_WIDTH.search(text):
                shown = text[max(0, half.start() - 6) : half.end() + 6]
                yield _writing(
                    section.heading,
                    section.key,
                    shown,
                    Text("使用了半角标点", "has half-width punctuation"),
                )
            for pair, name in _PAIRS.items():
                if (place := _unpaired(text, *pair)) is not None:
                    yield _writing(
                        section.heading,
                        section.key,
                        text[max(0, place - 8) : place + 10],
                        Text(f"{name.zh}不成对", f"has {name.en} that are not in pairs"),
                    )


def _unpaired(text: str, opening: str, closing: str) -> int | None:
    """Where the first mark stands that has no counterpart."""
    open_at: list[int] = []
    for place, character in enumerate(text):
        if character == opening:
            open_at.append(place)
        elif character == closing:
            if not open_at:
                return place
            open_at.pop()
    return open_at[0] if open_at else None


def _writing(heading: str, key: str, shown: str, what: Text) -> Finding:
    return found(
        "C08",
        Text(f"“{heading}”{what.zh}：“{shown}…”", f"“{heading}” {what.en}: “{shown}…”"),
        section=key,
        found=shown,
    )


def foreign_headings(report: Report) -> Iterator[Finding]:
    """C09: no heading of another section within one. C11: nothing of another form's tables."""
    used = report.dataset.format
    headings = {plain(section.heading): section for section in used.sections}
    titles = {plain(s.heading.split("、", 1)[-1]): s for s in used.sections if s.table}
    foreign = list(_foreign_labels(used))
    for section in used.prose_sections:
        for line in map(plain, report.sections.get(section.key, "").splitlines()):
            title = re.sub(r"^[一二三四五六七八九十]+、", "", line)
            other = headings.get(line) or titles.get(title)
            if other and other.key != section.key:
                yield found(
                    "C09",
                    Text(
                        f"“{section.heading}”一节中出现了“{other.heading}”的标题",
                        f"“{section.heading}” holds the heading “{other.heading}”",
                    ),
                    section=section.key,
                    found=other.heading,
                )
            if label := next((label for label in foreign if label in line), None):
                yield found(
                    "C11",
                    Text(
                        f"“{section.heading}”一节中有其他格式的表格内容“{label}”，"
                        f"应使用{used.citation}的表格",
                        f"“{section.heading}” holds “{label}” of another form's table; "
                        f"the form is that of {used.citation}",
                    ),
                    section=section.key,
                    found=label,
                )


def _foreign_labels(used: Format) -> Iterator[str]:
    """Columns' labels of other formats that are no part of any label of this one."""
    own = " ".join(plain(label) for label in _labels(used))
    for other in formats().values():
        if other.key != used.key:
            for label in dict.fromkeys(map(plain, _labels(other))):
                if len(label) > _TOO_SHORT and label not in own:
                    yield label


def _labels(format_: Format) -> Iterator[str]:
    for table in format_.tables.values():
        for column in table.cells.values():
            yield column.label
