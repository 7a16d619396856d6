"""As ``test_mutations``, with the same mutated forms written as other kinds of files."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from importers.reading import read_file

from .test_mutations import MUTATIONS, mutated, wrong_numbers
from .writers import as_csv, as_ods, as_xls, stacked

# An .xls takes a process each time.
WRITERS = {
    "ods": (as_ods, 60),
    "csv": (lambda book: as_csv(stacked(book), "gb18030"), 60),
    "xls": (as_xls, 20),
}


@pytest.mark.parametrize("kind", WRITERS)
def test_a_mutated_form_is_read_right_or_not_at_all(kind):
    write, examples = WRITERS[kind]

    @settings(max_examples=examples, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.integers(0, 2), st.lists(MUTATIONS, min_size=1, max_size=2))
    def check(which, mutations):
        book, labels_moved = mutated(which, mutations)
        reading = read_file(write(book), "x")
        assert labels_moved or wrong_numbers(reading) == [], mutations

    check()
