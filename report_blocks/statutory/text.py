"""A sentence for people in both languages of the system."""

from typing import NamedTuple


class Text(NamedTuple):
    """The same sentence in Simplified Chinese and in English; labels stay Chinese in both."""

    zh: str
    en: str

    def __str__(self) -> str:
        return self.zh

    def within(self, language: str) -> str:
        """The sentence for a language code such as "zh-hans" or "en"; Chinese unless English."""
        return self.en if language.lower().startswith("en") else self.zh
