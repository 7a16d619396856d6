"""Links from reports, offices and authorities to a comparison."""

from django import template
from wagtail.models import Page

from cms.comparing import addresses

register = template.Library()


@register.simple_tag
def compare_years(agency: Page, year: int) -> str:
    """The office in the five years that end with this one."""
    return addresses.compare_years(agency.pk, year)


@register.simple_tag
def compare_offices(authority: Page, year: int) -> str:
    """All offices below the authority in this year."""
    return addresses.compare_offices(authority.pk, year)
