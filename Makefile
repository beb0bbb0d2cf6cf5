# Bootstraps everything from a bare machine with python3 (>= 3.11) and make.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
TESTS ?= tests
CHROMIUM := $(firstword $(foreach name,chromium chromium-browser google-chrome,$(shell command -v $(name) 2>/dev/null)))

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_ROOT_USER_ACTION := ignore
export PIP_NO_INPUT := 1

# The lock is complete, so pip resolves nothing: asked for coverage[toml], it looked past the pinned coverage at a newer one.
PIP_INSTALL = touch $(HALF_MADE) && $(PY) -m pip install --quiet --no-deps --require-hashes -r $< && rm $(HALF_MADE)
LOCK := $(VENV)/bin/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links \
	--no-header --python-version 3.11 pyproject.toml

# Empty when the virtual environment is missing, was left half-made, or lost the Python it was made from.
HALF_MADE := $(VENV)/.half-made
SOUND := $(shell test ! -e $(HALF_MADE) && $(PY) -c 'import sys, pip; print(sys.version_info >= (3, 11))' 2>/dev/null | grep True)

.DEFAULT_GOAL := help
.PHONY: help setup tools demo test tour check style ladder types bench faults year linkage audit lock clean environment

help:  ## this list
	@sed -nE 's/^([a-z]+):.*## (.*)/make \1|\2/p' $(MAKEFILE_LIST) | while IFS='|' read -r name does; do printf '%-12s%s\n' "$$name" "$$does"; done

setup: $(VENV)/.demo-ready  ## the environment, nothing else

tools: $(VENV)/.dev-ready  ## the environment with the developers' tools

demo: $(VENV)/.demo-ready  ## the sandbox and the bot on this machine; prints the address to open
	@$(PY) app.py demo

test: $(VENV)/.dev-ready  ## every test, on two cores (TESTS=tests/unit for some of them)
	@test -n "$(CHROMIUM)" || echo "No Chromium on this machine: the browser part is skipped. On Debian or Ubuntu: apt-get install chromium"
	@$(PY) -m pytest -n 2 $(TESTS)

check: style ladder types  ## format, lint, import ladder, house rules, dependencies, types

style: $(VENV)/.dev-ready
	@$(PY) -m ruff format --check --quiet . && $(PY) -m ruff check --quiet .

ladder: $(VENV)/.dev-ready
	@$(VENV)/bin/lint-imports --no-logo
	@$(PY) -m pytest -q tests/test_architecture.py
	@$(VENV)/bin/deptry .

types: $(VENV)/.dev-ready
	@$(PY) -m mypy

tour: $(VENV)/.dev-ready  ## walk the journeys in a browser; pictures into docs/tour, beginning, working, desk and relay, more to look at in more below each
	@test -n "$(CHROMIUM)" || { echo "The tour needs a Chromium. On Debian or Ubuntu: apt-get install chromium" >&2; exit 1; }
	@RAPPORT_TOUR=docs/tour $(PY) -m pytest -q tests/browser/test_journey.py
	@RAPPORT_TOUR=docs/beginning $(PY) -m pytest -q tests/browser/test_beginning.py
	@RAPPORT_TOUR=docs/working $(PY) -m pytest -q tests/browser/test_working.py tests/browser/test_introducing.py
	@RAPPORT_TOUR=docs/desk $(PY) -m pytest -q tests/browser/test_facilitating.py
	@RAPPORT_TOUR=docs/relay $(PY) -m pytest -q tests/browser/test_relay.py

bench: $(VENV)/.dev-ready  ## speed against named peers; fails when a bound is broken (MEASURES="start burst" for some)
	@$(PY) -m tests.bench $(MEASURES)

faults: $(VENV)/.dev-ready  ## kill, freeze, starve and lie to the sender; one table of what was lost or doubled (TIME=short, SEED=1)
	@$(PY) -m tests.faults --time $(or $(TIME),long) $(if $(SEED),--seed $(SEED)) $(FAULTS)

year: $(VENV)/.dev-ready  ## a year of 40 pairs who do all there is to do, then of 500 people: every message within hours and caps, and true (SEED=1)
	@$(PY) -m tests.faults.year --pairs 40 $(if $(SEED),--seed $(SEED))
	@$(PY) -m tests.faults.year $(if $(SEED),--seed $(SEED))

linkage: $(VENV)/.dev-ready  ## can anybody with every database, key and log find out who asked privately; fails above chance (SEED=1)
	@$(PY) -m tests.bench.linkage $(if $(SEED),--seed $(SEED))

audit: $(VENV)/.dev-ready  ## known vulnerabilities in what is installed; says how many packages it could look up
	@$(PY) .ci/audit.py requirements/demo.txt

lock: $(VENV)/.dev-ready  ## write requirements/*.txt anew from pyproject.toml (UPGRADE=--upgrade for newer versions)
	@test -x $(VENV)/bin/uv || $(PY) -m pip install --quiet uv
	@$(LOCK) $(UPGRADE) -o requirements/app.txt > /dev/null
	@$(LOCK) $(UPGRADE) --group sandbox -o requirements/demo.txt > /dev/null
	@$(LOCK) $(UPGRADE) --group sandbox --group dev -o requirements/dev.txt > /dev/null

clean:  ## remove what make and the tools made; data/ stays
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis .coverage
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.demo-ready: requirements/demo.txt $(if $(SOUND),,environment)
	@echo "Installing into $(VENV) (once, about a minute)"
	@$(PIP_INSTALL)
	@touch $@

$(VENV)/.dev-ready: requirements/dev.txt $(VENV)/.demo-ready
	@echo "Installing the developers' tools into $(VENV) (once, about a minute)"
	@$(PIP_INSTALL)
	@touch $@

environment:
	@command -v $(PYTHON) > /dev/null || { echo "$(PYTHON) is not there. Rapport needs Python 3.11 or newer." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Rapport needs Python 3.11 or newer, $(PYTHON) is older. Say which one to use: make PYTHON=/path/to/python3 ..." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2> /dev/null || \
		{ echo "$(PYTHON) cannot make virtual environments (no ensurepip). On Debian or Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV)
