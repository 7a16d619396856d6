"""Files inside the PDF, as associated files of the document (ISO 32000-2, 7.11.4 and 14.13)."""

import hashlib
from collections.abc import Sequence
from typing import Any

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDate,
    PDFDictionary,
    PDFName,
    PDFStream,
    PDFString,
    PDFZCompress,
)

from .job import Attachment


def attach(canvas: Any, attachments: Sequence[Attachment]) -> None:
    """Put the files into the document that is begun, as its data."""
    if not attachments:
        return
    document = canvas._doc
    catalog = document.Catalog
    names: list[Any] = []
    files: list[Any] = []
    for attachment in sorted(attachments):
        reference = document.Reference(_specification(document, attachment))
        names += (PDFString(attachment.name), reference)
        files.append(reference)
    catalog.Names = PDFDictionary(
        {"EmbeddedFiles": PDFDictionary({"Names": PDFArray(names)})},
    )
    # Not among the entries that reportlab knows of a catalog.
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "AF"]
    catalog.AF = PDFArray(files)


def _specification(document: Any, attachment: Attachment) -> PDFDictionary:
    embedded = document.Reference(_stream(document, attachment))
    return PDFDictionary(
        {
            "Type": PDFName("Filespec"),
            "F": PDFString(attachment.name),
            "UF": PDFString(attachment.name),
            "Desc": PDFString(attachment.description),
            "AFRelationship": PDFName("Data"),
            "EF": PDFDictionary({"F": embedded, "UF": embedded}),
        }
    )


def _stream(document: Any, attachment: Attachment) -> PDFStream:
    content = attachment.content
    params = {
        "Size": len(content),
        "CheckSum": f"<{hashlib.md5(content, usedforsecurity=False).hexdigest()}>",
        "ModDate": PDFDate(document._timeStamp),
    }
    described = {
        "Type": PDFName("EmbeddedFile"),
        "Subtype": "/" + attachment.mime.replace("/", "#2F"),
        "Params": PDFDictionary(params),
    }
    return PDFStream(PDFDictionary(described), content, [PDFZCompress])
