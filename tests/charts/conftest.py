"""Tables for the chart tests, as data frames."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pandas as pd
import pytest


def _load():
    name = "synthetic_tables"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, Path(__file__).parents[1] / "synthetic_tables.py")
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return sys.modules[name]


@pytest.fixture(scope="session")
def synthetic():
    return _load()


@pytest.fixture(scope="session")
def make_frames_of(synthetic):
    def make(**spec) -> dict[str, pd.DataFrame]:
        tables = synthetic.make_tables(synthetic.Spec(**spec))
        return {name: table.to_pandas() for name, table in tables.items()}

    return make


@pytest.fixture(scope="session")
def study(make_frames_of):
    return make_frames_of()


@pytest.fixture(scope="session")
def nothing(make_frames_of):
    return make_frames_of(n_documents=0, n_units=0, n_failures=0)
