"""Plain sums are computed, exactly; every other formula without a result is a problem."""

from decimal import Decimal

import pytest

from importers.reading.addresses import position_of
from importers.reading.files.formulas import MAX_DEPTH, results

CELLS = {"A1": 1, "B1": 2, "C1": 0.1, "D1": 0.2, "E1": "/", "F1": "4件", "G1": True, "A2": 5}


def result_of(formula, **others):
    cells = {position_of(address): value for address, value in CELLS.items()}
    computed, broken = results(cells, {"Z9": formula, **others})
    place = position_of("Z9")
    return "broken" if place in broken else computed.get(place)


@pytest.mark.parametrize(
    ("formula", "result"),
    [
        ("SUM(A1:B1)", 3),
        ("=sum( $A$1 : B1 , A2 )", 8),
        ("A1+B1+A2", 8),
        ("A1", 1),
        ("SUM(C1:D1)", Decimal("0.3")),
        ("SUM(A1:B2)", 8),
        ("SUM(A1,E1)", 1),
        ("SUM(X1:Y9)", None),
        ("X1+Y1", None),
        ("SUM(E1)", None),
        ('IF(COUNT(A1:B1)=0,"",SUM(A1:B1))', 3),
        ('IF(COUNT(X1:Y1)=0, "", SUM(X1:Y1))', None),
        ('IF(COUNT(A1:B1)=0,"",SUM(A1:A2))', "broken"),
        ("SUM(A1,F1)", "broken"),
        ("SUM(A1,G1)", "broken"),
        ("A1-B1", "broken"),
        ("A1*2", "broken"),
        ("A1+1", "broken"),
        ("SUM(Other!A1:B1)", "broken"),
        ("A1:B1", "broken"),
        ("SUM(A0:B1)", "broken"),
        ("VLOOKUP(A1,B:C,2)", "broken"),
        ("", "broken"),
        ("SUM(A1:ZZ9999999)", "broken"),
    ],
)
def test_one_formula(formula, result):
    assert result_of(formula) == result


def test_sums_of_sums():
    assert result_of("Y9+A1", Y9="SUM(X9,B1)", X9="A2+A2") == 13


def test_a_sum_of_blank_sums_is_blank():
    assert result_of("SUM(X9:Y9)", Y9="SUM(P1:Q1)", X9="P2+Q2") is None


@pytest.mark.parametrize("others", [{"Y9": "Z9+A1"}, {"Y9": "X9", "X9": "SUM(Y9:Z9)"}])
def test_a_sum_that_contains_itself(others):
    assert result_of("Y9+A1", **others) == "broken"


def test_chains_end():
    chain = {f"A{row}": f"A{row + 1}" for row in range(10, 10 + 2 * MAX_DEPTH)}
    assert result_of("A10", **chain) == "broken"
