from __future__ import annotations

from pathlib import Path

import pytest

from reflectnlp.coverage.persons import Person, builtin_persons, load_persons, merge_persons
from reflectnlp.errors import DictionaryError


def test_names_and_mappings_are_read(tmp_path: Path) -> None:
    path = tmp_path / "persons.yaml"
    path.write_text(
        "- 郭守站\n"
        "- {name: 甲某, aliases: [甲某某], kind: case, note: 虚构}\n"
        "- {name: 石门, not_in: [石门县]}\n",
        encoding="utf-8",
    )
    assert load_persons(path) == (
        Person("郭守站"),
        Person("甲某", "case", ("甲某某",)),
        Person("石门", "model", (), ("石门县",)),
    )
    assert load_persons(path, kind="leader")[0].kind == "leader"


def test_an_empty_list_is_a_list(tmp_path: Path) -> None:
    path = tmp_path / "persons.yaml"
    path.write_text("# nobody yet\n", encoding="utf-8")
    assert load_persons(path) == ()


def test_all_mistakes_are_listed_with_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "persons.yaml"
    path.write_text(
        "- 郭守站\n"
        "- {name: 甲某, kind: saint, alias: 乙}\n"
        "- 郭守站\n"
        "- {aliases: [丙]}\n"
        "- {name: 丁, aliases: 戊}\n",
        encoding="utf-8",
    )
    with pytest.raises(DictionaryError) as caught:
        load_persons(path)
    assert str(caught.value) == (
        "5 problems in the dictionary:\n"
        "  persons.yaml:2: 甲某: unknown keys alias → use name, aliases, kind, not_in\n"
        "  persons.yaml:2: 甲某: kind 'saint' is unknown → use one of model, case, leader, classic\n"
        "  persons.yaml:3: 郭守站 stands twice → remove one of the two\n"
        "  persons.yaml:4: an entry is a name or a mapping with a name → write {name: …}\n"
        "  persons.yaml:5: 丁: aliases is no list of names → write aliases: [ … ]"
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name: 郭守站\n", "persons.yaml:1: a list of persons is a sequence → begin each entry with a dash"),
        (
            "- 郭守站\n- [甲\n",
            "persons.yaml:3: this is no YAML (expected ',' or ']', but got '<stream end>') "
            "→ check indents and brackets",
        ),
    ],
)
def test_what_is_no_list_is_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "persons.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DictionaryError) as caught:
        load_persons(path)
    assert str(caught.value) == f"1 problem in the dictionary:\n  {message}"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DictionaryError) as caught:
        load_persons(tmp_path / "nobody.yaml")
    assert str(caught.value) == (
        "1 problem in the dictionary:\n"
        "  nobody.yaml: cannot be read (No such file or directory) → check the file"
    )


def test_merged_lists_add_up_and_the_first_kind_stands() -> None:
    merged = merge_persons(
        [Person("甲", "leader", ("阿甲",))],
        [Person("甲", "case", ("老甲",)), Person("乙", "case", ("阿甲", "甲"))],
    )
    assert merged == (Person("甲", "leader", ("阿甲", "老甲")), Person("乙", "case"))


def test_the_built_in_lists_know_whom_people_name() -> None:
    persons = builtin_persons()
    by_name = {name: person for person in persons for name in person.names}
    assert len(by_name) == sum(len(person.names) for person in persons)
    assert {by_name[name].kind for name in ("孔繁森", "牛玉儒", "雷锋")} == {"model"}
    assert {by_name[name].kind for name in ("成克杰", "胡长青", "王怀忠")} == {"case"}
    assert by_name["毛主席"].name == "毛泽东" and by_name["小平同志"].kind == "leader"
    assert "列宁主义" in by_name["列宁"].not_in
