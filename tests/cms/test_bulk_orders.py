"""What is rolled back is not ordered, and takes no other order with it."""

import pytest
from django.db import transaction

from cms.publishing import bulk_orders

pytestmark = pytest.mark.django_db


@pytest.fixture
def commits(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def sent(monkeypatch):
    found = []
    monkeypatch.setattr(bulk_orders, "_send", found.append)
    return found


def test_one_for_a_transaction(sent, commits):
    with commits():
        bulk_orders.order("a", 2023)
        with transaction.atomic():
            bulk_orders.order("b")
    assert sent == [{("a", 2023), ("b", None)}]


def test_what_is_rolled_back_takes_no_other_along(sent, commits):
    with commits():
        with transaction.atomic():
            bulk_orders.order("a")
            transaction.set_rollback(True)
        with transaction.atomic():
            bulk_orders.order("b")
            with transaction.atomic():
                bulk_orders.order("c")
        bulk_orders.order("d")
    [places] = sent
    assert places >= {("b", None), ("c", None), ("d", None)}


def test_a_transaction_that_is_rolled_back_leaves_nothing(sent, commits):
    with transaction.atomic():
        bulk_orders.order("a")
        transaction.set_rollback(True)
    with commits():
        bulk_orders.order("b")
    assert sent == [{("b", None)}]


def test_a_burst_that_fails_sends_what_is_committed(sent, commits):
    with pytest.raises(ZeroDivisionError), bulk_orders.burst():
        with commits():
            bulk_orders.order("a")
        assert sent == []
        raise ZeroDivisionError
    assert sent == [{("a", None)}]
