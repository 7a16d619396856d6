"""Prose between its plain notation and the small HTML that rich text stores.

Plain: one paragraph a line, ``**…**`` for bold run-ins. A short line that begins with （一） and
does not end a sentence is a heading, as in official documents.
"""

import re
from collections.abc import Iterable, Iterator
from html import escape
from html.parser import HTMLParser
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

_HEADING = re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)][^。；，]{1,30}")
_BOLD = re.compile(r"\*\*([^*\s](?:[^*]*[^*\s])?)\*\*")
_HEADINGS = frozenset({"h2", "h3", "h4"})
BLOCKS = _HEADINGS | {"p", "li", "div", "blockquote", "ul", "ol", "hr"}
_BOLDS = frozenset({"b", "strong"})
_HIDDEN = frozenset({"script", "style"})


class Run(NamedTuple):
    """A piece of a line, bold or not."""

    text: str
    is_bold: bool


def runs(line: str) -> Iterator[Run]:
    """The runs of a line in plain notation, none empty; the asterisks of pairs are gone."""
    for i, text in enumerate(_BOLD.split(line)):
        if text:
            yield Run(text, i % 2 == 1)


def is_heading(line: str) -> bool:
    """Whether the line is a heading such as （一）主动公开."""
    return "**" not in line and _HEADING.fullmatch(line) is not None


def to_html(text: str) -> str:
    """The notation as ``<p>``, ``<h3>`` and ``<b>``; everything else is escaped."""
    lines = (line.strip() for line in text.splitlines())
    return "".join(map(_html, filter(None, lines)))


def _html(line: str) -> str:
    tag = "h3" if is_heading(line) else "p"
    inline = "".join(
        f"<b>{escape(run.text, quote=False)}</b>" if run.is_bold else escape(run.text, quote=False)
        for run in runs(line)
    )
    return f"<{tag}>{inline}</{tag}>"


def to_text(html: str) -> str:
    """Rich text in the plain notation: one line a paragraph, heading or list item."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "\n".join(filter(None, map(notation, reader.lines)))


def notation(line: Iterable[Run]) -> str:
    """The runs of one line with asterisks around the bold ones, never around blanks."""
    return "".join(
        _marked(text) if is_bold else text
        for is_bold, neighbours in groupby(line, attrgetter("is_bold"))
        for text in ["".join(run.text for run in neighbours)]
    ).strip()


def _marked(text: str) -> str:
    """In asterisks; not if it has some itself, which the notation can't tell apart."""
    words = text.strip()
    return text.replace(words, f"**{words}**") if words and "*" not in words else text


class _Reader(HTMLParser):
    """Collects the runs of each line. A heading is bold by itself: no run of it is."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[list[Run]] = [[]]
        self.bold = self.hidden = 0
        self.in_heading = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._step(tag, 1)
        if tag in BLOCKS:
            self._begin(is_heading=tag in _HEADINGS)
        elif tag == "br":
            self.lines.append([])

    def handle_endtag(self, tag: str) -> None:
        self._step(tag, -1)
        if tag in BLOCKS:
            self._begin(is_heading=False)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS or tag == "br":
            self.lines.append([])

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            text = " ".join(re.split(r"[\r\n\t]+", data))
            self.lines[-1].append(Run(text, self.bold > 0 and not self.in_heading))

    def _begin(self, *, is_heading: bool) -> None:
        self.lines.append([])
        self.in_heading, self.bold = is_heading, 0

    def _step(self, tag: str, by: int) -> None:
        if tag in _BOLDS:
            self.bold = max(0, self.bold + by)
        elif tag in _HIDDEN:
            self.hidden = max(0, self.hidden + by)
