"""A coding scheme and a batch in, the themes of every sentence out."""

from reflectnlp.themes.find import Model, ThemeHits, find_themes
from reflectnlp.themes.keywords import obvious_keywords
from reflectnlp.themes.matcher import Matcher, RuleHits
from reflectnlp.themes.model import ThemeModel
from reflectnlp.themes.scheme import Scheme, Term, Theme

__all__ = [
    "Matcher",
    "Model",
    "RuleHits",
    "Scheme",
    "Term",
    "Theme",
    "ThemeHits",
    "ThemeModel",
    "find_themes",
    "obvious_keywords",
]
