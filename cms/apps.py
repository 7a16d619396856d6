from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = _("Government information disclosure")

    def ready(self) -> None:
        from .caching import watching  # noqa: F401
        from .publishing import signals  # noqa: F401
        from .reviewing import notices  # noqa: F401
        from .searching import following  # noqa: F401
