"""The report's HTML in, a PDF out, printed by an installed browser.

A browser knows Chinese fonts, page breaks and colours; a PDF library of our own would be a second layout
to keep right. Without a browser the HTML report can be printed by hand, with the same result.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from reflectnlp.errors import ReflectError

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
    "microsoft-edge",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
FLAGS = (
    "--headless=new",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-pdf-header-footer",
)
SECONDS = 120


def find_browser() -> str:
    """The first installed browser that can print without a window.

    Raises
    ------
    ReflectError
        There is none.
    """
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found:
        raise ReflectError(
            "no Chromium, Chrome or Edge found to print a PDF → install one, "
            "or open the HTML report and print it to PDF"
        )
    return found


def print_pdf(html: str, path: Path) -> Path:
    """Print a report to ``path``; the browser gets an empty profile and asks no network.

    Raises
    ------
    ReflectError
        No browser is installed, or it did not write the file.
    """
    browser = find_browser()
    with tempfile.TemporaryDirectory(prefix="reflectnlp-") as folder:
        page, out = Path(folder) / "report.html", Path(folder) / "report.pdf"
        page.write_text(html, encoding="utf-8")
        # Chromium refuses its sandbox to root; the page is our own.
        root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        profile = f"--user-data-dir={Path(folder) / 'profile'}"
        command = [browser, *FLAGS, *root, profile, f"--print-to-pdf={out}", page.as_uri()]
        try:
            # No shell: the arguments are this program's own.
            done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
        except subprocess.TimeoutExpired as error:
            raise ReflectError(
                f"{browser} did not print within {SECONDS} s → print the HTML report"
            ) from error
        if not out.exists():
            last = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
            raise ReflectError(f"{browser} printed nothing: {' '.join(last)} → print the HTML report by hand")
        shutil.copyfile(out, path)
    return path
