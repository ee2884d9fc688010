"""Every chart draws every size in both languages, without a missing glyph, and leaves no trace in pyplot."""

from __future__ import annotations

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text
from PIL import Image

from reflectnlp import charts
from reflectnlp.charts import fonts, style
from reflectnlp.errors import FontError

WORDS = pd.DataFrame({"word": ["学习", "温室", "标本", "喆"], "n": [9, 5, 3, 1]})
BOTH = pd.concat([WORDS.assign(group="甲"), WORDS.assign(group="乙", n=[1, 9, 3, 4])])


def draw(name, t, **look):
    documents = t["documents"]
    calls = {
        "theme_bars": lambda: charts.theme_bars(t["themes"], documents=documents, **look),
        "theme_heatmap": lambda: charts.theme_heatmap(t["themes"], documents=documents, **look),
        "theme_radar": lambda: charts.theme_radar(t["themes"], documents=documents, **look),
        "theme_timeline": lambda: charts.theme_timeline(t["themes"], documents=documents, **look),
        "theme_network": lambda: charts.theme_network(t["theme_hits"], documents=documents, **look),
        "coverage_heatmap": lambda: charts.coverage_heatmap(t["coverage"], documents=documents, **look),
        "coverage_timeline": lambda: charts.coverage_timeline(t["coverage"], documents=documents, **look),
        "points_covered": lambda: charts.points_covered(
            t["evidence"], points=t["points"], documents=documents, **look
        ),
        "own_words": lambda: charts.own_words(t["coverage"], documents=documents, **look),
        "roster_completion": lambda: charts.roster_completion(t["roster"], **look),
        "timeline": lambda: charts.timeline(documents, **look),
        "lengths": lambda: charts.lengths(documents, **look),
        "reuse_clusters": lambda: charts.reuse_clusters(t["reuse"], **look),
        "word_cloud": lambda: charts.word_cloud(WORDS if len(documents) else WORDS.head(0), **look),
        "keyness": lambda: charts.keyness(
            BOTH if len(documents) else BOTH.head(0), groups=("甲", "乙"), **look
        ),
    }
    return calls[name]()


OF_TWO = ("dumbbell", "differences")
NAMES = [name for name in charts.__all__ if f"{name}_data" in charts.__all__ and name not in OF_TWO]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_chart_draws_every_size(name, lang, frames, no_frames, make_frames_of, synthetic):
    for tables in (frames, no_frames, make_frames_of(n_documents=1, n_units=1)):
        ax = draw(name, tables, names=synthetic.NAMES, lang=lang)
        assert style.to_bytes(ax, "png", dpi=30).startswith(b"\x89PNG")


@pytest.mark.parametrize("name", NAMES)
def test_no_text_lies_over_another(name, frames, synthetic):
    figure = style.figure_of(draw(name, frames, names=synthetic.NAMES))
    figure.canvas.draw()
    renderer = figure.canvas.get_renderer()
    boxes = [
        (text.get_text(), text.get_window_extent(renderer))
        for text in figure.findobj(Text)
        if text.get_text().strip() and text.get_visible()
    ]
    for k, (text, box) in enumerate(boxes):
        for other, second in boxes[k + 1 :]:
            shared = box.intersection(box, second)
            if shared is not None:
                assert shared.width * shared.height < 0.25 * min(
                    box.width * box.height, second.width * second.height
                ), f"{text!r} lies over {other!r}"


def test_dumbbell_draws_two_units(frames, synthetic):
    ax = charts.dumbbell(
        frames["themes"],
        groups=("机关支部", "标本馆支部"),
        documents=frames["documents"],
        names=synthetic.NAMES,
    )
    assert "○ 机关支部" in " ".join(text.get_text() for text in ax.texts)


def test_units_with_the_same_beginning_stay_apart(make_frames_of):
    tables = make_frames_of(n_documents=80, n_units=4, long_names=True)
    ax = charts.theme_heatmap(tables["themes"], documents=tables["documents"])
    labels = [label.get_text().split("  ")[0] for label in ax.get_yticklabels()]
    assert len(set(labels)) == len(labels) > 4
    assert "…第1党支部（联合）" in labels


def test_rare_characters_of_names_are_drawn(tmp_path):
    roster = pd.DataFrame(
        {"unit": ["李喆支部", "王頔支部", "赵犇支部", "孙㛃支部", "𠮷田支部"], "handed_in": True}
    )
    ax = charts.roster_completion(roster)
    assert style.save(ax, tmp_path / "roster.svg").stat().st_size > 10_000


@pytest.mark.parametrize("name", NAMES)
def test_no_chart_misses_a_glyph_of_a_name(name, make_frames_of):
    # matplotlib warns of a missing glyph, and warnings are errors here.
    tables = make_frames_of(n_documents=40, n_units=5)
    units = ["喆喆支部", "頔頔支部", "犇犇支部", "㛃㛃支部", "𠮷𠮷支部", "䶮支部"]
    rare = dict(zip(tables["documents"]["unit"].unique(), units, strict=True))
    for table in ("documents", "roster"):
        tables[table]["unit"] = tables[table]["unit"].map(lambda unit: rare.get(unit, unit))
    tables["points"]["text"] = "喆頔犇㛃𠮷：" + tables["points"]["text"]
    names = {theme: "喆頔犇㛃𠮷"[k % 5] + theme for k, theme in enumerate(tables["themes"]["theme"].unique())}
    names |= {reading: f"《{reading}𠮷㛃》" for reading in tables["points"]["reading_id"].unique()}
    figure = draw(name, tables, names=names, title="喆頔犇㛃𠮷")
    assert style.to_bytes(figure, "png", dpi=30).startswith(b"\x89PNG")


def test_a_character_that_no_font_has_stops_the_picture(monkeypatch, tmp_path):
    monkeypatch.setattr(fonts, "system_fonts", lambda: ())
    with pytest.raises(FontError, match=r"^no font has 𪚥 \(U\+2A6A5\)"):
        charts.roster_completion(pd.DataFrame({"unit": ["𪚥支部"], "handed_in": [True]}))
    ax = charts.roster_completion(pd.DataFrame({"unit": ["甲支部"], "handed_in": [True]}))
    ax.set_title("𪚥")
    with pytest.raises(FontError):
        style.save(ax, tmp_path / "never.png")
    assert list(tmp_path.iterdir()) == []


def test_pictures_are_the_same_each_time(frames, synthetic, tmp_path):
    first, second = (charts.theme_bars(frames["themes"], names=synthetic.NAMES) for _ in range(2))
    for kind in ("png", "svg"):
        assert style.to_bytes(first, kind, dpi=60) == style.to_bytes(second, kind, dpi=60)
    path = charts.save(first, tmp_path / "bars.png")
    with Image.open(path) as picture:
        assert round(picture.info["dpi"][0]) == 300


def test_another_ending_is_an_error(frames, tmp_path):
    with pytest.raises(ValueError) as error:
        charts.save(charts.theme_bars(frames["themes"]), tmp_path / "bars.pdf")
    assert str(error.value) == "bars.pdf: charts are written as .svg or .png → give one of these endings"


def test_nothing_is_left_in_pyplot_or_in_the_settings(frames):
    before = dict(mpl.rcParams)
    style.to_bytes(charts.theme_bars(frames["themes"]), "svg")
    assert dict(mpl.rcParams) == before
    import matplotlib.pyplot as plt

    assert plt.get_fignums() == []


def test_axes_of_the_caller_are_used(frames):
    figure = Figure()
    ax = figure.add_subplot()
    assert charts.theme_bars(frames["themes"], ax=ax) is ax


def test_axes_show_themselves_in_a_notebook(frames):
    ax = charts.lengths(frames["documents"])
    assert ax._repr_png_().startswith(b"\x89PNG")


def test_a_finding_takes_the_title_and_leaves_what_is_shown_in_the_note(frames):
    ax = style.restate(
        charts.theme_bars(frames["themes"]), "写到最多的是先锋模范（86%），最少的是岗位履职（40%）", width=30
    )
    assert ax.get_title(loc="left") == "写到最多的是先锋模范（86%），\n最少的是岗位履职（40%）"
    assert ax.get_xlabel().startswith("写到各主题的文档占比    n = ")


def test_a_title_can_state_the_finding(frames):
    ax = charts.theme_bars(frames["themes"], title="先锋模范写得最多")
    assert ax.get_title(loc="left") == "先锋模范写得最多"


def test_heat_cells_can_be_read_in_black_on_every_colour():
    for colour in style.HEAT(np.linspace(0, 1, 9))[:, :3]:
        linear = np.where(colour <= 0.04045, colour / 12.92, ((colour + 0.055) / 1.055) ** 2.4)
        assert (linear @ (0.2126, 0.7152, 0.0722) + 0.05) / 0.05 > 4.5


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("理想信念", 2, "理想\n信念"),
        ("甲乙丙丁，戊己庚", 4, "甲乙丙丁，\n戊己庚"),
        ("Serving the people", 10, "Serving\nthe people"),
        ("短", 4, "短"),
    ],
)
def test_lines_break_where_they_may(text, width, lines):
    assert style.wrap(text, width) == lines


def test_labels_are_moved_apart():
    assert style.spread([0.5, 0.5, 0.1], gap=0.2) == pytest.approx([0.4333, 0.6333, 0.0333], abs=1e-3)


@pytest.mark.parametrize(("points", "text"), [(1.26, "+1.3"), (-0.04, "0.0"), (0.0, "0.0"), (-2.0, "−2.0")])
def test_differences_have_a_sign(points, text):
    assert style.signed(points) == text
