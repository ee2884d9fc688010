from __future__ import annotations

import pytest

from reflectnlp.errors import ReflectError
from reflectnlp.report import pdf


def test_without_a_browser_it_says_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setattr(pdf.shutil, "which", lambda name: None)
    with pytest.raises(ReflectError) as error:
        pdf.print_pdf("<!doctype html>", tmp_path / "r.pdf")
    assert str(error.value) == (
        "no Chromium, Chrome or Edge found to print a PDF → install one, "
        "or open the HTML report and print it to PDF"
    )


def test_a_browser_that_fails_is_told(monkeypatch, tmp_path):
    script = tmp_path / "browser"
    script.write_text("#!/bin/sh\necho 'cannot start' >&2\nexit 1\n", encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.setattr(pdf, "find_browser", lambda: str(script))
    with pytest.raises(ReflectError) as error:
        pdf.print_pdf("<!doctype html>", tmp_path / "r.pdf")
    assert str(error.value) == f"{script} printed nothing: cannot start → print the HTML report by hand"
    assert not (tmp_path / "r.pdf").exists()
