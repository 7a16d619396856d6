"""What a document says of itself beside its content: author, title, keywords, own properties.

Nothing of it is taken over, but the file is kept and passed on, so it must hold no person's number.
"""

import io
import re
import zipfile

from .guard import UNZIPPING

FOLDER = "docProps/"
MOST = 64 * 1024  # bytes of a part that are looked at

_TAG = re.compile(r"<[^>]*>")


def properties(data: bytes) -> str:
    """The texts of the properties of a workbook or Word document; "" of any other file."""
    if not data.startswith(b"PK"):
        return ""
    texts = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in archive.infolist():
                if info.filename.startswith(FOLDER) and info.filename.endswith(".xml"):
                    with archive.open(info) as part:
                        texts.append(part.read(MOST).decode("utf-8", "replace"))
    except UNZIPPING:
        return ""  # the reader says what is wrong with it
    return _TAG.sub(" ", "\n".join(texts))
