"""Registers what the blocks offer to Wagtail's rich text; no logic of its own."""

from wagtail import hooks
from wagtail.rich_text.feature_registry import FeatureRegistry

from .blocks import chip_editor


@hooks.register("register_rich_text_features")
def chips(features: FeatureRegistry) -> None:
    chip_editor.register(features)
