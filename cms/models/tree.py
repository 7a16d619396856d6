"""Where pages stand in the tree, asked so that a database's index on their paths is used.

Wagtail's ``descendant_of`` asks with LIKE, for which SQLite reads the table from end to end.
"""

from django.db.models import Q
from wagtail.models import Page


def below(page: Page) -> Q:
    """For ``filter``: everything that stands below the page."""
    return below_path(page.path)


def below_path(path: str) -> Q:
    """The same, by the page's place in the tree."""
    return Q(path__range=Page._get_children_path_interval(path))


def directly_below(page: Page) -> Q:
    """For ``filter``: the page's children."""
    return below(page) & Q(depth=page.depth + 1)
