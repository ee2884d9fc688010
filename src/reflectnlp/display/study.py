"""A study in, what its folder holds, what was scored, and what to do next out."""

from __future__ import annotations

from collections import Counter

from markupsafe import Markup

from reflectnlp.display.pieces import card, columns, paragraph, section, shortened, steps, table
from reflectnlp.display.results import failures
from reflectnlp.display.wording import say
from reflectnlp.errors import StoreError
from reflectnlp.results import Results
from reflectnlp.store import open_store
from reflectnlp.study import Study

N_READINGS = 12


def study_html(study: Study) -> str:
    """What ``Study`` shows in a notebook; nothing is read anew and nothing is scored."""
    lang, settings = study.settings.lang, study.settings
    files = {study.place(path) for path in study.files()}
    known, results, trouble = _scored(study)
    new, gone = files - known, known - files
    facts = [
        (say("files", lang), _files(files) or say("no_files", lang)),
        (say("scheme", lang), _scheme(study)),
        *_roster(study),
        *(
            [(say("stages", lang), "、".join(stage.name for stage in settings.stages))]
            if settings.stages
            else []
        ),
        (say("scored", lang), say("n_documents", lang, n=len(results.documents)) if results else trouble),
    ]
    facts += [("", say("new", lang, n=len(new)))] if new and results else []
    facts += [("", say("gone", lang, n=len(gone)))] if gone else []
    return card(
        study.title,
        paragraph(str(study.folder), dim=True),
        columns(
            section(say("contents", lang), table((), facts)), section(say("readings", lang), _readings(study))
        ),
        failures(results, lang) if results else "",
        section(
            say("next", lang), _next(study, stale=bool(new or gone or not results), failed=_failed(results))
        ),
        paragraph(say("limits", lang), dim=True),
    )


def _scored(study: Study) -> tuple[set[str], Results | None, str]:
    """The files that were scored and are not known to be gone, their tables, or why there are none."""
    try:
        with open_store(study.settings.results) as store:
            known = {file for file, state in store.files().items() if state.status != "deleted"}
        return known, study.results(), ""
    except StoreError as error:
        # No results yet is ordinary; anything else is told in the store's own words.
        nothing = not (study.settings.results / "results.duckdb").is_file()
        return set(), None, say("not_scored", study.settings.lang) if nothing else str(error)


def _failed(results: Results | None) -> int:
    return len(results.failures) if results else 0


def _files(files: set[str]) -> str:
    """How many files, by ending."""
    endings = Counter(file.rpartition(".")[2].lower() if "." in file else "–" for file in sorted(files))
    kinds = ", ".join(f"{ending} {n}" for ending, n in endings.most_common(8))
    return f"{len(files)} ({kinds})" if files else ""


def _scheme(study: Study) -> str:
    scheme = study.inputs.parts.scheme
    return say("scheme_themes", study.settings.lang, name=scheme.scheme_id, n=len(scheme.themes))


def _roster(study: Study) -> list[tuple[str, str]]:
    lang, members = study.settings.lang, study.inputs.roster.members
    return [(say("roster", lang), say("members", lang, n=len(members)))] if members else []


def _readings(study: Study) -> Markup:
    lang, readings = study.settings.lang, study.inputs.readings
    if not readings:
        return paragraph(say("no_readings", lang))
    rows = [
        (reading.reading_id, shortened(reading.title, 50), len(reading.points))
        for reading in readings[:N_READINGS]
    ]
    more = len(readings) - len(rows)
    head = ("", say("reading", lang), say("points", lang))
    left = paragraph(say("more", lang, n=more), dim=True) if more else Markup("")
    return table(head, rows, numbers=(2,)) + left


def _next(study: Study, *, stale: bool, failed: int) -> Markup:
    lang = study.settings.lang
    lines = []
    if not study.inputs.readings:
        lines.append((f"reflectnlp check {study.folder}", say("do_check", lang)))
    if stale:
        lines.append(("results = study.score()", say("do_score", lang)))
    if failed:
        lines.append(("study.results().failures", say("do_failures", lang)))
    if not stale:
        lines.append(('study.report("report.html")', say("do_report", lang)))
        lines.append(("study.show(doc_id)", say("do_show", lang)))
    return steps(lines)
