"""A word of a byline in, what it is out: a person's name, a unit, a post, or neither.

Bylines are short and follow few habits, so lists of surnames and of the last characters of units decide.
A name is believed only in a byline; in running text nobody is looked for.
"""

from __future__ import annotations

import re

# The surnames of the Hundred Family Surnames that are borne today, the frequent ones first.
_SURNAMES = frozenset(
    "李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏"
    "钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜"
    "倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游"
    "阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚"
    "廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗"
    "匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥保和蔺肖闫付仝沃尚裘邰阚詹平帅寇郗麻暴苍敬双初逯烟禹展巴谯佘南牧满水"
)
_COMPOUND = (
    "欧阳", "上官", "司马", "诸葛", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "令狐",
    "司徒", "东方", "南宫", "端木", "呼延", "轩辕", "长孙", "宇文", "申屠", "澹台",
    "独孤", "赫连", "拓跋", "闻人", "西门", "百里", "第五", "公冶", "太史", "万俟",
)  # fmt: skip
# Words that begin like a surname and stand alone in a line of a submission.
_NO_NAME = re.compile(
    "任务|方法|方面|方向|方案|经验|成效|成绩|成果|成长|高度|时间|时刻|项目|安全|安排|"
    "和谐|文明|文化|文件|文章|文艺|计划|路线|明确|"
    "明天|明白|常怀|常态|强化|强国|全文|全面|全体|关于|关键|关爱|应当|应该|解放|党员|"
    "党课|党史|党性|党章|党建|党风|党的|党费|"
    "单位|单元|谢谢|严格|严明|严守|严于|平安|平时|平凡|平常|甘于|甘当|古人|白天|万事|"
    "金秋|连日|解决|易错|余下|向前|向上|"
    "和平|花开|华夏|原因|原则|原文|保持|保密|水平|水利|管理|管好|管住|简报|简述|简介|"
    "简要|谈谈|谈话|谈心|时代|文字|文学|"
    "马上|马列|石油|田间|白云|江山|江河|黄河|黄昏|夏天|秋天|冷暖|冷静|温暖|温故|牢记|"
    "来源|来自|许多|许诺|曾经|曲折|"
    "高尚|高效|高山|宁静|乐观|乐于|广大|边疆|农历|查摆|查找|车间|房间|米粒|牛年|龙年|"
    "全家|全心|支部|附件|附录|目录|正文|"
    "作者|姓名|部门|汇报|总结|小结|提纲|体会|心得|感想|反思|前言|结语|后记|序言|题记|"
    "草稿|初稿|终稿|发言|灯下|学习|读后|"
    "连续|计时|司机|司法|双方|双手|封面|封底|沙漠|桑榆|左右|沿途|阳光|阳春|银行|晋升|"
    "原来|南方|南湖|满意|满分|展望|展开|初心|"
    "初步|敬业|敬礼|敬请|敬畏|尚未|官员|商场|景色|项链|毕业|毕竟|伏案|包容|包括|强调|"
    "台账|都市|武装|武警|童年|游记|游客|"
    "宫殿|巩固|都有|习惯|习作|金句|金融|钱款|钱财|符合|符号|练习|仲夏|欧洲|游泳|蒙受|"
    "沈阳|武汉|江苏|江西|广东|湖南|温州|"
    "盖章|党组|党委|党总|党支|文书|文稿|白纸|成都|宁波|安徽|云南|贵州|常州|常德|关心|"
    "于是|于心|车轮|花絮|向阳|向导|向往"
)
_NAME = re.compile("[\u4e00-\u9fff]{2,4}")
_FOREIGN = re.compile("[\u4e00-\u9fff]{1,8}(?:[·•・‧][\u4e00-\u9fff]{1,8}){1,3}")

_STRONG = (
    "党支部委员会|支部委员会|党总支委员会|机关党委|党总支部?|党支部|团支部|团总支|支部|"
    "党委会?|党组|党工委|工委|委员会|纪委监委|纪委|监委|"
    "团委|工会|妇联|工商联|残联|文联|科协|学生会|人民政府|政府|管委会|居委会|村委会|"
    "办事处|公司|集团|总公司|分公司|"
    "大学|学院|学校|中学|小学|一中|二中|三中|附中|附小|幼儿园|党校|医院|卫生院|研究院|"
    "研究所|设计院|检察院|法院|派出所|"
    "银行|支行|分行|总行|信用社|营业部|营业厅|报社|杂志社|出版社|电视台|图书馆|博物馆|"
    "档案馆|纪念馆|植物园|动物园|"
    "公安局|税务局|分局|管理局|管理处|服务中心|管理中心|中心|有限公司|股份公司|工厂|分厂|"
    "总厂|车间|实验室|教研室|教研组|项目部|"
    "办公室|[校院厂所县区市局党]办|人事处|总务处|教务处|政教处|大队|中队|支队|总队|消防站|实践队|工作队"
)
_WEAK = "[组班室部处科局所院系馆厂队站社园庭署厅司村乡镇县市区营连排团旅会课店段]"
_UNIT = re.compile(rf"[\u4e00-\u9fffA-Za-z0-9“”\"（）()—\-·]{{1,32}}?(?:{_STRONG})(?:（[^）]{{1,8}}）)?")
_UNIT_WEAK = re.compile(rf"[\u4e00-\u9fffA-Za-z0-9“”（）()\-]{{1,18}}{_WEAK}")
_GRADE = re.compile(r"(?:[（(][^）)]{1,10}[)）])?(?:(?:19|20)?\d{2}级.*|\d{4}班|(?:19|20)\d{2}届.*)$")
_FACULTY = re.compile(r"([\u4e00-\u9fff]{2,12}?(?:学院|大学|学校|中学))[\u4e00-\u9fff]{0,6}(?:\d{2,4}级.*)?$")
_NO_UNIT = re.compile(
    "[的了我你他她它在被们把让吗呢吧着过是不也很还么谁哪怎]|\\d年|学习|心得|体会|感想|"
    "总结|小结|汇报|提纲|发言|晚会|大会|讨论会|座谈会|"
    "生活会|报告会|夜班|一天|全会|故事|开展|关于|精神(?!卫生|病)|活动(?!中心)|教育$|致敬|机会|感悟|走进|参观|加强|做好|争做"
)
_LEAD = re.compile(f"(?:{_STRONG})(?!的|书记|主任|长)")
_NOT_LEAD = re.compile("[，。：《、]|^(?:全|各|本|某|该|县委|市委|省委|党委|党组)|中心$|委员会$|政府$|党委$")
_POST = re.compile(
    "(?:第一|常务)?(?:副)?(?:书记|主任|处长|科长|局长|所长|院长|校长|厂长|馆长|队长|组长|"
    "班长|部长|主席|总经理|经理|"
    "行长|庭长|站长|社长|教导员|指导员|大队长|中队长|支队长|主管|委员)(?:助理)?|(?:纪检|"
    "组织|宣传|学习|青年)委员|(?:班主任|辅导员|会计主管|会计|"
    "出纳|报账员|科员|干事|民警|辅警|法官|法官助理|检察官|书记员|保安|司机|护士长?|医生|"
    "医师|教师|老师|教授|副教授|讲师|研究员|工程师|技术员|"
    "职工|员工|工人|党员|预备党员|积极分子|学生|大堂经理|柜员|客户经理|党员保安|退休教师|"
    "退休干部|队员|村医|社工|青年工人|实验员|(?:一名)?(?:老|新|普通)党员|一名|网格员|"
    "通讯员|离退休干部)"
)
_POST_END = re.compile(rf"(?:{_POST.pattern})$")
_MASK = re.compile(
    r"[_＿]{2,}|【[^】]{0,12}】?|\[[^\]]{0,12}\]|[xX×＊*○〇]{2,}|请?填写|此处|未填|您的|某某|姓名|某$"
)


def is_masked(text: str) -> bool:
    """Whether a value was never filled in: 【您的姓名】, XXX, ____, （此处填写）."""
    return not text or _MASK.search(text) is not None


def is_name(word: str) -> bool:
    """Whether a word of a byline looks like a person's name."""
    if _FOREIGN.fullmatch(word):
        return not any(is_unit_ending(part) or part[0] in "党团" for part in re.split("[·•・‧]", word))
    if not _NAME.fullmatch(word) or _NO_NAME.match(word):
        return False
    if word.startswith(_COMPOUND):
        return len(word) in (3, 4)
    return len(word) <= 3 and word[0] in _SURNAMES and not _POST.fullmatch(word)


def is_unit(word: str, *, strict: bool) -> bool:
    """Whether a word is a unit; ``strict`` asks for an ending that only units have."""
    if len(word) > 40 or _NO_UNIT.search(word):
        return False
    if _UNIT.fullmatch(word):
        return len(word) > 2
    if strict or len(word) < 2:
        return False
    return _UNIT_WEAK.fullmatch(_GRADE.sub("", word)) is not None or _FACULTY.match(word) is not None


def is_post(word: str) -> bool:
    """Whether a word is a post and nothing else: 书记, 民警, 预备党员."""
    return _POST.fullmatch(word) is not None


def without_post(word: str) -> str:
    """The unit of a word that ends in a post: 总务处主任 → 总务处, 初一（3）班班主任 → 初一（3）班."""
    while (match := _POST_END.search(word)) is not None and match.start():
        word = word[: match.start()]
    return word


def tidy_unit(word: str) -> str:
    """The unit by which people are counted: without 中共, without grade, ended at the branch.

    中共植物园支部委员会 → 植物园支部, 法学院2017级 → 法学院, 行政支部医务室 → 行政支部.
    """
    word = word.strip(" ，,。:：、-—")
    if word.startswith("中共") and len(word) > 5:
        word = word[2:]
    branch = re.match(r"(.{2,}?(?:党支部|支部|党总支|总支))(?!书记$).*", word)
    if branch and not re.match(r".*(?:分|大)支部", branch[1]):
        word = branch[1]
    bare = _GRADE.sub("", word)
    word = bare if is_unit_ending(bare) or _FACULTY.match(bare) else word
    faculty = _FACULTY.match(word)
    return word if faculty is None or is_unit_ending(word) else faculty[1]


def is_unit_ending(word: str) -> bool:
    """Whether a word ends like a unit, whatever stands before."""
    return _UNIT.fullmatch(word) is not None or _UNIT_WEAK.fullmatch(word) is not None


def leading_unit(text: str) -> str:
    """The unit that a title opens with (行政支部第一阶段学习小结), empty when there is none."""
    found = ""
    for match in _LEAD.finditer(text[:30]):
        lead = text[: match.end()]
        if _NO_UNIT.search(lead) or _NOT_LEAD.search(lead):
            break
        found = lead
    return found if len(found) >= 4 else ""
