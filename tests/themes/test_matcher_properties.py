"""The matcher equals a slow, plain reading of the rules, whatever stands around the terms."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise, product
from math import prod

from hypothesis import given, settings
from hypothesis import strategies as st

from reflectnlp.language import Batch
from reflectnlp.themes.matcher import Matcher
from reflectnlp.themes.scheme import Conditions, Inherit, Negation, Scheme, Settings, Term, Theme

BatchFor = Callable[..., Batch]
MARKS = "，；：。！？\n"
WORDS = ("理想", "信念", "理想信念", "学习", "党", "不", "学", "结合", "合成", "成分")
STRING = st.sampled_from(WORDS)
SOME = st.lists(STRING, max_size=2, unique=True).map(tuple)
NONE = st.just(())
CONDITIONS = st.builds(
    Conditions,
    near=st.one_of(NONE, SOME),
    before=st.one_of(NONE, NONE, SOME),
    after=st.one_of(NONE, NONE, SOME),
    within=st.integers(0, 4),
    same_clause=st.one_of(NONE, NONE, SOME),
    same_sentence=st.one_of(NONE, NONE, SOME),
    under_heading=st.one_of(NONE, NONE, SOME),
    unless=st.one_of(NONE, NONE, SOME),
    unless_clause=st.one_of(NONE, NONE, SOME),
    unless_near=st.one_of(NONE, SOME),
    unless_heading=st.one_of(NONE, NONE, SOME),
    role=st.sampled_from(["", "", "body", "heading"]),
)
PART = st.lists(STRING, min_size=1, max_size=2, unique=True).map(tuple)
TERM = st.builds(
    Term,
    name=st.just("t"),
    parts=st.one_of(STRING.map(lambda s: ((s,),)), st.lists(PART, min_size=2, max_size=3).map(tuple)),
    weight=st.sampled_from([0.25, 0.5, 1.0]),
    anywhere=st.sampled_from([None, True, False]),
    gap=st.integers(0, 4),
    scope=st.sampled_from(["clause", "sentence"]),
    conditions=st.one_of(st.just(Conditions()), CONDITIONS),
    wins_over=st.sampled_from([(), (), ("a",), ("b",)]),
)
TERMS = st.lists(TERM, max_size=4).map(tuple)
THEME = {"label": st.just({}), "exclude": st.one_of(NONE, SOME), "terms": TERMS}
SCHEME = st.builds(
    Scheme,
    scheme_id=st.just("s"),
    version=st.just("1"),
    title=st.just({}),
    themes=st.tuples(
        st.builds(Theme, theme_id=st.just("a"), **THEME), st.builds(Theme, theme_id=st.just("b"), **THEME)
    ),
    settings=st.builds(Settings, anywhere_from=st.integers(2, 5)),
    negation=st.just(Negation(("不", "不学", "没"), ("不合",), 3)),
    inherit=st.just(Inherit()),
    exclude=st.one_of(NONE, NONE, SOME),
)
LINE = st.lists(st.sampled_from([*WORDS, "，", "。", "、", "的", "没"]), max_size=9).map("".join)
TEXT = st.lists(st.tuples(st.sampled_from(["", "", "# ", "@ "]), LINE).map("".join), max_size=4).map(
    "\n".join
)


class Slow:
    """One sentence, read by the rules as they are written."""

    def __init__(self, scheme: Scheme, batch: Batch, sent: int) -> None:
        self.scheme, self.batch, self.sent = scheme, batch, sent
        self.low, self.high = int(batch.sent_start[sent]), int(batch.sent_end[sent])
        heading = sent if batch.sent_heading[sent] else int(batch.sent_section[sent])
        self.heading = batch.text[batch.sent_start[heading] : batch.sent_end[heading]] if heading >= 0 else ""
        self.is_heading = bool(batch.sent_heading[sent])

    def places(self, string: str) -> list[tuple[int, int]]:
        found = range(self.low, self.high - len(string) + 1)
        return [(i, i + len(string)) for i in found if self.batch.text.startswith(string, i)]

    def touched(self, strings: tuple[str, ...], start: int, end: int) -> bool:
        return any(a < end and b > start for string in strings for a, b in self.places(string))

    def fits(self, term: Term, string: str, start: int, end: int) -> bool:
        free = len(string) >= self.scheme.settings.anywhere_from if term.anywhere is None else term.anywhere
        border = self.batch.boundary | self.batch.joint
        return free or bool(border[start] and border[end])

    def clause(self, at: int) -> tuple[int, int]:
        text = self.batch.text
        start = max((i + 1 for i in range(self.low, at) if text[i] in MARKS), default=self.low)
        return start, min((i + 1 for i in range(at, self.high) if text[i] in MARKS), default=self.high)

    def spans(self, theme: Theme, term: Term) -> set[tuple[int, int]]:
        blocked = (*theme.exclude, *self.scheme.exclude)
        parts = [
            [
                (a, b)
                for string in part
                for a, b in self.places(string)
                if self.fits(term, string, a, b) and not self.touched(blocked, a, b)
            ]
            for part in term.parts
        ]
        return {
            (chain[0][0], chain[-1][1])
            for chain in product(*parts)
            if all(self.linked(term, one, two) for one, two in pairwise(chain))
        }

    def linked(self, term: Term, one: tuple[int, int], two: tuple[int, int]) -> bool:
        border = self.clause(one[1] - 1)[1] if term.scope == "clause" else self.high
        return one[1] <= two[0] <= one[1] + term.gap and two[0] < border

    def holds(self, term: Term, start: int, end: int) -> bool:
        c = term.conditions
        low, high = self.clause(start)

        def beside(strings: tuple[str, ...], side: str, low: int, high: int, within: int = 999) -> bool:
            places = [place for string in strings for place in self.places(string)]
            before = any(low < b <= start <= b + within for _, b in places)
            after = any(high > a >= end >= a - within for a, _ in places)
            return (before and side != "after") or (after and side != "before")

        near_low, near_high = max(self.low, start - c.within - 1), min(self.high, end + c.within + 1)
        return (
            (not c.near or beside(c.near, "", self.low, self.high, c.within))
            and (not c.before or beside(c.before, "before", self.low, self.high, c.within))
            and (not c.after or beside(c.after, "after", self.low, self.high, c.within))
            and (not c.same_clause or beside(c.same_clause, "", low, high))
            and (not c.same_sentence or beside(c.same_sentence, "", self.low, self.high))
            and (not c.under_heading or any(string in self.heading for string in c.under_heading))
            and not self.touched(c.unless, self.low, self.high)
            and not self.touched(c.unless_clause, low, high)
            and not self.touched(c.unless_near, near_low, near_high)
            and not any(string in self.heading for string in c.unless_heading)
            and (not c.role or (c.role == "heading") == self.is_heading)
        )

    def accepted(self, matcher: Matcher) -> set[tuple[int, int, int]]:
        """(term, start, end); of a pattern the shortest span from each start."""
        themes = {theme.theme_id: i for i, theme in enumerate(self.scheme.themes)}
        rows = []
        owners = [(i, theme) for i, theme in enumerate(self.scheme.themes) for _ in theme.terms]
        for number, (term, (owner, theme)) in enumerate(zip(matcher.terms, owners, strict=True)):
            best: dict[int, int] = {}
            for start, end in sorted(self.spans(theme, term)):
                best.setdefault(start, end)
            rows += [(number, owner, s, e) for s, e in best.items() if self.holds(term, s, e)]
        plain = [row for row in rows if not matcher.terms[row[0]].is_pattern]
        rank = {row: (row[2] - row[3], -matcher.terms[row[0]].weight, row[0]) for row in plain}
        covered = {
            row
            for row in plain
            for other in plain
            if other[1] == row[1] and other[2] <= row[2] and row[3] <= other[3] and rank[other] < rank[row]
        }
        rows = [row for row in rows if row not in covered]
        overruled = {
            row
            for row in rows
            for other in rows
            if row[1] in {themes[i] for i in matcher.terms[other[0]].wins_over}
            and other[2] < row[3]
            and other[3] > row[2]
        }
        return {(number, s, e) for number, owner, s, e in rows if (number, owner, s, e) not in overruled}


@settings(deadline=None, max_examples=120)
@given(scheme=SCHEME, texts=st.lists(TEXT, max_size=3))
def test_the_matcher_equals_a_slow_reading_of_the_rules(
    batch_for: BatchFor, scheme: Scheme, texts: list[str]
) -> None:
    matcher = Matcher(scheme)
    batch = batch_for(matcher, *texts)
    hits = matcher.find(batch)
    found = {
        sent: {
            (int(hits.term[i]), int(hits.start[i]), int(hits.end[i]))
            for i in range(hits.sent.size)
            if hits.sent[i] == sent
        }
        for sent in range(batch.n_sentences)
    }
    for sent in range(batch.n_sentences):
        wanted = Slow(scheme, batch, sent).accepted(matcher) if batch.sent_coded[sent] else set()
        assert found[sent] == wanted
        for number, theme in enumerate(scheme.themes):
            own = {term for term, _, _ in wanted if any(matcher.terms[term] is t for t in theme.terms)}
            weight = 1 - prod(1 - matcher.terms[term].weight for term in own)
            assert abs(hits.own[sent, number] - weight) < 1e-9


@settings(deadline=None, max_examples=50)
@given(scheme=SCHEME, texts=st.lists(TEXT, min_size=1, max_size=3))
def test_a_document_is_found_in_as_if_alone(batch_for: BatchFor, scheme: Scheme, texts: list[str]) -> None:
    matcher = Matcher(scheme)
    batch = batch_for(matcher, *texts)
    together = matcher.find(batch)
    for number, text in enumerate(texts):
        alone = matcher.find(batch_for(matcher, text))
        own = batch.sent_doc[together.sent] == number
        first = batch.doc_start[number]
        assert (together.start[own] - first).tolist() == alone.start.tolist()
        assert together.term[own].tolist() == alone.term.tolist()
        assert together.negated[own].tolist() == alone.negated.tolist()
        assert together.weights[batch.sent_doc == number].tolist() == alone.weights.tolist()


NEIGHBOUR = st.text(alphabet="党员的学习理想信念结合成分不有，。、 a1", max_size=6)


@settings(deadline=None, max_examples=100)
@given(scheme=SCHEME, left=NEIGHBOUR, right=NEIGHBOUR, data=st.data())
def test_every_term_present_is_found_or_refused_with_a_reason(
    batch_for: BatchFor, scheme: Scheme, left: str, right: str, data: st.DataObject
) -> None:
    matcher = Matcher(scheme)
    if not matcher.terms:
        return
    number = data.draw(st.integers(0, len(matcher.terms) - 1))
    term = matcher.terms[number]
    parts = [data.draw(st.sampled_from(part)) for part in term.parts]
    batch = batch_for(matcher, left + "".join(parts) + right)
    hits = matcher.find(batch, trace=True)
    start = len(left)
    kept = (hits.term == number) & (hits.start == start)
    lost = (hits.rejected.term == number) & (hits.rejected.start == start)
    assert kept.sum() + lost.sum() >= 1
    assert (hits.rejected.reason > 0).all()
