"""The promises of the kernel: numbers open, company does not matter, empty is ordinary."""

from __future__ import annotations

from dataclasses import replace

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reflectnlp.documents import document_from_text
from reflectnlp.kernel import score
from reflectnlp.privacy import Names
from reflectnlp.profile import Profile, ProfileParts, compile_profile
from reflectnlp.records import Document
from reflectnlp.study import Study
from reflectnlp.tables.schema import SCHEMAS, empty

TABLES = ("documents", "sentences", "theme_hits", "themes", "evidence", "coverage", "citations")


def demo_documents(demo: Study) -> list[Document]:
    texts = sorted((demo.folder / "gold" / "plain").glob("*.txt"))
    return [document_from_text(path.read_text(encoding="utf-8"), source=path.name) for path in texts]


@pytest.fixture(scope="module")
def documents(demo: Study) -> list[Document]:
    return demo_documents(demo)


def rows(table: pa.Table, doc_id: str) -> pa.Table:
    return table.filter(pa.compute.equal(table["doc_id"], doc_id))


@pytest.mark.parametrize("texts", [[], [""], ["。！？……"], ["\n\n\n"], ["", "好。", ""]])
def test_empty_is_ordinary(texts: list[str], profile: Profile) -> None:
    tables = score([document_from_text(t, source=f"{n}.txt") for n, t in enumerate(texts)], profile)
    assert set(tables) == set(TABLES)
    for name, table in tables.items():
        assert table.schema == SCHEMAS[name].arrow
    n = len(texts)
    assert tables["documents"].num_rows == n
    assert tables["themes"].num_rows == 12 * n
    assert tables["coverage"].num_rows == 5 * n
    assert tables["evidence"].num_rows == 52 * n
    assert set(tables["evidence"]["code"].to_pylist()) <= {"absent"}
    assert set(tables["coverage"]["score"].to_pylist()) <= {0.0}


def test_without_readings_there_is_no_coverage(bare_profile: Profile) -> None:
    tables = score([document_from_text("坚定理想信念。", source="a.txt")], bare_profile)
    assert tables["coverage"].equals(empty("coverage"))
    assert tables["evidence"].equals(empty("evidence"))
    assert tables["theme_hits"]["theme"].to_pylist() == ["ideals"]
    assert tables["theme_hits"]["by"].to_pylist() == ["rule"]


def test_every_number_opens(documents: list[Document], profile: Profile) -> None:
    tables = score(documents, profile)
    texts = {document.doc_id: document.text for document in documents}
    sentences = {(r["doc_id"], r["sent_id"]): r for r in tables["sentences"].to_pylist()}
    for hit in tables["theme_hits"].to_pylist():
        sentence = sentences[hit["doc_id"], hit["sent_id"]]
        assert 0.0 <= hit["score"] <= 1.0
        assert sentence["role"] in ("body", "heading")
        assert texts[hit["doc_id"]][hit["start"] : hit["end"]].strip()
    for row in tables["evidence"].to_pylist():
        if row["code"] == "absent":
            assert (row["sent_id"], row["start"], row["end"]) == (-1, -1, -1)
        else:
            sentence = sentences[row["doc_id"], row["sent_id"]]
            assert sentence["start"] <= row["start"] < row["end"]
            assert texts[row["doc_id"]][row["start"] : row["end"]].strip()
    for row in tables["citations"].to_pylist():
        found = texts[row["doc_id"]][row["start"] : row["end"]]
        assert "".join(found.split()) == "".join(row["text"].split())


def test_themes_sum_the_hits(documents: list[Document], profile: Profile) -> None:
    tables = score(documents, profile)
    hits = tables["theme_hits"].to_pandas().groupby(["doc_id", "theme"]).size()
    size = tables["documents"].to_pandas().set_index("doc_id")["n_sentences"]
    for row in tables["themes"].to_pandas().itertuples():
        n = hits.get((row.doc_id, row.theme), 0)
        assert row.n_sentences == n
        assert row.share == pytest.approx(n / size[row.doc_id])


def test_a_score_does_not_depend_on_company(documents: list[Document], profile: Profile) -> None:
    together = score(documents, profile)
    reordered = score(documents[::-1], profile)
    for document in documents[::6]:
        alone = score([document], profile)
        for name in TABLES:
            assert rows(together[name], document.doc_id).equals(alone[name])
            assert rows(reordered[name], document.doc_id).equals(alone[name])


words = st.sampled_from(
    [
        "理想信念",
        "反腐败",
        "群众",
        "学习",
        "不足",
        "。",
        "，",
        "\n",
        "监督",
        "《条例》",
        "𠮷",
        "A",
        "１２",
        "：",
        "“",
        "”",
    ]
)


@given(st.lists(words, max_size=30).map("".join), st.lists(words, max_size=30).map("".join))
@settings(deadline=None, max_examples=40)
def test_any_text_is_scored_alone_as_in_company(profile: Profile, one: str, other: str) -> None:
    first, second = document_from_text(one, source="1.txt"), document_from_text(other, source="2.txt")
    together = score([second, first], profile)
    alone = score([first], profile)
    for name in TABLES:
        assert rows(together[name], first.doc_id).equals(alone[name])


def test_names_are_pseudonyms_when_asked(profile: Profile) -> None:
    document = replace(document_from_text("学习体会\n韩玉芬\n我是韩玉芬。", source="a.txt"), author="韩玉芬")
    names = Names(salt="盐")
    tables = score([document], profile, names=names)
    assert tables["documents"]["author"].to_pylist() == [names.author("韩玉芬")]
    assert not any("韩玉芬" in text for text in tables["sentences"]["text"].to_pylist())


def test_the_fingerprint_knows_what_can_change_a_score(demo: Study, profile: Profile) -> None:
    parts = demo.inputs.parts
    assert compile_profile(replace(parts)).fingerprint == profile.fingerprint  # compiled anew
    fewer = replace(parts, readings=parts.readings[1:])
    assert compile_profile(fewer).fingerprint != profile.fingerprint
    assert compile_profile(ProfileParts(parts.scheme)).fingerprint != profile.fingerprint
