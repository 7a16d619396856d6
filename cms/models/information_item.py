"""What a piece of government information (政府信息) is filed under, beside its title."""

import datetime

from django.db import models
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class InformationItem(Page):
    """索引号 and 成文日期, which the office gives; the rest of its header is known."""

    index_number = models.CharField(
        _("index number"),
        max_length=100,
        blank=True,
        help_text=_("Of the information item, as the office's catalogue has it."),
    )
    dated_on = models.DateField(
        _("date of the document"),
        null=True,
        blank=True,
        help_text=_("The day on which the report was signed or passed."),
    )

    class Meta:
        abstract = True

    @property
    def item_facts(self) -> list[tuple[str, str]]:
        """The header of the item as (label, value): 索引号, 发布机构, 成文日期, 发布日期, 有效性.

        What is not known is left out. Of a superseded version it is that version's.
        """
        facts = [
            (gettext("Index number"), self.index_number),
            (gettext("Issued by"), self.agency_name),
            (gettext("Date of the document"), _day(self.dated_on)),
            (gettext("Date of publication"), _day(self._published_on())),
            (gettext("Validity"), self._validity()),
        ]
        return [(label, value) for label, value in facts if value]

    def _published_on(self) -> datetime.date | None:
        if self.archived_on:
            return self.archived_on
        time = self.last_published_at if self.superseded_by else self.first_published_at
        return time and localtime(time).date()

    def _validity(self) -> str:
        if self.superseded_by:
            return gettext("Superseded by a correction")
        return gettext("In force") if self.live else ""


def _day(day: datetime.date | None) -> str:
    return date_format(day, "Y-m-d") if day else ""
