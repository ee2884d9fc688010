"""The files of a comparison: a page without network, a table, charts."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from reflectnlp import charts
from reflectnlp.comparison import compare, write_comparison
from reflectnlp.comparison.write import DRAWN
from reflectnlp.errors import ReflectError, TableError


def test_all_files(before, after, tmp_path: Path) -> None:
    paths = write_comparison(compare(before, after), tmp_path)
    assert [path.name for path in paths] == [
        "compare.csv",
        "compare.html",
        *(f"{name}.{kind}" for name in DRAWN for kind in ("png", "svg")),
    ]
    lines = paths[0].read_text(encoding="utf-8-sig").splitlines()
    assert lines[1] == "documents,,收到的文档,4,5,4.0,5.0,1.0,,,False"
    page = paths[1].read_text(encoding="utf-8")
    assert "<h1>学习前 与 学习后</h1>" in page
    assert "7 个有区间的差里，1 个的区间不含 0（标 *）；" in page
    assert "即使两边毫无差别，平均也会有约 0.4 个碰巧如此。" in page
    assert page.count(" *</td>") == 1
    again = write_comparison(compare(before, after), tmp_path / "again")
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in paths]


def test_the_page_escapes_names_and_asks_no_network(before, after, tmp_path: Path) -> None:
    table = compare(replace(before, title="<script>甲"), after)
    (path,) = write_comparison(table, tmp_path, kinds=["html"], lang="en")
    page = path.read_text(encoding="utf-8")
    assert '<html lang="en">' in page and "<script" not in page and "&lt;script&gt;甲" in page
    assert not re.search(r'(?:src|href)="(?!#)', page)
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids)) > 0


def test_unknown_formats_and_languages_are_told(before, after, tmp_path: Path) -> None:
    table = compare(before, after)
    with pytest.raises(ReflectError) as caught:
        write_comparison(table, tmp_path, kinds=["pdf"])
    assert str(caught.value) == "pdf: no format of a comparison → use csv, html, png"
    with pytest.raises(ReflectError) as caught:
        write_comparison(table, tmp_path, lang="fr")
    assert str(caught.value) == "language 'fr' is unknown → use zh or en"


def test_the_chart_takes_one_measure(before, after) -> None:
    table = compare(before, after)
    data = charts.differences_data(table, measure="theme_sentences")
    assert data["key"].tolist() == ["ideals", "service"]
    ax = charts.differences(table, measure="theme_sentences")
    texts = [text.get_text() for text in ax.texts]
    assert "○ 学习前 (n=4)" in texts and "+45.0 *" in texts
    assert ax.get_title(loc="left") == "写到主题的句子占比（各篇平均）"
    assert [label.get_text() for label in ax.get_yticklabels()] == ["理想信念", "为民服务"]
    assert charts.differences(table, measure="characters", groups=("甲", "乙")).texts[0].get_text() == "+5.0"
    with pytest.raises(TableError) as caught:
        charts.differences_data(table, measure="documents")
    assert str(caught.value) == (
        "no figures of 'documents' with an interval → use one of characters, theme_sentences, "
        "theme_documents, coverage, own_words"
    )
