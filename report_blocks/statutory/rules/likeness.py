"""E02: prose that says the same as last year's report, its years moved on or not.

A paragraph that only has numbers of its own in place of last year's is told by its other
sentences. What is told is to be read, and changed or explained.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from ..findings import Finding
from ..format import Format
from ..report import Report
from ..rolling import rolled
from ..text import Text
from .book import found
from .context import Context
from .privacy import masked

SHORTEST = 20  # characters of a paragraph or sentence that counts
FORMULA = 50  # below it, a sentence that something did not occur is the same in every year
LONG = 40  # characters of a paragraph that is compared to other offices'
MOST = 10  # findings of one section
QUOTED = 20  # characters that show which one is meant

_SENTENCE = re.compile(r"[^。！？；!?;]+[。！？；!?;]*[”’）)》]*")
_NUMBERING = re.compile(r"(?:[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十\d]+[、.．])")
_STOP = re.compile(r"[。！？；，!?;,]")


def text_of_last_year(report: Report, context: Context) -> Iterator[Finding]:
    """E02, for a report whose year is known."""
    if context.before is not None and report.year is not None:
        sections, before = report.sections, context.before.sections
        yield from unchanged_prose(report.dataset.format, sections, before, report.year)


def unchanged_prose(
    format_: Format, sections: Mapping[str, str], before: Mapping[str, str], year: int
) -> Iterator[Finding]:
    """E02: the passages of each section that stand in the report of ``year`` - 1 as well.

    Both are in the plain notation of ``Report``, with numbers in place of chips.
    """
    known = _known(before.values(), year - 1, format_)
    if known:
        for section in format_.prose_sections:
            passages = list(dict.fromkeys(_passages(sections.get(section.key, ""), known)))
            for passage, what in passages[:MOST]:
                yield _same(section.key, section.heading, passage, what)
            if len(passages) > MOST:
                yield _more(section.key, section.heading, len(passages) - MOST)


PARAGRAPH = Text("一段", "a paragraph")
SENTENCES = Text("一处文字", "a passage")


def _passages(text: str, known: set[str]) -> Iterator[tuple[str, Text]]:
    """The paragraphs, and within others the runs of sentences, that are known."""
    for line in paragraphs(text):
        if core(line) in known:
            yield line, PARAGRAPH
            continue
        for is_known, run in groupby(_sentences(line), lambda one: core(one) in known):
            if is_known:
                yield "".join(run), SENTENCES


def _known(texts: Iterable[str], year: int, format_: Format) -> set[str]:
    """Each paragraph and sentence of last year's prose, as it is and with its years moved on."""
    cores = set()
    for text in texts:
        for version in (text, rolled(text, year)):
            for line in paragraphs(version):
                cores |= {core(line), *map(core, _sentences(line))}
    formulas = [topic.denial for topic in format_.topics if topic.denial]
    return {
        one
        for one in cores
        if len(one) >= SHORTEST
        and not (len(one) < FORMULA and any(words.search(one) for words in formulas))
    }


def passages(texts: Iterable[str]) -> Iterator[str]:
    """The paragraphs that are long enough to be compared to other offices', as ``core``."""
    for text in texts:
        for line in map(core, paragraphs(text)):
            if len(line) >= LONG:
                yield line


def paragraphs(text: str) -> Iterator[str]:
    """Those that say something: headings are left out."""
    for line in text.replace("**", "").splitlines():
        if not (_NUMBERING.match(line) and not _STOP.search(line)):  # a heading
            yield line.strip()


def _sentences(line: str) -> list[str]:
    return _SENTENCE.findall(line)


def core(text: str) -> str:
    """What is compared: the characters, in half width, without blanks."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _same(key: str, heading: str, passage: str, what: Text) -> Finding:
    passage = masked(passage.strip())
    quoted = passage[:QUOTED] + "…" * (len(passage) > QUOTED)
    return found(
        "E02",
        Text(
            f"“{heading}”一节有与上年报告相同的{what.zh}，请核对后修改或说明：“{quoted}”",
            f"“{heading}” has {what.en} of last year's report; read it, and change or explain it: "
            f"“{quoted}”",
        ),
        section=key,
        found=passage,
    )


def _more(key: str, heading: str, number: int) -> Finding:
    return found(
        "E02",
        Text(
            f"“{heading}”一节另有与上年报告相同的文字等 {number} 处，请一并核对",
            f"“{heading}” has {number} more passages of last year's report",
        ),
        section=key,
    )
