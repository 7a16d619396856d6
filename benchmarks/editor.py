"""The editor of a filled report, against the editor of a plain page with three rich texts.

The three hold the report's own prose, so that all the rest is what the tables cost. Sizes are
of what is sent, compressed: the HTML, and what it loads with scripts that a browser may not
keep, or the tables could hide there.
"""

import gzip
import re
from collections.abc import Iterator
from typing import cast

from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from .measuring import Result
from .plain.models import ThreeTextsPage
from .site import publish_beside, real_report

LIMIT = 1.3


def measure() -> Iterator[Result]:
    report = real_report()
    plain = ThreeTextsPage(title=report.title, slug="three-texts")
    prose = [block.value["text"].source for block in report.body if block.block_type == "narrative"]
    plain.first, plain.second, plain.third = prose
    publish_beside(report, plain)
    admin = Client()
    admin.force_login(User.objects.filter(is_superuser=True)[0])
    editor, reference = (
        _get(admin, reverse("wagtailadmin_pages:edit", args=[page.pk])) for page in (report, plain)
    )
    scripts = [_get(admin, address) for address in _scripts(editor) - _scripts(reference)]
    ours = _kilobytes(editor, *(script for script in scripts if not _is_kept(script)))
    theirs = _kilobytes(reference)
    detail = f"{ours:.1f} kB : {theirs:.1f} kB; scripts of tables {_kilobytes(*scripts):.1f} kB"
    yield Result("editor's HTML : plain page's editor", ours / theirs, LIMIT, detail=detail)


def _get(admin: Client, address: str) -> HttpResponse:
    response = cast(HttpResponse, admin.get(address))
    assert response.status_code == 200, address
    return response


def _scripts(editor: HttpResponse) -> set[str]:
    """The addresses of its scripts that are no static files."""
    addresses = re.findall(r'<script[^>]* src="([^"]+)"', editor.content.decode())
    return {address for address in addresses if not address.startswith(settings.STATIC_URL)}


def _is_kept(script: HttpResponse) -> bool:
    """Whether a browser that has it does not ask again."""
    policy = script.headers.get("Cache-Control", "no-store")
    return re.search("no-store|no-cache|max-age=0", policy) is None


def _kilobytes(*responses: HttpResponse) -> float:
    return sum(len(gzip.compress(response.content, mtime=0)) for response in responses) / 1000
