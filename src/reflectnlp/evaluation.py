"""A study and gold in, the figures of a validation out.

The documents that gold names are read and scored anew, in memory: the figures are those of the study's
present settings, whatever the store holds, and a folder that cannot be written to can be evaluated.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import pyarrow as pa

from reflectnlp.reuse import find_reuse
from reflectnlp.scoring import FILES, FileTask
from reflectnlp.study import Study
from reflectnlp.tables.schema import empty
from reflectnlp.themes import obvious_keywords
from reflectnlp.validation import GoldDocument, Setting, evaluate

TABLES = ("documents", "sentences", "theme_hits", "evidence", "coverage")


def evaluate_study(study: Study, gold: Sequence[GoldDocument]) -> dict[str, Any]:
    """All measures of the study against gold; see ``reflectnlp.validation.evaluate``."""
    texts, tables = score_in_memory(study, gold)
    return evaluate(tables, gold, setting(study, texts))


def setting(study: Study, texts: Mapping[str, str]) -> Setting:
    """What the measures need besides the tables."""
    profile = study.profile
    return Setting(
        themes=profile.theme_ids,
        texts=texts,
        readings={reading.reading_id: reading.text for reading in study.inputs.readings},
        keywords=obvious_keywords(study.inputs.parts.scheme),
        cut=profile.segmenter.cut,
    )


def score_in_memory(
    study: Study, gold: Sequence[GoldDocument]
) -> tuple[dict[str, str], dict[str, pd.DataFrame]]:
    """The texts (source → decoded text) and tables of the files that gold names."""
    wanted = {document.source.partition("#")[0] for document in gold}
    tasks = [FileTask(path, study.place(path), "") for path in study.files() if study.place(path) in wanted]
    job = study.job()
    parts = [job.score_files(tasks[n : n + FILES], study.profile) for n in range(0, len(tasks), FILES)]
    filled = [part.tables for part in parts if part.tables]
    tables = {
        name: pa.concat_tables([table[name] for table in filled]).to_pandas()
        if filled
        else empty(name).to_pandas()
        for name in TABLES
    }
    sources = dict(zip(tables["documents"]["doc_id"], tables["documents"]["source"], strict=True))
    texts = {sources[doc_id]: text for part in parts for rows in part.files for doc_id, _, text in rows.texts}
    ids = {source: doc_id for doc_id, source in sources.items()}
    documents = [
        study.document(text, source=source, doc_id=ids[source]) for source, text in sorted(texts.items())
    ]
    reuse = find_reuse(documents, readings=study.inputs.readings, settings=study.inputs.reuse)
    tables["reuse"] = reuse.to_pandas()
    tables["points"] = study.profile.points_table().to_pandas()
    return texts, tables
