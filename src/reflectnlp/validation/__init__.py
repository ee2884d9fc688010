"""Gold and tables in, figures out: how far the program agrees with careful people."""

from reflectnlp.validation.agreement import nominal_alpha, verdict
from reflectnlp.validation.evaluate import Setting, evaluate
from reflectnlp.validation.gold import GoldDocument, GoldPoint, GoldSentence, load_gold
from reflectnlp.validation.render import render

__all__ = [
    "GoldDocument",
    "GoldPoint",
    "GoldSentence",
    "Setting",
    "evaluate",
    "load_gold",
    "nominal_alpha",
    "render",
    "verdict",
]
