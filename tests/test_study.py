"""A study from the outside: incremental, the same bytes each time, one bad file costs one file."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reflectnlp.errors import StoreError, StudyError, TableError
from reflectnlp.settings import load_settings
from reflectnlp.store import open_store
from reflectnlp.study import Outcome, Study, open_study
from reflectnlp.tables.export import export_tables


def exported(study: Study, folder: Path) -> dict[str, bytes]:
    tables = study.results().arrow
    return {path.name: path.read_bytes() for path in export_tables(tables, folder, "csv")}


def test_the_demo_is_scored_whole(scored_demo: Study) -> None:
    results = scored_demo.results()
    assert len(results.documents) == 32
    assert results.failures.empty
    assert set(results.documents["format"]) == {"text", "markdown", "docx", "pdf", "html", "xlsx", "csv"}
    assert {"utf-8", "utf-8-sig", "gb18030", "utf-16"} <= {
        encoding.lower().replace("_", "-").removesuffix("-le") for encoding in results.documents["encoding"]
    }
    assert len(results.coverage) == 32 * 5
    assert results.roster["handed_in"].sum() == 27
    assert set(results.coverage.columns) >= {"unit", "date", "kind"}
    assert set(results.evidence.columns) >= {"unit", "point", "reading_id"}


def test_scoring_again_does_nothing_and_exports_the_same(scored_demo: Study, tmp_path: Path) -> None:
    before = exported(scored_demo, tmp_path / "a")
    again = open_study(scored_demo.folder)
    again.score()
    assert again.last == Outcome(0, 25, 0, 0)
    assert exported(again, tmp_path / "b") == before


def test_workers_do_not_change_a_number(scored_demo: Study, tmp_path: Path) -> None:
    shutil.copytree(scored_demo.folder, tmp_path / "demo", ignore=shutil.ignore_patterns("results"))
    parallel = open_study(tmp_path / "demo")
    parallel.score(workers=2)
    one, two = (exported(study, tmp_path / n) for study, n in ((scored_demo, "a"), (parallel, "b")))
    del one["runs.csv"], two["runs.csv"]  # they hold the time of the run
    assert one == two


def test_changed_added_deleted_and_back(small_study: Path) -> None:
    study = open_study(small_study)
    study.score()
    assert study.last == Outcome(1, 0, 0, 0)
    first = small_study / "submissions" / "韩玉芬.txt"
    text = first.read_bytes()
    (small_study / "submissions" / "另一人.txt").write_text("行政支部\n我要向焦裕禄学习。", encoding="utf-8")
    study.score()
    assert study.last == Outcome(1, 1, 0, 0)
    first.write_bytes(text + "补充一句。".encode())
    study.score()
    assert study.last == Outcome(1, 1, 0, 0)
    first.unlink()
    results = study.score()
    assert study.last == Outcome(0, 1, 1, 0)
    assert results.documents["source"].tolist() == ["submissions/另一人.txt"]
    first.write_bytes(text)
    assert len(study.score().documents) == 2
    assert study.last == Outcome(1, 1, 0, 0)


def test_a_changed_profile_rescores(small_study: Path) -> None:
    open_study(small_study).score()
    path = small_study / "readings" / "守则.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n第四条　离岗须请假。\n", encoding="utf-8")
    study = open_study(small_study)
    results = study.score()
    assert study.last == Outcome(1, 0, 0, 0)
    assert set(results.documents["profile"]) == {study.profile.fingerprint}


def test_one_bad_file_costs_one_file(small_study: Path) -> None:
    (small_study / "submissions" / "空.txt").write_bytes(b"")
    (small_study / "submissions" / "坏.docx").write_bytes(b"PK\x03\x04 broken")
    (small_study / "submissions" / "旧.doc").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600)
    study = open_study(small_study)
    results = study.score()
    assert study.last == Outcome(4, 0, 0, 3)
    assert len(results.documents) == 1
    failures = results.failures.set_index("source")
    assert set(failures.index) == {"submissions/空.txt", "submissions/坏.docx", "submissions/旧.doc"}
    assert all(failures["reason"]) and all(failures["remedy"])
    study.score()
    assert study.last == Outcome(0, 4, 0, 3)


def test_an_interrupted_run_goes_on_after_its_last_batch(
    small_study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(5):
        (small_study / "submissions" / f"{n}.txt").write_text(f"第{n}份。我们要廉洁自律。", encoding="utf-8")
    monkeypatch.setattr("reflectnlp.study.FILES", 2)

    def stop(what: str, done: int, total: int) -> None:
        if done == 4:
            raise KeyboardInterrupt

    study = open_study(small_study)
    with pytest.raises(KeyboardInterrupt):
        study.score(progress=stop)
    with open_store(load_settings(small_study).results) as store:
        assert len(store.files()) == 4
        assert store.table("runs").to_pylist()[0]["finished"] == ""
    study.score()
    assert study.last == Outcome(2, 4, 0, 0)


def test_names_are_pseudonyms_unless_asked(small_study: Path) -> None:
    results = open_study(small_study).score()
    assert results.documents["author"].iloc[0].startswith("成员")
    assert not results.sentences["text"].str.contains("韩玉芬").any()
    (small_study / "study.toml").write_text('[privacy]\nnames = "names"\n', encoding="utf-8")
    results = open_study(small_study).score()
    assert results.documents["author"].tolist() == ["韩玉芬"]


def test_no_results_before_scoring(small_study: Path) -> None:
    with pytest.raises(StoreError, match="there are no results yet"):
        open_study(small_study).results()


def test_an_empty_folder_is_a_study(tmp_path: Path) -> None:
    results = open_study(tmp_path).score()
    assert all(getattr(results, name).empty for name in results)


def test_all_mistakes_of_all_files_at_once(small_study: Path) -> None:
    (small_study / "readings" / "空白.md").write_text("\n", encoding="utf-8")
    (small_study / "themes.yaml").write_text(
        "scheme: x\nthemes:\n  - id: a\n    terms: ['']\n", encoding="utf-8"
    )
    (small_study / "roster.csv").write_text("member_id,name\n", encoding="utf-8")
    (small_study / "study.toml").write_text(
        'scheme = "themes.yaml"\nroster = "roster.csv"\n', encoding="utf-8"
    )
    with pytest.raises(StudyError) as caught:
        open_study(small_study)
    text = str(caught.value)
    assert "roster.csv:1: no column unit" in text
    assert "themes.yaml:4" in text
    assert "空白.md" in text


def test_results_know_their_tables(scored_demo: Study) -> None:
    results = scored_demo.results()
    assert repr(results).startswith("Results('保持共产党员先进性教育活动学习心得")
    with pytest.raises(AttributeError, match="no table 'coverages'"):
        _ = results.coverages
    assert set(results.frames()) == set(results)


def test_model_essays_are_compared_and_keep_their_names(small_study: Path) -> None:
    """A folder of essays from elsewhere: who copied one is told, and which; nobody's pseudonym hides it."""
    essay = (
        "保管员的日子是一把钥匙开一把锁的日子。清晨推开库门，先看温湿度表上的两根红线，再看地上有没有新的水渍。"
        "我把三十年里换下来的旧锁都留着，最早那把是铜的，齿已经磨平，却还记得住每一扇门的脾气。"
        "有人说这活儿没有出息，我不跟他争，等他来找一件丢了十年的东西，我从架子最里头给他取出来，他就不说了。"
        "东西不会说话，可是谁待它用心，它就替谁记着账。我愿意替它们再守十年，守到下一个人把钥匙接过去。"
    )
    folder = small_study / "essays"
    folder.mkdir()
    (folder / "网上范文.txt").write_text(f"守库人\n\n{essay}\n", encoding="utf-8")
    (small_study / "submissions" / "copied.txt").write_text(
        f"我的体会\n标本馆支部　俞晓川\n\n{essay}\n2005年4月12日\n", encoding="utf-8"
    )
    settings = small_study / "study.toml"
    before = settings.read_text(encoding="utf-8") if settings.is_file() else ""
    settings.write_text('essays = "essays"\n' + before, encoding="utf-8")
    study = open_study(small_study)
    (row,) = study.score().reuse.to_dict("records")
    assert row["doc_id"].startswith("copied")
    assert row["other_id"].startswith("essay:网上范文")
    assert row["share"] > 0.9
    assert study.shared().reuse["other_id"].tolist() == [row["other_id"]]
    page = study.report(small_study / "report.html").read_text(encoding="utf-8")
    assert "网上范文" in page
    assert "model essay" in page
    (folder / "网上范文.txt").write_text("守库人\n\n别的文章。\n", encoding="utf-8")
    assert open_study(small_study).score().reuse.empty


def test_words_of_a_study_by_theme_and_unit(scored_demo: Study) -> None:
    results = scored_demo.results()
    words = results.words()
    assert list(words.columns) == ["word", "n"]
    assert {"支部", "学习"} <= set(words["word"].head(10))
    by_unit = results.words(by="unit")
    assert by_unit.groupby("word")["n"].sum().to_dict() == words.set_index("word")["n"].to_dict()
    assert set(results.words(by="theme")["group"]) <= set(results.themes["theme"])
    with pytest.raises(TableError) as error:
        results.words(by="author")
    assert str(error.value) == (
        "sentences have no column 'author' → group by theme, unit, stage, kind or date"
    )
