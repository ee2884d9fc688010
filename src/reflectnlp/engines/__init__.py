"""Tasks and a job in, answers in the order of the tasks out: one process or several, the same answers.

A ``Job`` is a picklable value that says how to prepare (compile the profile, once per process) and what
to do with one task. Engines know nothing of texts, and a job knows nothing of engines.
"""

from reflectnlp.engines.jobs import Job, run
from reflectnlp.engines.processes import run_processes
from reflectnlp.engines.serial import run_serial

__all__ = ["Job", "run", "run_processes", "run_serial"]
