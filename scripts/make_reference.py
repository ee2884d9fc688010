"""Schemas in, the reference page of all tables out (docs/reference/tables.md).

Usage: python scripts/make_reference.py     (a test says when the page is out of date)
"""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from reflectnlp.tables.schema import SCHEMAS

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "tables.md"
TYPES = {pa.string(): "text", pa.int32(): "whole number", pa.float64(): "number", pa.bool_(): "yes/no"}
HEAD = """\
# Tables

Long tables, one row a thing, keys first (in bold). `start` and `end` are half-open offsets in code points
of the original decoded text. Made by `scripts/make_reference.py` from `reflectnlp.tables.schema`; do not
edit.

In `Results` (the notebook) tables with a `doc_id` also carry `unit`, `date`, `kind` and `stage` of the
document, and `evidence` the text of its key point and the reading.
"""


def page() -> str:
    """The whole page."""
    parts = [HEAD]
    for schema in SCHEMAS.values():
        parts.append(f"\n## {schema.name}\n\nOne row: {schema.row}.\n")
        parts.append("| column | type | meaning |\n|---|---|---|")
        for column in schema.columns:
            name = f"**{column.name}**" if column.name in schema.key else column.name
            parts.append(f"| {name} | {TYPES.get(column.type, 'list of spans')} | {column.meaning} |")
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
