"""Plants one error into a correct pair, and says which rules should find it and where.

A planter changes the pair in place and returns what it planted, or None if the pair gives no
occasion. Planters are registered under the rule they are made for. Those that take prose away
come first (``phase`` 0), so that no other error vanishes with it, then those that change cells
(1), numbers and words (2), and the form of the text (3 and 4).
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from report_blocks.statutory import CellKey

from .corpus import SECTIONS, Draft, Pair
from .phrases import MARK, plain

PROSE = ("D01", "D02", "D03", "D04", "D06", "D07")


@dataclass(frozen=True)
class Planted:
    """An error: rules that may find it, rules that may speak too, and where."""

    rule: str
    what: str
    accepted: frozenset[str] = frozenset()
    entailed: frozenset[str] = frozenset()
    section: str | None = None
    cells: frozenset[CellKey] = field(default=frozenset())

    @property
    def rules(self) -> frozenset[str]:
        return self.accepted or frozenset({self.rule})


Planter = Callable[[Pair, random.Random], Planted | None]


@dataclass(frozen=True)
class Entry:
    """A registered planter."""

    rule: str
    plant: Planter
    phase: int


REGISTRY: list[Entry] = []


def planter(rule: str, *, phase: int = 2) -> Callable[[Planter], Planter]:
    """Register a function as a planter of errors for this rule."""

    def register(plant: Planter) -> Planter:
        REGISTRY.append(Entry(rule, plant, phase))
        return plant

    return register


@dataclass(frozen=True)
class Mention:
    """A mark in the prose of this year's report."""

    section: str
    paragraph: int
    start: int
    end: int
    kind: str
    what: str
    shown: str


def mentions(draft: Draft, *kinds: str) -> list[Mention]:
    """All marks of these kinds, in their order."""
    return [
        Mention(section, number, match.start(), match.end(), match[1], match[2], match[3])
        for section in SECTIONS
        for number, text in enumerate(draft.sections[section])
        for match in MARK.finditer(text)
        if match[1] in kinds
    ]


def overwrite(draft: Draft, mention: Mention, shown: str) -> str:
    """Show something else at a mark; returns the sentence as it reads then."""
    text = draft.sections[mention.section][mention.paragraph]
    mark = f"⟦wrong:{mention.what}|{shown}⟧"
    changed = text[: mention.start] + mark + text[mention.end :]
    draft.sections[mention.section][mention.paragraph] = changed
    return sentence(changed, mention.start)


def sentence(text: str, place: int) -> str:
    """The sentence around a place in marked text, without marks."""
    start = max(text.rfind(stop, 0, place) for stop in "。\n") + 1
    end = text.find("。", place)
    return plain(text[start : end + 1 if end >= 0 else None]).strip()


def family(*prefixes: str) -> frozenset[str]:
    """Rule ids by families: ``family("A", "D03")``."""
    known = {"A": 6, "B": 4, "C": 11, "D": 7}
    return frozenset(
        rule
        for prefix in prefixes
        for rule in (
            [f"{prefix}{n:02}" for n in range(1, known[prefix] + 1)]
            if prefix in known
            else [prefix]
        )
    )
