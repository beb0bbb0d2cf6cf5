# Bootstraps everything from a bare machine with python3 (>= 3.11) and make.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: setup demo test check bench faults lock clean
.DEFAULT_GOAL := setup

setup: $(VENV)/.demo-ready  ## the environment, nothing else

$(VENV)/.demo-ready: requirements/demo.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Rapport needs Python 3.11 or newer; set PYTHON=/path/to/python3")'
	test -x $(PY) || $(PYTHON) -m venv $(VENV)
	$(PY) -m pip install --quiet --require-hashes -r requirements/demo.txt
	touch $@

$(VENV)/.dev-ready: requirements/dev.txt $(VENV)/.demo-ready
	$(PY) -m pip install --quiet --require-hashes -r requirements/dev.txt
	touch $@
