"""Held-out answers and learning curves: nothing of a document reaches the model that answers for it."""

from __future__ import annotations

from array import array
from collections.abc import Callable

import numpy as np
import pytest

from reflectnlp.language import default_segmenter, jieba_vocabulary
from reflectnlp.records import Document, Sentence
from reflectnlp.themes.fit import Coded
from reflectnlp.themes.fit_curve import cross_fit, f1_scores, learning_curve
from reflectnlp.themes.scheme import Scheme

WORDS = {"segmenter": default_segmenter(), "vocabulary": jieba_vocabulary()}
SAFE = ("安全帽一定要戴好", "规程写在墙上更要记在心里", "带电作业必须两人在场", "隐患当天整改")
OTHER = ("食堂今天吃面条", "下午三点开会", "花园里的月季开了", "大家合影留念")
SCHEME = """\
scheme: mine
version: 1
title: 安全
themes:
  - {id: safety, label: 安全, definition: 安全, terms: [隐患]}
  - {id: choir, label: 合唱, definition: 合唱, terms: [合唱]}
"""


def document(name: str, *lines: str) -> Document:
    text, at, sentences = "".join(f"{line}。" for line in lines), 0, []
    for line in lines:
        end = at + len(line) + 1
        sentences.append(Sentence(at, end, at, end, "body", "", text[at:end]))
        at = end
    every, ends = array("i", range(len(text))), array("i", range(1, len(text) + 1))
    return Document(name, name, "text", "", text, text, every, ends, sentences=tuple(sentences))


def coded(name: str, n_documents: int, *, odd: str = "") -> Coded:
    """Documents of the same eight sentences; the first has ``odd`` too, which is coded as choir."""
    documents = [
        document(f"{name}{n}", *SAFE, *OTHER, *([odd] if odd and n == 0 else [])) for n in range(n_documents)
    ]
    rows = [[True, False]] * len(SAFE) + [[False, False]] * len(OTHER)
    marks = np.array((rows + ([[False, True]] if odd else [])) + rows * (n_documents - 1), np.bool_)
    return Coded(name, tuple(documents), marks, np.ones(len(marks), np.bool_))


@pytest.fixture
def scheme(scheme_of: Callable[[str], Scheme]) -> Scheme:
    return scheme_of(SCHEME)


def test_a_document_is_answered_for_by_others_only(scheme: Scheme) -> None:
    found = cross_fit(coded("厂", 6, odd="齐唱大江东去浪淘尽"), scheme, **WORDS)
    assert found.row.tolist() == list(range(49))
    assert not found.said[:, 1].any()  # no other document could teach it
    assert (found.said[:, 0] == found.marks[:, 0]).mean() > 0.9
    assert found.rules[:, 0].sum() == 6


def test_unknown_sentences_are_not_answered_for(scheme: Scheme) -> None:
    one = coded("厂", 6)
    known = one.known.copy()
    known[:8] = False
    found = cross_fit(Coded(one.setting, one.documents, one.marks, known), scheme, **WORDS)
    assert found.row.tolist() == list(range(8, 48))
    assert found.weight.tolist() == [1.0] * 40


def test_a_curve_begins_with_the_rules_and_ends_where_labels_end(scheme: Scheme) -> None:
    rows = learning_curve([coded("厂", 9)], scheme, sizes=(10, 40, 1000), **WORDS)
    assert [row["sentences"] for row in rows] == [0, 10, 40]
    assert rows[0]["macro_f1"] == rows[0]["themes"]["safety"] == 0.4
    assert rows[-1]["macro_f1"] > 0.9
    assert rows[-1]["labels"]["safety"] == pytest.approx(20, abs=4)
    assert rows == learning_curve([coded("厂", 9)], scheme, sizes=(10, 40, 1000), **WORDS)


def test_with_three_settings_whole_settings_are_held_out(scheme: Scheme) -> None:
    settings = [coded(name, 3) for name in ("厂", "站", "校")]
    settings[2] = coded("校", 3, odd="齐唱大江东去浪淘尽")
    rows = learning_curve(settings, scheme, sizes=(40,), **WORDS)
    assert [row["sentences"] for row in rows] == [0, 40]
    assert rows[1]["themes"]["choir"] == 0.0  # only the setting that is held out has it


def test_f1_of_nothing_is_zero() -> None:
    marks = np.array([[True, False], [True, False]])
    said = np.array([[True, False], [False, False]])
    assert f1_scores(marks, said, np.array([1.0, 1.0])).tolist() == [2 / 3, 0.0]
    assert f1_scores(marks, said, np.array([3.0, 1.0])).tolist() == [6 / 7, 0.0]
