"""One door for files of every kind: bytes → sheets."""

from collections.abc import Callable

from ..sheets import Workbook
from .delimited import open_delimited
from .kinds import Kind, kind_of
from .legacy import open_legacy
from .limits import Limits, Refused
from .opendocument.book import open_opendocument
from .web.page import open_page
from .word.document import open_document
from .workbook import open_workbook

DEFAULT_LIMITS = Limits()


def _within_another(_data: bytes, _limits: Limits) -> Workbook:
    """An archive is unpacked before its files come here (``archive``): it was in another one."""
    raise Refused(
        "压缩包里还有压缩包，请全部解压后一起压缩成一个 .zip 再上传",
        "An archive within the archive: unpack it and pack all files into one .zip",
    )


OPENERS: dict[Kind, Callable[[bytes, Limits], Workbook]] = {
    Kind.WORKBOOK: open_workbook,
    Kind.DOCUMENT: open_document,
    Kind.LEGACY: open_legacy,
    Kind.OPEN_DOCUMENT: open_opendocument,
    Kind.DELIMITED: open_delimited,
    Kind.WEBPAGE: open_page,
    Kind.ARCHIVE: _within_another,
}


def open_file(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Workbook:
    """Read a file of any kind; Refused with a sentence for people if it can't be."""
    return OPENERS[kind_of(data, limits)](data, limits)
