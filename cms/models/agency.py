"""An agency (行政机关), and the authority (主管部门) that collects the reports below it."""

from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page

from .bulk_file import DataMixin
from .names import pinyin
from .page_permissions import KeepingPermissionTester
from .trail import TrailMixin


class AgencyPage(TrailMixin, DataMixin, RoutablePageMixin, Page):
    """An office with its reports as children; an authority has its offices there too.

    Its standing contact data begin each new report's footer.
    """

    class Kind(models.TextChoices):
        GOVERNMENT = "government", _("Government")
        DEPARTMENT = "department", _("Department")
        TOWN = "town", _("Town or subdistrict")
        DISPATCHED = "dispatched", _("Dispatched organ")
        INSTITUTION = "institution", _("Public institution or enterprise")

    kind = models.CharField(_("kind"), max_length=16, blank=True, choices=Kind.choices)
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
    shows_explanations = models.BooleanField(
        _("publishes explanations"),
        default=False,
        help_text=_("Reports of this office and those below show why warnings stand."),
    )
    address = models.CharField(_("address"), max_length=200, blank=True)
    postcode = models.CharField(_("postcode"), max_length=6, blank=True)
    telephone = models.CharField(_("telephone"), max_length=50, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    office_hours = models.CharField(_("office hours"), max_length=200, blank=True)
    pinyin = models.TextField(blank=True, editable=False)  # of the title, for A–Z

    content_panels = [
        *Page.content_panels,
        FieldPanel("kind"),
        FieldPanel("short_name"),
        FieldPanel("credit_code"),
        FieldPanel("collects_reports"),
        FieldPanel("shows_explanations"),
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
        InlinePanel(
            "rule_settings",
            heading=_("Severity of rules"),
            help_text=_(
                "For this office and those below it. Only an authority can make a rule milder."
            ),
            label=_("Rule"),
        ),
    ]
    api_fields = [APIField("kind"), APIField("credit_code"), APIField("collects_reports")]
    parent_page_types = ["cms.HomePage", "cms.AgencyPage"]
    subpage_types = ["cms.AgencyPage", "cms.AnnualReportPage"]
    template = "cms/agency_page.html"

    class Meta:
        verbose_name = _("agency")
        verbose_name_plural = _("agencies")

    def permissions_for_user(self, user: Any) -> KeepingPermissionTester:
        return KeepingPermissionTester(user, self)

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

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.pinyin = pinyin(self.title)
        super().save(*args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from .agency_reading import office, year_of_authority

        context = super().get_context(request, *args, **kwargs) | office(self)
        if self.collects_reports:
            context |= year_of_authority(self, request.GET.get("year", ""))
        return context
