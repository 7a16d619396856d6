"""Where the next reports of an office go in the tree."""

from collections.abc import Iterable

from cms.models import AgencyPage

from . import wagtail_rows


class Place:
    """An office that nobody else can give a report until the transaction ends."""

    def __init__(self, agency: AgencyPage) -> None:
        self.agency = agency
        below = agency.get_children().values_list("path", "annualreportpage__year")
        children = [] if agency.is_leaf() else list(below)
        self._last = max((path for path, _year in children), default=None)
        self._years = {year for _path, year in children}

    def has_report_of(self, year: int) -> bool:
        return year in self._years

    def take(self, year: int) -> str:
        """The tree path of a new report of this year."""
        self._years.add(year)
        self._last = wagtail_rows.next_child_path(self.agency, self._last)
        return self._last


def hold_places(ids: Iterable[int]) -> dict[int, Place]:
    """The places of these offices by id; one that is gone is not among them."""
    agencies = AgencyPage.objects.select_for_update().filter(pk__in=set(ids)).order_by("pk")
    return {agency.pk: Place(agency) for agency in list(agencies)}
