# Two commands do everything on a fresh Debian or Ubuntu machine with Python 3.11+ and make:
#   make demo    a site with real reports on http://127.0.0.1:8000
#   make test    all tests

.DEFAULT_GOAL := help
.PHONY: help setup demo browser test test-services lint bench fonts messages clean

PORT ?= 8000
PYTHON ?= python3
BIN := .venv/bin
# A file's tests share what they set up; journeys, of one test each, come last: they publish.
PARALLEL := -n auto --dist loadfile
export PATH := $(CURDIR)/$(BIN):$(PATH)

help:  ## show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/' | expand -t 16

setup: .venv/.ready  ## build .venv from uv.lock; nothing to do if that did not change

.venv/.ready: uv.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check "uv>=0.5"
	$(BIN)/uv sync --frozen --inexact --quiet
	touch $@

demo: setup  ## prepare and serve the demo (PORT=8000)
	TASKS_BACKEND=database $(BIN)/python manage.py demo --port $(PORT)

browser: setup  ## find or install Chromium for the browser tests
	$(BIN)/python scripts/browser.py

test: setup browser  ## all tests
	$(BIN)/python -m pytest $(PARALLEL)

test-services: setup browser  ## tests against the PostgreSQL and Redis of the environment (TESTS=tests/cms)
	$(BIN)/python scripts/with_services.py $(BIN)/python -m pytest $(PARALLEL) $(TESTS)

lint: setup  ## style, types, layers, templates, migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy report_blocks importers cms
	$(BIN)/lint-imports
	$(BIN)/djade --check $$(git ls-files 'templates/*.html')
	DJANGO_SETTINGS_MODULE=cms.settings.test $(BIN)/python manage.py makemigrations --check --dry-run

bench: setup  ## the speed claims, as ratios
	$(BIN)/uv sync --frozen --inexact --quiet --group bench
	$(BIN)/python -m benchmarks

fonts: setup  ## rebuild the fonts from public packages (needs npm)
	$(BIN)/uv sync --frozen --inexact --quiet --group fonts
	$(BIN)/python scripts/build_fonts.py

messages: setup  ## collect strings for translation and compile the catalogues (needs gettext)
	DJANGO_SETTINGS_MODULE=cms.settings.dev $(BIN)/django-admin makemessages -l zh_Hans \
	  --no-location --pythonpath . -i .venv -i var -i tests -i benchmarks
	DJANGO_SETTINGS_MODULE=cms.settings.dev $(BIN)/django-admin compilemessages --pythonpath . -i .venv

clean:  ## remove what was made: .venv, the demo's database and files
	rm -rf .venv var
