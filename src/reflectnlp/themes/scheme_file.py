"""A scheme file (YAML) in, a `Scheme` or all of the file's mistakes with their lines out.

The scheme is the codebook and the dictionary in one file, so that what a coder reads and what the program
matches cannot drift apart. A key that is not described here is a mistake.

::

    scheme: party_study              # id: letters, digits, _
    version: 1
    title: {zh: …, en: …}            # or one string
    settings:                        # all optional; the defaults are shown
      anywhere_from: 4               # a term of so many characters needs no word boundaries
      gap: 8                         # most characters that one … of a pattern stands for
      within: 12                     # most characters between a term and a `near` string
      threshold: 0.5                 # combined weight from which rules alone say that the theme is there
      negation_reach: 8              # most characters between a negation and the term it governs
    negation:
      cues: [不, 没有, 未, 缺乏]      # make the first term within reach behind them `negated`, in the same clause
      harmless: [反腐败, 不断, 不忘初心]   # a cue that lies inside one of these is none
    inherit:                         # sentences that point back; used by themes that say `inherit`
      openers: [这个问题, 该案, 他]   # a sentence that begins with one of these …
      longest: 40                    # … and has at most so many characters takes from the sentence before
    exclude: [机器学习]               # block every term, of any theme, that they cover or overlap
    lists:                           # named lists; `@name` stands for all their strings, aliases included
      heroes: {file: persons.yaml}   # a file beside this one: a YAML sequence of entries
      books: [雷锋日记, {name: 毛泽东选集, aliases: [毛选]}]
    themes:
      - id: ideals
        label: {zh: 理想信念, en: Ideals}    # or one string
        definition: …                # what the sentence is about
        not_coded: …                 # what only looks like it
        examples: {coded: [...], not_coded: [...]}
        threshold: 0.5
        inherit: {previous: 0.6, heading: 0.3}   # see below; both 0 by default
        exclude: [效果不理想, 理想气体]  # block the terms of this theme that they cover or overlap
        terms:
          - 理想信念                          # a string: weight 1
          - 坚定|树立…信念|信仰                # … makes it a pattern, | gives alternatives
          - {text: [信念, 信仰], weight: 0.6, near: [坚定, 动摇]}
          - {pattern: 向|跟…@heroes…学习, gap: 6, scope: sentence, weight: 0.9}
          - {list: heroes, weight: 0.9, near: [学习, 事迹], within: 20}
      - vanguard.yaml                # a theme in a file of its own, beside this one

**Terms.** A term has exactly one of

- ``text``: a string or a list of strings that share the settings,
- ``pattern``: parts joined by ``…`` (each stands for 0 to ``gap`` characters); a part is a string or
  alternatives ``甲|乙|@list``; the parts follow each other in one clause (clauses end at ，,；;：:。！？!? and line
  breaks, not at 、 or quotation marks) or, with ``scope: sentence``, in one sentence,
- ``list``: the name of a list; all its strings share the settings,

and may have

======================  =======================================================================================
``weight``              in (0, 1], 1 by default: how sure the term alone makes the theme
``anywhere``            true: no word boundaries needed; false: needed even if long. By default terms of
                        ``anywhere_from`` characters need none. Holds for every part of a pattern
``gap``, ``scope``      for patterns: see above; ``scope`` is ``clause`` or ``sentence``
``near``                at least one of these within ``within`` characters on either side, in the same sentence
``before``, ``after``   the same, but it must stand before (after) the term
``within``              characters for ``near``, ``before``, ``after``, ``unless_near``; 0 means touching
``same_clause``         at least one of these in the same clause
``same_sentence``       at least one of these in the same sentence
``under_heading``       at least one of these in the nearest heading above (or in the sentence itself, if a heading)
``unless``              none of these in the same sentence
``unless_clause``       none of these in the same clause
``unless_near``         none of these within ``within`` characters, in the same sentence
``unless_heading``      none of these in the nearest heading above
``at``                  ``start`` or ``end``: the term opens (closes) its sentence, punctuation and a number
                        like 一、 aside
``role``                ``body`` or ``heading``: count it only there
``wins_over``           ids of themes whose hits it removes where they overlap it
``note``                for the reader of the file
======================  =======================================================================================

All conditions that are given must hold. Strings of conditions and exclusions are found anywhere, without
regard to word boundaries, and may be given as ``@list``. A string that overlaps the term itself does not
fulfil ``near``, ``before``, ``after``, ``same_clause`` or ``same_sentence``.

**Overlap.** Within a theme a term that lies inside a longer accepted term of the same theme is dropped, so a
longer phrase with a low weight tames a short word. Patterns neither drop nor are dropped. Across themes all
stay, but for ``wins_over``.

**Weights.** A sentence's weight for a theme is 1 - ∏(1 - w) over its distinct accepted terms (noisy-or).
With ``inherit.previous: f``, a sentence that begins with an opener also takes f × the weight of the sentence
before (its own terms only, so nothing is handed on twice); with ``inherit.heading: f``, every sentence below a
heading takes f × the heading's weight. Inherited weights join by the same formula.
"""

from __future__ import annotations
