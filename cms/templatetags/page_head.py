"""What stands in the head of a public page for programs that read it."""

from typing import Any

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest
from django.utils.html import json_script
from django.utils.safestring import SafeString
from wagtail.models import Page

from cms.discovery.linked_data import linked_data
from cms.discovery.place import absolute, site_of
from cms.discovery.tags import description, page_tags, site_tags
from cms.models import AgencyPage, SiteIdentity

register = template.Library()


class Unicode(DjangoJSONEncoder):
    """Chinese as it is: half as long as by its numbers."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options | {"ensure_ascii": False})


@register.inclusion_tag("cms/head/page.html", takes_context=True)
def page_head(context: dict[str, Any]) -> dict[str, Any]:
    """The head of a page, or of a view without one; of an error, or in the admin, nothing."""
    request, page = context.get("request"), context.get("page")
    if request is None or not (site := site_of(request)):
        return {}
    identity = SiteIdentity.for_request(request)
    head = {"site": site, "tags": site_tags(site, identity)}
    if not isinstance(page, Page):
        is_view = request.resolver_match and "exception" not in context
        return head | {"address": absolute(request, request.path) if is_view else ""}
    return head | {
        "page": page,
        "address": page.get_full_url(request),
        "description": description(page) or identity.description,
        "tags": [*head["tags"], *page_tags(page)],
        "data": data_block(page, request),
        "has_feed": isinstance(page, AgencyPage),
    }


def data_block(page: Page, request: HttpRequest) -> SafeString | str:
    """No script: browsers don't run it, and the content security policy does not look at it."""
    data = linked_data(page, request)
    if data is None:
        return ""
    # Escaped as Django does for what a script reads.
    block = json_script(data, encoder=Unicode)
    return SafeString(block.replace("application/json", "application/ld+json", 1))
