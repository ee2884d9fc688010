"""The tables of a study in, a report in the form of offices out: for the file and the meeting."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from markupsafe import Markup
from matplotlib.axes import Axes

from reflectnlp import charts
from reflectnlp.charts import style
from reflectnlp.report.evidence import Pool
from reflectnlp.report.findings import findings, words_finding
from reflectnlp.report.frames import Frames, Options, Table, make_frames
from reflectnlp.report.html import make_parts
from reflectnlp.report.paper import HEIGHT_CM, WIDTH_CM, Paper
from reflectnlp.report.png import report_charts, word_clouds
from reflectnlp.report.sections.quality import kind_word, stage_word
from reflectnlp.report.words import named, percent, plain, say, term

N_VOICES, N_CITED, N_QUOTATIONS, N_FAILURES, DPI = 2, 15, 15, 30, 200
MAX_INCHES, CLOSER = 8.0, 0.7


def write_docx(tables: Mapping[str, Table], path: Path, options: Options) -> Path:
    """Write the report as DOCX; the same bytes for the same tables.

    Raises
    ------
    FontError
        A character of a name would be drawn as an empty box.
    """
    frames = make_frames(tables, options)
    parts = make_parts(frames, Pool(frames))
    writer = _Writer(frames, parts)
    writer.write()
    path.write_bytes(writer.paper.to_bytes())
    return path


class _Writer:
    """Writes the parts in order; pictures are drawn when their place comes."""

    def __init__(self, frames: Frames, parts: Mapping[str, Any]) -> None:
        self.frames, self.parts, self.lang = frames, parts, frames.options.lang
        self.paper = Paper(self.lang)
        self.charts, self.findings = dict(report_charts(frames)), findings(frames)

    def write(self) -> None:
        """The whole report."""
        title = self.frames.options.title
        finished = self.parts["method"]["finished"]
        head = (
            say("{t}分析报告", "{t}: report", t=title)
            if title
            else say("学习活动分析报告", "Report on a study")
        )
        self.paper.title(self._(head), below=self._(say("分析日期 {d}", "Scored {d}", d=finished or "–")))
        for part in (self._overview, self._themes, self._coverage, self._voices, self._sources):
            part()
        self._quality()
        self._method()
        self._appendix()

    def _(self, text: Markup | str) -> str:
        return plain(text, self.lang)

    def _figure(self, name: str, caption: Markup, **options: Any) -> None:
        if name in self.charts:
            finding = self.findings.get(name)
            told = caption + say("：", ": ") + finding if finding else caption
            self._picture(self.charts[name](**options), told)

    def _picture(self, ax: Axes, caption: Markup) -> None:
        ax.set_title("")
        ax.set_title("", loc="left")
        figure = style.figure_of(ax)
        width, height = figure.get_size_inches()
        # A large figure shrunk to the page would shrink its text: draw it closer instead.
        lower = max(min(height, MAX_INCHES * HEIGHT_CM / WIDTH_CM), CLOSER * height)
        figure.set_size_inches(min(width, MAX_INCHES), lower)
        self.paper.figure(style.to_bytes(ax, "png", dpi=DPI), self._(caption))

    def _table(self, caption: Markup, head: list[Markup], rows: list[list[Any]], widths: list[float]) -> None:
        texts = [[self._(cell if isinstance(cell, str) else str(cell)) for cell in row] for row in rows]
        self.paper.table(self._(caption), [self._(cell) for cell in head], texts, widths=widths)

    def _overview(self) -> None:
        self.paper.head(self._(say("总体情况", "Overview")))
        for sentence in self.parts["overview"]["sentences"]:
            self.paper.text(self._(sentence))
        self._figure("roster_completion", say("各单位应交与已交", "Submissions against the roster"))

    def _themes(self) -> None:
        self.paper.head(self._(say("写了哪些主题", "Themes")))
        if "theme_bars" not in self.charts:
            self._nothing()
            return
        self.paper.subhead(self._(say("总体", "The whole study")))
        self._figure(
            "theme_bars", say("写到各主题的文档占比", "Share of documents that write about each theme")
        )
        self.paper.subhead(self._(say("各单位", "By unit")))
        self._figure("theme_heatmap", say("各单位各主题的句子占比", "Share of sentences by unit and theme"))
        if self.frames.periods:
            self.paper.subhead(self._(say("前后的变化", "Over time")))
            self._figure("theme_timeline", say("各时段各主题的句子占比", "Share of sentences over time"))
        cloud = next(word_clouds(self.frames), None)
        if cloud:
            self.paper.subhead(self._(say("常用词", "Words")))
            caption = words_finding(cloud[2]) + say("（字越大用得越多）", " (larger is more often)")
            self._picture(charts.word_cloud(cloud[2], lang=self.lang), caption)

    def _nothing(self) -> None:
        self.paper.text(self._(say("没有可以分析的文档。", "There are no documents to analyse.")))

    def _coverage(self) -> None:
        coverage = self.parts["coverage"]
        self.paper.head(self._(say("必读文献覆盖", "Coverage of the readings")))
        if "coverage_heatmap" not in self.charts:
            self._nothing()
            return
        self.paper.subhead(self._(say("各单位", "By unit")))
        self._figure("coverage_heatmap", say("各单位对必读文献的覆盖度", "Coverage by unit and reading"))
        if self.frames.periods:
            self.paper.subhead(self._(say("前后的变化", "Over time")))
            self._figure("coverage_timeline", say("各时段对各文献的覆盖度", "Coverage over time"))
        self.paper.subhead(self._(say("要点", "Key points")))
        self._figure(
            "points_covered", say("写得最多和最少的要点", "Key points most and least taken up"), n_each=5
        )
        if coverage["gaps"]:
            self.paper.subhead(self._(say("少有人写到的要点", "Gaps")))
            self._points(say("写得最少的要点", "Least covered key points"), coverage["gaps"])

    def _points(self, caption: Markup, rows: list[dict[str, Any]]) -> None:
        titles = self.frames.readings
        self._table(
            caption,
            [
                say("编号", "Id"),
                say("要点", "Key point"),
                say("文献", "Reading"),
                say("写到的文档", "Documents"),
            ],
            [
                [
                    row["point_id"],
                    row["text"],
                    titles[row["reading_id"]],
                    f"{row['n_quoted'] + row['n_paraphrased']}/{row['n']}  {percent(row['share'])}",
                ]
                for row in rows
            ],
            [1.5, 7.9, 3.8, 2.4],
        )

    def _voices(self) -> None:
        voices = [voice for voice in self.parts["voices"] if voice["sentences"]]
        if not voices:
            return
        self.paper.head(self._(say("大家的声音", "Voices")))
        for voice in voices:
            self.paper.subhead(self._(named(voice["theme"], self.frames.options.names)))
            for sentence in voice["sentences"][:N_VOICES]:
                source = f"{sentence['author']} · {self._(term(sentence['group']))}"
                self.paper.quotation(sentence["text"], source=source)

    def _sources(self) -> None:
        citations, reuse = self.parts["citations"], self.parts["reuse"]
        self.paper.head(self._(say("引用与相同段落", "Citations and reuse")))
        if citations["cited"]:
            head = [say("对象", "What"), say("文档", "Documents"), say("处数", "Times")]
            rows = [[row["name"], row["n_documents"], row["n"]] for row in citations["cited"][:N_CITED]]
            self._table(say("引用最多的文献、条文、人物和案例", "Most cited"), head, rows, [10.6, 2.5, 2.5])
        if citations["quotations"]:
            words = {"altered": say("与原文有出入", "altered"), "not_found": say("文献中没有", "not found")}
            wrong = [
                [
                    say("{q}（原文：{o}）", "{q} (the reading: {o})", q=row["cited"], o=row["original"])
                    if row["original"]
                    else row["cited"],
                    words[row["verified"]],
                    row["n"],
                ]
                for row in citations["quotations"][:N_QUOTATIONS]
            ]
            head = [say("文中写作", "As written"), say("核对结果", "Result"), say("处数", "Times")]
            self._table(
                say("与必读文献对不上的引文", "Quotations not as in the readings"),
                head,
                wrong,
                [9.8, 3.8, 2.0],
            )
        self.paper.text(
            self._(
                say(
                    "有较长相同段落的文档 {n} 对，涉及 {d} 篇。相同段落是核对的线索，不是结论。",
                    "{n} pairs ({d} documents) share longer passages: a reason to look, not a verdict.",
                    n=reuse["n_pairs"], d=reuse["n_documents"],
                )
            )
        )  # fmt: skip
        self._figure("reuse_clusters", say("有相同段落的文档", "Documents that share passages"))

    def _quality(self) -> None:
        quality = self.parts["quality"]
        self.paper.head(self._(say("数据质量", "Data quality")))
        kinds = [
            self._(kind_word(row["kind"])) + f" {row['n']}" for row in self.parts["submissions"]["kinds"]
        ]
        self.paper.text(
            self._(say("文体：{k}。", "Kinds of text: {k}.", k=", ".join(kinds) or "–"))
            + self._(say("不计入图表的 {n} 篇。", " Left out of the charts: {n}.", n=quality["n_out"]))
        )
        self._figure("lengths", say("每篇多长", "Length of documents"))
        rows = [
            [row["source"], stage_word(row["stage"]), row["reason"], row["remedy"]]
            for row in quality["failures"][:N_FAILURES]
        ]
        if rows:
            head = [
                say("文件", "File"),
                say("环节", "Stage"),
                say("原因", "Reason"),
                say("怎么办", "What to do"),
            ]
            self._table(
                say("没能读出的文件", "Files that could not be read"), head, rows, [4.4, 1.8, 4.7, 4.7]
            )

    def _method(self) -> None:
        method = self.parts["method"]
        self.paper.head(self._(say("方法与局限", "Method and limits")))
        for item in method["limits"]:
            self.paper.text(self._(item))
        if method["validation"]:
            head = [say("指标", "Measure"), say("本程序", "This program"), say("只数词的办法", "Baseline")]
            rows = [[what, value, base or "–"] for what, value, base in method["validation"]]
            self._table(
                say("和人工判断比，准不准（1 为完全一致）", "Against human coders (1 is full agreement)"),
                head,
                rows,
                [9.6, 3.0, 3.0],
            )
        profiles = ", ".join(method["profiles"]) or "–"
        self.paper.text(self._(say("计分配置：{p}。", "Profile: {p}.", p=profiles)))

    def _appendix(self) -> None:
        points = self.parts["coverage"]["points"]
        if points:
            self.paper.appendix(self._(say("附录：全部要点", "Appendix: all key points")))
            self._points(say("每个要点有多少文档写到", "How many documents take up each key point"), points)
