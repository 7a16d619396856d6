"""E01, E03: what was true of another year, or of another law."""

import re
from collections.abc import Iterator

from ..findings import Finding
from ..registry import formats
from ..report import Report
from ..rolling import own_years
from ..text import Text
from .book import found
from .prose.reading import plain

# What may be told of another year in this year's report.
_RIGHTLY = re.compile(
    r"[较比]|同期|同比|以来|结转|针对|问题|指出|整改|反馈|考核|评估|测评|排名|表彰|荣获|获评|被评|"
    r"通报|增长|下降|上升|减少|增加|持平|历年|近[两三四五]年|分别|年度?(?:形成|产生|遗留|印发|发布|制定|出台|建立|建成|修订|颁布|实施|施行|启用|开通|上线|成立|制发|编制)|上年|去年|年报|年度报告|存量|遗留"
)
_NONE = re.compile("[未无没零]|不存在")
_SENTENCE = re.compile(r"[^。!?;]+")
_REPEALED = (
    # name, words, the first year that it was no longer in force, what came in its place
    (r"国务院令第?492号", 2020, "国务院令第492号", "国务院令第711号（2019年5月15日起施行）"),
)


def other_years(report: Report) -> Iterator[Finding]:
    """E01: a year beside the report's own where this one is meant.

    Only sentences that speak of no other year and compare nothing: 2021年未收取信息处理费.
    """
    if report.year is None:
        return
    topics = report.dataset.format.topics
    preamble = report.preamble
    for year in sorted({year for _place, year in own_years(preamble, report.year)} - {report.year}):
        yield _stale("引言", "The preamble", None, year, report.year, plain(report.preamble)[:30])
    for section in report.dataset.format.prose_sections:
        for line in report.sections.get(section.key, "").splitlines():
            for match in _SENTENCE.finditer(plain(line)):
                if any(one.marks.search(match[0]) for one in topics) and not _NONE.search(match[0]):
                    continue  # a figure of last year's, beside this year's
                for year in _years(match[0], report.year):
                    heading = f"“{section.heading}”"
                    quote = match[0][:30]
                    yield _stale(heading, heading, section.key, year, report.year, quote)


def _years(text: str, year: int) -> Iterator[int]:
    """Last year or the one before it, if a text speaks of it as of its own."""
    if _RIGHTLY.search(text):
        return
    told = {number for around in (year, year - 2) for _place, number in own_years(text, around)}
    if len(told) == 1 and (only := told.pop()) in (year - 1, year - 2):
        yield only


def _stale(zh: str, en: str, section: str | None, year: int, own: int, quote: str) -> Finding:
    return found(
        "E01",
        Text(
            f"{zh}写的是 {year} 年，本报告是 {own} 年度的：“{quote}”",
            f"{en} says {year}, and the report is that of {own}: “{quote}”",
        ),
        section=section,
        expected=own,
        found=year,
    )


def repealed_documents(report: Report) -> Iterator[Finding]:
    """E03: cites a document that is no longer in force, or another form's."""
    used, year = report.dataset.format, report.year
    repealed = [
        (words, name, instead) for words, since, name, instead in _REPEALED if (year or 0) >= since
    ] + [
        (re.escape(plain(other.citation)), other.citation, used.citation)
        for other in formats().values()
        if other.key != used.key and (year is None or not other.applies_to(year))
    ]
    texts: list[tuple[str | None, str]] = [(None, report.preamble), *report.sections.items()]
    for section, text in texts:
        told = plain(text)
        for words, name, instead in repealed:
            if re.search(words, told):
                yield found(
                    "E03",
                    Text(
                        f"引用了已不适用的{name}，现行的是{instead}",
                        f"Cites {name}, in whose place {instead} has come",
                    ),
                    section=section,
                    found=name,
                )
