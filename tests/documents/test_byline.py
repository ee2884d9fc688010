from __future__ import annotations

import pytest

from reflectnlp.documents.byline import read_byline
from reflectnlp.documents.names import is_name, is_unit, leading_unit, tidy_unit, without_post

LINES = [
    ("植物园党支部", "植物园党支部", "", ""),
    ("总务处  周广田", "总务处", "周广田", ""),
    ("（标本馆支部 张三）", "标本馆支部", "张三", ""),
    ("(标本馆支部 信息组 裘朗)", "标本馆支部", "裘朗", ""),
    ("单位：市税务局第二分局  姓名：李建国", "市税务局第二分局", "李建国", ""),
    ("姓名：白小军   部门：体育组", "体育组", "白小军", ""),
    ("供稿人：王红", "", "王红", ""),
    ("汇报人：方德茂", "", "方德茂", ""),
    ("汇报人：【您的姓名】", "", "", ""),
    ("申请人：欧阳晓", "", "欧阳晓", ""),
    ("张三（总务处）", "总务处", "张三", ""),
    ("大堂经理  夏春苗（城南支行）", "城南支行", "夏春苗", ""),
    ("采购科  乔 薇", "采购科", "乔薇", ""),
    ("初一（3）班班主任  罗小满", "初一（3）班", "罗小满", ""),
    ("办公室主任 尚文棣", "办公室", "尚文棣", ""),
    ("桐溪乡纪委副书记 宋致远", "桐溪乡纪委", "宋致远", ""),
    ("行政支部马贵全", "行政支部", "马贵全", ""),
    ("贾云鹏 4月18日", "", "贾云鹏", "2011-04-18"),
    ("佟佩兰 记", "", "佟佩兰", ""),
    ("法学院2017级 邵文澜", "法学院", "邵文澜", ""),
    ("外国语学院英语（翻译方向）2016级 苏婉宁", "外国语学院", "苏婉宁", ""),
    ("郑怀安（原副总工程师，1959年进厂）", "", "郑怀安", ""),
    ("□ 陈晓明", "", "陈晓明", ""),
    ("市人力资源和社会保障局 刘青", "市人力资源和社会保障局", "刘青", ""),
    ("作者单位：县残联", "县残联", "", ""),
    ("【单位】民警 【姓名】", "", "", ""),
    ("成都分行营业部 都一民", "成都分行营业部", "都一民", ""),
    ("阿卜杜拉·买买提", "", "阿卜杜拉·买买提", ""),
]


@pytest.mark.parametrize(("line", "unit", "author", "date"), LINES)
def test_bylines(line: str, unit: str, author: str, date: str) -> None:
    found = read_byline(line, year=2011, strict=False)
    assert found is not None
    assert (found.unit, found.author, found.date) == (unit, author, date)


@pytest.mark.parametrize(
    "line",
    [
        "学习体会",
        "三个人名",
        "我是总务处的水电工，不教书，也不是党员。",
        "一、加强领导，精心组织",
        "就这些。",
        "以上体会，供同志们参考。",
        "背着国徽下乡",
        "从账本里看“没有第二双眼睛”",
        "任务",
    ],
)
def test_other_lines_are_no_bylines(line: str) -> None:
    assert read_byline(line, year=2011, strict=True) is None


@pytest.mark.parametrize("word", ["张三", "欧阳晓", "司马文青", "翟映雪", "阿依古丽·买买提"])
def test_names(word: str) -> None:
    assert is_name(word)


@pytest.mark.parametrize("word", ["任务", "时间", "党员", "高度重视", "支部", "体会", "书记", "谢谢", "三"])
def test_no_names(word: str) -> None:
    assert not is_name(word)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("中共植物园支部委员会", "植物园支部"),
        ("法学院2017级", "法学院"),
        ("行政支部医务室", "行政支部"),
        ("物理学院1703班", "物理学院"),
        ("总务处", "总务处"),
    ],
)
def test_units_are_named_as_people_are_counted(word: str, expected: str) -> None:
    assert tidy_unit(word) == expected


def test_posts_come_off_units() -> None:
    assert without_post("总务处主任") == "总务处"
    assert without_post("石门坎村第一书记") == "石门坎村"
    assert without_post("书记") == "书记"


def test_a_unit_beyond_doubt_needs_a_strong_ending() -> None:
    assert is_unit("植物园党支部", strict=True)
    assert not is_unit("地下一层的夜班", strict=False)
    assert is_unit("生物组", strict=False) and not is_unit("生物组", strict=True)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("行政支部第一阶段学习小结", "行政支部"),
        ("岚江银行青蒲支行学习心得体会", "岚江银行青蒲支行"),
        ("关于教育整顿工作的小结", ""),
        ("学习党支部工作条例有感", ""),
        ("在柳河派出所学习会上的发言", ""),
    ],
)
def test_a_title_may_open_with_the_unit(title: str, expected: str) -> None:
    assert leading_unit(title) == expected
