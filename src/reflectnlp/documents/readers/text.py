"""The bytes of a text or Markdown file in, its text out."""

from __future__ import annotations

from reflectnlp.documents.decode import decode
from reflectnlp.documents.readers.parts import Extract, Limits, Part


def read(data: bytes, limits: Limits) -> Extract:
    """Decode; a text has one part."""
    found = decode(data)
    return Extract((Part(found.text, encoding=found.encoding),))
