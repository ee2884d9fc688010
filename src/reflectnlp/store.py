"""Tables of scored batches in, one DuckDB file out: incremental, transactional, one writer.

Besides the public tables it holds two of its own: ``files`` (what was seen of every file: its bytes'
SHA-256, the profile that scored it, and whether it is still there) and ``texts`` (the decoded text of
every document, so that evidence can be opened and reuse be compared without reading the files again).
Rows of files that were deleted stay, marked, until a file of that name comes back; no public table shows
them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from reflectnlp.errors import StoreError
from reflectnlp.records import Failure
from reflectnlp.tables.schema import SCHEMAS
from reflectnlp.writer_lock import holder, writing

FORMAT = 2
PER_DOCUMENT = ("documents", "sentences", "theme_hits", "themes", "evidence", "coverage", "citations")
WHOLE = ("points", "reuse", "roster", "runs")
OWN = {
    "files": pa.schema(
        [("file", pa.string()), ("sha256", pa.string()), ("profile", pa.string()), ("status", pa.string())]
    ),
    "texts": pa.schema(
        [("doc_id", pa.string()), ("file", pa.string()), ("member_id", pa.string()), ("text", pa.string())]
    ),
    "failed": pa.schema([("file", pa.string()), *SCHEMAS["failures"].arrow]),
    "notes": pa.schema([("key", pa.string()), ("value", pa.string())]),
}
SQL_TYPES = {pa.string(): "VARCHAR", pa.int32(): "INTEGER", pa.float64(): "DOUBLE", pa.bool_(): "BOOLEAN"}


@dataclass(frozen=True, slots=True)
class FileState:
    """What the store knows of a file: SHA-256 of its bytes, the profile's fingerprint, its status."""

    sha256: str
    profile: str
    status: str


@dataclass(frozen=True, slots=True)
class FileRows:
    """What one file yielded: its state, its documents' (doc_id, member_id, text), its failures."""

    file: str
    state: FileState
    texts: Sequence[tuple[str, str, str]]
    failures: Sequence[Failure] = ()


class Store:
    """An open store; use ``open_store``."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, path: Path) -> None:
        self._db = connection
        self.path = path

    def files(self) -> dict[str, FileState]:
        """Every file seen so far, by its path below the study's folder."""
        rows = self._db.execute("SELECT file, sha256, profile, status FROM files").fetchall()
        return {file: FileState(*state) for file, *state in rows}

    def write_batch(self, files: Sequence[FileRows], tables: Mapping[str, pa.Table]) -> None:
        """Put these rows in place of what was known of the files, all or nothing.

        ``tables`` hold the rows of all documents of the files (``PER_DOCUMENT``).
        """
        failed = [{"file": rows.file, **asdict(failure)} for rows in files for failure in rows.failures]
        texts = [
            {"doc_id": doc_id, "file": rows.file, "member_id": member_id, "text": text}
            for rows in files
            for doc_id, member_id, text in rows.texts
        ]
        with self._transaction():
            for rows in files:
                self._forget(rows.file)
            states = [{"file": rows.file, **asdict(rows.state)} for rows in files]
            for name, values in (("files", states), ("failed", failed), ("texts", texts)):
                self._insert(name, pa.Table.from_pylist(values, schema=OWN[name]))
            for name in PER_DOCUMENT:
                if name in tables:
                    self._insert(name, tables[name])

    def mark_deleted(self, files: Sequence[str]) -> None:
        """Mark files that are no longer there; their rows leave the public tables."""
        with self._transaction():
            self._db.executemany(
                "UPDATE files SET status = 'deleted' WHERE file = ?", [[file] for file in files]
            )

    def note(self, key: str) -> str:
        """A digest noted with ``write_whole``; empty if there is none."""
        found = self._db.execute("SELECT value FROM notes WHERE key = ?", [key]).fetchall()
        return str(found[0][0]) if found else ""

    def write_whole(self, name: str, table: pa.Table, *, digest: str) -> None:
        """Replace a table that is made anew as a whole (``WHOLE``), and note what it was made from."""
        with self._transaction():
            self._db.execute(f'DELETE FROM "{name}"')
            self._insert(name, table)
            self._db.execute("DELETE FROM notes WHERE key = ?", [name])
            self._db.execute("INSERT INTO notes VALUES (?, ?)", [name, digest])

    def add_run(self, row: Mapping[str, Any]) -> None:
        """Add a row to ``runs``; ``run_id`` is counted here."""
        with self._transaction():
            ((count,),) = self._db.execute("SELECT count(*) FROM runs").fetchall()
            values = {**row, "run_id": str(count + 1)}
            self._insert("runs", pa.Table.from_pylist([values], schema=SCHEMAS["runs"].arrow))

    def table(self, name: str) -> pa.Table:
        """A public table, ordered by its key, without rows of deleted files."""
        schema = SCHEMAS[name]
        alive = "SELECT doc_id FROM texts JOIN files USING (file) WHERE status <> 'deleted'"
        if name == "failures":
            source = (
                "(SELECT f.* EXCLUDE (file) FROM failed f JOIN files USING (file) WHERE status <> 'deleted')"
            )
        elif name in PER_DOCUMENT:
            source = f'(SELECT * FROM "{name}" WHERE doc_id IN ({alive}))'
        else:
            source = f'"{name}"'
        order = (
            ", ".join(f'"{column}"' for column in (() if name == "runs" else schema.key))
            or "CAST(run_id AS INTEGER)"
        )
        found: pa.Table = self._db.sql(f"SELECT * FROM {source} ORDER BY {order}").to_arrow_table()
        return found.select(schema.arrow.names).cast(schema.arrow)

    def texts(self) -> Iterator[tuple[str, str, str, str]]:
        """(doc_id, source, member_id, text) of every document that is still there, ordered by doc_id."""
        rows = self._db.cursor().execute(
            "SELECT doc_id, source, member_id, text FROM texts JOIN files USING (file) "
            "JOIN documents USING (doc_id) WHERE status <> 'deleted' ORDER BY doc_id"
        )
        while part := rows.fetchmany(1000):
            yield from part

    def _forget(self, file: str) -> None:
        for name in PER_DOCUMENT:
            self._db.execute(
                f'DELETE FROM "{name}" WHERE doc_id IN (SELECT doc_id FROM texts WHERE file = ?)', [file]
            )
        for name in ("texts", "failed", "files"):
            self._db.execute(f"DELETE FROM {name} WHERE file = ?", [file])

    def _insert(self, name: str, rows: pa.Table) -> None:
        if not rows.num_rows:
            return
        self._db.register("incoming", rows)
        self._db.execute(f'INSERT INTO "{name}" SELECT * FROM incoming')
        self._db.unregister("incoming")

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")


@contextmanager
def open_store(folder: Path, *, write: bool = False) -> Iterator[Store]:
    """Open ``results.duckdb`` in ``folder``; for writing it is made when it is not there.

    Raises
    ------
    StoreError
        There are no results yet, another process writes, or the file is no store of this version.
    """
    path = folder / "results.duckdb"
    if not write and not path.is_file():
        raise StoreError(f"{path}: there are no results yet → run `reflectnlp score` on the study first")
    if write:
        folder.mkdir(parents=True, exist_ok=True)
    with writing(folder) if write else nullcontext():
        try:
            connection = duckdb.connect(str(path), read_only=not write)
        except duckdb.IOException as error:
            if not write and holder(folder):
                raise StoreError(
                    f"{path}: {holder(folder)} is writing to it → wait until it has ended"
                ) from error
            raise StoreError(f"{path}: cannot be opened: {error} → delete it and score again") from error
        try:
            if write:
                _create(connection)
            _check_format(connection, path)
            yield Store(connection, path)
        finally:
            connection.close()


def _create(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("CREATE TABLE IF NOT EXISTS store_format AS SELECT ? AS format", [FORMAT])
    schemas = {**{name: schema.arrow for name, schema in SCHEMAS.items() if name != "failures"}, **OWN}
    for name, schema in schemas.items():
        columns = ", ".join(f'"{column.name}" {_sql_type(column.type)}' for column in schema)
        connection.execute(f'CREATE TABLE IF NOT EXISTS "{name}" ({columns})')


def _sql_type(kind: pa.DataType) -> str:
    if pa.types.is_list(kind):
        return f"{_sql_type(kind.value_type)}[]"
    if pa.types.is_struct(kind):
        return "STRUCT(" + ", ".join(f'"{part.name}" {_sql_type(part.type)}' for part in kind) + ")"
    return SQL_TYPES[kind]


def _check_format(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    try:
        found = connection.execute("SELECT format FROM store_format").fetchall()
    except duckdb.CatalogException:
        found = []
    if found != [(FORMAT,)]:
        raise StoreError(f"{path}: not a store of this version of reflectnlp → delete it and score again")
