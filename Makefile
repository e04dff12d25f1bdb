# `make run` and `make test` are all that is needed; each sets up what is missing first.
.DEFAULT_GOAL := help
.PHONY: help run dev build test check bench pictures fonts setup

help: ## Say what can be done
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: build ## Build for release and serve on http://localhost:5000 (HOST and PORT change where)
	@scripts/serve

dev: setup ## Serve a debug build that reloads the page when a file changes
	@scripts/dev

build: setup ## Build for release, into target/
	@scripts/build

test: ## Check and test everything, in a real browser too
	@scripts/test

check: setup ## The fast part of the tests: format, lints, native tests
	@scripts/test --fast

bench: build ## Measure the first load, a keystroke and a drag
	@scripts/bench

pictures: build ## Make the example and the screenshots anew
	@scripts/setup --tests && node end2end/pictures.mjs

fonts: ## Fetch the typefaces anew
	@node end2end/fonts.mjs

setup: ## Install what is missing
	@scripts/setup
