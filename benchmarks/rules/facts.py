"""The numbers of made-up offices: two years that obey every relation of the format.

``Facts`` holds the cells of one year and knows the quantities that prose speaks of by name
("new", "refused", "licensing"), each a cell or a sum of cells.
"""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from report_blocks.statutory import Cell, CellKey, Dataset, get_format

FORMAT = "cn-2021"
PROACTIVE, REQUESTS, REVIEW = (
    "proactive_disclosure",
    "information_requests",
    "review_and_litigation",
)
COLUMNS = (
    "natural_person",
    "business",
    "research_institute",
    "public_welfare_org",
    "legal_service_org",
    "other_org",
)
APPLICANTS = dict(
    zip(
        ("natural", "business", "research", "welfare", "legal", "others"),
        COLUMNS,
        strict=True,
    )
)
ROWS = tuple(get_format(FORMAT).tables[REQUESTS].rows)
OUTCOMES = ROWS[ROWS.index("granted") : ROWS.index("outcomes_total")]
PARTS = ("upheld", "corrected", "other", "pending")
REVIEWS = {
    "rec": ("reconsideration",),
    "lit": ("litigation_direct", "litigation_after_reconsideration"),
    "lit_direct": ("litigation_direct",),
    "lit_after": ("litigation_after_reconsideration",),
}
SINGLE = {"licensing": "decisions", "penalties": "decisions", "coercion": "decisions"}
ISSUING = {"reg": "regulations", "nd": "normative_documents"}


def request(row: str, column: str = "total") -> CellKey:
    return CellKey(REQUESTS, row, column)


def _quantities() -> dict[str, tuple[CellKey, ...]]:
    """Each quantity and the cells that it adds up."""
    found: dict[str, tuple[CellKey, ...]] = {
        "new": (request("new_requests"),),
        "carried_in": (request("carried_in"),),
        "handled": (request("new_requests"), request("carried_in")),
        "outcomes": (request("outcomes_total"),),
        "carried_out": (request("carried_out"),),
        "granted": (request("granted"),),
        "partial": (request("partially_granted"),),
        "fees": (CellKey(PROACTIVE, "fees", "amount"),),
    }
    for group in ("refused", "unavailable", "not_processed", "other"):
        found[group] = tuple(request(row) for row in OUTCOMES if row.startswith(f"{group}_"))
    found |= {row: (request(row),) for row in OUTCOMES}
    for name, column in APPLICANTS.items():
        found[f"new_{name}"] = (request("new_requests", column),)
    found["new_org"] = tuple(request("new_requests", column) for column in COLUMNS[1:])
    for name, rows in REVIEWS.items():
        found[name] = tuple(CellKey(REVIEW, row, "total") for row in rows)
        for part in PARTS:
            found[f"{name}_{part}"] = tuple(CellKey(REVIEW, row, part) for row in rows)
    found["appeals"] = (*found["rec"], *found["lit"])
    found["opened"] = (*found["granted"], *found["partial"])
    for name, column in SINGLE.items():
        found[name] = (CellKey(PROACTIVE, name, column),)
    for name, row in ISSUING.items():
        for column in ("issued", "repealed", "in_force"):
            found[f"{name}_{column}"] = (CellKey(PROACTIVE, row, column),)
    found["docs_issued"] = (*found["reg_issued"], *found["nd_issued"])
    return found


QUANTITIES = _quantities()
INTAKE = ("new", "handled", "outcomes")  # often one word stands for either


def cells_of(quantity: str) -> frozenset[CellKey]:
    """The cells that a finding on this quantity may name."""
    names = INTAKE if quantity in INTAKE else (quantity,)
    return frozenset(key for name in names for key in QUANTITIES[name])


Number = int | Decimal


@dataclass
class Facts:
    """The cells of one year, free to be changed."""

    cells: dict[CellKey, Cell]

    def __getitem__(self, quantity: str) -> Number:
        return sum((self.number(key) for key in QUANTITIES[quantity]), 0)

    def number(self, key: CellKey) -> Number:
        return self.cells.get(key, Cell()).number or 0

    def put(self, key: CellKey, number: Number) -> None:
        self.cells[key] = Cell(number)

    def add(self, keys: Iterable[CellKey], number: int) -> None:
        for key in keys:
            self.put(key, self.number(key) + number)

    @property
    def values(self) -> set[Number]:
        """Every number that some reading of some sentence could mean."""
        return {self[name] for name in QUANTITIES} | {c.number or 0 for c in self.cells.values()}

    def dataset(self) -> Dataset:
        return Dataset(FORMAT, self.cells)

    def copy(self) -> "Facts":
        return Facts(dict(self.cells))


@dataclass(frozen=True)
class Size:
    """The usual numbers of a sort of office: least and most."""

    requests: tuple[int, int]
    decisions: tuple[int, int]
    documents: tuple[int, int]
    regulations: tuple[int, int] = (0, 0)
    fees: tuple[int, int] = (0, 0)
    appeals: float = 0.1


SIZES = {
    "none": Size((0, 0), (0, 0), (0, 0)),
    "few": Size((1, 9), (0, 60), (0, 3), appeals=0.2),
    "bureau": Size((10, 160), (90, 5_000), (1, 9), fees=(0, 900)),
    "district": Size((150, 900), (4_000, 90_000), (8, 40), fees=(500, 9_000)),
    "city": Size((600, 3_500), (120_000, 2_000_000), (40, 300), (2, 12), (9_000, 90_000)),
    "province": Size((2_000, 9_000), (900_000, 9_000_000), (60, 400), (4, 20), (90_000, 900_000)),
    "ministry": Size((300, 2_500), (60, 9_000), (10, 60), (3, 15), (0, 2_000), appeals=0.2),
}


def _near(rng: random.Random, number: int, least: int = 0) -> int:
    """Next year's number: some more or some less, never by leaps."""
    if number < 10:
        return max(least, number + rng.randint(-2, 2))
    return max(least, round(number * rng.uniform(0.72, 1.45)))


def two_years(rng: random.Random, size: Size) -> tuple[Facts, Facts]:
    """Last year's numbers and this year's."""
    before, after = Facts({}), Facts({})
    _fill_proactive(rng, size, before, after)
    _fill_requests(rng, size, before, after)
    _fill_review(rng, size, before, after)
    return before, after


def _fill_proactive(rng: random.Random, size: Size, before: Facts, after: Facts) -> None:
    for row, limits in (("regulations", size.regulations), ("normative_documents", size.documents)):
        issued, repealed = rng.randint(*limits), rng.randint(0, limits[1] // 2)
        force = repealed + rng.randint(2, 6) * limits[1] + issued
        last = (issued, repealed, force)
        issued, repealed = (_near(rng, n) if limits[1] else 0 for n in (issued, repealed))
        repealed = min(repealed, force)
        now = (issued, repealed, force + issued - repealed)
        for facts, numbers in ((before, last), (after, now)):
            for column, number in zip(("issued", "repealed", "in_force"), numbers, strict=True):
                facts.put(CellKey(PROACTIVE, row, column), number)
    for row, share in (("licensing", 1.0), ("penalties", 0.4), ("coercion", 0.02)):
        number = round(rng.randint(*size.decisions) * share)
        number = 0 if rng.random() < 0.25 else number
        before.put(CellKey(PROACTIVE, row, "decisions"), number)
        after.put(CellKey(PROACTIVE, row, "decisions"), _near(rng, number) if number else 0)
    fee = rng.randint(*size.fees)
    digits = rng.choice((0, 1, 2, 4))
    for facts, number in ((before, fee), (after, _near(rng, fee) if fee else 0)):
        exact = Decimal(number) + Decimal(rng.randint(1, 9)) / 10**digits if number else 0
        key = CellKey(PROACTIVE, "fees", "amount")
        facts.put(key, int(exact) if exact == int(exact) else exact)


def _fill_requests(rng: random.Random, size: Size, before: Facts, after: Facts) -> None:
    shares = [1.0, *(rng.choice((0, 0, 0.02, 0.1)) for _ in COLUMNS[1:])]
    shares[1] = rng.choice((0, 0.08, 0.2))
    total = rng.randint(*size.requests)
    weights = [5 if row == "granted" else rng.choice((0, 0, 0, 0, 1, 2)) for row in OUTCOMES]
    weights[-1] = 1
    rest = rng.choice((0.0, 0.0, 0.04, 0.08))
    carried = {
        column: round(total * share / sum(shares) * rest * rng.uniform(0.6, 1.4))
        for column, share in zip(COLUMNS, shares, strict=True)
    }
    for facts in (before, after):
        for row in ROWS:
            for column in (*COLUMNS, "total"):
                facts.put(request(row, column), 0)
        drawn = rng.choices(COLUMNS, shares, k=total)
        for column in COLUMNS:
            _fill_column(rng, facts, column, (drawn.count(column), carried[column]), weights, rest)
            carried[column] = int(facts.number(request("carried_out", column)))
        total = _near(rng, total, 1) if total else 0


def _fill_column(
    rng: random.Random,
    facts: Facts,
    column: str,
    came: tuple[int, int],
    weights: list[int],
    rest: float,
) -> None:
    new, carried_in = came
    open_ = min(new, round((new + carried_in) * rest * rng.uniform(0.6, 1.4)))
    done = rng.choices(OUTCOMES, weights, k=new + carried_in - open_)
    numbers = {"new_requests": new, "carried_in": carried_in, "carried_out": open_}
    numbers |= {row: done.count(row) for row in OUTCOMES} | {"outcomes_total": len(done)}
    for row, number in numbers.items():
        facts.add((request(row, column), request(row)), number)


def _fill_review(rng: random.Random, size: Size, before: Facts, after: Facts) -> None:
    for row in ("reconsideration", "litigation_direct", "litigation_after_reconsideration"):
        rate = rng.choice((0.0, size.appeals, size.appeals / 2))
        pending = 0
        for facts in (before, after):
            total = round(float(facts["new"]) * rate * rng.uniform(0.9, 1.1))
            total = max(total, pending)
            ends = rng.choices(PARTS, (6, 2, 2, 1), k=total)
            for part in PARTS:
                facts.put(CellKey(REVIEW, row, part), ends.count(part))
            facts.put(CellKey(REVIEW, row, "total"), total)
            pending = ends.count("pending")
