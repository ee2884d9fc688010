# Two commands are enough: `make demo` sets up and runs the main job, `make test` sets up and runs the tests.
# Needs Python 3.11 or newer (with venv) and make; everything else comes from constraints.txt.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin

.PHONY: demo test check accuracy bench docs clean

demo: $(VENV)/.ready
	rm -rf demo
	$(BIN)/reflectnlp demo demo

test: $(VENV)/.ready-dev
	$(BIN)/python -m pytest -q $(PYTEST_ARGS)

check: $(VENV)/.ready-dev docs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check src tests scripts benchmarks
	$(BIN)/mypy

docs: $(VENV)/.ready-docs
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict --quiet
	@echo "documentation: site/index.html"

accuracy: $(VENV)/.ready-dev
	$(BIN)/python benchmarks/accuracy_themes.py
	$(BIN)/python benchmarks/accuracy_coverage.py

bench: $(VENV)/.ready-dev
	$(BIN)/python benchmarks/throughput.py

clean:
	rm -rf $(VENV) demo dist site

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; set PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Python's venv module is missing; on Debian and Ubuntu: apt-get install python3-venv"; exit 1; }

$(VENV)/.ready: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e .
	touch $@

$(VENV)/.ready-dev: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e '.[notebook,dev]'
	touch $@ $(VENV)/.ready

$(VENV)/.ready-docs: pyproject.toml constraints.txt | $(VENV)/.ready-dev
	$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e '.[docs]'
	touch $@
