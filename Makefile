# Two commands are all a newcomer needs:
#
#   make build   turns the stories in seeds/ into books in dist/
#   make test    runs every check there is
#
# Both first install what is missing (scripts/set-up); with nothing missing that takes no time.

VENV := .venv
ifeq ($(OS),Windows_NT)
  BIN := $(VENV)/Scripts
else
  BIN := $(VENV)/bin
endif

# Python does not look where Homebrew keeps Pango, and macOS drops this variable between make and
# the shell, so it stands before the command itself.
ifeq ($(shell uname -s 2>/dev/null),Darwin)
  RUN := DYLD_FALLBACK_LIBRARY_PATH=/opt/homebrew/lib:/usr/local/lib:/usr/lib $(BIN)/
else
  RUN := $(BIN)/
endif

SEEDS ?= seeds
OUT ?= dist
PYTEST := $(RUN)python -m pytest -n auto

.DEFAULT_GOAL := help
.PHONY: help build test check lint types bench gallery lock clean ready-build ready-test

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile

build: ready-build ## stories in seeds/ to books in dist/
	$(RUN)fanbook build $(SEEDS) --out $(OUT)

test: lint types ## every check: format, lint, types, all tests, the wheel
	$(PYTEST)

check: lint types ## the fast checks, under a minute
	$(PYTEST) -m "not slow"

lint: ready-test
	$(RUN)ruff format --check .
	$(RUN)ruff check .

types: ready-test
	$(RUN)mypy

bench: ready-test ## how fast, and how much memory, beside calibre and pandoc
	$(RUN)python bench/stages.py
	$(RUN)python bench/speed.py
	$(RUN)python bench/printing.py
	$(RUN)python bench/setting.py

gallery: ready-test build ## pages and covers of the seeds as pictures in docs/gallery
	$(RUN)python scripts/gallery.py $(OUT) docs/gallery
	$(RUN)python scripts/gallery_epub.py $(OUT) docs/gallery
	$(RUN)python scripts/cover_gallery.py docs/gallery
	$(RUN)python scripts/gallery_volumes.py docs/gallery
	$(RUN)python scripts/gallery_print.py docs/gallery

lock: ## resolve again and write requirements.txt and requirements-dev.txt
	@sh scripts/lock

clean: ## remove what the commands above made, but not .venv
	rm -rf dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name .venv -prune -o -name __pycache__ -type d -prune -exec rm -rf {} +

ready-build:
	@sh scripts/set-up build

ready-test:
	@sh scripts/set-up test
