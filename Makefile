# Every target sets up what it needs, once: on a bare Debian 12 with python3, make and git, `make edition` or `make test` is enough.
# Variables: PYTHON=/path/to/python3 (to make .venv with), JOBS=2 (test processes), TESTS=tests/loading (what to test), OUT=build,
# SIZES="sample 100" (books on the bench).

VENV := .venv
BIN := $(VENV)/bin
JOBS ?= auto
TESTS ?=
OUT ?= build
SPREAD ?= 46 47
LAYOUTS ?= $(notdir $(wildcard layouts/*))
SETUP := VENV=$(VENV) tools/setup.sh
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help edition copies guide pictures test lint format conformance bench golden docs figures quarters typography clean distclean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' Makefile

edition: $(READY)-run ## publish the sample into build/editions/: the book, the pocket digest, a book for each audience, one for print
	@edition=$$($(BIN)/python -m tools.sample_edition prepare $(OUT)) && $(BIN)/bible -C . -o $(OUT)/editions publish $$edition
	@$(BIN)/python -m tools.sample_edition show $(OUT)

copies: edition ## make and hand over the copy of each recipient of the published sample, in build/copies/
	@$(BIN)/python -m tools.sample_edition copies $(OUT)

guide: $(READY)-run ## build the référent's guide, docs/guide, into build/guide/
	@$(BIN)/bible -C docs/guide -o $(OUT)/guide build --format pdf

pictures: $(READY)-run ## take the pictures of the README and of the guide anew
	@$(BIN)/python -m tools.guide_screens
	@$(BIN)/bible -C . -o $(OUT) build --format pdf
	@$(BIN)/python -m tools.facing_pages $(OUT) --folios $(SPREAD) --into docs/images/pages-en-regard.png

test: $(READY)-test ## run the tests
	@$(BIN)/python -m pytest -q -n $(JOBS) --dist loadfile --no-loadscope-reorder -m "not conformance" $(TESTS)

lint: $(READY)-test ## check style, format and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy --strict

format: $(READY)-test ## put imports and layout of the code in order
	@$(BIN)/ruff check --fix-only --select I .
	@$(BIN)/ruff format .

conformance: $(READY)-conformance ## read the finished PDF and DOCX with independent validators
	@$(BIN)/python -m pytest -q -m conformance $(TESTS)

bench: $(READY)-bench ## time and weigh the builds (SIZES="sample 100 400 1600", ONLY="cold typst", RESUME=1 to go on)
	@$(BIN)/python -m benchmarks.bench $(if $(SIZES),--sizes $(SIZES)) $(if $(ONLY),--only $(ONLY)) $(if $(RESUME),--resume)

golden: $(READY)-test ## renew the golden files; read the difference before you commit
	@$(BIN)/python -m pytest -q -m "not conformance" --snapshot-update $(TESTS)
	@git status --short tests

typography: $(READY)-test ## measure the finished pages of the sample, layout by layout (LAYOUTS="livre memo")
	@for layout in $(LAYOUTS); do $(BIN)/python -m tools.typography --layout $$layout || short=1; done; test -z "$$short"

figures: $(READY)-run ## count what the sample bible holds against what it is asked to hold
	@$(BIN)/python -m tools.figures . --built $(OUT)

quarters: $(READY)-run ## count what changes from quarter to quarter in the sample; keep the snapshots of its earlier quarters anew
	@$(BIN)/python -m tools.quarters snapshots
	@$(BIN)/python -m tools.quarters

docs: $(READY)-run ## write docs/vocabulary.md and docs/word.md anew from the vocabulary
	@$(BIN)/python -m tools.vocabulary_page > docs/vocabulary.md.new && mv docs/vocabulary.md.new docs/vocabulary.md
	@$(BIN)/python -m tools.word_page > docs/word.md.new && mv docs/word.md.new docs/word.md

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
