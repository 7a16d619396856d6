"""E02: prose that says the same as last year's report, its years moved on or not.

A paragraph that only has numbers of its own in place of last year's is told by its other
sentences. What is told is to be read, and changed or explained.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from ..findings import Finding, Severity
from ..model import Format
from ..rolling import rolled
from ..text import Text
from .privacy import masked

SHORTEST = 15  # characters of a paragraph or sentence that counts
MOST = 10  # findings of one section
QUOTED = 20  # characters that show which one is meant

_SENTENCE = re.compile(r"[^。！？；!?;]+[。！？；!?;]*[”’）)》]*")
_NUMBERING = re.compile(r"(?:[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十\d]+[、.．])")
_STOP = re.compile(r"[。！？；，!?;,]")


def unchanged_prose(
    format_: Format, sections: Mapping[str, str], before: Mapping[str, str], year: int
) -> Iterator[Finding]:
    """E02: the passages of each section that stand in the report of ``year`` - 1 as well.

    Both are in the plain notation of ``Report``, with numbers in place of chips.
    """
    known = _known(before.values(), year - 1)
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
    for line in _paragraphs(text):
        if _core(line) in known:
            yield line, PARAGRAPH
            continue
        for is_known, run in groupby(_sentences(line), lambda one: _core(one) in known):
            if is_known:
                yield "".join(run), SENTENCES


def _known(texts: Iterable[str], year: int) -> set[str]:
    """Each paragraph and sentence of last year's prose, as it is and with its years moved on."""
    found = set()
    for text in texts:
        for version in (text, rolled(text, year)):
            for line in _paragraphs(version):
                found |= {_core(line), *map(_core, _sentences(line))}
    return {core for core in found if len(core) >= SHORTEST}


def _paragraphs(text: str) -> Iterator[str]:
    for line in text.replace("**", "").splitlines():
        if not (_NUMBERING.match(line) and not _STOP.search(line)):  # a heading
            yield line.strip()


def _sentences(line: str) -> list[str]:
    return _SENTENCE.findall(line)


def _core(text: str) -> str:
    """What is compared: the characters, in half width, without blanks."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _same(key: str, heading: str, passage: str, what: Text) -> Finding:
    passage = masked(passage.strip())
    quoted = passage[:QUOTED] + "…" * (len(passage) > QUOTED)
    return Finding(
        "E02",
        Severity.WARNING,
        Text(
            f"“{heading}”一节有与上年报告相同的{what.zh}，请核对后修改或说明：“{quoted}”",
            f"“{heading}” has {what.en} of last year's report; read it, and change or explain it: "
            f"“{quoted}”",
        ),
        section=key,
        found=passage,
    )


def _more(key: str, heading: str, number: int) -> Finding:
    return Finding(
        "E02",
        Severity.WARNING,
        Text(
            f"“{heading}”一节另有与上年报告相同的文字等 {number} 处，请一并核对",
            f"“{heading}” has {number} more passages of last year's report",
        ),
        section=key,
    )
