from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reflectnlp.coverage import KeyPoint, Reading

SENTENCES = (
    "学习了规定以后，我和主任一起去开仓库的门，两把钥匙一人一把。",
    "今年元月底以前，我把库里的东西从头到尾清点了一遍，损耗写成书面报告交上去了。",
    "公家的材料不能往家里拿，拿了的三天以内要送回来登记。",
    "那天下午下了大雨，我在屋檐下站了很久。",
    "孩子考上了县里的中学，全家都很高兴。",
    "《仓库管理规定》一共三条，我抄了一遍。",
)
TEXTS = st.lists(st.sampled_from(SENTENCES), max_size=5).map("\n".join)


def codes(found, doc=0, n_points=3):
    return found["evidence"]["code"].tolist()[doc * n_points : (doc + 1) * n_points]


def test_the_reading_itself_covers_all_its_points(rules, score):
    found = score([rules.text], [rules])
    assert codes(found) == ["quoted", "quoted", "quoted"]
    assert found["evidence"]["score"].tolist() == [1.0, 1.0, 1.0]
    assert found["coverage"]["score"].tolist() == [1.0]
    assert found["coverage"]["verbatim_share"][0] > 0.85


def test_own_words_are_a_paraphrase_with_the_sentence_as_evidence(rules, score):
    found = score(["\n".join(["学习心得", *SENTENCES[:3]])], [rules])
    assert codes(found) == ["paraphrased", "paraphrased", "paraphrased"]
    assert found["coverage"]["score"].tolist() == [1.0]
    assert found["coverage"]["verbatim_share"].tolist() == [0.0]
    text = "\n".join(["学习心得", *SENTENCES[:3]])
    spans = list(zip(found["evidence"]["start"], found["evidence"]["end"], strict=True))
    assert [text[a:b] for a, b in spans] == list(SENTENCES[:3])


def test_other_subjects_cover_nothing(rules, score):
    found = score(["\n".join(SENTENCES[3:5])], [rules])
    assert codes(found) == ["absent"] * 3
    assert found["evidence"]["sent"].tolist() == [-1, -1, -1]
    assert found["coverage"]["score"].tolist() == [0.0]


@pytest.mark.parametrize("text", ["", "\n\n", "。。。", "好", "?!", "a" * 50, "学习" * 3000])
def test_every_document_has_a_defined_score(rules, score, text):
    found = score([text], [rules])
    assert len(found["evidence"]["code"]) == 3
    assert not np.isnan(found["evidence"]["score"]).any()
    assert not np.isnan(found["evidence"]["similarity"]).any()
    assert found["coverage"]["score"].tolist() == [0.0]


def test_no_documents_and_no_readings_give_empty_columns(rules, score):
    assert {name: len(column) for name, column in score([], [rules])["evidence"].items()} == dict.fromkeys(
        ("doc", "point_id", "code", "score", "sent", "start", "end", "similarity"), 0
    )
    assert len(score(["我学习了。"], [])["coverage"]["score"]) == 0


def test_weights_of_points_count(rules, score):
    found = score([SENTENCES[2]], [rules])
    assert codes(found) == ["absent", "absent", "paraphrased"]
    assert found["coverage"]["score"].tolist() == [0.5]


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(TEXTS, min_size=1, max_size=4))
def test_scores_do_not_depend_on_other_documents(rules, score, texts):
    together = score(texts, [rules])
    for doc, text in enumerate(texts):
        alone = score([text], [rules])
        part = slice(doc * 3, doc * 3 + 3)
        for column in ("code", "score", "similarity"):
            assert together["evidence"][column][part].tolist() == alone["evidence"][column].tolist()
        assert together["coverage"]["score"][doc] == alone["coverage"]["score"][0]


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS, more=TEXTS)
def test_appended_text_never_lowers_coverage(rules, score, text, more):
    before = score([text], [rules])
    after = score([text + "\n" + more], [rules])
    assert after["coverage"]["score"][0] >= before["coverage"]["score"][0]
    assert (after["evidence"]["score"] >= before["evidence"]["score"] - 1e-6).all()


def test_a_point_without_a_source_is_compared_with_its_text(score):
    reading = Reading("Q", "讲话", "我们要勤俭办事。", (KeyPoint("Q.1", "办公用纸要两面都用，用完再领。"),))
    found = score(["我以后办公用纸两面都用，用完了再去领。"], [reading])
    assert found["evidence"]["code"].tolist() == ["paraphrased"]
