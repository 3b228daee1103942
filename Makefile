# The commands of the README; continuous integration calls the same ones. `make help` lists them.

VENV ?= .venv
HOST ?= 127.0.0.1
PORT ?= 8000
PYTHON ?=
ARGS ?=
INSIST ?=
IN = $(VENV)/bin
MANAGE = $(IN)/python manage.py
# Everything is pinned, what others need too: pip need not look for it, and cannot stumble over extras.
PIP = $(IN)/python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes --no-deps
NOT_INSTALLED = { echo "The requirements could not be installed; the message above says why." >&2; exit 1; }
# A shell's own settings must not reach the tests: they run on SQLite, unless `make test-postgres` says otherwise.
ALONE = env $(addprefix -u ,DATABASE_URL DEBUG SECRET_KEY VAR_DIR HOST PORT SITE_URL SITE_NAME CONTACT_EMAIL ALLOWED_HOSTS \
	NOTES_HELD_AT_FIRST SIGN_UP STAFF_SECOND_FACTOR EMAIL_HOST EMAIL_PORT EMAIL_USER EMAIL_PASSWORD EMAIL_SECURITY EMAIL_FROM)
PYTEST = $(IN)/python -m pytest $(if $(INSIST),--insist)

export HOST PORT
# Compiled once and kept, also where the shell forbids it: otherwise every start compiles Django anew.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help run dev setup setup-dev test test-browser test-postgres check format fixtures bench bench-carrying audit requirements clean FORCE
.DEFAULT_GOAL := help

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' Makefile

run: setup ## Serve the publication at http://127.0.0.1:8000 as in production (HOST=, PORT=)
	@DEBUG= exec $(MANAGE) serve

dev: setup ## The same data with DEBUG on, reloading when a file changes
	@DEBUG=1 exec $(MANAGE) serve --dev

setup: $(VENV)/.run $(if $(findstring postgres,$(DATABASE_URL)),$(VENV)/.postgres) ## Make .venv with the pinned, hashed requirements, nothing more

setup-dev: setup $(VENV)/.dev ## The same, with what tests and checks need

test: setup-dev ## Every test on SQLite, in parallel; the browser tests too when a Chromium is found (ARGS=)
	$(ALONE) $(PYTEST) -m "not browser and not server and not at_once" $(ARGS)
	$(ALONE) $(PYTEST) -m "browser or server or at_once" $(ARGS)

test-browser: setup-dev ## The browser tests; fails when there is no Chromium (CHROMIUM=)
	$(ALONE) $(PYTEST) -m "browser or server" --insist $(ARGS)

test-postgres: setup-dev ## The suite on the PostgreSQL that DATABASE_URL names
	@case "$(DATABASE_URL)" in postgres*) ;; *) echo "DATABASE_URL names no PostgreSQL: DATABASE_URL=postgres://user@127.0.0.1:5432/name make test-postgres" >&2; exit 1;; esac
	$(ALONE) DATABASE_URL="$(DATABASE_URL)" $(PYTEST) -m "not browser and not server" --insist $(ARGS)

check: setup-dev ## Format, lint, types, import contracts, migrations, Django's own checks, sizes
	$(IN)/ruff format --check .
	$(IN)/ruff check .
	find templates -name '*.html' | xargs $(IN)/djade --target-version 5.2 --check
	find templates -name '*.html' | xargs $(IN)/djangofmt --check
	$(IN)/mypy
	$(IN)/lint-imports --no-cache
	$(ALONE) DATABASE_URL=sqlite://:memory: $(MANAGE) makemigrations --check --dry-run
	$(ALONE) SITE_URL=https://example.org EMAIL_HOST=mail.example.org SECRET_KEY=only-for-this-check-0123456789-abcdefghijklmnopqrstuvwxyz \
		$(MANAGE) check --deploy --fail-level WARNING
	$(ALONE) $(PYTEST) -n0 -q tests/test_house.py

format: setup-dev ## Write the code and the templates in the house's format
	$(IN)/ruff format .
	$(IN)/ruff check --fix .
	find templates -name '*.html' | xargs $(IN)/djade --target-version 5.2
	find templates -name '*.html' | xargs $(IN)/djangofmt --quiet

fixtures: setup ## Rewrite the fixture of the articles from seeds/
	$(ALONE) $(MANAGE) write_fixtures

bench: setup ## Requests per second against a view that returns constant bytes, on 2,000 articles
	$(ALONE) $(MANAGE) bench --settings=defense.bench.settings $(ARGS)

bench-carrying: setup ## How well and how fast passages follow edits (CARRYING_DATA= names a file of real edits)
	$(IN)/python -m defense.bench.carrying

bench-search: setup ## Searches among 600,000 generated passages, on SQLite or on an empty database that DATABASE_URL names
	$(ALONE) VAR_DIR=var/bench-search $(if $(DATABASE_URL),DATABASE_URL="$(DATABASE_URL)") $(MANAGE) bench_search --settings=defense.bench.settings $(ARGS)

audit: setup-dev ## Valid HTML (Nu) on every page kind, and Lighthouse; needs npm, Java and a Chromium
	$(ALONE) $(MANAGE) audit $(ARGS)

requirements: setup-dev ## Pin and hash what requirements*.in name (UPGRADE=1 takes newer versions)
	for name in requirements requirements-postgres requirements-dev; do \
		$(IN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes $(if $(UPGRADE),--upgrade) \
			--no-strip-extras --no-emit-index-url --no-emit-find-links --custom-compile-command 'make requirements' \
			$$name.in --output-file $$name.txt || exit 1; \
	done

clean: ## Remove .venv and every cache; keeps var/ with its database
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage htmlcov var/static var/audit var/bench var/bench-search
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The virtual environment: a stamp in it for each set of requirements, so that a second start installs nothing.

SUFFICES = import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))

# A folder that was moved, or a Python that was removed, leaves an environment that does not start: it is made again.
ifneq ($(shell $(IN)/python -c 'print("starts")' 2>/dev/null),starts)
$(VENV)/.python: FORCE
endif
# A Python that was named is looked at each time, even when an environment stands.
ifneq ($(PYTHON),)
$(VENV)/.python: FORCE
endif

$(VENV)/.python:
	@for python in $(or $(PYTHON),python3.13 python3.12 python3.11 python3 python); do \
		"$$python" -c '$(SUFFICES)' 2>/dev/null && found=$$python && break; \
	done; \
	if [ -z "$$found" ]; then \
		named=$(or $(PYTHON),python3); \
		echo "Python 3.11 or newer, with its venv module, is needed; $$named is $$($$named --version 2>/dev/null || echo missing). Name another: make $(or $(MAKECMDGOALS),run) PYTHON=/path/to/python3" >&2; exit 1; \
	fi; \
	"$(IN)/python" -c '$(SUFFICES)' 2>/dev/null && { [ -e $@ ] || touch $@; exit 0; }; \
	[ -w . ] || { echo "This folder cannot be written to: $$PWD" >&2; exit 1; }; \
	"$$found" -m venv --clear $(VENV) && touch $@ \
		|| { echo "$$found could not make $(VENV); the message above says why." >&2; exit 1; }

$(VENV)/.run: requirements.txt $(VENV)/.python
	@$(PIP) -r requirements.txt || $(NOT_INSTALLED)
	@touch $@

$(VENV)/.postgres: requirements-postgres.txt $(VENV)/.run
	@$(PIP) -r requirements-postgres.txt || $(NOT_INSTALLED)
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.run
	@$(PIP) -r requirements-dev.txt || $(NOT_INSTALLED)
	@touch $@

FORCE:
