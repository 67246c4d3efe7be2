# What one does here. Every target first makes .venv if it is missing or out of date (scripts/bootstrap).
PYTHON := .venv/bin/python
# A file's tests run in one worker, in the order collected: browser tests last (e2e/conftest.py).
PARALLEL := -n 2 --dist loadfile --no-loadscope-reorder

.PHONY: help env demo reset test test-fast lint format shots looks lighthouse requirements ledger-check

help:
	@echo "make demo [PORT=8080]  the whole site, with demo data: web, live, workers, PostgreSQL and Valkey"
	@echo "make reset             remove the demo's and the tests' data; the next demo starts over"
	@echo "make test              every test, in a real browser too"
	@echo "make test-fast         every test but the browser's"
	@echo "make lint              what a change has to pass besides the tests"
	@echo "make format            put code and templates into shape"
	@echo "make shots             a contact sheet of every page, to look at"
	@echo "make looks             draw the sheets anew that the main pages are compared with"
	@echo "make lighthouse        are the main pages as fast, usable and findable as promised? (needs Node.js)"
	@echo "make ledger-check      does the money add up?"
	@echo "make requirements      pin the dependencies of pyproject.toml again (needs uv)"

env:
	@scripts/bootstrap

demo: env
	@$(PYTHON) manage.py demo $(if $(PORT),--port $(PORT))

reset: env
	@$(PYTHON) -m reelbyte.engines reset

# What fails beside another worker has to pass alone: real servers and browsers share two cores here.
test: env
	@REELBYTE_BROWSER="$$(scripts/browser)" && export REELBYTE_BROWSER && \
	{ $(PYTHON) -m pytest $(PARALLEL) || $(PYTHON) -m pytest --last-failed --last-failed-no-failures none; }

test-fast: env
	@$(PYTHON) -m pytest $(PARALLEL) -m "not browser"

lint: env
	@scripts/lint

format: env
	@$(PYTHON) -m ruff check --fix --quiet . ; $(PYTHON) -m ruff format --quiet . ; $(PYTHON) -m djlint --quiet --reformat templates || true

shots: env
	@REELBYTE_BROWSER="$$(scripts/browser)" && export REELBYTE_BROWSER && $(PYTHON) -m e2e.shots

looks: env
	@REELBYTE_BROWSER="$$(scripts/browser)" && export REELBYTE_BROWSER && LOOKS=renew $(PYTHON) -m pytest -q -n 0 e2e/test_looks.py

lighthouse: env
	@REELBYTE_BROWSER="$$(scripts/browser)" && export REELBYTE_BROWSER && $(PYTHON) -m e2e.lighthouse

ledger-check: env
	@$(PYTHON) manage.py ledger_check

COMPILE := uv pip compile --quiet --universal --python-version 3.12 --generate-hashes --no-emit-index-url \
	--custom-compile-command "make requirements" pyproject.toml

requirements:
	@$(COMPILE) --output-file requirements.txt
	@$(COMPILE) --group dev --constraint requirements.txt --output-file requirements-dev.txt
