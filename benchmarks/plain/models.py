"""Two plain pages, as anybody would make them."""

from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page


class PlainPage(Page):
    """All of its content is one rich text."""

    body = RichTextField()


class ThreeTextsPage(Page):
    """An editor of three rich texts."""

    first = RichTextField()
    second = RichTextField()
    third = RichTextField()

    content_panels = [*Page.content_panels, *map(FieldPanel, ("first", "second", "third"))]
