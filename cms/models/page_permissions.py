"""What nobody may do with pages, whatever Wagtail would let them."""

from wagtail.models import PagePermissionTester

from .correction import Correction


class KeepingPermissionTester(PagePermissionTester):
    """A report that was corrected stays, and so does every page above it."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        if not super().can_delete(ignore_bulk=ignore_bulk):
            return False
        return not Correction.objects.filter(page__path__startswith=self.page.path).exists()


class ReportPermissionTester(KeepingPermissionTester):
    """Nor may a report in review be deleted by its editors, or moved away."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return super().can_delete(ignore_bulk=ignore_bulk) and not self.page_locked()
