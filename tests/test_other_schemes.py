"""A study chooses its scheme by name, and everything that can be done with a study works with it."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest

from reflectnlp.checking import check_study
from reflectnlp.evaluation import evaluate_study
from reflectnlp.labelling import label
from reflectnlp.study import Study, open_study
from reflectnlp.themes import Scheme
from reflectnlp.themes.suggest import suggest
from reflectnlp.validation import load_gold, read_sheets

GOLD = Path(__file__).parents[1] / "data" / "gold" / "schemes"
STUDIES = {"reflection_moves": "heating_company", "work_safety": "gas_company"}


@pytest.fixture(scope="module", params=sorted(STUDIES))
def study(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Study:
    """A study with eight documents and a reading, scored; its study.toml names the scheme."""
    name = request.param
    source = GOLD / name / "settings" / STUDIES[name]
    folder = tmp_path_factory.mktemp(name) / "study"
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns("coded"))
    assert f'scheme = "{name}"' in (folder / "study.toml").read_text(encoding="utf-8")
    with (folder / "study.toml").open("a", encoding="utf-8") as settings:
        settings.write("\n[privacy]\nmin_group = 1\n")
    study = open_study(folder)
    study.score()
    return study


def scheme_of(study: Study) -> Scheme:
    return Scheme.builtin(study.settings.scheme)


def test_tables_hold_the_themes_of_the_scheme_and_no_others(study: Study) -> None:
    scheme, results = scheme_of(study), study.results()
    assert set(results.themes["theme"]) == set(scheme.theme_ids)
    assert len(results.themes) == 8 * len(scheme.theme_ids)
    assert set(results.theme_hits["theme"]) == set(scheme.theme_ids)
    assert set(results.theme_hits["by"]) <= {"both", "model"}
    assert {theme: names["zh"] for theme, names in results.theme_names.items()} == {
        theme.theme_id: theme.label["zh"] for theme in scheme.themes
    }


def test_the_report_names_the_themes_of_the_scheme_and_no_others(study: Study, tmp_path: Path) -> None:
    page = study.report(tmp_path / "report.html").read_text(encoding="utf-8")
    own = [theme.label["zh"] for theme in scheme_of(study).themes]
    others = sorted({"party_study", *STUDIES} - {scheme_of(study).scheme_id})
    foreign = [theme.label["zh"] for name in others for theme in Scheme.builtin(name).themes]
    assert [name for name in own if name not in page] == []
    assert [name for name in foreign if name in page] == []


def test_check_looks_at_the_terms_of_the_scheme(study: Study) -> None:
    terms = check_study(study).terms.terms.to_pylist()
    assert {row["theme"] for row in terms} == set(scheme_of(study).theme_ids)
    assert sum(row["n_accepted"] > 0 for row in terms) > 50


def test_sheets_have_a_column_for_every_theme_and_read_back(study: Study, tmp_path: Path) -> None:
    (path,) = label(study, tmp_path, n=12, n_coders=1).paths
    book = openpyxl.load_workbook(path)
    sheet = next(page for page in book if "doc" in [cell.value for cell in page[1]])
    columns = [n for n, cell in enumerate(sheet[1], 1) if str(cell.value).startswith("theme:")]
    assert len(columns) == len(scheme_of(study).theme_ids)
    sheet.cell(sheet.max_row, columns[0]).value = "是"
    book.save(path)
    (coded,) = read_sheets([path])
    assert coded.scheme_id == scheme_of(study).scheme_id
    assert coded.themes == scheme_of(study).theme_ids
    assert [s.themes for s in coded.sentences.values() if s.themes] == [{coded.themes[0]}]


def test_gold_is_measured_theme_by_theme(study: Study) -> None:
    figures = evaluate_study(study, load_gold(study.folder / "gold.jsonl"))
    assert set(figures["themes"]["per_theme"]) == set(scheme_of(study).theme_ids)
    assert figures["themes"]["macro_f1"] > 0.8  # the shipped model has seen these sentences


def test_suggest_looks_at_what_the_scheme_leaves(study: Study) -> None:
    profile = study.profile
    found = suggest(
        study.results().arrow,
        study.inputs.parts.scheme,
        segmenter=profile.segmenter,
        vocabulary=profile.vocabulary,
        n=5,
    )
    assert 0 < found.n_open < found.n_sentences
