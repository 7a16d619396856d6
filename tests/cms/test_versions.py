"""Citizens see that a report was corrected, what was changed, and what it said before."""

import json
import re

import pytest
from wagtail.models import PageViewRestriction

from cms.models import AnnualReportPage, Correction
from cms.publishing.tasks import make_published_files

from .corrections import REASON, correct, draft_of, fresh
from .uploads import text

pytestmark = pytest.mark.django_db
FILES = ("report.pdf", "report.xlsx", "report.json", "proactive_disclosure.csv")


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """What is printed tells how often."""
    printed = iter(range(100))
    monkeypatch.setattr(
        "cms.publishing.documents.render_pdf", lambda html, **options: b"%%PDF-%d" % next(printed)
    )


@pytest.fixture
def corrected(published, django_capture_on_commit_callbacks):
    page = published()
    with django_capture_on_commit_callbacks(execute=True):
        correct(page)
    return fresh(page)


def content(response):
    assert response.status_code == 200
    return b"".join(response.streaming_content)


class TestPage:
    def test_the_newest_correction_stands_on_it(self, corrected, client):
        shown = text(client.get(corrected.url))
        assert REASON in shown
        assert corrected.history[0].time.strftime("%Y") in shown
        assert f'href="{corrected.url}versions/#correction-1"' in shown
        assert f'href="{corrected.url}versions/1/"' in shown

    def test_one_that_was_never_corrected_says_nothing(self, published, client):
        page = published()
        assert "versions" not in text(client.get(page.url))
        for below in ("versions/", "versions/1/", "versions/1/report.pdf"):
            assert client.get(f"{page.url}{below}").status_code == 404

    def test_it_costs_one_query(self, corrected, client, django_assert_max_num_queries):
        client.get(corrected.url)
        with django_assert_max_num_queries(10):
            client.get(corrected.url)

    def test_a_reason_stays_a_text(self, published, client):
        page = correct(published(), reason="<script>alert(1)</script>")
        for below in ("", "versions/", "versions/1/"):
            shown = text(client.get(f"{page.url}{below}"))
            assert "<script>alert" not in shown
            assert "alert(1)" in shown

    def test_a_person_s_number_in_the_reason_is_not_shown(self, published, client):
        page = correct(published(), reason="误填了640502197903070124")
        assert "640502197903070124" not in text(client.get(page.url))
        assert "误填了" in text(client.get(page.url))


class TestChanges:
    def test_old_and_new_by_name(self, corrected, client):
        shown = text(client.get(f"{corrected.url}versions/"))
        assert re.search(
            r"行政许可</th>\s*<td>本年处理决定数量</td>\s*<td[^>]*><del>1573179</del></td>\s*"
            r"<td[^>]*><ins>1999</ins>",
            shown,
        )
        assert "二、主动公开政府信息情况" in shown

    def test_texts_by_sentence(self, corrected, client):
        old = corrected.contact
        correct(corrected, 1999, "联系方式变更", contact=f"{old}\n新增网址：a.example")
        correct(corrected, 1999, "网址有误", contact=f"{old}\n新增网址：b.example")
        shown = text(client.get(f"{corrected.url}versions/"))
        assert "<del>新增网址：a.example</del> <ins>新增网址：b.example</ins>" in shown
        assert "<ins>新增网址：a.example</ins>" in shown
        assert shown.count("<del>") == 1 + 1  # a figure, and this address

    def test_no_word_is_said_of_texts_that_it_does_not_know(self, corrected, client):
        draft_of(corrected, None, index_number="A1").publish()
        correct(fresh(corrected), None, "索引号有误", index_number="A2")
        correct(fresh(corrected), None, "格式有误", contact=f"**{corrected.contact}**")
        shown = text(client.get(f"{corrected.url}versions/"))
        newest, older = shown.split("索引号有误")[0], shown.split("索引号有误")[1]
        assert "只改了链接或格式" in newest
        assert "索引号" in older
        assert "只改了链接或格式" not in older

    def test_the_newest_first(self, corrected, client):
        correct(corrected, 7, "再次核对", contact="新联系方式")
        shown = text(client.get(f"{corrected.url}versions/"))
        assert shown.index("再次核对") < shown.index(REASON)


class TestFormerVersion:
    def test_it_says_what_it_said_and_that_it_does_not_apply(self, corrected, client):
        response = client.get(f"{corrected.url}versions/1/")
        shown = text(response)
        assert ">1573179<" in shown
        assert f'<a href="{corrected.url}">' in shown
        assert '<meta name="robots" content="noindex">' in shown
        assert f'<link rel="canonical" href="{corrected.full_url}">' in shown
        assert response["X-Robots-Tag"] == "noindex"
        assert ">1999<" in text(client.get(corrected.url))

    def test_its_files_are_those_that_it_had(self, corrected, client):
        first = content(client.get(f"{corrected.url}versions/1/report.pdf"))
        second = content(client.get(f"{corrected.url}report.pdf"))
        assert (first, second) == (b"%PDF-0", b"%PDF-1")
        for name in FILES:
            response = client.get(f"{corrected.url}versions/1/{name}")
            assert content(response)
            assert response["X-Robots-Tag"] == "noindex"
            assert "%E7%AC%AC1%E7%89%88" in response["Content-Disposition"]  # 第1版
        old = json.loads(content(client.get(f"{corrected.url}versions/1/report.json")))
        assert old["tables"]["proactive_disclosure"]["licensing"]["decisions"] == 1573179

    def test_each_version_has_its_own(self, corrected, client, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            correct(corrected, 7, "再次核对")
        figures = [
            json.loads(content(client.get(f"{corrected.url}{below}report.json")))["tables"]
            for below in ("versions/1/", "versions/2/", "")
        ]
        assert [one["proactive_disclosure"]["licensing"]["decisions"] for one in figures] == [
            *(1573179, 1999, 7),
        ]
        assert ">1999<" in text(client.get(f"{corrected.url}versions/2/"))

    def test_the_newest_version_is_the_page(self, corrected, client):
        assert client.get(f"{corrected.url}versions/2/").url == corrected.url
        below = client.get(f"{corrected.url}versions/2/report.pdf")
        assert below.url == f"{corrected.url}report.pdf"

    @pytest.mark.parametrize(
        "below",
        [
            *("0/", "3/", "-1/", "x/", "1/x/", "1/nothing.pdf", "9999999999999999999999/"),
            *("1/report.pdf/x", "1/../report.pdf", "1/report.exe", "%31/%2e%2e/"),
        ],
    )
    def test_what_there_is_not(self, corrected, client, below):
        assert client.get(f"{corrected.url}versions/{below}").status_code in (404, 400)

    def test_other_languages(self, corrected, client):
        client.post("/i18n/setlang/", {"language": "en", "next": "/"})
        shown = text(client.get(f"{corrected.url}versions/1/"))
        assert "does not apply any more" in shown
        assert "Superseded by a correction" in shown

    def test_one_that_had_no_revision(self, published, client):
        page = published()
        AnnualReportPage.objects.filter(pk=page.pk).update(live_revision=None)
        page.checked.delete()
        correct(page)
        assert Correction.objects.get().superseded is None
        assert ">1573179<" in text(client.get(f"{page.url}versions/1/"))


class TestAtOnce:
    """All faces show a correction from the next request on; no old file stands for a new one."""

    def test_before_the_files_are_made(self, published, client):
        page = published()
        before = content(client.get(f"{page.url}report.pdf"))
        page = correct(page)  # the task has not run
        assert ">1999<" in text(client.get(page.url))
        assert client.get(f"{page.url}report.pdf").status_code == 404
        assert "正在生成" in text(client.get(page.url))
        api = client.get(f"/api/v2/pages/{page.pk}/").json()
        assert api["tables"]["proactive_disclosure"]["licensing"]["decisions"] == 1999
        assert api["downloads"] == {}
        assert api["corrections"][0]["reason"] == REASON
        assert content(client.get(f"{page.url}versions/1/report.pdf")) == before

    def test_a_version_that_was_corrected_before_it_had_files(self, draft, client):
        page = draft()
        page.get_latest_revision().publish()
        page = correct(page)
        first = page.history[0].superseded_id
        for revision in (first, page.live_revision_id):
            make_published_files.call(page.pk, revision)
        old = json.loads(content(client.get(f"{page.url}versions/1/report.json")))
        new = json.loads(content(client.get(f"{page.url}report.json")))
        figures = [
            one["tables"]["proactive_disclosure"]["licensing"]["decisions"] for one in (old, new)
        ]
        assert figures == [1573179, 1999]

    def test_files_of_a_draft_are_never_made(self, corrected):
        draft = draft_of(corrected, 5)
        make_published_files.call(corrected.pk, draft.pk)
        assert not corrected.files.filter(revision=draft).exists()


class TestApi:
    def test_corrections(self, corrected, client):
        api = client.get(f"/api/v2/pages/{corrected.pk}/").json()
        [one] = api["corrections"]
        assert one["number"] == 1
        assert one["reason"] == REASON
        assert one["cells"][0]["after"] == "1999"
        assert one["superseded"] == f"{corrected.full_url}versions/1/"
        assert "correction_reason" not in api
        url = "/api/v2/pages/?type=cms.AnnualReportPage&fields=corrections,index_number,dated_on"
        [listed] = client.get(url).json()["items"]
        assert listed["corrections"] == api["corrections"]
        assert listed["index_number"] == ""

    def test_none(self, published, client):
        assert client.get(f"/api/v2/pages/{published().pk}/").json()["corrections"] == []


class TestHidden:
    """Nothing of a draft, and nothing of a report that is not public."""

    def test_a_draft(self, corrected, client):
        draft_of(corrected, 424242, "还没有发布的原因", contact="草稿的联系方式")
        api = f"/api/v2/pages/{corrected.pk}/"
        for url in (
            *(corrected.url, f"{corrected.url}versions/", f"{corrected.url}versions/1/", api),
        ):
            shown = text(client.get(url))
            for secret in ("424242", "还没有发布的原因", "草稿的联系方式"):
                assert secret not in shown

    def test_a_withdrawn_report(self, corrected, client):
        corrected.unpublish()
        for below in ("", "versions/", "versions/1/", "versions/1/report.pdf", "versions/2/"):
            assert client.get(f"{corrected.url}{below}").status_code == 404
        assert client.get(f"/api/v2/pages/{corrected.pk}/").status_code == 404

    def test_a_private_report(self, corrected, client):
        PageViewRestriction.objects.create(
            page=corrected.get_parent(), restriction_type="password", password="geheim"
        )
        for below in ("versions/", "versions/1/", "versions/1/report.pdf"):
            response = client.get(f"{corrected.url}{below}")
            shown = b"".join(response)
            assert b"%PDF" not in shown
            assert REASON.encode() not in shown
            assert b"1573179" not in shown

    def test_the_person_is_told_only_within(self, corrected, client, roles):
        publisher = roles["publisher"]
        draft_of(corrected, 5, "x").publish(user=publisher)
        name = f"{publisher.last_name}{publisher.first_name}"
        assert name in Correction.objects.last().person
        for below in ("", "versions/", "versions/2/"):
            assert name not in text(client.get(f"{corrected.url}{below}"))
