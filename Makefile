# `make` alone lists the targets. Works with GNU make 3.81 and newer, in a POSIX shell.

VENV ?= .venv
PORT ?= 8000
N ?= 200
FRAMEWORKS := $(VENV)-frameworks
ifeq ($(OS),Windows_NT)
    PYTHON ?= python
    SCRIPTS := Scripts
else
    PYTHON ?= python3
    SCRIPTS := bin
endif
BIN := $(VENV)/$(SCRIPTS)
STAMP := $(VENV)/.installed
LIVE := _build/live/packages/.installed
FRAMEWORKS_STAMP := $(FRAMEWORKS)/.installed
BUILT := _build/html/.built
SOURCES := _config.yml _toc.yml $(shell find book bce_tutorial -type f -not -path '*/__pycache__*')
PYTHON_BENCH ?= $(BIN)/python
PYTHON_TEST ?= $(BIN)/python

PYTEST := $(BIN)/python -m pytest -q -n 2 --dist loadfile
ELSEWHERE := --ignore=tests/browser --ignore=tests/lab --ignore=tests/live --ignore=tests/frameworks
SLOWEST := --durations=10 --durations-min=5
LINT := $(BIN)/ruff check --quiet . && $(BIN)/ruff format --quiet --check . && $(BIN)/mypy --no-error-summary
QUICK := $(PYTEST) -p no:nbval --doctest-modules -m "not slow" $(ELSEWHERE) tests bce_tutorial
FORM := $(BIN)/python -m pytest -q -p no:nbval tests/test_repository.py tests/book/test_structure.py
# What needs neither the book nor a lock: the package, with whatever versions are installed.
PACKAGE := --doctest-modules $(ELSEWHERE) --ignore=tests/book --ignore=tests/explorables \
    --ignore=tests/test_anki.py --ignore=tests/test_dist.py --ignore=tests/test_lock.py \
    tests bce_tutorial
WHOLE := $(PYTEST) -p no:nbval --doctest-modules --cov=bce_tutorial $(SLOWEST) $(ELSEWHERE) tests bce_tutorial
NBVAL := --nbval --nbval-current-env
WITH_FRAMEWORKS := $(wildcard book/*framework*.ipynb)  # which run in an environment of their own
ONE := $(wildcard book/$(CHAPTER)-*.ipynb book/$(CHAPTER).ipynb)
CHAPTERS := $(PYTEST) $(NBVAL) $(SLOWEST) $(addprefix --ignore=,$(WITH_FRAMEWORKS)) book
BROWSER := $(BIN)/python -m pytest -q -rs -n 2 --dist loadgroup $(SLOWEST) tests/lab tests/browser
IN_FRAMEWORKS := $(FRAMEWORKS)/$(SCRIPTS)/python -m pytest -q
ITS_PYTEST = $(if $(filter $(WITH_FRAMEWORKS),$(ONE)),$(IN_FRAMEWORKS),$(BIN)/python -m pytest -q)

# Say what a stage does, do it, and say how long it took.
define stage
echo "== $(1)"; start=$$(date +%s); { $(2); } || exit 1; echo "   took $$(($$(date +%s) - start)) s"
endef

.PHONY: help book lint check test test-package test-frameworks test-live pdf epub anki kit handout live site dist release audit serve notebooks lab edit refresh bench mutants lock clean

help:
	@sed -n 's/^\([a-z-]*\):.*## /make \1|/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "%-21s %s\n", $$1, $$2}'

$(STAMP): requirements.txt pyproject.toml
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11))" || \
	    { echo "This book needs Python 3.11 or newer: make PYTHON=/path/to/python3.11"; exit 1; }
	@echo "== installing into $(VENV)"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --requirement requirements.txt
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	@touch $@

$(FRAMEWORKS_STAMP): requirements-frameworks.txt pyproject.toml
	@echo "== installing the frameworks into $(FRAMEWORKS), which takes minutes"
	$(PYTHON) -m venv $(FRAMEWORKS)
	$(FRAMEWORKS)/$(SCRIPTS)/python -m pip install --quiet --requirement requirements-frameworks.txt
	$(FRAMEWORKS)/$(SCRIPTS)/python -m pip install --quiet --no-deps --editable .
	@touch $@

# Python for the browser, and what bundles the scripts of the page: data, which nothing here imports.
$(LIVE): requirements-live.txt | $(STAMP)
	@rm -rf $(@D)
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes --target $(@D) --requirement $<
	@touch $@

# Always the whole book, into an empty folder: a page that is not read again would keep its warnings
# to itself, and the page of a deleted source would stay.
$(BUILT): $(STAMP) $(SOURCES)
	@rm -rf _build/html
	$(BIN)/jupyter-book build . --all --path-output . -W -n --keep-going --quiet
	@touch $@

book: $(BUILT)  ## build the book, warnings are errors
	@echo "The book is built: open _build/html/index.html, or run 'make serve'."

lint: $(STAMP)  ## linter, formatter and the form of files and chapters, as a commit hook
	@$(call stage,linter and formatter and types,$(LINT))
	@$(call stage,form of files and chapters,$(FORM))

check: $(STAMP)  ## the first green in a minute, with CHAPTER=05 that chapter too
	@test -z "$(CHAPTER)" || test -n "$(ONE)" || { echo "There is no chapter $(CHAPTER) in book/."; exit 1; }
	@$(call stage,linter and formatter and types,$(LINT))
	@$(call stage,doctests and mathematics and what every chapter says and shows,$(QUICK))
ifneq ($(CHAPTER),)
	@$(call stage,every stored output of $(ONE) against a new run (nbval),$(ITS_PYTEST) $(NBVAL) $(ONE))
endif

test: $(STAMP)  ## verify everything: code, notebooks, prose, book
	@$(call stage,1/5 linter and formatter and types,$(LINT))
	@$(call stage,2/5 the package and what the chapters say and whether the checks bite,$(WHOLE))
	@$(call stage,3/5 every stored output against a new run (nbval),$(CHAPTERS))
	@$(call stage,4/5 the book and its EPUB where warnings are errors,$(MAKE) --no-print-directory book epub)
	@$(call stage,5/5 every page and the PDF and a chapter in JupyterLab in a real browser,$(BROWSER))

test-package:  ## verify the package alone, PYTHON_TEST=python of another environment
	$(PYTHON_TEST) -m pytest -q -n 2 --dist loadfile $(PACKAGE)

test-frameworks: $(FRAMEWORKS_STAMP)  ## verify the package against each framework, and the notebooks on them
	@$(call stage,1/2 the package against each framework and their lock,$(IN_FRAMEWORKS) --noconftest tests/test_lock.py tests/frameworks)
	@$(call stage,2/2 every stored output of the notebooks on them against a new run (nbval),$(IN_FRAMEWORKS) $(NBVAL) $(WITH_FRAMEWORKS))

pdf: $(BUILT)  ## print the book to _build/binary-cross-entropy.pdf, needs Chromium
	$(BIN)/python tools/pdf.py

epub: $(STAMP)  ## build _build/binary-cross-entropy.epub
	$(BIN)/python tools/epub.py

live: $(LIVE)  ## build the book with Python in its pages
	$(BIN)/python tools/live.py
	@rm -f $(BUILT)
	@BOOK_LIVE=1 $(MAKE) --no-print-directory book

test-live: live  ## verify that each chapter runs in its page as it is stored, needs Chromium
	$(BIN)/python -m pytest -q -rs -n 2 --dist worksteal $(SLOWEST) tests/live

# The first page links to the PDF and the EPUB, once they exist.
site: pdf epub live  ## build the site to publish in _build/html, with the PDF, the EPUB and Python

audit: $(BUILT)  ## run Lighthouse on the site, needs Chromium and Node.js
	$(BIN)/python tools/audit.py

dist: $(STAMP)  ## build wheel and source archive in _build/dist, check and try them
	@$(BIN)/python tools/dist.py

# The cards are dated as the files in the archives are: the same sources give the same file.
release: dist site  ## put all files of a release into _build/release
	@SOURCE_DATE_EPOCH=1580601600 $(MAKE) --no-print-directory anki kit
	@$(BIN)/python tools/release.py

kit: $(BUILT)  ## write question files, worksheets and slides for teachers to _build/teaching, needs Chromium
	$(BIN)/python tools/kit.py

handout: $(BUILT)  ## print one chapter to hand out, CHAPTER=04, and SOLUTIONS=1 with its solutions
	$(BIN)/python tools/kit.py --handout "$(CHAPTER)"

anki: $(STAMP)  ## write the flash cards to _build/binary-cross-entropy.apkg
	$(BIN)/python tools/anki.py

serve: book  ## build the book and serve it on this machine, PORT=8000
	@echo "Reading at http://127.0.0.1:$(PORT)/ (stop with Ctrl-C)"
	@$(BIN)/python -m http.server --bind 127.0.0.1 --directory _build/html $(PORT)

notebooks: $(BUILT)  ## write plain notebooks to _build/notebooks
	@$(BIN)/python tools/notebooks.py

lab: notebooks  ## open the chapters in JupyterLab
	@$(BIN)/jupyter trust _build/notebooks/*.ipynb
	JUPYTER_CONFIG_PATH=tools/lab $(BIN)/jupyter lab _build/notebooks/index.ipynb

edit: $(STAMP)  ## open the sources of the chapters in JupyterLab
	@$(BIN)/jupyter trust book/*.ipynb
	$(BIN)/jupyter lab book

refresh: $(STAMP)  ## execute the chapters again, all or CHAPTER=03
	$(BIN)/python tools/refresh.py $(CHAPTER)

bench: $(STAMP)  ## measure speed, memory and accuracy, PYTHON_BENCH=python of another environment
	PYTHONPATH=. $(PYTHON_BENCH) tools/bench.py

mutants: $(STAMP)  ## change the mathematics in N=200 places, print what no test notices
	$(BIN)/python tools/mutate.py $(N)

lock:  ## compile both requirements files from pyproject.toml, UPGRADE=matplotlib moves one pin
	@test -e $(STAMP) || $(MAKE) --no-print-directory $(STAMP)  # an outdated one will do
	$(BIN)/python tools/lock.py $(UPGRADE)

clean:  ## delete what was built and installed
	rm -rf _build $(VENV) $(FRAMEWORKS) .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
