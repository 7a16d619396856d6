"""Harmless changes of a correct report, after which no rule may find more than before."""

import random
from collections.abc import Callable
from dataclasses import replace

from .corpus import MATTERS, OVERVIEW, SECTIONS, Draft, Pair
from .phrases import MARK


def vary(pair: Pair, rng: random.Random) -> str:
    """Change something that means nothing; returns what."""
    change = rng.choice(CHANGES)
    change(pair.after, rng)
    return change.__name__


def bold_numbers(draft: Draft, rng: random.Random) -> None:
    """收到申请**34**件."""
    _each_mark(draft, rng, lambda shown: f"**{shown.strip()}**")


def spaced_numbers(draft: Draft, rng: random.Random) -> None:
    """收到申请 34 件."""
    _each_mark(draft, rng, lambda shown: f" {shown.strip()} ")


def full_width_numbers(draft: Draft, rng: random.Random) -> None:
    """收到申请３４件."""
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    _each_mark(draft, rng, lambda shown: shown.translate(wide))


def indented(draft: Draft, _rng: random.Random) -> None:
    """Two full-width blanks before each paragraph, as Word pastes them."""
    for section in SECTIONS:
        draft.sections[section] = [f"　　{text}" for text in draft.sections[section]]


def blank_lines(draft: Draft, _rng: random.Random) -> None:
    """An empty line after each paragraph."""
    for section in SECTIONS:
        draft.sections[section] = [line for text in draft.sections[section] for line in (text, "")]


def other_order(draft: Draft, rng: random.Random) -> None:
    """The matters of section six in another order, where they have no numbers."""
    if not any(text.startswith("（") for text in draft.sections[MATTERS]):
        rng.shuffle(draft.sections[MATTERS])


def broken_lines(draft: Draft, rng: random.Random) -> None:
    """A paragraph becomes two at the end of a sentence."""
    paragraphs = draft.sections[OVERVIEW]
    place = rng.randrange(len(paragraphs))
    paragraphs[place] = paragraphs[place].replace("件。", "件。\n", 1)


def other_quantities(draft: Draft, rng: random.Random) -> None:
    """Numbers of other things beside those of the tables."""
    number = rng.randint(12, 900)
    text = rng.choice(
        (
            "另受理群众来电{}次，均已答复。",
            "同时办理局长信箱来信{}件，按期办结率100%。",
            "此外，答复网民留言{}条。",
            "配合上级部门完成第三方测评{}项次。",
            "受理不动产登记{}件，全部办结。",
            "收到公平竞争审查申请{}件。",
            "参加各级组织的学习培训{}人次。",
        )
    ).format(number)
    draft.sections[MATTERS][-1] += text


def noted_cell(draft: Draft, rng: random.Random) -> None:
    """22（其中修订16件）: the number counts, the note does not."""
    key = rng.choice(list(draft.facts.cells))
    draft.facts.cells[key] = replace(draft.facts.cells[key], note="其中修订1件")


CHANGES = (
    noted_cell,
    bold_numbers,
    spaced_numbers,
    full_width_numbers,
    indented,
    blank_lines,
    other_order,
    broken_lines,
    other_quantities,
)


def _each_mark(draft: Draft, rng: random.Random, change: Callable[[str], str]) -> None:
    share = rng.choice((0.3, 1.0))
    for section in SECTIONS:
        draft.sections[section] = [
            MARK.sub(
                lambda m: (
                    f"⟦{m[1]}:{m[2]}|{change(m[3])}⟧" if m[3] and rng.random() < share else m[0]
                ),
                text,
            )
            for text in draft.sections[section]
        ]
