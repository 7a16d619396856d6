"""Imports reports in a child that is killed at a random moment, again and again; a program.

Prints one JSON document: what was wrong after each death, and what there was in the end. It
needs a database of its own (``DATABASE_URL``), because children share no transaction with tests.
"""

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from wagtail.models import Page, PageLogEntry, Revision  # noqa: E402

from cms.filling import applying  # noqa: E402
from cms.filling.service import import_reports  # noqa: E402
from cms.models import AgencyPage, AnnualReportPage, HomePage  # noqa: E402

DEATHS = 20


def main(folder: Path, seed: int) -> None:
    call_command("migrate", verbosity=0)
    applying.BATCH = 2  # so that death comes between transactions as well as within one
    files = sorted(folder.iterdir())
    authority = Page.get_first_root_node().add_child(instance=HomePage(title="站", slug="site"))
    authority = authority.add_child(instance=AgencyPage(title="区政府", slug="district"))
    for file in files:
        authority.add_child(instance=AgencyPage(title=file.stem, slug=file.stem))
    wrong, left, chance = [], [], random.Random(seed)
    whole = time.monotonic()
    survived(files)  # once undisturbed, to know how long it takes
    whole = time.monotonic() - whole
    undo_all(authority)
    for _ in range(DEATHS):
        killed_after(files, chance.uniform(0, whole))
        wrong += complaints()
        left.append(AnnualReportPage.objects.count())
        if left[-1] == len(files):
            undo_all(authority)
    survived(files)
    live = AnnualReportPage.objects.live().count()
    sys.stdout.write(json.dumps({"wrong": wrong, "left": left, "live": live}))


def killed_after(files: list[Path], seconds: float) -> None:
    connection.close()
    child = os.fork()
    if child == 0:
        import_reports(files, publish=True)
        os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def survived(files: list[Path]) -> None:
    import_reports(files, publish=True)


def undo_all(authority: AgencyPage) -> None:
    for page in AnnualReportPage.objects.all():
        page.delete()


def complaints() -> list[str]:
    """What is half: a page without revision or log entry, a revision without its page, the tree."""
    found = [f"tree: {problem}" for problem in Page.find_problems() if problem]
    for page in AnnualReportPage.objects.all():
        revisions = Revision.objects.for_instance(page)
        actions = set(PageLogEntry.objects.filter(page=page.pk).values_list("action", flat=True))
        if not page.live or page.live_revision_id != page.latest_revision_id:
            found.append(f"{page}: not published")
        if [page.latest_revision_id] != [revision.pk for revision in revisions]:
            found.append(f"{page}: revisions {revisions}")
        if not {"wagtail.create", "cms.filled", "wagtail.publish"} <= actions:
            found.append(f"{page}: history {actions}")
        if page.report != page.latest_revision.as_object().report:
            found.append(f"{page}: differs from its revision")
    pages = set(map(str, Page.objects.values_list("pk", flat=True)))
    orphans = Revision.objects.exclude(object_id__in=pages)
    return found + [f"orphan: {orphan}" for orphan in orphans]


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
