"""Plain texts with gold in, the demo study in the forms that people really hand in out.

The gold's offsets refer to plain texts. They stay below ``gold/plain``; ``gold/sources.csv`` says which
submission holds which of them, so that the figures can be measured on real DOCX, PDF and spreadsheets.
Two runs write the same bytes: archives carry a fixed time and no producer's clock.

Usage: python scripts/build_demo.py [--texts DIR] [--to DIR]
``--texts`` holds ``submissions/``, ``readings/`` and ``gold/gold.jsonl``; default: what the demo study keeps.
"""

from __future__ import annotations

import argparse
import csv
import html
import io
import json
import shutil
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent.parent
DEMO = HERE / "data" / "demo"
MOMENT = datetime(2005, 4, 15, 9, 0, 0)

STUDY = """\
# 一次学习活动的设置。空文件也可以：各项都有默认值。
# The settings of a study. An empty file will do: everything has a default.
title = "保持共产党员先进性教育活动学习心得（植物研究所，2005年春）"
year = 2005
roster = "roster.csv"

[privacy]
names = "pseudonyms"
min_group = 5
"""

FORMS = {
    "utf-8": "D1-01 D1-05 D1-15 D2-04 D2-16",
    "utf-8-sig": "D1-06 D2-08",
    "gb18030": "D1-02 D1-12 D2-03",
    "utf-16": "D1-07",
    "markdown": "D1-03 D2-15",
    "docx": "D1-04 D1-11 D2-09 D2-11 D2-13",
    "pdf": "D1-13 D2-07",
    "html": "D1-10 D2-05",
    "xlsx": "D1-09 D1-14 D2-06 D2-12",
    "csv": "D1-16 D2-01 D2-14",
    "zip": "D1-08 D2-02 D2-10",
}
ABSENT = {  # on the roster, nothing handed in
    "标本馆支部": "闵惠芳 邵远航",
    "植物园支部": "耿玉山 田秀枝 栾小虎",
    "行政支部": "祝敏 㛃怀瑾",
    "离退休支部": "宋吉喆 顾长庚 史頔 𠮷永年",
}


def main() -> None:
    """Read the arguments and build."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--to", type=Path, default=DEMO)
    arguments = parser.parse_args()
    build(arguments.to, texts=arguments.texts)


def build(target: Path, *, texts: Path | None = None) -> None:
    """Write the demo study to ``target`` from the plain texts below ``texts``."""
    plain = texts / "submissions" if texts else DEMO / "gold" / "plain"
    readings = texts / "readings" if texts else DEMO / "readings"
    gold = (texts or DEMO) / "gold" / "gold.jsonl"
    bodies = {path.stem: path.read_text(encoding="utf-8") for path in sorted(plain.glob("*.txt"))}
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    people = {Path(row["doc"]).stem: (row["unit"], row["author"]) for row in rows}
    outlines = {path.name.split(".")[0]: _outline(path) for path in sorted(readings.glob("*.outline.*"))}
    works = {path.stem: path.read_bytes() for path in sorted(readings.glob("*.md"))}
    gold_bytes = gold.read_bytes()

    for folder in ("submissions", "readings", "gold"):
        shutil.rmtree(target / folder, ignore_errors=True)
        (target / folder).mkdir(parents=True)
    (target / "study.toml").write_text(STUDY, encoding="utf-8", newline="\n")
    for stem, body in works.items():
        (target / "readings" / f"{stem}.md").write_bytes(body)
        text = yaml.safe_dump(outlines[stem], allow_unicode=True, sort_keys=False, width=110)
        (target / "readings" / f"{stem}.outline.yaml").write_text(text, encoding="utf-8", newline="\n")
    (target / "gold" / "gold.jsonl").write_bytes(gold_bytes)
    (target / "gold" / "plain").mkdir()
    for stem, body in bodies.items():
        (target / "gold" / "plain" / f"{stem}.txt").write_text(body, encoding="utf-8", newline="\n")
    sources = write_submissions(target / "submissions", bodies, people)
    _write_csv(
        target / "gold" / "sources.csv",
        ["doc", "source"],
        [[f"submissions/{stem}.txt", f"submissions/{sources[stem]}"] for stem in bodies],
    )
    _write_csv(target / "roster.csv", ["member_id", "name", "unit"], roster(people))


def _outline(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def roster(people: dict[str, tuple[str, str]]) -> list[list[str]]:
    """Everyone who handed in under a name, and some who did not."""
    members = {(unit, author) for unit, author in people.values() if author and not author.startswith(unit)}
    members |= {(unit, name) for unit, names in ABSENT.items() for name in names.split()}
    return [[f"M{n:03d}", name, unit] for n, (unit, name) in enumerate(sorted(members), 1)]


def write_submissions(
    folder: Path, bodies: dict[str, str], people: dict[str, tuple[str, str]]
) -> dict[str, str]:
    """Write every text in its form; say below which name each is found."""
    sources: dict[str, str] = {}
    for form, stems in FORMS.items():
        names = stems.split()
        if form == "xlsx":
            (folder / "在线填报导出.xlsx").write_bytes(xlsx_bytes(names, bodies, people))
            sources |= {stem: f"在线填报导出.xlsx#{n}" for n, stem in enumerate(names, 1)}
        elif form == "csv":
            (folder / "问卷导出.csv").write_bytes(csv_bytes(names, bodies, people))
            sources |= {stem: f"问卷导出.csv#{n}" for n, stem in enumerate(names, 1)}
        elif form == "zip":
            members = {f"{stem}.txt": bodies[stem].encode("gb18030") for stem in names}
            (folder / "支部汇总.zip").write_bytes(zip_bytes(members))
            sources |= {stem: f"支部汇总.zip#{stem}.txt" for stem in names}
        else:
            for stem in names:
                suffix, data = one_file(form, bodies[stem])
                (folder / f"{stem}.{suffix}").write_bytes(data)
                sources[stem] = f"{stem}.{suffix}"
    return sources


def one_file(form: str, text: str) -> tuple[str, bytes]:
    """The suffix and the bytes of a text in a form that holds one text."""
    if form == "docx":
        return "docx", docx_bytes(text)
    if form == "pdf":
        return "pdf", pdf_bytes(text)
    if form == "html":
        return "html", html_bytes(text)
    if form == "markdown":
        lines = text.split("\n")
        return "md", "\n".join([f"# {lines[0]}", *lines[1:]]).encode()
    return "txt", text.encode(form)


def docx_bytes(text: str) -> bytes:
    """A DOCX with a paragraph a line and the title as a heading."""
    import docx

    document = docx.Document()
    first = True
    for line in text.split("\n"):
        if first and line.strip():
            document.add_heading(line, level=0)
            first = False
        else:
            document.add_paragraph(line)
    properties = document.core_properties
    properties.author, properties.created, properties.modified = "", MOMENT, MOMENT
    out = io.BytesIO()
    document.save(out)
    return repacked(out.getvalue())


def html_bytes(text: str) -> bytes:
    """A page as an office's web site shows it, in GBK with navigation around the text."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    body = "\n".join(f"<p>{html.escape(line)}</p>" for line in lines[1:])
    title = html.escape(lines[0])
    page = f"""<!DOCTYPE html>
<html><head><meta charset="gb18030"><title>{title}</title>
<style>p {{ text-indent: 2em }}</style><script>var hits = 1;</script></head>
<body><nav><a href="/">首页</a> &gt; <a href="/djyd">党建园地</a></nav>
<h1>{title}</h1>
{body}
<footer>版权所有 植物研究所 浏览次数：37</footer></body></html>
"""
    return page.encode("gb18030")


def pdf_bytes(text: str) -> bytes:
    """A PDF with text, a page header and page numbers, lines broken to the width of the page."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1, pageCompression=1)
    lines: list[str] = []
    for n, paragraph in enumerate(text.split("\n")):
        line = paragraph.strip()
        if n > 2 and line and not line.startswith(("一、", "二、", "三、", "四、")):
            line = "　　" + line
        lines += [line[i : i + 38] for i in range(0, len(line), 38)]
    per_page = 42
    for page, start in enumerate(range(0, len(lines), per_page), 1):
        canvas.setFont("STSong-Light", 9)
        canvas.drawCentredString(A4[0] / 2, A4[1] - 40, "植物研究所先进性教育活动学习材料")
        canvas.drawCentredString(A4[0] / 2, 30, f"- {page} -")
        canvas.setFont("STSong-Light", 12)
        for k, line in enumerate(lines[start : start + per_page]):
            canvas.drawString(68, A4[1] - 72 - 17 * k, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _form_row(stem: str, bodies: dict[str, str], people: dict[str, tuple[str, str]]) -> list[str]:
    unit, author = people[stem]
    title, _, rest = bodies[stem].strip().partition("\n")
    return [author, unit, title, rest.strip()]


def xlsx_bytes(names: list[str], bodies: dict[str, str], people: dict[str, tuple[str, str]]) -> bytes:
    """The export of an online form: one submission a row."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "填报结果"
    sheet.append(["序号", "姓名", "所在支部", "标题", "正文", "提交时间"])
    for n, stem in enumerate(names, 1):
        sheet.append([n, *_form_row(stem, bodies, people), datetime(2005, 4, 10 + n)])
    book.properties.creator = ""
    book.properties.created = book.properties.modified = MOMENT
    out = io.BytesIO()
    book.save(out)
    return repacked(out.getvalue(), fixed={"docProps/core.xml": _core_xml()})


def _core_xml() -> bytes:
    stamp = MOMENT.strftime("%Y-%m-%dT%H:%M:%SZ")
    return (
        "<cp:coreProperties "
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{stamp}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{stamp}</dcterms:modified></cp:coreProperties>'
    ).encode()


def csv_bytes(names: list[str], bodies: dict[str, str], people: dict[str, tuple[str, str]]) -> bytes:
    """The export of a questionnaire, in GBK as Excel writes it in China."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["姓名", "单位", "题目", "学习心得（正文）"])
    writer.writerows(_form_row(stem, bodies, people) for stem in names)
    return out.getvalue().encode("gb18030")


def zip_bytes(members: dict[str, bytes]) -> bytes:
    """An archive with a fixed time in every entry."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            entry = zipfile.ZipInfo(name, MOMENT.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return out.getvalue()


def repacked(data: bytes, *, fixed: dict[str, bytes] | None = None) -> bytes:
    """The same archive with fixed times, some entries replaced."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return zip_bytes({name: (fixed or {}).get(name, archive.read(name)) for name in archive.namelist()})


def _write_csv(path: Path, head: list[str], rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, lineterminator="\r\n").writerows([head, *rows])


if __name__ == "__main__":
    main()
