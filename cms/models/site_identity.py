"""What a government website has to say of itself on every page (国办发〔2017〕47号)."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Site


@register_setting(icon="site")
class SiteIdentity(BaseSiteSetting):
    """The footer's and the head's identifiers of one site; what is empty is not shown."""

    organizer = models.CharField(
        _("organizer"), max_length=100, blank=True, help_text=_("主办单位, in the footer.")
    )
    undertaker = models.CharField(
        _("undertaker"), max_length=100, blank=True, help_text=_("承办单位, in the footer.")
    )
    contact = models.CharField(
        _("contact of the website"),
        max_length=100,
        blank=True,
        help_text=_("联系方式, in the footer."),
    )
    site_code = models.CharField(
        _("government website code"),
        max_length=10,
        blank=True,
        validators=[RegexValidator(r"^[0-9a-zA-Z]{10}\Z", _("Ten digits or letters."))],
        help_text=_("网站标识码, as the national register of government websites has it."),
    )
    icp_number = models.CharField(
        _("ICP filing number"), max_length=50, blank=True, help_text=_("Such as 京ICP备05070218号.")
    )
    police_number = models.CharField(
        _("public security filing number"),
        max_length=50,
        blank=True,
        help_text=_("Such as 京公网安备11010202000001号."),
    )
    description = models.CharField(
        _("description of the site"),
        max_length=200,
        blank=True,
        help_text=_("One sentence for search engines."),
    )

    class Meta:
        verbose_name = _("identity of the site")

    @classmethod
    def for_site(cls, site: Site) -> "SiteIdentity":
        """That of the site, or an empty one: Wagtail would write one at a visitor's request."""
        return cls.objects.filter(site=site).first() or cls(site=site)

    @property
    def lines(self) -> list[tuple[str, str, str]]:
        """What the footer says as (label, value, address or ""); the words are the register's."""
        lines = [
            ("主办单位", self.organizer, ""),
            ("承办单位", self.undertaker, ""),
            ("联系方式", self.contact, ""),
            ("网站标识码", self.site_code, ""),
            ("", self.icp_number, "https://beian.miit.gov.cn/"),
            ("", self.police_number, "https://beian.mps.gov.cn/"),
        ]
        return [line for line in lines if line[1]]
