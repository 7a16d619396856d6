"""What is kept of public pages: for whom, how long, and that it is never what is true no more."""

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction, Site

from cms.caching.pages import pages
from cms.models import AgencyPage, AnnualReportPage, SiteIdentity

pytestmark = pytest.mark.django_db
CHANGED = "本段已经更正"
CONTACT = "地址：某路1号"


@pytest.fixture(autouse=True)
def empty(unprinted):
    """No page is kept yet; printing takes no time."""
    pages.clear()


@pytest.fixture
def made(monkeypatch):
    """The paths of the pages that were made, and not taken from what is kept."""
    from cms.caching import middleware

    paths, same = [], middleware.is_the_same_for_all

    def noted(request, response):
        paths.append(request.path)
        return same(request, response)

    monkeypatch.setattr(middleware, "is_the_same_for_all", noted)
    return paths


def html(url, client=None, **headers):
    return (client or Client()).get(url, headers=headers).content.decode()


def faces(page):
    """Every address that tells of a report."""
    office = page.get_parent()
    return {
        "page": page.url,
        "office": office.url,
        "home": "/",
        "feed": "/feed.xml",
        "feed of the office": f"{office.url}feed.xml",
        "API": f"/api/v2/pages/?type=cms.AnnualReportPage&fields=preamble&slug={page.slug}",
        "API of one": f"/api/v2/pages/{page.pk}/",
    }


def test_the_second_visitor_gets_what_was_made_for_the_first(published, made):
    page = published()
    made.clear()
    assert html(page.url) == html(page.url)
    assert made == [page.url]


def test_one_question_to_the_database(published, django_assert_num_queries):
    page = published()
    html(page.url)
    with django_assert_num_queries(1):
        html(page.url)


class TestFresh:
    def test_a_correction_is_on_every_face_at_the_next_request(self, published):
        page = published()
        before = {name: html(url) for name, url in faces(page).items()}
        draft = page.get_latest_revision_as_object()
        draft.title, draft.preamble = f"{CHANGED}的报告", CHANGED
        draft.give_reason("更正")
        draft.save_revision().publish()
        for name, url in faces(page).items():
            assert CHANGED not in before[name], name
            assert CHANGED in html(url), name

    def test_a_draft_changes_nothing(self, published, made):
        page = published()
        html(page.url)
        made.clear()
        draft = page.get_latest_revision_as_object()
        draft.preamble = CHANGED
        draft.save_revision()
        assert CHANGED not in html(page.url)
        assert made == []

    def test_withdrawn(self, published):
        page = published()
        assert page.title in html("/")
        assert page.full_url in html("/sitemap-pages.xml")
        page.unpublish()
        assert Client().get(page.url).status_code == 404
        assert page.title not in html("/")
        assert page.full_url not in html("/sitemap-pages.xml")

    def test_deleted(self, published):
        page = published()
        html(page.url)
        page.delete()
        assert Client().get(page.url).status_code == 404

    def test_moved(self, published, site_tree):
        page, home = published(), site_tree[0]
        new = home.add_child(instance=AgencyPage(title="新局", slug="new"))
        html(page.url)
        page.move(new, pos="last-child")
        assert Client().get("/shapotou/justice/2024/").status_code in (301, 404)
        assert page.title in html("/new/2024/")

    def test_an_office_has_another_address(self, published, site_tree):
        page = published()
        html(page.url)
        authority = site_tree[1].specific
        authority.slug = "renamed"
        authority.save_revision().publish()
        assert Client().get(page.url).status_code == 404
        assert page.title in html("/renamed/justice/2024/")

    def test_made_private(self, published):
        page = published()
        html(page.url)
        restriction = PageViewRestriction.objects.create(
            page=page, restriction_type=PageViewRestriction.PASSWORD, password="geheim"
        )
        assert CONTACT not in html(page.url)
        assert page.title not in html("/")
        restriction.delete()
        assert CONTACT in html(page.url)

    def test_the_site_is_called_otherwise(self, published):
        url = published().url
        html(url)
        site = Site.objects.get()
        site.site_name, site.hostname = "新站名", "xxgk.example.gov.cn"
        site.save()
        assert "新站名" in html(url)
        assert "http://xxgk.example.gov.cn/shapotou/" in html(url)

    def test_the_identity(self, site_tree):
        html("/")
        SiteIdentity.objects.create(site=Site.objects.get(), icp_number="京ICP备05070218号")
        assert "京ICP备05070218号" in html("/")

    def test_a_redirect(self, site_tree):
        assert Client().get("/old/").status_code == 404
        Redirect.objects.create(old_path="/old", redirect_link="/")
        assert Client().get("/old/").status_code == 301

    def test_what_no_signal_tells_of(self, published):
        page = published()
        html(page.url)
        AnnualReportPage.objects.filter(pk=page.pk).update(preamble=CHANGED)
        assert CHANGED in html(page.url)
        with connection.cursor() as cursor:
            cursor.execute("update cms_annualreportpage set preamble = %s", ["又改"])
        assert "又改" in html(page.url)

    def test_the_files_that_a_worker_has_made(self, draft, monkeypatch):
        from cms.publishing import tasks

        page = draft()
        page.get_latest_revision().publish()  # the hook of its end does not run here
        assert "report.xlsx" not in html(page.url)
        page.refresh_from_db()
        tasks.make_published_files.func(page.pk, page.live_revision_id)
        assert "report.xlsx" in html(page.url)

    def test_at_midnight_a_page_is_made_anew(self, site_tree, made, monkeypatch):
        html("/")
        today = timezone.localdate()
        monkeypatch.setattr(timezone, "localdate", lambda: today.replace(year=today.year + 1))
        html("/")
        assert made == ["/", "/"]

    def test_what_was_rolled_back_is_not_shown(self, published):
        page = published()
        html(page.url)
        with transaction.atomic():
            AnnualReportPage.objects.filter(pk=page.pk).update(preamble=CHANGED)
            assert CHANGED in html(page.url)  # by this very connection
            transaction.set_rollback(True)
        assert CHANGED not in html(page.url)


class TestForWhom:
    def test_nothing_of_who_has_logged_in_is_kept(self, published, admin, made):
        page = published()
        made.clear()
        response = admin.get(page.url)
        assert "wagtail-userbar" in response.content.decode()
        assert "private" in response["Cache-Control"]
        assert made == []
        assert "wagtail-userbar" not in html(page.url)
        assert "wagtail-userbar" in html(page.url, admin)

    def test_no_visitor_is_given_a_cookie(self, published):
        client = Client()
        for url in (*faces(published()).values(), "/robots.txt", "/sitemap.xml", "/nothing/"):
            client.get(url)
        assert not client.cookies

    def test_previews_are_not_kept(self, draft, admin, made):
        page = draft()
        url = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
        assert CONTACT in admin.get(url).content.decode()
        assert made == []
        assert Client().get(page.url).status_code == 404

    def test_a_password_and_a_form_are_nobodys_business(self, site_tree):
        first, second = Client().get("/check/"), Client().get("/check/")
        assert "no-store" in first["Cache-Control"]
        assert first.cookies["csrftoken"].value != second.cookies["csrftoken"].value

    def test_each_language_has_its_own(self, site_tree):
        english = Client()
        english.cookies["django_language"] = "en"
        for _time in range(2):
            assert '<html lang="en">' in html("/", english)
            assert '<html lang="zh-CN">' in html("/")

    def test_each_host_and_scheme_and_query_has_its_own(self, published, made):
        made.clear()
        for host in ("a.example.org", "b.example.org"):
            html("/", host=host)
        Client().get("/", secure=True)
        html("/?a=1")
        html("/?a=2")
        assert made == ["/"] * 5

    def test_what_a_program_accepts_of_the_api(self, site_tree):
        as_page = html("/api/v2/pages/", accept="text/html")
        as_data = html("/api/v2/pages/", accept="application/json")
        assert as_page.lstrip().startswith("<!DOCTYPE html>")
        assert as_data.startswith("{")

    def test_a_host_that_is_not_ours(self, site_tree, settings):
        settings.ALLOWED_HOSTS = ["testserver"]
        assert Client().get("/").status_code == 200
        assert Client().get("/", headers={"host": "evil.example.org"}).status_code == 400

    def test_errors_are_not_kept(self, site_tree, made):
        for _time in range(2):
            assert Client().get("/nothing/").status_code == 404
        assert made == ["/nothing/"] * 2
