"""``reflectnlp demo`` and ``reflectnlp new``: a study to look at, and one to fill in."""

from __future__ import annotations

import secrets
import shutil
from importlib import resources
from pathlib import Path

import click

from reflectnlp.cli.options import quiet_option
from reflectnlp.cli.score import run, summary
from reflectnlp.errors import Problem, StudyError
from reflectnlp.study import open_study


@click.command()
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), default=Path("reflectnlp-demo"))
@quiet_option
def demo(folder: Path, quiet: bool) -> int:
    """Copy the demo study to DIR, score it and write its report.

    DIR (reflectnlp-demo by default) must not exist yet.
    """
    if folder.exists():
        raise StudyError([Problem(str(folder), "is there already", "name another folder or delete it")])
    shutil.copytree(demo_folder(), folder, ignore=shutil.ignore_patterns("results"))
    study = open_study(folder)
    outcome = run(study, workers=1, quiet=quiet)
    path = study.report(folder / "report.html")
    if not quiet:
        click.echo(summary(outcome))
    click.echo(f"report: {path}")
    return 3 if outcome.n_failed else 0


def demo_folder() -> Path:
    """Where the demo study lives: in the installed package, or in the checkout."""
    packaged = Path(str(resources.files("reflectnlp") / "demo_study"))
    return packaged if packaged.is_dir() else Path(__file__).parents[3] / "data" / "demo"


STUDY_TOML = """\
# 一次学习活动的设置。每一项都可以省去不写。
# The settings of a study. Every line may be left out.
title = "{title}"
# year = 2005                 # 补全没有年份的日期 completes dates such as 3月12日
# lang = "zh"                 # 报告的语言 language of the report: zh, en
# scheme = "themes.yaml"      # 自己的编码方案，或 reflection_moves、work_safety  your own, or a built-in one
# roster = "roster.csv"       # 名册 member_id,name,unit
# dictionary = "words.txt"    # 用户词典 a word a line
# essays = "essays"           # 范文，查雷同时一并比对 model essays, compared too
# [[stages]]                  # 活动的阶段，供 compare --stages 比较  stages to compare; folder, dates or both
# name = "学习后"
# folder = "学习后"           # submissions 下的文件夹或 ZIP  a folder or ZIP file below submissions
# from = 2005-04-01
# until = 2005-06-30

[privacy]
names = "pseudonyms"          # pseudonyms, names
min_group = 5                 # 小于此数的单位并入“其他” smaller units are merged
salt = "{salt}"   # 化名用，勿外传 makes pseudonyms, keep it to yourself
"""

OUTLINE = """\
# 必读文献《{title}》的要点提纲：与文献同名，后缀 .outline.yaml
# The outline of a required reading: named as the reading, with .outline.yaml
id: R1
title: {title}
aliases: [{title}, 《办法》]
points:
  - id: R1.1
    text: 一句话说清读者应当记住什么。
    section: 第一章
    weight: 1.0
    # source 可省；写就要与文献原文一字不差 may be left out; else exactly as the reading has it
    # source: 文献中的原句
"""

READING = """\
# {title}

把必读文献的全文放在这里（Markdown 或纯文本）。
"""

THEMES = """\
# 自己的编码方案。启用：在 study.toml 里写 scheme = "themes.yaml"
# Your own scheme. To use it write scheme = "themes.yaml" in study.toml
scheme: my_themes
version: 1
title: {zh: 我们的主题, en: Our themes}
themes:
  - id: safety
    label: {zh: 安全生产, en: Safety}
    definition: 句子说的是安全生产：隐患、规程、事故教训。
    not_coded: 食品安全、网络安全。
    terms:
      - 安全生产
      - {text: 隐患, weight: 0.8}
      - {pattern: 绷紧…安全…弦, gap: 6}
    exclude: [安全期, 安全感]
"""


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def new(folder: Path) -> int:
    """Make a study folder with commented settings, a scheme and an outline to fill in."""
    if folder.exists() and any(folder.iterdir()):
        raise StudyError([Problem(str(folder), "is not empty", "name a new folder")])
    title = "学习办法（示例）"
    for name in ("readings", "submissions"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    files = {
        "study.toml": STUDY_TOML.format(title=folder.resolve().name, salt=secrets.token_hex(8)),
        "themes.yaml": THEMES,
        "readings/R1.md": READING.format(title=title),
        "readings/R1.outline.yaml": OUTLINE.format(title=title),
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    click.echo(
        f"{folder}: put the readings into readings/, what was handed in into submissions/, then run "
        f"`reflectnlp check {folder}` and `reflectnlp score {folder}`"
    )
    return 0
