from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pandas as pd
import pytest

from reflectnlp.errors import TableError
from reflectnlp.report.frames import Options, make_frames
from reflectnlp.report.html import build_html

OPTIONS = Options(title="植物研究所 2005 年春季学习活动")


class Page(HTMLParser):
    """Elements, their balance, and the addresses that a page names."""

    VOID = frozenset(("meta", "link", "input", "br"))

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: list[str] = []
        self.addresses: list[str] = []
        self.keys: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.ids += [given["id"]] if "id" in given else []
        self.addresses += [given[name] for name in ("src", "href", "action") if name in given]
        self.keys += [given["data-e"]] if "data-e" in given else []
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def evidence(page: str) -> dict:
    return json.loads(
        re.search(r'<script type="application/json" id="evidence">(.*?)</script>', page, re.S)[1]
    )


@pytest.fixture(scope="module")
def page(frames, synthetic):
    return build_html(frames, replace(OPTIONS, names=synthetic.NAMES))


@pytest.mark.parametrize(
    "spec",
    [
        {"n_documents": 0, "n_units": 0, "n_failures": 0},
        {"n_documents": 1, "n_units": 1},
        {"n_documents": 7, "n_units": 7},
        {"n_documents": 60, "n_units": 40},
        {"n_documents": 40, "n_units": 4, "long_names": True},
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_size_gives_a_whole_page_without_addresses(spec, lang, make_frames_of, synthetic):
    text = build_html(make_frames_of(**spec), replace(OPTIONS, lang=lang, names=synthetic.NAMES))
    parsed = Page(text)
    assert parsed.open == []
    assert len(parsed.ids) == len(set(parsed.ids))
    assert [a for a in parsed.addresses if not a.startswith("#")] == ["data:,"]
    assert not re.search(r"https?://", text)
    assert {a[1:] for a in parsed.addresses if a.startswith("#")} <= set(parsed.ids)


def test_no_tables_at_all_give_a_page():
    assert "没有可以计算主题的文档。" in build_html({})


def test_every_number_that_opens_has_its_sentences(page):
    pool = evidence(page)
    keys = Page(page).keys
    assert len(keys) > 100
    assert set(keys) == set(pool["c"])
    for total, entries in pool["c"].values():
        assert 1 <= len(entries) <= min(6, max(total, 1))
        for sentence, start, end, *rest in entries:
            doc, _, text, _ = pool["s"][sentence]
            assert doc < len(pool["d"])
            assert (start, end) == (-1, -1) or 0 <= start < end <= len(text)
            assert rest == [] or rest[1] < len(pool["n"])


def test_the_marked_words_are_the_term_of_the_scheme(page, frames):
    pool = evidence(page)
    terms = {(r["doc_id"], r["sent_id"]): r["term"] for r in frames["theme_hits"].to_dict("records")}
    marked = [
        (terms[(pool["d"][pool["s"][s][0]][0], pool["s"][s][1])], pool["s"][s][2][a:b])
        for key, (_, entries) in pool["c"].items()
        if re.fullmatch(r"t\d+(g\d+)?", key)
        for s, a, b in entries
        if a >= 0
    ]
    assert len(marked) > 50
    assert all(term == text for term, text in marked)


def test_the_overview_says_what_the_tables_hold(page, frames):
    n_out = int(frames["documents"]["kind"].isin(["news", "other"]).sum())
    n_in = int(frames["roster"]["handed_in"].sum())
    assert f"名册上 {len(frames['roster'])} 人，{n_in} 人已交" in page
    assert f"{n_out} 篇是新闻或其他文体，不计入下面的图表" in page
    assert "3 个文件没能读出" in page


def test_sentences_of_news_stand_behind_no_number_of_the_charts(page):
    pool = evidence(page)
    for key, (_, entries) in pool["c"].items():
        if not key.startswith("u"):
            assert all(pool["d"][pool["s"][entry[0]][0]][3] for entry in entries)


def test_charts_count_all_kinds_when_asked_for(frames):
    usual, every = make_frames(frames, OPTIONS), make_frames(frames, replace(OPTIONS, all_kinds=True))
    left_out = set(usual.documents["doc_id"]) - set(usual.counted["doc_id"])
    assert left_out
    assert set(every.counted["doc_id"]) == set(every.documents["doc_id"])
    assert left_out <= set(every.themes["doc_id"])
    assert left_out.isdisjoint(usual.themes["doc_id"])
    left = '<span class="chip out"><span class="zh" lang="zh-CN">不计入<'
    assert left in build_html(frames, OPTIONS)
    assert left not in build_html(frames, replace(OPTIONS, all_kinds=True))


def test_small_units_are_named_nowhere_but_in_the_roster(make_frames_of):
    tables = make_frames_of(n_documents=60, n_units=6)
    tables["documents"].loc[0, "unit"] = "独一无二支部"
    tables["documents"].loc[0, "kind"] = "reflection"
    assert "独一无二支部" not in build_html(tables, OPTIONS)


def test_no_source_path_of_a_document_that_was_read(page):
    assert "submissions/00001.txt" not in page
    assert "submissions/old.doc" in page


def test_files_by_pseudonym_say_where_their_names_are(make_frames_of, page):
    tables = make_frames_of(n_documents=6, n_units=1)
    tables["failures"]["source"] = "文件" + pd.Series(["K7Q2M9XH.pdf", "24AY4EHS.doc", "HUTCTD4W.docx"])
    assert "真名由管理这次学习的人查" in build_html(tables, OPTIONS)
    assert "真名由管理这次学习的人查" not in page


def test_text_of_submissions_cannot_become_markup(make_frames_of):
    tables = make_frames_of(n_documents=20, n_units=2)
    bad = "</script><script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}{x}"
    tables["sentences"]["text"] = bad
    for table, columns in {
        "documents": ["unit", "author", "title"],
        "roster": ["unit"],
        "points": ["text", "title"],
    }.items():
        for column in columns:
            tables[table][column] = bad
    tables["citations"]["text"] = bad
    tables["failures"]["reason"] = bad
    text = build_html(tables, replace(OPTIONS, title=bad, names={"duty": bad}))
    assert "alert(1)</script>" not in text
    assert "<img" not in text
    assert Page(text).open == []


def test_unsigned_documents_go_by_their_id_and_strangers_are_counted(make_frames_of):
    tables = make_frames_of(n_documents=30, n_units=2)
    tables["documents"]["author"] = ""
    tables["roster"] = tables["roster"][tables["roster"]["doc_id"] != "d00003"]
    text = build_html(tables, OPTIONS)
    assert "其中 1 篇没有署名，或者作者不在名册上" in text
    assert "<footer>d000" in text and "<footer> ·" not in text
    assert {doc[1] for doc in evidence(text)["d"]} == {""}


def test_both_languages_are_in_the_page_and_one_is_shown(page, frames):
    assert '<html lang="zh-CN">' in page
    assert '<html lang="en">' in build_html(frames, replace(OPTIONS, lang="en"))
    assert (
        '<span class="zh" lang="zh-CN">一、概览</span><span class="en" lang="en">1. Overview</span>' in page
    )


def test_validation_is_shown_beside_its_baseline(frames):
    figures = {
        "themes": {"macro_f1": 0.914, "dictionary_only": {"macro_f1": 0.603}},
        "coverage": {"pearson": 0.88, "cosine_baseline": {"pearson": 0.41}, "point_f1": None},
        "reuse": {"precision": None},
    }
    text = build_html(frames, replace(OPTIONS, validation=figures))
    assert re.search(r"mean F1</span></th><td class=\"num\">0.91</td><td class=\"num\">0.60</td>", text)
    assert re.search(r"r with coders</span></th><td class=\"num\">0.88</td><td class=\"num\">0.41</td>", text)
    assert "F1 of covered" not in text


def test_the_same_tables_give_the_same_page(frames, page, synthetic):
    shuffled = {
        name: table if name == "points" else table.sample(frac=1, random_state=3)
        for name, table in frames.items()
    }
    assert build_html(shuffled, replace(OPTIONS, names=synthetic.NAMES)) == page


def test_by_kind(frames):
    text = build_html(frames, replace(OPTIONS, by="kind", min_group=3))
    assert Page(text).open == []
    assert '<th scope="row"><span class="zh" lang="zh-CN">总结</span><span' in text


def test_an_unknown_column_to_group_by_is_an_error(frames):
    with pytest.raises(TableError, match=r"^documents has no column 'stage' → group by one of \["):
        build_html(frames, replace(OPTIONS, by="stage"))


@pytest.mark.parametrize("by", ["author", "doc_id", "source", "title", "text_sha256"])
def test_a_report_is_never_by_person(frames, by):
    with pytest.raises(TableError) as caught:
        make_frames(frames, replace(OPTIONS, by=by))
    assert str(caught.value) == f"{by!r} tells persons apart → group by one of ['unit', 'kind', 'date']"


def test_a_table_that_lacks_a_column_is_an_error(frames):
    with pytest.raises(TableError, match=r"^table runs: missing columns \['profile'\] → give exactly"):
        build_html({**frames, "runs": frames["runs"].drop(columns="profile")})


def test_ten_thousand_documents_stay_small(synthetic):
    tables = synthetic.make_tables(synthetic.Spec(n_documents=500, n_units=40))
    frames = {name: table.to_pandas() for name, table in tables.items()}
    small = len(build_html(frames).encode())
    twice = {
        name: pd.concat([t, t.assign(doc_id="x" + t["doc_id"])]) if "doc_id" in t else t
        for name, t in frames.items()
    }
    # Cells are capped: twice the documents are far from twice the bytes; 10,000 stay under 15 MB.
    assert len(build_html(twice).encode()) < 1.2 * small < 1_500_000
