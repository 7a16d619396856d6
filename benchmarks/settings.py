"""The test settings, with a database in their temporary folder and pages to compare with."""

import atexit
import os
import shutil

from cms.settings.test import *  # noqa: F403
from cms.settings.test import INSTALLED_APPS, MEDIA_ROOT

FOLDER = MEDIA_ROOT.parent
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)

INSTALLED_APPS = [*INSTALLED_APPS, "benchmarks.plain"]
if "DATABASE_URL" not in os.environ:  # else that one, which is to be empty
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            # Of the process that began this one, or of its own.
            "NAME": os.environ.get("BENCHMARK_DATABASE", FOLDER / "db.sqlite3"),
            # As the site has it.
            "OPTIONS": {"init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"},
            "CONN_MAX_AGE": 600,
        }
    }
