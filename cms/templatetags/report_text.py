"""Template filters for a report's plain texts."""

from django import template

register = template.Library()


@register.filter
def paragraphs(text: str) -> list[str]:
    """The paragraphs of a plain text: its lines that are not blank."""
    return [line for raw in text.splitlines() if (line := raw.strip())]
