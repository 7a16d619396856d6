"""The header of a government-information item: index number, office, days, validity."""

import pytest
from django.urls import reverse

from .corrections import correct, draft_of, fresh
from .helpers import posted

pytestmark = pytest.mark.django_db


@pytest.fixture
def corrected(published):
    return fresh(correct(published()))


def test_what_is_known(corrected):
    assert [value for _label, value in corrected.item_facts][:1] == [corrected.agency_name]
    assert len(corrected.item_facts) == 3
    draft_of(corrected, None, index_number="索-1", reason="x").publish()
    values = [value for _label, value in fresh(corrected).item_facts]
    assert values[:2] == ["索-1", corrected.agency_name]


def test_of_a_former_version(corrected):
    version = corrected.history[0].superseded_page(corrected)
    assert version.item_facts[-1] != corrected.item_facts[-1]
    assert version.report.dataset != corrected.report.dataset
    assert [label for label, _ in version.item_facts] == [
        label for label, _ in corrected.item_facts
    ]


def test_they_are_edited_in_the_editor(admin, draft):
    page = fresh(draft())
    posted(admin, page, index_number="640502/2025-1", dated_on="2025-01-20")
    newest = fresh(page).get_latest_revision_as_object()
    assert (newest.index_number, str(newest.dated_on)) == ("640502/2025-1", "2025-01-20")


def test_who_may_edit(people, published):
    """No role but that of an editor of the office, or above it, reaches the reason."""
    address = reverse("wagtailadmin_pages:edit", args=[published().pk])
    reached = {
        name
        for name, client in people.items()
        if 'name="correction_reason"' in client.get(address, follow=True).content.decode()
    }
    assert "stranger" not in reached
    assert "nobody" not in reached
    assert "auditor" not in reached
    assert {"editor", "publisher", "admin"} <= reached
