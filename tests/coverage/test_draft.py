from __future__ import annotations

from reflectnlp.coverage import Reading, draft_outline, draw_points

SPEECH = """# 在动员会上的讲话

同志们：

## 一、为什么要节约用水

我们这座城市人均水资源只有全国平均数的四分之一。有人说自来水便宜，浪费一点没什么。节约用水不是小气，而是给子孙留一口饭。

## 二、从哪里做起

每个科室从五月一日起装一只分表，每月公布一次用水量。食堂洗菜的水必须收起来浇花。

谢谢大家。
"""


def test_articles_become_points_without_purpose_and_final_clauses():
    text = """# 管理办法

第一条　为了加强管理，制定本办法。

第二条　领用设备须登记姓名和日期，三日内归还。

第三条　本办法由办公室负责解释。
"""
    assert [(p.section, p.text) for p in draw_points(text, "M")] == [
        ("第二条", "领用设备须登记姓名和日期，三日内归还。")
    ]


def test_sections_of_a_speech_give_their_theses():
    points = draw_points(SPEECH, "S")
    assert [p.section for p in points] == ["一、为什么要节约用水", "二、从哪里做起"]
    assert points[0].text == "节约用水不是小气，而是给子孙留一口饭。"
    assert all(p.source in SPEECH and p.weight == 1.0 for p in points)


def test_any_sentence_gives_a_point():
    assert [p.text for p in draw_points("好。", "S")] == ["好。"]
    assert draw_points("", "S") == ()


def test_a_draft_is_read_back_as_it_was(tmp_path):
    reading = Reading.from_text(SPEECH, name="s.md")
    (tmp_path / "s.md").write_text(SPEECH, encoding="utf-8")
    (tmp_path / "s.outline.yaml").write_text(draft_outline(reading), encoding="utf-8")
    again = Reading.from_file(tmp_path / "s.md")
    assert again.points == reading.points
    assert draft_outline(reading).startswith("# 提纲草稿")
