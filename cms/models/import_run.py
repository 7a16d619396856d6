"""An import as it is kept: who handed in which files when, what each held, what became of it."""

from typing import Any

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils.translation import gettext_lazy as _

from report_blocks.statutory import CellKey, Report


def private_storage() -> Storage:
    return storages["private"]


class ImportRun(models.Model):
    """Files handed in together. Read by a task, looked at by a person, applied by a task.

    ``agency`` is the office whose reports they may be, or the authority above all of theirs;
    None from the command line, which may import for any office. A run is its user's alone.
    """

    class State(models.TextChoices):
        READING = "reading", _("being read")
        READY = "ready", _("waiting to be confirmed")
        APPLYING = "applying", _("being applied")
        DONE = "done", _("applied")
        UNDOING = "undoing", _("being undone")
        UNDONE = "undone", _("undone")

    class Mode(models.TextChoices):
        """What becomes of the reports that are chosen."""

        DRAFT = "draft", _("Save as drafts")
        REVIEW = "review", _("Save and hand in for review")
        PUBLISH = "publish", _("Publish those without errors")
        ARCHIVE = "archive", _("Keep as originals published elsewhere, with their errors")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, verbose_name=_("user")
    )
    agency = models.ForeignKey(
        "cms.AgencyPage",
        null=True,
        on_delete=models.SET_NULL,
        verbose_name=_("agency"),
        related_name="import_runs",
    )
    year = models.PositiveSmallIntegerField(_("year of the reports"), null=True)
    state = models.CharField(
        _("state"), max_length=16, choices=State.choices, default=State.READING
    )
    mode = models.CharField(max_length=16, choices=Mode.choices, default=Mode.DRAFT)
    # Why reports of the run that have been published are corrected.
    reason = models.TextField(_("reason for the correction"), blank=True)
    # Of the work that goes on: how much there is, and how much is done.
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    failure = models.TextField(blank=True)
    created_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)
    active_at = models.DateTimeField(auto_now_add=True)  # when the work last went on
    applied_at = models.DateTimeField(_("applied at"), null=True)
    undone_at = models.DateTimeField(_("undone at"), null=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        names = [file.name for file in self.files.all()]
        more = f" … ({len(names)})" if len(names) > 1 else ""
        return f"{names[0] if names else '—'}{more}"

    @property
    def publishes(self) -> bool:
        return self.mode in (self.Mode.PUBLISH, self.Mode.ARCHIVE)

    @property
    def is_working(self) -> bool:
        return self.state in (self.State.READING, self.State.APPLYING, self.State.UNDOING)


def _path(instance: "ImportFile", filename: str) -> str:
    return f"uploads/{instance.sha256[:2]}/{instance.sha256}"


class ImportFile(models.Model):
    """A file as it was handed in, kept privately under its SHA-256."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(_("file name"), max_length=255)
    sha256 = models.CharField(max_length=64)
    file = models.FileField(_("file"), storage=private_storage, upload_to=_path)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class ImportItem(models.Model):
    """One report of a run, or one thing that could not be read: its preview and its fate.

    ``report`` is what the office's report would become; while it is not known whose report it
    is, it is what the file holds. ``changes`` are ``[cell, before, after, place]`` each.
    ``doubts`` are problems of whose report of which year it is: a person may resolve them.
    """

    class Outcome(models.TextChoices):
        NEW = "new", _("new")
        CHANGED = "changed", _("changed")
        UNCHANGED = "unchanged", _("unchanged")
        REFUSED = "refused", _("refused")

    class Fate(models.TextChoices):
        WRITTEN = "written", _("saved as draft")
        SUBMITTED = "submitted", _("handed in for review")
        PUBLISHED = "published", _("published")
        NOT_PUBLISHED = "not_published", _("saved as draft, not published")
        OUTDATED = "outdated", _("left alone: changed since the preview")
        FORBIDDEN = "forbidden", _("left alone: not permitted")
        FAILED = "failed", _("failed")
        UNTOUCHED = "untouched", _("nothing to do")
        UNDONE = "undone", _("undone")
        KEPT = "kept", _("not undone: changed since the import")

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="items")
    file = models.ForeignKey(ImportFile, on_delete=models.CASCADE, related_name="items")
    source = models.CharField(max_length=500)  # the file, or the member of an archive
    number = models.PositiveIntegerField()  # the order in the run
    named = models.CharField(max_length=255, blank=True)  # the office, as the file names it
    agency = models.ForeignKey("cms.AgencyPage", null=True, on_delete=models.SET_NULL)
    year = models.PositiveSmallIntegerField(null=True)
    page = models.ForeignKey("cms.AnnualReportPage", null=True, on_delete=models.SET_NULL)
    # The revision that the preview was compared with: if another came, the preview is void.
    seen_revision_id = models.PositiveIntegerField(null=True)
    outcome = models.CharField(max_length=16, choices=Outcome.choices)
    report = models.JSONField(null=True)
    tables = models.JSONField(default=list)
    changes = models.JSONField(default=list)
    texts = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    doubts = models.JSONField(default=list)
    findings = models.JSONField(default=list)
    is_chosen = models.BooleanField(default=True)
    # Where and when an original was published.
    original_url = models.URLField(_("original address"), max_length=500, blank=True)
    original_date = models.DateField(_("originally published on"), null=True, blank=True)
    fate = models.CharField(max_length=16, choices=Fate.choices, blank=True)
    failure = models.TextField(blank=True)
    revision_id = models.PositiveIntegerField(null=True)  # that the import made
    former_revision_id = models.PositiveIntegerField(null=True)  # the newest before it
    former_live_revision_id = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["run", "number"], name="one_item_of_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.agency or self.named or self.source} {self.year or ''}".strip()

    @property
    def is_refused(self) -> bool:
        return self.outcome == self.Outcome.REFUSED

    @property
    def value(self) -> Report | None:
        """``report`` as a value."""
        return Report.from_json(self.report) if self.report else None

    def changed_cells(self) -> list[tuple[CellKey, str, str, str]]:
        """(cell, before, after, place) of each change."""
        return [(CellKey(*key.split("/")), *rest) for key, *rest in self.changes]

    def errors(self) -> list[dict[str, Any]]:
        """The findings that forbid publishing."""
        return [finding for finding in self.findings if finding["severity"] == "error"]
