"""Every sentence has its Chinese: ours, and what Wagtail's own catalogues leave in English."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import django
import polib
import pytest
from django.apps import apps
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext, override

ROOT = Path(settings.BASE_DIR)
CHINESE = Path("zh_Hans", "LC_MESSAGES")
OWN = sorted(ROOT.glob(f"*/locale*/{CHINESE}/*.po"))
FOR_WAGTAIL = ROOT / "cms" / "locale_wagtail"
NOT_OURS = (".*", "__pycache__", "var", "tests", "benchmarks", "static", "node_modules")

# What a sentence is filled with, and its markup.
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z]|\{[^{}]*\}|</?[a-z][^>]*>")

each_catalogue = pytest.mark.parametrize("path", OWN, ids=lambda path: str(path.relative_to(ROOT)))
each_domain = pytest.mark.parametrize("domain", ["django", "djangojs"])


def key(entry) -> tuple[str | None, str]:
    return entry.msgctxt, entry.msgid


def texts(entry) -> list[str]:
    """The translation; of a plural all its forms (Chinese has one)."""
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def entries(path: Path) -> dict[tuple[str | None, str], list[str]]:
    """The translations of a .po or .mo file, if there is one."""
    if not path.exists():
        return {}
    read = polib.mofile if path.suffix == ".mo" else polib.pofile
    return {key(entry): texts(entry) for entry in read(str(path)) if not entry.obsolete}


def installed() -> Iterator[Path]:
    """The locale folders of the packages we use, and of Django itself."""
    yield Path(django.__file__).parent / "conf" / "locale"
    for app in apps.get_app_configs():
        if Path(app.path).parent != ROOT:
            yield Path(app.path) / "locale"


def translated(folder: Path, domain: str) -> set[tuple[str | None, str]]:
    """What Django finds in a locale folder: it reads the .mo."""
    return {
        found
        for found, chinese in entries(folder / CHINESE / f"{domain}.mo").items()
        if all(chinese)
    }


def offered(folder: Path, domain: str) -> set[tuple[str | None, str]]:
    """What a package wants translated; those without an English catalogue tell it in the others."""
    english = entries(folder / "en" / "LC_MESSAGES" / f"{domain}.po")
    return set(english or entries(folder / CHINESE / f"{domain}.po"))


def test_there_are_catalogues():
    assert {path.parents[2].relative_to(ROOT).as_posix() for path in OWN} >= {
        "cms/locale",
        "cms/locale_wagtail",
        "report_blocks/locale",
    }


@each_catalogue
def test_nothing_is_untranslated_or_guessed(path):
    catalogue = polib.pofile(str(path))
    assert [entry.msgid for entry in catalogue.untranslated_entries()] == []
    assert [entry.msgid for entry in catalogue.fuzzy_entries()] == []


@each_catalogue
def test_what_is_filled_in_survives_translation(path):
    for entry in polib.pofile(str(path)):
        wanted = sorted(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
        for chinese in texts(entry):
            assert sorted(PLACEHOLDER.findall(chinese)) == wanted, chinese


@each_catalogue
def test_what_is_compiled_is_what_is_written(path):
    assert entries(path.with_suffix(".mo")) == entries(path)


@each_domain
def test_no_package_shows_english(domain):
    wanted = set().union(*(offered(folder, domain) for folder in installed()))
    chinese = set().union(
        *(translated(folder, domain) for folder in [*installed(), *settings.LOCALE_PATHS])
    )
    assert wanted, "the packages' catalogues were not found"
    assert wanted - chinese == set()


@each_domain
def test_what_an_app_translates_is_not_overridden(domain):
    folders = [*installed(), *(path.parents[2] for path in OWN if path.parents[3] != ROOT / "cms")]
    theirs = set().union(*(translated(folder, domain) for folder in folders))
    assert translated(FOR_WAGTAIL, domain) & theirs == set()


def test_django_reads_them(client):
    with override("zh-hans"):
        saved = gettext("The page could not be saved due to validation errors.")
        script = client.get(reverse("wagtailadmin_javascript_catalog")).text
    assert saved == "页面有校验错误，无法保存。"
    assert json.dumps("正在自动保存…") in script


@pytest.mark.skipif(not shutil.which("msgmerge"), reason="needs gettext")
def test_every_string_of_ours_is_in_a_catalogue(tmp_path):
    copy = tmp_path / "project"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*NOT_OURS))
    # As in `make messages`.
    command = "-m django makemessages -l zh_Hans --no-location --pythonpath ."
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "cms.settings.test",
        "VAR_DIR": str(tmp_path / "var"),
    }
    subprocess.run([sys.executable, *command.split()], cwd=copy, env=environment, check=True)

    missing = set()
    for collected in sorted(copy.glob(f"*/locale*/{CHINESE}/*.po")):
        path = ROOT / collected.relative_to(copy)
        missing |= entries(collected).keys() - entries(path).keys()
        if FOR_WAGTAIL in path.parents:
            assert collected.read_bytes() == path.read_bytes()
    assert missing == set()
