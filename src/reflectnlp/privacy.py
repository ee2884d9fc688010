"""Names in, pseudonyms out: what the tables show of a person unless the study asks for names.

A pseudonym depends on the name and the study's salt alone, so that it stays the same from night to night
and on every machine. It hides names from readers of a report; it does not withstand someone who has the
salt and a list of all names.

Files are often named after who wrote them. Inside the study a document goes by its file, which is how people
find it again; in what leaves the study (a report, a table handed on) it goes by a pseudonym as its author
does.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath

import pyarrow as pa

from reflectnlp.tables.schema import SCHEMAS

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # without signs that look alike
ESSAY = "essay:"  # begins the doc_id of a model essay, which is no submission
LENGTH = 5
LONG = 8  # a study has more documents than authors, and they are keys: none may fall together


@dataclass(frozen=True, slots=True)
class Names:
    """How names are shown: as they are (``shown``) or as pseudonyms made with ``salt``."""

    shown: bool = False
    salt: str = ""

    def author(self, name: str) -> str:
        """The name as the tables show it; an empty name stays empty."""
        return name if self.shown or not name else pseudonym(name, self.salt)

    def hidden(self, text: str, name: str) -> str:
        """``text`` with every mention of the author's own ``name`` replaced by the pseudonym."""
        if self.shown or len(name) < 2 or name not in text:
            return text
        return text.replace(name, self.author(name))

    def document(self, doc_id: str) -> str:
        """The document's id as it leaves the study: ``文档K7Q2M9XH``, without the name of its file.

        Model essays keep theirs: nobody in the study wrote them.
        """
        kept = self.shown or not doc_id or doc_id.startswith(ESSAY)
        return doc_id if kept else _signs("文档", doc_id, self.salt, LONG)

    def file(self, source: str) -> str:
        """A source as it leaves the study: a pseudonym with the ending of the file."""
        if self.shown:
            return source
        return _signs("文件", source, self.salt, LONG) + PurePosixPath(source).suffix.lower()[:8]

    def member(self, member_id: str) -> str:
        """The id of a member whose text is in the tables, as it leaves the study."""
        return member_id if self.shown else self.author(member_id)


def leave(tables: Mapping[str, pa.Table], names: Names) -> dict[str, pa.Table]:
    """The tables as they leave the study: neither ids nor sources hold the names of files.

    Members who have handed in nothing keep their id in ``roster``: somebody has to ask them, and no score is
    about them. Rows are in the order of their new keys.
    """
    if names.shown:
        return dict(tables)
    return {name: _hidden(table, name, names) for name, table in tables.items()}


def _hidden(table: pa.Table, name: str, names: Names) -> pa.Table:
    new = {"doc_id": names.document, "other_id": names.document, "source": names.file}
    for column in new.keys() & set(table.column_names):
        table = _mapped(table, column, [new[column](value) for value in table[column].to_pylist()])
    if name == "roster":
        pairs = zip(table["member_id"].to_pylist(), table["handed_in"].to_pylist(), strict=True)
        table = _mapped(table, "member_id", [names.member(key) if there else key for key, there in pairs])
    keys = SCHEMAS[name].key
    touched = set(keys) & {"doc_id", "source", "member_id"}
    return table.sort_by([(key, "ascending") for key in keys]) if touched else table


def _mapped(table: pa.Table, column: str, values: list[str]) -> pa.Table:
    at = table.column_names.index(column)
    return table.set_column(at, column, pa.array(values, pa.string()))


@lru_cache(maxsize=1024)  # the sentences of a document all ask for the same name
def pseudonym(name: str, salt: str) -> str:
    """A pseudonym such as ``成员K7Q2M``: about 29 million of them, the same for the same name and salt."""
    return _signs("成员", name, salt, LENGTH)


@lru_cache(maxsize=65_536)
def _signs(head: str, name: str, salt: str, length: int) -> str:
    digest = hashlib.blake2b(
        name.encode("utf-8", "surrogatepass"), key=hashlib.sha256(salt.encode()).digest()
    )
    number = int.from_bytes(digest.digest()[:8], "big")
    signs = []
    for _ in range(length):
        number, place = divmod(number, len(ALPHABET))
        signs.append(ALPHABET[place])
    return head + "".join(signs)
