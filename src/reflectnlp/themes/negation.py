"""Accepted terms in, whether a negation governs them out.

The mark describes the wording, not the verdict: 不能丢掉理想信念 is about ideals all the same. A cue governs
what follows it within reach in its clause; two cues undo each other (不能没有). Not every 不 is a cue: those
inside a longer cue count once, those inside a harmless word (反腐败, 不忘初心, 不敢腐) not at all, and a cue
of one character must be a word of its own.
"""

from __future__ import annotations

import numpy as np

from reflectnlp.themes.candidates import Found
from reflectnlp.themes.compiled import Compiled
from reflectnlp.themes.layout import Layout
from reflectnlp.themes.spans import Flags, Ints, Spans


def negated(
    compiled: Compiled, start: Ints, *, found: Found, layout: Layout, reach: int, n_chars: int
) -> Flags:
    """Whether an odd number of cues governs each term.

    Parameters
    ----------
    compiled
        The scheme.
    start
        Where the terms start, shape (n,).
    found
        Places of the scheme's strings.
    layout
        Clauses of the batch.
    reach
        Most characters between a cue and the term.
    n_chars
        Length of the batch's text.

    Returns
    -------
    numpy.ndarray
        Shape (n,), bool.
    """
    ends = np.sort(_cues(compiled, found, n_chars), kind="stable")
    clause_start, _ = layout.clause(start)
    # A cue that begins before the clause would end in it only if it held a comma.
    low = np.maximum(clause_start, start - reach - 1)
    n_cues = np.searchsorted(ends, start, side="right") - np.searchsorted(ends, low, side="right")
    odd: Flags = n_cues % 2 == 1
    return odd


def _cues(compiled: Compiled, found: Found, n_chars: int) -> Ints:
    """The ends of the cues that count."""
    cue = np.flatnonzero(compiled.is_cue[found.string])
    cue = cue[(found.end[cue] - found.start[cue] > 1) | found.aligned[cue]]
    harmless = np.flatnonzero(compiled.is_harmless[found.string])
    start, end = found.start[cue], found.end[cue]
    zero = np.zeros(cue.size, np.int64)
    kept = ~_spans(found, harmless, n_chars).around(zero, start, end)
    # One character further on either side: only a longer cue can hold that much.
    longer = _spans(found, cue, n_chars)
    kept &= ~longer.around(zero, start - 1, end) & ~longer.around(zero, start, end + 1)
    ends: Ints = end[kept]
    return ends


def _spans(found: Found, which: Ints, n_chars: int) -> Spans:
    return Spans(np.zeros(which.size, np.int64), found.start[which], found.end[which], n_chars=n_chars)
