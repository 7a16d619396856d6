"""``demo``: a site with real reports, ready to be looked at; nothing that exists is changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth.models import User
from wagtail.models import Page, Site

from cms.filling.service import import_reports
from cms.models import AgencyPage, AnnualReportPage, HomePage, ImportItem

from .roles import ADMINISTRATOR, PEOPLE, create_person

REPORTS = Path(__file__).parent / "reports"


@dataclass(frozen=True)
class Office:
    """An office of the demo, its reports as (year, file), and the offices below it."""

    slug: str
    name: str
    short_name: str = ""
    kind: str = AgencyPage.Kind.DEPARTMENT
    collects: bool = False
    reports: tuple[tuple[int, str], ...] = ()
    offices: tuple["Office", ...] = ()


OFFICES = (
    Office(
        "shapotou",
        "中卫市沙坡头区人民政府",
        kind=AgencyPage.Kind.GOVERNMENT,
        collects=True,
        offices=(
            Office(
                "justice",
                "中卫市沙坡头区司法局",
                short_name="沙坡头区司法局",
                reports=((2022, "shapotou-justice-2022/filled.xlsx"),),
            ),
        ),
    ),
    Office(
        "suqian",
        "宿迁市人民政府",
        kind=AgencyPage.Kind.GOVERNMENT,
        collects=True,
        reports=((2023, "suqian-2023/workbook.xlsx"), (2024, "suqian-2024/workbook.xlsx")),
    ),
    Office(
        "shanghai",
        "上海市人民政府",
        kind=AgencyPage.Kind.GOVERNMENT,
        collects=True,
        offices=(
            Office(
                "stcsm",
                "上海市科学技术委员会",
                short_name="市科委",
                reports=((2024, "shanghai-stcsm-2024/workbook.xlsx"),),
            ),
        ),
    ),
    Office(
        "city",
        "测试市人民政府",
        kind=AgencyPage.Kind.GOVERNMENT,
        collects=True,
        reports=((2025, "city-2025/workbook.xlsx"),),
    ),
)


def demo(port: int = 8000) -> list[ImportItem]:
    """Load the demo into a migrated database; what became of each report that was imported.

    A report that exists already is left alone. 上海市科委 2024 breaks two relations as it was
    published: it stays a draft.
    """
    admin = create_person(ADMINISTRATOR, is_superuser=True)
    home = _home(port)
    results = [r for office in OFFICES for r in _office(office, home, admin)]
    for person in PEOPLE:
        create_person(person)
    return results


def _home(port: int) -> HomePage:
    """The site's home page, in the place of Wagtail's welcome page, at this port."""
    home = HomePage.objects.first()
    if home is None:
        root = Page.get_first_root_node()
        home = root.add_child(
            instance=HomePage(
                title="政府信息公开工作年度报告",
                slug="reports",
                introduction="各级行政机关依照《中华人民共和国政府信息公开条例》发布的年度报告，"
                "可以在线阅读，也可以下载全文和数据。",
            )
        )
        welcome = Site.objects.select_related("root_page").filter(is_default_site=True).first()
        Site.objects.update_or_create(
            is_default_site=True,
            defaults={
                "hostname": "127.0.0.1",
                "root_page": home,
                "site_name": "政府信息公开",
            },
        )
        if welcome and welcome.root_page.specific_class is Page:
            welcome.root_page.delete()
    Site.objects.filter(is_default_site=True, hostname="127.0.0.1").update(port=port)
    return home


def _office(office: Office, parent: Page, user: User) -> Iterator[ImportItem]:
    agency = AgencyPage.objects.child_of(parent).filter(slug=office.slug).first()
    if agency is None:
        agency = AgencyPage(
            title=office.name,
            slug=office.slug,
            short_name=office.short_name,
            kind=office.kind,
            collects_reports=office.collects,
            owner=user,
        )
        parent.add_child(instance=agency)
        agency.save_revision(user=user, log_action=True).publish(user=user)
    for year, file in office.reports:
        if not AnnualReportPage.objects.child_of(agency).filter(year=year).exists():
            yield from import_reports(
                [REPORTS / file], agency=agency, year=year, publish=True, user=user
            )
    for below in office.offices:
        yield from _office(below, agency, user)
