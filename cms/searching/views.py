"""搜索: finds published reports and offices by words inside sentences, and by figures."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.generic import TemplateView

from .excerpts import Words
from .form import SearchForm
from .query import MOST, Query, find
from .results import results

PER_PAGE = 20


class SearchView(TemplateView):
    """The form, and below it what is found; the address says it all."""

    template_name = "cms/searching/search.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = SearchForm(request.GET)
        query = form.query if form.is_valid() else None
        context = self.get_context_data(form=form)
        if query:
            context |= _found(query, form.cleaned_data["q"], request)
        return self.render_to_response(context, status=200 if form.is_valid() else 400)


def _found(query: Query, words: str, request: HttpRequest) -> dict[str, Any]:
    ids = find(query)
    paginator = Paginator(ids[:MOST], PER_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    return {
        "is_done": True,
        "results": results(page.object_list, Words(words), request),
        "page_obj": page,
        "pages": paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
        "has_more": len(ids) > MOST,
        "most": MOST,
    }
