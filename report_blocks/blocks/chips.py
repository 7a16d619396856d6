"""A body with the present numbers in place of its chips: for page, PDF, API and search."""

from wagtail.blocks import StreamValue, StructValue
from wagtail.rich_text import RichText

from report_blocks.rendering.chips import has_chips, with_figures

from .seeding import figures_of


def with_present_figures(body: StreamValue) -> StreamValue:
    """The body as people read it. It is not for saving: its chips are gone."""
    prose = [child.value["text"].source for child in body if child.block_type == "narrative"]
    if not any(map(has_chips, prose)):
        return body
    figures = figures_of(body)
    return StreamValue(
        body.stream_block,
        [
            (
                child.block_type,
                StructValue(
                    child.block,
                    {
                        **child.value,
                        "text": RichText(with_figures(child.value["text"].source, figures)),
                    },
                )
                if child.block_type == "narrative"
                else child.value,
                child.id,
            )
            for child in body
        ],
    )
