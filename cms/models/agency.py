"""An agency (行政机关), and the authority (主管部门) that collects the reports below it."""

from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.models import Page

from .trail import TrailMixin


class AgencyPage(TrailMixin, Page):
    """An office with its reports as children; an authority has its offices there too.

    Its standing contact data begin each new report's footer.
    """

    short_name = models.CharField(
        _("short name"),
        max_length=100,
        blank=True,
        help_text=_("As reports call the office in their text. Left empty, the full name is used."),
    )
    credit_code = models.CharField(
        _("unified social credit code"),
        max_length=18,
        blank=True,
        validators=[RegexValidator(r"^[0-9A-HJ-NPQRTUWXY]{18}$", _("18 digits and capitals."))],
    )
    collects_reports = models.BooleanField(
        _("collects the reports of the offices below"),
        default=False,
        help_text=_("The authority in charge of government information disclosure (article 49)."),
    )
    address = models.CharField(_("address"), max_length=200, blank=True)
    postcode = models.CharField(_("postcode"), max_length=6, blank=True)
    telephone = models.CharField(_("telephone"), max_length=50, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    office_hours = models.CharField(_("office hours"), max_length=200, blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("short_name"),
        FieldPanel("credit_code"),
        FieldPanel("collects_reports"),
        MultiFieldPanel(
            [
                FieldPanel("address"),
                FieldPanel("postcode"),
                FieldPanel("telephone"),
                FieldPanel("email"),
                FieldPanel("office_hours"),
            ],
            heading=_("Contact"),
        ),
    ]
    api_fields = [APIField("credit_code"), APIField("collects_reports")]
    parent_page_types = ["cms.HomePage", "cms.AgencyPage"]
    subpage_types = ["cms.AgencyPage", "cms.AnnualReportPage"]
    template = "cms/agency_page.html"

    class Meta:
        verbose_name = _("agency")
        verbose_name_plural = _("agencies")

    @property
    def contact_lines(self) -> list[tuple[str, str]]:
        """The contact data that are there, as the form calls them."""
        lines = [
            ("地址", self.address),
            ("邮编", self.postcode),
            ("联系电话", self.telephone),
            ("电子邮箱", self.email),
            ("办公时间", self.office_hours),
        ]
        return [(label, value) for label, value in lines if value]

    @property
    def contact(self) -> str:
        """A report's footer: one ``label：value`` a line."""
        return "\n".join(f"{label}：{value}" for label, value in self.contact_lines)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from .annual_report import AnnualReportPage

        reports = AnnualReportPage.objects.child_of(self).live().public()
        return super().get_context(request, *args, **kwargs) | {
            "reports": reports.order_by("-year"),
            "agencies": AgencyPage.objects.child_of(self).live().public().order_by("title"),
        }
