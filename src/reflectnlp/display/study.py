"""A study in, what its folder holds, what was scored, and what to do next out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import pandas as pd
from markupsafe import Markup

from reflectnlp.display.pieces import card, columns, paragraph, section, shortened, steps, table
from reflectnlp.display.results import failures
from reflectnlp.display.wording import say
from reflectnlp.errors import StoreError
from reflectnlp.store import open_store
from reflectnlp.study import Study

N_READINGS = 12


@dataclass(frozen=True)
class Scored:
    """What the store has: files that are not gone, documents, failures; or why it has nothing."""

    files: set[str] = field(default_factory=set)
    n_documents: int = 0
    failures: pd.DataFrame = field(default_factory=pd.DataFrame)
    trouble: str = ""


def study_html(study: Study) -> str:
    """What ``Study`` shows in a notebook; nothing is read anew and nothing is scored."""
    lang, settings = study.settings.lang, study.settings
    files = {study.place(path) for path in study.files()}
    scored = _scored(study)
    new, gone = files - scored.files, scored.files - files
    documents = scored.trouble or say("n_documents", lang, n=scored.n_documents)
    facts = [
        (say("files", lang), _files(files) or say("no_files", lang)),
        (say("scheme", lang), _scheme(study)),
        *_roster(study),
        *(
            [(say("stages", lang), "、".join(stage.name for stage in settings.stages))]
            if settings.stages
            else []
        ),
        (say("scored", lang), documents),
    ]
    facts += [("", say("new", lang, n=len(new)))] if new and not scored.trouble else []
    facts += [("", say("gone", lang, n=len(gone)))] if gone else []
    return card(
        study.title,
        paragraph(str(study.folder), dim=True),
        columns(
            section(say("contents", lang), table((), facts)), section(say("readings", lang), _readings(study))
        ),
        failures(scored.failures, lang),
        section(
            say("next", lang),
            _next(study, stale=bool(new or gone or scored.trouble), failed=len(scored.failures)),
        ),
        paragraph(say("limits", lang), dim=True),
    )


def _scored(study: Study) -> Scored:
    """What is shown of the store; the large tables stay where they are."""
    try:
        with open_store(study.settings.results) as store:
            known = {file for file, state in store.files().items() if state.status != "deleted"}
            return Scored(known, store.table("documents").num_rows, store.table("failures").to_pandas())
    except StoreError as error:
        # No results yet is ordinary; anything else is told in the store's own words.
        nothing = not (study.settings.results / "results.duckdb").is_file()
        return Scored(trouble=say("not_scored", study.settings.lang) if nothing else str(error))


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
