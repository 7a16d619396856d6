"""Saving a draft of a whole report in the editor, against a plain page with three rich texts.

Both through Wagtail's own view: form, revision, history. The report is checked besides, and its
record is kept.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from tests.cms.helpers import RICH, form_data

from .measuring import Result, compare
from .plain.models import ThreeTextsPage
from .site import publish_beside, real_report

LIMIT = 1.5
RUNS = 20


def measure() -> Iterator[Result]:
    report = real_report()
    plain = ThreeTextsPage(title=report.title, slug="three-texts-saved")
    plain.first = plain.second = plain.third = "<p>文字</p>"
    publish_beside(report, plain)
    texts = dict.fromkeys(("first", "second", "third"), RICH)
    comments = {key: value for key, value in form_data(report).items() if "comments" in key}
    theirs = {"title": plain.title, "slug": plain.slug, **texts, **comments}
    admin = Client()
    admin.force_login(User.objects.filter(is_superuser=True)[0])
    compared = compare(
        partial(_save, admin, report.pk, form_data(report)),
        partial(_save, admin, plain.pk, theirs),
        runs=RUNS,
    )
    yield Result("saving a draft : a plain page", compared.ratio, LIMIT, detail=str(compared))


def _save(admin: Client, page: int, data: dict[str, Any]) -> None:
    response = admin.post(reverse("wagtailadmin_pages:edit", args=[page]), data)
    assert response.status_code == 302
