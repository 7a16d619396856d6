"""Where the sections of a report begin in its running text: at their headings, or at a table."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from report_blocks.statutory import Format, Origin, Section

from ..labels import normal
from ..problems import Problem, notice
from ..sheets import LONGEST_LABEL, Paragraph, Workbook
from ..tables.fitting import vocabulary
from ..tables.locate import ENOUGH

LONGEST_HEADING = 40  # characters of one that has other words than it ought to have
SHOWN = 20  # characters of a line in a sentence
_NUMBER = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}|\d{1,2}|第[一二三四五六七八九十]{1,3}部分)\.?"
)
_PAGE = re.compile(r"[\s.…·-]*\d{1,3}")  # behind a heading in a table of contents
_PARTING = "：:。.，, \t\u3000\n"  # between a heading and text on its own line


@dataclass(frozen=True)
class Start:
    """A section begins in this line; ``rest`` is what stands behind its heading."""

    index: int
    section: Section
    rest: str = ""
    is_reworded: bool = False


def reworded(origin: Origin, line: Paragraph, section: Section) -> Problem:
    """What people are told of a heading that has other words than the section's."""
    return notice(
        origin,
        f"“{shown(line)}”按“{section.heading}”读取，请确认",
        f"“{shown(line)}” was read as “{section.heading}”",
    )


def shown(line: Paragraph) -> str:
    """The beginning of a line, for a sentence."""
    text = line.text.replace("**", "").strip()
    return f"{text[:SHOWN]}…" if len(text) > SHOWN else text


def without_contents(lines: Sequence[Paragraph], format_: Format) -> list[Paragraph]:
    """The lines without those of a table of contents that somebody typed."""
    headings = [normal(section.heading) for section in format_.sections]
    labels = [_label(line) for line in lines]
    return [
        line
        for line, label in zip(lines, labels, strict=True)
        if label != "目录"
        and not any(
            label.startswith(heading) and _PAGE.fullmatch(label.removeprefix(heading))
            for heading in headings
        )
    ]


def starts_in(lines: Sequence[Paragraph], workbook: Workbook, format_: Format) -> list[Start]:
    """Every place where a section begins, in their order; more than one is for others to judge.

    A section's own heading counts wherever it stands, and so does its table. One without its
    number, or with its number and other words, counts only between the sections around it.
    """
    starts = [start for section in format_.sections for start in _exact(lines, section)]
    starts += _tables(lines, workbook, format_)
    for is_heading in (_is_named, _is_numbered):
        for section in format_.sections:
            if all(start.section != section for start in starts):
                starts += [
                    Start(index, section, is_reworded=is_heading is _is_numbered)
                    for index in _between(starts, section, format_, len(lines))
                    if is_heading(lines[index], section)
                ]
    return sorted(starts, key=lambda start: start.index)


def _exact(lines: Sequence[Paragraph], section: Section) -> Iterator[Start]:
    heading = normal(section.heading)
    for index, line in enumerate(lines):
        if not _begin(line).startswith(heading):
            continue
        if _label(line) == heading:
            yield Start(index, section)
        elif rest := _behind(line.text, heading):
            yield Start(index, section, rest)


def _behind(text: str, heading: str) -> str:
    """The text behind a heading on the same line, "" if there is none."""
    for end in range(len(heading), min(len(text), 2 * len(heading) + 4)):
        head, rest = text[:end], text[end:]
        if normal(head.replace("**", "")) == heading and rest.lstrip("*")[:1] in _PARTING:
            rest = rest.lstrip(f"*{_PARTING}")
            # The heading may be the first half of what is bold.
            is_cut = head.count("**") % 2 == 1 and rest.count("**") % 2 == 1
            return f"**{rest}" if is_cut else rest
    return ""


def _tables(lines: Sequence[Paragraph], workbook: Workbook, format_: Format) -> Iterator[Start]:
    """A section's table begins it, whether or not there is a heading above it."""
    names = [(s, vocabulary(s.table)) for s in format_.sections if s.table is not None]
    for index, line in enumerate(lines):
        sheet = workbook.sheet(line.sheet) if line.sheet else None
        for section, labels in names:
            if sheet and len(labels & sheet.places.keys()) >= ENOUGH * len(labels):
                yield Start(index, section)


def _between(starts: list[Start], section: Section, format_: Format, end: int) -> range:
    """The lines where a section can begin: after those before it, before those after it."""
    order = {one.key: i for i, one in enumerate(format_.sections)}
    place = order[section.key]
    before = [start.index for start in starts if order[start.section.key] < place]
    after = [start.index for start in starts if order[start.section.key] > place]
    return range(max(before, default=-1) + 1, min(after, default=end))


def _is_named(line: Paragraph, section: Section) -> bool:
    """总体情况, or 1.总体情况, for 一、总体情况."""
    name = _NUMBER.sub("", normal(section.heading), count=1)
    return _NUMBER.sub("", _label(line), count=1) == name


def _is_numbered(line: Paragraph, section: Section) -> bool:
    """五、存在问题及改进措施, for 五、存在的主要问题及改进情况."""
    number, dot, _name = normal(section.heading).partition(".")
    return (
        len(line.text) <= LONGEST_HEADING
        and not re.search("[。；，]", line.text)
        and _label(line).startswith(f"{number}{dot}")
    )


def _begin(line: Paragraph) -> str:
    return normal(line.text[: 2 * LONGEST_HEADING].replace("**", ""))


def _label(line: Paragraph) -> str:
    return normal(line.text.replace("**", "")) if len(line.text) <= LONGEST_LABEL else ""
