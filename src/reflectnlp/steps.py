"""Documents in, one table out: the stages of a study as verbs, for those who have no study.

Each compiles a profile of what it is given and calls the kernel; the figures are those of a study with the
same scheme and readings.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import pyarrow as pa

from reflectnlp.coverage import Reading, builtin_persons
from reflectnlp.kernel import score
from reflectnlp.profile import ProfileParts, compile_profile
from reflectnlp.records import Document
from reflectnlp.themes import Model, Scheme, ThemeModel

BATCH = 64


def find_themes(
    documents: Sequence[Document], scheme: Scheme | None = None, *, model: Model | None = None
) -> pd.DataFrame:
    """The table ``theme_hits`` of some documents.

    Parameters
    ----------
    documents
        From ``read`` or ``document_from_text``.
    scheme
        The built-in ``party_study`` with its shipped model by default.
    model
        A model trained for the scheme; without it the rules decide alone.
    """
    chosen = scheme or Scheme.builtin()
    parts = ProfileParts(chosen, theme_model=model or ThemeModel.shipped(chosen))
    return _table("theme_hits", documents, parts)


def score_coverage(documents: Sequence[Document], readings: Sequence[Reading]) -> pd.DataFrame:
    """The table ``coverage``: one row a document and reading, zeros kept."""
    return _table("coverage", documents, _parts(readings))


def find_evidence(documents: Sequence[Document], readings: Sequence[Reading]) -> pd.DataFrame:
    """The table ``evidence``: one row a document and key point, absent ones kept."""
    return _table("evidence", documents, _parts(readings))


def _parts(readings: Sequence[Reading]) -> ProfileParts:
    return ProfileParts(Scheme.builtin(), tuple(readings), builtin_persons())


def _table(name: str, documents: Sequence[Document], parts: ProfileParts) -> pd.DataFrame:
    profile = compile_profile(parts)
    starts = range(0, max(len(documents), 1), BATCH)
    tables = [score(documents[n : n + BATCH], profile)[name] for n in starts]
    frame: pd.DataFrame = pa.concat_tables(tables).to_pandas()
    return frame
