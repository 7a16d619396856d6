"""The least that Django can do: one view, no middleware; as long as the headers say."""

import json
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

HEADERS = json.loads(os.environ["BENCHMARK_HEADERS"])
PAGE = b"x" * int(HEADERS["Content-Length"])


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(PAGE, headers=HEADERS)


urlpatterns = [path("", page)]
settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"], MIDDLEWARE=[], SECRET_KEY="none")  # noqa: S106
application = get_wsgi_application()
