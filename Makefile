# Everything a person does here, by name. `make` lists it.
# Options: make demo PORT=8080 ARGS="--no-serve" · make test ARGS="tests/indices -k pooled"

SHELL := /bin/bash
.DEFAULT_GOAL := help
PORT ?= 8000
ARGS ?=

##@ Use

.PHONY: setup
setup: ## install what is missing to run the product (also: .venv/bin/observatoire)
	@scripts/setup run

.PHONY: demo
demo: setup ## the observatory on a fictitious territory, at http://127.0.0.1:8000
	@scripts/build-web
	@.venv/bin/observatoire demo --port $(PORT) $(ARGS)

##@ Change

.PHONY: setup-develop
setup-develop: ## the same as setup, with the tools of check and fix
	@scripts/setup develop

.PHONY: test
test: ## every test; ARGS="tests/api -k etag" chooses some of pytest's
	@scripts/setup test
	@scripts/build-web
	@scripts/test $(ARGS)

.PHONY: fuzz
fuzz: setup-develop ## 10,000 questions as each role, against the API; ARGS="--roles epci --requests 500"
	@scripts/build-web
	@.venv/bin/python -m tests.leaks.fuzz $(ARGS)

.PHONY: check
check: setup-develop ## every check that changes nothing; ARGS="mypy biome" chooses some
	@scripts/check $(ARGS)

.PHONY: fix
fix: setup-develop ## format, and mend what can be mended without thinking
	@.venv/bin/ruff check --fix --quiet || true
	@.venv/bin/ruff format --quiet
	@scripts/npm run --silent fix

.PHONY: bench
bench: setup-develop ## measure loading, serving, screens; ARGS="pipeline store answers screens" chooses some
	@scripts/build-web
	@.venv/bin/python -m benchmarks $(ARGS)

.PHONY: kills
kills: setup-develop ## kill loads and workers fifty times each, at random moments
	@OBSERVATOIRE_KILLS=50 .venv/bin/python -m pytest -n 0 -rP -k killed tests/observatoire/sources tests/observatoire/worker

.PHONY: gallery
gallery: setup-develop ## a picture of every screen and state, at a desk and on a phone, in build/gallery
	@scripts/build-web
	@.venv/bin/python scripts/gallery.py

##@ Regenerate what is committed

.PHONY: openapi
openapi: setup-develop ## the contract of the API and its TypeScript types
	@scripts/openapi

.PHONY: demo-data
demo-data: setup-develop ## the files of the fictitious territory: outlines (needs the network), then the rest from its seed
	@.venv/bin/python -m data.demo.extract_outlines
	@.venv/bin/python -m data.demo.generate $(ARGS)

.PHONY: lock
lock: setup-develop ## the lock files, after a change of dependencies; ARGS=--upgrade for newer versions
	@scripts/lock $(ARGS)

##@ Tidy

.PHONY: clean
clean: ## remove what was installed or built here (.venv, node_modules, web/dist, caches)
	@rm -rf .venv .venv-bench web/node_modules web/dist build .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: help
help:
	@awk 'BEGIN { FS = ":.*## " } \
		/^##@/ { printf "\n%s\n", substr($$0, 5) } \
		/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
