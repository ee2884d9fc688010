"""The schema of every table: names, types, keys and meaning of the columns.

Tables are built through ``build`` and nowhere else, so that an empty table has the same types as a full
one, and the reference page of the documentation is printed from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from reflectnlp.errors import TableError

TEXT, INT, SHARE, FLAG = pa.string(), pa.int32(), pa.float64(), pa.bool_()
SPANS = pa.list_(pa.struct([(n, pa.int32()) for n in ("start", "end", "other_start", "other_end")]))


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, its Arrow type, and what it means."""

    name: str
    type: pa.DataType
    meaning: str


@dataclass(frozen=True, slots=True)
class TableSchema:
    """One table: what a row is, the columns that identify a row, and all columns in order."""

    name: str
    row: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def arrow(self) -> pa.Schema:
        """The Arrow schema of the table."""
        return pa.schema([(column.name, column.type) for column in self.columns])


def _table(name: str, row: str, key: str, *columns: tuple[str, pa.DataType, str]) -> TableSchema:
    return TableSchema(name, row, tuple(key.split()), tuple(Column(*column) for column in columns))


_DOC = ("doc_id", TEXT, "identifies the document; made from its source, stable over runs")
_SENT = ("sent_id", INT, "number of the sentence in its document, from 0; -1 where there is none")
_START = ("start", INT, "first code point in the original decoded text; -1 where there is none")
_END = ("end", INT, "code point after the last one, in the original decoded text; -1 where there is none")
_READING = ("reading_id", TEXT, "identifies the reading: `id` of its outline, else its file name")
_POINT = ("point_id", TEXT, "identifies the key point in the whole study")

SCHEMAS: dict[str, TableSchema] = {
    schema.name: schema
    for schema in (
        _table(
            "documents", "one submission", "doc_id", _DOC,
            ("source", TEXT, "path below the study's folder; `#` names a part of a container"),
            ("format", TEXT, "text, markdown, docx, pdf, html, xlsx, csv"),
            ("encoding", TEXT, "encoding that was found; empty where the format holds its own"),
            ("title", TEXT, "title line(s) of the document"),
            ("author", TEXT, "author as a pseudonym, or by name where the study asks for names"),
            ("unit", TEXT, "unit (branch, department) named in the document, its row or the roster"),
            ("date", TEXT, "ISO date, empty where none was found"),
            ("kind", TEXT, "reflection, outline, summary, letter, news, other, unknown"),
            ("kind_confidence", SHARE, "confidence of `kind`, from 0 to 1"),
            ("n_chars", INT, "characters of the cleaned text without white space"),
            ("n_sentences", INT, "sentences and headings, without front matter and signature"),
            ("n_words", INT, "words of the segmenter that hold a letter, digit or Han character"),
            ("text_sha256", TEXT, "SHA-256 of the decoded text in UTF-8"),
            ("profile", TEXT, "fingerprint of the profile that scored it"),
        ),
        _table(
            "sentences", "one sentence, heading or line of front matter", "doc_id sent_id",
            _DOC, _SENT, _START, _END,
            ("section", TEXT, "nearest heading above; empty before the first"),
            ("is_heading", FLAG, "whether it is a heading inside the text"),
            ("role", TEXT, "body, heading, title, unit, author, date, salutation, signature, furniture"),
            ("text", TEXT, "the cleaned sentence"),
        ),
        _table(
            "theme_hits", "one theme in one sentence", "doc_id sent_id theme", _DOC, _SENT,
            ("theme", TEXT, "id of the theme in the scheme"),
            ("score", SHARE, "probability that a coder would give the theme, from 0 to 1"),
            ("by", TEXT, "`rule`, `model` or `both`"),
            ("term", TEXT, "the term or pattern of the scheme that weighs most; empty for `model`"),
            ("start", INT, "where that term stands in the original text; the sentence for `model`"),
            ("end", INT, "code point after it"),
            ("negated", FLAG, "whether a negation governs the term; the theme counts all the same"),
        ),
        _table(
            "themes", "one document and theme, zeros kept", "doc_id theme", _DOC,
            ("theme", TEXT, "id of the theme in the scheme"),
            ("n_sentences", INT, "sentences and headings that carry the theme"),
            ("share", SHARE, "n_sentences / documents.n_sentences; 0 for an empty document"),
            ("score", SHARE, "mean over the document's sentences of the hit scores (0 where no hit)"),
        ),
        _table(
            "points", "one key point of a reading", "reading_id point_id", _READING, _POINT,
            ("title", TEXT, "title of the reading"),
            ("text", TEXT, "what the reading wants its readers to take in"),
            ("section", TEXT, "section of the reading that holds it"),
            ("weight", SHARE, "weight in the reading's coverage, 1 by default"),
        ),
        _table(
            "evidence", "one document and key point, absent ones kept", "doc_id point_id", _DOC, _POINT,
            ("code", TEXT, "quoted (1), paraphrased (1), mentioned (0.5) or absent (0)"),
            ("score", SHARE, "probability that the point is covered, from 0 to 1"),
            _SENT, _START, _END,
            ("similarity", SHARE, "similarity of the best sentence to the key point, from 0 to 1"),
        ),
        _table(
            "coverage", "one document and reading, zeros kept", "doc_id reading_id", _DOC, _READING,
            ("score", SHARE, "weighted mean of the values of the reading's key points, from 0 to 1"),
            ("n_points", INT, "key points of the reading"),
            ("n_quoted", INT, "of these: quoted"),
            ("n_paraphrased", INT, "of these: paraphrased"),
            ("n_mentioned", INT, "of these: mentioned"),
            ("verbatim_share", SHARE, "share of the document's characters in runs copied from the reading"),
        ),
        _table(
            "citations", "one mention of a work, article, person, case or quotation", "doc_id start end kind",
            _DOC, _START, _END,
            ("kind", TEXT, "work, article, person, case or quotation"),
            ("text", TEXT, "as it stands in the document"),
            ("target", TEXT, "reading_id, canonical name, or speaker it leads to; empty if unresolved"),
            ("verified", TEXT, "`exact`, `altered`, `not_found`; empty where nothing can be checked"),
            ("original", TEXT, "what the reading says where a quotation was altered; else empty"),
        ),
        _table(
            "reuse", "an ordered pair of documents that share passages", "doc_id other_id", _DOC,
            ("other_id", TEXT, "the other document"),
            ("share", SHARE, "share of the document's own characters that stand in the other one"),
            ("n_passages", INT, "shared passages"),
            ("longest", INT, "characters of the longest of them"),
            ("passages", SPANS, "the passages, as spans on both sides"),
        ),
        _table(
            "failures", "one file that could not be read or scored", "source",
            ("source", TEXT, "path below the study's folder"),
            ("stage", TEXT, "open, decode, extract, clean or score"),
            ("reason", TEXT, "what is wrong"),
            ("remedy", TEXT, "what to do"),
        ),
        _table(
            "runs", "one run of `score`", "run_id",
            ("run_id", TEXT, "number of the run, counted up"),
            ("started", TEXT, "UTC, ISO 8601"),
            ("finished", TEXT, "UTC, ISO 8601; empty if it was interrupted"),
            ("profile", TEXT, "fingerprint of the profile"),
            ("versions", TEXT, "JSON of the versions that can change a score"),
            ("n_scored", INT, "documents scored"),
            ("n_skipped", INT, "documents unchanged since the last run"),
            ("n_failed", INT, "files that failed"),
        ),
        _table(
            "roster", "one member of the study's roster", "member_id",
            ("member_id", TEXT, "as the roster has it"),
            ("unit", TEXT, "unit of the member"),
            ("handed_in", FLAG, "whether a submission was found"),
            ("doc_id", TEXT, "the submission; empty if none"),
        ),
    )
}  # fmt: skip


def empty(name: str) -> pa.Table:
    """The table ``name`` with no rows and its proper types."""
    return SCHEMAS[name].arrow.empty_table()


def build(name: str, columns: Mapping[str, Any]) -> pa.Table:
    """Build table ``name`` from columns of equal length (lists, numpy or Arrow arrays).

    Raises
    ------
    TableError
        A column is missing, unknown, or cannot be held in its type.
    """
    schema = SCHEMAS[name]
    expected = [column.name for column in schema.columns]
    missing, unknown = set(expected) - set(columns), set(columns) - set(expected)
    if missing or unknown:
        raise TableError(
            f"table {name}: missing columns {sorted(missing)}, unknown columns {sorted(unknown)} "
            f"→ give exactly {expected}"
        )
    arrays = []
    for column in schema.columns:
        values = columns[column.name]
        try:
            if isinstance(values, pa.Array | pa.ChunkedArray):
                arrays.append(values.cast(column.type))
            else:
                arrays.append(pa.array(values, type=column.type, from_pandas=False))
        except (pa.ArrowInvalid, pa.ArrowTypeError, pa.ArrowNotImplementedError) as error:
            raise TableError(f"table {name}, column {column.name}: {error} → give {column.type}") from error
    return pa.table(arrays, schema=schema.arrow)
