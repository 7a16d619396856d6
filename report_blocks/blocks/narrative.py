"""A section of prose: the reference of the format's section, and its text."""

from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, RichTextBlock, StructBlock

from .widget import SectionWidget

# The levels that official prose has, and no more: （一） headings, 1. headings, bold run-ins.
FEATURES = ["h3", "h4", "bold", "ol", "ul", "link"]


class SectionKeyBlock(CharBlock):
    """Which section of the format this is: shown as its heading, never typed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=64, search_index=False, **kwargs)
        self.field.widget = SectionWidget()


class ProseBlock(RichTextBlock):
    """Rich text that may hold chips (``chip_editor``); to migrations a rich text as any other."""

    @cached_property
    def field(self) -> forms.Field:
        plain = RichTextBlock(
            features=[*(self.features or []), "figure"], editor=self.editor, **self.field_options
        )
        return plain.field


DECONSTRUCT_ALIASES = {ProseBlock: "wagtail.blocks.RichTextBlock"}


class NarrativeBlock(StructBlock):
    section = SectionKeyBlock()
    text = ProseBlock(required=False, features=FEATURES, label=_("Text"))

    class Meta:
        icon = "pilcrow"
        label = _("Prose section")
        template = "report_blocks/narrative.html"
