"""What two wordings of a text say otherwise, sentence by sentence."""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

_SENTENCE = re.compile(r"[^。；！？\n]*[。；！？\n]+|[^。；！？\n]+")


class Passage(NamedTuple):
    """Sentences that were put in another's place; "" where some were added or left out."""

    before: str
    after: str


def passages(before: str, after: str) -> list[Passage]:
    """The sentences that differ, in their order; ``**`` of bold run-ins is no part of them."""
    old, new = (_SENTENCE.findall(text.replace("**", "")) for text in (before, after))
    bare_old, bare_new = ([sentence.strip() for sentence in text] for text in (old, new))
    found = SequenceMatcher(None, bare_old, bare_new, autojunk=False).get_opcodes()
    return [
        Passage("".join(old[a:b]).strip(), "".join(new[c:d]).strip())
        for kind, a, b, c, d in found
        if kind != "equal"
    ]
