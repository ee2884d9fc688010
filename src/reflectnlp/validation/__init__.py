"""Gold and tables in, figures out: how far the program agrees with people, and people with each other."""

from reflectnlp.validation.agreement import alpha_interval, nominal_alpha, verdict
from reflectnlp.validation.coded import CodedSentence, CodedSheet, read_sheets
from reflectnlp.validation.coders import (
    Disagreement,
    agreed,
    agreement,
    disagreements,
    write_disagreements,
)
from reflectnlp.validation.evaluate import Setting, evaluate
from reflectnlp.validation.gold import GoldDocument, GoldPoint, GoldSentence, load_gold, write_gold
from reflectnlp.validation.record import marked_names, read_record, still_valid, weak_themes, write_record
from reflectnlp.validation.render import render
from reflectnlp.validation.sampling import Drawn, draw
from reflectnlp.validation.sheets import write_sheets

__all__ = [
    "CodedSentence",
    "CodedSheet",
    "Disagreement",
    "Drawn",
    "GoldDocument",
    "GoldPoint",
    "GoldSentence",
    "Setting",
    "agreed",
    "agreement",
    "alpha_interval",
    "disagreements",
    "draw",
    "evaluate",
    "load_gold",
    "marked_names",
    "nominal_alpha",
    "read_record",
    "read_sheets",
    "render",
    "still_valid",
    "verdict",
    "weak_themes",
    "write_disagreements",
    "write_gold",
    "write_record",
    "write_sheets",
]
