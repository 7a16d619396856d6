"""Chips in the editor: Draftail's entity FIGURE, and its way to the database and back.

In the editor a chip is one character, a space that static/report_blocks/chips.js draws as the
cell's number; in the database it is an ``<embed>`` (``rendering.chips``).
"""

from html import escape
from typing import Any

from django.utils.translation import gettext_lazy as _
from draftjs_exporter.dom import DOM
from wagtail.admin.rich_text.converters.contentstate_models import ContentState
from wagtail.admin.rich_text.converters.html_to_contentstate import (
    KEEP_WHITESPACE,
    HandlerState,
    InlineEntityElementHandler,
)
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.rich_text import EmbedHandler
from wagtail.rich_text.feature_registry import FeatureRegistry

from report_blocks.rendering.chips import name_of
from report_blocks.statutory.codec import NOTHING

NAME, TYPE = "figure", "FIGURE"
PLACE = "\u00a0"
SCRIPTS = ("chips", "chip-candidates", "chip-picker", "chip-copy")

WORDS = {
    "title": _("Insert a figure from the tables"),
    "search": _("Search by table, row, column or number"),
    "close": _("Close"),
    "none": _("No cell is called that."),
    "found": _("{count} cells"),
    "noTables": _("There are no tables on this page."),
    "blank": _("blank"),
    "missing": _("This cell does not exist: {cell}"),
    "numbers": _("Numbers in this text that stand in the tables"),
    "replace": _("Bind to the cell"),
    "cellOf": _("The cell that {number} is taken from"),
    "nothing": sorted(NOTHING),
}


class FigureFeature(EntityFeature):
    """The entity with its button and command, and the plugin that keeps it one character."""

    def construct_options(self, options: dict[str, Any]) -> None:
        super().construct_options(options)
        options.setdefault("plugins", []).append({"type": TYPE, "words": WORDS})


class ChipHandler(InlineEntityElementHandler):
    """``<embed embedtype="figure">`` → one character that is the entity."""

    mutability = "MUTABLE"  # an immutable one would be lost when an input method composes beside it

    def handle_starttag(
        self, name: str, attrs: Any, state: HandlerState, contentstate: ContentState
    ) -> None:
        super().handle_starttag(name, attrs, state, contentstate)
        state.current_block.text += PLACE
        state.leading_whitespace = KEEP_WHITESPACE

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, str]:
        return {"cell": attrs.get("cell", "")}


def chip_element(props: dict[str, Any]) -> Any:
    """The entity → ``<embed>`` in its place, bold if that is; text that got beside it stays."""
    chip = DOM.create_element("embed", {"embedtype": NAME, "cell": props.get("cell") or ""})
    text = DOM.render(DOM.create_element("fragment", {}, props["children"]))
    return DOM.parse_html(text.replace(PLACE, DOM.render(chip)))


class ChipEmbedHandler(EmbedHandler):
    """A chip where the tables are not at hand, as in a comparison of versions: by its name."""

    identifier = NAME

    @staticmethod
    def expand_db_attributes(attrs: dict[str, str]) -> str:
        return f"【{escape(name_of(attrs.get('cell', '')))}】"


def register(features: FeatureRegistry) -> None:
    features.register_embed_type(ChipEmbedHandler)
    features.register_editor_plugin(
        "draftail",
        NAME,
        FigureFeature(
            {
                "type": TYPE,
                "icon": "table",
                "description": _("Insert figure"),
                "attributes": ["cell"],
            },
            js=[f"report_blocks/{name}.js" for name in SCRIPTS],
            css={"all": ["report_blocks/chips.css"]},
        ),
    )
    features.register_converter_rule(
        "contentstate",
        NAME,
        {
            "from_database_format": {f'embed[embedtype="{NAME}"]': ChipHandler(TYPE)},
            "to_database_format": {"entity_decorators": {TYPE: chip_element}},
        },
    )
