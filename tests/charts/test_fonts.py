from __future__ import annotations

import pytest

from reflectnlp.charts import fonts
from reflectnlp.errors import FontError


def _gbk() -> set[str]:
    codes = (bytes((lead, trail)) for lead in range(0x81, 0xFF) for trail in range(0x40, 0xFF))
    return {text for code in codes if len(text := code.decode("gbk", "ignore")) == 1 and ord(text) > 127}


GBK = _gbk()


def test_the_packaged_font_has_all_of_gbk_but_one_sign():
    has = fonts.characters(str(fonts.FONT))
    assert len(GBK) == 21791
    assert {c for c in GBK if ord(c) not in has} == {"≒"}


@pytest.mark.parametrize(
    "text", ["abcXYZ 0129", "−1 ± 2 × 3", "①②③⑩", "→←↑↓", "《》“”‘’、。！？；：（）…——", "áéü", "％℃"]
)
def test_the_packaged_font_has_what_charts_write(text):
    assert fonts.missing(text) == []


@pytest.mark.parametrize("name", ["李喆", "王頔", "赵犇", "孙㛃", "𠮷田", "陈䶮", "刘𬭎", "周𫖯"])
def test_rare_characters_of_names_are_in_the_packaged_font(name):
    assert fonts.families(name) == ["Reflect Sans SC"]


def test_a_sign_that_it_lacks_comes_from_another_font():
    assert fonts.families("甲≒乙")[0] == "Reflect Sans SC"
    assert len(fonts.families("甲≒乙")) == 2


def test_a_character_that_no_font_has_is_an_error(monkeypatch):
    monkeypatch.setattr(fonts, "system_fonts", lambda: ())
    with pytest.raises(FontError) as error:
        fonts.families("成员𪚥𪚥")
    assert str(error.value) == (
        "no font has 𪚥 (U+2A6A5) → install one with rare characters (fonts-noto-cjk, fonts-hanazono)"
    )


def test_many_missing_characters_are_counted(monkeypatch):
    monkeypatch.setattr(fonts, "system_fonts", lambda: ())
    with pytest.raises(FontError, match="and 2 more → install"):
        fonts.font_file("".join(chr(0x2F00 + i) for i in range(10)))


def test_one_file_for_word_clouds():
    assert fonts.font_file(["学习", "标本馆"]) == fonts.FONT


def test_placeholders_and_emoji_fonts_are_never_taken():
    assert not [name for name, _ in fonts.system_fonts() if "Last Resort" in name or "Emoji" in name]


def test_the_licence_lies_beside_the_font():
    licence = (fonts.FONT.parent / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "PERMISSION & CONDITIONS" in licence
    assert fonts.FONT.stat().st_size < 6_000_000
