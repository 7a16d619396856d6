"""Takes a request's files in memory, or not at all."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest, UnreadablePostError

AROUND = 64 * 1024  # what a form has besides its files
CHUNK = 64 * 1024


class InMemory(MemoryFileUploadHandler):
    """Whatever their size: the whole request has been measured before."""

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        self.activated = True


def is_too_large(request: HttpRequest) -> bool:
    """WSGI gives out no more than the length that was announced."""
    return _length(request) > settings.CHECK_MAX_BYTES + AROUND


def pass_over(request: HttpRequest) -> None:
    """Take in what is not read: a browser that is still sending would see no answer."""
    left = min(_length(request), settings.UPLOAD_MAX_BYTES)
    try:
        while left > 0 and (chunk := request.read(min(left, CHUNK))):
            left -= len(chunk)
    except UnreadablePostError:
        pass  # nobody is there any more


def _length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0
