"""The pages: what an office and a report may be, and how a new report begins."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Page

from cms.models import AgencyPage, AnnualReportPage, HomePage
from report_blocks.statutory import Dataset, Report, get_format

from .helpers import form_data, posted

pytestmark = pytest.mark.django_db
CODE = "12640502MB1234567X"


class TestAgency:
    @pytest.mark.parametrize("code", ["", CODE, "9" * 18, "ABCDEFGHJKLMNPQRTU"])
    def test_credit_codes(self, agency, code):
        agency.credit_code = code
        agency.full_clean()

    @pytest.mark.parametrize(
        "code",
        [
            *(CODE[:17], f"{CODE}1", CODE.lower(), f" {CODE}"[:18], "１" * 18, f"{CODE}\n"),
            *(f"{CODE[:17]}{letter}" for letter in "IOSVZ-"),
        ],
    )
    def test_what_is_no_credit_code(self, agency, code):
        agency.credit_code = code
        with pytest.raises(ValidationError) as refusal:
            agency.full_clean()
        assert list(refusal.value.message_dict) == ["credit_code"]

    def test_contact_data_that_are_there(self, agency):
        agency.address, agency.email = "迎宾大道", "a@example.org"
        assert agency.contact == "地址：迎宾大道\n电子邮箱：a@example.org"

    def test_the_tree_is_home_authority_agency_report(self):
        assert HomePage.allowed_subpage_models() == [AgencyPage]
        assert set(AgencyPage.allowed_subpage_models()) == {AgencyPage, AnnualReportPage}
        assert AnnualReportPage.allowed_subpage_models() == []
        assert HomePage.max_count == 1


class TestStart:
    """A new report as the editor opens it."""

    @pytest.fixture
    def form(self, admin, agency):
        agency.address, agency.telephone = "迎宾大道", "0955-1"
        agency.save()
        url = reverse("wagtailadmin_pages:add", args=["cms", "annualreportpage", agency.pk])
        response = admin.get(url)
        assert response.status_code == 200
        return response.context["form"]

    def test_it_is_for_the_year_that_is_due(self, form):
        page, year = form.instance, AnnualReportPage.year_due()
        assert (page.year, page.slug) == (year, str(year))
        assert page.title == f"中卫市沙坡头区司法局{year}年政府信息公开工作年度报告"

    def test_its_sections_are_in_place_and_blank(self, form):
        format_ = get_format(form.instance.format_key)
        kinds = ["narrative" if s.is_prose else "table" for s in format_.sections]
        assert [block.block_type for block in form.instance.body] == kinds
        assert form.instance.report.dataset == Dataset("cn-2021")

    def test_its_standing_texts_too(self, form):
        assert "沙坡头区司法局" in form.instance.preamble
        assert "国办公开办函〔2021〕30号" in form.instance.preamble
        assert form.instance.contact == "地址：迎宾大道\n联系电话：0955-1"

    def test_it_can_be_looked_at_before_it_is_saved(self, form, admin, agency):
        args = ["cms", "annualreportpage", agency.pk]
        url = reverse("wagtailadmin_pages:preview_on_add", args=args)
        assert admin.post(url, form_data(form.instance)).json()["is_valid"]
        html = admin.get(url).content.decode()
        assert "三、收到和处理政府信息公开申请情况" in html
        assert not AnnualReportPage.objects.exists()

    @pytest.mark.parametrize(("day", "year"), [((2026, 1, 1), 2025), ((2025, 12, 31), 2024)])
    def test_the_year_that_is_due_is_the_one_before(self, day, year):
        assert AnnualReportPage.year_due(datetime.date(*day)) == year


class TestYear:
    """One report of each office and year, in the format of that year."""

    @pytest.fixture
    def created(self, admin, agency):
        """Posts the form of a new report, with changes, as a draft."""

        def post(**changes):
            url = reverse("wagtailadmin_pages:add", args=["cms", "annualreportpage", agency.pk])
            data = form_data(admin.get(url).context["form"].instance)
            return admin.post(url, data | changes, follow=True).content.decode()

        return post

    def test_a_new_one_is_created(self, created):
        created(year=2023, slug="2023")
        page = AnnualReportPage.objects.get()
        assert (page.year, page.format_key, page.live) == (2023, "cn-2021", False)

    def test_a_second_of_the_year_is_not(self, created, draft):
        draft(year=2023)
        html = created(year=2023, slug="zweite")
        assert "已有这一年度的报告" in html
        assert AnnualReportPage.objects.count() == 1

    def test_nor_by_changing_the_year_of_another(self, admin, draft):
        draft(year=2023)
        page = draft(year=2024)
        assert "已有这一年度的报告" in posted(admin, page, year=2023).content.decode()
        assert page.get_latest_revision_as_object().year == 2024

    def test_another_office_has_its_own(self, draft, site_tree):
        page = draft(year=2023)
        twin = AnnualReportPage(live=False)
        twin.start(site_tree[1], 2023)
        site_tree[1].add_child(instance=twin)
        twin.full_clean()
        page.full_clean()

    @pytest.mark.parametrize("year", ["2007", "2101", "", "x"])
    def test_a_year_that_is_none(self, created, year):
        created(year=year)
        assert not AnnualReportPage.objects.exists()

    def test_a_year_without_a_format(self, created):
        assert "没有适用于这一年度的" in created(year=2015)
        assert not AnnualReportPage.objects.exists()

    def test_the_format_follows_the_year(self, agency, made_up):
        for year, key in ((2021, "cn-2021"), (2029, "cn-2021"), (2030, "made-up")):
            page = AnnualReportPage(year=year, title="报告", slug=str(year))
            page.clean_fields(exclude=["path", "depth", "body"])
            page.start(agency, year)
            assert page.format_key == key
            assert page.outline[0][0] == get_format(key).sections[0]

    def test_a_format_that_is_not_for_the_year_is_refused(self, draft, made_up):
        page = draft(year=2024)
        page.format_key = "made-up"
        with pytest.raises(ValidationError, match="不适用于这一年度"):
            page.full_clean()

    def test_a_format_that_is_gone_does_not_keep_a_draft_from_being_saved(self, draft):
        page = draft(year=2024)
        page.format_key = "cn-1999"
        page.full_clean()

    def test_without_any_it_gets_that_of_its_year(self, draft):
        page = draft(year=2024)
        page.format_key = ""
        page.full_clean()
        assert page.format_key == "cn-2021"


class TestReport:
    @pytest.mark.parametrize(
        ("title", "lines"),
        [
            ("中卫市沙坡头区司法局2024年报", ["中卫市沙坡头区司法局", "2024年报"]),
            ("2024年报", ["2024年报"]),
            ("中卫市沙坡头区司法局", ["中卫市沙坡头区司法局"]),
        ],
    )
    def test_the_office_has_a_line_of_its_own_in_the_title(self, draft, title, lines):
        page = draft()
        page.title = title
        assert page.title_lines == lines

    def test_filling_keeps_what_it_is_given(self, draft):
        page = draft()
        report = Report(Dataset("cn-2021"), preamble="甲", contact="乙", sections={})
        page.fill(report, year=2022)
        assert (page.year, page.report.preamble, page.report.contact) == (2022, "甲", "乙")
        assert not page.report.dataset.cells

    def test_a_section_that_is_gone_is_left_out_of_the_outline(self, draft):
        page = draft()
        whole = [section.key for section, _block in page.outline]
        del page.body[1]
        assert [section.key for section, _block in page.outline] == whole[:1] + whole[2:]

    def test_a_deleted_office_takes_its_reports_along(self, draft):
        draft().agency.delete()
        assert not Page.objects.type(AnnualReportPage).exists()
