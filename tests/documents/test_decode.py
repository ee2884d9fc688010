from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reflectnlp.documents.decode import decode
from reflectnlp.errors import ReadError

SIMPLIFIED = "我在标本馆管蕨类，管了十七年。这次学习发下来几份材料，我读得最慢的是讲老王的那一篇。"
TRADITIONAL = "這個問題我想了很久，我們為什麼要學習？因為時代在變，國家對黨員的要求也在變，不學就跟不上。"

CASES = [
    (SIMPLIFIED, "utf-8", "utf-8"),
    (SIMPLIFIED, "utf-8-sig", "utf-8-sig"),
    (SIMPLIFIED, "gbk", "gb18030"),
    (SIMPLIFIED, "gb18030", "gb18030"),
    (SIMPLIFIED, "utf-16-le", "utf-16-le"),
    (SIMPLIFIED, "utf-16-be", "utf-16-be"),
    (TRADITIONAL, "big5", "big5"),
    (TRADITIONAL, "gb18030", "gb18030"),
    (TRADITIONAL, "utf-8", "utf-8"),
]


@pytest.mark.parametrize(("text", "codec", "found"), CASES)
def test_every_encoding_is_found(text: str, codec: str, found: str) -> None:
    result = decode(text.encode(codec))
    assert (result.text, result.encoding) == (text, found)


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_a_byte_order_mark_is_dropped(mark: bytes) -> None:
    codec = "utf-16-le" if mark == b"\xff\xfe" else "utf-16-be"
    result = decode(mark + SIMPLIFIED.encode(codec))
    assert (result.text, result.encoding) == (SIMPLIFIED, codec)


@pytest.mark.parametrize("text", ["联通", "学习", "已阅", "王芳", "一、学习", "好"])
def test_short_gbk_words_are_not_taken_for_utf8(text: str) -> None:
    assert decode(text.encode("gbk")).text == text


def test_rare_characters_of_names_survive_in_gb18030() -> None:
    text = "支部委员：朱镕、喆、㛃、𠮷野、龑。以上同志已于本月交来学习体会，请查收。"
    assert decode(text.encode("gb18030")).text == text


def test_line_ends_are_kept_as_they_stand() -> None:
    assert decode("第一行\r\n第二行\r第三行\n".encode()).text == "第一行\r\n第二行\r第三行\n"


def test_broken_utf8_is_refused_with_the_place() -> None:
    data = SIMPLIFIED.encode()
    broken = data[:30] + b"\xff" + data[31:]
    with pytest.raises(ReadError) as caught:
        decode(broken)
    assert caught.value.stage == "decode"
    assert caught.value.reason == "the encoding cannot be told: tried utf-8 (does not fit at byte 30)"
    assert caught.value.remedy == "open it in an editor and save it as UTF-8 text, or hand it in as .docx"


def test_a_cut_off_utf8_file_is_refused() -> None:
    data = (SIMPLIFIED * 3).encode()[:-1]
    with pytest.raises(ReadError, match="utf-8"):
        decode(data)


def test_a_wrong_byte_order_mark_is_refused() -> None:
    with pytest.raises(ReadError) as caught:
        decode(b"\xef\xbb\xbf" + SIMPLIFIED.encode("gbk"))
    assert caught.value.reason == "the byte order mark says utf-8, but byte 3 does not fit"


def test_binary_content_is_refused() -> None:
    with pytest.raises(ReadError) as caught:
        decode(bytes(range(256)) * 4)
    assert caught.value.reason == ("not text: a zero byte stands at byte 0, and it is not UTF-16 either")


def test_control_characters_are_no_text() -> None:
    with pytest.raises(ReadError, match="control characters, the first at character 1"):
        decode(b"a\x01\x02\x03b\x04\x05\x06" * 5)


def test_a_declared_encoding_is_tried_first_and_must_fit() -> None:
    assert decode(SIMPLIFIED.encode("gbk"), declared="gb2312").encoding == "gb18030"
    assert decode(SIMPLIFIED.encode(), declared="gb2312").encoding == "utf-8"
    assert decode(SIMPLIFIED.encode(), declared="no-such-thing").encoding == "utf-8"


sentences = st.lists(
    st.sampled_from(
        [
            "我认真学习了材料，",
            "今后要改正自己的不足。",
            "守纪律、讲规矩；",
            "2005年4月9日\n",
            "“为人民服务”！",
        ]
    ),
    min_size=3,
    max_size=30,
).map("".join)


@settings(max_examples=60, deadline=None)
@given(
    text=sentences,
    codec=st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16-le", "utf-16-be", "utf-16"]),
)
def test_decoding_undoes_encoding(text: str, codec: str) -> None:
    assert decode(text.encode(codec)).text == text


@settings(max_examples=60, deadline=None)
@given(text=st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), min_size=1))
def test_utf8_with_a_mark_round_trips_whatever_it_holds(text: str) -> None:
    assert decode(text.encode("utf-8-sig")).text == text


@settings(max_examples=100, deadline=None)
@given(data=st.binary(max_size=200))
def test_no_bytes_lead_to_replaced_characters(data: bytes) -> None:
    try:
        text = decode(data).text
    except ReadError as error:
        assert error.stage == "decode"
    else:
        assert "\ufffd" not in text or "\ufffd".encode() in data or b"\xff\xfd" in data or b"\xfd\xff" in data
