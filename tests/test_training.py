"""Training on a small study: what it learns, what it refuses, what it notes, and when it keeps back."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from reflectnlp.errors import GoldError, ProfileError
from reflectnlp.inputs import load_inputs
from reflectnlp.study import Study, open_study
from reflectnlp.themes import ThemeModel
from reflectnlp.training import coded_study, keep, train_study
from reflectnlp.validation import GoldDocument, GoldSentence

SCHEME = """\
scheme: mine
version: 1
title: 我们的主题
themes:
  - {id: safety, label: 安全, definition: 写安全, terms: [隐患, 安全]}
  - {id: thrift, label: 节约, definition: 写节约, terms: [节约]}
  - {id: choir, label: 合唱, definition: 写合唱, terms: [合唱]}
"""
SAFETY = (
    "发现隐患要当天整改。",
    "安全帽一定要戴好再上架。",
    "规程贴在墙上更要记在心里。",
    "带电作业必须两人在场监护。",
    "安全带没有系牢就不准登高。",
    "上架之前先看脚手板牢不牢。",
)
THRIFT = ("人走灯灭是我给自己立的规矩。", "旧信封翻过来还能再用一次。", "节约一度电也是贡献。")
NONE = (
    "食堂今天吃面条，排队的人不少。",
    "下午三点在二楼会议室开会。",
    "花园里的月季开得正好。",
    "大家在门口合影留念。",
    "老张从外地带回两袋花生。",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eight documents of eleven sentences or so; no two are alike."""
    folder = tmp_path_factory.mktemp("train") / "study"
    (folder / "submissions").mkdir(parents=True)
    (folder / "study.toml").write_text('title = "车间学习"\nscheme = "themes.yaml"\n', encoding="utf-8")
    (folder / "themes.yaml").write_text(SCHEME, encoding="utf-8")
    every = [*SAFETY, *THRIFT, *NONE]
    for n in range(8):
        lines = [sentence for k, sentence in enumerate(every) if (k + n) % 4]
        path = folder / "submissions" / f"心得{n}.txt"
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def study(folder: Path) -> Study:
    return open_study(folder)


@pytest.fixture(scope="module")
def gold(study: Study) -> list[GoldDocument]:
    return [gold_of(path, study) for path in study.files()]


def gold_of(path: Path, study: Study) -> GoldDocument:
    at, sentences = 0, []
    for line in path.read_text(encoding="utf-8").splitlines():
        themes = {"safety"} if line in SAFETY else {"thrift"} if line in THRIFT else set()
        sentences.append(GoldSentence(at, at + len(line), frozenset(themes)))
        at += len(line) + 1
    return GoldDocument(study.place(path), study.place(path), tuple(sentences), parts=("themes",))


def without_themes(gold: list[GoldDocument]) -> list[GoldDocument]:
    """The same, with the themes of each document's sentences in reverse order: wrong codes."""
    turned = []
    for document in gold:
        themes = [sentence.themes for sentence in reversed(document.sentences)]
        pairs = zip(document.sentences, themes, strict=True)
        turned.append(replace(document, sentences=tuple(replace(s, themes=t) for s, t in pairs)))
    return turned


def test_few_labels_add_to_the_rules(study: Study, gold: list[GoldDocument]) -> None:
    trained = train_study(study, gold, files={"gold.jsonl": "0123456789abcdef"})
    assert (trained.now, trained.now_from, trained.better) == ("rules", "measured", True)
    assert trained.macro["trained"] > trained.macro["rules"] + 0.2
    assert trained.per_theme["safety"]["decides"] == "both"
    assert trained.per_theme["choir"]["decides"] == "rules"
    assert trained.model.rules_only == ("choir",)
    record = trained.model.record
    assert record["gold"] == {"gold.jsonl": "0123456789abcdef"}
    assert (record["n_documents"], record["n_sentences"]) == (8, 84)
    assert record["folds"] == "5 folds, documents whole"
    assert [row["sentences"] for row in record["learning_curve"]] == [0, 50]
    assert set(record["versions"]) == {"reflectnlp", "scikit-learn", "numpy", "scipy"}
    assert json.loads(json.dumps(record)) == record


def test_scores_use_the_kept_model(folder: Path, gold: list[GoldDocument], tmp_path: Path) -> None:
    import shutil

    own = tmp_path / "study"
    shutil.copytree(folder, own)
    study = open_study(own)
    before = study.score().theme_hits
    trained = train_study(study, gold, curve=False)
    assert keep(trained, study) == own / "model" / "themes.npz"
    again = open_study(own)
    assert again.profile.fingerprint != study.profile.fingerprint
    hits = again.score().theme_hits
    assert again.last.n_scored == 8
    assert len(hits) > len(before)
    assert set(hits["by"]) == {"model", "both"}
    (own / "themes.yaml").write_text(SCHEME.replace("choir", "chorus"), encoding="utf-8")
    with pytest.raises(ProfileError, match="train it again"):
        open_study(own)
    assert load_inputs(own, trained=False).parts.theme_model is None


def test_what_the_study_has_is_not_beaten_by_wrong_codes(
    folder: Path, gold: list[GoldDocument], tmp_path: Path
) -> None:
    import shutil

    own = tmp_path / "study"
    shutil.copytree(folder, own)
    keep(train_study(open_study(own), gold, curve=False), open_study(own))
    worse = train_study(open_study(own), without_themes(gold), curve=False)
    assert (worse.now, worse.now_from) == ("trained", "record")
    assert not worse.better
    present = open_study(own).inputs.parts.theme_model
    assert isinstance(present, ThemeModel)
    assert worse.macro["now"] == present.record["macro_f1"]["trained"]


def test_weights_reach_the_fit(study: Study, gold: list[GoldDocument]) -> None:
    first = gold[0]
    heavy = replace(first, sentences=(replace(first.sentences[0], weight=7.5), *first.sentences[1:]))
    coded = coded_study(study, [heavy, *gold[1:]])
    assert coded.weight is not None
    assert coded.weight[:2].tolist() == [7.5, 1.0]
    assert coded.known.all()


def test_two_files_may_code_the_same_document(study: Study, gold: list[GoldDocument]) -> None:
    first = gold[0]
    one, two = replace(first, sentences=first.sentences[:6]), replace(first, sentences=first.sentences[4:])
    together = coded_study(study, [one, *gold[1:], two])
    assert (together.marks == coded_study(study, gold).marks).all()


def test_too_few_labels(study: Study, gold: list[GoldDocument]) -> None:
    few = [replace(document, sentences=document.sentences[-3:]) for document in gold[:4]]
    with pytest.raises(GoldError) as caught:
        train_study(study, few)
    assert str(caught.value) == (
        "2 problems in the gold file:\n"
        "  车间学习: 12 coded sentences in 4 documents → code at least 50 in 5: `reflectnlp label` draws "
        "sentences to code\n"
        "  车间学习: no theme has 10 labelled sentences (safety 0, thrift 0, choir 0) → code more, or let "
        "the rules decide: `reflectnlp label` draws sentences to code"
    )


def test_gold_of_another_study(study: Study, gold: list[GoldDocument]) -> None:
    strange = replace(gold[0], doc="submissions/别处.txt", source="submissions/别处.txt")
    other = replace(gold[1], sentences=(replace(gold[1].sentences[0], themes=frozenset({"dance"})),))
    twice = replace(gold[2], sentences=(replace(gold[2].sentences[0], themes=frozenset({"thrift"})),))
    start, end = gold[2].sentences[0].start, gold[2].sentences[0].end
    with pytest.raises(GoldError) as caught:
        coded_study(study, [strange, other, gold[2], twice])
    assert str(caught.value) == (
        "3 problems in the gold file:\n"
        f"  submissions/心得2.txt, {start}–{end}: is coded twice: safety and thrift → keep one of the two\n"
        "  dance: is coded, but is no theme of the study → the study's scheme has safety, thrift, choir\n"
        "  submissions/别处.txt: is not among the submissions, or cannot be read → give gold of this study"
    )
