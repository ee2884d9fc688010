"""The bytes of a ZIP container in, a refusal out when unpacking it would cost too much.

Word and Excel files are ZIP containers as well. A bomb declares, or hides, gigabytes in a few kilobytes.
"""

from __future__ import annotations

import io
import zipfile

from reflectnlp.errors import ReadError

_MAX_RATIO = 300  # text compresses about 1:10, an empty sheet about 1:100
_SMALL = 10_000_000
_MAX_MEMBERS = 20_000


def open_packed(data: bytes) -> zipfile.ZipFile:
    """Open a container.

    Raises
    ------
    ReadError
        It is damaged.
    """
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, EOFError, ValueError, OSError, NotImplementedError) as error:
        raise ReadError("the archive is damaged", "pack it again, or send it once more") from error


def check_packed(data: bytes, max_bytes: int) -> None:
    """Refuse a container that would unpack to more than ``max_bytes``, or is packed implausibly tight."""
    with open_packed(data) as container:
        infos = container.infolist()
        total = sum(info.file_size for info in infos)
        if any(info.flag_bits & 1 for info in infos):
            raise ReadError("it is encrypted with a password", "remove the password and pack it again")
    if len(infos) > _MAX_MEMBERS:
        raise ReadError(
            f"it holds {len(infos)} members, more than {_MAX_MEMBERS}", "hand in smaller archives"
        )
    if total > max_bytes or (total > _SMALL and total > _MAX_RATIO * max(1, len(data))):
        raise ReadError(
            f"unpacked it would take {total // 1_000_000} MB, more than its size can honestly hold",
            "hand in the documents themselves",
        )


def read_member(container: zipfile.ZipFile, name: str | zipfile.ZipInfo, max_bytes: int) -> bytes:
    """The bytes of one member, never more than ``max_bytes``, whatever the directory declares.

    Raises
    ------
    ReadError
        The member is missing, damaged, encrypted, or larger than declared.
    """
    try:
        with container.open(name) as member:
            data = member.read(max_bytes + 1)
    except KeyError as error:
        raise ReadError(
            f"the part {name} is missing", "save the file again in the program it was made with"
        ) from error
    except RuntimeError as error:  # zipfile's word for an encrypted member
        raise ReadError("it is encrypted with a password", "remove the password and pack it again") from error
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, ValueError) as error:
        raise ReadError("the archive is damaged here", "pack it again, or send it once more") from error
    except Exception as error:  # zlib, bz2 and lzma have errors of their own
        raise ReadError("the archive is damaged here", "pack it again, or send it once more") from error
    if len(data) > max_bytes:
        raise ReadError(
            f"larger than {max_bytes // 1_000_000} MB when unpacked", "hand in the document itself"
        )
    return data
