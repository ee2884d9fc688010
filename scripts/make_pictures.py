"""The demo study in, the pictures of the documentation out (docs/images).

Usage: python scripts/make_pictures.py     (needs Chromium or Chrome; run it when what they show has changed)
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from PIL import Image

import reflectnlp as rn
from reflectnlp.report.pdf import FLAGS, find_browser
from reflectnlp.study import Study

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
STAGES = """
[[stages]]
name = "学习动员"
until = 2005-04-05

[[stages]]
name = "分析评议"
from = 2005-04-06
"""
PAGE = '<meta charset="utf-8"><body style="font:15px sans-serif;margin:16px;background:#fff">{}</body>'


def demo_with_stages(folder: Path) -> Study:
    """The demo study, scored, its submissions told apart by date into two stages."""
    shutil.copytree(ROOT / "data" / "demo", folder, ignore=shutil.ignore_patterns("results"))
    with (folder / "study.toml").open("a", encoding="utf-8") as settings:
        settings.write(STAGES)
    study = rn.open_study(folder)
    study.score()
    return study


def photograph(page: Path, target: Path, *, size: tuple[int, int]) -> None:
    """A picture of the top of a page, in 128 colours."""
    root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with tempfile.TemporaryDirectory() as folder:
        shot = Path(folder) / "shot.png"
        command = [find_browser(), *FLAGS, *root, f"--user-data-dir={folder}/profile", "--hide-scrollbars"]
        command += [f"--window-size={size[0]},{size[1]}", f"--screenshot={shot}", page.as_uri()]
        subprocess.run(command, check=True, capture_output=True)
        with Image.open(shot) as picture:
            picture.convert("RGB").quantize(128).save(target, optimize=True)


def main() -> None:
    """Make all pictures anew."""
    with tempfile.TemporaryDirectory() as folder:
        study = demo_with_stages(Path(folder) / "demo")
        results = study.results()
        for lang in ("zh", "en"):
            page = study.report(Path(folder) / f"report_{lang}.html", lang=lang)
            photograph(page, IMAGES / f"report_{lang}.png", size=(1120, 1180))
        shown = Path(folder) / "document.html"
        shown.write_text(PAGE.format(study.show("D1-04")._repr_html_()), encoding="utf-8")
        photograph(shown, IMAGES / "document.png", size=(1000, 1000))
        table = rn.compare(results.only(stage="学习动员"), results.only(stage="分析评议"))
        rn.charts.save(rn.charts.differences(table), IMAGES / "differences.png", dpi=110)
    for path in sorted(IMAGES.glob("*.png")):
        print(f"{path.relative_to(ROOT)}  {path.stat().st_size:,}")


if __name__ == "__main__":
    main()
