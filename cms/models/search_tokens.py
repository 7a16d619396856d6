"""Chinese text as tokens that a database can index; pure, and the same for texts and queries.

Databases split text at blanks and punctuation, so a word inside a Chinese sentence is not found.
Here each Chinese character makes a token with the one behind it (政务公开 → 政务 务公 公开 开), so
whatever stands in the text is found as a row of tokens. Words of other scripts and numbers are a
token each.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

HAN = "〇㐀-䶿一-鿿豈-\ufaff\U00020000-\U0003ffff"
RUN = re.compile(rf"(?P<han>[{HAN}]+)|[^\W_{HAN}]+")
LONGEST = 64  # characters of a word that count
REMEMBERED = 50_000  # characters, so that nobody fills the memory with rare ones


class _Folding(dict[int, str]):
    """Each character by itself, so that a place in the folded text is found in the text again."""

    def __missing__(self, character: int) -> str:
        folded = unicodedata.normalize("NFKC", chr(character)).lower()
        if len(self) < REMEMBERED:
            self[character] = folded
        return folded


_folding = _Folding()


def fold(text: str) -> str:
    """Full-width characters as half-width ones, capitals as small letters (NFKC, lower)."""
    return unicodedata.normalize("NFC", text).translate(_folding)


def bigrams(text: str) -> Iterator[str]:
    """The tokens of a text in their order, each Chinese run's last character alone."""
    for run in RUN.finditer(fold(text)):
        word = run[0]
        if run["han"]:
            yield from (word[place : place + 2] for place in range(len(word)))
        else:
            yield word[:LONGEST]


class Phrase(NamedTuple):
    """Tokens that follow each other; of the last one only the beginning is known if ``is_open``."""

    tokens: tuple[str, ...]
    is_open: bool = False


def phrase(words: str) -> Phrase | None:
    """What a text that holds these words holds in tokens; None if there is nothing in them."""
    runs = list(RUN.finditer(fold(words)))
    if not runs:
        return None
    tokens = tuple(bigrams(words))
    if not runs[-1]["han"]:
        return Phrase(tokens)
    # What follows the last character is not known: 公开 is in 公开工作 and at a sentence's end.
    if len(runs[-1][0]) == 1:
        return Phrase(tokens, is_open=True)
    return Phrase(tokens[:-1])


def phrases(query: str) -> list[Phrase]:
    """A phrase for each part of a query between blanks: all of them are to be found."""
    parts = map(phrase, fold(query).split())
    return list(dict.fromkeys(part for part in parts if part))


def pattern(words: str) -> str:
    """A regular expression for the same words in a folded text, whatever stands between runs."""
    runs = list(RUN.finditer(words))
    found = r"[\W_]*".join(re.escape(run[0]) for run in runs)
    before = "" if runs[0]["han"] else rf"(?<![^\W_{HAN}])"
    after = "" if runs[-1]["han"] else rf"(?![^\W_{HAN}])"
    return f"{before}{found}{after}"
