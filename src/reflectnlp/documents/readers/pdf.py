r"""The bytes of a PDF in, its text layer out, pages parted by ``\f``.

What a page shows as a picture has no text; such a file is refused as a scan.
"""

from __future__ import annotations

import re
from typing import Any

from reflectnlp.documents.readers.parts import Extract, Limits, Part
from reflectnlp.documents.sniff import OCR_REMEDY
from reflectnlp.errors import ReadError

_MIN_CHARS = 4  # of letters or Han on all pages together: a lone page number is no text


def read(data: bytes, limits: Limits) -> Extract:
    """Read the text layer of every page.

    Raises
    ------
    ReadError
        It is encrypted, damaged, a scan, or holds more text than a submission can.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise ReadError(
                "it is encrypted with a password", "save it without a password, or hand in the original"
            ) from error
        raise ReadError("the PDF is damaged", "export it again, or hand in the original") from error
    pages: list[str] = []
    try:
        n_chars = 0
        for number in range(len(document)):
            pages.append(_page(document, number))
            n_chars += len(pages[-1])
            if n_chars > limits.max_chars:
                raise ReadError(f"it holds more than {limits.max_chars} characters", "hand in the text alone")
    except pypdfium2.PdfiumError as error:
        raise ReadError(
            f"page {len(pages) + 1} of the PDF is damaged", "export it again, or hand in the original"
        ) from error
    finally:
        document.close()
    text = "\f".join(pages)
    if len(re.findall(r"[^\W\d_]", text)) < _MIN_CHARS:
        raise ReadError(f"it is a scan: its {len(pages)} pages hold pictures and no text", OCR_REMEDY)
    return Extract((Part(text, paged=True),))


def _page(document: Any, number: int) -> str:
    page = document[number]
    layer = page.get_textpage()
    text: str = layer.get_text_bounded()
    layer.close()
    page.close()
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").rstrip("\n")
