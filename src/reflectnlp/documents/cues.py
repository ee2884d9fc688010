"""The cues by which the kind of a document is told: plain data, read by ``kind``.

Each says what to look for, where, and how much it weighs. They are kept apart so that a look at this page
shows all there is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cue:
    """One sign of one kind: what to look for, where, and how much it weighs.

    ``where`` is ``title``, ``top`` (the first 300 characters of the body), ``end`` (the last 300) or
    ``text``. Each match counts up to ``most`` times.
    """

    kind: str
    weight: float
    where: str
    pattern: re.Pattern[str]
    most: int = 1


def _cue(kind: str, weight: float, where: str, pattern: str, most: int = 1) -> Cue:
    return Cue(kind, weight, where, re.compile(pattern), most)


CUES: tuple[Cue, ...] = (
    # reflection: what the title calls it, and what people do in it
    _cue(
        "reflection",
        4.0,
        "title",
        (
            "心得|[体休]会|感想|感悟|有感|[观读]后感|感言|反思|自查|对照检查|检视|剖析|"
            "自我(?:鉴定|评价|批评)|检讨|心里话|想法"
        ),
    ),
    _cue("reflection", 2.0, "title", "思想汇报|思考|随笔|随感|杂感|札记|摘记|笔记|琐记|启示|发言|交流|学习"),
    _cue("reflection", 0.5, "text", "体会|感想|感触|感受|启发|深受|触动|受益|洗礼|感动", 4),
    _cue(
        "reflection",
        0.5,
        "text",
        "认识到|明白了?|懂得|意识到|想到|反思|觉得|我认为|我想|我理解|心里|领悟|惭愧|对照",
        5,
    ),
    _cue(
        "reflection",
        0.5,
        "text",
        "今后|以后我|我将|我要|我会|争取|努力|下决心|改进|打算|从我做起|不足|差距|改正|克服",
        4,
    ),
    _cue(
        "context",
        0.4,
        "text",
        "学习|读本|读完|读到|材料|党课|讲话|培训|讲座|文件|条例|规定|手册|守则|事迹",
        4,
    ),
    _cue("context", 0.4, "text", "党员|支部|组织|群众|岗位|同志|职责|责任|纪律|领导|职工|安全|党", 4),
    _cue(
        "reflection",
        1.5,
        "text",
        (
            "作为一[名个位]|心得体会|学习体会|写(?:一篇)?(?:心得|体会)|谈(?:谈|几点|三点|一点|"
            "点).{0,10}(?:体会|认识|看法|想法)"
        ),
    ),
    _cue("reflection", 5.0, "text", "\\n(?:个人|我的|学习|自己的)(?:心得)?(?:体会|感想|心得|感悟)[:：]"),
    # outline
    _cue("outline", 9.0, "title", "提[纲钢]"),
    _cue("outline", 1.5, "top", "(?:限|讲|控制在)\\s*\\S{0,4}\\s*分钟|想到哪里?说到哪"),
    # summary of a unit's work
    _cue(
        "summary",
        7.0,
        "title",
        (
            "(?:工作|学习|活动|阶段|实践|培训|教育)(?:的)?(?:小结|总结)|小结|(?:年度|季度|半年|"
            "工作)总结|总结$|工作(?:报告|汇报|情况)|情况(?:汇报|报告)|述职|开展情况"
        ),
    ),
    _cue(
        "summary",
        0.8,
        "text",
        (
            "\\n(?:[一二三四五六]、)?.{0,6}(?:主要做法|基本情况|取得的?成[效绩]|存在的?(?:问题|"
            "不足)|下[一步阶]段?.{0,3}(?:打算|安排|计划)|主要收获|工作打算)"
        ),
        4,
    ),
    _cue(
        "summary",
        0.7,
        "text",
        ("我支部|本支部|支部现有|支部组织|现有党员|支委会|党员大会|共(?:组织|召开|开展)|参学率|到会率"),
        4,
    ),
    # letter to the party organisation
    _cue("letter", 2.0, "title", "思想汇报|一封信|来信|申请书|倡议书|的信$"),
    _cue("letter", 3.0, "top", "\\A(?:敬爱|尊敬|亲爱)的.{0,20}[:：]"),
    _cue("letter", 1.5, "top", "\\A[^。\\n]{2,30}(?:党组织|书记|老师|支部|同志)[:：]\\s*\\n"),
    _cue("letter", 2.5, "end", "此致|敬礼|汇报人|申请人"),
    _cue("letter", 0.8, "text", "向党组织汇报|请党组织|恳请|这封信|写给组织|党组织", 2),
    # news
    _cue(
        "news",
        3.5,
        "top",
        (
            "本[网报刊台](?:讯|电|\\d{1,2}月)|讯\\s*[（(](?:记者|通讯员)|"
            "[（(](?:本[报网])?(?:记者|通讯员)|新华社.{0,10}电|电\\s*[（(]记者"
        ),
    ),
    _cue(
        "news",
        2.0,
        "top",
        (
            "(?:记者|通讯员)(?:从|在|获悉|了解到)|日前|近日|连日来|[昨今][天日]，|期间，.{2,30}组织|"
            "\\d{1,2}月\\d{1,2}日(?:上午|下午|晚)?，.{2,40}(?:召开|举行|举办|开展|启动|落幕|开幕|揭牌|成立|赴|到|组织)"
        ),
        2,
    ),
    _cue(
        "news",
        1.2,
        "text",
        (
            "会议(?:指出|强调|要求|认为|由|听取|审议|通报)|出席|并讲话|主持会议|据(?:悉|介绍|了解|统计|报道|通报)|"
            "纷纷表示|告诉记者|记者(?:看到|了解到|从)|获悉|有关负责人|活动由.{2,30}主办|日前|近日|"
            "(?:召开|举行|举办)(?!的|了|之)"
        ),
        5,
    ),
    _cue(
        "news",
        1.5,
        "text",
        ("责任编辑 ?[:：]|来源 ?[:：]|发布时间 ?[:：]|点击 ?[:：]|阅读 ?[:：]|上一篇|下一篇|本报记者"),
        2,
    ),
    _cue(
        "news",
        1.5,
        "title",
        (
            "召开|举行|举办|开展|启动|圆满|落幕|开幕|走进|调研|慰问|开园|荣获|通报|宣讲|首演|抢修|揭牌|"
            "组织(?!生活|工作|领导|建设)"
        ),
    ),
    # other matter
    _cue("other", 2.0, "text", "\\n ?第[一二三四五六七八九十百\\d]{1,5}条[\\s：:]", 6),
    _cue(
        "other",
        3.0,
        "title",
        (
            "(?:条例|办法|规定|规则|章程|细则|法)$|通知$|公告$|公示$|教案|教学设计|说明书|招聘|"
            "合同|协议书?$|试[题卷]|课程表|名单$|通讯录|菜谱|做法$|攻略|测评|报价"
        ),
    ),
    _cue(
        "other",
        1.2,
        "text",
        ("食材|翻炒|焯水|小火|大火|料酒|生抽|少许|适量|克(?:盐|糖|面粉)|毫升|腌制|出锅|烤箱|煮沸|调料"),
        6,
    ),
    _cue(
        "other",
        1.2,
        "text",
        ("包邮|售后|下单|优惠|型号|规格|保修|正品|功率|参数|客服|快递|购买|售价|元/|原价|产品特点|适用于"),
        6,
    ),
    _cue(
        "other",
        1.5,
        "text",
        ("教学(?:目标|重点|难点|重难点|过程|准备|反思：)|课时|板书设计|作业布置|导入新课|学情分析"),
        6,
    ),
    _cue(
        "other", 1.5, "text", "甲方|乙方|违约责任|招聘岗位|任职要求|薪资|应聘|简历投递|报名方式|联系电话", 6
    ),
    _cue(
        "other",
        2.0,
        "text",
        (
            "\\n *(?:import |from \\w+ import|def \\w+\\(|#include|public (?:class|static)|"
            "function \\w+\\(|SELECT .+ FROM|\\$ |<\\?php|var |const |class \\w+[:({])|[{;] *\\n"
        ),
        6,
    ),
    _cue("other", 1.2, "text", "答案[:：]|选择题|判断题|填空题|\\n *[A-D][.、．]|[（(] {1,4}[)）]", 6),
    _cue(
        "other",
        1.2,
        "text",
        (
            "各(?:单位|部门|支部|科室|班级|院系)[:：]|现将[^\\n。]{2,30}通知如下|特此(?:通知|"
            "公告|公示)|请各.{1,8}(?:认真|遵照|贯彻)"
        ),
        4,
    ),
    _cue(
        "other",
        1.0,
        "text",
        (
            "算法|训练集|数据集|实验结果|参考文献|摘要[:：]|关键词[:：]|定理|证明[:：]|公式|样本|"
            "变量|接口|数据库"
        ),
        4,
    ),
    _cue(
        "other",
        1.0,
        "text",
        "景点|门票|酒店|民宿|打卡|自驾|美食|好吃|旅[游行]|导游|拍照|风景|爬山|海边|行程",
        5,
    ),
    _cue("other", 1.2, "text", "适应症|用法用量|不良反应|禁忌|有效期|主要成分|每日\\d次|服用|症状|患者应", 5),
    _cue(
        "other",
        1.0,
        "text",
        ("比分|球队|联赛|进球|主场|客场|冠军|剧情|导演|主演|票房|专辑|歌手|游戏|玩家|章节|男主|女主"),
        5,
    ),
)
