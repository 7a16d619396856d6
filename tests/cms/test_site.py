"""Addresses: home finds what Wagtail would find; private reports stay private; two languages."""

import pytest
from django.http import Http404
from django.test import Client, RequestFactory
from wagtail.models import Page, PageViewRestriction

from cms.models import AgencyPage, AnnualReportPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(published, unprinted):
    return published


def found(route, path):
    """Page, view and arguments that a route leads to, or 404."""
    request = RequestFactory().get(f"/{path}/")
    try:
        page, args, kwargs = route(request, [part for part in path.split("/") if part])
    except Http404:
        return 404
    return page.pk, [getattr(one, "__name__", one) for one in args], kwargs


class TestRoute:
    PATHS = [
        *("", "shapotou", "shapotou/justice", "shapotou/justice/2024", "shapotou/局"),
        *("nothing", "shapotou/nothing", "justice", "2024", "site", "shapotou/justice/2024/2024"),
        *("shapotou/justice/2023", "shapotou/justice/2024/report.pdf", "shapotou/report.pdf"),
        *("shapotou/justice/2024/report.pdf/x", "shapotou/justice/2023/report.pdf"),
        *("draft", "draft/2024", "SHAPOTOU", "shapotou//justice", "shapotou/%", "shapotou/justic_"),
        *("../site/shapotou", "shapotou/justice/2024/.."),
    ]

    @pytest.fixture
    def tree(self, site_tree, draft):
        """A published and an unpublished report; a draft office with a published one."""
        home, authority, _agency = site_tree
        draft(year=2023)
        draft(year=2024).get_latest_revision().publish()
        hidden = home.add_child(instance=AgencyPage(title="草稿", slug="draft", live=False))
        page = AnnualReportPage(live=False)
        page.start(hidden, 2024)
        hidden.add_child(instance=page)
        page.save_revision().publish()
        authority.add_child(instance=AgencyPage(title="局", slug="局"))
        return home

    @pytest.mark.parametrize("path", PATHS)
    def test_it_finds_what_wagtail_finds(self, tree, path):
        assert found(tree.route, path) == found(lambda *args: Page.route(tree, *args), path)

    def test_what_is_there_and_what_is_not(self, tree):
        page = AnnualReportPage.objects.get(url_path__endswith="/shapotou/justice/2024/")
        assert found(tree.route, "shapotou/justice/2024") == (page.pk, ["read", (), {}], {})
        assert found(tree.route, "shapotou/justice/2023") == 404
        assert found(tree.route, "shapotou/nothing") == 404

    def test_over_the_wire(self, tree, client):
        assert client.get("/shapotou/justice/2024/").status_code == 200
        assert client.get("/shapotou/justice/2024").status_code == 301
        for path in ("/shapotou/justice/2023/", "/shapotou/nothing/", "/justice/", "/nothing.pdf"):
            assert client.get(path).status_code == 404

    def test_a_page_is_found_with_one_question(self, tree, django_assert_num_queries):
        with django_assert_num_queries(2):  # the page by its path, and its own columns
            found(tree.route, "shapotou/justice/2024")


class TestPrivate:
    FILES = ("", "report.pdf", "report.xlsx", "report.json", "information_requests.csv")

    @pytest.fixture(params=[PageViewRestriction.LOGIN, PageViewRestriction.PASSWORD])
    def page(self, request, published):
        """A published report that not everybody may read: itself, or its authority."""
        page = published()
        PageViewRestriction.objects.create(
            page=page.agency.get_parent() if request.param == "login" else page,
            restriction_type=request.param,
            password="geheim",
        )
        return page

    def test_its_page_and_files_are_not_served_to_strangers(self, page, client):
        for name in self.FILES:
            response = client.get(f"{page.url}{name}")
            assert b"%PDF" not in b"".join(response)
            assert page.contact not in response.content.decode(errors="ignore")
            assert response.status_code in (200, 302)
            if response.status_code == 200:
                assert "密码" in response.content.decode()

    def test_it_is_nowhere_listed(self, page, client, site_tree):
        home, _authority, agency = site_tree
        for url in (home.url, agency.url):
            assert page.title not in client.get(url).content.decode()
        assert client.get(f"/api/v2/pages/{page.pk}/").status_code == 404
        assert page.title not in client.get("/api/v2/pages/").content.decode()

    def test_those_who_may_get_them(self, page, roles):
        client = Client()
        client.force_login(roles["admin"])
        restriction = PageViewRestriction.objects.get()
        if restriction.restriction_type == PageViewRestriction.PASSWORD:
            url = f"/_util/authenticate_with_password/{restriction.pk}/{page.pk}/"
            client.post(url, {"password": "geheim", "return_url": page.url})
        for name in self.FILES:
            assert client.get(f"{page.url}{name}").status_code == 200

    def test_the_password_is_asked_for_on_a_page_of_the_site(self, published, client):
        page = published()
        restriction = PageViewRestriction.objects.create(
            page=page, restriction_type=PageViewRestriction.PASSWORD, password="geheim"
        )
        html = client.get(page.url).content.decode()
        assert "此页需要密码" in html
        assert page.title not in html
        url = f"/_util/authenticate_with_password/{restriction.pk}/{page.pk}/"
        assert 'class="errorlist"' in client.post(url, {"password": "falsch"}).content.decode()

    def test_a_public_one_is_served(self, published, client):
        page = published()
        for name in self.FILES:
            assert client.get(f"{page.url}{name}").status_code == 200


class TestLanguage:
    def switch(self, client, language, url="/"):
        return client.post("/i18n/setlang/", {"language": language, "next": url})

    def html(self, client, url="/", **headers):
        response = client.get(url, headers=headers)
        return response.content.decode(), response

    def test_chinese_whatever_the_browser_asks_for(self, site_tree, client):
        html, response = self.html(client, accept_language="en-US,en;q=0.9")
        assert '<html lang="zh-CN">' in html
        assert response["Content-Language"] == "zh-hans"
        assert "Cookie" in response["Vary"]
        assert "Accept-Language" not in response["Vary"]

    def test_there_and_back(self, site_tree, client):
        assert self.switch(client, "en").url == "/"
        html, response = self.html(client)
        assert '<html lang="en">' in html
        assert "Newest annual reports" in html
        assert response["Content-Language"] == "en"
        self.switch(client, "zh-hans")
        assert '<html lang="zh-CN">' in self.html(client)[0]

    @pytest.mark.parametrize("language", ["de", "", "../../etc/passwd", "zh-hant"])
    def test_a_language_that_there_is_not(self, site_tree, client, language):
        self.switch(client, language)
        client.cookies["django_language"] = language
        assert '<html lang="zh-CN">' in self.html(client)[0]

    def test_it_does_not_lead_elsewhere(self, site_tree, client):
        assert "example.org" not in self.switch(client, "en", "https://example.org/").url

    def test_the_switch_of_a_page_leads_back_to_it(self, site_tree, client):
        url = site_tree[2].url
        assert f'name="next" value="{url}"' in self.html(client, url)[0]
        assert self.switch(client, "en", url).url == url

    def test_one_visitors_choice_is_not_the_nexts(self, site_tree, client):
        self.switch(client, "en")
        self.html(client)
        assert '<html lang="zh-CN">' in self.html(Client())[0]
