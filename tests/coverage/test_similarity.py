from __future__ import annotations

import sys
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from reflectnlp.coverage import PointIndex
from reflectnlp.coverage.fit import Coded, CodedStudy, Words, fit
from reflectnlp.coverage.similarity import load_similarity
from reflectnlp.documents import document_from_text
from reflectnlp.errors import MissingExtraError, ProfileError, StudyError
from reflectnlp.language import StringIndex, default_segmenter, jieba_vocabulary, make_batch


def tiny(folder: Path):
    """Two directions: things of the warehouse, things of the weather."""
    words = {"仓库": (1, 0), "钥匙": (1, 0), "库房": (1, 0), "大雨": (0, 1), "下雨": (0, 1)}
    (folder / "words.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
    np.save(folder / "vectors.npy", np.array(list(words.values()), np.float32))
    return load_similarity(folder, default_segmenter(), vocabulary=jieba_vocabulary())


def test_static_vectors(tmp_path):
    model = tiny(tmp_path)
    found = model.encode(["仓库的钥匙", "下雨，大雨", "今天", ""])
    assert found.tolist() == [[1, 0], [0, 1], [0, 0], [0, 0]]
    assert model.describe()["form"] == "static vectors"
    assert model.describe() == tiny(tmp_path).describe()


def test_a_folder_that_holds_no_model(tmp_path):
    with pytest.raises(StudyError) as caught:
        load_similarity(tmp_path, default_segmenter(), vocabulary=jieba_vocabulary())
    assert str(caught.value) == (
        f"1 problem in the study:\n  {tmp_path.name}: holds no sentence model → put words.txt and "
        "vectors.npy there, or a model of sentence-transformers"
    )


def test_words_and_vectors_must_fit(tmp_path):
    (tmp_path / "words.txt").write_text("仓库\n", encoding="utf-8")
    np.save(tmp_path / "vectors.npy", np.zeros((2, 3)))
    with pytest.raises(StudyError, match=r"has 1 different words in 1 lines, vectors.npy \(2, 3\)"):
        load_similarity(tmp_path, default_segmenter(), vocabulary=jieba_vocabulary())


@pytest.mark.parametrize(
    ("words", "vectors", "message"),
    [
        ("仓库".encode("gb18030"), b"", "words.txt: cannot be read (UnicodeDecodeError) → give UTF-8 text"),
        (b"a", b"", "vectors.npy: cannot be read (EOFError) → give numbers, as numpy.save writes them"),
        (b"a", b"1 2", "vectors.npy: cannot be read (ValueError) → give numbers, as numpy.save writes them"),
    ],
)
def test_files_that_cannot_be_read(tmp_path, words, vectors, message):
    (tmp_path / "words.txt").write_bytes(words)
    (tmp_path / "vectors.npy").write_bytes(vectors)
    with pytest.raises(StudyError) as caught:
        load_similarity(tmp_path, default_segmenter(), vocabulary=jieba_vocabulary())
    assert str(caught.value) == f"1 problem in the study:\n  {tmp_path.name}/{message}"


def test_a_sentence_transformer_needs_its_extra(tmp_path, monkeypatch):
    (tmp_path / "modules.json").write_text("[]", encoding="utf-8")
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(MissingExtraError, match=r"pip install 'reflectnlp\[embedding\]'"):
        load_similarity(tmp_path, default_segmenter(), vocabulary=jieba_vocabulary())


def test_a_sentence_transformer_is_loaded_from_its_folder_alone(tmp_path, monkeypatch):
    """The library stands in for itself: two numbers a sentence, its length and one."""
    asked = []

    class SentenceTransformer:
        def __init__(self, folder: str, **how: object) -> None:
            asked.append((folder, how))

        def encode(self, sentences: list[str], **how: object) -> np.ndarray:
            return np.array([[len(sentence), 1.0] for sentence in sentences])

    library = ModuleType("sentence_transformers")
    library.SentenceTransformer = SentenceTransformer
    library.__spec__ = ModuleSpec("sentence_transformers", None)
    monkeypatch.setitem(sys.modules, "sentence_transformers", library)
    (tmp_path / "modules.json").write_text("[]", encoding="utf-8")
    model = load_similarity(tmp_path, default_segmenter(), vocabulary=jieba_vocabulary())
    assert asked == [(str(tmp_path), {"device": "cpu", "local_files_only": True})]
    assert np.linalg.norm(model.encode(["仓库", "库"]), axis=1).tolist() == pytest.approx([1, 1])
    before = model.describe()
    (tmp_path / "modules.json").write_text("[1]", encoding="utf-8")
    again = load_similarity(tmp_path, default_segmenter(), vocabulary=jieba_vocabulary())
    assert again.describe() != before


def test_a_model_counts_only_after_fitting(tmp_path, rules):
    model = tiny(tmp_path)
    words = Words(default_segmenter(), jieba_vocabulary(), model)
    index = PointIndex([rules], words.segmenter, vocabulary=words.vocabulary, similarity=model)
    document = document_from_text(
        "两个人一起开仓库的门，钥匙一人一把。\n保管员每年书面报告，材料三日内登记送还。", source="a.txt"
    )
    batch = make_batch(
        [document], words.segmenter, strings=StringIndex(index.strings), vocabulary=words.vocabulary
    )
    with pytest.raises(ProfileError, match="no weight for the sentence model → fit it with scripts"):
        index.score(batch)
    code = {"W.1": Coded("paraphrased", ((0, 19),))}
    studies = [CodedStudy(name, (document,), (rules,), (code,)) for name in "abc"]
    fitted = fit(studies, words)
    assert fitted.window.weights["embedding"] > 0
    index = PointIndex([rules], words.segmenter, vocabulary=words.vocabulary, model=fitted, similarity=model)
    assert index.score(batch)["evidence"]["code"].tolist()[0] == "paraphrased"
    assert index.describe()["similarity"] == model.describe()
