"""Errors in the cells: arithmetic, last year's numbers, blanks, denials that are not true."""

import random
from collections.abc import Callable
from decimal import Decimal

from report_blocks.statutory import Cell, CellKey

from .corpus import Pair
from .facts import (
    COLUMNS,
    OUTCOMES,
    PARTS,
    PROACTIVE,
    REVIEW,
    REVIEWS,
    ROWS,
    Facts,
    cells_of,
    request,
)
from .planting import PROSE, Planted, family, mentions, planter, sentence

ALL_COLUMNS = (*COLUMNS, "total")
Change = Callable[[Facts, random.Random], bool]
HARMLESS = family("D")  # what prose says of a cell that was changed is wrong as well


def _off(rng: random.Random, number: int | Decimal) -> int:
    """By how much somebody misses a number, never below zero."""
    return rng.choice([off for off in (-10, -9, -3, -1, 1, 2, 9, 10, 90) if number + off >= 0])


def _planted(rule: str, what: str, *cells: CellKey, entailed: frozenset[str]) -> Planted:
    return Planted(rule, what, cells=frozenset(cells), entailed=entailed | {rule} | HARMLESS)


@planter("A01", phase=1)
def wrong_row_total(pair: Pair, rng: random.Random) -> Planted:
    facts, key = pair.after.facts, request(rng.choice(ROWS))
    facts.add((key,), _off(rng, facts.number(key)))
    return _planted("A01", f"总计 of {key.row}", key, entailed=family("A02", "A03", "B"))


@planter("A02", phase=1)
def wrong_outcome(pair: Pair, rng: random.Random) -> Planted:
    facts, row, column = pair.after.facts, rng.choice(OUTCOMES), rng.choice(COLUMNS)
    off = _off(rng, facts.number(request(row, column)))
    facts.add((request(row, column), request(row)), off)
    cell = request("outcomes_total", column)
    return _planted("A02", f"{row}/{column} {off:+}", cell, entailed=family("B03"))


@planter("A03", phase=1)
def wrong_balance(pair: Pair, rng: random.Random) -> Planted:
    facts, column = pair.after.facts, rng.choice(COLUMNS)
    row = rng.choice(("carried_out", "new_requests"))
    off = _off(rng, facts.number(request(row, column)))
    facts.add((request(row, column), request(row)), off)
    return _planted("A03", f"{row}/{column} {off:+}", request(row, column), entailed=family("B03"))


@planter("A04", phase=1)
def wrong_review(pair: Pair, rng: random.Random) -> Planted:
    facts = pair.after.facts
    row = rng.choice(("reconsideration", *REVIEWS["lit"]))
    key = CellKey(REVIEW, row, rng.choice((*PARTS, "total")))
    off = _off(rng, facts.number(key))
    facts.add((key,), off)
    return _planted("A04", f"{key} {off:+}", key, entailed=family("B03", "B04"))


@planter("A05", phase=1)
def no_number(pair: Pair, rng: random.Random) -> Planted:
    facts = pair.after.facts
    key = rng.choice([key for key in facts.cells if key.row != "fees"])
    cell = rng.choice((Cell(text="约30"), Cell(-3), Cell(Decimal("2.5")), Cell(text="3件左右")))
    facts.cells[key] = cell
    return _planted("A05", f"{key} {cell}", key, entailed=family("A", "B", "C02"))


@planter("A06", phase=1)
def too_few_in_force(pair: Pair, rng: random.Random) -> Planted:
    facts = pair.after.facts
    row = rng.choice(("regulations", "normative_documents"))
    repealed, force = rng.randint(0, 3), rng.randint(0, 5)
    numbers = {"issued": repealed + force + rng.randint(1, 4), "repealed": repealed}
    for column, number in (numbers | {"in_force": force}).items():
        facts.put(CellKey(PROACTIVE, row, column), number)
    key = CellKey(PROACTIVE, row, "in_force")
    return _planted("A06", f"{row} {numbers} in force {force}", key, entailed=family("B"))


@planter("B01", phase=1)
def other_carried_out(pair: Pair, rng: random.Random) -> Planted:
    before, column = pair.before.facts, rng.choice(COLUMNS)
    number = rng.randint(1, 4)
    before.add((request("carried_out", column), request("carried_out")), number)
    before.add((request("new_requests", column), request("new_requests")), number)
    cell = request("carried_in", column)
    return _planted(
        "B01", f"last year's carried_out/{column} +{number}", cell, entailed=family("B03")
    )


@planter("B01", phase=1)
def columns_swapped(pair: Pair, rng: random.Random) -> Planted | None:
    """The totals agree, the columns don't."""
    before = pair.before.facts
    if not before.number(request("carried_out", "natural_person")):
        return None
    other = rng.choice(COLUMNS[1:])
    for row in ("carried_out", "new_requests"):
        before.add((request(row, "natural_person"),), -1)
        before.add((request(row, other),), 1)
    cell = request("carried_in", other)
    return _planted("B01", f"one moved to {other}", cell, entailed=frozenset())


@planter("B02", phase=1)
def recounted(pair: Pair, rng: random.Random) -> Planted:
    row = rng.choice(("regulations", "normative_documents"))
    key = CellKey(PROACTIVE, row, "in_force")
    off = rng.choice((1, 2, 3, 7))
    pair.before.facts.add((key,), off)
    return _planted("B02", f"last year's {row} in force +{off}", key, entailed=family("B03"))


@planter("B03", phase=1)
def leap(pair: Pair, rng: random.Random) -> Planted | None:
    facts, before = pair.after.facts, pair.before.facts
    name, column = rng.choice(
        (("licensing", "decisions"), ("penalties", "decisions"), ("fees", "amount"))
    )
    key = CellKey(PROACTIVE, name, column)
    if facts.number(key) < 60:
        return None
    factor = rng.choice((7, 10, 100))
    if rng.random() < 0.5:
        before.put(key, int(facts.number(key) * factor))
    else:
        before.put(key, max(1, int(facts.number(key) / factor)))
    return _planted("B03", f"{name} by {factor}", key, entailed=frozenset())


@planter("B03", phase=1)
def leap_of_requests(pair: Pair, rng: random.Random) -> Planted | None:
    """Last year had ten times as many requests, all of them granted."""
    before, number = pair.before.facts, int(pair.after.facts["new"])
    if number < 5:
        return None
    for row in ("new_requests", "granted", "outcomes_total"):
        before.add((request(row, "natural_person"), request(row)), number * rng.choice((9, 12)))
    return _planted("B03", "requests by 10", request("new_requests"), entailed=frozenset())


@planter("B04", phase=1)
def pending_vanished(pair: Pair, rng: random.Random) -> Planted:
    row = rng.choice(("reconsideration", *REVIEWS["lit"]))
    total = CellKey(REVIEW, row, "total")
    number = int(pair.after.facts.number(total)) + rng.randint(1, 2)
    pair.before.facts.add((CellKey(REVIEW, row, "pending"), total), number)
    return _planted("B04", f"{row}: {number} more were pending", total, entailed=family("B03"))


@planter("C02", phase=1)
def left_blank(pair: Pair, rng: random.Random) -> Planted | None:
    cells = pair.after.facts.cells
    empty = [key for key, cell in cells.items() if cell.number == 0]
    if not empty:
        return None
    key = rng.choice(empty)
    also = ALL_COLUMNS if rng.random() < 0.5 else ()
    for column in {key.column, *also}:
        if (blank := key._replace(column=column)) in empty:
            del cells[blank]
    return Planted("C02", f"{key} left blank", cells=frozenset({key}))


@planter("D02", phase=1)
def denial_not_true(pair: Pair, rng: random.Random) -> Planted | None:
    """The prose denies what the cells, changed together, now hold."""
    denials = [m for m in mentions(pair.after, "deny") if m.what in _DENIED]
    if not denials:
        return None
    one = rng.choice(denials)
    if not _DENIED[one.what](pair.after.facts, rng):
        return None
    text = pair.after.sections[one.section][one.paragraph]
    said = sentence(text, one.start)
    as_number = any(zero in said for zero in "0零０")
    return Planted(
        "D02",
        f"{one.what} is {pair.after.facts[one.what]}: {said}",
        accepted=frozenset({"D02", "D07", "D01", "D06"} if as_number else {"D02", "D07"}),
        entailed=frozenset(PROSE),
        section=one.section,
        cells=cells_of(one.what),
    )


def _add(facts: Facts, rng: random.Random, *keys: CellKey) -> bool:
    facts.add(keys, rng.randint(1, 3))
    return True


def _more_requests(facts: Facts, rng: random.Random) -> bool:
    rows = ("new_requests", "granted", "outcomes_total")
    return _add(facts, rng, *(request(row, c) for row in rows for c in ("natural_person", "total")))


def _one_left_open(facts: Facts, rng: random.Random) -> bool:
    done = [
        (row, column)
        for row in OUTCOMES
        for column in COLUMNS
        if facts.number(request(row, column))
    ]
    if not done:
        return False
    row, column = rng.choice(done)
    for name, off in ((row, -1), ("outcomes_total", -1), ("carried_out", 1)):
        facts.add((request(name, column), request(name)), off)
    return True


def _appealed(row: str) -> Change:
    keys = (CellKey(REVIEW, row, "upheld"), CellKey(REVIEW, row, "total"))
    return lambda facts, rng: _add(facts, rng, *keys)


def _issued(row: str) -> Change:
    keys = (CellKey(PROACTIVE, row, "issued"), CellKey(PROACTIVE, row, "in_force"))
    return lambda facts, rng: _add(facts, rng, *keys)


def _decided(row: str, column: str = "decisions") -> Change:
    return lambda facts, rng: _add(facts, rng, CellKey(PROACTIVE, row, column))


_DENIED = {
    "new": _more_requests,
    "carried_out": _one_left_open,
    "rec": _appealed("reconsideration"),
    "lit": _appealed("litigation_direct"),
    "nd_issued": _issued("normative_documents"),
    "reg_issued": _issued("regulations"),
    "licensing": _decided("licensing"),
    "penalties": _decided("penalties"),
    "coercion": _decided("coercion"),
    "fees": _decided("fees", "amount"),
}
