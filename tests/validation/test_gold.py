"""Gold files: what is read, and how mistakes are told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reflectnlp.errors import GoldError
from reflectnlp.validation import GoldPoint, GoldSentence, load_gold, write_gold


def write(path: Path, *rows: object) -> Path:
    path.write_text(
        "\n".join(row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows),
        encoding="utf-8",
    )
    return path


def test_reads_what_is_there(tmp_path: Path) -> None:
    path = write(
        tmp_path / "gold.jsonl",
        {
            "doc": "submissions/甲.txt",
            "unit": "标本馆支部",
            "sentences": [{"start": 0, "end": 4, "themes": ["ideals"]}],
            "coverage": {"R1.1": {"code": "quoted", "evidence": [0]}},
            "copy_of": "submissions/乙.txt",
        },
    )
    (document,) = load_gold(path)
    assert document.source == document.doc == "submissions/甲.txt"
    assert document.sentences == (GoldSentence(0, 4, frozenset({"ideals"})),)
    assert document.coverage == {"R1.1": GoldPoint("quoted", frozenset({0}))}
    assert document.copy_of == "submissions/乙.txt"


def test_sources_lead_to_another_form_of_the_text(tmp_path: Path) -> None:
    path = write(tmp_path / "gold.jsonl", {"doc": "submissions/甲.txt", "sentences": []})
    (tmp_path / "sources.csv").write_text(
        "doc,source\nsubmissions/甲.txt,submissions/表.xlsx#1\n", encoding="utf-8"
    )
    (tmp_path / "plain").mkdir()
    (tmp_path / "plain" / "甲.txt").write_text("坚定理想信念。", encoding="utf-8")
    (document,) = load_gold(path)
    assert (document.source, document.plain) == ("submissions/表.xlsx#1", "坚定理想信念。")


def test_all_mistakes_at_once(tmp_path: Path) -> None:
    path = write(
        tmp_path / "gold.jsonl",
        {
            "doc": "a.txt",
            "sentences": [{"start": 5, "end": 3, "themes": []}],
            "coverage": {"P": {"code": "maybe"}},
        },
        "{not json",
        {"sentences": []},
        {"doc": "b.txt", "sentences": [], "coverage": {"P": {"code": "quoted", "evidence": [2]}}},
        {"doc": "c.txt"},
        {"doc": "c.txt"},
    )
    with pytest.raises(GoldError) as caught:
        load_gold(path)
    assert str(caught.value) == "\n".join(
        [
            "6 problems in the gold file:",
            f"  {path}:1, sentence 0: span 5–3 is out of order → list in order of the text",
            f"  {path}:1, point P: unknown code 'maybe' → use one of quoted, paraphrased, mentioned, absent",
            f"  {path}:2: not JSON: Expecting property name enclosed in double quotes"
            " → write one JSON object a line",
            f"  {path}:3: no `doc` → name the document by its path below the study's folder",
            f"  {path}:4, point P: evidence [2] are no sentences → there are 0, counted from 0",
            f"  {path}:6: c.txt stands already in line 5 → keep one of the two",
        ]
    )


def test_a_sample_says_what_was_coded_and_for_how_many(tmp_path: Path) -> None:
    sentence = {"start": 0, "end": 4, "themes": ["ideals"], "weight": 2.5}
    path = write(tmp_path / "gold.jsonl", {"doc": "a.txt", "sentences": [sentence], "parts": ["themes"]})
    (document,) = load_gold(path)
    assert document.sentences == (GoldSentence(0, 4, frozenset({"ideals"}), 2.5),)
    assert document.parts == ("themes",)
    bad = write(
        tmp_path / "bad.jsonl",
        {"doc": "a.txt", "sentences": [{**sentence, "weight": 0}]},
        {"doc": "b.txt", "parts": ["theme"]},
    )
    with pytest.raises(GoldError) as caught:
        load_gold(bad)
    assert str(caught.value) == (
        "2 problems in the gold file:\n"
        f"  {bad}:1, sentence 0: weight is 0 → write a number above 0, or none\n"
        f"  {bad}:2: unknown part 'theme' → use some of themes, coverage, reuse"
    )


def test_what_is_written_is_read(tmp_path: Path) -> None:
    demo = Path(__file__).parents[2] / "data" / "demo" / "gold" / "gold.jsonl"
    documents = load_gold(demo)
    write_gold(documents, tmp_path / "gold.jsonl")
    again = load_gold(tmp_path / "gold.jsonl")
    for ours, theirs in zip(again, documents, strict=True):
        assert (ours.doc, ours.sentences, ours.coverage) == (theirs.doc, theirs.sentences, theirs.coverage)
        assert (ours.copy_of, ours.unit, ours.parts) == (theirs.copy_of, theirs.unit, theirs.parts)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="cannot be read"):
        load_gold(tmp_path / "none.jsonl")
