"""A user dictionary is read as people write it, and its mistakes come all at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from reflectnlp.errors import DictionaryError
from reflectnlp.language.dictionary import read_dictionary
from reflectnlp.language.words import UserWord


def write(folder: Path, content: bytes) -> Path:
    path = folder / "words.txt"
    path.write_bytes(content)
    return path


def test_words_frequencies_and_parts_of_speech(tmp_path: Path) -> None:
    text = "# 单位\n植物园党支部\n\n三会一课 20 n\n黄文秀 nr\nC++ 3\n"
    assert read_dictionary(write(tmp_path, text.encode())) == (
        UserWord("植物园党支部"),
        UserWord("三会一课", 20, "n"),
        UserWord("黄文秀", 0, "nr"),
        UserWord("C++", 3),
    )


def test_a_mark_in_front_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    path = write(tmp_path, "\ufeff植物园党支部 5\r\n三会一课\r\n".encode())
    assert read_dictionary(path) == (UserWord("植物园党支部", 5), UserWord("三会一课"))


def test_an_empty_file_has_no_words(tmp_path: Path) -> None:
    assert read_dictionary(write(tmp_path, b"")) == ()


def test_all_mistakes_come_at_once(tmp_path: Path) -> None:
    text = "三会一课\n心得 体会\n“两学一做” 3\n三会一课 4\n学习强国 0\n党课 7 8\n"
    with pytest.raises(DictionaryError) as error:
        read_dictionary(write(tmp_path, text.encode()))
    allowed = "write Han characters, letters, digits and + # & . _ % - only"
    one = "write one word a line, without spaces inside: word frequency pos"
    assert str(error.value).splitlines() == [
        "5 problems in the dictionary:",
        f"  words.txt:2: '体会' behind '心得' is neither a frequency nor a part of speech → {one}",
        f"  words.txt:3: '“两学一做”' holds '“', where the segmenter always cuts → {allowed}",
        "  words.txt:4: '三会一课' stands twice, first in line 1 → remove one of them",
        "  words.txt:5: the frequency of '学习强国' is 0 → write 1 to 100000000, or leave it out",
        f"  words.txt:6: '8' behind '党课' is neither a frequency nor a part of speech → {one}",
    ]


def test_another_encoding_is_named_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(DictionaryError) as error:
        read_dictionary(write(tmp_path, b"abc\n" + "党课".encode("gb18030")))
    assert str(error.value).splitlines()[1] == "  words.txt:2: is not UTF-8 → save the file as UTF-8"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DictionaryError) as error:
        read_dictionary(tmp_path / "none.txt")
    assert str(error.value).splitlines()[1] == (
        "  none.txt: cannot be opened (No such file or directory) → check the name of the dictionary"
    )
