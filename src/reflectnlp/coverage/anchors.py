"""Readings in, what each key point can be recognised by at once out: persons, articles, parts.

A point about a person is touched by whoever names the person; a point of 第十条 by whoever cites 第十条.
Both are looked for as strings. How much an anchor says depends on how many points share it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import numpy as np

from reflectnlp.coverage.numerals import chinese, value
from reflectnlp.coverage.persons import builtin_persons
from reflectnlp.coverage.readings import KeyPoint, Reading
from reflectnlp.language import Segmenter, Vocabulary

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任"
    "沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔"
    "向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕"
    "单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚"
    "娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查"
)
_NAME = re.compile(f"[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}")
_SOMEBODY = re.compile(f"[{_SURNAMES}甲乙丙丁戊][某×](?:某)?")
_ORDINAL = re.compile(r"第([零〇一二三四五六七八九十百\d]{1,5})(条|讲|章|节|部分|篇|编|课)")
_ARTICLE_LINE = re.compile(r"^[#\s\u3000]*第([零〇一二三四五六七八九十百\d]{1,5})条", re.M)
_RARE = 9.0  # idf from which a word that begins like a name and stands in a section's title is one


def person_names(reading: Reading, segmenter: Segmenter, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The persons of a reading's key points.

    Known persons, 高某 and 甲某, and words that begin with a surname, are in no dictionary and stand in the
    reading at least twice (or in the title of a section).
    """
    texts = [part for point in reading.points for part in (point.text, point.section, point.source)]
    joined = "\n".join(texts)
    sections = "\n".join(point.section for point in reading.points)
    found = {person.name for person in builtin_persons() if len(person.name) > 1 and person.name in joined}
    found |= set(_SOMEBODY.findall(joined))
    words = vocabulary_words(vocabulary, {word for text in texts for word in segmenter.cut(text)})
    for word, idf in words.items():
        if not _NAME.fullmatch(word):
            continue
        titled = word in sections
        if (idf is None and (titled or reading.text.count(word) > 1)) or (
            idf is not None and titled and len(word) == 3 and idf >= _RARE
        ):
            found.add(word)
    return tuple(sorted(found))


def vocabulary_words(vocabulary: Vocabulary, words: Iterable[str]) -> dict[str, float | None]:
    """Idf of each word, None where it is not in the vocabulary."""
    order = sorted(set(words))
    end = np.cumsum(np.array([len(word) for word in order], np.int64))
    start = end - np.array([len(word) for word in order], np.int64)
    ids = vocabulary.ids("".join(order), start, end)
    return {
        word: None if number < 0 else float(vocabulary.idf[number])
        for word, number in zip(order, ids.tolist(), strict=True)
    }


def point_names(point: KeyPoint, names: Sequence[str]) -> tuple[str, ...]:
    """The persons that one point is about: in its text or section, else in its source."""
    titled = tuple(name for name in names if name in point.text or name in point.section)
    return titled or tuple(name for name in names if name in point.source)


def ordinals(reading: Reading, point: KeyPoint) -> tuple[str, ...]:
    """The article or part that a point belongs to, as 第十条 or 第三讲.

    From its section, or from the line above its source in the reading.
    """
    found = {_ordinal(number, unit) for number, unit in _ORDINAL.findall(point.section)}
    at = reading.text.find(point.source[:12]) if point.source else -1
    above = [match[1] for match in _ARTICLE_LINE.finditer(reading.text, 0, max(at, 0) + 1)]
    if above and at >= 0:
        found.add(_ordinal(above[-1], "条"))
    return tuple(sorted(found - {""}))


def ordinal_forms(ordinal: str) -> tuple[str, ...]:
    """Ways to write an ordinal: 第十条, 第10条."""
    match = _ORDINAL.fullmatch(ordinal)
    number = value(match[1]) if match else None
    if match is None or number is None:
        return (ordinal,)
    return tuple(sorted({f"第{chinese(int(number))}{match[2]}", f"第{int(number)}{match[2]}"}))


def _ordinal(number: str, unit: str) -> str:
    amount = value(number)
    return f"第{chinese(int(amount))}{unit}" if amount else ""
