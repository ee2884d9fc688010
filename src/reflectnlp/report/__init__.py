"""Tables in, what a committee reads out: one HTML page (or its PDF), a DOCX, a workbook, pictures.

``write_report`` chooses by the ending of the path. Nothing here is loaded before it is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from reflectnlp.errors import ReflectError


class HasTables(Protocol):
    """What a report needs of ``Results``: the tables and how the study calls things."""

    @property
    def arrow(self) -> Mapping[str, Any]:
        """Tables by name."""

    @property
    def title(self) -> str:
        """Title of the study."""

    @property
    def lang(self) -> str:
        """``zh`` or ``en``."""

    @property
    def min_group(self) -> int:
        """Smaller groups are merged."""

    @property
    def stages(self) -> Sequence[Any]:
        """Stages of the study, each with a ``name``; those of documents are their column ``stage``."""

    @property
    def theme_names(self) -> Mapping[str, Mapping[str, str]]:
        """Theme id → display name by language."""


def write_report(
    results: HasTables,
    path: str | Path,
    *,
    lang: str | None = None,
    by: str = "unit",
    validation: Mapping[str, Any] | None = None,
    all_kinds: bool = False,
) -> Path:
    """Write a report: ``.html``, ``.pdf``, ``.docx``, ``.xlsx``, or PNG and SVG pictures into a folder.

    Parameters
    ----------
    lang
        ``zh`` or ``en``; that of the study when not given.
    by
        Column of ``documents`` that groups: ``unit``, ``kind`` or, in a study with stages, ``stage``.
    validation
        What ``evaluate`` answered, shown in the part on method.
    all_kinds
        Whether charts count news and other texts, too.

    Raises
    ------
    ReflectError
        The ending or the language is unknown, or no browser is there to print a PDF.
    """
    from reflectnlp.report.frames import Options

    language = lang or results.lang
    if language not in ("zh", "en"):
        raise ReflectError(f"language {language!r} is unknown → use zh or en")
    options = Options(
        title=results.title,
        lang=language,
        by=by,
        min_group=results.min_group,
        names=results.theme_names,
        validation=validation,
        all_kinds=all_kinds,
        stages=tuple(str(stage.name) for stage in results.stages),
    )
    target = Path(path)
    ending = target.suffix.lower()
    target.parent.mkdir(parents=True, exist_ok=True)
    if ending == ".html":
        from reflectnlp.report.html import build_html

        target.write_text(build_html(results.arrow, options), encoding="utf-8", newline="\n")
    elif ending == ".pdf":
        from reflectnlp.report.html import build_html
        from reflectnlp.report.pdf import print_pdf

        print_pdf(build_html(results.arrow, options), target)
    elif ending == ".docx":
        from reflectnlp.report.docx import write_docx

        write_docx(results.arrow, target, options)
    elif ending == ".xlsx":
        from reflectnlp.report.xlsx import write_xlsx

        write_xlsx(results.arrow, target, options)
    elif ending == "":
        from reflectnlp.report.png import write_png

        write_png(results.arrow, target, options)
    else:
        raise ReflectError(
            f"{target.name}: no report of this kind → .html, .pdf, .docx, .xlsx, or a folder for PNG"
        )
    return target
