"""The way from the home page down to a page."""

from django.utils.functional import cached_property
from wagtail.models import Page


class TrailMixin:
    """``trail``: the pages above, the home page first; routing sets it from what it has read."""

    @cached_property
    def trail(self: Page) -> list[Page]:
        return list(self.get_ancestors().filter(depth__gt=1))
