"""Files that were made once, as responses that say which bytes they are."""

import base64
import re
from typing import IO

from django.http import FileResponse

LONGEST_NAME = 200  # bytes; file systems take 255, and browsers add to it
# A browser may keep it, and has to ask each time whether it is still what there is.
ASK = {"Cache-Control": "no-cache"}


def file_response(
    content: IO[bytes],
    *,
    sha256: str,
    name: str,
    suffix: str,
    content_type: str,
    as_attachment: bool = True,
) -> FileResponse:
    """A file under its name, with its SHA-256 (hexadecimal) as ETag and as Repr-Digest (RFC 9530).

    Its view is to be decorated with ``conditional_page``, which answers what is known already.
    """
    digest = base64.b64encode(bytes.fromhex(sha256)).decode()
    return FileResponse(
        content,
        as_attachment=as_attachment,
        filename=file_name(name, suffix),
        content_type=content_type,
        headers={"ETag": f'"{sha256}"', "Repr-Digest": f"sha-256=:{digest}:", **ASK},
    )


def file_name(title: str, suffix: str) -> str:
    """A name that every system can save: no separators or controls, at most 200 bytes."""
    stem = re.sub(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069/\\:*?\"<>|]+", " ", title)
    stem = stem.encode()[: LONGEST_NAME - len(suffix.encode())].decode(errors="ignore")
    return f"{stem.strip(' .') or 'report'}{suffix}"
