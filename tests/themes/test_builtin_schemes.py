"""Built-in schemes: a whole codebook, examples that come out right, gold of their own; no code knows them."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from reflectnlp.documents import document_from_text
from reflectnlp.language import StringIndex, default_segmenter, jieba_vocabulary, make_batch
from reflectnlp.themes import Matcher, Scheme, ThemeModel, find_themes, obvious_keywords
from reflectnlp.validation import load_gold

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "reflectnlp"
GOLD = ROOT / "data" / "gold" / "schemes"
NAMES = sorted(path.parent.name for path in (SOURCE / "themes" / "schemes").glob("*/scheme.yaml"))
OTHERS = [name for name in NAMES if name != "party_study"]


def themes_of(scheme: Scheme, texts: Sequence[str], model: ThemeModel | None = None) -> list[list[set[str]]]:
    """For each text the themes of every sentence that is coded."""
    matcher = Matcher(scheme)
    strings = StringIndex({**matcher.strings, **(model.strings if model else {})})
    documents = [document_from_text(text, source="x.txt") for text in texts]
    batch = make_batch(documents, default_segmenter(), strings=strings, vocabulary=jieba_vocabulary())
    found: list[set[str]] = [set() for _ in range(batch.n_sentences)]
    hits = find_themes(batch, matcher, model)
    for sent, theme in zip(hits.sent, hits.theme, strict=True):
        found[sent].add(scheme.theme_ids[theme])
    coded = [[n for n in range(batch.n_sentences) if batch.sent_doc[n] == doc] for doc in range(len(texts))]
    return [[found[n] for n in rows if batch.sent_coded[n]] for rows in coded]


def test_there_are_other_schemes() -> None:
    assert OTHERS == ["reflection_moves", "work_safety"]
    moves = Scheme.builtin("reflection_moves")
    assert moves.theme_ids == ("restates", "experience", "insight", "shortcoming", "plan")
    assert len(Scheme.builtin("work_safety").theme_ids) == 8


@pytest.mark.parametrize("name", NAMES)
def test_the_codebook_is_whole(name: str) -> None:
    scheme = Scheme.builtin(name)
    assert scheme.scheme_id == name
    assert set(scheme.title) == {"zh", "en"}
    for theme in scheme.themes:
        assert set(theme.label) == {"zh", "en"}, theme.theme_id
        assert theme.definition and theme.not_coded, theme.theme_id
        assert min(len(theme.coded_examples), len(theme.not_coded_examples)) >= 2, theme.theme_id
        assert len(theme.terms) >= 20, theme.theme_id
    keywords = obvious_keywords(scheme)
    assert set(keywords) == set(scheme.theme_ids)
    assert all(len(words) >= 3 for words in keywords.values())


@pytest.mark.parametrize("name", OTHERS)
def test_the_rules_agree_with_every_example_of_the_codebook(name: str) -> None:
    scheme = Scheme.builtin(name)
    examples = [
        (theme.theme_id, coded, example)
        for theme in scheme.themes
        for coded, listed in ((True, theme.coded_examples), (False, theme.not_coded_examples))
        for example in listed
    ]
    said = themes_of(scheme, [example for _, _, example in examples])
    assert len(examples) >= 30
    assert [
        one for one, found in zip(examples, said, strict=True) if (one[0] in set().union(*found)) != one[1]
    ] == []


@pytest.mark.parametrize("name", OTHERS)
def test_a_model_is_shipped_with_the_figures_of_organisations_it_has_not_seen(name: str) -> None:
    scheme = Scheme.builtin(name)
    model = ThemeModel.shipped(scheme)
    assert model is not None
    figures = model.record["leave_one_setting_out"]
    assert set(figures["themes"]) == set(scheme.theme_ids)
    assert figures["macro_f1"] > 0.65
    assert min(figures["themes"].values()) > 0.55
    inside = [path for path in model.record["gold"] if path.startswith(f"data/gold/schemes/{name}/")]
    assert sorted(model.record["gold"]) == sorted(inside)


@pytest.mark.parametrize(
    ("name", "documents", "sentences"), [("reflection_moves", 25, 700), ("work_safety", 20, 500)]
)
def test_the_gold_of_a_scheme_is_its_own(name: str, documents: int, sentences: int) -> None:
    ids = set(Scheme.builtin(name).theme_ids)
    folders = sorted((GOLD / name / "settings").iterdir())
    found = {folder.name: load_gold(folder / "gold.jsonl") for folder in folders}
    coded = [sentence for gold in found.values() for one in gold for sentence in one.sentences]
    assert len(found) >= 4
    assert sum(len(gold) for gold in found.values()) >= documents
    assert len(coded) >= sentences
    assert set().union(*(sentence.themes for sentence in coded)) == ids
    assert 0.4 < sum(not sentence.themes for sentence in coded) / len(coded) < 0.6
    assert all(one.parts == ("themes",) for gold in found.values() for one in gold)
    for folder in folders:
        for one in found[folder.name]:
            text = (folder / one.doc).read_text(encoding="utf-8")
            assert all(text[s.start : s.end].strip() == text[s.start : s.end] for s in one.sentences)
            assert all(a.end <= b.start for a, b in pairwise(one.sentences))


def test_what_restates_is_told_from_what_reflects() -> None:
    scheme = Scheme.builtin("reflection_moves")
    model = ThemeModel.shipped(scheme)
    top = "学习《值班守则》的心得体会\n标本馆支部　韩玉芬\n\n　　"
    restating = (
        f"{top}《值班守则》共有八条。第一条规定值班人员提前十五分钟到岗。第二条要求夜间巡查不少于三次。"
        "文件还指出，发现漏水应当先断电断水。我们要认真贯彻落实，切实抓好执行。"
    )
    reflecting = (
        f"{top}去年冬天我值夜班，图省事少转了一圈，水管就在那时候爆了。我承认，这是我的失职，没有把巡查当回事。"
        "我现在明白了，守则写三次，写的不是次数，是有人看着。从下周起，我打算每次巡查都在记录本上写明时间。"
    )
    told, lived = themes_of(scheme, [restating, reflecting], model)
    assert sum("restates" in themes for themes in told) >= 3
    own = {"experience", "insight", "shortcoming", "plan"}
    assert sum(bool(own & themes) for themes in told) <= 1
    assert sum(bool(own & themes) for themes in lived) == len(lived) == 4
    assert sum("restates" in themes for themes in lived) <= 1  # 守则写三次 does tell of the rules


def strings_of(path: Path) -> Iterator[str]:
    """String literals of a source file that are not docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


def test_no_code_knows_a_theme() -> None:
    schemes = [Scheme.builtin(name) for name in NAMES]
    labels = {label for scheme in schemes for theme in scheme.themes for label in theme.label.values()}
    first = set(schemes[NAMES.index("party_study")].theme_ids)
    files = [*SOURCE.rglob("*.py")]
    assert len(files) > 100
    literals = [(path, text) for path in files for text in strings_of(path)]
    assert [(path, text) for path, text in literals if text in first] == []
    assert [(path, text) for path, text in literals if any(label in text for label in labels)] == []
    pages = [*SOURCE.rglob("*.j2"), *SOURCE.rglob("*.js")]
    named = [label for label in labels if len(label) > 3 and not label.isascii()]
    assert [path for path in pages if any(label in path.read_text(encoding="utf-8") for label in named)] == []


@pytest.mark.parametrize("name", OTHERS)
def test_the_second_coding_covers_its_sample(name: str) -> None:
    lines = (GOLD / name / "second.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split("|", 2) for line in lines if not line.startswith("#")]
    ids = set(Scheme.builtin(name).theme_ids)
    assert len(rows) >= 150
    assert len({place for _, place, _ in rows}) == len(rows)
    assert {code for codes, _, _ in rows for code in codes.split("+")} - {"-"} == ids
    spans: dict[str, list[str]] = {}
    for _, place, sentence in rows:
        spans.setdefault(place.partition("#")[0], []).append(sentence)
    for document, sentences in spans.items():
        setting, _, stem = document.partition("/")
        folder = GOLD / name / "settings" / setting
        text = (folder / "submissions" / f"{stem}.txt").read_text(encoding="utf-8")
        assert all(sentence in text for sentence in sentences)
        gold = [json.loads(line) for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
        assert any(row["doc"] == f"submissions/{stem}.txt" for row in gold)
