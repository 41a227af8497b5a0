# `make report` and `make test` set everything up on a machine that has Python, git and make.
# Written for GNU make 3.81, and for clones whose path holds spaces: all paths here are relative.

PYTHON ?= python3
MARKET ?= adoptive_cell_therapy personalized_cell_therapy
ARGS ?=
UV ?= uv

# A Python that the user names is used or refused; the default one may be too old, so look further.
CANDIDATES := "$(PYTHON)"
ifeq ($(PYTHON),python3)
CANDIDATES += python3.14 python3.13 python3.12 python3.11
endif

# .venv is made anew where its making was broken off, the clone has moved or its Python is gone.
ifneq ($(shell .venv/bin/python -c "" 2>/dev/null && cat .venv/.made 2>/dev/null),$(shell pwd -P))
.PHONY: .venv/.made
endif

IN := .venv/bin
INSTALL := $(IN)/python -m pip install --quiet --disable-pip-version-check --no-input
LOCKED := $(INSTALL) --only-binary :all: --require-hashes --requirement
# Two dependencies of peers come as source only; pip builds them after checking their hashes.
BUILT := $(INSTALL) --only-binary :all: --no-binary docopt,emoji --require-hashes --requirement
OFFLINE := echo "Nothing was set up: to install, make needs a connection to a Python package index" \
	"and a Python from 3.11 to 3.14 on macOS, Windows (x86-64) or a Linux with glibc." >&2; exit 1
COMPILE = "$(UV)" pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--fork-strategy fewest --generate-hashes --no-emit-index-url --no-emit-find-links \
	--custom-compile-command "make lock" $(ARGS) --group build

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help install report test lint bench backtest calibrate fit fuzz lock clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' Makefile

install: .venv/.run ## set up .venv to run the command: .venv/bin/cytonomics --help

report: .venv/.run ## write the reports of two markets (or MARKET=hsct, say)
	@for market in $(MARKET); do $(IN)/cytonomics report "$$market" $(ARGS) || exit; done

test: .venv/.test ## run the tests and the examples in docstrings (ARGS="-k word")
	@$(IN)/python -m pytest -q -n 2 -p no:benchmark $(ARGS)

lint: .venv/.test ## check style, types and which room imports which
	@$(IN)/ruff check .
	@$(IN)/ruff format --check .
	@$(IN)/mypy
	@$(IN)/lint-imports --no-logo

bench: .venv/.bench ## run the comparisons with peers in benchmarks/
	@$(IN)/python -m pytest -q benchmarks/bench_*.py $(ARGS)

backtest: .venv/.backtest ## score the forecast and its peers on what came; writes the tables in docs and README
	@$(IN)/python benchmarks/backtest.py $(ARGS)

fit: .venv/.backtest ## fit the model anew and ship its draws (ARGS=--from-trend bridges from the trend)
	@$(IN)/python -m cytonomics.market $(ARGS)

calibrate: .venv/.backtest ## find made-up parameters again, 300 times; writes docs/calibration* (ARGS=--pictures)
	@$(IN)/python benchmarks/calibration.py $(ARGS)

fuzz: .venv/.fuzz ## feed reading with made-up bytes for a minute (ARGS=-max_total_time=600)
	@mkdir -p out/fuzz/corpus
	@$(IN)/python fuzz/fuzz_reading.py -max_total_time=60 -timeout=20 -rss_limit_mb=2048 \
		-max_len=8192 -artifact_prefix=out/fuzz/ $(ARGS) out/fuzz/corpus src/cytonomics/audit/data

lock: ## write requirements/*.lock anew (needs uv; ARGS=--upgrade moves to newer versions)
	@command -v "$(UV)" >/dev/null || { echo "make lock needs uv: pipx install uv" >&2; exit 1; }
	$(COMPILE) --output-file requirements/run.lock
	$(COMPILE) --group test --group lint \
		--constraint requirements/run.lock --output-file requirements/test.lock
	$(COMPILE) --group test --group bench \
		--constraint requirements/test.lock --output-file requirements/bench.lock
	$(COMPILE) --extra fit --group backtest \
		--constraint requirements/run.lock --output-file requirements/backtest.lock
	$(COMPILE) --group fuzz \
		--constraint requirements/run.lock --output-file requirements/fuzz.lock

clean: ## remove reports, built files and caches (remove .venv by hand to start afresh)
	rm -rf out dist .benchmarks .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find src tests benchmarks fuzz -type d -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true

# Files in .venv say what is installed; a newer lock or pyproject.toml installs again.
.venv/.run: requirements/run.lock pyproject.toml .venv/.made
	@echo "Installing what Cytonomics runs on (once; 500 MB on disk)"
	@$(LOCKED) requirements/run.lock || { $(OFFLINE); }
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.test: requirements/test.lock .venv/.run
	@echo "Installing what its tests and checks need (once; 110 MB on disk)"
	@$(LOCKED) requirements/test.lock || { $(OFFLINE); }
	@touch $@

.venv/.bench: requirements/bench.lock .venv/.test
	@echo "Installing what its benchmarks need (once; 150 MB on disk)"
	@$(BUILT) requirements/bench.lock || { $(OFFLINE); }
	@touch $@

.venv/.backtest: requirements/backtest.lock .venv/.run
	@echo "Installing what the fit and the back-test's peers need (once; 850 MB on disk)"
	@$(LOCKED) requirements/backtest.lock || { $(OFFLINE); }
	@touch $@

.venv/.fuzz: requirements/fuzz.lock .venv/.run
	@echo "Installing what fuzzing needs (once; Linux only, 60 MB on disk)"
	@$(LOCKED) requirements/fuzz.lock || { $(OFFLINE); }
	@touch $@

.venv/.made:
	@for python in $(CANDIDATES); do \
		if "$$python" -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' \
			>/dev/null 2>&1; then \
			echo "Creating .venv with $$("$$python" -V)"; \
			"$$python" -m venv --clear .venv && pwd -P > $@ && exit 0; \
			rm -rf .venv; exit 1; \
		fi; \
	done; \
	echo "Cytonomics needs Python 3.11 or newer with its venv module (on Debian and Ubuntu the" \
		"package python3-venv): install one, or name one with make PYTHON=/path/to/python3." >&2; \
	exit 1
