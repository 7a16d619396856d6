"""A public answer as it is kept: compressed once, for any number of visitors.

It holds no secret of anybody that its compressed length could betray (BREACH).
"""

import gzip
import hashlib
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import ResponseHeaders
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

# Of the body, which 304 has not; the policy of content goes with both.
CONTENT = ("Content-Type", "Content-Length", "Content-Language")
OVERHEAD = 4096  # bytes, about what headers and key take


class Entry(NamedTuple):
    """The body as gzip, and the headers of the three answers: compressed, plain, and 304."""

    etag: str
    body: bytes
    packed: ResponseHeaders
    plain: ResponseHeaders
    unchanged: ResponseHeaders

    @classmethod
    def of(cls, response: HttpResponse) -> "Entry":
        """Of a whole answer."""
        # A browser may keep it, and has to ask each time whether it is still what there is.
        response.headers["Cache-Control"] = "no-cache"
        patch_vary_headers(response, ["Accept-Encoding"])
        body = gzip.compress(response.content, mtime=0)
        etag = f'W/"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        headers = {**response.headers, "ETag": etag, "Content-Length": str(len(response.content))}
        packed = headers | {"Content-Encoding": "gzip", "Content-Length": str(len(body))}
        unchanged = {name: headers[name] for name in headers if not name.startswith(CONTENT)}
        return cls(
            etag,
            body,
            ResponseHeaders(packed),
            ResponseHeaders(headers),
            ResponseHeaders(unchanged),
        )

    @property
    def size(self) -> int:
        return len(self.body) + OVERHEAD

    def answer(self, request: HttpRequest) -> HttpResponse:
        """304, or the body as the visitor's browser takes it."""
        response: HttpResponse
        if self._is_known_to(request):
            response, headers = HttpResponseNotModified(), self.unchanged
        elif request.method == "HEAD":
            response, headers = HttpResponse(), self.plain
        elif "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", ""):
            response, headers = HttpResponse(self.body), self.packed
        else:
            response, headers = HttpResponse(gzip.decompress(self.body)), self.plain
        # Shared, not copied: behind us is nobody who changes them.
        response.headers = headers
        return response

    def _is_known_to(self, request: HttpRequest) -> bool:
        known = request.META.get("HTTP_IF_NONE_MATCH")
        return known is not None and not {"*", self.etag}.isdisjoint(parse_etags(known))
