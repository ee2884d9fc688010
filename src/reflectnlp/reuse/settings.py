"""Nothing in, the numbers that decide what counts as reuse out.

Plain data, so that they can be printed, stored and compared. Every number says what it trades.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class ReuseSettings:
    """Numbers of the comparison of documents; lengths are letters, digits and Han characters.

    Attributes
    ----------
    gram
        Length of the character runs that are fingerprinted. At 8, a copy with every tenth character
        changed keeps 0.9 ** 8 = 43 % of them, and two independent texts share next to none.
    sample
        One fingerprint in ``sample`` is kept, chosen by its value, so that both sides keep the same ones.
    neighbours, common_neighbours
        How many following holders of a fingerprint each document is linked with, fewer when it is a common
        phrase: bounds the work.
    linked_least, linked_share, linked_most
        Two documents are compared when so many fingerprints link them: the share of the smaller one's,
        held between the two numbers.
    repeats
        A run of ``seed`` characters that stands more often in the other document starts no passage.
    common_share, common_least, common_most
        A run of ``gram`` characters in ``common_share`` of the documents is a common phrase; that number is
        held between ``common_least`` and ``common_most`` documents.
    reading_gram
        A run of this length that stands in a reading is a quotation, not the document's own text.
    quoted
        Text of this length inside quotation marks is a quotation.
    seed, gap, filled
        Passages are chained from equal runs of ``seed`` characters, at most ``gap`` apart on both sides, of
        which at least the share ``filled`` is equal.
    passage
        Least length of a passage.
    long_passage, near_copy
        Common phrases count all the same in a passage this long, and between documents of which one
        shares so much with the other: people repeat phrases, but they do not line them up alike.
    least_share, least_chars
        A pair is reported when this share of the own text of one of the two, and this many characters,
        stand in the other …
    least_long
        … or when one passage has this many own characters, however long the documents.
    cluster_share
        Pairs of at least this share (of either) are joined to clusters.
    cluster_neighbours
        Of a cluster of near copies, each document is compared with so many following ones, linked or not.
    """

    gram: int = 8
    sample: int = 4
    neighbours: int = 16
    common_neighbours: int = 2
    linked_least: int = 3
    linked_share: float = 0.04
    linked_most: int = 8
    common_share: float = 0.01
    common_least: int = 5
    common_most: int = 50
    reading_gram: int = 10
    quoted: int = 8
    seed: int = 5
    gap: int = 16
    repeats: int = 8
    filled: float = 0.5
    passage: int = 20
    long_passage: int = 100
    near_copy: float = 0.5
    least_share: float = 0.12
    least_chars: int = 40
    least_long: int = 120
    cluster_share: float = 0.3
    cluster_neighbours: int = 100

    def describe(self) -> dict[str, float]:
        """All numbers by name, for the record of a run."""
        return asdict(self)

    def common(self, n_documents: int) -> int:
        """From how many documents on a run of characters is a common phrase."""
        share = int(self.common_share * n_documents)
        return max(self.common_least, min(self.common_most, share))
