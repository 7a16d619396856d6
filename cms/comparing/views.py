"""任意机关、年份、指标的比较: one page, and its table as CSV; the address holds all of it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from .choices import choices
from .comparison import MOST, Comparison, TooMuch, compared
from .csv import sheet_csv
from .html import body_html, sorting
from .pictures import figures_of
from .query import Query, known_years
from .sheet import sheet_of


class _Asked:
    """A view's question, its answer, and what is to be said about both."""

    request: HttpRequest

    @cached_property
    def years(self) -> list[int]:
        return known_years()

    @cached_property
    def query(self) -> Query:
        return Query.of(self.request.GET, self.years)

    @cached_property
    def answer(self) -> tuple[Comparison | None, list[str]]:
        """The comparison if there is one, and all problems as sentences."""
        problems = list(self.query.problems)
        try:
            comparison = compared(self.query)
        except TooMuch as error:
            sentence = _(
                "%(asked)s values are too many for one comparison; at most %(most)s are shown. "
                "Choose fewer offices, years or figures."
            )
            return None, [*problems, sentence % {"asked": error.args[0], "most": MOST}]
        for pk in comparison.unknown:
            problems.append(f"{_('There is no such office')}{_(': ')}{pk}")
        return comparison, problems


class CompareView(_Asked, TemplateView):
    """The table, a chart for each figure, and the form to ask for another comparison.

    What could not be understood is said above the rest of what was asked for.
    """

    template_name = "cms/comparing/compare.html"
    http_method_names = ["get", "head", "options"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        comparison, problems = self.answer
        has_table = bool(comparison and comparison.offices and comparison.years)
        is_finding = "find" in self.request.GET
        lists = is_finding or not has_table
        context = {
            "query": self.query,
            "problems": problems,
            "is_finding": is_finding,
            **choices(self.query, self.years, comparison, lists_offices=lists),
        }
        if comparison and has_table:
            sheet = sheet_of(comparison)
            context |= {
                "comparison": comparison,
                "sheet": sheet,
                "unsorted": self.query.sorted_by(""),
                "columns": sorting(sheet, self.query),
                "body": body_html(sheet, self.request),
                "pictures": figures_of(comparison),
            }
        return super().get_context_data(**context, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().get(request, *args, **kwargs)
        if self.answer[0] is None:
            response.status_code = 400
        return response


class CompareDataView(_Asked, View):
    """The table as CSV; a question that is not wholly understood is refused."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        comparison, problems = self.answer
        if comparison is not None and not comparison.offices:
            problems.append(_("No office is chosen."))
        if problems or comparison is None:
            text = "\n".join(problems)
            return HttpResponse(text, status=400, content_type="text/plain; charset=utf-8")
        years = comparison.years
        span = f"{years[0]}" if len(years) == 1 else f"{years[0]}-{years[-1]}"
        name = f"政府信息公开工作年度报告比较（{span}）.csv"
        return HttpResponse(
            sheet_csv(sheet_of(comparison)),
            headers={
                "Content-Type": "text/csv; charset=utf-8",
                "Content-Disposition": content_disposition_header(True, name) or "attachment",
            },
        )
