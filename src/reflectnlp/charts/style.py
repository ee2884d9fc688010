"""The one visual language of all charts: an Axes in, an Axes of the same look or a file out.

Blue and orange (safe for colour-blind readers) with different lightness, so a black-and-white print keeps
the order; text stands on the marks instead of in legends; no frame, no grid that is not needed. Figures
are made without pyplot: no global state, nothing to close.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypedDict, cast

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.projections.polar import PolarAxes
from matplotlib.text import Text

from reflectnlp.charts import fonts
from reflectnlp.charts.wording import Names, name_of, word

INK, MUTED, FAINT, PAPER = "#1d2330", "#5b6472", "#d9dde3", "#ffffff"
BLUE, MID, ORANGE, LIGHT_ORANGE = "#1f5a8a", "#6fa8d0", "#d9822b", "#f0c189"
SERIES = (BLUE, ORANGE, "#2f8f7f", "#8a5a9b", "#6b6b6b")
SERIES_INK = (BLUE, "#a35a10", "#216b5f", "#74487f", "#555555")  # the same, dark enough for text
CODE_COLOURS = {"quoted": "#123a5c", "paraphrased": "#3d7fb3", "mentioned": "#a9cbe4", "absent": "#eceff2"}
RAMP = LinearSegmentedColormap.from_list("reflect", ["#f4f7fa", "#a9cbe4", "#3d7fb3", "#123a5c"])
# Ends early enough for black figures on the darkest cell (contrast 6.6).
HEAT = LinearSegmentedColormap.from_list("reflect-heat", ["#f4f7fa", "#b5d3e8", "#5596c4"])
RC: Any = {"svg.fonttype": "path", "svg.hashsalt": "reflectnlp", "axes.unicode_minus": True}


class Look(TypedDict, total=False):
    """What every chart takes beside its own parameters.

    ``names`` maps ids to display names (or to ``{"zh": …, "en": …}``), ``lang`` is ``zh`` or ``en``,
    ``title`` replaces the plain title by one that states a finding.
    """

    names: Names | None
    lang: str
    title: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A filled-in ``Look``."""

    names: Names | None = None
    lang: str = "zh"
    title: str = ""

    def name(self, key: str) -> str:
        """The display name of a theme or reading."""
        return name_of(key, self.names, self.lang)

    def word(self, key: str) -> str:
        """A word of the charts in the chosen language."""
        return word(key, self.lang)


class ChartAxes(Axes):
    """Axes that show themselves at the end of a notebook cell, without pyplot."""

    name = "reflectnlp"

    def _repr_png_(self) -> bytes:
        """The figure as PNG, 144 dpi."""
        return to_bytes(self, "png", dpi=144)


class ChartPolar(PolarAxes):
    """Polar axes that show themselves at the end of a notebook cell."""

    name = "reflectnlp-polar"

    def _repr_png_(self) -> bytes:
        """The figure as PNG, 144 dpi."""
        return to_bytes(self, "png", dpi=144)


def new_axes(width: float, height: float) -> Axes:
    """Axes on a new figure of ``width`` × ``height`` inches that no global state knows of."""
    figure = Figure(figsize=(width, height), layout="constrained", facecolor=PAPER)
    FigureCanvasAgg(figure)
    return figure.add_subplot(axes_class=ChartAxes)


def new_polar(width: float, height: float) -> Axes:
    """Polar axes on a new figure that no global state knows of."""
    figure = Figure(figsize=(width, height), layout="constrained", facecolor=PAPER)
    FigureCanvasAgg(figure)
    return figure.add_subplot(axes_class=ChartPolar)


def on(ax: Axes | None, width: float, height: float) -> Axes:
    """``ax`` itself, or new axes where none were given."""
    return new_axes(width, height) if ax is None else ax


def bare(ax: Axes, *, keep: tuple[str, ...] = ()) -> None:
    """Take away the frame but for the spines in ``keep``, and all tick marks."""
    for side, spine in ax.spines.items():
        spine.set_visible(side in keep)
        spine.set_color(MUTED)
    ax.tick_params(length=0, colors=INK, labelsize=10)


def finish(ax: Axes, *, title: str = "", note: str = "") -> Axes:
    """Set title and note, and give every text the fonts that have its characters.

    Raises
    ------
    FontError
        A character would be drawn as an empty box.
    """
    if title:
        ax.set_title(title, loc="left", fontsize=14, color=INK, pad=12)
    if note:
        ax.set_xlabel(note, loc="left", fontsize=9, color=MUTED, labelpad=8)
    set_fonts(ax)
    return ax


def restate(ax: Axes, finding: str, *, width: int = 72) -> Axes:
    """Make a finding the title, in lines of ``width`` columns; what the chart shows moves to the note."""
    plain, note = ax.get_title(loc="left"), ax.get_xlabel()
    return finish(ax, title=clauses(finding, width=width), note="    ".join(filter(None, (plain, note))))


def empty(ax: Axes, *, title: str = "", lang: str = "zh") -> Axes:
    """Axes that say that there is nothing to draw."""
    bare(ax)
    ax.set_xticks([])
    ax.set_yticks([])
    text = ax.text(0.5, 0.5, word("no_data", lang), transform=ax.transAxes, color=MUTED, fontsize=12)
    text.set(ha="center", va="center")
    return finish(ax, title=title)


def set_fonts(ax: Axes) -> None:
    """Give all texts of the figure fonts that have their characters; tick labels to come as well."""
    ax.tick_params(labelfontfamily=fonts.families(""))
    for artist in figure_of(ax).findobj(Text):
        artist.set_fontfamily(fonts.families(artist.get_text()))


def figure_of(ax: Axes) -> Figure:
    """The figure that holds ``ax``."""
    return cast(Figure, ax.get_figure(root=True))


def to_bytes(ax: Axes, kind: str, *, dpi: int = 300) -> bytes:
    """The figure of ``ax`` as ``png`` or ``svg`` bytes; the same bytes for the same figure."""
    set_fonts(ax)
    metadata = {"Date": None, "Creator": "reflectnlp"} if kind == "svg" else {"Software": "reflectnlp"}
    stream = io.BytesIO()
    with mpl.rc_context(RC):
        figure_of(ax).savefig(
            stream, format=kind, dpi=dpi, metadata=metadata, bbox_inches="tight", pad_inches=0.15
        )
    return stream.getvalue()


def save(ax: Axes, path: str | Path, *, dpi: int = 300) -> Path:
    """Write the figure of ``ax`` as SVG or PNG (by the ending of ``path``); text becomes outlines in SVG.

    Raises
    ------
    FontError
        A character would be drawn as an empty box.
    ValueError
        The ending is neither ``.svg`` nor ``.png``.
    """
    target = Path(path)
    kind = target.suffix.lower().lstrip(".")
    if kind not in ("svg", "png"):
        raise ValueError(f"{target.name}: charts are written as .svg or .png → give one of these endings")
    target.write_bytes(to_bytes(ax, kind, dpi=dpi))
    return target


def signed(points: float) -> str:
    """A difference in percentage points with its sign; no sign for what rounds to 0."""
    text = f"{points:+.1f}".replace("-", "−")
    return "0.0" if text in ("+0.0", "−0.0") else text


def spread(values: list[float], *, gap: float) -> list[float]:
    """Positions for labels at ``values``, moved apart so that neighbours are at least ``gap`` apart."""
    order = sorted(range(len(values)), key=lambda k: values[k])
    placed = [values[k] for k in order]
    for i in range(1, len(placed)):
        placed[i] = max(placed[i], placed[i - 1] + gap)
    shift = sum(placed) / len(placed) - sum(values) / len(values) if placed else 0.0
    out = [0.0] * len(values)
    for k, at in zip(order, placed, strict=True):
        out[k] = at - shift
    return out


def percent(share: float, *, digits: int = 0) -> str:
    """A share in [0, 1] as a percentage."""
    return f"{share * 100:.{digits}f}%"


def shorten(text: str, width: int) -> str:
    """``text`` cut to ``width`` characters, the middle replaced by an ellipsis so that both ends stay."""
    if len(text) <= width:
        return text
    tail = max(1, width // 3)
    return f"{text[: width - tail - 1]}…{text[-tail:]}"


def clauses(text: str, *, width: int) -> str:
    """``text`` in lines of ``width`` columns (a Chinese character takes two), ended after a clause."""
    lines = [""]
    for part in re.split(r"(?<=[，；：])|(?<=[,;:] )", text):
        columns = sum(2 if character > "\u2e7f" else 1 for character in lines[-1] + part)
        lines[-1:] = [lines[-1] + part] if columns <= width or not lines[-1] else [lines[-1], part]
    return "\n".join(line.strip() for line in lines)


def wrap(text: str, width: int, *, lines: int = 2) -> str:
    """``text`` in at most ``lines`` lines of ``width`` characters; English breaks at spaces only."""
    if text.isascii():
        words = text.split(" ")
        out = [words[0]]
        for part in words[1:]:
            fits = len(out[-1]) + 1 + len(part) <= width
            out[-1:] = [f"{out[-1]} {part}"] if fits else [out[-1], part]
        return "\n".join(out)
    text = shorten(text, width * lines)
    even = -(-len(text) // -(-len(text) // width))
    cut = [text[i : i + even] for i in range(0, len(text), even)]
    for k in range(1, len(cut)):
        # No line begins with a closing mark.
        while cut[k] and cut[k][0] in "，。；：！？、）》”’…":
            cut[k - 1], cut[k] = cut[k - 1] + cut[k][0], cut[k][1:]
    return "\n".join(line for line in cut if line)
