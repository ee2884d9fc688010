"""The classifier: probabilities, company, storage as plain numbers, and few labels."""

from __future__ import annotations

from array import array
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from reflectnlp.errors import ProfileError
from reflectnlp.language import StringIndex, default_segmenter, jieba_vocabulary, make_batch
from reflectnlp.records import Document, Sentence
from reflectnlp.themes import Matcher, Scheme, ThemeModel, find_themes
from reflectnlp.themes.fit import Coded, fit_theme_model

SAFE = ["隐患要当天整改", "安全帽一定要戴好", "规程写在墙上更要记在心里", "带电作业必须两人在场"]
OTHER = ["食堂今天吃面条", "下午三点开会", "花园里的月季开了", "大家合影留念"]


def document(name: str, *sentences: str) -> Document:
    text = "".join(s + "。" for s in sentences)
    found, at = [], 0
    for sentence in sentences:
        end = at + len(sentence) + 1
        found.append(Sentence(at, end, at, end, "body", "", text[at:end]))
        at = end
    n = len(text)
    return Document(
        name,
        name,
        "text",
        "",
        text,
        text,
        array("i", range(n)),
        array("i", range(1, n + 1)),
        sentences=tuple(found),
    )


@pytest.fixture(scope="module")
def scheme(tmp_path_factory: pytest.TempPathFactory) -> Scheme:
    path = tmp_path_factory.mktemp("scheme") / "themes.yaml"
    path.write_text(
        "scheme: safety_only\nversion: 1\ntitle: 安全\nthemes:\n"
        "  - {id: safety, label: 安全, definition: 安全, terms: [{text: 隐患, weight: 0.8}]}\n",
        encoding="utf-8",
    )
    return Scheme.from_yaml(path)


@pytest.fixture(scope="module")
def model(scheme: Scheme) -> ThemeModel:
    settings = [
        Coded(
            f"厂{n}",
            (document(f"d{n}", *SAFE, *OTHER),),
            np.array([[True]] * len(SAFE) + [[False]] * len(OTHER)),
            np.ones(len(SAFE) + len(OTHER), bool),
        )
        for n in range(4)
    ]
    return fit_theme_model(settings, scheme, segmenter=default_segmenter(), vocabulary=jieba_vocabulary())


def predict(model: ThemeModel, scheme: Scheme, *documents: Document) -> np.ndarray:
    matcher = Matcher(scheme)
    strings = StringIndex({**matcher.strings, **model.strings})
    batch = make_batch(documents, default_segmenter(), strings=strings, vocabulary=jieba_vocabulary())
    return model.predict(batch, matcher.find(batch))


def test_a_few_labels_teach_what_the_rules_do_not_know(model: ThemeModel, scheme: Scheme) -> None:
    said = predict(model, scheme, document("新", "安全帽没有戴好", "今天下午三点吃面条"))
    assert said.shape == (2, 1)
    assert said[0, 0] >= model.thresholds[0] > said[1, 0]


def test_company_does_not_matter(model: ThemeModel, scheme: Scheme) -> None:
    one, other = document("一", *SAFE), document("二", *OTHER)
    together = predict(model, scheme, other, one)
    assert np.array_equal(together[len(OTHER) :], predict(model, scheme, one))


def test_nothing_in_nothing_out(model: ThemeModel, scheme: Scheme) -> None:
    assert predict(model, scheme).shape == (0, 1)
    assert predict(model, scheme, document("空")).shape == (0, 1)


def test_stored_as_numbers_and_read_back(model: ThemeModel, scheme: Scheme, tmp_path: Path) -> None:
    model.save(tmp_path / "model.npz")
    again = ThemeModel.load(tmp_path / "model.npz", scheme)
    assert again.describe() == model.describe()
    wanted = document("一", *SAFE, *OTHER)
    assert np.array_equal(predict(again, scheme, wanted), predict(model, scheme, wanted))


def test_a_model_of_another_scheme_is_refused(model: ThemeModel, scheme: Scheme, tmp_path: Path) -> None:
    path = tmp_path / "model.npz"
    model.save(path)
    theme = replace(scheme.themes[0], theme_id="health")
    with pytest.raises(ProfileError) as caught:
        ThemeModel.load(path, replace(scheme, themes=(theme,)))
    assert str(caught.value) == (
        f"{path}: was trained for the themes safety → train it again for the scheme safety_only"
    )
    path.write_bytes(b"PK")
    with pytest.raises(ProfileError, match="cannot be read as a theme model"):
        ThemeModel.load(path, scheme)


def test_the_shipped_model_names_what_it_learnt_from() -> None:
    builtin = Scheme.builtin()
    shipped = ThemeModel.shipped(builtin)
    assert shipped is not None
    assert shipped.theme_ids == builtin.theme_ids
    figures = shipped.record["leave_one_setting_out"]
    assert figures["macro_f1"] > 0.65
    assert {"data/demo/gold/gold.jsonl", "data/gold/bank/hospital.txt"} <= set(shipped.record["gold"])


def test_the_model_finds_what_no_term_says() -> None:
    builtin = Scheme.builtin()
    shipped = ThemeModel.shipped(builtin)
    assert shipped is not None
    matcher = Matcher(builtin)
    strings = StringIndex({**matcher.strings, **shipped.strings})
    documents = [document("a", "有人往我抽屉里塞信封，我当着他的面退了回去", "豆腐要切成小块下锅")]
    batch = make_batch(documents, default_segmenter(), strings=strings, vocabulary=jieba_vocabulary())
    hits = find_themes(batch, matcher, shipped)
    assert [builtin.theme_ids[k] for k in hits.theme] == ["anti_corruption"]
    assert hits.sent.tolist() == [0]


def test_a_theme_may_stay_with_its_rules(model: ThemeModel, scheme: Scheme, tmp_path: Path) -> None:
    kept = replace(model, rules_only=("safety",), limits=np.array([scheme.themes[0].threshold]))
    kept.save(tmp_path / "model.npz")
    again = ThemeModel.load(tmp_path / "model.npz", scheme)
    assert again.describe() == kept.describe() != model.describe()
    matcher = Matcher(scheme)
    strings = StringIndex({**matcher.strings, **again.strings})
    documents = [document("新", "安全帽没有戴好", "隐患还在", "下午三点开会")]
    batch = make_batch(documents, default_segmenter(), strings=strings, vocabulary=jieba_vocabulary())
    hits, rules = find_themes(batch, matcher, again), find_themes(batch, matcher)
    assert hits.sent.tolist() == rules.sent.tolist() == [1]
    assert hits.by.tolist() == ["rule"]
    assert hits.score.tolist() == rules.score.tolist()
