"""``manage.py demo [--no-serve] [--port N]``"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.utils import translation

from cms.demo.roles import PASSWORD, ROLES
from cms.demo.service import demo
from cms.models import AnnualReportPage, ImportItem


@contextmanager
def worker() -> Iterator[None]:
    """A worker beside the site, so that long imports keep no one waiting."""
    command = [sys.executable, sys.argv[0], "db_worker", "--no-reload", "--verbosity=0"]
    process = subprocess.Popen(command)  # noqa: S603  # our own program
    try:
        yield
    finally:
        process.terminate()
        process.wait()


class Command(BaseCommand):
    help = "Prepare a site with real reports and serve it; a second run keeps what was edited."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-serve", action="store_true", help="only prepare")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *, no_serve: bool, port: int, **options: Any) -> None:
        call_command("migrate", verbosity=0)
        with translation.override("zh-hans"):
            for item in demo(port):
                state = "已发布" if item.fate == ImportItem.Fate.PUBLISHED else "存为草稿"
                self.stdout.write(f"{state}：{item.page.title if item.page else '—'}")
                for finding in item.errors():
                    self.stdout.write(f"    {finding['rule']} {finding['message']}")
        if has_worker := settings.TASKS["default"]["BACKEND"].endswith("DatabaseBackend"):
            call_command("db_worker", batch=True, startup_delay=False, reload=False, verbosity=0)
        self._addresses(f"http://127.0.0.1:{port}")
        if no_serve:
            return
        with worker() if has_worker else nullcontext():
            call_command("runserver", f"127.0.0.1:{port}", "--noreload")

    def _addresses(self, base: str) -> None:
        self.stdout.write(f"\n网站 Site     {base}/")
        for page in AnnualReportPage.objects.live():
            self.stdout.write(f"              {base}{page.url}")
        self.stdout.write(f"后台 Admin    {base}/admin/")
        self.stdout.write(f"接口 API      {base}/api/v2/pages/?type=cms.AnnualReportPage")
        for role in ROLES:
            self.stdout.write(f"  {role.username} / {PASSWORD}    {role.may}")
