"""What a report may hold: the only list of its block types.

Which sections there are, and in which order, is the format's affair: they are seeded from it
(``seeding``) and checked against it before publication, so that a new format needs no schema.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamBlock, StreamBlockValidationError, StreamValue

from .chips import with_present_figures
from .narrative import NarrativeBlock
from .table import StatutoryTableBlock


class ReportBodyBlock(StreamBlock):
    narrative = NarrativeBlock()
    table = StatutoryTableBlock()

    def clean(self, value: StreamValue, **kwargs: Any) -> StreamValue:
        try:
            return super().clean(value, **kwargs)
        except StreamBlockValidationError as error:
            # Wagtail's own words, which it shows to people, are English and say nothing.
            error.message = _("Something has to be mended; it is said at the place.")
            raise

    # Whoever reads a body gets numbers in place of chips; only the editor sees the chips.

    def render(self, value: StreamValue, context: Any = None) -> str:
        return super().render(with_present_figures(value), context=context)

    def get_searchable_content(self, value: StreamValue) -> list[str]:
        return super().get_searchable_content(with_present_figures(value))

    def get_api_representation(self, value: StreamValue, context: Any = None) -> list[dict]:
        return super().get_api_representation(
            value and with_present_figures(value), context=context
        )

    class Meta:
        label = _("Sections")
        # Sections are neither added, moved nor deleted by hand: see static/report_blocks/grid.css.
        form_classname = "report-body"
