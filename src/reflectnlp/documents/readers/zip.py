"""The bytes of a ZIP archive in, the names of the submissions in it out.

Members are read one at a time afterwards (``isolated``), so that a bad one costs only itself. Names written
by Chinese Windows are GBK without saying so; folders of macOS and temporary files are left out.
"""

from __future__ import annotations

import zipfile
from pathlib import PurePosixPath

from reflectnlp.documents.folder import is_junk
from reflectnlp.documents.packed import check_packed, open_packed, read_member
from reflectnlp.documents.readers.parts import Extract, Limits
from reflectnlp.errors import ReadError

_UTF8 = 0x800  # the flag that says a name is UTF-8


def read(data: bytes, limits: Limits) -> Extract:
    """The members that are submissions, by their decoded names, in order.

    Raises
    ------
    ReadError
        The archive is damaged, encrypted, empty, or a bomb.
    """
    check_packed(data, limits.max_bytes)
    with open_packed(data) as archive:
        names = sorted(_named(archive))
    if not names:
        raise ReadError("the archive holds no documents", "pack the documents themselves")
    return Extract(members=tuple(names))


def member(data: bytes, name: str, limits: Limits) -> bytes:
    """The bytes of the member that ``read`` called ``name``."""
    with open_packed(data) as archive:
        return read_member(archive, _named(archive)[name], limits.max_bytes)


def _named(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Members by decoded name; a second one of the same name gets a number."""
    named: dict[str, zipfile.ZipInfo] = {}
    for info in archive.infolist():
        name = _name(info)
        if info.is_dir() or is_junk(PurePosixPath(name)):
            continue
        unique, n = name, 2
        while unique in named:
            unique, n = f"{name}~{n}", n + 1
        named[unique] = info
    return named


def _name(info: zipfile.ZipInfo) -> str:
    name = info.filename
    if not info.flag_bits & _UTF8:
        try:
            raw = name.encode("cp437")  # zipfile decodes unmarked names as code page 437, which is lossless
        except UnicodeEncodeError:  # a field beside the name gave it in Unicode
            raw = name.encode()
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return name.replace("\\", "/").lstrip("/")
