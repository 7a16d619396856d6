"""What all answers of the API have in common: parameters, problems, ETags."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.http import conditional_page

from .paging import Answer, root_url
from .parameters import Parameter, values_of
from .problems import BadRequest, bad_request, not_found


@method_decorator(conditional_page, name="dispatch")
class DataView(View):
    """Read-only: ``answer`` gives what is sent as JSON, or a whole response.

    A parameter that is not among ``parameters`` is refused: misspelt, it would be ignored, and
    the answer would be about something else than was asked.
    """

    http_method_names = ["get", "head", "options"]
    parameters: ClassVar[tuple[Parameter, ...]] = ()

    def get(self, request: HttpRequest, **place: Any) -> HttpResponse:
        try:
            values = values_of(request.GET, self.parameters)
            answer = self.answer(request, values, **place)
        except BadRequest as error:
            return bad_request(error)
        except Http404:
            return not_found()
        return answer if isinstance(answer, HttpResponse) else json_response(answer)

    def answer(self, request: HttpRequest, values: Answer, **place: Any) -> Answer | HttpResponse:
        raise NotImplementedError


def json_response(answer: Answer) -> HttpResponse:
    """The answer as JSON; the address of the next page also as a header, for any format."""
    response = JsonResponse(answer, json_dumps_params={"ensure_ascii": False})
    return with_next(response, answer.get("next"))


def with_next(response: HttpResponse, url: str | None) -> HttpResponse:
    if url:
        response["Link"] = f'<{url}>; rel="next"'
    return response


class RootView(DataView):
    """Where everything is."""

    lists: ClassVar[Iterable[str]] = (
        *("formats", "offices", "reports", "figures", "key_figures", "bulk"),
    )

    def answer(self, request: HttpRequest, values: Answer, **place: Any) -> Answer:
        root = root_url(request)
        return {
            "version": "1",
            "openapi": root + reverse("data_openapi"),
            "schema": root + reverse("data_schema", args=["report"]),
            **{name: root + reverse(f"data_{name}") for name in self.lists},
        }
