"""自查: a public page that reads files, says what does not hold in them, and keeps nothing."""

import math
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.generic import FormView

from .apart import BrokenOff, Busy, check_apart
from .checked import FILES
from .forms import CheckForm, limit, too_large
from .receiving import InMemory, is_too_large, pass_over
from .shown import shown
from .throttle import CheckThrottle

SOON = 10  # seconds after which somebody else's check has ended


@method_decorator([never_cache, csrf_exempt], name="dispatch")
class CheckView(FormView):
    """The form, and below the same address what was found in the files that it was sent with."""

    form_class = CheckForm
    template_name = "cms/checking/check.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "POST":
            return super().dispatch(request, *args, **kwargs)
        # Before anything reads the body, as the check of the form's token does.
        throttle = CheckThrottle()
        if not throttle.allow_request(request, self):
            pass_over(request)
            return self._too_often(math.ceil(throttle.wait() or SOON))
        if is_too_large(request):
            pass_over(request)
            return self._refused(413, *too_large().messages)
        request.upload_handlers = [InMemory(request)]
        response = super().dispatch(request, *args, **kwargs)
        if response.status_code == 403:
            return self._refused(
                403,
                _("The page has expired, or the browser keeps no cookies. Choose the files again."),
            )
        return response

    @method_decorator(csrf_protect)
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: CheckForm) -> HttpResponse:
        files = [(file.name or "", file.read()) for file in form.cleaned_data["file"]]
        try:
            checked = check_apart(
                files, lock=settings.VAR_DIR / "check.lock", formats=settings.REPORT_FORMATS
            )
        except Busy:
            message = _("Other files are being checked just now. Try again in a few seconds.")
            return self._refused(429, message, after=SOON)
        except BrokenOff:
            return self._refused(
                400,
                _(
                    "The check did not come to its end: the files hold too much, or something "
                    "unexpected. Check one file at a time, or copy the report into a new file."
                ),
            )
        reports, rest = shown(checked)
        return self.render_to_response(
            self.get_context_data(form=CheckForm(), is_done=True, reports=reports, rest=rest)
        )

    def form_invalid(self, form: CheckForm) -> HttpResponse:
        messages = [str(message) for field in form.errors.values() for message in field]
        return self._refused(400, *messages)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(most=FILES, limit=limit(), **kwargs)

    def _too_often(self, seconds: int) -> HttpResponse:
        message = _("Too many checks in a short time. Try again in %(seconds)s seconds.")
        return self._refused(429, message % {"seconds": seconds}, after=seconds)

    def _refused(self, status: int, *messages: str, after: int | None = None) -> HttpResponse:
        """The form again, and above it why."""
        context = self.get_context_data(form=CheckForm(), refusals=messages)
        headers = {"Retry-After": str(after)} if after else None
        return self.render_to_response(context, status=status, headers=headers)
