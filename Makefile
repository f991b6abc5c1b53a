# 明眼 Mingyan. `make` or `make help` lists what there is.
# Nothing is installed outside this folder: .venv holds the tools, var/ and media/ the data.

PORT ?= 8000
HOST ?= 127.0.0.1
# Threads that wait for the database; the server itself answers on others.
THREADS ?= 4
ARGS ?=
WAGTAIL_NEXT ?= 8.0.*

PY := .venv/bin/python
MANAGE := $(PY) manage.py
# The worker that makes bundles for print shops lives and ends with the server behind the "--".
WITH_WORKER := $(PY) .ci/together.py $(MANAGE) press_worker --
# Two processes already beat one; more than four spend their time migrating. ARGS=-n0 for one.
# A file stays in one process, where its tests share what they have loaded.
PARALLEL := -n auto --maxprocesses 4 --dist loadfile

export PYTHONUNBUFFERED = 1
export HYPOTHESIS_STORAGE_DIRECTORY = var/hypothesis
unexport DJANGO_SETTINGS_MODULE

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run dev demo-reset test test-next test-postgres coverage lint format bench screenshots gallery \
	requirements clean venv venv-dev browser database static port

help: ## List these commands
	@echo "明眼 Mingyan — make COMMAND"
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-15s %s\n", $$1, $$2 }' Makefile
	@echo "Options: PORT=8123 (run, dev)   ARGS='-k leaflet -n0' (test)   PYTHON=/path/to/python3"

run: port venv static database ## Serve the site with the demo network, as production would
	@echo
	@echo "明眼已启动：http://$(HOST):$(PORT)/   （按 Ctrl-C 停止 · Ctrl-C stops it）"
	@exec env MINGYAN_PUBLIC_URL=http://$(HOST):$(PORT) DJANGO_SETTINGS_MODULE=cms.settings.dev \
		$(WITH_WORKER) .venv/bin/granian --interface wsgi --host $(HOST) --port $(PORT) --no-ws \
		--workers 1 --blocking-threads $(THREADS) --log-level warning cms.wsgi:application

dev: port venv database ## Serve with autoreload, for people who edit the code
	@exec env MINGYAN_PUBLIC_URL=http://$(HOST):$(PORT) DEBUG=1 \
		$(WITH_WORKER) $(MANAGE) runserver $(HOST):$(PORT)

demo-reset: venv ## Throw the demo data away and load it afresh
	@test -z "$$DATABASE_URL" || { echo "DATABASE_URL is set: demo-reset only empties the SQLite in var/."; exit 1; }
	@rm -f var/*.sqlite3 var/*.sqlite3-shm var/*.sqlite3-wal
	@rm -rf var/bundles
	@find media -mindepth 1 ! -name .gitkeep -delete
	@$(MAKE) --no-print-directory database
	@echo "The demo network is as new."

test: venv-dev browser ## Run the whole suite, browser tests included (ARGS=…)
	@$(PY) -m pytest $(PARALLEL) $(ARGS)

test-next: venv-dev browser ## Run the suite on the next Wagtail (8.0), in its own environment
	@sh .ci/next.sh "$(WAGTAIL_NEXT)" $(PARALLEL) $(ARGS)

test-postgres: venv-dev browser ## Run the suite on a PostgreSQL of its own, on loopback
	@$(PY) tests/postgres.py $(PARALLEL) $(ARGS)

coverage: venv-dev browser ## Name the lines that no test has run
	@mkdir -p var
	@$(PY) -m coverage run -m pytest -n0 -q $(ARGS) && $(PY) -m coverage report

lint: venv-dev ## Check style, import contracts, templates and migrations
	@failed=; \
	$(PY) -m ruff check --quiet . || failed=1; \
	$(PY) -m ruff format --check --quiet --output-format concise . || { echo "Not formatted: make format"; failed=1; }; \
	.venv/bin/lint-imports --no-logo --cache-dir var/import_linter || failed=1; \
	.venv/bin/djlint --lint --quiet templates || failed=1; \
	$(MANAGE) check --settings=cms.settings.test || failed=1; \
	$(MANAGE) makemigrations --check --dry-run --settings=cms.settings.test || failed=1; \
	test -z "$$failed"

format: venv-dev ## Put Python into the house's style
	@$(PY) -m ruff check --fix --quiet . || true
	@$(PY) -m ruff format .

bench: venv-dev ## Measure printing, serving, the ledger and the return
	@$(PY) -m bench $(ARGS)

screenshots: venv-dev browser ## Draw the pictures in the README
	@$(PY) -m tests.screenshots $(ARGS)

gallery: venv-dev ## Draw every layout with its samples into docs/gallery
	@$(MANAGE) gallery --out docs/gallery --settings=cms.settings.test

requirements: venv-dev ## Resolve the .in files again into pinned, hashed .txt files (ARGS=--upgrade)
	@for name in requirements requirements-dev; do \
		$(PY) -m piptools compile --quiet --generate-hashes --strip-extras --allow-unsafe \
			--no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
			--output-file=$$name.txt $(ARGS) $$name.in || exit 1; \
	done

clean: ## Remove caches and environments; data in var/ and media/ stays
	@rm -rf .venv var/venv-next var/static var/static.stamp var/coverage var/hypothesis \
		var/import_linter .pytest_cache .ruff_cache
	@find cms campaigns tests -name __pycache__ -type d -prune -exec rm -rf {} +

# --- Steps of the commands above -------------------------------------------------------

# Finds a Python, makes .venv once, installs the pins when their file has changed.
venv:
	@PYTHON="$(PYTHON)" sh .ci/venv.sh requirements.txt

venv-dev:
	@PYTHON="$(PYTHON)" sh .ci/venv.sh requirements.txt requirements-dev.txt

browser: venv-dev
	@$(PY) tests/browser.py >/dev/null

# Migrations and the demo network look first and do nothing when all is there.
database: venv
	@$(MANAGE) migrate --verbosity 0
	@MINGYAN_PUBLIC_URL=http://$(HOST):$(PORT) $(MANAGE) seed_demo

# Collecting and compressing takes long, so it is done when a source or a pin has changed.
static: venv
	@mkdir -p var
	@{ cat requirements.txt; find cms campaigns -path '*/static/*' -type f -exec cksum {} + | sort; } \
		| cksum > var/static.stamp.new
	@if [ -d var/static ] && cmp -s var/static.stamp.new var/static.stamp; then \
		rm var/static.stamp.new; \
	else \
		echo "Collecting static files …"; \
		$(MANAGE) collectstatic --noinput --clear --verbosity 0 \
			&& mv var/static.stamp.new var/static.stamp; \
	fi

# Said now, in one line, rather than by the server after a minute of preparation.
port: venv
	@$(PY) -c 'import socket, sys; s = socket.socket(); \
		s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); s.bind(("$(HOST)", int("$(PORT)")))' \
		2>/dev/null || { echo "Port $(PORT) cannot be used (taken?): try make run PORT=8123"; exit 1; }
