"""The text of one submission in, its document out: cleaning, structure and kind in their order."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import PurePosixPath

from reflectnlp.documents.clean import clean
from reflectnlp.documents.kind import find_kind
from reflectnlp.documents.readers.parts import Part
from reflectnlp.documents.structure import structure
from reflectnlp.records import Document


def document_from_text(
    text: str,
    *,
    source: str,
    format: str = "text",
    encoding: str = "",
    meta: Mapping[str, str] | None = None,
    year: int | None = None,
) -> Document:
    """A document from a text that is at hand already.

    Parameters
    ----------
    text
        Any string, also an empty one.
    source
        Path below the study's folder; the document's id is made from it.
    format, encoding
        As the table ``documents`` shows them.
    meta
        Known ``title``, ``unit``, ``author`` or ``date``; they win over what the text says.
    year
        Completes dates that do not say theirs.
    """
    part = Part(text, encoding=encoding, fields=dict(meta or {}))
    return make_document(part, source=source, format_name=format, year=year)


def make_document(part: Part, *, source: str, format_name: str, year: int | None) -> Document:
    """Clean a part that a reader gave, find its structure and kind, and put it all together."""
    cleaned = clean(part.text, markdown=format_name == "markdown", paged=part.paged)
    found = structure(part.text, cleaned, year=year)
    known = {name: text for name, text in part.fields.items() if text}
    title = known.get("title", found.title)
    kind, confidence = find_kind(cleaned.clean, title, found.sentences)
    return Document(
        doc_id=doc_id(source),
        source=source,
        format=format_name,
        encoding=part.encoding,
        text=part.text,
        clean=cleaned.clean,
        starts=cleaned.starts,
        ends=cleaned.ends,
        title=title,
        unit=known.get("unit", found.unit),
        author=known.get("author", found.author),
        date=known.get("date", found.date),
        kind=kind,
        kind_confidence=confidence,
        sentences=found.sentences,
    )


def doc_id(source: str) -> str:
    """The id of a document: its source without ``submissions/`` and suffix, and eight digits of a hash.

    ``submissions/all.zip#D1-01.txt`` → ``all-D1-01~1c8e3b0f``. The hash keeps apart what the readable part
    does not.
    """
    parts = source.removeprefix("submissions/").split("#")
    readable = "-".join(str(PurePosixPath(part).with_suffix("")) if part else "" for part in parts)
    digest = hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{readable}~{digest[:8]}"
