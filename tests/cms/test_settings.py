"""Settings: safe without any environment, and everything else by the environment alone."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import reverse

from report_blocks.statutory import formats, unregister
from tests.conftest import MADE_UP

ROOT = Path(__file__).parents[2]
OURS = (
    *("DATABASE", "CACHE", "TASKS", "SECRET", "ALLOWED", "CSRF", "SITE", "BASE", "DEBUG", "VAR"),
    *("DJANGO", "EMAIL", "DEFAULT_FROM", "SECURE", "REPORT", "CHECK", "TRUSTED"),
)
PRODUCTION = {
    "SECRET_KEY": "0123456789abcdefghij-0123456789-ABCDEFGHIJ-0123456789",
    "ALLOWED_HOSTS": "example.org",
}
SHOW = """
import importlib, json, pathlib, sys
def plain(value):
    return str(value) if isinstance(value, pathlib.Path) else None
settings = importlib.import_module(f"cms.settings.{sys.argv[1]}")
names = [name for name in dir(settings) if name.isupper()]
print(json.dumps({name: getattr(settings, name) for name in names}, default=plain))
"""


@pytest.fixture
def process(tmp_path):
    """Runs Python in the project with nothing in its environment but what is given."""

    def run(*arguments, **environment):
        kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
        return subprocess.run(
            [sys.executable, *arguments],
            env={**kept, "VAR_DIR": str(tmp_path), **environment},
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return run


@pytest.fixture
def settings_of(process):
    def read(module, **environment):
        done = process("-c", SHOW, module, **environment)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return read


class TestBase:
    def test_it_is_safe_without_any_environment(self, settings_of):
        found = settings_of("base")
        assert found["DEBUG"] is False
        assert (found["SECRET_KEY"], found["ALLOWED_HOSTS"]) == ("", [])

    def test_it_is_chinese_and_of_this_time_zone(self, settings_of):
        found = settings_of("base")
        assert (found["LANGUAGE_CODE"], found["TIME_ZONE"]) == ("zh-hans", "Asia/Shanghai")
        assert [code for code, _name in found["LANGUAGES"]] == ["zh-hans", "en"]

    def test_embedded_unless_told_otherwise(self, settings_of, tmp_path):
        found = settings_of("base")
        database = found["DATABASES"]["default"]
        assert database["ENGINE"] == "django.db.backends.sqlite3"
        assert database["NAME"] == str(tmp_path / "db.sqlite3")
        assert "journal_mode=WAL" in database["OPTIONS"]["init_command"]
        assert "locmem" in found["CACHES"]["default"]["BACKEND"]
        assert "immediate" in found["TASKS"]["default"]["BACKEND"]

    def test_services_by_environment_alone(self, settings_of):
        found = settings_of(
            "base",
            DATABASE_URL="postgres://me:secret@db.example.org:5433/reports",
            CACHE_URL="redis://cache.example.org:6379/1",
            TASKS_BACKEND="database",
        )
        database = found["DATABASES"]["default"]
        assert database["ENGINE"] == "django.db.backends.postgresql"
        assert (database["HOST"], database["PORT"], database["NAME"]) == (
            *("db.example.org", 5433, "reports"),
        )
        assert "init_command" not in database.get("OPTIONS", {})
        assert "Redis" in found["CACHES"]["default"]["BACKEND"]
        assert found["TASKS"]["default"]["BACKEND"] == "django_tasks_db.DatabaseBackend"

    def test_a_kind_of_tasks_that_there_is_not(self, process):
        done = process("-c", SHOW, "base", TASKS_BACKEND="datbase")
        assert done.returncode != 0
        assert "datbase" in done.stderr

    def test_checks_by_strangers_are_few_and_small(self, settings_of):
        found = settings_of("base")
        assert (found["CHECK_RATE"], found["CHECK_MAX_BYTES"]) == ("10/min", 10 * 1024 * 1024)
        assert found["REST_FRAMEWORK"]["NUM_PROXIES"] == 0
        found = settings_of("base", CHECK_RATE="3/hour", CHECK_MAX_MB="2", TRUSTED_PROXIES="1")
        assert (found["CHECK_RATE"], found["CHECK_MAX_BYTES"]) == ("3/hour", 2 * 1024 * 1024)
        assert found["REST_FRAMEWORK"]["NUM_PROXIES"] == 1

    @pytest.mark.parametrize("rate", ["10", "ten/min", "10/minutes", "/min", ""])
    def test_a_rate_that_is_none(self, process, rate):
        done = process("-c", SHOW, "base", CHECK_RATE=rate)
        assert done.returncode != 0
        assert "CHECK_RATE" in done.stderr

    def test_uploads_are_kept_where_nothing_is_served(self, settings_of, tmp_path):
        found = settings_of("base")
        private = Path(found["STORAGES"]["private"]["OPTIONS"]["location"])
        served = Path(found["MEDIA_ROOT"]), Path(found["STATIC_ROOT"])
        assert private.is_relative_to(tmp_path)
        assert not any(private.is_relative_to(folder) for folder in served)

    def test_formats_of_ones_own(self, settings_of, settings):
        """A path in the environment is all that a new format needs."""
        found = settings_of("base", REPORT_FORMATS=str(MADE_UP))
        settings.REPORT_FORMATS = found["REPORT_FORMATS"]
        apps.get_app_config("report_blocks").ready()
        assert "made-up" in formats()
        unregister("made-up")


class TestProduction:
    def test_it_needs_a_key_and_a_host_and_no_more(self, settings_of):
        found = settings_of("production", **PRODUCTION)
        assert found["DEBUG"] is False
        assert found["ALLOWED_HOSTS"] == ["example.org"]
        assert found["SESSION_COOKIE_SECURE"]
        assert found["CSRF_COOKIE_SECURE"]

    @pytest.mark.parametrize("missing", sorted(PRODUCTION))
    def test_it_does_not_start_without(self, process, missing):
        given = {name: value for name, value in PRODUCTION.items() if name != missing}
        done = process("-c", SHOW, "production", **given)
        assert done.returncode != 0
        assert missing in done.stderr

    def test_the_environment_can_not_switch_debug_on(self, settings_of):
        assert settings_of("production", DEBUG="1", **PRODUCTION)["DEBUG"] is False

    def test_it_passes_the_check_for_deployment(self, process):
        done = process(
            *("manage.py", "check", "--deploy", "--fail-level", "WARNING"),
            DJANGO_SETTINGS_MODULE="cms.settings.production",
            **PRODUCTION,
        )
        assert done.returncode == 0, done.stderr


def policy(response):
    """{directive: values} of a response's Content-Security-Policy."""
    parts = response["Content-Security-Policy"].split(";")
    return {name: values for name, *values in (part.split() for part in parts if part.strip())}


@pytest.mark.django_db
class TestContentSecurityPolicy:
    def test_the_public_site_runs_nothing_inline(self, site_tree, client):
        home, authority, agency = site_tree
        for url in (home.url, authority.url, agency.url, "/nothing/", "/api/v2/pages/"):
            found = policy(client.get(url))
            assert "unsafe" not in str(found)
            assert found["default-src"] == ["'none'"]
            assert found["script-src"] == found["style-src"] == ["'self'"]
            assert found["object-src"] == found["base-uri"] == ["'none'"]
            assert "style-src-elem" not in found

    def test_for_editors_on_the_public_site_neither(self, site_tree, admin):
        assert "unsafe" not in admin.get(site_tree[0].url)["Content-Security-Policy"]

    def test_the_admin_may_only_have_style_elements_besides(self, admin, site_tree, draft):
        page = draft()
        public = policy(admin.get(site_tree[0].url))
        for name, *args in (
            ("wagtailadmin_home",),
            ("wagtailadmin_pages:edit", page.pk),
            ("report_upload", page.agency.pk),
        ):
            response = admin.get(reverse(name, args=args))
            assert response.status_code == 200
            found = policy(response)
            assert found.pop("style-src-elem") == ["'self'", "'unsafe-inline'"]
            assert found == public
            assert found["script-src"] == ["'self'"]

    def test_the_login_has_the_admins(self, client, db):
        found = policy(client.get(reverse("wagtailadmin_login")))
        assert found["script-src"] == ["'self'"]
        assert "style-src-elem" in found

    def test_a_page_whose_address_only_resembles_the_admins_has_not(self, site_tree, client):
        assert "unsafe" not in client.get("/administration/")["Content-Security-Policy"]
