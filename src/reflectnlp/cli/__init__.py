"""Words at the command line in, the same verbs as the Python API out.

Exit codes: 0 done, 1 our error (told in words, no traceback), 2 usage, 3 done but some files failed.
"""

from reflectnlp.cli.main import main

__all__ = ["main"]
