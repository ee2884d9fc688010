"""Damaged, encrypted, hostile and endless files: each costs itself and nothing else."""

from __future__ import annotations

import io
import os
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from reflectnlp.documents import Isolated, ReadSettings, read_file
from reflectnlp.records import Failure

sys.path.insert(0, str(Path(__file__).parent.parent / "documents"))
import made

OCR = "type the text or hand in the original file; reading text from pictures (OCR) is not part of reflectnlp"


@pytest.fixture(scope="module")
def process() -> Iterator[Isolated]:
    with Isolated() as started:
        yield started


def failure(folder: Path, name: str, data: bytes, process: Isolated, **settings: float) -> Failure:
    path = folder / name
    path.write_bytes(data)
    result = read_file(path, source=name, settings=ReadSettings(**settings), process=process)
    assert result.documents == ()
    (found,) = result.failures
    return found


def alive(folder: Path, process: Isolated) -> bool:
    """Whether the next good file is read all the same."""
    path = folder / "good.docx"
    path.write_bytes(made.docx(made.ESSAY))
    return len(read_file(path, source="good.docx", settings=ReadSettings(), process=process).documents) == 1


def test_an_empty_file(tmp_path: Path, process: Isolated) -> None:
    assert failure(tmp_path, "a.txt", b"", process) == Failure(
        "a.txt", "open", "the file is empty", "hand in the file that holds the text"
    )


@pytest.mark.parametrize("data", [b" \r\n ", "\ufeff\u3000".encode(), "\u200b\n\u200b".encode()])
def test_a_file_of_white_space(data: bytes, tmp_path: Path, process: Isolated) -> None:
    assert failure(tmp_path, "a.txt", data, process).reason == "the file is empty"


def test_a_file_that_is_too_large(tmp_path: Path, process: Isolated) -> None:
    found = failure(tmp_path, "a.txt", b"x" * 3_000_000, process, max_bytes=2_000_000)
    assert found == Failure(
        "a.txt", "open", "3 MB, more than the 2 MB that are read", "hand in the text without its pictures"
    )


def test_an_encrypted_pdf(tmp_path: Path, process: Isolated) -> None:
    found = failure(tmp_path, "a.pdf", made.pdf([made.ESSAY], password="geheim"), process)
    assert found == Failure(
        "a.pdf",
        "extract",
        "it is encrypted with a password",
        "save it without a password, or hand in the original",
    )


def test_a_scanned_pdf(tmp_path: Path, process: Isolated) -> None:
    found = failure(tmp_path, "a.pdf", made.pdf([[], []]), process)
    assert found == Failure("a.pdf", "extract", "it is a scan: its 2 pages hold pictures and no text", OCR)


@pytest.mark.parametrize("keep", [0.1, 0.5, 0.9])
def test_a_pdf_cut_off(keep: float, tmp_path: Path, process: Isolated) -> None:
    data = made.pdf([made.ESSAY] * 3)
    path = tmp_path / "a.pdf"
    path.write_bytes(data[: int(len(data) * keep)])
    result = read_file(path, source="a.pdf", settings=ReadSettings(), process=process)
    assert len(result.documents) + len(result.failures) == 1
    assert alive(tmp_path, process)


@pytest.mark.parametrize("keep", [0.2, 0.6, 0.95])
def test_a_docx_cut_off(keep: float, tmp_path: Path, process: Isolated) -> None:
    data = made.docx(made.ESSAY)
    found = failure(tmp_path, "a.docx", data[: int(len(data) * keep)], process)
    assert found == Failure(
        "a.docx",
        "open",
        "the docx file is damaged: its directory cannot be read",
        "open it in the program it was made with and save it again, or send it once more",
    )


def test_a_docx_whose_xml_is_broken(tmp_path: Path, process: Isolated) -> None:
    found = failure(tmp_path, "a.docx", made.packed({"word/document.xml": b"<w:document><w:p>"}), process)
    assert (found.stage, found.reason) == ("extract", "its text part is damaged XML")


def test_a_docx_with_flipped_bytes(tmp_path: Path, process: Isolated) -> None:
    data = bytearray(made.docx(made.ESSAY))
    at = data.index(b"word/document.xml") + 60
    data[at : at + 40] = bytes(40)
    found = failure(tmp_path, "a.docx", bytes(data), process)
    assert found.reason == "the archive is damaged here"


def test_a_workbook_that_is_broken(tmp_path: Path, process: Isolated) -> None:
    found = failure(tmp_path, "a.xlsx", made.packed({"xl/workbook.xml": b"<workbook"}), process)
    assert found.reason.startswith("the workbook is damaged (")
    assert found.remedy == "open it in Excel or WPS and save it again as .xlsx"


def encrypted_zip() -> bytes:
    """A ZIP whose directory says that its member is encrypted; zipfile cannot write a real one."""
    data = bytearray(made.packed({"a.txt": "学习".encode()}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def test_an_encrypted_zip(tmp_path: Path, process: Isolated) -> None:
    assert failure(tmp_path, "a.zip", encrypted_zip(), process) == Failure(
        "a.zip", "extract", "it is encrypted with a password", "remove the password and pack it again"
    )


def bomb(size: int) -> bytes:
    target = io.BytesIO()
    with (
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive,
        archive.open("a.txt", "w") as member,
    ):
        for _ in range(size // 1_000_000):
            member.write(bytes(1_000_000))
    return target.getvalue()


def test_a_zip_bomb(tmp_path: Path, process: Isolated) -> None:
    found = failure(tmp_path, "a.zip", bomb(30_000_000), process)
    assert found == Failure(
        "a.zip",
        "extract",
        "unpacked it would take 30 MB, more than its size can honestly hold",
        "hand in the documents themselves",
    )


def test_a_bomb_that_lies_about_its_size(tmp_path: Path, process: Isolated) -> None:
    data = bytearray(bomb(3_000_000))
    directory = data.index(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = (100).to_bytes(4, "little")
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    result = read_file(path, source="a.zip", settings=ReadSettings(max_unpacked=1_000_000), process=process)
    assert [f.source for f in result.failures] == ["a.zip#a.txt"]
    assert alive(tmp_path, process)


def test_archives_inside_one_another(tmp_path: Path, process: Isolated) -> None:
    data = made.packed({"a.txt": made.BODY.encode()})
    for _ in range(5):
        data = made.packed({"in.zip": data})
    found = failure(tmp_path, "a.zip", data, process)
    assert found == Failure(
        "a.zip#in.zip#in.zip#in.zip#in.zip",
        "extract",
        "archives inside one another, more than 3 deep",
        "pack the documents themselves",
    )


def test_entities_that_blow_up(tmp_path: Path, process: Isolated) -> None:
    levels = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 12))
    xml = (
        f'<!DOCTYPE d [<!ENTITY e0 "好">{levels}]>'
        '<w:document xmlns:w="urn:w"><w:body><w:p><w:r><w:t>&e11;</w:t></w:r></w:p></w:body></w:document>'
    )
    failure(tmp_path, "a.docx", made.packed({"word/document.xml": xml.encode()}), process)
    assert alive(tmp_path, process)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_parser_that_never_ends_is_ended(tmp_path: Path, process: Isolated) -> None:
    """A named pipe blocks whoever opens it, as a parser in an endless loop does; the limit is short."""
    from reflectnlp.documents.readers.parts import Limits
    from reflectnlp.errors import ReadError

    assert alive(tmp_path, process)
    os.mkfifo(tmp_path / "a.docx")
    with pytest.raises(ReadError) as caught:
        process.read(tmp_path / "a.docx", limits=Limits(), seconds=0.2, memory=2_000_000_000)
    assert str(caught.value) == (
        "reading it took longer than 0.2 seconds → save it again, or hand in the text alone"
    )
    assert alive(tmp_path, process)


def test_a_parser_that_crashes_costs_one_file(tmp_path: Path) -> None:
    with Isolated() as process:
        assert alive(tmp_path, process)
        child = process._child
        assert child is not None
        child.kill()
        child.wait()
        assert alive(tmp_path, process)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds the address space")
def test_memory_is_bounded(tmp_path: Path, process: Isolated) -> None:
    page = b"<html><body>" + b"<p>a" * 100_000
    found = failure(tmp_path, "a.html", page, process, memory=100_000_000)
    assert found == Failure(
        "a.html", "extract", "reading it takes more memory than is allowed", "hand in a smaller file"
    )
    assert alive(tmp_path, process)


def test_text_in_no_encoding(tmp_path: Path, process: Isolated) -> None:
    found = failure(tmp_path, "a.txt", "学习体会，我的收获很大。".encode() + b"\xff\xfe\xfd", process)
    assert found.stage == "decode"
    assert found.reason == "the encoding cannot be told: tried utf-8 (does not fit at byte 36)"


def test_a_table_without_texts(tmp_path: Path, process: Isolated) -> None:
    found = failure(tmp_path, "a.csv", "姓名,电话\n张三,1\n".encode(), process)
    assert found.reason == "no column holds the text; the columns are: 姓名、电话"


def test_a_table_with_an_open_quote(tmp_path: Path, process: Isolated) -> None:
    found = failure(tmp_path, "a.csv", '姓名,正文\n张三,"没有写完'.encode(), process)
    assert found == Failure(
        "a.csv",
        "extract",
        "not a table: unexpected end of data",
        "open it in Excel or WPS and save it as .xlsx",
    )
