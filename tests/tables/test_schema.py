"""Tables are built through their schema: typed when empty, loud when wrong."""

from __future__ import annotations

import pytest

from reflectnlp.errors import TableError
from reflectnlp.tables.schema import SCHEMAS, build, empty


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_an_empty_table_has_the_types_of_a_full_one(name: str) -> None:
    schema = SCHEMAS[name]
    bare = {column.name: [] for column in schema.columns}
    assert build(name, bare).schema == empty(name).schema == schema.arrow
    assert set(schema.key) <= set(schema.arrow.names)
    assert all(column.meaning for column in schema.columns)


def test_columns_that_do_not_fit_are_named() -> None:
    with pytest.raises(TableError) as caught:
        build("failures", {"source": [], "stage": [], "grund": []})
    assert str(caught.value) == (
        "table failures: missing columns ['reason', 'remedy'], unknown columns ['grund'] "
        "→ give exactly ['source', 'stage', 'reason', 'remedy']"
    )
    with pytest.raises(TableError, match=r"^table points, column weight: .* → give double$"):
        build(
            "points",
            {
                "reading_id": ["R"],
                "point_id": ["R.1"],
                "title": [""],
                "text": [""],
                "section": [""],
                "weight": ["schwer"],
            },
        )
