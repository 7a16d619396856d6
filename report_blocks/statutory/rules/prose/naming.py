"""Which lines of a table a text names: one, or several together."""

import re
from dataclasses import replace

from ...words import LineWords, Topic

_AND = re.compile("[和与及、或]|以及|或者")

Lines = tuple[LineWords, ...]
Match = tuple[int, int, LineWords]  # where it ends, its length


def lines_in(lines: Lines, text: str) -> list[Match]:
    """Each line that a text names, once, in its order; longer words before those they hold."""
    found: list[Match] = []
    matches = [
        (match.start(), match.end(), words)
        for words in lines
        if not words.weak
        for match in words.words.finditer(text)
    ]
    for start, end, words in sorted(matches, key=lambda one: (one[0], -one[1])):
        if not found or start >= found[-1][0]:
            found.append((end, end - start, words))
    return found


def narrowest(topic: Topic, row: Match, before: str) -> Match:
    """属于国家秘密不予公开 is the one row of the group that the words behind name."""
    lines = set(row[2].readings[0])
    if "等" in before:  # 属于国家秘密等不予公开 is the group
        return row
    for words in topic.rows:
        match = words.words.search(before) if set(words.readings[0]) < lines else None
        if match and match.start() < row[0] - row[1]:  # 同意公开(含部分公开) is both
            return match.end(), match.end() - match.start(), words
    return row


def joined(topic: Topic, before: str, last: Match) -> LineWords | None:
    """予以公开和部分公开: the sum of the rows, or only the last; None if one is named."""
    rows = lines_in(topic.rows, before)
    places = [end for end, _length, _words in rows]
    if last[0] not in places:
        return None
    lines: tuple[str, ...] = last[2].readings[0]
    begin, number = last[0] - last[1], 1
    for end, length, words in reversed(rows[: places.index(last[0])]):
        is_joined = begin < end or _are_joined(words, before[end:begin])
        if not is_joined or set(words.readings[0]) & set(lines):
            break
        lines, begin, number = words.readings[0] + lines, end - length, number + 1
    if number == 1:
        return None
    return replace(last[2], readings=(lines, *last[2].readings), sure=False)


def _are_joined(words: LineWords, between: str) -> bool:
    """复议诉讼, 复议和诉讼; not 答复部分公开, whose first words are a verb that needs an object."""
    return bool(_AND.fullmatch(between)) or (not between and words.needs is None)
