"""A study, its results or a document in, HTML for a notebook out.

Jupyter asks an object for ``_repr_html_``; ``Study``, ``Results`` and ``Document`` hand the call on to here.
Everything that a person wrote is escaped, the size is bounded, and what colour says is also said by a line
or a word, so that it survives black-and-white print and a dark theme.
"""

from reflectnlp.display.document import DocumentView, show, view_of
from reflectnlp.display.results import results_html
from reflectnlp.display.study import study_html

__all__ = ["DocumentView", "results_html", "show", "study_html", "view_of"]
