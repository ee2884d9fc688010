"""From tables to a scheme file that can be pasted."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest
import yaml

from reflectnlp.language import jieba_vocabulary, rjieba_segmenter
from reflectnlp.tables.schema import SCHEMAS, empty
from reflectnlp.themes import Scheme
from reflectnlp.themes.fit_suggest import group_phrases
from reflectnlp.themes.suggest import Suggestions, suggest

SAFETY = [
    "当班的人发现隐患要马上登记。",
    "班组上报隐患，安环科三天答复。",
    "夜班隐患没有上报，当班的人没有登记。",
    "隐患上报以后，当班的人签字。",
    "车间的隐患要登记，要上报。",
]
GARDEN = [
    "温室搬迁那天，老师傅守着苗圃。",
    "苗圃里的石斛要搬进温室。",
    "温室漏雨，石斛烂了根。",
    "苗圃和温室都缺人手。",
    "石斛开花，苗圃来了很多孩子。",
]
MATCHED = "我们要坚定理想信念。"


def tables() -> dict[str, pa.Table]:
    """Each document has a sentence of safety, one of the garden, and one that carries a theme."""
    rows, hits = [], []
    for number, (one, other) in enumerate(zip(SAFETY, GARDEN, strict=True)):
        for sent_id, text in enumerate((one, other, MATCHED)):
            row = {"doc_id": f"D{number}", "sent_id": sent_id, "start": 0, "end": 1, "section": ""}
            rows.append({**row, "is_heading": False, "role": "body", "text": text})
        hit = {"doc_id": f"D{number}", "sent_id": 2, "theme": "ideals", "score": 1.0, "by": "rule"}
        hits.append({**hit, "term": "理想信念", "start": 0, "end": 1, "negated": False})
    return {
        "sentences": pa.Table.from_pylist(rows, schema=SCHEMAS["sentences"].arrow),
        "theme_hits": pa.Table.from_pylist(hits, schema=SCHEMAS["theme_hits"].arrow),
    }


def suggestions(found: dict[str, pa.Table], scheme: Scheme | None = None) -> Suggestions:
    return suggest(
        found,
        scheme or Scheme.builtin(),
        segmenter=rjieba_segmenter(),
        vocabulary=jieba_vocabulary(),
    )


@pytest.fixture(scope="module")
def made() -> Suggestions:
    return suggestions(tables())


def test_sentences_with_a_theme_are_not_looked_at(made: Suggestions) -> None:
    assert (made.n_sentences, made.n_open) == (15, 10)
    phrases = made.phrases["phrase"].to_pylist()
    assert {"隐患", "温室", "石斛", "苗圃"} <= set(phrases)
    assert not any("理想" in phrase for phrase in phrases)


def test_every_phrase_has_its_figures_and_a_sentence(made: Suggestions) -> None:
    row = next(row for row in made.phrases.to_pylist() if row["phrase"] == "隐患")
    assert (row["n"], row["n_documents"], row["cohesion"]) == (5, 5, 0.0)
    assert row["keyness"] > 50
    assert row["example"] == SAFETY[0]
    assert made.phrases["keyness"].to_pylist() == sorted(made.phrases["keyness"].to_pylist(), reverse=True)


def test_the_yaml_is_a_scheme(made: Suggestions, tmp_path: Path) -> None:
    path = tmp_path / "suggested.yaml"
    path.write_text(made.to_yaml(), encoding="utf-8")
    scheme = Scheme.from_yaml(path)
    assert scheme.scheme_id == "suggested"
    terms = {theme.theme_id: {term.name for term in theme.terms} for theme in scheme.themes}
    assert terms == {theme.theme_id: {p.text for p in theme.phrases} for theme in made.themes}
    assert any(f"# {example}" in made.to_yaml() for example in GARDEN)


def test_the_same_tables_give_the_same_answer(made: Suggestions) -> None:
    again = suggestions(tables())
    assert again.to_yaml() == made.to_yaml()
    assert again.phrases.equals(made.phrases)


def test_a_phrase_that_the_scheme_has_is_not_suggested(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(
        "scheme: own\nthemes:\n  - id: safety\n    label: 安全\n    terms: [隐患]\n", encoding="utf-8"
    )
    phrases = suggestions(tables(), Scheme.from_yaml(path)).phrases["phrase"].to_pylist()
    assert not any("隐患" in phrase for phrase in phrases)
    assert "温室" in phrases


def test_an_empty_study() -> None:
    found = suggestions({name: empty(name) for name in ("sentences", "theme_hits")})
    assert (found.phrases.num_rows, found.new_words.num_rows, found.themes) == (0, 0, ())
    assert found.to_yaml() == ("# no theme to suggest: too few phrases stand in sentences without a theme\n")
    assert yaml.safe_load(found.to_yaml()) is None


def test_phrases_of_the_same_sentences_form_a_group() -> None:
    holds = [[0, 1], [0, 1, 2], [1, 2], [], [3, 4], [3, 4, 5], [4, 5]]
    groups = group_phrases(holds, n_phrases=6, n_groups=2)
    assert sorted(sorted(group.phrases) for group in groups) == [[0, 1, 2], [3, 4, 5]]
    by_phrases = {0 in group.phrases: set(group.sentences) for group in groups}
    assert by_phrases[True] <= {0, 1, 2}
    assert by_phrases[False] <= {4, 5, 6}


def test_no_groups_without_sentences() -> None:
    assert group_phrases([], n_phrases=0, n_groups=3) == ()
    assert group_phrases([[], []], n_phrases=4, n_groups=3) == ()
