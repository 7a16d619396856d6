"""Texts as files hold them: the encodings of bytes, and characters that no one sees."""

import codecs
import re

# Control characters, also as spreadsheets escape them (_x000D_); line breaks stay.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]|_x00(?:0[0-8B-F]|1[0-9A-F])_")
# Characters that no text has, but nearly every other file.
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1f]")
# GB18030 takes nearly everything, so it comes last.
ENCODINGS = ("utf-8-sig", "gb18030")


def clean(value: object) -> object:
    """Without control characters, line breaks as one; None for what is blank."""
    if isinstance(value, str):
        value = _CONTROL.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
        return value if value.strip() else None
    return value


def decoded(data: bytes) -> str | None:
    """The text that the bytes are; None if they are none in any encoding used in China."""
    has_mark = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if has_mark else ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if _BINARY.search(text) else text
    return None
