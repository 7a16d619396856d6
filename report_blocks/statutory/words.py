"""How official prose speaks of a format's sections and tables: words as data.

A format file may name a file of such words; the rules on prose know none by themselves. Words
are regular expressions over text in half width without blanks (see ``rules.prose.reading``).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .model import CellKey

Pattern = re.Pattern[str]
SHARED = ("fillers", "certain", "between")  # lists of words
_LONGEST = 6  # characters of a word of the lists


@dataclass(frozen=True, slots=True)
class LineWords:
    """Words for rows, or for columns, of a table.

    Each of ``readings`` is a set of lines whose sum the words may mean: 收到 stands for 新收,
    and as often for 新收 and 上年结转 together. They count only where what they ``need`` stands
    nearby. Words that are not ``sure`` may well mean something else; ``weak`` ones name the
    topic more than a line of it, and give way to all others. What ``follows`` counts only behind
    another line of its kind in the same sentence: 其他 in a list of applicants.
    """

    words: Pattern
    readings: tuple[tuple[str, ...], ...]
    needs: Pattern | None = None
    sure: bool = True
    weak: bool = False
    follows: bool = False


@dataclass(frozen=True, slots=True)
class Topic:
    """How prose speaks of one table.

    ``marks`` tell that it does; ``others``, near a number, that it is about something else of
    the same name, ``subsets`` about a part of it; with ``elsewhere`` in it a sentence is about
    other things throughout. ``ways`` tell how some of it came. ``tail`` is what may stand between
    the words and the number, ``objects`` are further words that change nothing. A ``denial`` says
    that there was none of the lines it names, or of the ``default_rows``; ``all_done`` that
    nothing is left in the rows ``left_over``.
    """

    table: str
    marks: Pattern
    others: Pattern
    units: Pattern
    tail: Pattern
    objects: Pattern | None
    subsets: Pattern | None
    elsewhere: Pattern | None
    ways: Pattern | None
    rows: tuple[LineWords, ...]
    columns: tuple[LineWords, ...]
    default_rows: tuple[str, ...]
    default_columns: tuple[str, ...]
    denial: Pattern | None
    all_done: Pattern | None
    left_over: tuple[str, ...]
    whole: tuple[str, ...]  # rows of which shares are told
    fillers: frozenset[str]  # words of any prose that change nothing
    certain: frozenset[str]  # those of them beside which a difference may be an error
    between: frozenset[str]  # those that may stand before a number, as ``tail``

    def names_a_line(self, text: str) -> bool:
        """Whether a text names a row by words that mean nothing else."""
        return any(
            one.words.search(text)
            for one in self.rows
            if one.sure and not one.weak and one.needs is None
        )

    def is_elsewhere(self, sentence: str) -> bool:
        """Whether a sentence says that it is about other things."""
        return self.elsewhere is not None and self.elsewhere.search(sentence) is not None

    def cells(self, rows: Iterable[str], columns: Iterable[str]) -> Iterator[CellKey]:
        """The cells where these lines cross, whether the table has them or not."""
        columns = tuple(columns)
        for row in rows:
            for column in columns:
                yield CellKey(self.table, row, column)


Words = Mapping[str, frozenset[str]]


def shared_words(data: Mapping[str, Any]) -> Words:
    """The lists of words of a file that all its topics share."""
    return {name: frozenset(map(str, data.get(name, ()))) for name in SHARED}


def read_topic(data: Mapping[str, Any], shared: Words) -> Topic:
    """A topic of a file of words; KeyError for what is missing, ValueError for what is wrong."""
    known = {
        "table",
        "marks",
        "others",
        "units",
        "tail",
        "subsets",
        "rows",
        "columns",
        "default_rows",
    }
    known |= {
        "objects",
        "elsewhere",
        "ways",
        "default_columns",
        "denial",
        "all_done",
        "left_over",
        "whole",
    }
    if unknown := set(data) - known:
        raise ValueError(f"{', '.join(sorted(unknown))} is not known here")
    return Topic(
        table=data["table"],
        marks=pattern(data["marks"]),
        others=pattern(data["others"]),
        units=pattern(data["units"]),
        tail=pattern(data["tail"]),
        objects=pattern(data["objects"]) if "objects" in data else None,
        ways=pattern(data["ways"]) if "ways" in data else None,
        elsewhere=pattern(data["elsewhere"]) if "elsewhere" in data else None,
        subsets=pattern(data["subsets"]) if "subsets" in data else None,
        rows=tuple(_line_words(one) for one in data["rows"]),
        columns=tuple(_line_words(one) for one in data["columns"]),
        default_rows=tuple(data.get("default_rows", ())),
        default_columns=tuple(data.get("default_columns", ())),
        denial=pattern(data["denial"]) if "denial" in data else None,
        all_done=pattern(data["all_done"]) if "all_done" in data else None,
        left_over=tuple(data.get("left_over", ())),
        whole=tuple(data.get("whole", ())),
        fillers=shared["fillers"],
        certain=shared["certain"],
        between=shared["between"],
    )


def without(words: frozenset[str], text: str) -> str:
    """The text without these words; the longest is taken at each place."""
    place, rest = 0, []
    while place < len(text):
        for length in range(_LONGEST, 0, -1):
            if text[place : place + length] in words:
                place += length
                break
        else:
            rest.append(text[place])
            place += 1
    return "".join(rest)


def pattern(words: object) -> Pattern:
    """A regular expression; ValueError if it is none."""
    if not isinstance(words, str):
        raise ValueError(f"not a regular expression: {words!r}")
    try:
        return re.compile(words)
    except re.error as error:
        raise ValueError(f"not a regular expression: {words!r}: {error}") from error


def _line_words(data: Mapping[str, Any]) -> LineWords:
    if unknown := set(data) - {"words", "lines", "needs", "sure", "weak", "follows"}:
        raise ValueError(f"{', '.join(sorted(unknown))} is not known here")
    lines = data["lines"]
    readings = lines if lines and isinstance(lines[0], list) else [lines]
    return LineWords(
        words=pattern(data["words"]),
        readings=tuple(tuple(reading) for reading in readings),
        needs=pattern(data["needs"]) if "needs" in data else None,
        sure=data.get("sure", True),
        weak=data.get("weak", False),
        follows=data.get("follows", False),
    )
