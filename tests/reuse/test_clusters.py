from __future__ import annotations

from array import array

import pyarrow as pa

from reflectnlp.records import Document
from reflectnlp.reuse import Cluster, ReuseSettings, clusters
from reflectnlp.reuse.components import components
from reflectnlp.tables.schema import build, empty


def dated(doc_id: str, date: str) -> Document:
    return Document(doc_id, doc_id, "text", "", "", "", array("i"), array("i"), date=date)


def table(*rows: tuple[str, str, float]) -> pa.Table:
    both = [*rows, *((right, left, share) for left, right, share in rows)]
    n = len(both)
    return build(
        "reuse",
        {
            "doc_id": [row[0] for row in both],
            "other_id": [row[1] for row in both],
            "share": [row[2] for row in both],
            "n_passages": [0] * n,
            "longest": [0] * n,
            "passages": [[] for _ in range(n)],
        },
    )


def test_documents_that_hang_together_form_a_cluster_with_a_probable_first() -> None:
    documents = [
        dated("a", "2021-04-09"),
        dated("b", "2021-03-30"),
        dated("c", "2021-04-01"),
        dated("d", "2021-01-01"),
    ]
    found = clusters(table(("a", "b", 0.9), ("a", "c", 0.5)), documents)
    assert found == (Cluster(("b", "c", "a"), "b", 0.9),)


def test_without_a_date_or_with_a_tie_there_is_no_first() -> None:
    reuse = table(("a", "b", 0.9))
    assert clusters(reuse, [dated("a", "2021-04-09"), dated("b", "")])[0].first == ""
    assert clusters(reuse, [dated("a", "2021-04-09"), dated("b", "2021-04-09")])[0].first == ""


def test_small_shares_join_nothing() -> None:
    reuse = table(("a", "b", 0.2))
    documents = [dated("a", ""), dated("b", "")]
    assert clusters(reuse, documents) == ()
    assert len(clusters(reuse, documents, settings=ReuseSettings(cluster_share=0.1))) == 1


def test_model_essays_are_named_beside_the_documents() -> None:
    reuse = table(("a", "essay", 0.9), ("b", "essay", 0.8))
    (cluster,) = clusters(reuse, [dated("a", "2021-04-09"), dated("b", "2021-03-30")])
    assert cluster == Cluster(("b", "a"), "b", 0.9, ("essay",))


def test_the_largest_cluster_comes_first() -> None:
    documents = [dated(name, "") for name in "abcde"]
    found = clusters(table(("a", "b", 0.9), ("c", "d", 0.9), ("d", "e", 0.9)), documents)
    assert [cluster.doc_ids for cluster in found] == [("c", "d", "e"), ("a", "b")]


def test_no_rows_no_clusters() -> None:
    assert clusters(empty("reuse"), []) == ()


def test_components_are_sorted() -> None:
    assert components([(5, 3), (1, 2), (3, 2), (8, 9)]) == [(1, 2, 3, 5), (8, 9)]
