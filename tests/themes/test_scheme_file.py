"""A scheme file becomes one frozen value; a wrong one shows all its mistakes with their lines."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from reflectnlp.errors import SchemeError
from reflectnlp.themes.scheme import Conditions, Scheme, Term

SchemeOf = Callable[[str], Scheme]


def mistakes(scheme_of: SchemeOf, text: str) -> list[str]:
    with pytest.raises(SchemeError) as error:
        scheme_of(text)
    return [line.strip() for line in str(error.value).splitlines()]


def test_everything_that_a_file_can_say(scheme_of: SchemeOf, tmp_path: Path) -> None:
    (tmp_path / "duty.yaml").write_text("id: duty\nlabel: 履职\nterms: [本职工作]\n", encoding="utf-8")
    (tmp_path / "persons.yaml").write_text("- {name: 孔繁森, aliases: [老孔]}\n- 牛玉儒\n", encoding="utf-8")
    scheme = scheme_of(
        """
        scheme: trial
        version: 3
        title: {zh: 试用, en: Trial}
        settings: {anywhere_from: 5, gap: 6, within: 9, threshold: 0.4, negation_reach: 7}
        negation: {cues: [不, 没有], harmless: [不断]}
        inherit: {openers: [这个问题], longest: 30}
        exclude: [机器学习]
        lists:
          heroes: {file: persons.yaml}
          study: [学习, 研读]
        themes:
          - id: models
            label: {zh: 榜样, en: Models}
            definition: 写具体的先进人物
            not_coded: 只有空话
            examples: {coded: [孔繁森的事迹感人], not_coded: [做榜样]}
            threshold: 0.7
            inherit: {previous: 0.6, heading: 0.2}
            exclude: [雷锋塔]
            terms:
              - 先进事迹
              - 向|跟…@heroes…@study
              - {text: [楷模, 典型], weight: 0.5, anywhere: true, near: 学习, within: 4, at: end, role: body}
              - {list: heroes, weight: 0.9, unless: ['@study'], wins_over: [duty], note: 见名单}
              - {pattern: 学…先进, gap: 3, scope: sentence}
          - duty.yaml
        """
    )
    models, duty = scheme.themes
    within = Conditions(within=9)
    edge = Conditions(near=("学习",), within=4, at="end", role="body")
    hero = {"weight": 0.9, "gap": 6, "wins_over": ("duty",)}
    unless = Conditions(unless=("学习", "研读"), within=9)
    assert models.terms == (
        Term("先进事迹", (("先进事迹",),), gap=6, conditions=within),
        Term(
            "向|跟…@heroes…@study",
            (("向", "跟"), ("孔繁森", "老孔", "牛玉儒"), ("学习", "研读")),
            gap=6,
            conditions=within,
        ),
        Term("楷模", (("楷模",),), 0.5, True, 6, conditions=edge),
        Term("典型", (("典型",),), 0.5, True, 6, conditions=edge),
        *(Term(name, ((name,),), conditions=unless, **hero) for name in ("孔繁森", "老孔", "牛玉儒")),
        Term("学…先进", (("学",), ("先进",)), gap=3, scope="sentence", conditions=within),
    )
    assert [term.place for term in models.terms[:3]] == ["scheme.yaml:22", "scheme.yaml:23", "scheme.yaml:24"]
    assert duty.terms[0].place == "duty.yaml:3"
    assert (duty.threshold, models.threshold, models.previous, models.heading) == (0.4, 0.7, 0.6, 0.2)
    assert scheme.negation.reach == 7
    assert scheme.theme_ids == ("models", "duty")


def test_the_description_is_json_and_leaves_places_out(scheme_of: SchemeOf) -> None:
    text = "scheme: t\nthemes: [{id: a, label: 甲, terms: [理想]}]\n"
    moved = "scheme: t\n\n\nthemes: [{id: a, label: 甲, terms: [理想]}]\n"
    first, second = (json.dumps(scheme_of(one).describe(), sort_keys=True) for one in (text, moved))
    assert first == second
    assert "理想" in json.loads(first)["themes"][0]["terms"][0]["name"]


def test_all_mistakes_come_at_once_with_their_lines(scheme_of: SchemeOf) -> None:
    found = mistakes(
        scheme_of,
        """\
        scheme: 3x
        settings: {gap: far, within: 4.5}
        lists: {heroes: [孔繁森, 孔繁森, '']}
        themes:
          - id: ideals
            label: 理想信念
            treshold: 0.4
            terms:
              - ''
              - {text: 信念, weight: 1.5}
              - {text: 信念, weight: 0}
              - {text: 信仰, pattern: 坚定…信仰}
              - {near: [坚定]}
              - {pattern: 坚定信仰}
              - 坚定…
              - 坚定|动摇
              - {list: villains}
              - {text: 初心, near: '@villains'}
              - {text: 初心, wins_over: [duty]}
              - {text: 初心, within: 3}
              - {text: 初心, gap: 3}
              - {text: 初心, at: middle}
              - {text: 初心, anywhere: yes}
              - {text: 初心, unless: [忘…初心, 初心]}
          - id: ideals
            terms: 理想
          - {label: 无}
        """,
    )
    where = "scheme.yaml"
    assert found == [
        "27 problems in the scheme:",
        f"{where}:1: scheme '3x' is no id → use letters a-z, digits and _, a letter first",
        f"{where}:2: gap is far → write a whole number from 0 to 200",
        f"{where}:2: within is 4.5 → write a whole number from 0 to 200",
        f"{where}:3: list 'heroes' holds '孔繁森' twice → remove one of them",
        f"{where}:3: an entry of list 'heroes' is empty → write the string or remove the entry",
        f"{where}:7: unknown key 'treshold' in a theme → did you mean 'threshold'?",
        f"{where}:9: a term is empty → write the string or remove the entry",
        f"{where}:10: weight is 1.5 → write a number from 0 to 1",
        f"{where}:11: weight is 0 → write a number above 0, or exclude the string",
        f"{where}:12: a term has text and pattern → give exactly one of text, pattern, list",
        f"{where}:13: a term has neither text, pattern nor list → give exactly one of text, pattern, list",
        f"{where}:14: pattern '坚定信仰' has no … → write 坚定…信念, or use text",
        f"{where}:15: pattern '坚定…' has an empty part → write a string on each side of … and |",
        f"{where}:16: term '坚定|动摇' has alternatives but no … → write text: [甲, 乙]",
        f"{where}:17: list 'villains' is not defined → lists of this scheme: heroes",
        f"{where}:18: list 'villains' is not defined → lists of this scheme: heroes",
        f"{where}:19: wins_over names the unknown theme 'duty' → themes: ideals",
        f"{where}:20: within has nothing to measure → remove it, or add near, before, after or unless_near",
        f"{where}:21: gap is for patterns only → remove it, or write a pattern with …",
        f"{where}:22: at is 'middle' → write one of start, end",
        f"{where}:23: anywhere is 'yes' → write one of false, true",
        f"{where}:24: unless holds the pattern '忘…初心' → write plain strings there",
        f"{where}:25: theme 'ideals' has no 'label' → add label: …",
        f"{where}:25: theme 'ideals' is defined twice → rename it; the first is at {where}:5",
        f"{where}:26: terms must be a list → write [a, b] or one - item a line",
        f"{where}:27: a theme has no id → add id: …",
        f"{where}:27: theme '' has no 'terms' → add terms: …",
    ]


def test_a_file_that_is_no_yaml_names_the_line(scheme_of: SchemeOf) -> None:
    head, line = mistakes(scheme_of, "scheme: t\nthemes: [\n  - id: a\n")
    assert head == "1 problem in the scheme:"
    # What lies between is libyaml's or PyYAML's own wording.
    assert line.startswith("scheme.yaml:3: is not YAML: ")
    assert line.endswith(" → check indentation, quotes and brackets there and in the line above")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "scheme.yaml: is empty → write at least scheme and themes"),
        ("- a\n", "scheme.yaml:1: the scheme must be a mapping (key: value)"),
        ("scheme: t\nthemes: []\n", "scheme.yaml:2: the scheme has no theme → add at least one: - id: …"),
    ],
)
def test_files_without_a_scheme(scheme_of: SchemeOf, text: str, message: str) -> None:
    assert mistakes(scheme_of, text)[1] == message


def test_a_missing_file_is_named(scheme_of: SchemeOf, tmp_path: Path) -> None:
    place = "cannot be opened (No such file or directory) → check the name; it counts from the folder of the"
    assert mistakes(scheme_of, "scheme: t\nlists: {a: {file: b.yaml}}\nthemes: [c.yaml]\n")[1:3] == [
        f"b.yaml: {place} scheme file",
        f"c.yaml: {place} scheme file",
    ]
    (tmp_path / "bad.yaml").write_bytes("scheme: 试".encode("gb18030"))
    with pytest.raises(SchemeError) as error:
        Scheme.from_yaml(tmp_path / "bad.yaml")
    assert "bad.yaml: is not UTF-8 at byte 8 → save it as UTF-8" in str(error.value)


def test_an_unknown_built_in_scheme_lists_those_there_are() -> None:
    with pytest.raises(SchemeError) as error:
        Scheme.builtin("nothing")
    assert (
        str(error.value)
        .splitlines()[1]
        .startswith("  themes: no built-in scheme is named 'nothing' → choose one of")
    )
