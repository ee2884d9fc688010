"""Files in, documents out: readers, decoding, cleaning with a way back to the original, structure, kind.

The room's public names. Libraries for DOCX, PDF, HTML and XLSX are imported where a file of theirs is read.
"""

from __future__ import annotations

from reflectnlp.documents.document import doc_id, document_from_text
from reflectnlp.documents.folder import find_files, legible
from reflectnlp.documents.isolated import Isolated
from reflectnlp.documents.read import (
    ReadResult,
    ReadSettings,
    close_readers,
    read,
    read_file,
)

__all__ = [
    "Isolated",
    "ReadResult",
    "ReadSettings",
    "close_readers",
    "doc_id",
    "document_from_text",
    "find_files",
    "legible",
    "read",
    "read_file",
]
