"""A line in, whether it is furniture: part of the page or the file, not of what the author says.

File numbers, web page remains (来源：… 点击：…, 上一篇：…), placeholders of a form (此处结合个人实际展开),
links, pictures, rules, page numbers.
"""

from __future__ import annotations

import re

_ANYWHERE = re.compile(
    r"!\[[^\]]*\]\([^)]*\)"  # a picture of Markdown
    r"|<?(?:https?://|www\.)\S+>?"
    r"|[-=_*~—·.…]{3,}|[*＊\s]{3,}|[-—]\s*\d{1,4}\s*[-—]"
    r"|第?\s*\d{1,4}\s*页\s*(?:[/,，]?\s*共\s*\d{1,4}\s*页)?|Page \d+(?: of \d+)?"
    r"|[（(【\[]?(?:责任编辑|责编|编辑|审核|校对|来源|审稿|编审|签发)\s*[:：].{0,40}"
    r"|.{0,20}(?:点击|浏览|阅读)(?:次数|量|数)?\s*[:：]\s*\d+.{0,10}|.{0,60}\d+\s*人已?围观.{0,10}"
    r"|(?:发布|更新|发表)(?:时间|日期|于)\s*[:：].{0,80}"
    r"|(?:【[^】]{1,6}】\s*){1,4}(?:上一篇.*)?|(?:上一篇|下一篇|相关阅读|相关文章|"
    r"推荐阅读|延伸阅读|原文链接|版权声明|免责声明)\s*[:：]?.{0,100}"
    r"|(?:首页|当前位置|您的位置|您现在的位置)\s*[:：>＞].{0,80}"
    r"|[（(](?:供参考|仅供参考|以上供|此处|待补|略|未完|没写完|待续|下载后|标题为|注[:：]|"
    r"字数|完|全文完|续).{0,60}[)）]"
    r"|【党支部盖章】|[（(]盖章[)）]|[（(]公章[)）]|扫描全能王.{0,20}|由\s?\S{1,12}\s?扫描.{0,10}"
)
# Only at the top: the file that a text was attached to, its number, secrecy and urgency.
_TOP = re.compile(
    r".{0,20}[〔\[（(](?:19|20)\d{2}[〕\]）)]\s*第?\s*\d{1,4}\s*号|"
    r".{0,24}文件附件[一二三四五六七八九十\d]{0,3}"
    r"|附件\s*[一二三四五六七八九十\d]{0,3}\s*[:：]?|附[:：]?|正文[:：]|(?:绝密|机密|秘密|特急|"
    r"急件)(?:★.{0,6})?|内部(?:资料|材料)"
    r"|(?:草|初|定|送审)稿|[（(](?:草|初|讨论|征求意见|送审|发言)稿[^)）]{0,12}[)）]|"
    r"编号\s*[:：].{0,30}|简报第\d+期|第\s*\d{1,4}\s*期"
    r"|(?:地点|参加人员|人员|主持|主持人|记录人?|参会人员|字数|题目)\s*[:：].{0,60}"
)
_FRONT_MATTER = re.compile(
    r"\A\s*---[ \t]*\n(?:[A-Za-z_\u4e00-\u9fff-]{1,30}[ \t]*[:：].*\n|[ \t]+.*\n|"
    r"- .*\n){1,40}?---[ \t]*(?:\n|\Z)"
)


def is_furniture(line: str, *, top: bool = False) -> bool:
    """Whether a stripped line is furniture; ``top`` for lines above or right below the title."""
    if len(line) > 140 or line[-1] in "。！？；”":
        return False
    return _ANYWHERE.fullmatch(line) is not None or (top and _TOP.fullmatch(line) is not None)


def front_matter_end(text: str) -> int:
    """Where the YAML block that opens a Markdown file ends; 0 when there is none."""
    match = _FRONT_MATTER.match(text)
    return match.end() if match else 0
