"""E01, E03: what was true of another year, or of another law."""

import re
from collections.abc import Iterator, Sequence

from ..findings import Finding
from ..registry import formats
from ..report import Report
from ..rolling import own_years
from ..text import Text
from ..words import Topic
from .book import found
from .prose.reading import plain
from .prose.times import without_asides

# What is told of another year rightly, and what a sentence compares by.
_MADE = "形成|产生|印发|发布|制定|出台|建立|建成|修订|颁布|实施|施行|启用|开通|上线|成立|制发|编制"
_PAST = re.compile(
    r"针对(?!本|我|政府信息)|(?<!公开)问题|不足|指出|整改|反馈|考核|评估|测评|排名|表彰|荣获|获评|被评|通报|"
    r"以来|近[两三四五]年|年报中|年度报告|存量|遗留|回[看顾访]|[归存]档|档案|装订|评查|举一反三|"
    rf"[由从][^,。;]{{0,4}}\d年度?的|年度?(?:{_MADE})(?!(?:{_MADE}|了|行政|规范性文件|规章|信息|共)*\d)"
)
_COMPARED = re.compile(
    "较(?!好|为|强)|比|同期|增长|下降|上升|减少|增加|持平|结转|分别|上年|去年|历年|年报"
)
_NOW = re.compile("本年|今年|当年")
_NEAR = 2  # sentences
_SENTENCE = re.compile(r"[^。!?;]+")
_REPEALED = (
    # name, words, the first year that it was no longer in force, what came in its place
    (r"国务院令第?492号", 2020, "国务院令第492号", "国务院令第711号（2019年5月15日起施行）"),
)


def other_years(report: Report) -> Iterator[Finding]:
    """E01: a year beside the report's own where this one is meant: 2021年未收取信息处理费.

    Told by itself, that is: a sentence that compares years, and figures of another year beside
    the same of this one, are right.
    """
    if report.year is None:
        return
    preamble = report.preamble
    for year in sorted({year for _place, year in own_years(preamble, report.year)} - {report.year}):
        yield _stale("引言", "The preamble", None, year, report.year, plain(report.preamble)[:30])
    for section in report.dataset.format.prose_sections:
        text = report.sections.get(section.key, "")
        for sentence, year in _of_other_years(text, report.year, report.dataset.format.topics):
            heading = f"“{section.heading}”"
            yield _stale(heading, heading, section.key, year, report.year, sentence[:30])


def _of_other_years(text: str, year: int, topics: Sequence[Topic]) -> Iterator[tuple[str, int]]:
    """The sentences that speak as of their own year of last year or of the one before it."""
    sentences = [
        match[0] for line in text.splitlines() for match in _SENTENCE.finditer(plain(line))
    ]
    years = [_year(one, year) for one in sentences]
    for place, (sentence, own) in enumerate(zip(sentences, years, strict=True)):
        if own not in (year - 1, year - 2) or _PAST.search(sentence):
            continue
        lines, near = _lines(sentence, topics), slice(max(0, place - _NEAR), place + _NEAR + 1)
        beside = zip(sentences[near], years[near], strict=True)
        is_told_now = any(told == year and lines & _lines(other, topics) for other, told in beside)
        has_figures = any(topic.marks.search(sentence) for topic in topics)
        if not is_told_now if has_figures else not _COMPARED.search(sentence):
            yield sentence, own


def _lines(sentence: str, topics: Sequence[Topic]) -> set[tuple[str, str]]:
    """The lines of the tables that a sentence names."""
    return {
        (topic.table, line)
        for topic in topics
        for one in topic.rows
        if not one.weak and one.words.search(sentence)
        for line in one.readings[0]
    }


def _year(text: str, year: int) -> int | None:
    """The report's year if a sentence names it, else the only year that it begins with."""
    text = without_asides(text)
    told = {place for around in (year, year - 2) for place in own_years(text, around)}
    years = {number for _place, number in told}
    if year in years or _NOW.search(text):
        return year
    if len(years) != 1:
        return None
    place, number = min(told)
    return None if re.search("[0-9]", text[:place]) else number


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
