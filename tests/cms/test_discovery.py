"""What programs find: feeds, sitemap, robots, meta tags, linked data, file names."""

import json
import re

import pytest
from defusedxml import ElementTree
from django.test import Client
from wagtail.models import PageViewRestriction, Site

from cms.discovery.sitemap import PublicPages
from cms.models import AgencyPage, AnnualReportPage, SiteIdentity
from cms.models.serving import LONGEST_NAME, file_name

from .corrections import correct

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unprinted")]
ATOM = {"a": "http://www.w3.org/2005/Atom"}
HOSTILE = "</script><script>alert(1)</script><!-- ]]> & \"'"


def get(url):
    response = Client().get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def head(url):
    """{name: content} of the meta tags of a page."""
    return dict(re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', get(url)))


def things(url):
    """{type: thing} of the linked data of a page."""
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', get(url), re.S)
    data = json.loads(*blocks)
    assert data["@context"] == "https://schema.org"
    return {thing["@type"]: thing for thing in data["@graph"]}


def entries(url):
    return ElementTree.fromstring(get(url)).findall("a:entry", ATOM)


class TestFeeds:
    def test_of_the_site_and_of_each_office_above(self, published, site_tree):
        page = published()
        site_tree[0].add_child(instance=AgencyPage(title="别的局", slug="other"))
        for url in ("/feed.xml", "/shapotou/feed.xml", "/shapotou/justice/feed.xml"):
            [entry] = entries(url)
            assert entry.find("a:title", ATOM).text == page.title
            assert entry.find("a:id", ATOM).text == page.full_url
            assert entry.find("a:author/a:name", ATOM).text == page.agency_name
        assert entries("/other/feed.xml") == []

    def test_an_entry_that_was_published_again_is_newer(self, published):
        page = published()
        page.save_revision().publish()
        [entry] = entries("/feed.xml")
        published_at, updated = (
            entry.find(f"a:{name}", ATOM).text for name in ("published", "updated")
        )
        assert published_at < updated

    def test_an_entry_tells_why_it_was_corrected(self, published):
        correct(published(), reason="数字有误")
        [entry] = entries("/feed.xml")
        assert entry.find("a:summary", ATOM).text.endswith("更正：数字有误")

    @pytest.mark.parametrize("path", ["nothing", "shapotou/justice/2024", "site", "shapotou//"])
    def test_there_is_none_of_anything_else(self, published, path):
        published()
        assert Client().get(f"/{path}/feed.xml").status_code == 404

    def test_private_offices_have_none_and_their_reports_are_in_no_other(self, published):
        page = published()
        PageViewRestriction.objects.create(
            page=page.get_parent(), restriction_type=PageViewRestriction.LOGIN
        )
        assert Client().get("/shapotou/justice/feed.xml").status_code == 404
        assert entries("/feed.xml") == []

    def test_questions_do_not_grow_with_the_reports(self, published, django_assert_num_queries):
        published(year=2023)
        published(year=2024)
        with django_assert_num_queries(7):
            assert len(entries("/feed.xml")) == 2


class TestSitemap:
    def test_every_public_page_and_no_other(self, published, draft):
        page = published(year=2023)
        draft(year=2024)
        PageViewRestriction.objects.create(
            page=published(year=2022), restriction_type=PageViewRestriction.LOGIN
        )
        found = re.findall(r"<loc>(.*?)</loc>", get("/sitemap-pages.xml"))
        office = page.get_parent()
        pages = [office.get_parent().get_parent(), office.get_parent(), office, page]
        assert found == [each.full_url for each in pages]

    def test_many_pages_are_in_several_lists(self, published, monkeypatch):
        published()
        monkeypatch.setattr(PublicPages, "limit", 3)
        lists = re.findall(r"<loc>http://testserver(.*?)</loc>", get("/sitemap.xml"))
        assert lists == ["/sitemap-pages.xml", "/sitemap-pages.xml?p=2"]
        assert [get(url).count("<loc>") for url in lists] == [3, 1]
        assert Client().get("/sitemap-pages.xml?p=3").status_code == 404
        assert Client().get("/sitemap-other.xml").status_code == 404

    def test_robots_are_told_where_it_is(self, site_tree):
        said = get("/robots.txt").splitlines()
        assert "Disallow: /admin/" in said
        assert "Sitemap: http://localhost/sitemap.xml" in said


class TestTags:
    def test_of_the_site(self, site_tree):
        SiteIdentity.objects.create(site=Site.objects.get(), site_code="6405020001")
        found = head("/")
        assert found["SiteName"] == "政府信息公开"
        assert found["SiteDomain"] == "localhost"
        assert found["SiteIDCode"] == "6405020001"
        assert not [name for name in found if name.startswith(("Column", "Article"))]

    def test_of_a_column(self, site_tree):
        found = head(site_tree[2].url)
        assert {"ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"} <= set(found)
        assert "ArticleTitle" not in found

    def test_of_an_article(self, published):
        page = published()
        found = head(page.url)
        assert found["ArticleTitle"] == found["og:title"] == page.title
        assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", found["PubDate"])
        assert found["ContentSource"] == page.agency_name
        assert found["Url"] == found["og:url"] == page.full_url
        assert found["ColumnName"] == head(page.get_parent().url)["ColumnName"]
        assert {"ColumnType", "Keywords", "Description", "SiteName"} <= set(found)

    def test_what_is_not_filled_in_is_not_said(self, site_tree):
        assert "SiteIDCode" not in head("/")
        assert 'class="identity"' not in get("/")

    def test_one_address_whatever_the_query_and_the_host(self, published):
        page = published()
        for url in (page.url, f"{page.url}?utm=1&a=<b>"):
            assert f'<link rel="canonical" href="{page.full_url}">' in get(url)
        assert '<link rel="canonical" href="http://localhost/check/">' in get("/check/")
        assert "canonical" not in Client().get("/nothing/").content.decode()

    def test_the_footer_says_who_and_what(self, site_tree):
        SiteIdentity.objects.create(
            site=Site.objects.get(),
            organizer="沙坡头区人民政府办公室",
            icp_number="宁ICP备1号",
            police_number=HOSTILE[:50],
        )
        html = get("/")
        assert "主办单位：沙坡头区人民政府办公室" in html
        assert '<a href="https://beian.miit.gov.cn/" rel="noreferrer">宁ICP备1号</a>' in html
        assert "<script>alert" not in html


class TestLinkedData:
    def test_of_a_report(self, published):
        page = published()
        found = things(page.url)
        report, data = found["Report"], found["Dataset"]
        assert report["name"] == data["name"] == page.title
        assert report["temporalCoverage"] == "2024-01-01/2024-12-31"
        assert report["publisher"]["@type"] == "GovernmentOrganization"
        assert report["publisher"]["name"] == page.agency_name
        files = {each["contentUrl"]: each for each in data["distribution"]}
        kept = [file for file in page.files.all() if file.kind != "pdf"]
        assert set(files) == {f"{page.full_url}{file.name}" for file in kept}
        for file in kept:
            assert files[f"{page.full_url}{file.name}"]["sha256"] == file.sha256

    def test_the_way_to_it(self, published):
        page = published()
        steps = things(page.url)["BreadcrumbList"]["itemListElement"]
        assert [step["position"] for step in steps] == [1, 2, 3, 4]
        assert steps[-1]["item"] == page.full_url

    def test_of_an_office(self, site_tree):
        office = site_tree[2]
        office.telephone = "0955-1234567"
        office.save()
        found = things(office.url)["GovernmentOrganization"]
        assert (found["name"], found["telephone"]) == (office.title, "0955-1234567")
        assert "email" not in found

    def test_of_a_report_without_files_there_is_no_data(self, draft):
        page = draft()
        page.get_latest_revision().publish()
        assert set(things(page.url)) == {"Report", "BreadcrumbList"}

    def test_hostile_titles_stay_data(self, published):
        page = published()
        AnnualReportPage.objects.filter(pk=page.pk).update(title=HOSTILE)
        page.get_parent().specific_deferred.__class__.objects.update(title=HOSTILE)
        assert things(page.url)["Report"]["name"] == HOSTILE
        assert "<script>alert" not in get(page.url)
        assert entries("/feed.xml")[0].find("a:title", ATOM).text == HOSTILE


class TestFileNames:
    def test_of_a_download(self, published):
        page = published()
        said = Client().get(f"{page.url}report.xlsx")["Content-Disposition"]
        assert said.startswith("attachment; filename*=utf-8''%E4%B8%AD")
        assert said.endswith(".xlsx")

    @pytest.mark.parametrize(
        ("title", "name"),
        [
            ("报告", "报告.pdf"),
            ('某局"2024"年/报告', "某局 2024 年 报告.pdf"),
            ("..\\..\\报告", "报告.pdf"),
            ("甲\r\nSet-Cookie: x=1", "甲 Set-Cookie  x=1.pdf"),
            ("甲\u202efdp.exe", "甲 fdp.exe.pdf"),
            ("///", "report.pdf"),
            ("", "report.pdf"),
        ],
    )
    def test_odd_titles(self, title, name):
        assert file_name(title, ".pdf") == name

    def test_long_titles_are_cut_between_characters(self):
        name = file_name("报" * 255, "（表）.csv")
        assert len(name.encode()) <= LONGEST_NAME
        assert name.endswith("报（表）.csv")
