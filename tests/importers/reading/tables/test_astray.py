"""Whatever happens to a form, no number is read under a wrong name, and none is lost unsaid.

Rows and columns move with their labels, numbers slide along theirs, labels are overwritten. A
table that is read after that must hold the true number in every cell, or a blank where the
number was taken out of the form.
"""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from report_blocks.statutory import get_format

from ..forms import Form, read

FORMAT = get_format("cn-2021")
T2, T3, T4 = FORMAT.tables.values()
LABELS = sorted(
    {label for table in FORMAT.tables.values() for g in table.groups
     for line in (*g.rows, *g.columns) for label in line.path}
)  # fmt: skip
# Labels of several lines, and those that only their parents tell apart.
PARENTS = {
    label for table in FORMAT.tables.values() for g in table.groups
    for line in (*g.rows, *g.columns) for label in line.path[:-1]
} | {line.path[0] for g in T4.groups for line in (*g.rows, *g.columns)}  # fmt: skip

AXES, INDEXES, STEPS = st.integers(0, 1), st.integers(1, 34), st.sampled_from([-2, -1, 1, 2])
DEEDS = st.one_of(
    st.tuples(st.just("insert"), AXES, INDEXES, st.integers(1, 2)),
    st.tuples(st.just("delete"), AXES, INDEXES, st.integers(1, 2)),
    st.tuples(st.just("swap"), AXES, INDEXES, INDEXES),
    st.tuples(st.just("double"), AXES, INDEXES, st.just(0)),
    st.tuples(st.just("slide"), AXES, INDEXES, STEPS),
    st.tuples(st.just("blank"), st.just(0), INDEXES, INDEXES),
    st.tuples(st.just("stray"), st.just(0), INDEXES, INDEXES),
    st.tuples(st.just("label"), st.integers(0, len(LABELS) - 1), INDEXES, st.integers(1, 4)),
)
STRAY = 7777


def do(form: Form, what: str, axis: int, one: int, other: int) -> None:
    place = one, other
    match what:
        case "insert":
            form.shift(axis, one, other)
        case "delete":
            form.shift(axis, one, -other)
        # Columns that others' labels depend on are not swapped: the labels would say otherwise.
        case "swap" if not axis or not PARENTS & {
            *form.line(axis, one).values(),
            *form.line(axis, other).values(),
        }:
            form.swap(axis, one, other)
        case "double":
            form.double(axis, one)
        case "slide":
            form.slide(axis, one, other)
        case "blank":
            form.lost.add(form.cells.pop(place, None))
        case "stray" if place not in form.cells:
            form.cells[place] = STRAY
        case "label" if isinstance(form.cells.get(place), str):
            form.cells[place] = LABELS[axis]


def check(form: Form, deeds: object) -> None:
    result = read(FORMAT, form)
    is_named = any("没有读取" in p.text.zh for p in result.problems)
    for key, number in form.truth.items():
        if key.table not in result.placed:
            continue
        cell = result.cells.get(key)
        found = cell.number if cell else None
        taken_out = number in form.lost and found in (None, STRAY)
        reported = found is None and (key.table not in result.clean or is_named)
        assert found == number or taken_out or reported, (key, number, found, deeds)
    for table in FORMAT.tables:
        is_here = any(key.table == table for key in form.truth)
        said = any(p.severity == "error" for p in result.problems)
        assert not is_here or table in result.placed or said or result.absent, (table, deeds)


def one_table(table, merged):
    form = Form()
    form.add(table)
    if not merged:
        form.unmerge()
    return form


def all_tables():
    form, row = Form(), 1
    for table in FORMAT.tables.values():
        row = form.add(table, row) + 1
    return form


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from([T2, T3, T4]), st.booleans(), st.lists(DEEDS, min_size=1, max_size=3))
@example(T3, False, [("slide", 0, 6, 1)])
@example(T3, False, [("slide", 1, 4, -1)])
@example(T3, False, [("slide", 0, 5, 1), ("insert", 1, 11, 1)])
@example(T3, True, [("slide", 0, 5, 1), ("insert", 1, 11, 2)])
@example(T2, False, [("slide", 0, 9, 2)])
def test_one_table(table, merged, deeds):
    form = one_table(table, merged)
    for deed in deeds:
        do(form, *deed)
    check(form, deeds)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(DEEDS, min_size=1, max_size=2))
def test_all_tables_on_one_sheet(deeds):
    form = all_tables()
    for deed in deeds:
        do(form, *deed)
    check(form, deeds)


@pytest.mark.parametrize("table", [T2, T3, T4], ids=lambda table: table.key)
@pytest.mark.parametrize("merged", [True, False])
@pytest.mark.parametrize("axis", [0, 1])
def test_every_single_slide(table, merged, axis):
    for index in range(1, 34):
        for by in (-1, 1):
            form = one_table(table, merged)
            form.slide(axis, index, by)
            check(form, (axis, index, by))


@pytest.mark.parametrize("table", [T2, T3, T4], ids=lambda table: table.key)
@pytest.mark.parametrize("merged", [True, False])
def test_every_single_label_put_in_every_label_s_place(table, merged):
    own = [label for label in LABELS if any(
        label in line.path for g in table.groups for line in (*g.rows, *g.columns)
    )]  # fmt: skip
    for place in [p for p, v in one_table(table, merged).cells.items() if isinstance(v, str)]:
        for label in own:
            form = one_table(table, merged)
            before = form.cells[place]
            form.cells[place] = label
            result = read(FORMAT, form)
            # Whether it was taken for the table's or not, no number may change its name.
            wrong = {
                key: cell.number for key, cell in result.cells.items()
                if cell.number != form.truth[key]
            }  # fmt: skip
            assert not wrong, (place, before, label, wrong)
