# Two targets do all the set-up on a fresh machine with Python 3.11+, git and make: `make deck` and `make test`.
PYTHON ?= python3
VENV ?= .venv
RUN = $(VENV)/bin

.PHONY: deck test check coverage test-real bench clean

deck: $(VENV)/.installed
	$(RUN)/flashgen build tests/articles -o decks

test: $(VENV)/.tested-tools check
	$(RUN)/pytest -n auto
	$(RUN)/flashgen rules test

check: $(VENV)/.tested-tools
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .
	$(RUN)/mypy

# Which branches no test takes. Twice as slow as the tests alone.
coverage: $(VENV)/.tested-tools
	$(RUN)/coverage run -m pytest
	$(RUN)/coverage report --skip-covered

# The heavier tests with real parts: WordPress, desktop Anki, a browser, the wheel. Installs Debian packages, so it wants root.
test-real: $(VENV)/.tested-tools
	PYTHON=$(abspath $(RUN))/python bash tests/real/all.sh

bench: $(VENV)/.tested-tools
	for bench in tests/benchmarks/bench_*.py; do $(RUN)/python $$bench || exit 1; done

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml
	$(RUN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/.tested-tools: $(VENV)/.installed pyproject.toml
	$(RUN)/python -m pip install --quiet "pip>=25.1"
	$(RUN)/python -m pip install --quiet --group dev
	touch $@

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage
