"""The test settings, with a database in their temporary folder and pages to compare with."""

import atexit
import shutil

from cms.settings.test import *  # noqa: F403
from cms.settings.test import INSTALLED_APPS, MEDIA_ROOT

FOLDER = MEDIA_ROOT.parent
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)

INSTALLED_APPS = [*INSTALLED_APPS, "benchmarks.plain"]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": FOLDER / "db.sqlite3",
        # As the site has it.
        "OPTIONS": {"init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"},
    }
}
