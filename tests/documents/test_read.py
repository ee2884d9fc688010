from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reflectnlp.documents import (
    Isolated,
    ReadSettings,
    close_readers,
    doc_id,
    find_files,
    read,
    read_file,
)
from reflectnlp.errors import ReadError

sys.path.insert(0, str(Path(__file__).parent))
import made


@pytest.fixture(scope="module", autouse=True)
def _close() -> Iterator[None]:
    yield
    close_readers()


def write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


FORMS = {
    "a.txt": ("text", "gb18030", "\r\n".join(made.ESSAY).encode("gbk")),
    "a.md": ("markdown", "utf-8", "\n\n".join(made.ESSAY).encode()),
    "a.docx": ("docx", "", made.docx(made.ESSAY)),
    "a.pdf": ("pdf", "", made.pdf([made.ESSAY])),
    "a.html": ("html", "utf-8", ("<html><body>" + "".join(f"<p>{p}</p>" for p in made.ESSAY)).encode()),
}


@pytest.mark.parametrize("name", FORMS)
def test_the_same_essay_in_every_format(name: str, tmp_path: Path) -> None:
    format_name, encoding, data = FORMS[name]
    (document,) = read(write(tmp_path, name, data))
    assert (document.format, document.encoding) == (format_name, encoding)
    assert (document.title, document.unit, document.author, document.date) == (
        "学习体会",
        "总务处",
        "周广田",
        "2012-01-01",
    )
    assert [s.text for s in document.sentences if s.is_heading] == ["一、收获"]
    assert document.kind == "reflection"


def test_rows_and_members_are_named_after_the_hash(tmp_path: Path) -> None:
    table = made.xlsx([["姓名", "正文"], ["张三", made.BODY], ["李四", ""]])
    inner = made.packed({"c.txt": made.BODY.encode()})
    data = made.packed({"a.txt": made.BODY.encode(), "b.xlsx": table, "d.zip": inner, "e.exe": b"MZ\x00"})
    result = read_file(
        write(tmp_path, "all.zip", data), source="submissions/all.zip", settings=ReadSettings(year=2012)
    )
    assert [document.source for document in result.documents] == [
        "submissions/all.zip#a.txt",
        "submissions/all.zip#b.xlsx#1",
        "submissions/all.zip#d.zip#c.txt",
    ]
    assert [(failure.source, failure.stage, failure.reason) for failure in result.failures] == [
        ("submissions/all.zip#b.xlsx#2", "extract", "the row has no text"),
        ("submissions/all.zip#e.exe", "open", "it is a Windows program"),
    ]
    assert len({document.doc_id for document in result.documents}) == 3


def test_ids_are_readable_and_stable() -> None:
    assert doc_id("submissions/D1-01.txt") == "D1-01~6207b201"
    assert doc_id("submissions/all.zip#甲/D1.txt").startswith("all-甲/D1~")
    assert doc_id("submissions/form.xlsx#3").startswith("form-3~")
    assert doc_id("a.txt") != doc_id("a.docx")


def test_reading_the_file_again_gives_the_same_document(tmp_path: Path) -> None:
    path = write(tmp_path, "a.docx", FORMS["a.docx"][2])
    assert read(path) == read(path)


def test_what_cannot_be_read_raises_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(ReadError) as caught:
        read(write(tmp_path, "旧.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600))
    assert (
        str(caught.value) == "旧.doc: an old Word file (.doc) → open it in Word or WPS and save it as .docx"
    )
    assert caught.value.stage == "open"


def test_parts_that_fail_are_named_in_a_warning(tmp_path: Path) -> None:
    data = made.packed({"a.txt": made.BODY.encode(), "b.png": b"\x89PNG\r\n\x1a\n"})
    with pytest.warns(UserWarning, match=r"^all.zip#b.png: it is a PNG picture → type the text or hand in"):
        documents = read(write(tmp_path, "all.zip", data))
    assert len(documents) == 1


def test_a_missing_file_and_a_folder_are_failures(tmp_path: Path) -> None:
    result = read_file(tmp_path / "no.txt", source="no.txt", settings=ReadSettings())
    assert [(f.stage, f.remedy) for f in result.failures] == [
        ("open", "check that it is there and may be read")
    ]
    (failure,) = read_file(tmp_path, source="x", settings=ReadSettings()).failures
    assert failure.stage == "open"


def test_files_are_found_in_order_without_junk(tmp_path: Path) -> None:
    junk = [".hidden", "~$a.docx", "Thumbs.db", "__MACOSX/x.txt", "c.txt~", "d.tmp"]
    for name in ["b.txt", "a/2.docx", "a/1.txt", *junk]:
        write(tmp_path, name, b"x")
    found = [path.relative_to(tmp_path).as_posix() for path in find_files(tmp_path)]
    assert found == ["a/1.txt", "a/2.docx", "b.txt"]


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ReadError) as caught:
        find_files(tmp_path / "submissions")
    assert str(caught.value) == (
        f"{tmp_path / 'submissions'} is no folder → create it and put the submissions there"
    )


def test_a_process_of_ones_own_is_ended_by_its_block(tmp_path: Path) -> None:
    path = write(tmp_path, "a.docx", FORMS["a.docx"][2])
    with Isolated() as process:
        assert read_file(path, source="a.docx", settings=ReadSettings(), process=process).documents
        child = process._child
        assert child is not None and child.poll() is None
    assert child.poll() is not None


def test_importing_the_room_loads_no_document_library() -> None:
    code = (
        "import sys, reflectnlp.documents; "
        "heavy = ('docx', 'lxml', 'bs4', 'pypdfium2', 'openpyxl', 'numpy'); "
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
