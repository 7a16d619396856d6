"""Offices of their own for the tests that hand in reports: those of the demo are everybody's."""

from .conftest import Site

MADE = """
from dataclasses import replace
from django.contrib.auth.models import User
from cms.filling.preview import started
from cms.models import AgencyPage, Post, Role

def report(year):
    page = started(office, year)
    sections = {"overview": f"{year}年，我局主动公开政府信息。", "other_matters": "无。"}
    page.fill(replace(page.report, sections=sections, contact="电话：0955-1"), year=year)
    office.add_child(instance=page)
    return page

above = AgencyPage.objects.get(slug="shapotou")
office = above.add_child(instance=AgencyPage(title=TITLE, slug=SLUG))
office.save_revision().publish()
for name, role in (("editor", Role.OFFICE_EDITOR), ("checker", Role.OFFICE_REVIEWER)):
    User.objects.get(username=name).groups.add(Post.objects.get(role=role, agency=office).group)
"""
PUBLISHED = "report(2023).save_revision().publish()"
HANDED_IN = """
wang = User.objects.get(username="editor")
page = report(2024)
page.save_revision(user=wang)
page.get_workflow().start(page, wang)
"""


def make_office(site: Site, title: str, slug: str, then: str) -> None:
    """An office below 沙坡头区, of 王编辑 and 张初审, with what is done ``then``."""
    site.run(f"TITLE, SLUG = {title!r}, {slug!r}\n{MADE}\n{then}")
