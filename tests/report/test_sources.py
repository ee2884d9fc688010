"""Citations and reuse in a report: what was altered, what is not there, clusters, model essays."""

from __future__ import annotations

import pandas as pd
import pytest

from reflectnlp.report.evidence import Pool
from reflectnlp.report.frames import Options, make_frames
from reflectnlp.report.sections.reuse import reuse_part
from reflectnlp.report.sections.sources import citations_part, compared

PASSAGE = [{"start": 0, "end": 30, "other_start": 0, "other_end": 30}]


@pytest.mark.parametrize(
    ("quotation", "original", "pieces"),
    [
        (
            "监督主要是从下到上的",
            "监督首先是自下而上的",
            (
                [("监督", False), ("主要", True), ("是", False), ("从", True), ("下", False), ("到", True)],
                [("监督", False), ("首先", True), ("是", False), ("自", True), ("下", False), ("而", True)],
            ),
        ),
        ("监督，是大家的事", "监督是大家的事", ([("监督，是大家的事", False)], [("监督是大家的事", False)])),
    ],
)
def test_both_wordings_are_shown_with_what_differs(quotation, original, pieces):
    here, there = compared(quotation, original)
    assert (here[:6], there[:6]) == pieces
    assert "".join(text for text, _ in here) == quotation
    assert "".join(text for text, _ in there) == original


def test_without_an_original_there_is_nothing_to_compare():
    assert compared("花开有时", "") == ([], [])


def test_altered_quotations_carry_what_the_reading_says(frames):
    made = make_frames(frames, Options())
    part = citations_part(made, Pool(made))
    altered = next(row for row in part["quotations"] if row["verified"] == "altered")
    assert altered["original"] == "监督首先是自下而上的"
    assert [text for text, differs in altered["pieces"][1] if differs][:1] == ["首先"]
    assert not any(row["pieces"][1] for row in part["quotations"] if row["verified"] == "not_found")


def test_articles_that_are_not_there_and_titles_that_lead_nowhere_are_listed(frames):
    made = make_frames(_with_citations(frames), Options())
    part = citations_part(made, Pool(made))
    assert [row["name"].endswith("第九十九条") for row in part["missing"]] == [True]
    assert [row["name"] for row in part["unresolved"]] == ["《钢铁是怎样炼成的》"]


def test_clusters_name_who_is_dated_first_and_the_model_essays(frames):
    made = make_frames(_with_reuse(frames), Options())
    part = reuse_part(made, Pool(made))
    assert (part["n_pairs"], part["n_essay_pairs"], part["n_documents"]) == (2, 1, 2)
    essay = next(row for row in part["pairs"] if row["is_essay"])
    assert (essay["authors"][1], essay["shares"]) == ("网上范文", (0.9, None))
    (cluster,) = part["clusters"]
    assert [one["is_first"] for one in cluster["members"]] == [True, False]
    assert cluster["essays"] == ["网上范文"]


def _first_body(frames: dict[str, pd.DataFrame]) -> list[tuple[str, int]]:
    kinds = frames["documents"].set_index("doc_id")["kind"]
    rows = frames["sentences"].query("role == 'body'").drop_duplicates("doc_id")
    return [
        (doc, int(start))
        for doc, start in zip(rows["doc_id"], rows["start"], strict=True)
        if kinds[doc] not in ("news", "other")
    ]


def _with_citations(frames: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    doc, start = _first_body(frames)[0]
    rows = [
        (doc, start, start + 5, "article", "第九十九条", "R2", "not_found", ""),
        (doc, start, start + 9, "work", "《钢铁是怎样炼成的》", "", "", ""),
    ]
    return {**frames, "citations": pd.DataFrame(rows, columns=list(frames["citations"].columns))}


def _with_reuse(frames: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    (late, _), (early, _) = _first_body(frames)[:2]
    documents = frames["documents"].copy()
    documents.loc[documents["doc_id"] == early, "date"] = "2005-03-01"
    documents.loc[documents["doc_id"] == late, "date"] = "2005-04-01"
    rows = [
        (late, early, 0.8, 1, 30, PASSAGE),
        (early, late, 0.7, 1, 30, PASSAGE),
        (late, "essay:网上范文", 0.9, 1, 30, PASSAGE),
    ]
    reuse = pd.DataFrame(rows, columns=list(frames["reuse"].columns))
    return {**frames, "documents": documents, "reuse": reuse}
