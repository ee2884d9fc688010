"""What a study, its results and a document show of themselves in a notebook."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

import reflectnlp as rn
from reflectnlp.display import show
from reflectnlp.results import Results
from reflectnlp.study import Study
from reflectnlp.tables.schema import SCHEMAS, empty


class Nesting(HTMLParser):
    """Checks that every element is closed in its turn, and collects text outside of the style."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag, attrs) -> None:
        self.open.append(tag)
        assert not {"src", "href", "onclick", "onload"} & {name for name, _ in attrs}

    def handle_endtag(self, tag) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data) -> None:
        if "style" not in self.open:
            self.text.append(data)


def words_of(html: str) -> str:
    reader = Nesting()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return " ".join(" ".join(reader.text).split())


def test_a_study_says_what_is_in_it_and_what_to_do(small_study: Path) -> None:
    study = rn.open_study(small_study)
    fresh = words_of(study._repr_html_())
    assert "值班学习" in fresh and "1 (txt 1)" in fresh and "party_study，12 个主题" in fresh
    assert "值班守则" in fresh and "还没有计分" in fresh
    assert "results = study.score()" in fresh and "study.report(" not in fresh
    (small_study / "submissions" / "空.txt").write_bytes(b"")
    study.score()
    scored = words_of(study._repr_html_())
    assert "1 篇文档" in scored and "没能读出的文件: 1" in scored
    assert "→" in scored and "hand in" not in scored  # reasons and remedies in the study's language
    assert 'study.report("report.html")' in scored and "study.results().failures" in scored
    (small_study / "submissions" / "空.txt").unlink()
    (small_study / "submissions" / "新.txt").write_text("又学了一遍。", encoding="utf-8")
    stale = words_of(study._repr_html_())
    assert "1 个文件还没有计分" in stale and "1 个计过分的文件不在了" in stale


def test_an_empty_study_shows_itself(tmp_path: Path) -> None:
    study = rn.open_study(tmp_path)
    assert "submissions/ 里还没有文件" in words_of(study._repr_html_())
    assert "readings/ 里还没有文献" in words_of(study._repr_html_())


def test_results_show_their_tables_and_first_figures(scored_demo: Study) -> None:
    results = scored_demo.results()
    text = words_of(results._repr_html_())
    for name, table in results.arrow.items():
        assert f"results.{name} {table.num_rows:,} " in text
    share = rn.charts.theme_bars_data(results.themes).iloc[0]
    name = results.theme_names[share["theme"]]["zh"]
    assert f"{name} {share['share']:.0%} {share['n']}/{share['total']}" in text
    assert "名册上已交 27 / 38" in text
    english = words_of(replace(results, lang="en")._repr_html_())
    assert "handed in, of the roster 27 / 38" in english
    assert "one row is" in english and "写到" not in english


def test_empty_results_show_themselves() -> None:
    results = Results({name: empty(name) for name in SCHEMAS}, title="空")
    assert "0 篇文档" in words_of(results._repr_html_())


def test_a_scored_document_shows_its_evidence(scored_demo: Study) -> None:
    view = scored_demo.show("D1-04")
    html = view._repr_html_()
    text = words_of(html)
    results = scored_demo.results()
    doc_id = results.find("D1-04")["doc_id"]
    hits = results.theme_hits.query("doc_id == @doc_id and by != 'model'")
    marked = re.sub("<[^>]+>", "", "".join(re.findall("<mark>.*?</mark>", html)))
    for hit in hits.itertuples():
        assert view.document.text[hit.start : hit.end][:2] in marked
    found = results.evidence.query("doc_id == @doc_id and code != 'absent'")
    for row in found.itertuples():
        assert row.point_id in text
    assert html.count('class="rn-p"') == len(found) > 0
    assert results.find("D1-04")["author"] in text
    assert view.document.author not in text
    assert repr(view).startswith(f"DocumentView('{doc_id}', '从账本里看“没有第二双眼睛”', ")
    assert scored_demo.show(scored_demo.names.document(doc_id)).document.doc_id == doc_id


def test_names_that_only_a_form_or_a_file_tells_stay_hidden(small_study: Path) -> None:
    path = small_study / "submissions" / "表.csv"
    path.write_text(
        "姓名,单位,心得体会\n"
        "王建国,标本馆支部,我是王建国，学习了《值班守则》，建国以来一直要当面交接钥匙和记录本。王建国今后改正。\n"
        "钱小满,标本馆支部,学习了《值班守则》，今后要提前十五分钟到岗，当面交接钥匙和记录本，不再踩着点来。\n",
        encoding="utf-8",
    )
    study = rn.open_study(small_study)
    documents = study.score().documents
    for doc_id, author in zip(documents["doc_id"], documents["author"], strict=True):
        view = study.show(doc_id)
        html = view._repr_html_()
        assert author in html
        for name in ("王建国", "建国今后", "钱小满"):
            assert name not in html + repr(view)


def test_a_document_shows_itself() -> None:
    text = (
        "<script>alert(1)</script>学习心得\n标本馆支部　韩玉芬\n\n"
        "这次学习，我对照检查了自己的不足，很受教育。我们要坚定理想信念。"
        "我们要密切联系群众，全心全意为人民服务。今后我一定改正，当面交接钥匙和记录本。\n"
    )
    document = rn.document_from_text(text, source="韩玉芬.txt")
    html = document._repr_html_()
    assert "<script" not in html
    shown = words_of(html)
    assert "alert(1)" in shown and "理想信念" in shown and "为民服务" in shown
    assert "按内置编码方案 party_study 浏览" in shown
    assert "<mark>全心全意为人民服务</mark>" in html
    assert repr(document) == (
        f"Document('{document.doc_id}', {document.title!r}, {document.kind}, "
        f"{len(text)} characters, {len(document.sentences)} sentences)"
    )


def test_a_document_with_readings(small_study: Path) -> None:
    reading = rn.open_study(small_study).inputs.readings[0]
    (document,) = rn.read(small_study / "submissions" / "韩玉芬.txt")
    view = show(document, readings=[reading], lang="en")
    text = words_of(view._repr_html_())
    assert "Coverage 值班守则" in text and "quoted" in text
    assert 'class="rn-c"' in view._repr_html_()


@pytest.mark.parametrize("text", ["", "。。。", "\n\n", "𠮷" * 3])
def test_odd_documents_show_themselves(text: str) -> None:
    words_of(rn.document_from_text(text, source="空.txt")._repr_html_())


def test_a_long_document_is_cut() -> None:
    text = "\n".join(["我们要坚定理想信念，加强作风建设，全心全意为人民服务，抓好党风廉政建设。"] * 3000)
    html = rn.document_from_text(text, source="长.txt")._repr_html_()
    assert len(html) < 100_000
    assert "句没有显示" in words_of(html)
