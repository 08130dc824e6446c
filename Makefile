# Every target sets up what it needs, once: on a bare Debian 12 with python3, make and git, `make edition` or `make test` is enough.
# Variables: PYTHON=/path/to/python3 (to make .venv with), JOBS=2 (test processes), TESTS=tests/loading (what to test), OUT=build.

VENV := .venv
BIN := $(VENV)/bin
JOBS ?= auto
TESTS ?=
OUT ?= build
SETUP := VENV=$(VENV) tools/setup.sh
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help edition test lint format conformance bench golden docs clean distclean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' Makefile

edition: $(READY)-run ## build the sample bible into build/, PDF and DOCX
	@$(BIN)/bible -C . -o $(OUT) build
	@printf 'The sample bible lies here:\n'; ls -1 $(OUT)/*.pdf $(OUT)/*.docx | sed 's/^/  /'

test: $(READY)-test ## run the tests
	@$(BIN)/python -m pytest -q -n $(JOBS) --dist loadfile -m "not conformance" $(TESTS)

lint: $(READY)-test ## check style, format and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy --strict

format: $(READY)-test ## put imports and layout of the code in order
	@$(BIN)/ruff check --fix-only --select I .
	@$(BIN)/ruff format .

conformance: $(READY)-conformance ## read the finished PDF and DOCX with independent validators
	@$(BIN)/python -m pytest -q -m conformance $(TESTS)

bench: $(READY)-bench ## time and weigh the builds; writes benchmarks/results.json
	@$(BIN)/python -m benchmarks.bench

golden: $(READY)-test ## renew the golden files; read the difference before you commit
	@$(BIN)/python -m pytest -q -m "not conformance" --snapshot-update $(TESTS)
	@git status --short tests

docs: $(READY)-run ## write docs/vocabulary.md anew from the vocabulary
	@$(BIN)/python -m tools.vocabulary_page > docs/vocabulary.md.new && mv docs/vocabulary.md.new docs/vocabulary.md

clean: ## remove what was built, keep what was installed
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -path ./$(VENV) -prune -o -path ./.git -prune -o -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean ## remove what was installed too
	rm -rf $(VENV) tests/conformance/verapdf/target tests/conformance/ooxml_sdk/node_modules

$(READY)-run: pyproject.toml tools/setup.sh
	@$(SETUP) run && touch $@

$(READY)-test: pyproject.toml tools/setup.sh
	@$(SETUP) test && touch $(READY)-run $@

$(READY)-conformance: pyproject.toml tools/setup.sh $(wildcard tests/conformance/verapdf/pom.xml tests/conformance/verapdf/src/*.java tests/conformance/ooxml_sdk/package-lock.json)
	@$(SETUP) conformance && touch $(READY)-run $(READY)-test $@

$(READY)-bench: pyproject.toml tools/setup.sh
	@$(SETUP) bench && touch $(READY)-run $@
