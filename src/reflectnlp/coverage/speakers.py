"""The words before a verb of saying in, the speaker out.

The speaker is the person, post or work named last before the verb in the same sentence: 邓小平指出,
陆书记在讲话中强调, 《守则》规定, 俗话说. A pronoun leads to whoever was named before it in the paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_POST = (
    "总书记|书记|主席|总理|省长|市长|县长|区长|镇长|乡长|村长|部长|局长|处长|科长|厅长|院长|校长|园长|所长|馆长|厂长|行长|"
    "董事长|总经理|经理|班主任|主任|队长|组长|班长|连长|排长|政委|指导员|教导员|站长|段长|庭长|检察长|法官|警官|会长|秘书长|院士|教授|"
    "老师|师傅|医生|护士长|大夫|同志|主讲人|主持人|讲师|支书|会计|大爷|大娘|大妈|大姐|大哥|阿姨|元帅|将军"
)
_OTHER = "老党员|老干部|老红军|老战士|党员|先生|女士|老人|奶奶|爷爷|父亲|母亲|爱人|妻子|丈夫|学生|同事|群众"
_SOURCE = (
    "会议|全会|党课|讲义|读本|材料|文件|报告|讲话|手册|条例|规定|守则|规范|禁令|准则|党章|宪法|俗话|古人|古语|常言|老话|"
    "谚语|歌词|诗|先哲|先贤|圣人|伟人|前人|老一辈|革命先辈|忏悔录|忏悔材料|悔过书|日记|遗书|家书|信"
)
_SURNAME = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆"
    "汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤俞章鲁葛伍韩柳申尤毕聂焦路岳"
    "齐沿梅庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位霍翁甘景单包司柏宁阮闵解强柴车冉房边"
)
_TITLED = re.compile(
    rf"(?:(?<![一-鿿])[{_SURNAME}][一-鿿]{{1,2}}?|[{_SURNAME}老小])?(?:{_POST})|{_OTHER}|(?P<source>{_SOURCE})"
)
_PRONOUN = re.compile(r"[他她][^，。；！？：\n]{0,8}$")
_BREAK = re.compile(r"\n")
_STOP = re.compile(r"[。！？!?\n]")
_SENTENCE, _PARAGRAPH = 60, 240


class Named(NamedTuple):
    """Somebody or something that is named; ``target`` is the canonical name or a ``reading_id``."""

    start: int
    end: int
    target: str


def speaker_before(text: str, verb: int, named: Sequence[Named]) -> str:
    """Who says what follows the verb at ``verb``; empty when nobody is named.

    Parameters
    ----------
    text
        The document.
    verb
        Where the verb of saying begins.
    named
        Persons and works that the document names.
    """
    start = _back(text, verb, _SENTENCE, stop=_STOP)
    if not _PRONOUN.search(text, start, verb):
        return _last(text, start, verb, named)
    found = _last(text, start, verb, named, somebody=True)
    return found or _last(text, _back(text, start, _PARAGRAPH, stop=_BREAK), start, named, somebody=True)


def _back(text: str, at: int, reach: int, *, stop: re.Pattern[str]) -> int:
    """Where the sentence or paragraph that ``at`` is in begins, not farther than ``reach``."""
    floor = max(0, at - reach)
    ends = [match.end() for match in stop.finditer(text, floor, at)]
    return ends[-1] if ends else floor


def _last(text: str, start: int, end: int, named: Sequence[Named], *, somebody: bool = False) -> str:
    """The last that is named in a range, a person if it must be ``somebody``."""
    listed = [item for item in named if start <= item.start and item.end <= end]
    titled = [match for match in _TITLED.finditer(text, start, end) if not _is_attribute(text, match, end)]
    if somebody:
        titled = [match for match in titled if not match["source"]]
    if not listed:
        return titled[-1].group() if titled else ""
    # 邓小平同志 is 邓小平; a mere source (在讲话中) yields to whoever is listed before it.
    after = [match for match in titled if match.start() > listed[-1].end and not match["source"]]
    return after[-1].group() if after else listed[-1].target


def _is_attribute(text: str, match: re.Match[str], end: int) -> bool:
    """Whether a source only says where somebody spoke: 在讲话中, 他的报告里."""
    if not match["source"]:
        return False
    before, after = text[match.start() - 1 : match.start()], text[match.end() : end]
    return before == "在" or (before == "的" and "，" not in after and after[:1] in "中里上")
