"""An office file in, the same file without the time of day out: equal tables give equal bytes."""

from __future__ import annotations

import io
import re
import zipfile

CLOCK = (2000, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def without_clock(data: bytes) -> bytes:
    """Rewrite a ZIP with fixed times in its entries and in ``docProps/core.xml``."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w") as clean:
        for name in given.namelist():
            entry = given.read(name)
            if name == "docProps/core.xml":
                entry = _STAMP.sub(rb"\g<1>2000-01-01T00:00:00Z", entry)
            clean.writestr(zipfile.ZipInfo(name, CLOCK), entry, zipfile.ZIP_DEFLATED)
    return out.getvalue()
