"""Who may fill whose reports: Wagtail's page permissions, by the tree."""

from django.contrib.auth.models import AnonymousUser, User

from cms.models import AgencyPage, AnnualReportPage


def may_fill(
    user: User | AnonymousUser, agency: AgencyPage, report: AnnualReportPage | None = None
) -> bool:
    """Whether the user may create the office's reports, or edit this one.

    A report that is locked, as it is for its editors while it is reviewed, can't be filled.
    """
    if report is None:
        return agency.permissions_for_user(user).can_add_subpage()
    permissions = report.permissions_for_user(user)
    return permissions.can_edit() and not permissions.page_locked()


def may_publish(
    user: User | AnonymousUser, agency: AgencyPage, report: AnnualReportPage | None = None
) -> bool:
    if report is None:
        return agency.permissions_for_user(user).can_publish_subpage()
    return report.permissions_for_user(user).can_publish()


def may_archive(user: User | AnonymousUser) -> bool:
    """Whether the user may import reports as they were published elsewhere, errors included."""
    return user.has_perm("cms.archive_reports")
