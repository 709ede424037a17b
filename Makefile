# The targets, in the words of `make help`. Each makes .venv first, or brings it up to date when its requirements have
# changed: what runs the bot needs requirements/run.txt only, the demo also requirements/demo.txt, what tests it all.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.PHONY: help demo screenshots snapshots venv test quick coverage mutants chromium lint ruff format serve socket migrate bench torture soak simulate slack-types catalogue clean

BIN := .venv/bin
RUNS := .venv/.runs
DEMO := .venv/.demo
READY := .venv/.ready
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes
PYTEST_ARGS ?=
QUICK := tests/core tests/storage tests/bot/test_main_job.py
# Three processes for two processors, as some tests wait for a clock. Each has files of its own, so that a file's team and
# its server are started once; tests/conftest.py says in which order. Another number in PYTEST_ARGS wins: -n 0 is one.
WORKERS := -n 3 --dist loadfile --no-loadscope-reorder
LINTED := .venv/.linted
SLACK_TYPES := .venv/slack-types
DEMO_ARGS ?=
TYPES = echo "== mypy"; $(BIN)/mypy; echo "== import-linter"; $(BIN)/lint-imports --no-logo

# Bytecode is kept: without it every process that collects the tests rewrites all their assertions anew, for ten seconds.
unexport PYTHONDONTWRITEBYTECODE

# Another interpreter than the one that is found: make venv PYTHON=python3.13. Found is first the system's own, which
# distributions build with profile-guided optimisation: the tests take a fifth less time than with pyenv's.
PYTHON ?=

# Prints the interpreter when its version fits and it can make a virtual environment; of a virtual environment, its base.
FITS := import ensurepip, sys, venv; (3, 11) <= sys.version_info[:2] <= (3, 14) or sys.exit(1); \
	print(getattr(sys, "_base_executable", sys.executable))

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-11s  %s\n", $$1, $$2}' Makefile

demo: $(DEMO) ## try the bot in the browser, without Slack
	@$(BIN)/python -m bot demo $(DEMO_ARGS)

venv: $(READY) ## make .venv from requirements.txt
	@:

$(READY): requirements.txt $(DEMO)
	@echo "Adding what tests and development need"
	@$(PIP) -r requirements.txt
	@touch $@

$(DEMO): requirements/demo.txt $(RUNS)
	@$(PIP) -r requirements/demo.txt
	@touch $@

$(RUNS): requirements/run.txt
	@for name in $(PYTHON) "$$(command -pv python3)" python3 python3.14 python3.13 python3.12 python3.11; do \
		python=$$("$$name" -c '$(FITS)' 2>/dev/null) && break || python=; \
	done; \
	if [ -z "$$python" ]; then \
		echo "ROI Bot needs Python 3.11 to 3.14 with its venv module, and none was found: install one and try again." >&2; \
		exit 1; \
	fi; \
	if [ -L .venv ]; then \
		echo ".venv is a link: what it leads to may be in use elsewhere. Make it anew there, or remove the link." >&2; \
		exit 1; \
	fi; \
	echo "Making .venv with $$("$$python" --version) from requirements/run.txt"; \
	"$$python" -m venv --clear .venv; \
	$(PIP) -r requirements/run.txt
	@touch $@

# mypy takes one processor for most of a minute and the tests never keep two busy all the time, so they run together.
test: chromium ruff ## everything: lint, and pytest on SQLite, a real PostgreSQL and a real browser
	@{ $(TYPES); } >$(LINTED) 2>&1 & \
	linted=0; tested=0; \
	echo "== pytest, and mypy beside it"; \
	$(BIN)/python -m pytest $(WORKERS) $(PYTEST_ARGS) || tested=$$?; \
	wait $$! || linted=$$?; \
	cat $(LINTED); \
	exit $$((linted | tested))

quick: $(READY) ## about a minute: core, storage on SQLite, one file of bot
	@$(BIN)/python -m pytest $(WORKERS) -q -k "not postgresql" $(QUICK) $(PYTEST_ARGS)

coverage: chromium ## everything, measured: fails where too few branches are taken
	@$(BIN)/coverage erase
	@$(BIN)/coverage run -m pytest $(WORKERS) -q $(PYTEST_ARGS)
	@$(BIN)/coverage combine --quiet
	@$(BIN)/python -m tests.covered

mutants: $(READY) ## plant bugs, one after the other: the tests must notice each
	@$(BIN)/python -m tests.mutants

# Said at the start: without a browser the tests would fail after minutes.
chromium: $(READY)
	@$(BIN)/python -c "from tests.browser.program import MISSING, chromium; raise SystemExit(None if chromium() else MISSING)"

lint: ruff ## ruff, mypy strict, import-linter
	@$(TYPES)

ruff: $(READY)
	@echo "== ruff"
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check

format: $(READY) ## put the code into shape
	@$(BIN)/ruff check --fix-only --quiet
	@$(BIN)/ruff format

serve: $(RUNS) ## run the bot over HTTP
	@$(BIN)/python -m bot serve

socket: $(RUNS) ## run the bot through Socket Mode
	@$(BIN)/python -m bot socket

migrate: $(RUNS) ## bring the database to the newest version
	@$(BIN)/python -m bot migrate

screenshots: $(READY) ## take the README's pictures and its film anew (needs Chromium)
	@$(BIN)/python -m tests.browser.screenshots
	@$(BIN)/python -m tests.browser.film

snapshots: $(READY) ## write tests/snapshots anew: how every message and form looks
	@$(BIN)/python -m tests.snapshots

bench: $(READY) ## measure against raw floors, side by side
	@$(BIN)/python -m tests.bench

torture: $(READY) ## the long run: kills, lost answers, many processes, each fault of Slack's
	@$(BIN)/python -m tests.faults
	@ROIBOT_TORTURE=full $(BIN)/python -m pytest tests/torture tests/core tests/storage tests/reckoning tests/playground/test_typing.py tests/bot/test_replays.py -q

soak: $(READY) ## twelve minutes: PostgreSQL ended again and again, and locked, under eight people
	@$(BIN)/python -m tests.soak

slack-types: $(READY) ## make JSON Schemas from Slack's published types, for tests/outside (needs Node and npm)
	@npm install --silent --no-audit --no-fund --no-save --prefix $(SLACK_TYPES) @slack/types@3.2.0 ts-json-schema-generator@2.9.0
	@for type in KnownBlock:blocks View:view; do \
		cd $(SLACK_TYPES); \
		npx ts-json-schema-generator --no-type-check --path node_modules/@slack/types/dist/index.d.ts \
			--type "$${type%:*}" --out "$${type#*:}.json"; \
		cd - >/dev/null; \
	done

simulate: $(READY) ## ten minutes: what the judgements promise, beside what made-up companies reach
	@$(BIN)/python -m tests.simulate

catalogue: $(READY) ## say which words lack their Polish
	@$(BIN)/python -m pytest -q tests/bot/test_language.py -k "polish or left_over or placeholders or signs"

clean: ## remove what was made here
	@rm -rf .venv .coverage .coverage.* htmlcov .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache build dist *.egg-info
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
