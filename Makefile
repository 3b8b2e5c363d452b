# `make run` and `make test` are all a newcomer needs; `make help` lists the rest.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test check check-backend check-pwa quick unit postgres vitest pwa chromium browser \
	dev dev-backend dev-pwa bench screens schema format lock

export PATH := $(CURDIR)/.venv/bin:$(PATH)
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD := 1
unexport PYTHONDONTWRITEBYTECODE # with it every process would compile the app anew
SIDE_BY_SIDE = $(MAKE) --no-print-directory --output-sync=target -j3
PIP := .venv/bin/pip install --quiet --disable-pip-version-check --require-hashes
# Recipes below are skipped while their stamp is newer than what it was made from.
RUNTIME := .venv/.runtime
DEV := .venv/.dev
NODE := .venv/.node
MODULES := pwa/node_modules/.installed
DIST := pwa/dist/index.html
PWA_SOURCES := $(shell find pwa schema -type f -not -path '*/node_modules/*' -not -path '*/dist/*' \
	-not -path '*/dev-dist/*' -not -name '*.test.ts' -not -name '*.tsbuildinfo' 2>/dev/null)

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

# ---- for everybody

run: $(RUNTIME) $(DIST) ## set up, build, migrate, demo data on the first start, serve on :8000
	@exec .venv/bin/python -m backend serve --demo

test: ## everything that must hold
	@$(SIDE_BY_SIDE) check-backend unit postgres chromium check-pwa vitest pwa # npm fetches meanwhile
	@$(MAKE) --no-print-directory browser # alone: two phones at a time are enough for two cores
	@echo "make test: all passed"

# ---- parts of `make test`, one by one

check: check-backend check-pwa ## formatters, linters, types, arrows between slices, contract

check-backend: $(DEV)
	ruff format --check --quiet .
	ruff check --quiet .
	mypy
	lint-imports --no-logo
	python -m backend schema --check

check-pwa: $(MODULES)
	cd pwa && npm run --silent lint && npm run --silent check

quick: $(DEV) $(MODULES) ## SQLite and vitest: for the hand
	pytest --engine sqlite -m "not browser" --ignore tests/storage
	cd pwa && npm run --silent test

unit: $(DEV) ## backend and storage (folder and S3), SQLite
	pytest --engine sqlite -m "not browser"

postgres: $(DEV) ## the same backend tests on PostgreSQL
	pytest --engine postgres -m "not browser" --ignore tests/storage

vitest: $(MODULES) ## the PWA's own tests
	cd pwa && npm run --silent test

pwa: $(DIST) ## build the PWA into pwa/dist

chromium: | .venv/.made # both may ask Debian for packages
	@tools/browser

browser: $(DEV) $(DIST) chromium ## Chromium against the running app
	pytest -m browser -n 2 --dist loadfile

# ---- for those who change it

dev: $(DEV) $(MODULES) ## backend with reload and Vite with hot reload
	@$(MAKE) --no-print-directory -j2 dev-backend dev-pwa

dev-backend: $(DEV)
	python -m watchfiles --filter python "python -m backend serve --demo" backend storage

dev-pwa: $(MODULES)
	cd pwa && npm run dev

bench: $(DEV) $(DIST) chromium ## what a request, a photo and the first page cost
	python -m tests.bench

screens: $(DEV) $(DIST) chromium ## pictures of every screen into docs/screens, axe-core on each
	python -m tests.screens

schema: $(DEV) $(MODULES) ## write schema/ from the code, and the PWA's types from schema/
	python -m backend schema
	cd pwa && npm run --silent codegen

format: $(DEV) ## let the formatters have their way
	ruff format --quiet .
	ruff check --quiet --fix .

lock: $(DEV) ## renew requirements*.lock from requirements*.in
	tools/lock

# ---- set-up

.venv/.made: tools/venv
	@echo "making .venv"
	@tools/venv
	@touch $@

$(RUNTIME): requirements.lock .venv/.made
	@echo "installing what the server needs"
	@$(PIP) --requirement requirements.lock
	@touch $@

$(DEV): requirements-dev.lock .venv/.made
	@echo "installing what the server and the tests need"
	@$(PIP) --requirement requirements-dev.lock
	@touch $(RUNTIME) $@

$(NODE): requirements-node.lock tools/node .venv/.made
	@tools/node
	@touch $@

$(MODULES): pwa/package-lock.json $(NODE)
	@echo "installing what the PWA is built from"
	@cd pwa && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

$(DIST): $(PWA_SOURCES) $(MODULES)
	@echo "building the PWA"
	@cd pwa && npm run --silent build
	@touch $@
