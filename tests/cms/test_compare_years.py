"""Which years can be compared: those of published reports."""

import pytest

from cms.comparing.query import known_years

pytestmark = pytest.mark.django_db


def test_a_year_of_which_there_are_only_drafts_is_not_offered(published, draft):
    assert known_years() == []
    published(year=2023)
    draft(year=2024)
    assert known_years() == [2023]
