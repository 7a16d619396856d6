"""Changes to reports for tests, the editor's form as a browser posts it, and commands."""

import io
import json
from dataclasses import replace

from django.core.management import CommandError, call_command
from django.urls import reverse

from report_blocks.blocks.seeding import sections_of


def with_cells(page, cells):
    """The page with these cells of its draft replaced."""
    report = page.report
    page.fill(replace(report, dataset=report.dataset.with_cells(cells)), year=page.year)
    return page


RICH = '{"entityMap":{},"blocks":[{"key":"00000","type":"unstyled","depth":0,"text":"文字"}]}'


def form_data(page):
    """What a browser posts of the editor's form of this page, with nothing changed."""
    data = {
        "title": page.title,
        "slug": page.slug,
        "year": page.year,
        "preamble": page.preamble,
        "contact": page.contact,
        "body-count": len(page.body),
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
        "comments-MIN_NUM_FORMS": 0,
        "comments-MAX_NUM_FORMS": "",
    }
    for i, (_key, block_id, value) in enumerate(sections_of(page.body)):
        data |= {f"body-{i}-deleted": "", f"body-{i}-order": i, f"body-{i}-id": block_id}
        if hasattr(value, "reference"):
            data |= {f"body-{i}-type": "table", f"body-{i}-value": json.dumps(value.to_json())}
        else:
            data |= {
                f"body-{i}-type": "narrative",
                f"body-{i}-value-section": page.body[i].value["section"],
                f"body-{i}-value-text": RICH,
            }
    return data


def posted(client, page, **action):
    """The editor's own form of this page, posted back unchanged with an action."""
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert "csrf" in client.get(url).content.decode()
    data = form_data(page.get_latest_revision_as_object())
    return client.post(url, data | action, follow=True)


def run(*arguments):
    """Exit code and standard output of a command."""
    output = io.StringIO()
    try:
        call_command(*map(str, arguments), stdout=output)
    except SystemExit as end:
        return end.code, output.getvalue()
    except CommandError as error:
        return error.returncode, output.getvalue()
    return 0, output.getvalue()


SECRECY = {"secrecy_checked": "on", "secrecy_checked_by": "陈保密"}


def review(client, page, action="approve", follow=False, **data):
    """Take a step of the page's workflow as the form of a reviewer does."""
    state = type(page).objects.get(pk=page.pk).current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
    return client.post(url, {"comment": "", **data}, follow=follow)
