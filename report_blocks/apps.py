from pathlib import Path

from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class ReportBlocksConfig(AppConfig):
    name = "report_blocks"
    verbose_name = _("Statutory report blocks")

    def ready(self) -> None:
        from .statutory import register

        for path in getattr(settings, "REPORT_FORMATS", ()):
            register(Path(path))
