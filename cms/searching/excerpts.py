"""The piece of an entry's text that shows why it was found, with the words marked in it."""

import re
from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from cms.models.search_entry import Passage
from cms.models.search_tokens import fold, pattern, phrase

LENGTH = 110  # characters
BEFORE = 30  # of them, in front of the first word
SENTENCE_ENDS = "。；！？\n"


class Words:
    """What was asked for, for finding it in texts again."""

    def __init__(self, query: str) -> None:
        parts = dict.fromkeys(part for part in fold(query).split() if phrase(part))
        self._each = [re.compile(pattern(part)) for part in parts]
        self._any = re.compile("|".join(f"(?:{one.pattern})" for one in self._each) or r"(?!)")

    def number_in(self, text: str) -> int:
        """How many of the words the text holds."""
        folded = fold(text)
        return sum(bool(one.search(folded)) for one in self._each)

    def places(self, text: str) -> list[tuple[int, int]]:
        """``(start, end)`` of each word in the text itself."""
        folded, back = fold(text), None
        if len(folded) != len(text):  # some characters are several when they are folded
            back = [i for i, character in enumerate(text) for _ in fold(character)]
        found = (match.span() for match in self._any.finditer(folded))
        if back is None:
            return list(found)
        return [(back[start], back[end - 1] + 1) for start, end in found]


def best_passage(words: Words, passages: Iterable[Passage]) -> Passage | None:
    """The first one with the most of the words; None if none of them is in any."""
    best, most = None, 0
    for passage in passages:
        number = words.number_in(passage.text)
        if number > most:
            best, most = passage, number
    return best


def excerpt(words: Words, text: str) -> SafeString:
    """About a line or two around the first word, from a sentence's beginning if it is near."""
    places = words.places(text)
    first = places[0][0] if places else 0
    start = max(0, first - BEFORE)
    near = max(text.rfind(end, start, first) for end in SENTENCE_ENDS) + 1
    start = near or start
    end = start + LENGTH
    cut = marked(text[start:end], [(a - start, b - start) for a, b in places if a >= start])
    before, after = "…" if start and not near else "", "…" if end < len(text) else ""
    return format_html("{}{}{}", before, cut, after)


def marked(text: str, places: Iterable[tuple[int, int]]) -> SafeString:
    """The text as HTML, these places in ``mark``."""
    pieces, done = [], 0
    for start, end in places:
        if start >= len(text):
            break
        pieces.append((text[done:start], text[start : min(end, len(text))]))
        done = end
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", pieces), text[done:])
