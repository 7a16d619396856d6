"""A page that is changed only by corrections once it was published, and keeps its versions."""

import datetime
from typing import Any

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from .correction import Correction


class CorrectablePage(Page):
    """``correction_reason`` belongs to the draft and counts for the very next correction only."""

    correction_reason = models.TextField(
        _("reason for the correction"),
        blank=True,
        help_text=_(
            "The report has been published: citizens see every change of it, and this reason."
        ),
    )
    reason_is_for = models.PositiveSmallIntegerField(default=0, editable=False)

    exclude_fields_in_copy = ["correction_reason", "reason_is_for"]
    superseded_by: Correction | None = None  # of a former version that is shown
    newest_correction: Correction | None = None  # of a report in a list

    class Meta:
        abstract = True

    @property
    def was_published(self) -> bool:
        return self.live or self.first_published_at is not None

    @cached_property
    def history(self) -> list[Correction]:
        """The corrections, the first one first, without what the versions said."""
        if self.pk is None or not self.was_published:
            return []
        if self.live and self.first_published_at == self.last_published_at:
            return []  # published once: the database need not be asked
        return list(Correction.objects.filter(page=self.pk).defer("content").order_by("number"))

    @property
    def former_versions(self) -> list[tuple[Correction, datetime.datetime | None]]:
        """The newest first: the correction that ended it, and when it was published."""
        return [(one, self.version_published_at(one.number)) for one in self.history[::-1]]

    @property
    def next_correction(self) -> int:
        return Correction.objects.filter(page=self.pk).count() + 1

    @property
    def given_reason(self) -> str:
        """The reason for the next correction; "" if it was given for one that has been made."""
        reason = self.correction_reason.strip()
        return reason if reason and self.reason_is_for == self.next_correction else ""

    def give_reason(self, reason: str) -> None:
        """Say why the draft corrects what is published."""
        self.correction_reason, self.reason_is_for = reason.strip(), self.next_correction

    def version_published_at(self, number: int) -> datetime.datetime | None:
        """When citizens could read this version first."""
        if number == 1:
            return self.first_published_at
        return next((one.time for one in self.history if one.number == number - 1), None)


class CorrectionPanel(FieldPanel):
    """Asks for the reason where there is something to correct."""

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            return super().is_shown() and self.instance.was_published


def correction_panel() -> Any:
    return CorrectionPanel("correction_reason")
