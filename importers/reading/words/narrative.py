"""The running text of a document or page: preamble, prose sections and how to reach the office.

What is none of these is not taken over, and said so.
"""

from collections.abc import Iterable, Iterator, Sized
from dataclasses import replace

from report_blocks.rendering.prose import is_heading
from report_blocks.statutory import Format, Origin, Section

from ..problems import Problem, error, notice, warning
from ..sheets import Paragraph, Workbook
from .closing import is_date, parted
from .headings import Start, reworded, shown, starts_in, without_contents
from .identity import Identity
from .prose import sections_in
from .titles import titles_among
from .words import Words

PLACEHOLDER = "（文字描述"  # in the official form, where text is to be written
MOST = 10  # lines named in one sentence


def words_in(workbook: Workbook, format_: Format, file: str, identity: Identity) -> Words:
    """What a file says besides its tables, in its cells or as running text."""
    sections, problems = sections_in(workbook, format_, file)
    words = Words(identity, sections=sections, problems=problems)
    if workbook.paragraphs:
        _Narrative(workbook, format_, file, words).read()
    return words


class _Narrative:
    """The lines of a document, told apart."""

    def __init__(self, workbook: Workbook, format_: Format, file: str, words: Words) -> None:
        self.format = format_
        self.file = file
        self.words = words
        self.lines = without_contents(list(_lines(workbook.paragraphs)), format_)
        self.starts = starts_in(self.lines, workbook, format_)
        self.left: list[Paragraph] = []  # what is not taken over

    def read(self) -> None:
        if not self.starts:
            return
        self._preamble(self.lines[: self.starts[0].index])
        doubled = self._doubled()
        ends = [*(start.index for start in self.starts[1:]), len(self.lines)]
        for start, end in zip(self.starts, ends, strict=True):
            body = self.lines[start.index + 1 : end]
            if start.rest:
                body.insert(0, replace(self.lines[start.index], text=start.rest))
            if end == len(self.lines):
                body = self._closing(body)
            if start.section.key in doubled:
                continue
            if start.section.is_prose:
                self._section(start, body)
            else:
                self.left += body
        self.words.problems += [*self._missing(doubled), *self._left()]

    def _preamble(self, lines: list[Paragraph]) -> None:
        """What stands between the title, or whatever stands in its place, and the first section."""
        titles = list(titles_among([line.text for line in lines]))
        if titles:
            begin = titles[-1].last + 1
        else:
            begin = next((i for i, line in enumerate(lines) if "。" in line.text), len(lines))
        named = {i for title in titles for i in range(title.first, title.last + 1)}
        self.left += [line for i, line in enumerate(lines[:begin]) if i not in named]
        while begin < len(lines) and is_date(lines[begin].text):
            self.left.append(lines[begin])
            begin += 1
        if self.starts[0].section == self.format.sections[0]:
            self.words.preamble = self._text(lines[begin:])
        else:
            self.left += lines[begin:]

    def _section(self, start: Start, body: list[Paragraph]) -> None:
        if start.is_reworded:
            line = self.lines[start.index]
            self.words.problems.append(reworded(self._origin(line), line, start.section))
        if text := self._text(body):
            self.words.sections[start.section.key] = text

    def _closing(self, body: list[Paragraph]) -> list[Paragraph]:
        """The lines without those that say how to reach the office, and who signed when."""
        closing = parted(body, self.words.identity.agency)
        self.words.contact = self._text(closing.contact)
        self.left += closing.signature
        return closing.body

    def _text(self, lines: list[Paragraph]) -> str:
        """The lines in the plain notation of prose; a heading is one without being bold."""
        texts = []
        for line in lines:
            text = line.text.strip()
            bare = text.replace("**", "")
            if bare.startswith(PLACEHOLDER) and bare.endswith("）"):
                continue
            if text:
                texts.append(bare if is_heading(bare) else text)
            if line.sheet or line.has_picture:
                self.left.append(replace(line, text=""))
        return "\n".join(texts)

    def _doubled(self) -> set[str]:
        """The sections that more than one place could be."""
        places: dict[Section, list[str]] = {}
        for start in self.starts:
            if start.section.is_prose:
                places.setdefault(start.section, []).append(self.lines[start.index].place)
        for section, found in places.items():
            if section.key in self.words.sections:
                found.append("表格")
            if len(found) > 1:
                named = "、".join(found[:MOST]) + _more(found)
                self.words.problems.append(
                    error(
                        Origin(self.file, found[1]),
                        f"“{section.heading}”不止一处（{named}），不能确定用哪一处，请只保留一处",
                        f"“{section.heading}” stands more than once ({named}); keep one",
                    )
                )
        return {section.key for section, found in places.items() if len(found) > 1}

    def _missing(self, doubled: set[str]) -> Iterator[Problem]:
        missing = [
            section.heading
            for section in self.format.prose_sections
            if section.key not in doubled and section.key not in self.words.sections
        ]
        if missing:
            named = "".join(f"“{heading}”" for heading in missing)
            yield warning(
                Origin(self.file),
                f"没有读到{named}的文字",
                f"No text of {named} was found",
            )

    def _left(self) -> Iterator[Problem]:
        """What stands in the document and was not taken over."""
        lines = [line for line in self.left if line.text.strip()]
        if lines:
            named = "、".join(f"{line.place}“{shown(line)}”" for line in lines[:MOST])
            yield notice(
                self._origin(lines[0]),
                f"这些文字不在引言、文字部分和联系方式中，没有读取：{named}{_more(lines)}",
                f"These lines are in no text of the report and were not read: {named}",
            )
        objects = [line for line in self.left if line.sheet or line.has_picture]
        if objects:
            named = "、".join(
                f"“{one.sheet}”" if one.sheet else f"{one.place}的图片" for one in objects[:MOST]
            )
            yield warning(
                self._origin(objects[0]),
                f"这些表格和图片不是报告的三张表，没有读取，请确认：{named}{_more(objects)}",
                f"These tables and pictures are none of the report's and were not read: {named}",
            )

    def _origin(self, line: Paragraph) -> Origin:
        return Origin(self.file, line.sheet or line.place)


def _lines(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """The paragraphs line by line; a table or picture has its place among them."""
    for paragraph in paragraphs:
        first, *others = paragraph.text.split("\n")
        yield replace(paragraph, text=first)
        for line in others:
            yield Paragraph(line, paragraph.place)


def _more(lines: Sized) -> str:
    return f" …（{len(lines)}）" if len(lines) > MOST else ""
