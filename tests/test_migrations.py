"""Formats are data: they never make a migration, and no migration is large."""

from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils import translation

OURS = ("cms", "importers", "report_blocks")
LARGEST = 8 * 1024  # one block for each cell would make 30 kB


def changes():
    """What makemigrations would write for our apps, without asking the database."""
    with translation.override(None):  # migrations are written in English
        loader = MigrationLoader(None)
        detector = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
        found = detector.changes(graph=loader.graph)
    return {label: found[label] for label in OURS if label in found}


def files():
    return [
        path
        for label in OURS
        for path in (Path(apps.get_app_config(label).path) / "migrations").glob("0*.py")
    ]


def test_none_is_missing():
    assert changes() == {}


def test_a_format_makes_none(made_up):
    assert changes() == {}


def test_a_changed_model_would_make_one(monkeypatch):
    """Or the two tests above could not fail."""
    field = apps.get_model("cms", "AgencyPage")._meta.get_field("postcode")
    monkeypatch.setattr(field, "max_length", 7)
    assert "cms" in changes()


@pytest.mark.parametrize("path", files(), ids=lambda path: path.stem)
def test_none_is_large(path):
    assert path.stat().st_size <= LARGEST


def test_none_names_a_format_or_its_cells():
    texts = "".join(path.read_text(encoding="utf-8") for path in files())
    assert "StatutoryTableBlock" in texts
    assert not [word for word in ("cn-2021", "information_requests", "规章") if word in texts]


@pytest.mark.django_db
def test_the_database_of_the_tests_has_them_all():
    call_command("migrate", check_unapplied=True, verbosity=0)
