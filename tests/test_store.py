"""The store: incremental rows, all or nothing, one writer, deleted files out of sight."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from reflectnlp.errors import StoreError
from reflectnlp.records import Failure
from reflectnlp.store import FileRows, FileState, open_store
from reflectnlp.tables.schema import SCHEMAS, build, empty

BLANK = {pa.string(): "", pa.int32(): 0, pa.float64(): 0.0, pa.bool_(): False}


def document(doc_id: str, source: str, title: str = "学习体会") -> pa.Table:
    known = {"doc_id": doc_id, "source": source, "title": title}
    return build(
        "documents",
        {
            column.name: [known.get(column.name, BLANK[column.type])]
            for column in SCHEMAS["documents"].columns
        },
    )


def scored(**files: list[str]) -> tuple[list[FileRows], dict[str, pa.Table]]:
    """Files with the titles of their documents, as `write_batch` takes them."""
    found, tables = [], [empty("documents")]
    for file, names in files.items():
        ids = [f"{file}-{n}" for n, _ in enumerate(names)]
        tables += [document(doc_id, file, title) for doc_id, title in zip(ids, names, strict=True)]
        found.append(FileRows(file, FileState("0" * 64, "p1", "scored"), [(i, "", "正文") for i in ids]))
    return found, {"documents": pa.concat_tables(tables)}


def titles(folder: Path) -> list[str]:
    with open_store(folder) as store:
        return store.table("documents")["title"].to_pylist()


def test_a_file_written_again_replaces_its_rows(tmp_path: Path) -> None:
    with open_store(tmp_path, write=True) as store:
        store.write_batch(*scored(表=["甲", "乙"], 丙=["丙"]))
        store.write_batch(*scored(表=["丁"]))
        assert store.files()["丙"] == FileState("0" * 64, "p1", "scored")
    assert titles(tmp_path) == ["丙", "丁"]


def test_a_failure_goes_when_the_file_is_mended(tmp_path: Path) -> None:
    with open_store(tmp_path, write=True) as store:
        failure = Failure("甲", "decode", "坏了", "重新交")
        store.write_batch([FileRows("甲", FileState("0" * 64, "p1", "failed"), [], [failure])], {})
        assert store.table("failures").to_pylist() == [asdict(failure)]
        store.write_batch(*scored(甲=["甲"]))
        assert store.table("failures").num_rows == 0


def test_deleted_files_are_marked_and_out_of_sight(tmp_path: Path) -> None:
    with open_store(tmp_path, write=True) as store:
        store.write_batch(*scored(甲=["甲"], 乙=["乙"]))
        store.mark_deleted(["甲"])
        assert store.files()["甲"].status == "deleted"
        assert [source for _, source, _, _ in store.texts()] == ["乙"]
    assert titles(tmp_path) == ["乙"]


def test_a_batch_is_all_or_nothing(tmp_path: Path) -> None:
    with open_store(tmp_path, write=True) as store:
        store.write_batch(*scored(甲=["甲"]))
        files, tables = scored(甲=["改过的甲"], 乙=["乙"])
        with pytest.raises(duckdb.Error):
            store.write_batch(files, {**tables, "themes": pa.table({"doc_id": ["x"]})})
        assert set(store.files()) == {"甲"}
    assert titles(tmp_path) == ["甲"]


def test_a_second_writer_is_told_who_holds_the_store(tmp_path: Path) -> None:
    with (
        open_store(tmp_path, write=True),
        pytest.raises(StoreError) as caught,
        open_store(tmp_path, write=True),
    ):
        pass
    import os
    import socket

    assert str(caught.value) == (
        f"{tmp_path}: process {os.getpid()} on {socket.gethostname()} is scoring this study "
        "→ wait until it has ended"
    )


def test_no_results_yet(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught, open_store(tmp_path):
        pass
    path = tmp_path / "results.duckdb"
    assert (
        str(caught.value) == f"{path}: there are no results yet → run `reflectnlp score` on the study first"
    )


def test_a_file_that_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "results.duckdb").write_text("不是数据库" * 1000, encoding="utf-8")
    with pytest.raises(StoreError, match="cannot be opened"), open_store(tmp_path):
        pass


def test_every_table_is_typed_when_nothing_was_scored(tmp_path: Path) -> None:
    with open_store(tmp_path, write=True) as store:
        for name, schema in SCHEMAS.items():
            assert store.table(name).schema == schema.arrow
            assert store.table(name).num_rows == 0


def test_runs_are_counted(tmp_path: Path) -> None:
    row = {column.name: BLANK[column.type] for column in SCHEMAS["runs"].columns}
    with open_store(tmp_path, write=True) as store:
        for _ in range(11):
            store.add_run(row)
        assert store.table("runs")["run_id"].to_pylist() == [str(n) for n in range(1, 12)]


def test_passages_survive_the_store(tmp_path: Path) -> None:
    passage = [{"start": 0, "end": 9, "other_start": 3, "other_end": 12}]
    table = build(
        "reuse",
        {
            "doc_id": ["甲"],
            "other_id": ["乙"],
            "share": [0.5],
            "n_passages": [1],
            "longest": [9],
            "passages": [passage],
        },
    )
    with open_store(tmp_path, write=True) as store:
        store.write_whole("reuse", table, digest="d1")
        assert store.note("reuse") == "d1"
        assert store.note("points") == ""
        assert store.table("reuse").equals(table)
