"""Parts of the report: the words of themes, periods, and the order of key points."""

from __future__ import annotations

import pandas as pd
import pytest

from reflectnlp.report.evidence import Pool
from reflectnlp.report.frames import Options, make_frames, natural
from reflectnlp.report.sections.clouds import clouds_part
from reflectnlp.report.sections.coverage import coverage_part
from reflectnlp.report.sections.themes import themes_part
from reflectnlp.report.sections.voices import voices_part
from reflectnlp.report.words import count


def test_points_stand_in_the_order_of_people():
    assert sorted(["R1.10", "R1.2", "R1.1", "附录"], key=natural) == ["R1.1", "R1.2", "R1.10", "附录"]


@pytest.mark.parametrize(("n", "text"), [(0, "0 units"), (1, "1 unit"), (1200, "1,200 units")])
def test_english_counts(n, text):
    assert count(n, "unit") == text


def test_words_of_a_theme_stand_in_its_sentences(frames, synthetic):
    made = make_frames(frames, Options(names=synthetic.NAMES))
    pool = Pool(made)
    part = clouds_part(made, pool)
    assert part["all"][0]["size"] == 1.0
    assert [word["n"] for word in part["all"]] == sorted((word["n"] for word in part["all"]), reverse=True)
    service = next(row["words"] for row in part["themes"] if row["theme"] == "service")
    assert {"花期", "老人"} <= {word["word"] for word in service}
    for row in [{"words": part["all"]}, *part["themes"]]:
        for word in row["words"]:
            total, entries = pool.cells[word["key"]]
            assert total == word["n"]
            for sentence, start, end in entries:
                assert pool._rows[sentence][2][start:end] == word["word"]


def test_months_with_enough_documents_are_the_periods(frames, no_frames):
    assert make_frames(frames, Options()).periods == ("2005-03", "2005-04", "2005-05")
    assert make_frames(frames, Options(min_group=1000)).periods == ()
    assert make_frames(no_frames, Options()).periods == ()


def test_stages_are_the_periods_where_a_study_has_them(frames):
    documents = frames["documents"]
    stage = ["对照检查" if k % 2 else "学习动员" for k in range(len(documents))]
    tables = {**frames, "documents": documents.assign(stage=stage)}
    made = make_frames(tables, Options(stages=("学习动员", "对照检查", "整改")))
    assert made.periods == ("学习动员", "对照检查")
    pool = Pool(made)
    for part in (themes_part(made, pool), coverage_part(made, pool)):
        assert [row["group"] for row in part["periods"]["rows"]] == ["全体", "学习动员", "对照检查"]
        sizes = [row["n"] for row in part["periods"]["rows"]]
        assert sizes[0] == sizes[1] + sizes[2]
    by_stage = make_frames(tables, Options(by="stage", stages=("对照检查", "学习动员")))
    assert by_stage.groups == ("对照检查", "学习动员")
    rows = themes_part(by_stage, Pool(by_stage))["grid"]["rows"]
    assert [row["group"] for row in rows] == ["全体", "对照检查", "学习动员"]


def test_the_mean_of_points_is_that_of_the_evidence(frames):
    made = make_frames(frames, Options())
    rows = coverage_part(made, Pool(made))["grid"]["rows"]
    found = made.evidence[made.evidence["code"] != "absent"]
    assert rows[0]["per_document"] == pytest.approx(len(found) / made.counted["doc_id"].nunique())


def test_no_sentence_speaks_for_two_themes(frames, synthetic):
    voices = voices_part(make_frames(frames, Options(names=synthetic.NAMES)))
    texts = [sentence["text"] for voice in voices for sentence in voice["sentences"]]
    assert len(texts) > 30
    assert len(set(texts)) == len(texts)


def test_no_documents_give_empty_parts(no_frames):
    made = make_frames(no_frames, Options())
    pool = Pool(made)
    assert clouds_part(made, pool) == {"all": [], "themes": []}
    assert coverage_part(made, pool)["own"] == []
    assert isinstance(made.told(), pd.DataFrame)
